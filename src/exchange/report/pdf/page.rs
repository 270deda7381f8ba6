//! Pages: what stands where, and what each part of it is for those who hear it.

use super::lines::Part;
use crate::layout::{Point, Rect, Size};
use crate::report::{Colour, Picture};

/// Points to a millimetre.
pub(super) const MILLIMETRE: f32 = 72.0 / 25.4;
/// The room around what stands on a page.
pub(super) const MARGIN: f32 = 20.0 * MILLIMETRE;
const SHORT: f32 = 210.0 * MILLIMETRE;
const LONG: f32 = 297.0 * MILLIMETRE;

/// A page of A4.
#[derive(Default)]
pub(super) struct Page<'a> {
    pub(super) is_wide: bool,
    /// The cover has no foot.
    pub(super) has_foot: bool,
    pub(super) items: Vec<Item<'a>>,
}

/// Something that stands on a page.
pub(super) enum Item<'a> {
    /// Words on a line; without a place among what is heard they are only seen.
    Words { parts: Vec<Part>, at: Point, size: f32, colour: Colour, node: Option<NodeId> },
    /// A rule or a ground.
    Fill { rect: Rect, colour: Colour },
    /// A picture of the map.
    Picture { picture: &'a Picture, rect: Rect, node: NodeId },
    /// The logo.
    Logo { rect: Rect, node: NodeId },
}

impl Page<'_> {
    /// How big it is.
    pub(super) fn size(&self) -> Size {
        if self.is_wide { Size::new(LONG, SHORT) } else { Size::new(SHORT, LONG) }
    }

    /// Where its last line may end.
    pub(super) fn bottom(&self) -> f32 {
        self.size().height - MARGIN
    }

    /// How wide what stands on it may be.
    pub(super) fn width(&self) -> f32 {
        self.size().width - 2.0 * MARGIN
    }
}

/// The number of a node.
pub(super) type NodeId = usize;

/// What a part of a paper is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Role {
    Title,
    Heading(u8, String),
    Paragraph,
    List,
    Item,
    Label,
    Body,
    Table(String),
    Head,
    Rows,
    Row,
    HeadCell,
    Cell,
    Figure(String),
    Caption,
    Contents,
    Entry,
    Reference,
}

/// The parts of a paper, each with the one that it is a part of.
#[derive(Default)]
pub(super) struct Nodes(pub(super) Vec<(Role, Option<NodeId>)>);

impl Nodes {
    /// A part of another, or of the paper itself.
    pub(super) fn add(&mut self, role: Role, parent: Option<NodeId>) -> NodeId {
        self.0.push((role, parent));
        self.0.len() - 1
    }
}
