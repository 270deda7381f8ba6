//! The adapter to egui_graphs: its graph is made of what is to be drawn of the scene, and its nodes and edges draw it.
//!
//! egui_graphs keeps nodes and edges and draws them in order. Everything else is ours: it would ask for a repaint on
//! every frame, culls nothing, and knows neither the keyboard nor a pointer above an edge. So its interactions and its
//! navigation stay switched off, and the [`Sheet`] that all nodes and edges share tells them what to draw.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use egui::{Pos2, Rect, Shape, Ui, Vec2};
use egui_graphs::{
    DisplayEdge, DisplayNode, DrawContext, EdgeProps, Graph, GraphView, Layout, LayoutState, Node, NodeProps,
    SettingsInteraction, SettingsNavigation,
};
use petgraph::stable_graph::{DefaultIx, IndexType, NodeIndex};
use petgraph::{Directed, EdgeType};

use super::paint::rect;
use super::sheet::{Drawn, Sheet};
use crate::model::Id;

/// What all cards and lines look up.
pub(super) type Shared = Rc<RefCell<Sheet>>;
/// The graph as egui_graphs wants it.
type Drawing = Graph<Handle, Handle, Directed, DefaultIx, CardShape, LineShape>;

/// Leaves every card where the scene has it.
#[derive(Debug, Default, Clone, serde::Serialize, serde::Deserialize)]
struct Still;
impl LayoutState for Still {}
impl Layout<Still> for Still {
    fn from_state(_: Still) -> impl Layout<Still> {
        Self
    }

    fn next<N, E, Ty, Ix, Dn, De>(&mut self, _: &mut Graph<N, E, Ty, Ix, Dn, De>, _: &Ui)
    where
        N: Clone,
        E: Clone,
        Ty: EdgeType,
        Ix: IndexType,
        Dn: DisplayNode<N, E, Ty, Ix>,
        De: DisplayEdge<N, E, Ty, Ix, Dn>,
    {
    }

    fn state(&self) -> Still {
        Self
    }
}

/// Draws the cards and lines that a sheet has to draw one by one, those that are raised on top, and under these what it
/// sketches. The graph is made for that each time: there is little in it, since what is out of view is not, and to keep one
/// of all that a scene has would cost most of what an edit of a large map costs.
pub(super) fn graph_ui(ui: &mut Ui, shared: &Shared) {
    let mut graph = graph_of(shared);
    let interaction = SettingsInteraction::new();
    let navigation = SettingsNavigation::new().with_fit_to_screen_enabled(false).with_zoom_and_pan_enabled(false);
    GraphView::<Still, Still>::new().with_interactions(&interaction).with_navigations(&navigation).show(ui, &mut graph);
}

fn graph_of(shared: &Shared) -> Drawing {
    let sheet = shared.borrow();
    let scene = &sheet.look.scene;
    let handle = |draws| Handle { sheet: Rc::clone(shared), draws };
    let mut graph = Drawing::new();
    let mut places: HashMap<&Id, NodeIndex> = HashMap::new();
    for Drawn { place, is_raised } in sheet.cards_to_draw() {
        let card = &scene.cards[place];
        let node = graph.add_node_custom(handle(Draws::Card(place)), |node| {
            node.set_location(rect(card.rect).center());
            node.set_selected(is_raised);
        });
        places.insert(&card.id, node);
    }
    graph.add_node_custom(handle(Draws::Sketch), |_| {});
    // egui_graphs wants a node at each end of a line, and takes long over many lines between the same two. Where a card is
    // not drawn, one of a few others serves, and all pairs of these in turn.
    let lines = sheet.lines_to_draw();
    let spare: Vec<NodeIndex> =
        (0..=lines.len().isqrt()).map(|_| graph.add_node_custom(handle(Draws::Nothing), |_| {})).collect();
    for (turn, Drawn { place, is_raised }) in lines.into_iter().enumerate() {
        let line = &scene.lines[place];
        let end = |id: &Id, turn: usize| places.get(id).copied().unwrap_or(spare[turn % spare.len()]);
        let (from, to) = (end(&line.from, turn), end(&line.to, turn / spare.len()));
        graph.add_edge_custom(from, to, handle(Draws::Line(place)), |edge| edge.set_selected(is_raised));
    }
    graph
}

/// What a node or an edge of the graph stands for, by its place in the scene.
#[derive(Clone, Copy)]
enum Draws {
    Card(usize),
    Line(usize),
    Sketch,
    Nothing,
}

/// Where a node or an edge finds what it draws: kept small, because egui_graphs clones both ends of every edge.
#[derive(Clone)]
struct Handle {
    sheet: Shared,
    draws: Draws,
}

/// Draws one card.
#[derive(Clone)]
pub(super) struct CardShape(Handle);

impl From<NodeProps<Handle>> for CardShape {
    fn from(props: NodeProps<Handle>) -> Self {
        Self(props.payload)
    }
}

impl<E: Clone, Ty: EdgeType, Ix: IndexType> DisplayNode<Handle, E, Ty, Ix> for CardShape {
    fn closest_boundary_point(&self, _: Vec2) -> Pos2 {
        Pos2::ZERO
    }

    fn shapes(&mut self, _: &DrawContext) -> Vec<Shape> {
        let mut sheet = self.0.sheet.borrow_mut();
        match self.0.draws {
            Draws::Card(place) => sheet.card_shapes(place),
            Draws::Sketch => sheet.sketched(),
            Draws::Line(_) | Draws::Nothing => Vec::new(),
        }
    }

    fn update(&mut self, _: &NodeProps<Handle>) {}

    fn is_inside(&self, _: Pos2) -> bool {
        false
    }
}

/// Draws one line.
#[derive(Clone)]
pub(super) struct LineShape(Handle);

impl From<EdgeProps<Handle>> for LineShape {
    fn from(props: EdgeProps<Handle>) -> Self {
        Self(props.payload)
    }
}

impl<Ty: EdgeType, Ix: IndexType> DisplayEdge<Handle, Handle, Ty, Ix, CardShape> for LineShape {
    fn shapes(
        &mut self,
        _: &Node<Handle, Handle, Ty, Ix, CardShape>,
        _: &Node<Handle, Handle, Ty, Ix, CardShape>,
        _: &DrawContext,
    ) -> Vec<Shape> {
        match self.0.draws {
            Draws::Line(place) => self.0.sheet.borrow_mut().line_shapes(place),
            Draws::Card(_) | Draws::Sketch | Draws::Nothing => Vec::new(),
        }
    }

    fn update(&mut self, _: &EdgeProps<Handle>) {}

    fn is_inside(
        &self,
        _: &Node<Handle, Handle, Ty, Ix, CardShape>,
        _: &Node<Handle, Handle, Ty, Ix, CardShape>,
        _: Pos2,
    ) -> bool {
        false
    }
}

/// The shapes that egui_graphs has added to a layer, kept to be shown again while nothing moves.
#[derive(Default)]
pub(super) struct Recording {
    shapes: Vec<egui::epaint::ClippedShape>,
    clip: Option<Rect>,
    /// How often something was recorded: what it costs.
    #[cfg(test)]
    pub(super) times: usize,
}

impl Recording {
    /// Runs `draw` and keeps what it adds to the layer of `ui`.
    pub(super) fn record(&mut self, ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
        let layer = ui.layer_id();
        let known = ui.ctx().graphics(|graphics| graphics.get(layer).map_or(0, |list| list.all_entries().len()));
        draw(ui);
        let added = |list: &egui::layers::PaintList| list.all_entries().skip(known).cloned().collect();
        self.shapes = ui.ctx().graphics(|graphics| graphics.get(layer).map_or_else(Vec::new, added));
        self.clip = Some(ui.clip_rect());
        #[cfg(test)]
        {
            self.times += 1;
        }
    }

    /// Adds what was kept to the layer of `ui`.
    pub(super) fn replay(&self, ui: &Ui) {
        ui.ctx().graphics_mut(|graphics| {
            let list = graphics.entry(ui.layer_id());
            for kept in &self.shapes {
                list.add(kept.clip_rect, kept.shape.clone());
            }
        });
    }
}
