//! Choices: the short lists that the editing commands open, and what each entry of them does.

use super::*;
use crate::app::chooser::Item;
use crate::editing::{change, kinds};
use crate::model::{LinkKind, LinkStatus, Map, NodeKind, NodeStatus};

impl Workbench {
    /// Lets people name something new: at the pointer, else where the layout puts it.
    pub(super) fn name_new_body(&mut self) {
        let at = self.canvas.pointer().map(|point| (point.x.round() as i32, point.y.round() as i32));
        self.naming = Some(Naming::new(at, None, self.last_kind));
    }

    /// Lets people give the chosen node another name.
    pub(super) fn name_chosen(&mut self) {
        let map = self.document.map();
        if let Some(node) = self.chosen_nodes().first().and_then(|id| map.nodes.get(id.as_str())) {
            self.naming = Some(Naming::of(node.id.clone(), &node.name, node.kind));
        }
    }

    /// Lets people say where a line from the chosen body is to lead, and of which kind it is; with two chosen bodies only
    /// the latter.
    pub(super) fn choose_line_target(&mut self, kind: Option<LinkKind>) {
        let map = self.document.map().clone();
        let chosen = self.chosen_nodes();
        match (chosen.first(), chosen.get(1)) {
            (Some(from), Some(to)) => self.choose_line_kind(from, to, None),
            (Some(from), None) => {
                let act = |to: &Id| match kind {
                    Some(kind) => Act::Draw { kind, from: from.clone(), to: to.clone() },
                    None => Act::Ask(Question::LineKind { from: from.clone(), to: to.clone(), at: None }),
                };
                let word = kind.map_or("…", LinkKind::word);
                let title = format!("{} {word}", map.name(from.as_str()));
                self.chooser = Some(Chooser::new(title, nodes(&map, |id| id != from, act)));
            }
            _ => {}
        }
    }

    /// Lets people choose what a line between two nodes says, the kind used last first.
    pub(in crate::app) fn choose_line_kind(&mut self, from: &Id, to: &Id, at: Option<egui::Pos2>) {
        let map = self.document.map();
        let kind_of = |id: &Id| map.nodes.get(id.as_str()).map(|node| node.kind);
        let (Some(one), Some(other)) = (kind_of(from), kind_of(to)) else { return };
        let item = |kind: LinkKind, from: &Id, to: &Id, detail: String| Item {
            label: format!("{} {}", kind.word(), map.name(to.as_str())),
            detail,
            act: Act::Draw { kind, from: from.clone(), to: to.clone() },
        };
        let mut items: Vec<Item> =
            kinds::fitting(one, other).into_iter().map(|kind| item(kind, from, to, String::new())).collect();
        let turned = format!("from {}", map.name(to.as_str()));
        items.extend(kinds::fitting(other, one).into_iter().map(|kind| item(kind, to, from, turned.clone())));
        let last = self.last_line;
        let is_last = |item: &Item| matches!(&item.act, Act::Draw { kind, from: start, .. } if Some(*kind) == last && start == from);
        let title = format!("{} …", map.name(from.as_str()));
        self.chooser = Some(Chooser::new(title, items).with_chosen(is_last).at(at));
    }

    /// Lets people choose what the line to something new says, before either is there.
    pub(in crate::app) fn ask_kind_of_new_line(&mut self, from: &Id, naming: Naming, at: egui::Pos2) {
        let map = self.document.map();
        let Some(node) = map.nodes.get(from.as_str()) else { return };
        let item = |kind: LinkKind| Item {
            label: format!("{} {}", kind.word(), naming.text.trim()),
            detail: String::new(),
            act: Act::AddAtLine(naming.clone(), kind),
        };
        let items = kinds::fitting(node.kind, naming.kind).into_iter().map(item).collect();
        let last = self.last_line;
        let is_last = |item: &Item| matches!(&item.act, Act::AddAtLine(_, kind) if Some(*kind) == last);
        self.chooser = Some(Chooser::new(format!("{} …", node.name), items).with_chosen(is_last).at(Some(at)));
    }

    pub(super) fn add_at_line(&mut self, naming: &Naming, line: LinkKind, ctx: &egui::Context) {
        let Named::New { at, line_from: Some(from) } = &naming.what else { return };
        (self.last_line, self.last_kind) = (Some(line), naming.kind);
        let map = self.document.map();
        let outcome = crate::editing::add::node_with_line(map, naming.kind, &naming.text, *at, line, from);
        self.make(outcome, ctx);
    }

    /// Draws a line of the kind used last between the two chosen nodes, or lets people say where it leads.
    pub(super) fn repeat_line(&mut self, ctx: &egui::Context) {
        match (self.last_line, self.chosen_nodes().as_slice()) {
            (Some(kind), [from, to]) => self.draw_line(kind, from, to, ctx),
            (kind, _) => self.choose_line_target(kind),
        }
    }

    pub(super) fn choose_kind(&mut self) {
        let map = self.document.map();
        let (nodes, links) = (self.chosen_nodes(), self.chosen_links());
        let item =
            |word: &str, outcome| Item { label: word.to_owned(), detail: String::new(), act: Act::Make(outcome) };
        let items: Vec<Item> = if nodes.is_empty() {
            LinkKind::ALL.into_iter().map(|kind| item(kind.word(), change::line_kind(map, &links, kind))).collect()
        } else {
            NodeKind::ALL.into_iter().map(|kind| item(kind.word(), change::kind(map, &nodes, kind))).collect()
        };
        let now = match (nodes.first(), links.first()) {
            (Some(id), _) => map.nodes.get(id.as_str()).map(|node| node.kind.word()),
            (None, Some(id)) => map.links.get(id.as_str()).map(|link| link.kind.word()),
            _ => None,
        };
        let chooser = Chooser::new("Change the kind to", items).with_chosen(|item| Some(item.label.as_str()) == now);
        self.chooser = Some(chooser.at(self.beside_chosen()));
    }

    pub(super) fn choose_status(&mut self) {
        let map = self.document.map();
        let (nodes, links) = (self.chosen_nodes(), self.chosen_links());
        let item =
            |word: &str, outcome| Item { label: word.to_owned(), detail: String::new(), act: Act::Make(outcome) };
        let items: Vec<Item> = if nodes.is_empty() {
            let statuses = LinkStatus::ALL.into_iter();
            statuses.map(|status| item(status.word(), change::line_status(map, &links, status))).collect()
        } else {
            let statuses = NodeStatus::ALL.into_iter();
            statuses.map(|status| item(status.word(), change::status(map, &nodes, status))).collect()
        };
        let now = match (nodes.first(), links.first()) {
            (Some(id), _) => map.nodes.get(id.as_str()).map(|node| node.status.word()),
            (None, Some(id)) => map.links.get(id.as_str()).map(|link| link.status.word()),
            _ => None,
        };
        let chooser = Chooser::new("It is", items).with_chosen(|item| Some(item.label.as_str()) == now);
        self.chooser = Some(chooser.at(self.beside_chosen()));
    }

    pub(super) fn choose_parent(&mut self) {
        let chosen = self.chosen_nodes();
        let act = |parent: &Id| Act::Ask(Question::MoveUnder { ids: chosen.clone(), parent: parent.clone() });
        let items = nodes(self.document.map(), |id| !chosen.contains(id), act);
        self.chooser = Some(Chooser::new("Have it answer to", items));
    }

    pub(super) fn choose_merge(&mut self, ctx: &egui::Context) {
        match self.chosen_nodes().as_slice() {
            [keep, other] => self.ask(Question::Merge { keep: keep.clone(), other: other.clone() }, ctx),
            [keep] => {
                let act = |other: &Id| Act::Ask(Question::Merge { keep: keep.clone(), other: other.clone() });
                let items = nodes(self.document.map(), |id| id != keep, act);
                let title = format!("Merge into {}", self.document.map().name(keep.as_str()));
                self.chooser = Some(Chooser::new(title, items));
            }
            _ => {}
        }
    }

    pub(super) fn split(&mut self, ctx: &egui::Context) {
        if let Some(id) = self.chosen_nodes().into_iter().next() {
            self.ask(Question::Split(id), ctx);
        }
    }

    /// Lets people choose any command; those that cannot be given now say so.
    pub(super) fn choose_command(&mut self, ctx: &egui::Context) {
        let item = |command: Command| {
            let entry = command.entry();
            let keys = entry.shortcut.map_or_else(String::new, |keys| format!("    {}", ctx.format_shortcut(&keys)));
            let place = if self.is_enabled(command) { entry.menu.label() } else { "not just now" };
            Item { label: self.label(command), detail: format!("{place}{keys}"), act: Act::Command(command) }
        };
        let commands = Command::ALL.iter().copied().filter(|&command| command != Command::Palette);
        self.chooser = Some(Chooser::new("All commands", commands.map(item).collect()));
    }

    /// Beside the card that is chosen, if it is in view.
    fn beside_chosen(&self) -> Option<egui::Pos2> {
        let card = self.chosen_nodes().first().and_then(|id| self.canvas.card_on_screen(id))?;
        self.canvas.screen().contains(card.left_bottom()).then(|| card.left_bottom() + egui::vec2(0.0, 6.0))
    }
}

/// The nodes of a map as entries of a list, bodies first, each kind by name.
fn nodes(map: &Map, is_wanted: impl Fn(&Id) -> bool, act: impl Fn(&Id) -> Act) -> Vec<Item> {
    let mut nodes: Vec<_> = map.nodes.iter().filter(|node| is_wanted(&node.id)).collect();
    nodes.sort_by_cached_key(|node| (node.status == NodeStatus::Ended, node.kind, node.name.to_lowercase()));
    nodes
        .into_iter()
        .map(|node| Item {
            label: node.name.clone(),
            detail: format!("{} · {}", node.kind.word(), node.status.word()),
            act: act(&node.id),
        })
        .collect()
}
