//! The map's own fields of a node: a name and a text each.

use egui::{FontId, Ui};

use super::Desk;
use super::controls::{cross_ui, outdented_ui};
use super::slot::Slot;
use super::typing::{Name, Typed, typing_ui};
use crate::app::act::Act;
use crate::app::widgets::theme;
use crate::editing::fields;
use crate::model::Node;

/// Shows the own fields of a node, and the place for the name of another one if it was asked for.
pub(super) fn own_fields_ui(ui: &mut Ui, desk: &mut Desk<'_>, node: &Node) {
    let ids = vec![node.id.clone()];
    for (name, value) in &node.fields {
        let label = ui
            .horizontal_wrapped(|ui| {
                let muted = theme::colours(ui).muted;
                let label = ui.label(theme::strong(name.as_str(), theme::SMALL).color(muted));
                if !desk.is_read_only && cross_ui(ui, &format!("Remove the field {name}")).clicked() {
                    desk.acts.push(Act::Make(fields::set_own(desk.map, &ids, name, None)));
                }
                label.id
            })
            .inner;
        let typed = Typed {
            value,
            hint: "…",
            is_paragraph: true,
            font: FontId::proportional(theme::BODY),
            help: "A field of this map's own",
            label: Name::Label(label),
        };
        outdented_ui(ui, |ui| typing_ui(ui, desk, &Slot::Own(ids.clone(), name.clone()), &typed));
    }
    let adder = Slot::OwnName(ids);
    if desk.is_open(&adder) && !desk.is_read_only {
        let typed = Typed {
            value: "",
            hint: "name of the field",
            is_paragraph: false,
            font: FontId::proportional(theme::BODY),
            help: "",
            label: Name::Words("Name of the field"),
        };
        outdented_ui(ui, |ui| typing_ui(ui, desk, &adder, &typed));
    }
}
