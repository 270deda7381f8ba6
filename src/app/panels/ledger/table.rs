//! The lines of the ledger as texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use crate::app::grid::{Rows, Sorting};
use crate::editing::ends::{Ends, is_told};
use crate::editing::fields;
use crate::editing::fields::text;
use crate::model::words::capitalised;
use crate::model::{EntryKind, Id, LinkKind, Map, NodeStatus, alphabet};
use crate::options::{About, FateKind, Line};
use crate::session::reports::Account;
use crate::session::task::{Poll, Task, Wake};

/// The room of the numbers at the left and of the bar at the right, points.
const GUTTER: f32 = 56.0;

/// A column of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// What it is called.
    Name,
    /// What it is.
    Kind,
    /// Its fate in a word.
    Fate,
    /// What becomes of it, in full.
    What,
    /// Who owns it, to whom it answers, or into what it goes.
    Hands,
    /// Why.
    Reason,
}

impl Column {
    pub(super) const ALL: [Self; 6] = [Self::Name, Self::Kind, Self::Fate, Self::What, Self::Hands, Self::Reason];

    /// The column at a place.
    pub(super) fn at(place: usize) -> Self {
        Self::ALL.get(place).copied().unwrap_or(Self::Name)
    }

    /// Where it stands.
    pub(super) fn place(self) -> usize {
        Self::ALL.iter().position(|column| *column == self).unwrap_or_default()
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Kind => "Kind",
            Self::Fate => "Fate",
            Self::What => "What becomes of it",
            Self::Hands => "Now with",
            Self::Reason => "Reason",
        }
    }

    pub(super) const fn help(self) -> &'static str {
        match self {
            Self::Name => "What it is called on the baseline",
            Self::Kind => "A body or a strand; a partner that loses its last seat; a theme that loses its last carrier",
            Self::Fate => "What becomes of it in a word",
            Self::What => "What becomes of it, and what is missing",
            Self::Hands => "Who owns the strand, to whom the body answers, or into what it goes once it has ended",
            Self::Reason => "Who agreed, when, on what condition",
        }
    }

    /// The first width in a table of that width: what is left is shared by what is long.
    pub(super) fn width(self, room: f32) -> f32 {
        let (fate, what, reason) = (136.0, 240.0, 220.0);
        let left = (room - GUTTER - 210.0 - 68.0 - fate - 176.0 - what - reason).max(0.0);
        match self {
            Self::Name => 210.0 + left * 0.2,
            Self::Kind => 68.0,
            Self::Fate => fate,
            Self::Hands => 176.0 + left * 0.15,
            Self::What => what + left * 0.3,
            Self::Reason => reason + left * 0.35,
        }
    }
}

/// What the lines of the table follow from.
type Key = (Option<FateKind>, String, Sorting);

/// The texts of so many lines are made within the frame.
const WITHIN_THE_FRAME: usize = 300;
/// How long a frame waits for those of more, so that they need not flicker.
const GRACE: Duration = Duration::from_millis(3);

/// The lines of a ledger, and those of them that are shown.
#[derive(Default)]
pub(super) struct Table {
    /// What the rows are of.
    account: Option<Arc<Account>>,
    key: Option<Key>,
    /// The lines of the ledger, what is not accounted for first.
    order: Vec<usize>,
    /// How many lines have each fate.
    counts: BTreeMap<FateKind, usize>,
    pub(super) rows: Rows,
    /// The texts of another account, which are made beside the window.
    making: Option<(Arc<Account>, Task<Texts>)>,
}

/// The lines of an account as texts.
struct Texts {
    order: Vec<usize>,
    counts: BTreeMap<FateKind, usize>,
    rows: Rows,
}

impl Texts {
    fn of(account: &Account) -> Self {
        let hands = Hands::of(&account.after);
        let lines = &account.ledger.lines;
        let mut order: Vec<usize> = (0..lines.len()).collect();
        order.sort_by_key(|place| !lines[*place].is_unaccounted());
        let mut counts = BTreeMap::new();
        lines.iter().for_each(|line| *counts.entry(line.fate.kind()).or_default() += 1);
        let rows = Rows::of(order.iter().map(|place| texts(account, &lines[*place], &hands)));
        Self { order, counts, rows }
    }
}

impl Table {
    /// Turns to an account. The rows of a long ledger come a moment later; until then what is there stays.
    pub(super) fn follow(&mut self, account: &Arc<Account>, wake: &Wake) {
        if let Some((of, task)) = &self.making
            && let Poll::Done(texts) = task.poll()
        {
            let of = Arc::clone(of);
            self.take(of, texts);
        }
        let is_it = |known: &Arc<Account>| Arc::ptr_eq(known, account);
        let is_known = self.account.as_ref().is_some_and(is_it);
        if !is_known && !self.making.as_ref().is_some_and(|(of, _)| is_it(of)) {
            self.turn_to(account, wake);
        }
    }

    /// Shows the rows that fit a filter, in an order.
    pub(super) fn show(&mut self, only: Option<FateKind>, words: &str, sorted: Sorting) {
        let Some(known) = &self.account else { return };
        let key = Some((only, words.to_owned(), sorted));
        if self.key == key {
            return;
        }
        let (lines, order) = (&known.ledger.lines, &self.order);
        self.rows.show(words, sorted, |row| only.is_none_or(|only| lines[order[row]].fate.kind() == only));
        self.key = key;
    }

    fn turn_to(&mut self, account: &Arc<Account>, wake: &Wake) {
        let of = Arc::clone(account);
        if account.ledger.lines.len() <= WITHIN_THE_FRAME {
            return self.take(of, Texts::of(account));
        }
        let task = Task::start(wake, move |_| Texts::of(&of));
        match task.wait(GRACE) {
            Poll::Done(texts) => self.take(Arc::clone(account), texts),
            Poll::Pending | Poll::Broken => self.making = Some((Arc::clone(account), task)),
        }
    }

    fn take(&mut self, account: Arc<Account>, texts: Texts) {
        let Texts { order, counts, rows } = texts;
        *self = Self { account: Some(account), key: None, order, counts, rows, making: None };
    }

    /// What the rows are of, once there are any.
    pub(super) fn account(&self) -> Option<&Arc<Account>> {
        self.account.as_ref()
    }

    /// How many lines have that fate.
    pub(super) fn count(&self, fate: FateKind) -> usize {
        self.counts.get(&fate).copied().unwrap_or_default()
    }

    /// The place in the ledger of the line in a row.
    pub(super) fn line(&self, row: usize) -> Option<usize> {
        self.order.get(self.rows.place(row)?).copied()
    }
}

fn texts(account: &Account, line: &Line, hands: &Hands) -> Vec<String> {
    let text = |column: Column| match column {
        Column::Name => line.name.clone(),
        Column::Kind => match (line.about, account.before.nodes.get(line.id.as_str())) {
            (About::Body, Some(node)) => node.kind.word().to_owned(),
            (about, _) => about.word().to_owned(),
        },
        Column::Fate => line.fate.kind().label().to_owned(),
        Column::What => capitalised(&line.words(&account.before, &account.after)),
        Column::Hands => hands.names(&account.after, line),
        Column::Reason => line.reason.clone().unwrap_or_default(),
    };
    Column::ALL.map(text).to_vec()
}

/// Which lines say with whom it is now; none where that cannot be told.
pub(super) fn ends(map: &Map, line: &Line) -> Option<Ends> {
    let node = map.nodes.get(line.id.as_str()).filter(|_| matches!(line.about, About::Body | About::Strand))?;
    Some(match (node.status, line.about) {
        (NodeStatus::Ended, _) => Ends { kind: LinkKind::AbsorbedInto, is_outward: true },
        (_, About::Strand) => Ends { kind: LinkKind::Owns, is_outward: false },
        _ => Ends { kind: LinkKind::ReportsTo, is_outward: true },
    })
}

/// Who owns what, who answers to whom and what goes into what: read once for all lines.
struct Hands(BTreeMap<(LinkKind, Id), BTreeSet<Id>>);

impl Hands {
    fn of(map: &Map) -> Self {
        let mut hands: BTreeMap<(LinkKind, Id), BTreeSet<Id>> = BTreeMap::new();
        for link in map.links.iter().filter(|link| is_told(link)) {
            let (of, to) = match link.kind {
                LinkKind::Owns => (&link.to, &link.from),
                LinkKind::ReportsTo | LinkKind::AbsorbedInto => (&link.from, &link.to),
                _ => continue,
            };
            hands.entry((link.kind, of.clone())).or_default().insert(to.clone());
        }
        Self(hands)
    }

    fn names(&self, map: &Map, line: &Line) -> String {
        let Some(ends) = ends(map, line) else { return String::new() };
        let ids = self.0.get(&(ends.kind, line.id.clone())).into_iter().flatten();
        let mut names: Vec<String> = ids.map(|id| fields::name(map, EntryKind::Node, id)).collect();
        names.sort_by_cached_key(|name| alphabet::place(name));
        text::join(names)
    }
}
