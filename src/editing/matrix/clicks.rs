//! What a click, a key or an entry of the menu does to a cell of a matrix.

use std::sync::Arc;

use super::super::phrases::{called, line as line_in_words, node as node_of};
use super::super::{Outcome, Refusal, Step, ids, kinds};
use super::{Mark, Topic};
use crate::model::edit::{self, Edit};
use crate::model::words;
use crate::model::{EntryKind, Id, Link, LinkKind, LinkStatus, Map, Node};

/// What is to become of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The next mark in the order in which a click goes round, then nothing.
    Next,
    /// This mark and no other; one that is only planned, unclear or lapsed becomes one that holds.
    Set(Mark),
    /// This mark beside the others, or gone if it is there.
    Switch(Mark),
    /// So many seats, beside the chair if there is one.
    Seats(u32),
    /// Nothing.
    Clear,
}

/// The step that a click in a cell makes. No line that carries more than its ends is lost on the way round: where the
/// click would lose one, the step takes it out by name, with what it carries, and does nothing else.
///
/// # Errors
/// Why it cannot be: a node is gone, the mark is there already, or it makes no sense between the two.
pub fn next(map: &Map, topic: Topic, row: &Id, column: &Id, how: How) -> Outcome {
    if topic == Topic::Themes {
        return next_of_theme(map, row, column, how);
    }
    let (from, to) = topic.ends(row, column);
    let (from, to) = (node_of(map, from)?, node_of(map, to)?);
    if from.id == to.id {
        return Refusal::because(format!("a line leads from one card to another; {} is both here", called(from)));
    }
    let there: Vec<(Mark, &Arc<Link>)> = map
        .links
        .iter()
        .filter(|link| link.from == from.id && link.to == to.id)
        .filter_map(|link| Some((Mark::of(link.kind).filter(|mark| topic.marks().contains(mark))?, link)))
        .collect();
    let cell = Lines { map, from, to, there };
    match how {
        How::Next => cell.next(topic),
        How::Set(mark) => cell.set(mark),
        How::Switch(mark) => cell.switch(mark),
        How::Seats(seats) if topic == Topic::Seats => cell.seats(seats),
        How::Seats(_) => Refusal::because("seats are counted where members sit"),
        How::Clear if cell.there.is_empty() => Refusal::because("there is nothing in this cell to remove"),
        How::Clear => Ok(cell.without(|_| true)),
    }
}

/// The same for several cells, as row and column, in one step. Cells in which it cannot be are left as they are.
///
/// # Errors
/// When it can be in none of them: why it cannot be in the first.
pub fn next_of_many(map: &Map, topic: Topic, cells: &[(Id, Id)], how: How) -> Outcome {
    let mut after = map.clone();
    let (mut labels, mut edits, mut refusal) = (Vec::new(), Vec::new(), None);
    for (row, column) in cells {
        match next(&after, topic, row, column, how) {
            Ok(step) => {
                // Two cells of a row of themes change the same node: each step goes on from the one before.
                after = edit::apply(&after, &step.edits).map_err(|error| Refusal(error.to_string()))?;
                labels.push(step.label);
                edits.extend(step.edits);
            }
            Err(why) => drop(refusal.get_or_insert(why)),
        }
    }
    match (labels.as_slice(), refusal) {
        ([], Some(why)) => Err(why),
        ([], None) => Refusal::because("no cell is chosen"),
        ([label], _) => Ok(Step { label: label.clone(), edits, chosen: Vec::new() }),
        _ => {
            let label = format!("change {} cells: {}", labels.len(), labels.join("; "));
            Ok(Step { label, edits, chosen: Vec::new() })
        }
    }
}

/// Whether a mark makes sense between two nodes. What does not is unusual rather than wrong, and is drawn on the canvas
/// where it is meant.
pub fn suits(map: &Map, topic: Topic, row: &Id, column: &Id, mark: Mark) -> bool {
    let (from, to) = topic.ends(row, column);
    match (map.nodes.get(from.as_str()), map.nodes.get(to.as_str()), mark.link_kind()) {
        (Some(from), Some(to), Some(kind)) => from.id != to.id && kinds::fitting(from.kind, to.kind).contains(&kind),
        (Some(_), None, None) => map.themes.contains(to.as_str()),
        _ => false,
    }
}

/// The lines of one cell.
struct Lines<'a> {
    map: &'a Map,
    from: &'a Node,
    to: &'a Node,
    there: Vec<(Mark, &'a Arc<Link>)>,
}

impl Lines<'_> {
    /// Money has no place in the round: a click neither pays nor takes away.
    fn next(&self, topic: Topic) -> Outcome {
        let round: Vec<Mark> =
            topic.marks().iter().copied().filter(|mark| *mark != Mark::Funds && self.suits(*mark)).collect();
        let is_of_round = |mark: Mark| mark != Mark::Funds;
        let Some(last) = self.there.iter().map(|(mark, _)| *mark).filter(|mark| is_of_round(*mark)).max() else {
            let Some(first) = round.first() else { return Refusal::because(self.unusual()) };
            return self.set(*first);
        };
        let following = round.into_iter().find(|mark| *mark > last);
        let is_laden = self.there.iter().any(|(mark, link)| is_of_round(*mark) && carried(link).is_some());
        match following.filter(|_| !is_laden) {
            Some(mark) => {
                let (change, gone) = self.instead(mark, is_of_round);
                Ok(change.with_removed(self, &gone))
            }
            None => Ok(self.without(is_of_round)),
        }
    }

    fn set(&self, mark: Mark) -> Outcome {
        // Who pays is told by a letter of its own, beside whatever else is so.
        let is_other = |other: Mark| other != mark && (other != Mark::Funds && mark != Mark::Funds);
        let (change, gone) = self.instead(mark, is_other);
        if change.edits.is_empty() && gone.is_empty() {
            let words = self.words(mark);
            return Refusal::because(format!("{words} already; press Delete to remove the line"));
        }
        if change.is_new && !self.suits(mark) {
            return Refusal::because(self.unusual());
        }
        Ok(change.with_removed(self, &gone))
    }

    fn switch(&self, mark: Mark) -> Outcome {
        if self.there.iter().any(|(other, _)| *other == mark) {
            return Ok(self.without(|other| other == mark));
        }
        if !self.suits(mark) {
            return Refusal::because(self.unusual());
        }
        Ok(self.instead(mark, |_| false).0.with_removed(self, &[]))
    }

    fn seats(&self, seats: u32) -> Outcome {
        let known = self.there.iter().find(|(mark, _)| *mark == Mark::Seat).map(|(_, link)| Link::clone(link));
        if known.is_none() && !self.suits(Mark::Seat) {
            return Refusal::because(self.unusual());
        }
        let link = known.unwrap_or_else(|| self.new_link(LinkKind::MemberOf));
        let words = format!("{} has {} on {}", called(self.from), counted(seats), called(self.to));
        if link.seats == Some(seats) {
            return Refusal::because(format!("{words} already"));
        }
        let link = Link { seats: Some(seats), ..link };
        Ok(Step { label: format!("make it that {words}"), edits: vec![Edit::put(link)], chosen: Vec::new() })
    }

    fn new_link(&self, kind: LinkKind) -> Link {
        let id = ids::fresh_link_id(self.map, kind, &self.from.id, &self.to.id);
        Link::new(id, kind, self.from.id.clone(), self.to.id.clone())
    }

    /// What makes one mark hold, and the lines that go for it.
    fn instead(&self, mark: Mark, goes: impl Fn(Mark) -> bool) -> (Change, Vec<&Link>) {
        let gone: Vec<&Link> =
            self.there.iter().filter(|(other, _)| *other != mark && goes(*other)).map(|(_, link)| &***link).collect();
        let same: Vec<&Arc<Link>> =
            self.there.iter().filter(|(other, _)| *other == mark).map(|(_, link)| *link).collect();
        let words = self.words(mark);
        let change = match same.as_slice() {
            [] => {
                let link = mark.link_kind().map(|kind| self.new_link(kind));
                let label = if gone.is_empty() { format!("add that {words}") } else { format!("make it that {words}") };
                Change { label, edits: link.into_iter().map(Edit::put).collect(), is_new: true }
            }
            same if same.iter().any(|link| link.status == LinkStatus::Active) => {
                Change { label: format!("leave it that {words}"), edits: Vec::new(), is_new: false }
            }
            same => {
                let mut link = Link::clone(same[0]);
                let label = format!("make it certain that {words}");
                link.status = LinkStatus::Active;
                Change { label, edits: vec![Edit::put(link)], is_new: false }
            }
        };
        (change, gone)
    }

    /// The step that takes out the lines of some marks, each by name.
    fn without(&self, goes: impl Fn(Mark) -> bool) -> Step {
        let gone: Vec<&Link> = self.there.iter().filter(|(mark, _)| goes(*mark)).map(|(_, link)| &***link).collect();
        let named: Vec<String> = gone.iter().map(|link| self.named(link)).collect();
        let label = match named.as_slice() {
            [one] => format!("remove line: {one}"),
            all => format!("remove {} lines: {}", all.len(), all.join("; ")),
        };
        Step {
            label,
            edits: gone.iter().map(|link| Edit::Remove(EntryKind::Link, link.id.clone())).collect(),
            chosen: Vec::new(),
        }
    }

    /// A line in words, with what it carries.
    fn named(&self, link: &Link) -> String {
        let words = line_in_words(self.map, link);
        carried(link).map_or_else(|| words.clone(), |carried| format!("{words}, with {carried}"))
    }

    /// The line that a mark stands for, in words.
    fn words(&self, mark: Mark) -> String {
        mark.link_kind().map_or_else(String::new, |kind| {
            line_in_words(self.map, &Link::new("", kind, self.from.id.clone(), self.to.id.clone()))
        })
    }

    fn suits(&self, mark: Mark) -> bool {
        mark.link_kind().is_some_and(|kind| kinds::fitting(self.from.kind, self.to.kind).contains(&kind))
    }

    fn unusual(&self) -> String {
        let (from, to) = (called(self.from), called(self.to));
        format!(
            "that is unusual between a {} and a {}; draw the line from {from} to {to} on the canvas if it is meant",
            self.from.kind.word(),
            self.to.kind.word()
        )
    }
}

/// What makes a mark hold.
struct Change {
    label: String,
    edits: Vec<Edit>,
    /// Whether a line comes that was not there.
    is_new: bool,
}

impl Change {
    /// The step that makes the change and takes lines out; those that carry something are named.
    fn with_removed(self, cell: &Lines<'_>, gone: &[&Link]) -> Step {
        let laden: Vec<String> =
            gone.iter().filter(|link| carried(link).is_some()).map(|link| cell.named(link)).collect();
        let label = match laden.as_slice() {
            [] => self.label,
            [one] => format!("{}; remove line: {one}", self.label),
            all => format!("{}; remove {} lines: {}", self.label, all.len(), all.join("; ")),
        };
        let removals = gone.iter().map(|link| Edit::Remove(EntryKind::Link, link.id.clone()));
        Step { label, edits: removals.chain(self.edits).collect(), chosen: Vec::new() }
    }
}

fn counted(seats: u32) -> String {
    words::count(seats as usize, "seat", "seats")
}

/// What a line carries beside its ends, that would be lost with it: "4 seats and evidence". None for a bare line.
fn carried(link: &Link) -> Option<String> {
    let seats = link.seats.map(counted);
    let amount = link.amount.map(|amount| match &link.currency {
        Some(currency) => format!("{amount} {currency}"),
        None => amount.to_string(),
    });
    let is_more = |is: bool, words: &str| is.then(|| words.to_owned());
    let mut parts: Vec<String> = [
        amount,
        seats,
        is_more(link.required == Some(true), "the mark that it is required"),
        is_more(!link.evidence.is_empty(), "its evidence"),
        is_more(link.note.is_some(), "its note"),
        is_more(link.since.is_some() || link.until.is_some(), "its dates"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let bare = Link::new(link.id.clone(), link.kind, link.from.clone(), link.to.clone());
    if parts.is_empty() && *link != bare {
        parts.push(match link.status {
            LinkStatus::Active => "what else is known of it".to_owned(),
            status => format!("the mark that it is {}", status.word()),
        });
    }
    (!parts.is_empty()).then(|| words::list(&parts, parts.len()))
}

fn next_of_theme(map: &Map, row: &Id, column: &Id, how: How) -> Outcome {
    let node = node_of(map, row)?;
    let Some(theme) = map.themes.get(column.as_str()) else {
        return Refusal::because("that theme is not on the map any more; choose another one".to_owned());
    };
    let is_there = node.themes.contains(&theme.id);
    let is_wanted = match how {
        How::Next | How::Switch(_) => !is_there,
        How::Set(_) => true,
        How::Seats(_) => return Refusal::because("a theme has no seats; press Space to put it on or take it off"),
        How::Clear => false,
    };
    let words = (called(node), &theme.name);
    if is_there == is_wanted {
        let state = if is_there { "carries" } else { "does not carry" };
        return Refusal::because(format!("{} {state} {} already", words.0, words.1));
    }
    let mut changed = Node::clone(node);
    let label = if is_wanted {
        changed.themes.insert(theme.id.clone());
        format!("let {} carry {}", words.0, words.1)
    } else {
        changed.themes.remove(&theme.id);
        format!("let {} no longer carry {}", words.0, words.1)
    };
    Ok(Step { label, edits: vec![Edit::put(changed)], chosen: Vec::new() })
}
