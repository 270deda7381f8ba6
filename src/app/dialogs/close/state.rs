//! What is answered so far of a body that is closed.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::widgets::picking::{Offer, Pick};
use crate::editing::close::{self, Answer, Closing, Fate, Hanging, Part, Way};
use crate::editing::{Outcome, Refusal};
use crate::model::spelling::Wanted;
use crate::model::{Id, Map, NodeKind, NodeStatus, When, alphabet};
use crate::options::{Suggestion, proposals};

/// What becomes of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Ends,
    GoesInto,
    Rests,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Ends, Self::GoesInto, Self::Rests];

    fn word(self) -> &'static str {
        match self {
            Self::Ends => "ends",
            Self::GoesInto => "goes into",
            Self::Rests => "rests",
        }
    }
}

/// What can be taken in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Taken {
    Fate(Fate),
    /// For each what is proposed for it.
    Proposed,
}

/// One thing that hangs on the body.
pub(super) struct Row {
    pub(super) hanging: Hanging,
    pub(super) name: String,
    /// What it is called where nothing else stands beside it: its name, with how it hangs if several have that name.
    pub(super) called: String,
    pub(super) words: String,
    pub(super) proposal: Option<Suggestion>,
    pub(super) answer: Answer,
    pub(super) is_ticked: bool,
}

impl Row {
    /// What tells it apart from all others: only the duty by law hangs by no line.
    fn key(&self) -> String {
        self.hanging.lines.iter().map(|line| line.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// A body on its way to be closed.
pub(super) struct State {
    pub(super) body: Id,
    pub(super) kind: Kind,
    pub(super) heir: Option<Id>,
    pub(super) reason: String,
    pub(super) since: String,
    pub(super) rows: Vec<Row>,
    pub(super) folded: BTreeSet<Part>,
    /// Why, for those that are ticked.
    pub(super) common_reason: String,
    /// Who can take something over, by name: how they are called, and what they are.
    takers: Vec<Pick<Id>>,
    /// What is given before anybody has typed.
    at_first: Vec<String>,
}

impl State {
    pub(super) fn new(map: &Map, body: &Id) -> Self {
        let row = |hanging: Hanging| Row {
            name: hanging.name(map, body),
            called: String::new(),
            words: hanging.words(map),
            proposal: None,
            answer: Answer::default(),
            is_ticked: false,
            hanging,
        };
        let node = map.nodes.get(body.as_str());
        let mut state = Self {
            body: body.clone(),
            kind: Kind::Ends,
            heir: None,
            reason: String::new(),
            since: node.and_then(|node| node.until).map(|until| until.to_string()).unwrap_or_default(),
            rows: close::hanging(map, body).into_iter().map(row).collect(),
            folded: BTreeSet::new(),
            common_reason: String::new(),
            takers: takers(map, body),
            at_first: Vec::new(),
        };
        let names: Vec<String> = state.rows.iter().map(|row| row.name.clone()).collect();
        let twins: BTreeSet<&String> = {
            let mut seen = BTreeSet::new();
            names.iter().filter(|name| !seen.insert(*name)).collect()
        };
        for (row, name) in state.rows.iter_mut().zip(&names) {
            row.called = if twins.contains(name) { format!("{name}, {}", row.words) } else { name.clone() };
        }
        if node.is_some_and(|node| node.status == NodeStatus::Ended) {
            state.reason = node.and_then(|node| node.status_note.clone()).unwrap_or_default();
        }
        state.at_first = state.given();
        state.propose(map);
        state
    }

    /// Works out anew what is proposed.
    pub(super) fn propose(&mut self, map: &Map) {
        let hanging: Vec<Hanging> = self.rows.iter().map(|row| row.hanging.clone()).collect();
        let proposed = proposals(map, &self.body, &self.way(), &hanging);
        for (row, proposal) in self.rows.iter_mut().zip(proposed) {
            row.proposal = proposal;
        }
    }

    fn way(&self) -> Way {
        match (self.kind, &self.heir) {
            (Kind::GoesInto, Some(heir)) => Way::GoesInto(heir.clone()),
            (Kind::Ends | Kind::GoesInto, _) => Way::Ends,
            (Kind::Rests, _) => Way::Rests,
        }
    }

    /// Since when, if that is a date or nothing.
    pub(super) fn date(&self) -> Result<Option<When>, String> {
        match self.since.trim() {
            "" => Ok(None),
            typed => typed.parse::<When>().map(Some).map_err(|error| error.to_string()),
        }
    }

    pub(super) fn closing(&self) -> Closing {
        let since = self.date().ok().flatten();
        Closing { body: self.body.clone(), way: self.way(), reason: self.reason.clone(), since }
    }

    /// What is missing before the body can be closed, as a short sentence.
    pub(super) fn missing(&self) -> Option<String> {
        match self.date() {
            Err(error) => Some(error),
            Ok(_) if self.kind == Kind::GoesInto && self.heir.is_none() => Some("Say what it goes into.".to_owned()),
            Ok(_) => None,
        }
    }

    pub(super) fn is_answered(&self, row: &Row) -> bool {
        self.closing().is_answered(&row.answer)
    }

    pub(super) fn answered(&self) -> usize {
        let closing = self.closing();
        self.rows.iter().filter(|row| closing.is_answered(&row.answer)).count()
    }

    /// Those that are open and for which something is proposed.
    pub(super) fn proposed(&self) -> impl Iterator<Item = usize> {
        let is_open = |row: &&Row| row.answer.fate == Fate::Open && row.proposal.is_some();
        (0..self.rows.len()).filter(move |&place| is_open(&&self.rows[place]))
    }

    /// The next row after this one, round to the first, that is open.
    pub(super) fn next_open(&self, after: usize) -> Option<usize> {
        let closing = self.closing();
        let count = self.rows.len();
        (1..count).map(|step| (after + step) % count).find(|&place| !closing.is_answered(&self.rows[place].answer))
    }

    /// Answers a row; what is proposed brings its reason along, unless another one is given.
    pub(super) fn answer(&mut self, place: usize, taken: &Taken) {
        let row = &mut self.rows[place];
        let proposal = row.proposal.as_ref();
        let fate = match taken {
            Taken::Fate(fate) => fate.clone(),
            Taken::Proposed => match proposal {
                Some(proposal) => proposal.fate.clone(),
                None => return,
            },
        };
        // One cannot take over its own line, though it is chosen for all of several.
        if matches!(&fate, Fate::To(taker) if row.hanging.other.as_ref() == Some(taker)) {
            return;
        }
        let was_proposed = |row: &Row| row.proposal.as_ref().is_some_and(|one| one.reason == row.answer.reason);
        if row.answer.fate != fate && was_proposed(row) {
            row.answer.reason.clear();
        }
        if let Some(proposal) = row.proposal.as_ref().filter(|one| one.fate == fate && row.answer.reason.is_empty()) {
            row.answer.reason.clone_from(&proposal.reason);
        }
        row.answer.fate = fate;
    }

    /// Gives those that are ticked one answer, and takes their ticks away.
    pub(super) fn answer_ticked(&mut self, taken: &Taken) {
        let reason = self.common_reason.trim().to_owned();
        for place in 0..self.rows.len() {
            if !std::mem::take(&mut self.rows[place].is_ticked) {
                continue;
            }
            self.answer(place, taken);
            if !reason.is_empty() {
                self.rows[place].answer.reason.clone_from(&reason);
            }
        }
        self.common_reason.clear();
    }

    pub(super) fn ticked(&self) -> usize {
        self.rows.iter().filter(|row| row.is_ticked).count()
    }

    /// What becomes of a row, in words; nothing while it is open.
    pub(super) fn told(&self, row: &Row, fate: &Fate) -> String {
        match fate {
            Fate::Open => String::new(),
            Fate::To(taker) => self.called(taker),
            Fate::Ends => row.hanging.end_words(self.kind == Kind::Rests).to_owned(),
            Fate::Waits => "It waits".to_owned(),
        }
    }

    pub(super) fn called(&self, taker: &Id) -> String {
        let known = self.takers.iter().find(|pick| pick.value == *taker);
        known.map_or_else(|| taker.to_string(), |pick| pick.label.clone())
    }

    /// What can be taken for a row, by what is typed.
    pub(super) fn offer(&self, place: usize, typed: &str) -> Offer<Taken> {
        let row = &self.rows[place];
        let pick = |fate: Fate, detail: &str| Pick {
            label: self.told(row, &fate),
            detail: detail.to_owned(),
            value: Taken::Fate(fate),
        };
        let proposal = row.proposal.as_ref().map(|proposal| pick(proposal.fate.clone(), &proposal.reason));
        let is_proposed = |fate: &Fate| row.proposal.as_ref().is_some_and(|proposal| proposal.fate == *fate);
        let ways = self.ways().filter(|(fate, _)| !is_proposed(fate)).map(|(fate, detail)| pick(fate, detail));
        let is_other = |id: &Id| row.hanging.other.as_ref() == Some(id) || is_proposed(&Fate::To(id.clone()));
        self.offered(typed, proposal.into_iter().chain(ways).collect(), is_other)
    }

    /// What can be taken for all that are ticked.
    pub(super) fn offer_for_ticked(&self, typed: &str) -> Offer<Taken> {
        let proposed =
            Pick { label: "What is proposed for each".to_owned(), detail: String::new(), value: Taken::Proposed };
        let ways = self.ways().map(|(fate, detail)| Pick {
            label: if fate == Fate::Ends { "Each ends" } else { "Each waits" }.to_owned(),
            detail: detail.to_owned(),
            value: Taken::Fate(fate),
        });
        self.offered(typed, std::iter::once(proposed).chain(ways).collect(), |_| false)
    }

    /// What it can go into.
    pub(super) fn offer_heirs(&self, typed: &str) -> Offer<Taken> {
        self.offered(typed, Vec::new(), |_| false)
    }

    /// How a row can be answered without another body.
    fn ways(&self) -> impl Iterator<Item = (Fate, &'static str)> {
        let waits = (self.kind == Kind::Rests).then_some((Fate::Waits, "it stays as it is until then"));
        std::iter::once((Fate::Ends, "end it")).chain(waits)
    }

    fn offered(&self, typed: &str, first: Vec<Pick<Taken>>, is_left_out: impl Fn(&Id) -> bool) -> Offer<Taken> {
        let wanted = Wanted::new(typed);
        let first = first.into_iter().filter(|pick| wanted.is_in(&pick.label) || wanted.is_in(&pick.detail));
        let takers = self.takers.iter().filter(|pick| !is_left_out(&pick.value));
        let takers = wanted.best(takers, |pick| &pick.label).into_iter().map(|pick| Pick {
            label: pick.label.clone(),
            detail: pick.detail.clone(),
            value: Taken::Fate(Fate::To(pick.value.clone())),
        });
        Offer::of(first.chain(takers))
    }

    /// The step that is made of the answers.
    pub(super) fn outcome(&self, map: &Map) -> Outcome {
        if let Some(missing) = self.missing() {
            return Err(Refusal(missing));
        }
        let answers: Vec<(Hanging, Answer)> =
            self.rows.iter().map(|row| (row.hanging.clone(), row.answer.clone())).collect();
        close::step(map, &self.closing(), &answers)
    }

    /// Whether something is typed or answered that would be missed.
    pub(super) fn has_something(&self) -> bool {
        self.given() != self.at_first
    }

    /// What is typed and answered, word by word, so that it can be kept: of the body, then of each row that has something.
    pub(super) fn given(&self) -> Vec<String> {
        let heir = self.heir.as_ref().map(ToString::to_string).unwrap_or_default();
        let [since, reason, common] = [&self.since, &self.reason, &self.common_reason].map(String::clone);
        let mut given = vec![self.kind.word().to_owned(), heir, since, reason, common];
        for row in self.rows.iter().filter(|row| row.answer != Answer::default()) {
            let (fate, taker) = match &row.answer.fate {
                Fate::Open => ("open", ""),
                Fate::To(taker) => ("to", taker.as_str()),
                Fate::Ends => ("ends", ""),
                Fate::Waits => ("waits", ""),
            };
            given.extend([row.key(), fate.to_owned(), taker.to_owned(), row.answer.reason.clone()]);
        }
        given
    }

    /// Takes over what was given before, of all that still hangs on the body.
    pub(super) fn take_over(&mut self, given: &[String], map: &Map) {
        let [kind, heir, since, reason, common, rows @ ..] = given else { return };
        let taker = |id: &str| self.takers.iter().map(|pick| &pick.value).find(|taker| taker.as_str() == id).cloned();
        self.kind = Kind::ALL.into_iter().find(|known| known.word() == kind).unwrap_or(Kind::Ends);
        self.heir = taker(heir);
        (self.since, self.reason, self.common_reason) = (since.clone(), reason.clone(), common.clone());
        let known: BTreeMap<&str, &[String]> = rows.chunks_exact(4).map(|row| (row[0].as_str(), row)).collect();
        for row in &mut self.rows {
            let Some([_, fate, id, reason]) = known.get(row.key().as_str()).copied() else { continue };
            row.answer.reason.clone_from(reason);
            row.answer.fate = match fate.as_str() {
                "to" => taker(id).map_or(Fate::Open, Fate::To),
                "ends" => Fate::Ends,
                "waits" => Fate::Waits,
                _ => Fate::Open,
            };
        }
        self.propose(map);
    }

    /// The same for people, to be copied where the body is there no more.
    pub(super) fn in_words(&self) -> String {
        let rows = self.rows.iter().filter(|row| row.answer != Answer::default());
        let rows =
            rows.map(|row| format!("{}: {} {}", row.called, self.told(row, &row.answer.fate), row.answer.reason));
        let common = Some(self.common_reason.clone()).filter(|reason| !reason.is_empty());
        std::iter::once(self.reason.clone()).chain(common).chain(rows).collect::<Vec<_>>().join("\n")
    }
}

/// Who can take something over from a body: those at work first, by name.
fn takers(map: &Map, body: &Id) -> Vec<Pick<Id>> {
    let is_strand = |kind: NodeKind| kind == NodeKind::Strand;
    let of_strand = map.nodes.get(body.as_str()).is_some_and(|node| is_strand(node.kind));
    let can = |node: &&std::sync::Arc<crate::model::Node>| {
        node.id != *body && is_strand(node.kind) == of_strand && node.status != NodeStatus::Ended
    };
    let mut nodes: Vec<_> = map.nodes.iter().filter(can).collect();
    nodes.sort_by_cached_key(|node| (!map.is_live(node), alphabet::place(&node.name)));
    let pick = |node: &std::sync::Arc<crate::model::Node>| Pick {
        label: if node.name.trim().is_empty() { node.id.to_string() } else { node.name.clone() },
        detail: match node.status {
            NodeStatus::Active => node.kind.word().to_owned(),
            _ => format!("{} · {}", node.kind.word(), node.status_word()),
        },
        value: node.id.clone(),
    };
    nodes.into_iter().map(pick).collect()
}
