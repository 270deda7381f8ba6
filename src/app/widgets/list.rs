//! Lists that open at a press: menus, and choices of one of several words. The arrow keys go through them however they were
//! opened, where the keyboard is can be seen, and screen readers are told what can be given and what is chosen.

use egui::containers::menu::MenuState;
use egui::{Button, ComboBox, Key, Modifiers, Response, Stroke, Ui, WidgetInfo, WidgetType};

use super::theme;

/// What is left of the window's height beside the rows of a menu, and how high these may be at least, points.
const AROUND: f32 = 64.0;
const LEAST: f32 = 96.0;

/// A row of a menu.
pub struct Row<'a> {
    /// Its words.
    pub label: &'a str,
    /// The keys that do the same.
    pub keys: String,
    /// Whether it can be given just now.
    pub is_enabled: bool,
    /// Whether what it switches is on; nothing for a row that switches nothing.
    pub is_on: Option<bool>,
}

/// Shows a row of a menu.
pub fn row_ui(ui: &mut Ui, row: Row<'_>) -> Response {
    let Row { label, keys, is_enabled, is_on } = row;
    let mut button = Button::new(label).shortcut_text(keys).wrap_mode(egui::TextWrapMode::Extend);
    if let Some(is_on) = is_on {
        button = button.selected(is_on);
    }
    let response = ui.add_enabled(is_enabled, button);
    theme::name_button(&response, label, is_enabled);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(is_on.map_or(egui::accesskit::Role::MenuItem, |_| egui::accesskit::Role::MenuItemCheckBox));
        if let Some(is_on) = is_on {
            node.set_toggled(is_on.into());
        }
    });
    response
}

/// Shows rows one below the other, and lets them scroll where the window is not high enough for all of them.
pub fn rows_ui<T>(ui: &mut Ui, rows: impl FnOnce(&mut Ui) -> T) -> T {
    let room = (ui.ctx().content_rect().height() - AROUND).max(LEAST);
    egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, rows).inner
}

/// Has the row that has the keyboard stand out in a menu, where egui shows it hardly more than one under the pointer.
pub fn show_keyboard(ui: &mut Ui) {
    let (accent, chosen) = (theme::colours(ui).accent, theme::colours(ui).chosen);
    let active = &mut ui.visuals_mut().widgets.active;
    active.bg_stroke = Stroke::new(1.5, accent);
    (active.bg_fill, active.weak_bg_fill) = (chosen, chosen);
}

/// Lets the arrow keys go into a list that the mouse has opened: they begin at this row.
pub fn begin_with(ui: &Ui, row: &Response) {
    let focused = ui.memory(egui::Memory::focused).and_then(|focused| ui.ctx().read_response(focused));
    let is_inside = focused.is_some_and(|focused| focused.layer_id == ui.layer_id());
    if is_inside || MenuState::from_ui(ui, |menu, _| menu.open_item.is_some()) {
        return;
    }
    let is_wanted = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        pressed(Key::ArrowDown) | pressed(Key::ArrowUp)
    });
    let is_wanted = ui.data_mut(|data| data.remove_temp::<bool>(opened_by_keyboard())).is_some() || is_wanted;
    if is_wanted {
        // Or else egui would go one further at the end of the frame.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        row.request_focus();
    }
}

/// Has the arrow down open the menu of a button that has the keyboard; its first row gets that then.
pub fn open_downwards(ui: &Ui, button: &Response) {
    let menu = egui::Popup::default_response_id(button);
    if !button.has_focus() || egui::Popup::is_id_open(ui.ctx(), menu) {
        return;
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        egui::Popup::open_id(ui.ctx(), menu);
        ui.data_mut(|data| data.insert_temp(opened_by_keyboard(), true));
    }
}

fn opened_by_keyboard() -> egui::Id {
    egui::Id::new("a menu that the keyboard has opened")
}

/// Shows the words of which one is chosen, and the list of them once it is pressed: the one that was taken there.
pub fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    list: ComboBox,
    shown: &str,
    now: Option<T>,
    words: impl IntoIterator<Item = (T, String)>,
) -> (Response, Option<T>) {
    let mut taken = None;
    let response = list.show_ui(ui, |ui| {
        show_keyboard(ui);
        let mut start: Option<Response> = None;
        for (word, text) in words {
            let is_now = now == Some(word);
            let row = ui.selectable_label(is_now, text);
            if row.clicked() {
                taken = Some(word);
            }
            if is_now || start.is_none() {
                start = Some(row);
            }
        }
        if let Some(start) = &start {
            begin_with(ui, start);
        }
    });
    let response = response.response;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(shown));
    (response, taken.filter(|taken| now != Some(*taken)))
}

/// Gives a list of words a name, beside the word that is chosen in it.
pub fn name_choice(response: &Response, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(WidgetType::ComboBox, response.enabled(), name));
}
