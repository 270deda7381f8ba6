//! The adapter to egui_graphs: its graph is a cache built from the scene, whose nodes and edges draw cards and lines.
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
use super::sheet::Sheet;
use crate::drawing::Scene;
use crate::model::Id;

/// What all cards and lines look up.
pub(super) type Shared = Rc<RefCell<Sheet>>;
/// The graph as egui_graphs keeps it.
type Cache = Graph<Handle, Handle, Directed, DefaultIx, CardShape, LineShape>;

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

/// The cache and what is drawn on top of the rest in it.
pub(super) struct Adapter {
    graph: Cache,
    raised: Vec<(usize, bool)>,
}

impl Adapter {
    /// The graph of a scene; its cards and lines look into `sheet`.
    pub(super) fn new(scene: &Scene, sheet: &Shared) -> Self {
        let handle = |place: Option<usize>| Handle { sheet: Rc::clone(sheet), place };
        let mut graph = Cache::new();
        for (place, card) in scene.cards.iter().enumerate() {
            let centre = rect(card.rect).center();
            graph.add_node_custom(handle(Some(place)), |node| node.set_location(centre));
        }
        // Lines may end at what is no card, such as a container; egui_graphs wants a node there. It is drawn after all
        // cards, and hands over what they and the lines have left with the sheet.
        let nowhere = graph.add_node_custom(handle(None), |_| {});
        let places: HashMap<&Id, usize> = scene.cards.iter().map(|card| &card.id).zip(0..).collect();
        let node = |id: &Id| places.get(id).map_or(nowhere, |place| NodeIndex::new(*place));
        for (place, line) in scene.lines.iter().enumerate() {
            graph.add_edge_custom(node(&line.from), node(&line.to), handle(Some(place)), |_| {});
        }
        Self { graph, raised: Vec::new() }
    }

    /// Draws those cards and lines above all others; each is a place in the scene, and whether it is a card.
    pub(super) fn raise(&mut self, raised: Vec<(usize, bool)>) {
        for (is_raised, list) in [(false, &self.raised), (true, &raised)] {
            for &(place, is_card) in list {
                if is_card {
                    if let Some(node) = self.graph.node_mut(NodeIndex::new(place)) {
                        node.set_selected(is_raised);
                    }
                } else if let Some(edge) = self.graph.edge_mut(petgraph::graph::EdgeIndex::new(place)) {
                    edge.set_selected(is_raised);
                }
            }
        }
        self.raised = raised;
    }

    /// Draws the cards and lines.
    pub(super) fn graph_ui(&mut self, ui: &mut Ui) {
        let interaction = SettingsInteraction::new();
        let navigation = SettingsNavigation::new().with_fit_to_screen_enabled(false).with_zoom_and_pan_enabled(false);
        GraphView::<Still, Still>::new()
            .with_interactions(&interaction)
            .with_navigations(&navigation)
            .show(ui, &mut self.graph);
    }
}

/// Where a node or an edge finds what it draws: kept small, because egui_graphs clones both ends of every edge.
#[derive(Clone)]
struct Handle {
    sheet: Shared,
    place: Option<usize>,
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
        match self.0.place {
            Some(place) => sheet.card_shapes(place),
            None => sheet.sketched(),
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
        let Some(place) = self.0.place else { return Vec::new() };
        self.0.sheet.borrow_mut().line_shapes(place)
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
