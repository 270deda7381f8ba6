//! The scene: everything that is in a picture, as plain data, ready for any painter.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::changed::{Change, Changed};
use super::fold::Pack;
use super::lens::{Category, Lens};
use super::shown::Hidden;
use super::{Mark, Pen};
use crate::layout::{AreaKind, Point, Rect};
use crate::model::words::count;
use crate::model::{End, Id, LinkKind, LinkStatus, NodeKind, NodeStatus};

/// A composed picture. Areas lie undermost, lines above them, cards on top.
#[derive(Debug, Clone)]
pub struct Scene {
    /// What the map is called.
    pub title: String,
    /// Where and when: a few words under the title.
    pub subtitle: String,
    /// What colour means.
    pub lens: Lens,
    /// The categories of the lens that are in view, in the order of the legend.
    pub categories: Vec<Category>,
    /// Containers, trays and sets, outer ones first.
    pub areas: Vec<Area>,
    /// The lines, by id; shared with the scene after it if no line is another one there.
    pub lines: Arc<Vec<Line>>,
    /// The cards, by id.
    pub cards: Vec<Card>,
    /// What holds everything, badges included.
    pub bounds: Rect,
    /// What there is on the map, if nothing of it is in the picture.
    pub hidden: Option<Hidden>,
    /// What of the map is not to be seen for want of room, or because people have folded it; empty if that is nothing.
    pub note: String,
    /// Whether it is read from afar, so that what stands around it is as large as its names.
    pub is_for_room: bool,
    /// What of it is in focus, if something is.
    pub focus: Option<Arc<Focused>>,
}

/// What of a picture is in focus.
#[derive(Debug, Clone, PartialEq)]
pub struct Focused {
    /// What is looked at, in a few words.
    pub title: String,
    /// What is to be seen, in sentences.
    pub text: String,
    /// The cards and lines that are in focus.
    pub ids: BTreeSet<Id>,
    /// How many cards are left out.
    pub left_out: usize,
}

/// Whether a card stands for what hangs under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Fold {
    /// Nothing hangs under it.
    #[default]
    Nothing,
    /// What hangs under it is in the picture.
    Open,
    /// It stands for others.
    Closed(Arc<Pack>),
}

/// One node in the picture, or several.
#[derive(Debug, Clone)]
pub struct Card {
    /// The node.
    pub id: Id,
    /// What it is: tells the shape.
    pub kind: NodeKind,
    /// Whether it is at work: tells border and fill.
    pub status: NodeStatus,
    /// Its full name.
    pub name: String,
    /// Where it stands. Badges may reach a few points beyond.
    pub rect: Rect,
    /// Its shape, fill, border and texts, measured from the upper left corner of `rect`, so that a card can be moved
    /// by moving `rect` alone.
    pub face: Arc<[Mark]>,
    /// What stands at its upper right corner, measured likewise: the badge with the number of findings.
    pub badge: Arc<[Mark]>,
    /// How many findings concern it, and how grave the worst one is.
    pub findings: Option<(usize, crate::analysis::Severity)>,
    /// How much was noted of it, where the picture shows that.
    pub noted: usize,
    /// The family of the gravest of them, where its mark stands in the badge.
    pub family: Option<crate::analysis::Family>,
    /// The categories of the lens that it bears, as places in [`Scene::categories`].
    pub categories: Vec<usize>,
    /// Whether accountability may end here.
    pub is_accountable_body: bool,
    /// What becomes of it, where the picture shows what changes.
    pub changed: Option<Changed>,
    /// Whether it stands for what hangs under it.
    pub fold: Fold,
}

/// One link in the picture.
#[derive(Debug, Clone)]
pub struct Line {
    /// The link.
    pub id: Id,
    /// What it says.
    pub kind: LinkKind,
    /// Whether it holds.
    pub status: LinkStatus,
    /// The node that it reads from.
    pub from: Id,
    /// The node that it reads to.
    pub to: Id,
    /// Which of the two is off the map, and what stands there.
    pub off_map: Option<(End, String)>,
    /// Its stroke.
    pub pen: Pen,
    /// Whether parts of its course are drawn by other lines that it runs together with.
    pub is_shared: bool,
    /// The links that it stands for, if it stands for several.
    pub bundle: Arc<[Id]>,
    /// Its course, from `from` to `to`, in canvas points: for hit tests and highlights.
    pub points: Vec<Point>,
    /// Its stroke, ends and signs, in canvas points.
    pub marks: Vec<Mark>,
    /// What becomes of it, where the picture shows what changes.
    pub changed: Option<Changed>,
}

/// A set of cards that is drawn as an area.
#[derive(Debug, Clone)]
pub struct Area {
    /// Why the cards stand together.
    pub kind: AreaKind,
    /// Where it lies.
    pub rect: Rect,
    /// What it is called.
    pub title: String,
    /// What is worth knowing about it.
    pub note: String,
    /// What in it folds to a card for all of it, if it is a tray.
    pub folds: Vec<Id>,
    /// Its ground, border and texts, in canvas points.
    pub marks: Vec<Mark>,
}

impl Card {
    /// Whether it is the card of no node, but of several that hang side by side.
    pub fn is_of_several(&self) -> bool {
        matches!(&self.fold, Fold::Closed(pack) if pack.is_rest)
    }

    /// Whether it stands for one of these.
    pub fn stands_for_any(&self, ids: &BTreeSet<Id>) -> bool {
        matches!(&self.fold, Fold::Closed(pack) if !pack.members.is_disjoint(ids))
    }

    /// The card in words, as it is read out: "Be Healthy Outcome Group, group, active, 2 findings".
    pub fn words(&self) -> String {
        let findings = match self.findings {
            None | Some((0, _)) => String::new(),
            Some((1, _)) => ", 1 finding".to_owned(),
            Some((count, _)) => format!(", {count} findings"),
        };
        let noted = match self.noted {
            0 => String::new(),
            number => format!(", {}", count(number, "thing noted", "things noted")),
        };
        let change = match &self.changed {
            None => String::new(),
            Some(changed) if changed.is_ghost => format!(", gone from here: {}", changed.words),
            Some(changed) => format!(", {}: {}", changed.how.word(), changed.words),
        };
        let folded = match &self.fold {
            Fold::Nothing | Fold::Open => String::new(),
            Fold::Closed(pack) if pack.words.is_empty() => ", folded".to_owned(),
            Fold::Closed(pack) => format!(", folded: {}", pack.words),
        };
        let (kind, status) = (self.kind.word(), self.status.word_of(self.kind));
        format!("{}, {kind}, {status}{folded}{findings}{noted}{change}", self.name)
    }
}

impl Scene {
    /// The card of a node, if it is in the picture.
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.cards.binary_search_by(|card| card.id.as_str().cmp(id)).ok().map(|place| &self.cards[place])
    }

    /// Whether a card or a line stands back, because others are in focus.
    pub fn is_faded(&self, id: &Id) -> bool {
        self.focus.as_ref().is_some_and(|focus| !focus.ids.contains(id))
    }

    /// A card in words, as it is read out; of one that is not in focus that is told.
    pub fn words(&self, card: &Card) -> String {
        let beyond = if self.is_faded(&card.id) { ", not in focus" } else { "" };
        card.words() + beyond
    }

    /// These cards and lines, with those that stand for any of them.
    #[must_use]
    pub fn with_stand_ins(&self, ids: &BTreeSet<Id>) -> BTreeSet<Id> {
        let mut seen = ids.clone();
        if !ids.is_empty() {
            let cards = self.cards.iter().filter(|card| card.stands_for_any(ids)).map(|card| &card.id);
            let lines = self.lines.iter().filter(|line| line.bundle.iter().any(|id| ids.contains(id)));
            seen.extend(cards.chain(lines.map(|line| &line.id)).cloned());
        }
        seen
    }

    /// A line as a sentence without a full stop: "Parents Forum reports to Parenting Strategy Group".
    pub fn sentence(&self, line: &Line) -> String {
        let name = |end: End, id: &Id| match &line.off_map {
            Some((off, name)) if *off == end => name.clone(),
            _ => self.card(id.as_str()).map_or_else(|| id.to_string(), |card| card.name.clone()),
        };
        match &line.changed {
            // An arrow leads from a ghost to the card itself.
            Some(changed) if changed.how == Change::Moved && changed.of == line.to => {
                format!("{} moves from here", name(End::To, &line.to))
            }
            changed => {
                let many =
                    if line.bundle.is_empty() { String::new() } else { format!(", {} lines", line.bundle.len()) };
                let goes = if changed.as_ref().is_some_and(|changed| changed.is_ghost) { ", no longer" } else { "" };
                format!("{} {} {}{goes}{many}", name(End::From, &line.from), line.kind.word(), name(End::To, &line.to))
            }
        }
    }

    /// The lines in the order in which they are best painted: those of accountability last, above all others, and what
    /// is active above what is not.
    pub fn lines_to_paint(&self) -> Vec<&Line> {
        let height = |line: &Line| match line.kind {
            // What changes is what is to be seen.
            _ if line.changed.is_some() => 5,
            LinkKind::Funds => 0,
            LinkKind::MemberOf | LinkKind::Chairs => 1,
            LinkKind::Informs | LinkKind::Delivers => 2,
            LinkKind::Owns | LinkKind::Scrutinises | LinkKind::AbsorbedInto => 3,
            LinkKind::PartOf | LinkKind::ReportsTo => 4,
        };
        let mut lines: Vec<&Line> = self.lines.iter().collect();
        lines.sort_by_key(|line| (height(line), std::cmp::Reverse(line.status)));
        lines
    }

    /// The line of a link, if it is in the picture.
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.binary_search_by(|line| line.id.as_str().cmp(id)).ok().map(|place| &self.lines[place])
    }
}
