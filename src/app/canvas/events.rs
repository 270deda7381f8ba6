//! Events: what people did on the canvas, for the application to act on. The canvas itself changes nothing.

use egui::Pos2;

use crate::layout::Point;
use crate::model::Id;
use crate::session::pen::Inked;

/// What people did on the canvas. Canvas points are in points at 100 %, screen points in egui's.
#[derive(Debug, Clone, PartialEq)]
pub enum CanvasEvent {
    /// Chose a card or a line, or nothing.
    Selected {
        /// The node or the link.
        id: Option<Id>,
        /// Whether what was chosen before stays chosen; then what was chosen already is let go instead.
        add: bool,
    },
    /// Chose several cards and lines at once.
    SelectedMany {
        /// The nodes and links, by id; never empty.
        ids: Vec<Id>,
        /// What becomes of the selection.
        how: SelectHow,
    },
    /// Pressed Enter on a card; or double-clicked it, where nothing can be changed.
    Activated(Id),
    /// Double-clicked a card, to give it another name.
    NameAsked(Id),
    /// Moved cards; the middle of each is at its point now. Once for each gesture, in the order of the ids.
    Moved(Vec<(Id, Point)>),
    /// Dropped cards on another one. They are back where they were.
    DroppedOn {
        /// The nodes that were dropped, in their order.
        ids: Vec<Id>,
        /// The node that they were dropped on: none of them.
        onto: Id,
    },
    /// Drew a line from a card.
    Drawn {
        /// The node at which it begins.
        from: Id,
        /// Where it ends: never at `from`.
        to: LineEnd,
        /// The side of the card at which it begins.
        side: Side,
        /// The screen point where it was let go, for a menu to open at.
        at: Pos2,
    },
    /// Took one end of a line to another card.
    Reattached {
        /// The link.
        link: Id,
        /// Which of its ends.
        tip: LineTip,
        /// The node that this end leads to now: neither of the nodes that it led to.
        to: Id,
    },
    /// Double-clicked the empty ground at a canvas point.
    AddAt(Point),
    /// Asked what can be done with something, by the right button or by Shift+F10.
    Menu {
        /// The screen point for the menu to open at.
        at: Pos2,
        /// What was asked about. A card or a line that was not chosen has been chosen by the event before this one.
        on: MenuOn,
    },
    /// Clicked the mark by which a card folds or unfolds.
    FoldClicked(Id),
    /// Clicked the mark by which a tray folds, in which these stand.
    TrayClicked(Vec<Id>),
    /// Clicked the number of findings on a card.
    BadgeClicked(Id),
    /// Drew with the pen over the picture.
    Inked(Inked),
}

/// What becomes of the selection when several cards and lines are chosen at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SelectHow {
    /// They are chosen beside what is chosen already.
    Add,
    /// They are let go.
    Take,
    /// They are chosen, and nothing else.
    Only,
}

/// Where a line that is being drawn ends.
#[derive(Debug, Clone, PartialEq)]
pub enum LineEnd {
    /// At the card of a node.
    Card(Id),
    /// At a canvas point where no card is.
    Ground(Point),
}

/// A side of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Where lines to what stands above begin.
    Top,
    /// The right one.
    Right,
    /// Where lines to what stands below begin.
    Bottom,
    /// The left one.
    Left,
}

/// One of the two ends of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineTip {
    /// The end that the line reads from.
    From,
    /// The end that the line reads to.
    To,
}

/// What a menu is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum MenuOn {
    /// The card of a node.
    Card(Id),
    /// The line of a link.
    Line(Id),
    /// The ground at a canvas point.
    Ground(Point),
}
