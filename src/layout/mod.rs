//! Layout: pure functions from a map and parameters to where cards stand and how lines run.
//!
//! Reading order of [`layers`], the product's layout:
//! - `forest` says which card hangs under which: the best line upward of each, none that would close a circle.
//! - `columns` breaks lists into columns and rows where one body more hardly moves a break.
//! - `hung` gives every tree a few shapes, from tall and narrow to wide and flat, and stands its cards.
//! - `kept` goes on from a layout that people know: what stood there stays.
//! - `page` puts trees and areas together in the shape of the window; `areas` fills the tray and its like.
//! - `pins` moves the cards that the user has put somewhere, and nothing else.
//! - `route` draws the lines: along the bus where a card hangs, else by `channel` (a search among the lanes between
//!   cards), and by `gutter` where lines are too many for that.
//!
//! Beside it, `quarters` stands cards in rings by tier, or in lanes; [`Form`] says by which of them a picture is laid out,
//! and [`laid_out`] does it. In the free form cards stand in layers until somebody has put them elsewhere.
//!
//! [`plain`] is the plain layered form, nothing hung or wrapped; `benches/peers` measures it beside Graphviz dot. The hung
//! form takes from it how deep each card lies.
//!
//! What holds throughout: nothing overlaps, no line passes through a foreign card, the same input gives the same
//! placement whatever its order, and nothing calls itself, so that no chain is too long. Ties are broken by the `row` that a
//! body has in its source, then by id. Work is bounded by counts, never by a clock.

mod areas;
mod channel;
mod columns;
mod forest;
mod form;
mod geometry;
mod ground;
mod gutter;
mod hung;
mod kept;
mod page;
mod pins;
pub mod plain;
mod quarters;
mod route;
mod section;
mod standing;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use form::{By, Form, SEVERAL, sorted_by};
pub use geometry::{Point, Rect, Size};
pub use pins::way_to_room;
pub use quarters::ring_outline;
pub use section::OWN_TREE;

use crate::model::{Id, Link, Map, Node};
use forest::Forest;
pub use standing::Standing;

/// A card to place: the node and how big it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct CardBox {
    /// The node.
    pub id: Id,
    /// Its true size.
    pub size: Size,
}

/// What a layout goes by, besides the map. Lengths are in points at 100 %.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// By what cards are laid out.
    pub form: Form,
    /// A card whose centre stays there, so that nothing drifts when the map changes.
    pub anchor: Option<(Id, Point)>,
    /// What stood there before, and stays there as far as it can.
    pub kept: Option<Arc<Standing>>,
    /// Where that is how another option stands: how this one stood when it was last seen, if it was. Then every card stays
    /// that hangs where it hung, and what hangs elsewhere with cards of its own too.
    pub returns: Option<Arc<Standing>>,
    /// Where the user put cards: their centres.
    pub pinned: BTreeMap<Id, Point>,
    /// Lines by which nothing hangs, whatever they say: those of what is not seen, of which another card has taken the place.
    pub loose: BTreeSet<Id>,
    /// Whether only cards are placed, to see how much room they take: no line is led anywhere.
    pub only_cards: bool,
    /// The wanted width of the picture by its height.
    pub aspect: f32,
    /// Between columns of cards.
    pub column_gap: f32,
    /// Between cards that hang in one column.
    pub card_gap: f32,
    /// Between a card and what stands in a row below it.
    pub rank_gap: f32,
    /// Between trees, and between areas.
    pub area_gap: f32,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            form: Form::Layers,
            anchor: None,
            kept: None,
            returns: None,
            pinned: BTreeMap::new(),
            loose: BTreeSet::new(),
            only_cards: false,
            aspect: 16.0 / 9.0,
            column_gap: 30.0,
            card_gap: 18.0,
            rank_gap: 44.0,
            area_gap: 40.0,
        }
    }
}

/// Where everything stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Placement {
    /// Every card.
    pub cards: BTreeMap<Id, Rect>,
    /// The way of every link from its `from` to its `to`, upright and level pieces that end on the cards' borders.
    /// Lines that hang on one bus share its pieces exactly, from the end at the upper card on.
    pub routes: BTreeMap<Id, Vec<Point>>,
    /// The lines by which a card hangs under another.
    pub hung: BTreeSet<Id>,
    /// What stands together under a title, in reading order.
    pub areas: Vec<Area>,
    /// The smallest rectangle around all of it.
    pub bounds: Rect,
    /// Cards that somebody put too far away to be drawn with the others; they stand where the layout has them.
    pub far: Vec<Id>,
    /// What a later layout needs to leave everything where it stands.
    pub standing: Arc<Standing>,
}

/// A part of the picture with a frame of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// What stands in it.
    pub kind: AreaKind,
    /// Its frame. The top 28 points are free for the title.
    pub rect: Rect,
    /// What to write at the top.
    pub title: String,
    /// What the layout has to say of it, in a few words.
    pub note: String,
}

/// What stands in an area.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum AreaKind {
    /// Bodies that answer to nobody.
    NoRoute,
    /// Bodies that have ended.
    Ended,
    /// Partners, posts and strands that no line ties to a body.
    Unconnected,
    /// A ring, by its number from the innermost; it fills its frame.
    Ring(u8),
    /// A column of what has something in common.
    Lane,
}

/// Whether a layout reads the same from two states of a node. The size of its card and whether it was adopted stand apart.
pub fn sees_same_node(form: Form, one: &Node, other: &Node) -> bool {
    let read = |node: &Node| (node.kind, node.status, node.is_accountable_body(), forest::row(node));
    let is_one_quarter = match form {
        Form::Layers | Form::Free | Form::Lanes(By::Status) => true,
        Form::Onion => (one.tier, one.strand_kind) == (other.tier, other.strand_kind),
        Form::Lanes(By::Sector) => one.sector == other.sector,
        Form::Lanes(By::Theme) => one.themes == other.themes,
        Form::Lanes(By::Area) => one.area == other.area,
    };
    one.id == other.id && read(one) == read(other) && is_one_quarter
}

/// Whether a layout reads the same from two states of a link.
pub fn sees_same_link(one: &Link, other: &Link) -> bool {
    let read = |link: &Link| (link.kind, link.status, link.off_map().map(|(end, _)| end));
    one.id == other.id && read(one) == read(other) && (&one.from, &one.to) == (&other.from, &other.to)
}

/// What each card hangs under in the picture of these nodes and links, and by which link.
pub fn hanging<'a>(map: &Map, nodes: impl Iterator<Item = &'a Id>, links: &[Id]) -> BTreeMap<Id, (Id, Id)> {
    let cards: Vec<CardBox> = nodes.map(|id| CardBox { id: id.clone(), size: Size::new(1.0, 1.0) }).collect();
    let forest = Forest::of(map, &cards, links);
    let hung = forest.lines.iter().filter(|line| line.hangs);
    let id = |node: usize| forest.nodes[node].id.clone();
    hung.map(|line| (line.upward(), line.link.id.clone()))
        .map(|((child, parent), link)| (id(child), (id(parent), link)))
        .collect()
}

/// Lays out a map by the form that the parameters name.
pub fn laid_out(map: &Map, cards: &[CardBox], links: &[Id], parameters: &Parameters) -> Placement {
    let quarters = |lay: &dyn Fn(&Forest) -> Placement| {
        let forest = Forest::beside(map, cards, links, &parameters.loose);
        if forest.len() == 0 { Placement::default() } else { lay(&forest) }
    };
    match parameters.form {
        Form::Layers | Form::Free => layers(map, cards, links, parameters),
        Form::Onion => quarters(&|forest| quarters::onion(forest, parameters)),
        Form::Lanes(by) => quarters(&|forest| quarters::lanes(map, forest, by, parameters)),
    }
}

/// Lays out a map by its accountability lines: what answers stands below what it answers to, leaves hang in columns,
/// what has no route upward stands in a tray, what has ended stands aside.
pub fn layers(map: &Map, cards: &[CardBox], links: &[Id], parameters: &Parameters) -> Placement {
    let forest = Forest::beside(map, cards, links, &parameters.loose);
    if forest.len() == 0 {
        return Placement::default();
    }
    let kept = parameters.kept.as_ref().and_then(|standing| kept::compose(&forest, standing, parameters));
    // A page that stays may have no way left between its cards; then all of it is laid out anew.
    let kept = kept.map(|page| page.into_placement(&forest, parameters));
    let is_sound = |placement: &Placement| !parameters.pinned.is_empty() || !leads_through_a_card(map, placement);
    kept.filter(is_sound).unwrap_or_else(|| page::compose(&forest, parameters).into_placement(&forest, parameters))
}

/// Whether a line passes through a card that is not its own; of very large pictures nobody asks.
fn leads_through_a_card(map: &Map, placement: &Placement) -> bool {
    const MOST: usize = 1_000_000;
    placement.routes.len() * placement.cards.len() <= MOST
        && placement.routes.iter().any(|(line, way)| {
            let Some(link) = map.links.get(line.as_str()) else { return false };
            let foreign = placement.cards.iter().filter(|(id, _)| **id != link.from && **id != link.to);
            let mut foreign = foreign.map(|(_, card)| card.grown(-0.5));
            foreign.any(|card| way.windows(2).any(|ends| card.is_crossed(ends[0], ends[1])))
        })
}
