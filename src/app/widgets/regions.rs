//! The parts of the window, from which to which a key leads: each notes where it stands, and the first control in it gets
//! the keyboard.

use std::collections::BTreeMap;

use egui::{Context, Id, LayerId, Rect, Response};

/// A part of the window, in the order in which the key goes through them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Region {
    /// The menus, the search and the button that presents.
    Menus,
    /// The tabs of the options.
    Options,
    /// What is shown, and how.
    Toolbar,
    /// The outline.
    Outline,
    /// The map.
    Map,
    /// The inspector.
    Inspector,
    /// The timeline.
    Timeline,
    /// The tabs below the map, and what stands under them.
    Below,
}

/// Where each region stands, and in which pass it noted that.
type Places = BTreeMap<Region, (Rect, u64)>;

/// Notes where a region stands in this frame.
pub fn note(ctx: &Context, region: Region, place: Rect) {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.get_temp_mut_or_default::<Places>(noted()).insert(region, (place, pass)));
}

/// The same of a panel, from what its showing gave.
pub fn note_panel(panel: &Response, region: Region) {
    note(&panel.ctx, region, panel.rect);
}

/// Gives the keyboard to the next region that there is, or to the one before.
pub fn go_on(ctx: &Context, backward: bool) {
    let here = ctx.memory(egui::Memory::focused).and_then(|id| place_of(ctx, id));
    let mut regions: Vec<(Region, Rect)> = shown(ctx).into_iter().collect();
    if backward {
        regions.reverse();
    }
    let own = |place: &(Region, Rect)| here.map_or(place.0 == Region::Map, |here| place.1.contains(here.center()));
    if let Some(own) = regions.iter().position(own) {
        regions.rotate_left(own + 1);
        regions.pop();
    }
    let first = regions.into_iter().find_map(|(_, place)| first_control(ctx, place));
    if let Some(control) = first {
        ctx.memory_mut(|memory| memory.request_focus(control));
    }
}

/// Gives the keyboard to the first control of a region.
pub fn go_to(ctx: &Context, region: Region) {
    let control = shown(ctx).get(&region).and_then(|place| first_control(ctx, *place));
    if let Some(control) = control {
        ctx.memory_mut(|memory| memory.request_focus(control));
    }
}

/// The regions that were there in the last frame.
fn shown(ctx: &Context) -> BTreeMap<Region, Rect> {
    let pass = ctx.cumulative_pass_nr();
    let places = ctx.data(|data| data.get_temp::<Places>(noted())).unwrap_or_default();
    places
        .into_iter()
        .filter(|(_, (_, noted))| *noted + 1 >= pass)
        .map(|(region, (place, _))| (region, place))
        .collect()
}

fn place_of(ctx: &Context, id: Id) -> Option<Rect> {
    ctx.viewport(|viewport| viewport.prev_pass.widgets.get(id).map(|widget| widget.interact_rect))
}

/// The first that can have the keyboard and is seen there. What separates two panels is no control of either.
fn first_control(ctx: &Context, place: Rect) -> Option<Id> {
    ctx.viewport(|viewport| {
        let mut widgets = viewport.prev_pass.widgets.get_layer(LayerId::background());
        let is_there = |widget: &&egui::WidgetRect| {
            let seen = widget.interact_rect;
            let is_inside = seen.is_positive() && place.expand(0.5).contains_rect(seen);
            widget.enabled && widget.sense.is_focusable() && is_inside
        };
        widgets.find(is_there).map(|widget| widget.id)
    })
}

fn noted() -> Id {
    Id::new("regions of the window")
}
