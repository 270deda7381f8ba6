//! The ledger beside a plain reading of what it says that it does.

use std::collections::{BTreeMap, BTreeSet};

use boardwalk::model::diff::{apply, between};
use boardwalk::model::*;
use boardwalk::options::{About, Fate, Why, ledger};
use proptest::prelude::*;
use proptest::sample::select;

use crate::{arbitrary, option};

/// What becomes of one, as told by the simplest words.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    Stays,
    Moved,
    Merged(BTreeSet<String>),
    Ended,
    Inherited,
    Lost,
}

/// Asks both maps, again and again, without any index.
struct Plain<'a> {
    before: &'a Map,
    after: &'a Map,
    changes: &'a [Change],
}

impl Plain<'_> {
    fn is_gone(&self, id: &str) -> bool {
        self.after.nodes.get(id).is_none_or(|node| node.status == NodeStatus::Ended)
    }

    fn owners(map: &Map, strand: &str) -> BTreeSet<String> {
        let owns = |link: &&Link| {
            let is_here = link.off_map().is_none() && link.to.as_str() == strand;
            link.kind == LinkKind::Owns && link.status == LinkStatus::Active && is_here
        };
        let live = |id: &Id| map.nodes.get(id.as_str()).is_some_and(|node| map.is_live(node));
        map.links
            .iter()
            .map(AsRef::as_ref)
            .filter(owns)
            .map(|link| &link.from)
            .filter(|id| live(id))
            .map(Id::to_string)
            .collect()
    }

    /// Whether one of these owned a strand before, be it at work then or not.
    fn had_owner(&self, strand: &str, owners: &BTreeSet<String>) -> bool {
        let owned =
            |link: &Link| link.kind == LinkKind::Owns && link.status == LinkStatus::Active && link.off_map().is_none();
        let mut lines = self.before.links.iter().filter(|link| owned(link) && link.to.as_str() == strand);
        lines.any(|link| owners.contains(link.from.as_str()))
    }

    fn is_owned_off_map(map: &Map, strand: &str) -> bool {
        let owns = |link: &Link| link.kind == LinkKind::Owns && link.status == LinkStatus::Active;
        map.links.iter().any(|link| owns(link) && link.off_map_at(End::From).is_some() && link.to.as_str() == strand)
    }

    fn superiors(map: &Map, body: &str) -> BTreeSet<String> {
        let is_body = |id: &Id| map.nodes.get(id.as_str()).is_some_and(|node| node.is_body());
        let leads_up = |link: &Link| match link.kind {
            LinkKind::ReportsTo => true,
            LinkKind::PartOf => is_body(&link.from) && is_body(&link.to),
            _ => false,
        };
        let live = |id: &Id| map.nodes.get(id.as_str()).is_some_and(|node| map.is_live(node));
        let lines = map.links.iter().filter(|link| {
            leads_up(link)
                && link.off_map().is_none()
                && link.status == LinkStatus::Active
                && link.from.as_str() == body
                && live(&link.to)
        });
        lines.map(|link| link.to.to_string()).collect()
    }

    fn successors(&self, id: &str) -> Vec<String> {
        let passes = |link: &&Link| {
            link.kind == LinkKind::AbsorbedInto
                && link.off_map().is_none()
                && link.status != LinkStatus::Lapsed
                && link.from.as_str() == id
        };
        let by_line = self.after.links.iter().map(AsRef::as_ref).filter(passes).map(|link| link.to.to_string());
        let is_there = self.after.nodes.contains(id);
        let has_it = |node: &&Node| !is_there && node.merged.iter().any(|merged| merged.as_str() == id);
        let made_one = self.after.nodes.iter().map(AsRef::as_ref).filter(has_it).map(|node| node.id.to_string());
        by_line.chain(made_one).collect()
    }

    fn has_reason(&self, id: &str) -> bool {
        let named = |change: &&Change| {
            change.subject().is_some_and(|(kind, of)| kind == EntryKind::Node && of.is_some_and(|of| of.as_str() == id))
        };
        let by_change = self.changes.iter().find(named).and_then(|change| change.reason.as_deref());
        let note = |map: &Map| map.nodes.get(id).and_then(|node| node.status_note.clone());
        let was_ended = self.before.nodes.get(id).is_some_and(|node| node.status == NodeStatus::Ended);
        let noted =
            note(self.after).is_some_and(|now| !now.trim().is_empty() && (was_ended || Some(now) != note(self.before)));
        by_change.is_some_and(|reason| !reason.trim().is_empty()) || noted
    }

    /// What comes of what goes into one.
    fn passed(&self, id: &str, path: &[String]) -> Told {
        if path.iter().any(|earlier| earlier == id) {
            return Told::Lost;
        }
        if let Some(node) = self.after.nodes.get(id)
            && self.after.is_live(node)
            && (node.kind != NodeKind::Strand
                || !Self::owners(self.after, id).is_empty()
                || Self::is_owned_off_map(self.after, id))
        {
            return Told::Merged(BTreeSet::from([id.to_owned()]));
        }
        let successors = self.successors(id);
        if successors.is_empty() {
            return if self.is_gone(id) && self.has_reason(id) { Told::Ended } else { Told::Lost };
        }
        let path: Vec<String> = path.iter().cloned().chain([id.to_owned()]).collect();
        let mut heirs = BTreeSet::new();
        for successor in successors {
            match self.passed(&successor, &path) {
                Told::Merged(more) => heirs.extend(more),
                Told::Ended => {}
                _ => return Told::Lost,
            }
        }
        if heirs.is_empty() { Told::Ended } else { Told::Merged(heirs) }
    }

    fn told(&self, node: &Node) -> Told {
        let id = node.id.as_str();
        if self.is_gone(id) {
            return self.passed(id, &[]);
        }
        let (was, is) = match node.kind {
            NodeKind::Strand => (Self::owners(self.before, id), Self::owners(self.after, id)),
            _ => (Self::superiors(self.before, id), Self::superiors(self.after, id)),
        };
        let is_off_map = |map: &Map| node.kind == NodeKind::Strand && Self::is_owned_off_map(map, id);
        match (node.kind == NodeKind::Strand, was.is_empty(), is.is_empty()) {
            (true, _, true) if is_off_map(self.after) => Told::Stays,
            (true, true, true) if is_off_map(self.before) => Told::Lost,
            (true, true, true) => Told::Inherited,
            (true, false, true) => Told::Lost,
            (true, true, false) if !self.had_owner(id, &is) => Told::Moved,
            (true, true, false) => Told::Stays,
            (_, _, false) if was.is_disjoint(&is) => Told::Moved,
            _ => Told::Stays,
        }
    }
}

/// A map and an option of it, with many lines of the kinds that the ledger reads.
fn redesign() -> impl Strategy<Value = (Map, DesignOption)> {
    let kinds =
        select(vec![LinkKind::AbsorbedInto, LinkKind::Owns, LinkKind::ReportsTo, LinkKind::PartOf, LinkKind::MemberOf]);
    let nodes = || select(vec!["a", "b", "be-healthy", "c3", "d"]);
    let lines = proptest::collection::vec((kinds, nodes(), nodes(), any::<bool>(), any::<bool>()), 0..12);
    let reasons = proptest::collection::vec(any::<bool>(), 40);
    (arbitrary::map(), arbitrary::map(), lines, reasons).prop_map(|(mut before, mut after, lines, reasons)| {
        for (number, (kind, from, to, was, is)) in lines.into_iter().enumerate() {
            for (map, wanted) in [(&mut before, was), (&mut after, is)] {
                if wanted && map.nodes.contains(from) && map.nodes.contains(to) {
                    map.links.put(Link::new(format!("l{number}"), kind, from, to));
                }
            }
        }
        // What is gone may have been made one with another.
        let gone: Vec<Id> = before.nodes.ids().filter(|id| !after.nodes.contains(id.as_str())).cloned().collect();
        if let (Some(heir), Some(first)) = (after.nodes.iter().next().cloned(), gone.first()) {
            after.nodes.put(Node { merged: [first.clone()].into(), ..Node::clone(&heir) });
        }
        let mut changes = between(&before, &after);
        for (change, has_one) in changes.iter_mut().zip(reasons) {
            change.reason = has_one.then(|| "agreed".to_owned());
        }
        (before, option(changes))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_ledger_says_what_a_plain_reading_says((before, option) in redesign()) {
        let after = apply(&before, &option).map;
        let ledger = ledger(&before, &after, &option.changes);
        let plain = Plain { before: &before, after: &after, changes: &option.changes };
        let due = before.nodes.iter().filter(|node| {
            (node.is_body() || node.kind == NodeKind::Strand) && node.status != NodeStatus::Ended
        });
        let told: BTreeMap<String, Told> = due.map(|node| (node.id.to_string(), plain.told(node))).collect();
        let lines = ledger.lines.iter().filter(|line| matches!(line.about, About::Body | About::Strand));
        let listed: Vec<String> = lines.clone().map(|line| line.id.to_string()).collect();
        prop_assert_eq!(&listed, &told.keys().cloned().collect::<Vec<_>>(), "each record has one line");
        for line in lines {
            let said = match &line.fate {
                Fate::Kept | Fate::Changed { .. } => Told::Stays,
                Fate::Moved { .. } => Told::Moved,
                Fate::Merged { into } => Told::Merged(into.iter().map(Id::to_string).collect()),
                Fate::Ended { .. } => Told::Ended,
                Fate::Inherited => Told::Inherited,
                Fate::Unaccounted { why } => {
                    prop_assert!(!matches!(why, Why::NoSeat | Why::NoCarrier));
                    Told::Lost
                }
            };
            prop_assert_eq!(&said, &told[line.id.as_str()], "{}", line.id);
        }
        let open = ledger.lines.iter().filter(|line| line.is_unaccounted()).count();
        prop_assert_eq!(ledger.unaccounted(), open);
    }
}
