//! The ledger: what becomes of everything that there was.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::heirs::{MOST_HEIRS, Passed, Why, passed, successors};
use crate::analysis::{Context, Graph, NodeIndex};
use crate::model::unknown::fields_of;
use crate::model::{Change, EntryKind, Id, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus};

/// What becomes of everything that there was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ledger {
    /// A line for each body and strand, by id, then for partners that lose their last seat and themes that lose their
    /// last carrier.
    pub lines: Vec<Line>,
    /// How many bodies are accounted for.
    pub bodies: Tally,
    /// How many strands are accounted for.
    pub strands: Tally,
    /// How many partners that lose their last seat are accounted for.
    pub seats: Tally,
    /// How many themes that lose their last carrier are accounted for.
    pub themes: Tally,
}

/// How many are accounted for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// All of them, but those that were nobody's before and still are.
    pub all: usize,
    /// Those of them that are accounted for.
    pub accounted: usize,
    /// Those that were nobody's before and still are: counted apart, since no option is to blame for them.
    pub inherited: usize,
}

/// What becomes of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What the line is about.
    pub about: About,
    /// The body, strand or theme.
    pub id: Id,
    /// What it was called.
    pub name: String,
    /// What it is called now, if that is something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_name: Option<String>,
    /// What becomes of it.
    #[serde(flatten)]
    pub fate: Fate,
    /// Whether it had a sound route before, and has none now, though it stays.
    pub cut_off: bool,
    /// Whether it was nobody's before: a strand without an owner at work, a body without a sound route.
    pub inherited: bool,
    /// Why it becomes that, as the option says: the reason of its own change, else of a change of its owners, of whom it
    /// answers to, or of what it goes into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a line of the ledger is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A board, group or partner.
    Body,
    /// A strand.
    Strand,
    /// A partner that loses its last seat.
    LastSeat,
    /// A theme that loses its last carrier.
    LastCarrier,
}

/// What becomes of one body, strand or theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "fate")]
pub enum Fate {
    /// It stays as it was; perhaps under another name.
    Kept,
    /// It stays where it was, and is not what it was.
    Changed {
        /// What is otherwise: fields as files name them, and "owners".
        what: Vec<String>,
    },
    /// It answers to others, or others own it.
    Moved {
        /// To whom it answered, or who owned it.
        from: Vec<Id>,
        /// To whom it answers, or who owns it.
        to: Vec<Id>,
    },
    /// Its work passes to others.
    Merged {
        /// Those at work to whom it comes at last; some at most.
        into: Vec<Id>,
    },
    /// It comes to an end.
    Ended {
        /// Why.
        why: String,
    },
    /// It was nobody's before, and still is.
    Inherited,
    /// Nobody has said what becomes of it.
    Unaccounted {
        /// What is missing.
        why: Why,
    },
}

/// Which fate one has, whatever the particulars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is told at the fate of its name")]
pub enum FateKind {
    Kept,
    Changed,
    Moved,
    Merged,
    Ended,
    Inherited,
    Unaccounted,
}

/// What becomes of each body and strand of `before` that has not ended, where `after` is the map with an option applied and
/// `changes` are that option's, which bear the reasons. The cases:
///
/// - **Kept**: it is there and has not ended, and nothing but its name, or what is noted and cited of it, is otherwise. A
///   strand is kept only if somebody at work owns it, by a line that is active.
/// - **Changed**: other fields are otherwise, or a strand has other owners at work, or a body other superiors at work, of
///   whom at least one stays.
/// - **Moved**: a strand has owners at work, or a body superiors at work, and none of them from before. Where none of a
///   strand's owners was at work, those that it had on the map count: one that comes back to work is a change. A body that is only
///   proposed owns nothing and takes nothing over, unless the option adopts it.
/// - **Merged**: it has ended or is gone, and a line of absorption that has not lapsed leads from it, or it was made one with
///   another. The chain is followed to its ends: who is at work takes it over; who has ended with a reason ends it, too.
///   Where there are several, each must be accounted for. What goes into a ring, or into one that is not at work and goes into no other, is unaccounted for.
/// - **Ended**: it has ended or is gone, goes into nothing, and the change says why, or the note of its status does since.
///   Without a reason it is unaccounted for, be it ended or removed.
/// - **Unaccounted for** is also a strand that is there and has lost all owners at work.
/// - **Inherited** is a strand that had no owner at work before and still has none: it is counted apart. Once somebody owns
///   it, it is moved, and told to have been nobody's.
/// - A body that stays and has lost its last sound route is kept, changed or moved, *and cut off*; if it had none before,
///   that is inherited.
/// - A partner at work that had seats on bodies at work, stays, and has none left is a line of its own, accounted for if each
///   change of a seat that is gone says why. So is a theme that bodies at work carried, and none does now: accounted
///   for if the theme's own change says why.
pub fn ledger(before: &Map, after: &Map, changes: &[Change]) -> Ledger {
    ledger_from(&Context::new(before), &Context::new(after), changes)
}

/// The same, from what is known of the two maps.
pub(super) fn ledger_from(before: &Context<'_>, after: &Context<'_>, changes: &[Change]) -> Ledger {
    let reader = Reader::new(before, after, changes);
    let mut lines: Vec<Line> = reader.before.nodes().filter_map(|at| reader.line(at)).collect();
    lines.extend(reader.lost_seats());
    lines.extend(reader.lost_themes());
    let tally = |about: About| {
        let of_kind = || lines.iter().filter(|line| line.about == about);
        let inherited = of_kind().filter(|line| line.fate == Fate::Inherited).count();
        let unaccounted = of_kind().filter(|line| line.is_unaccounted()).count();
        let all = of_kind().count() - inherited;
        Tally { all, accounted: all - unaccounted, inherited }
    };
    let [bodies, strands, seats, themes] = [About::Body, About::Strand, About::LastSeat, About::LastCarrier].map(tally);
    Ledger { lines, bodies, strands, seats, themes }
}

impl Line {
    /// Whether nobody has said what becomes of it.
    pub fn is_unaccounted(&self) -> bool {
        matches!(self.fate, Fate::Unaccounted { .. })
    }
}

impl Ledger {
    /// How many are not accounted for.
    pub fn unaccounted(&self) -> usize {
        [self.bodies, self.strands, self.seats, self.themes].iter().map(|tally| tally.all - tally.accounted).sum()
    }
}

/// Both maps, as the ledger reads them.
struct Reader<'a> {
    before: &'a Context<'a>,
    after: &'a Context<'a>,
    maps: [&'a Map; 2],
    reasons: BTreeMap<(EntryKind, Id), &'a str>,
    changes: &'a [Change],
    behind: Behind,
    gives_reasons: bool,
    passed: BTreeMap<Id, Passed>,
    /// By the number of each node before, its number after where nothing about it is otherwise, nor about who stands at the
    /// other ends of its lines: most of a map is not touched by an option.
    same: Vec<Option<NodeIndex>>,
}

impl<'a> Reader<'a> {
    fn new(before: &'a Context<'a>, after: &'a Context<'a>, changes: &'a [Change]) -> Self {
        let reasons: BTreeMap<(EntryKind, Id), &str> = changes
            .iter()
            .filter_map(|change| {
                let reason = change.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty())?;
                let (kind, id) = change.subject()?;
                Some(((kind, id?.clone()), reason))
            })
            .collect();
        let (maps, behind) = ([before.map(), after.map()], Behind::of(changes));
        let gives_reasons = changes.iter().any(|change| change.reason.is_some());
        let (same, passed_on) = (before.same_in(after), BTreeMap::new());
        let mut reader = Self { before, after, maps, reasons, changes, behind, gives_reasons, passed: passed_on, same };
        let others = maps[0].nodes.iter().zip(&reader.same).filter(|(_, same)| same.is_none()).map(|(node, _)| node);
        let ended = others.filter(|node| node.status != NodeStatus::Ended && reader.is_gone(&node.id));
        let successors = successors(maps[1]);
        reader.passed = passed(ended.map(|node| node.id.clone()), &successors, |id| reader.stands(id, &successors));
        reader
    }

    /// Whether it has ended, or is not there.
    fn is_gone(&self, id: &Id) -> bool {
        self.after.at(id.as_str()).is_none_or(|at| self.after.status(at) == NodeStatus::Ended)
    }

    /// What comes of what goes into one, by itself; nothing where it is no more and goes into others.
    fn stands(&self, id: &Id, successors: &BTreeMap<Id, Vec<Id>>) -> Option<Passed> {
        let here = self.after.at(id.as_str());
        let is_at_work = |at: NodeIndex| match self.after.kind(at) {
            NodeKind::Strand => self.after.is_live(at) && is_owned(self.after, at),
            _ => self.after.is_live(at),
        };
        if here.is_some_and(is_at_work) {
            return Some(Passed::To(BTreeSet::from([id.clone()])));
        }
        if successors.contains_key(id) {
            return None;
        }
        Some(match self.reason_of_end(id) {
            Some(reason) if self.is_gone(id) => Passed::Ends(reason),
            _ if self.is_gone(id) => Passed::Lost(Why::NoReason),
            _ => Passed::Lost(Why::NotAtWork(id.clone())),
        })
    }

    fn reason(&self, kind: EntryKind, id: &Id) -> Option<String> {
        self.reasons.get(&(kind, id.clone())).map(|reason| (*reason).to_owned())
    }

    /// The first reason of the changes that are behind what becomes of one.
    fn reason_behind(&self, about: About, id: &Id) -> Option<String> {
        if !self.gives_reasons {
            return None;
        }
        let reasons = self.behind.places(about, id).into_iter().filter_map(|place| {
            let reason = self.changes.get(place)?.reason.as_deref()?.trim();
            (!reason.is_empty()).then(|| reason.to_owned())
        });
        reasons.into_iter().next()
    }

    /// Why one has ended: as its change says, or as the note of its status does, if that is not what it was before.
    fn reason_of_end(&self, id: &Id) -> Option<String> {
        let note = || {
            let note = |map: &Map| map.nodes.get(id.as_str()).and_then(|node| node.status_note.clone());
            let was_ended = self.maps[0].nodes.get(id.as_str()).is_some_and(|node| node.status == NodeStatus::Ended);
            let now = note(self.maps[1]).filter(|note| !note.trim().is_empty())?;
            (was_ended || Some(&now) != note(self.maps[0]).as_ref()).then_some(now)
        };
        self.reason(EntryKind::Node, id).or_else(note)
    }

    fn line(&self, at: NodeIndex) -> Option<Line> {
        let node = self.before.node(at);
        let about = match node.kind {
            NodeKind::Strand => About::Strand,
            kind if kind.is_body() => About::Body,
            _ => return None,
        };
        if node.status == NodeStatus::Ended {
            return None;
        }
        let same = self.same[at.index()];
        let there = || self.after.at(node.id.as_str()).filter(|&now| self.after.status(now) != NodeStatus::Ended);
        let now = same.or_else(there);
        let fate = match now {
            None => self.end(&node.id),
            Some(_) if same.is_some() && about == About::Strand && !is_owned(self.before, at) => Fate::Inherited,
            Some(_) if same.is_some() => Fate::Kept,
            Some(now) if about == About::Strand => self.strand(at, now),
            Some(now) => self.body(at, now),
        };
        let (had_route, has_route) = (is_grounded(self.before, at), now.is_none_or(|now| is_grounded(self.after, now)));
        let new_name = now.map(|now| self.after.name(now)).filter(|name| *name != node.name);
        let inherited = match about {
            About::Strand => !is_owned(self.before, at),
            _ => now.is_some() && !had_route,
        };
        Some(Line {
            about,
            id: node.id.clone(),
            name: node.name.clone(),
            new_name: new_name.map(str::to_owned),
            fate,
            cut_off: about == About::Body && had_route && !has_route,
            inherited,
            reason: self.reason_behind(about, &node.id),
        })
    }

    /// What becomes of one that is no more.
    fn end(&self, id: &Id) -> Fate {
        match self.passed.get(id) {
            Some(Passed::To(heirs)) => Fate::Merged { into: heirs.iter().cloned().collect() },
            Some(Passed::Ends(why)) => Fate::Ended { why: why.clone() },
            Some(Passed::Lost(why)) => Fate::Unaccounted { why: why.clone() },
            None => Fate::Unaccounted { why: Why::NoReason },
        }
    }

    fn strand(&self, at: NodeIndex, now: NodeIndex) -> Fate {
        let (was, is) = (owners_at_work(self.before, at), owners_at_work(self.after, now));
        if is.is_empty() && self.after.is_owned_off_map(now) {
            let owners = (!was.is_empty() || !self.before.is_owned_off_map(at)).then(|| "owners".to_owned());
            return self.kept(at, now, owners);
        }
        if is.is_empty() {
            let owners = owners(self.after, now);
            return match (!is_owned(self.before, at), owners.is_empty()) {
                (true, _) => Fate::Inherited,
                (false, true) => Fate::Unaccounted { why: Why::NoOwner },
                (false, false) => Fate::Unaccounted { why: Why::OwnersGone(owners.into_iter().collect()) },
            };
        }
        // An owner that comes back to work is no new one.
        let had = if was.is_empty() { owners(self.before, at) } else { was.clone() };
        if had.is_disjoint(&is) {
            return moved(&had, &is);
        }
        let owners = (was != is).then(|| "owners".to_owned());
        self.kept(at, now, owners)
    }

    fn body(&self, at: NodeIndex, now: NodeIndex) -> Fate {
        let (was, is) = (superiors(self.before, at), superiors(self.after, now));
        if !is.is_empty() && was.is_disjoint(&is) {
            return moved(&was, &is);
        }
        // With no superior left it is as it was, and cut off.
        self.kept(at, now, (was != is && !is.is_empty()).then(|| "superiors".to_owned()))
    }

    fn kept(&self, at: NodeIndex, now: NodeIndex, lines: Option<String>) -> Fate {
        let what: Vec<String> =
            changed_fields(self.before.node(at), self.after.node(now)).into_iter().chain(lines).collect();
        if what.is_empty() { Fate::Kept } else { Fate::Changed { what } }
    }

    fn lost_seats(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let others = self.before.of_kind(NodeKind::Partner).filter(|at| self.same[at.index()].is_none());
        for at in others.filter(|&at| self.before.is_live(at)) {
            let seats = seats(self.before, at);
            let id = self.before.id(at);
            let Some(now) = self.after.at(id.as_str()).filter(|_| !self.is_gone(id)) else { continue };
            if seats.is_empty() || !self::seats(self.after, now).is_empty() {
                continue;
            }
            let reasons: Option<Vec<String>> = seats.iter().map(|seat| self.reason(EntryKind::Link, seat)).collect();
            let fate = match reasons.and_then(|reasons| reasons.into_iter().min()) {
                Some(why) => Fate::Ended { why },
                None => Fate::Unaccounted { why: Why::NoSeat },
            };
            let (name, reason) = (self.before.name(at).to_owned(), None);
            let (new_name, cut_off, inherited) = (None, false, false);
            lines.push(Line {
                about: About::LastSeat,
                id: id.clone(),
                name,
                new_name,
                fate,
                cut_off,
                inherited,
                reason,
            });
        }
        lines
    }

    fn lost_themes(&self) -> Vec<Line> {
        // Who is as it was goes on carrying what it carried.
        let others = self.before.live_bodies().filter(|at| self.same[at.index()].is_none());
        let let_go: BTreeSet<&Id> = others.flat_map(|body| self.before.themes_of(body)).collect();
        let is_carried = |id: &Id| self.after.live_bodies().any(|body| self.after.themes_of(body).contains(id));
        let lost = let_go.into_iter().filter(|id| !is_carried(id));
        let lost = lost.filter_map(|id| self.maps[0].themes.get(id.as_str()));
        let line = |theme: &crate::model::Theme| {
            let reason = self.reason(EntryKind::Theme, &theme.id);
            let fate = match reason.clone() {
                Some(why) => Fate::Ended { why },
                None => Fate::Unaccounted { why: Why::NoCarrier },
            };
            let (about, id, name) = (About::LastCarrier, theme.id.clone(), theme.name.clone());
            Line { about, id, name, new_name: None, fate, cut_off: false, inherited: false, reason }
        };
        lost.map(|theme| line(theme)).collect()
    }
}

fn moved(from: &BTreeSet<Id>, to: &BTreeSet<Id>) -> Fate {
    let only = |one: &BTreeSet<Id>, other: &BTreeSet<Id>| one.difference(other).take(MOST_HEIRS).cloned().collect();
    Fate::Moved { from: only(from, to), to: only(to, from) }
}

/// Those with an active line of ownership.
fn owners(graph: &Graph<'_>, strand: NodeIndex) -> BTreeSet<Id> {
    let lines = graph.onto(strand, LinkKind::Owns).filter(|line| line.link.status == LinkStatus::Active);
    lines.map(|line| graph.id(line.node).clone()).collect()
}

/// Those of them that are at work.
fn owners_at_work(graph: &Graph<'_>, strand: NodeIndex) -> BTreeSet<Id> {
    let lines = graph.onto(strand, LinkKind::Owns).filter(|line| line.link.status == LinkStatus::Active);
    lines.filter(|line| graph.is_live(line.node)).map(|line| graph.id(line.node).clone()).collect()
}

/// Whether a strand has an owner: one at work, or one off the map.
fn is_owned(graph: &Graph<'_>, strand: NodeIndex) -> bool {
    let mut lines = graph.onto(strand, LinkKind::Owns).filter(|line| line.link.status == LinkStatus::Active);
    lines.any(|line| graph.is_live(line.node)) || graph.is_owned_off_map(strand)
}

/// To whom at work a body answers, or of whom it is a part, by lines that are active.
fn superiors(graph: &Graph<'_>, body: NodeIndex) -> BTreeSet<Id> {
    let lines = graph.up(body).filter(|line| line.link.status == LinkStatus::Active && graph.is_live(line.node));
    lines.map(|line| graph.id(line.node).clone()).collect()
}

/// Whether no route is expected of a node, or it has a sound one.
pub(super) fn is_grounded(context: &Context<'_>, at: NodeIndex) -> bool {
    context.routes().sound(at).is_some() || !context.expects_route(at)
}

/// The lines by which a member at work sits on bodies at work.
fn seats(graph: &Graph<'_>, member: NodeIndex) -> Vec<Id> {
    let sits = [LinkKind::MemberOf, LinkKind::Chairs].into_iter().flat_map(|kind| graph.out(member, kind));
    sits.filter(|seat| graph.holds(member, seat)).map(|seat| seat.link.id.clone()).collect()
}

/// The fields of which a change makes something another thing: not its name, nor what is noted and cited of it.
fn changed_fields(before: &Node, after: &Node) -> Vec<String> {
    const OF_NO_MATTER: [&str; 8] = ["id", "name", "aliases", "merged", "evidence", "notes", "tags", "fields"];
    // Most stay as they are and are one record; to write one as a file has it is dear.
    if std::ptr::eq(before, after) || before == after {
        return Vec::new();
    }
    let of = |node: &Node| {
        let mut fields = fields_of(node);
        node.unknown.keys().for_each(|name| drop(fields.remove(name)));
        fields
    };
    let (was, is) = (of(before), of(after));
    let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let differs = names.into_iter().filter(|name| !OF_NO_MATTER.contains(&name.as_str()));
    differs.filter(|name| was.get(*name) != is.get(*name)).cloned().collect()
}

mod behind;
#[cfg(test)]
mod tests;
mod words;

pub use behind::Behind;
