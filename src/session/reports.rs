//! Reports: what becomes of everything under an option, and how options compare. Each is worked out off the window's thread,
//! when somebody looks at it, and again when the map has changed.

use std::sync::Arc;
use std::time::Duration;

use super::same::SameValue;
use super::task::{Poll, Task, Wake};
use crate::model::diff::apply;
use crate::model::{DesignOption, Id, Map};
use crate::options::{
    Behind, Counts, Decisions, FateKind, Figure, InFull, Item, Ledger, MOST_COMPARED, compare_in_full, decisions,
    ledger,
};

/// How long a frame waits for a report: those of small maps are there at once, and never flicker.
const GRACE: Duration = Duration::from_millis(5);

/// What becomes of everything under one option, and why.
#[derive(Debug)]
pub struct Account {
    /// The option.
    pub option: Arc<DesignOption>,
    /// The map that it belongs to.
    pub before: Arc<Map>,
    /// That map as the option wants it.
    pub after: Map,
    /// What becomes of each body and strand.
    pub ledger: Ledger,
    /// Which changes are behind its lines.
    pub behind: Behind,
    /// What is changed, and why.
    pub decisions: Decisions,
    /// How many of its changes could not be made.
    pub not_made: usize,
}

/// Options beside each other, as a table.
#[derive(Debug)]
pub struct Compared {
    /// The figures, and what they count.
    pub full: Arc<InFull>,
    /// The figures, row by row.
    pub figures: Vec<Figure>,
}

/// A figure of which somebody wants to see what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The figure.
    pub counts: Counts,
    /// What it is called.
    pub label: String,
    /// The option whose figure it is; none for the map as it is.
    pub of: Option<Id>,
}

/// What can be asked of reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportAct {
    /// Look at the ledger and the decisions of an option while none is open.
    LookAt(Id),
    /// Show of the ledger only what has that fate, or all of it.
    OnlyFate(Option<FateKind>),
    /// Show of the decisions only those without a reason, or all.
    OnlyWithoutReason(bool),
    /// Compare these options; the first few if there are none.
    Compare(Vec<Id>),
    /// Show what a figure counts, or stop showing it.
    Count(Option<Counted>),
}

/// The reports on options, and what of them is looked at.
#[derive(Default)]
pub struct Reports {
    looked_at: Option<Id>,
    compared: Vec<Id>,
    /// What is shown of the ledger: only what has that fate, or all.
    pub only_fate: Option<FateKind>,
    /// Whether only decisions without a reason are shown.
    pub only_without_reason: bool,
    /// The figure of which is shown what it counts.
    pub counted: Option<Counted>,
    account: Work<(SameValue<Map>, Id), Account>,
    comparison: Work<(SameValue<Map>, Vec<Id>), Compared>,
    items: Work<(SameValue<InFull>, Counted), Vec<Item>>,
}

/// Which reports somebody looks at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// What becomes of everything under one option.
    pub account: bool,
    /// How options compare.
    pub comparison: bool,
}

impl Reports {
    /// Does what was asked.
    pub fn act(&mut self, act: ReportAct) {
        match act {
            ReportAct::LookAt(option) => self.looked_at = Some(option),
            ReportAct::OnlyFate(fate) => self.only_fate = fate,
            ReportAct::OnlyWithoutReason(only) => self.only_without_reason = only,
            ReportAct::Compare(options) => self.compared = options,
            ReportAct::Count(counted) => self.counted = counted,
        }
    }

    /// The option whose ledger and decisions are shown: the one that is open, else the one that somebody has chosen here,
    /// else the first.
    pub fn shown<'a>(&self, baseline: &'a Map, open: Option<&Id>) -> Option<&'a Arc<DesignOption>> {
        let chosen = [open, self.looked_at.as_ref()].into_iter().flatten();
        let mut there = chosen.filter_map(|id| baseline.options.get(id.as_str()));
        there.next().or_else(|| baseline.options.iter().next())
    }

    /// The options that are compared: those that somebody has chosen, else the first.
    pub fn compared(&self, baseline: &Map) -> Vec<Id> {
        let chosen = self.compared.iter().filter(|id| baseline.options.contains(id.as_str()));
        let chosen: Vec<Id> = chosen.take(MOST_COMPARED).cloned().collect();
        if chosen.is_empty() {
            return baseline.options.iter().map(|option| option.id.clone()).take(MOST_COMPARED).collect();
        }
        chosen
    }

    /// What becomes of everything under the option that is shown, once it is known.
    pub fn account(&self) -> Option<&Arc<Account>> {
        self.account.done()
    }

    /// How options compare, once it is known.
    pub fn comparison(&self) -> Option<&Arc<Compared>> {
        self.comparison.done()
    }

    /// What the figure counts that somebody wants to see, once it is known.
    pub fn items(&self) -> Option<&Arc<Vec<Item>>> {
        self.items.done()
    }

    /// Whether a report is being made.
    pub fn is_busy(&self) -> bool {
        self.account.is_busy() || self.comparison.is_busy() || self.items.is_busy()
    }

    /// Brings the reports up to date that somebody looks at.
    ///
    /// # Errors
    /// When the work broke off; the text says so.
    pub fn follow(
        &mut self,
        baseline: &Arc<Map>,
        open: Option<&Id>,
        wanted: Wanted,
        wake: &Wake,
    ) -> Result<(), &'static str> {
        let key = || SameValue::of(baseline);
        let option = self.shown(baseline, open).filter(|_| wanted.account).cloned();
        let before = Arc::clone(baseline);
        let account =
            self.account.follow(option.map(|option| ((key(), option.id.clone()), option)), wake, move |option| {
                account_of(before, option)
            });
        let options = Some(self.compared(baseline)).filter(|options| wanted.comparison && !options.is_empty());
        let before = Arc::clone(baseline);
        let comparison = self.comparison.follow(options.map(|ids| ((key(), ids.clone()), ids)), wake, move |ids| {
            let options = ids.iter().filter_map(|id| before.options.get(id.as_str()));
            let options: Vec<&DesignOption> = options.map(AsRef::as_ref).collect();
            let full = compare_in_full(&before, &options);
            Compared { figures: full.comparison.rows(), full: Arc::new(full) }
        });
        let full = self.comparison().map(|compared| Arc::clone(&compared.full));
        let asked = self.counted.clone().zip(full).filter(|_| wanted.comparison);
        let items = self.items.follow(
            asked.map(|(counted, full)| ((SameValue::of(&full), counted.clone()), (counted, full))),
            wake,
            |(counted, full)| {
                let place = |id: &Id| full.comparison.options.iter().position(|one| one.id == *id).map(|at| at + 1);
                let column = counted.of.as_ref().map_or(Some(0), place);
                column.map(|column| full.counted(counted.counts, column)).unwrap_or_default()
            },
        );
        account.and(comparison).and(items)
    }
}

fn account_of(before: Arc<Map>, option: Arc<DesignOption>) -> Account {
    let applied = apply(&before, &option);
    let ledger = ledger(&before, &applied.map, &option.changes);
    let decisions = decisions(&before, &option);
    let behind = Behind::of(&option.changes);
    Account { ledger, behind, decisions, not_made: applied.conflicts.len(), after: applied.map, option, before }
}

/// Work that follows from a key: done once for each, the last one that was wanted.
struct Work<K, T> {
    done: Option<(K, Arc<T>)>,
    running: Option<(K, Task<T>)>,
    /// What the work broke off at; it would do so again.
    failed: Option<K>,
}

impl<K, T> Default for Work<K, T> {
    fn default() -> Self {
        Self { done: None, running: None, failed: None }
    }
}

impl<K: PartialEq, T: Send + Sync + 'static> Work<K, T> {
    fn done(&self) -> Option<&Arc<T>> {
        self.done.as_ref().map(|(_, done)| done)
    }

    fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// Has the work done that is wanted, unless it is done, under way, or hopeless. What was done before stays until then.
    fn follow<W: Send + 'static>(
        &mut self,
        wanted: Option<(K, W)>,
        wake: &Wake,
        work: impl FnOnce(W) -> T + Send + 'static,
    ) -> Result<(), &'static str> {
        if let Some((key, task)) = self.running.take() {
            match task.poll() {
                Poll::Done(done) => self.done = Some((key, Arc::new(done))),
                Poll::Pending => self.running = Some((key, task)),
                Poll::Broken => {
                    self.failed = Some(key);
                    return Err("The options could not be compared: the work broke off. The map itself is unharmed.");
                }
            }
        }
        let Some((key, with)) = wanted else {
            self.running = None;
            return Ok(());
        };
        let is = |known: Option<&K>| known == Some(&key);
        let is_known = is(self.done.as_ref().map(|(known, _)| known)) || is(self.failed.as_ref());
        if is_known || is(self.running.as_ref().map(|(known, _)| known)) {
            return Ok(());
        }
        let task = Task::start(wake, move |_| work(with));
        match task.wait(GRACE) {
            Poll::Done(done) => self.done = Some((key, Arc::new(done))),
            Poll::Pending | Poll::Broken => self.running = Some((key, task)),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{Edit, apply as edited};
    use crate::model::{Node, NodeKind, diff};

    const LONG: Duration = Duration::from_secs(30);

    fn town(options: usize) -> Arc<Map> {
        let board = Edit::put(Node::new("board", NodeKind::Board, "Board"));
        let mut map = edited(&Map::default(), &[board]).expect("a sound map");
        let without = edited(&map, &[Edit::Remove(crate::model::EntryKind::Node, "board".into())]).expect("sound");
        for number in 0..options {
            let changes = diff::between(&Map { options: Default::default(), ..map.clone() }, &without);
            let option = DesignOption::new(format!("option-{number}"), format!("Option {number}"));
            map.options.put(DesignOption { changes, ..option });
        }
        Arc::new(map)
    }

    fn settled(reports: &mut Reports, map: &Arc<Map>, open: Option<&Id>, wanted: Wanted) {
        let wake: Wake = Arc::new(|| ());
        let start = std::time::Instant::now();
        loop {
            reports.follow(map, open, wanted, &wake).expect("it goes well");
            if !reports.is_busy() {
                break;
            }
            assert!(start.elapsed() < LONG, "it never comes to an end");
            std::thread::yield_now();
        }
    }

    #[test]
    fn reports_are_made_when_they_are_wanted_and_again_when_the_map_has_changed() {
        let mut reports = Reports::default();
        let map = town(1);
        settled(&mut reports, &map, None, Wanted::default());
        assert!(reports.account().is_none() && reports.comparison().is_none(), "nobody looks");
        let account = Wanted { account: true, comparison: false };
        settled(&mut reports, &map, None, account);
        let first = Arc::clone(reports.account().expect("an account"));
        assert_eq!((first.ledger.unaccounted(), first.decisions.without_reason), (1, 1));
        settled(&mut reports, &map, None, account);
        assert!(Arc::ptr_eq(&first, reports.account().expect("an account")), "nothing has changed");
        settled(&mut reports, &town(1), None, account);
        assert!(!Arc::ptr_eq(&first, reports.account().expect("an account")), "another map");
    }

    #[test]
    fn the_open_option_is_told_of_else_the_chosen_one_else_the_first() {
        let mut reports = Reports::default();
        let map = town(3);
        let shown =
            |reports: &Reports, open: Option<&Id>| reports.shown(&map, open).map(|option| option.id.to_string());
        assert_eq!(shown(&reports, None).as_deref(), Some("option-0"));
        reports.act(ReportAct::LookAt("option-1".into()));
        assert_eq!(shown(&reports, None).as_deref(), Some("option-1"));
        assert_eq!(shown(&reports, Some(&"option-2".into())).as_deref(), Some("option-2"));
        reports.act(ReportAct::LookAt("gone".into()));
        assert_eq!(shown(&reports, None).as_deref(), Some("option-0"));
        assert_eq!(reports.shown(&town(0), None), None);
    }

    #[test]
    fn at_most_six_options_are_compared_and_others_can_be_chosen() {
        let mut reports = Reports::default();
        let map = town(8);
        assert_eq!(reports.compared(&map).len(), MOST_COMPARED);
        reports.act(ReportAct::Compare(vec!["option-7".into(), "gone".into()]));
        assert_eq!(reports.compared(&map), ["option-7".into()]);
        let of = Some("option-7".into());
        reports.act(ReportAct::Count(Some(Counted { counts: Counts::Unaccounted, label: "Not".into(), of })));
        settled(&mut reports, &map, None, Wanted { account: false, comparison: true });
        settled(&mut reports, &map, None, Wanted { account: false, comparison: true });
        assert_eq!(reports.comparison().map(|one| one.full.sides.len()), Some(2));
        assert_eq!(reports.items().map(|items| items.len()), Some(1));
    }
}
