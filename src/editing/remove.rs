//! Removal, with what depends on it named first.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Step;
use super::phrases::{self, called};
use crate::model::edit::{Edit, removal_of_places};
use crate::model::words::{count, grouped, list};
use crate::model::{EntryKind, Id, Link, LinkKind, LinkStatus, Map, Node};

/// How many names a sentence gives before it counts the others.
const MOST_NAMES: usize = 3;

/// What removing something comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The removal itself, with everything that cannot stay without what is removed.
    pub step: Step,
    /// How many lines go, the chosen ones included.
    pub lines: usize,
    /// What depends on what is removed, in sentences without full stops, gravest first; empty where nothing does.
    pub sentences: Vec<String>,
}

/// The removal of the chosen cards and lines. The lines of the cards, what they expect, and the places where
/// they stood go with them.
pub fn consequences(map: &Map, chosen: &[Id]) -> Removal {
    let chosen: BTreeSet<&Id> = chosen.iter().collect();
    let nodes: Vec<&Arc<Node>> = chosen.iter().filter_map(|id| map.nodes.get(id.as_str())).collect();
    let goes = |id: &Id| chosen.contains(id) && map.nodes.contains(id.as_str());
    let leaves = |link: &&Arc<Link>| chosen.contains(&link.id) || goes(&link.from) || goes(&link.to);
    let links: Vec<&Arc<Link>> = map.links.iter().filter(leaves).collect();

    let places = nodes.iter().flat_map(|node| removal_of_places(map, &node.id));
    let expected = map.expectations.iter().filter(|expectation| goes(&expectation.partner));
    let expected = expected.map(|expectation| Edit::Remove(EntryKind::Expectation, expectation.id.clone()));
    let edits = links.iter().map(|link| Edit::Remove(EntryKind::Link, link.id.clone())).chain(expected).chain(places);
    let speaks = |link: &&Arc<Link>| link.on_behalf_of.as_ref().is_some_and(goes) && !leaves(link);
    let spoken =
        map.links.iter().filter(speaks).map(|link| Edit::put(Link { on_behalf_of: None, ..Link::clone(link) }));
    let edits =
        edits.chain(spoken).chain(nodes.iter().map(|node| Edit::Remove(EntryKind::Node, node.id.clone()))).collect();
    let label = match (nodes.as_slice(), links.as_slice()) {
        ([], []) => "remove nothing".to_owned(),
        ([], [link]) => format!("remove the line: {}", phrases::line(map, link)),
        ([], links) => format!("remove {}", phrases::lines(links.len())),
        (nodes, []) => format!("remove {}", phrases::nodes(nodes)),
        (nodes, links) => format!("remove {} and {}", phrases::nodes(nodes), phrases::lines(links.len())),
    };
    let loss = Loss { map, goes: nodes.iter().map(|node| &node.id).collect(), links: &links, chosen: &chosen };
    Removal { lines: links.len(), sentences: loss.sentences(), step: Step { label, edits, chosen: Vec::new() } }
}

/// What goes, seen from what stays.
struct Loss<'a> {
    map: &'a Map,
    goes: BTreeSet<&'a Id>,
    links: &'a [&'a Arc<Link>],
    chosen: &'a BTreeSet<&'a Id>,
}

impl<'a> Loss<'a> {
    fn sentences(&self) -> Vec<String> {
        let mut said = Vec::new();
        self.say_who_answers_to_nobody(&mut said);
        self.say_whose_work_it_is(&mut said);
        self.say_what_money_goes(&mut said);
        self.say_who_sits_where(&mut said);
        self.say_what_sits_within(&mut said);
        self.say_what_was_expected(&mut said);
        self.say_how_many_lines_go(&mut said);
        self.say_what_options_want(&mut said);
        said
    }

    /// What the sentences call what is removed: "it" or "them".
    fn it(&self) -> &'static str {
        if self.goes.len() + usize::from(self.goes.is_empty()) * self.links.len() == 1 { "it" } else { "them" }
    }

    /// The lines that go and have not lapsed before.
    fn held(&self) -> impl Iterator<Item = &'a Link> {
        self.links.iter().map(|link| link.as_ref()).filter(|link| link.status != LinkStatus::Lapsed)
    }

    /// The nodes at one end of the lines that go and match, if they stay.
    fn staying(&self, end: fn(&Link) -> &Id, test: impl Fn(&Link) -> bool) -> Vec<&'a Node> {
        let ends: BTreeSet<&Id> = self.held().filter(|link| test(link)).map(end).collect();
        let stay = ends.into_iter().filter(|id| !self.goes.contains(id));
        stay.filter_map(|id| self.map.nodes.get(id.as_str())).map(AsRef::as_ref).collect()
    }

    /// Splits nodes into those to which no line of a sort is left at that end, and those to which one is.
    fn left_without(
        &self,
        nodes: Vec<&'a Node>,
        end: fn(&Link) -> &Id,
        test: impl Fn(&Link) -> bool,
    ) -> (Vec<&'a Node>, Vec<&'a Node>) {
        let gone: BTreeSet<&Id> = self.links.iter().map(|link| &link.id).collect();
        let stays = |link: &&Arc<Link>| link.status != LinkStatus::Lapsed && !gone.contains(&link.id) && test(link);
        let served: BTreeSet<&Id> = self.map.links.iter().filter(stays).map(|link| end(link)).collect();
        nodes.into_iter().partition(|node| !served.contains(&node.id))
    }

    fn say_who_answers_to_nobody(&self, said: &mut Vec<String>) {
        let is_upward = |link: &Link| phrases::is_upward(self.map, link);
        let (nobody, others) =
            self.left_without(self.staying(|link| &link.from, is_upward), |link| &link.from, is_upward);
        if !nobody.is_empty() {
            said.push(format!("{} would answer to nobody", names(&nobody)));
        }
        if !others.is_empty() {
            let verb = if others.len() == 1 { "loses" } else { "lose" };
            said.push(format!("{} {verb} one of the lines upward", names(&others)));
        }
    }

    fn say_whose_work_it_is(&self, said: &mut Vec<String>) {
        let owns = |link: &Link| link.kind == LinkKind::Owns;
        let (unowned, shared) = self.left_without(self.staying(|link| &link.to, owns), |link| &link.to, owns);
        if !unowned.is_empty() {
            said.push(format!("{} would have no owner", names(&unowned)));
        }
        if !shared.is_empty() {
            said.push(format!("{} would have one owner fewer", names(&shared)));
        }
        let delivers = |link: &Link| link.kind == LinkKind::Delivers;
        let (undone, _) = self.left_without(self.staying(|link| &link.to, delivers), |link| &link.to, delivers);
        if !undone.is_empty() {
            said.push(format!("Nobody would deliver {}", names(&undone)));
        }
    }

    fn say_what_money_goes(&self, said: &mut Vec<String>) {
        let funds: Vec<&Link> = self.held().filter(|link| link.kind == LinkKind::Funds).collect();
        if funds.is_empty() {
            return;
        }
        let mut sums: BTreeMap<(&str, &str), Decimal> = BTreeMap::new();
        for link in &funds {
            let Some(amount) = link.amount else { continue };
            let unit = (link.currency.as_deref().unwrap_or_default(), link.period.as_deref().unwrap_or_default());
            let sum = sums.entry(unit).or_default();
            *sum = sum.saturating_add(amount);
        }
        let sums: Vec<String> = sums
            .into_iter()
            .map(|((currency, period), sum)| {
                let period = if period.is_empty() { String::new() } else { format!(" ({period})") };
                format!("{currency} {}{period}", grouped(&sum.to_string())).trim_start().to_owned()
            })
            .collect();
        let amounts = if sums.is_empty() { String::new() } else { format!(": {}", list(&sums, MOST_NAMES)) };
        let verb = if funds.len() == 1 { "goes" } else { "go" };
        let (lines, it) = (count(funds.len(), "line of money", "lines of money"), self.it());
        said.push(format!("{lines} {verb} with {it}{amounts}"));
        let totals: BTreeSet<&Id> = funds.iter().flat_map(|link| &link.totals).collect();
        let totals: Vec<String> = totals.into_iter().map(|id| format!("“{}”", self.map.name(id.as_str()))).collect();
        if !totals.is_empty() {
            let what = if totals.len() == 1 { "the stated total" } else { "the stated totals" };
            said.push(format!("The sum would change that is compared with {what} {}", list(&totals, MOST_NAMES)));
        }
    }

    fn say_who_sits_where(&self, said: &mut Vec<String>) {
        let chairs = |link: &Link| link.kind == LinkKind::Chairs;
        let (chairless, _) = self.left_without(self.staying(|link| &link.to, chairs), |link| &link.to, chairs);
        if !chairless.is_empty() {
            said.push(format!("Nobody would chair {}", names(&chairless)));
        }
        let sits = |link: &Link| link.kind == LinkKind::MemberOf;
        let (members, tables) = (self.staying(|link| &link.from, sits), self.staying(|link| &link.to, sits));
        if !members.is_empty() {
            let verb = if members.len() == 1 { "loses a seat" } else { "lose their seats" };
            said.push(format!("{} {verb}", names(&members)));
        }
        if !tables.is_empty() {
            let verb = if tables.len() == 1 { "loses a member" } else { "lose members" };
            said.push(format!("{} {verb}", names(&tables)));
        }
    }

    /// Posts of an organisation and projects of a programme; bodies within bodies are among those that answer upward.
    fn say_what_sits_within(&self, said: &mut Vec<String>) {
        let within = |link: &Link| link.kind == LinkKind::PartOf && !phrases::is_upward(self.map, link);
        let parts = self.staying(|link| &link.from, within);
        if !parts.is_empty() {
            let (verb, it) = (if parts.len() == 1 { "is" } else { "are" }, self.it());
            said.push(format!("{} {verb} part of {it}", names(&parts)));
        }
    }

    fn say_what_was_expected(&self, said: &mut Vec<String>) {
        let expectations = self.map.expectations.iter().filter(|one| self.goes.contains(&one.partner)).count();
        if expectations > 0 {
            let verb = if expectations == 1 { "goes" } else { "go" };
            said.push(format!("{} {verb} with {}", count(expectations, "expectation", "expectations"), self.it()));
        }
    }

    fn say_how_many_lines_go(&self, said: &mut Vec<String>) {
        let along = self.links.iter().filter(|link| !self.chosen.contains(&link.id)).count();
        if along > 0 {
            let verb = if along == 1 { "goes" } else { "go" };
            said.push(format!("{} {verb} with {}", phrases::lines(along), self.it()));
        }
    }

    fn say_what_options_want(&self, said: &mut Vec<String>) {
        let gone: BTreeSet<&Id> = self.links.iter().map(|link| &link.id).collect();
        let mut affected: Vec<String> = Vec::new();
        for option in &self.map.options {
            let touches = option.changes.iter().filter(|change| change.after.is_some() && change.before.is_some());
            let lost = touches.filter(|change| match change.subject() {
                Some((EntryKind::Node, Some(id))) => self.goes.contains(id),
                Some((EntryKind::Link, Some(id))) => gone.contains(id),
                _ => false,
            });
            if lost.count() > 0 {
                affected.push(format!("“{}”", option.name));
            }
        }
        if !affected.is_empty() {
            let (what, verb) = if affected.len() == 1 { ("option", "changes") } else { ("options", "change") };
            let (who, it) = (list(&affected, MOST_NAMES), self.it());
            said.push(format!("The {what} {who} {verb} {it} too, and no longer could"));
        }
    }
}

fn names(nodes: &[&Node]) -> String {
    list(&nodes.iter().map(|node| called(node)).collect::<Vec<_>>(), MOST_NAMES)
}

#[cfg(test)]
mod tests {
    use super::super::test_map::{ids, map};
    use super::*;
    use crate::model::edit::apply;
    use crate::model::{DesignOption, Position, diff};

    fn town() -> Map {
        map(
            "partner Council, board Board, group Group, group Forum, group Circle, post Chair, strand Play, strand Sport",
            "Board reports_to Council, Group reports_to Board, Forum reports_to Board, Forum reports_to Council, \
             Circle part_of Board, Chair chairs Board, Council member_of Board, Board owns Play, Board owns Sport, \
             Group owns Sport, Council funds Board, Chair part_of Council",
        )
    }

    #[test]
    fn everything_that_hangs_on_a_body_is_named_gravest_first() {
        let mut town = town();
        let mut money = Link::clone(town.links.get("council-funds-board").expect("a line"));
        money.amount = Some(60_000.into());
        money.currency = Some("GBP".into());
        money.period = Some("2026/27".into());
        town.links.put(money);
        let removal = consequences(&town, &ids("board"));
        let expected = [
            "Circle and Group would answer to nobody",
            "Forum loses one of the lines upward",
            "“Play” would have no owner",
            "“Sport” would have one owner fewer",
            "1 line of money goes with it: GBP 60,000 (2026/27)",
            "Council loses a seat",
            "9 lines go with it",
        ];
        assert_eq!(removal.sentences, expected);
        assert_eq!((removal.step.label.as_str(), removal.lines), ("remove Board and 9 lines", 9));
        let after = apply(&town, &removal.step.edits).expect("a sound map");
        assert_eq!((after.nodes.len(), after.links.len()), (7, 3));
    }

    #[test]
    fn what_goes_together_is_not_mourned() {
        let removal = consequences(&town(), &ids("board, group, circle, forum, play, sport, chair"));
        assert_eq!(
            removal.sentences,
            ["1 line of money goes with them", "Council loses a seat", "12 lines go with them"]
        );
        assert_eq!(removal.step.label, "remove 7 cards and 12 lines");
    }

    #[test]
    fn posts_and_chairs_are_missed() {
        let sentences = consequences(&town(), &ids("chair, council")).sentences;
        assert!(sentences.contains(&"Nobody would chair Board".to_owned()), "{sentences:?}");
        let sentences = consequences(&town(), &ids("council")).sentences;
        assert!(sentences.contains(&"Chair is part of it".to_owned()), "{sentences:?}");
        assert!(sentences.contains(&"Board loses a member".to_owned()), "{sentences:?}");
    }

    #[test]
    fn options_that_lose_their_footing_are_named() {
        let town = town();
        let wanted = apply(&town, &[Edit::put(Node::new("forum", crate::model::NodeKind::Board, "Forum"))]);
        let changes = diff::between(&town, &wanted.expect("a sound map"));
        let option = DesignOption { changes, ..DesignOption::new("lean", "Lean") };
        let town = apply(&town, &[Edit::PutOption(option)]).expect("a sound map");
        let removal = consequences(&town, &ids("forum"));
        assert_eq!(removal.sentences, ["2 lines go with it", "The option “Lean” changes it too, and no longer could"]);
        let after = apply(&town, &removal.step.edits).expect("a sound map");
        let option = after.options.get("lean").expect("the option stays");
        assert_eq!(diff::apply(&after, option).conflicts.len(), 1, "which it says itself, too");
    }

    #[test]
    fn a_card_goes_with_its_place_and_a_line_alone() {
        let mut town = map("group A", "");
        town.placement.put(Position { id: "a".into(), x: 1, y: 2, unknown: Default::default() });
        let removal = consequences(&town, &ids("a, a, gone"));
        assert_eq!((removal.step.label.as_str(), removal.sentences.len()), ("remove A", 0));
        assert!(apply(&town, &removal.step.edits).expect("a sound map").placement.is_empty());

        let line = consequences(&self::town(), &ids("board-owns-play"));
        assert_eq!(line.step.label, "remove the line: Board owns “Play”");
        assert_eq!(line.sentences, ["“Play” would have no owner"]);
        assert_eq!(consequences(&town, &ids("gone")).step.edits, []);
    }
}
