//! The table of a grid: header, cells in view, what is chosen, and what the pointer does.

use egui::accesskit::{Role, SortDirection};
use egui::{
    Align2, CursorIcon, FontFamily, FontId, PointerButton, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind,
};
use egui::{Ui, UiBuilder, Vec2};

use super::place::{NARROWEST, Places};
use super::{Block, CellAt, Content, Grid, GridEvent, Look, Side, Sorted, Then, Use, theme};

/// The space at either side of a cell's text, points.
const PADDING: f32 = 6.0;
/// How far from a column's edge the edge can be grasped, points.
const GRIP: f32 = 4.0;
/// More of a long text than this is not laid out: no cell is as wide.
const MOST_LETTERS: usize = 300;

/// What drawing needs to know, the same for every cell of a frame.
struct Frame<'a> {
    id: egui::Id,
    screen: Rect,
    offset: Vec2,
    places: &'a Places,
    content: &'a dyn Content,
    block: Block,
    has_focus: bool,
    /// Whether anybody reads the accessibility tree.
    is_read: bool,
}

impl Grid {
    #[expect(clippy::too_many_arguments, reason = "the parts of one frame of one widget")]
    pub(super) fn table_ui(
        &mut self,
        ui: &mut Ui,
        id: egui::Id,
        rect: Rect,
        places: &Places,
        look: &Look<'_>,
        content: &dyn Content,
        events: &mut Vec<GridEvent>,
    ) {
        let mut area = ScrollArea::both().id_salt("cells").auto_shrink(false).animated(false);
        if self.view.y > 0.0
            && let Some(at) = self.reveal.take()
        {
            area = area.scroll_offset(places.offset_for(at, self.offset, self.view));
        }
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let is_read = ui.ctx().accesskit_node_builder(id, |_| ()).is_some();
        // What stays in view must not fade at the edge as if it were leaving.
        let fade = std::mem::replace(&mut ui.spacing_mut().scroll.fade.strength, 0.0);
        let output = area.show_viewport(ui, |ui, viewport| {
            let screen = Rect::from_min_size(ui.max_rect().min + viewport.min.to_vec2(), viewport.size());
            ui.set_min_size(places.size());
            let builder = UiBuilder::new().id_salt("table").max_rect(screen).accessibility_parent(id);
            let mut table = ui.new_child(builder);
            let clip = ui.clip_rect().intersect(rect);
            let block = self.block(content);
            let offset = viewport.min.to_vec2();
            let frame = Frame { id, screen, offset, places, content, block, has_focus, is_read };
            self.cells_ui(&mut table, clip, viewport, &frame, events);
            self.headers_ui(&mut table, clip, viewport, look, &frame, events);
        });
        ui.spacing_mut().scroll.fade.strength = fade;
        self.offset = output.state.offset;
        self.view = output.inner_rect.size();
        if self.is_choosing && !ui.input(|input| input.pointer.primary_down()) {
            self.is_choosing = false;
        }
    }

    fn cells_ui(&mut self, ui: &mut Ui, clip: Rect, view: Rect, frame: &Frame<'_>, events: &mut Vec<GridEvent>) {
        let places = frame.places;
        let side = frame.screen.left() + places.side();
        let below_header = clip.with_min_y((frame.screen.top() + places.header).max(clip.top()));
        let mut current = None;
        let halves = [
            (below_header.with_min_x(side.max(clip.left())), places.columns_in(view)),
            (below_header.with_max_x(side.min(clip.right())), places.frozen()),
        ];
        for (zone, columns) in halves {
            ui.set_clip_rect(zone);
            for row in places.rows_in(view) {
                for column in columns.clone() {
                    let at = CellAt { row, column };
                    let (cell, response) = self.cell_ui(ui, at, frame);
                    if at == self.current {
                        current = Some((cell, zone));
                        ui.ctx().accesskit_node_builder(frame.id, |node| {
                            node.set_active_descendant(response.id.accesskit_id());
                        });
                    }
                    self.point(ui, at, cell, &response, frame, events);
                }
            }
        }
        if frame.places.gutter > 0.0 {
            self.gutter_ui(ui, view, frame, events);
        }
        self.current_rect = current.map(|(cell, _)| cell).or(self.current_rect);
        let Some((cell, zone)) = current else {
            // The text that is being written stays, even when its cell is scrolled out of view.
            let cell = places.cell(frame.screen, frame.offset, self.current);
            ui.set_clip_rect(below_header);
            self.editor_ui(ui, frame.id, cell, frame.content, events);
            return;
        };
        ui.set_clip_rect(zone);
        let colours = theme::colours(ui);
        let (width, ink) = if frame.has_focus { (2.0, colours.accent) } else { (1.0, colours.muted) };
        ui.painter().rect_stroke(cell, 0.0, Stroke::new(width, ink), StrokeKind::Inside);
        ui.set_clip_rect(below_header);
        self.editor_ui(ui, frame.id, cell, frame.content, events);
    }

    fn cell_ui(&self, ui: &Ui, at: CellAt, frame: &Frame<'_>) -> (Rect, Response) {
        let (content, colours) = (frame.content, theme::colours(ui));
        let rect = frame.places.cell(frame.screen, frame.offset, at);
        let is_in_block = frame.block.contains(at);
        let cell = content.cell(at);
        let id = frame.id.with((content.key(at.row), at.column));
        let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
        if frame.is_read {
            response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Other, true, content.cell_name(at)));
            let is_row_head = frame.places.is_frozen(at.column) && at.column == 0;
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_role(if is_row_head { Role::RowHeader } else { Role::GridCell });
                node.set_row_index(at.row);
                node.set_column_index(at.column);
                node.set_selected(is_in_block || content.is_chosen(at.row));
                if cell.use_as == Use::Read {
                    node.set_read_only();
                }
                node.add_action(egui::accesskit::Action::Focus);
            });
        }
        let painter = ui.painter();
        let ground = if content.is_chosen(at.row) { colours.chosen } else { colours.panel };
        painter.rect_filled(rect, 0.0, ground);
        content.paint(ui, rect, at);
        let is_alone = frame.block.len() == 1;
        if is_in_block && !is_alone {
            painter.rect_filled(rect, 0.0, colours.accent.gamma_multiply(0.14));
        }
        let hairline = Stroke::new(1.0, colours.hairline);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, hairline);
        painter.vline(rect.right() - 0.5, rect.y_range(), hairline);
        let side = content.column(at.column).side;
        let family = if cell.is_strong { FontFamily::Name(theme::SEMIBOLD.into()) } else { FontFamily::Proportional };
        let ink = cell.ink.unwrap_or(colours.ink);
        let is_cut = text_ui(ui, rect, &cell.text, FontId::new(theme::BODY, family), ink, side);
        let response = match (is_cut, cell.note.is_empty()) {
            (true, true) => response.on_hover_text(&cell.text),
            (true, false) => response.on_hover_text(format!("{}\n\n{}", cell.text, cell.note)),
            (false, false) => response.on_hover_text(&cell.note),
            (false, true) => response,
        };
        (rect, response)
    }

    /// Does what the pointer, or a screen reader, asks of a cell.
    fn point(
        &mut self,
        ui: &Ui,
        at: CellAt,
        rect: Rect,
        response: &Response,
        frame: &Frame<'_>,
        events: &mut Vec<GridEvent>,
    ) {
        let content = frame.content;
        let asked = |action| ui.input(|input| input.has_accesskit_action_request(response.id, action));
        let (is_pressed, shift) = ui.input(|input| (input.pointer.primary_pressed(), input.modifiers.shift));
        let is_down = response.is_pointer_button_down_on() && is_pressed;
        let is_told = asked(egui::accesskit::Action::Click) || asked(egui::accesskit::Action::Focus);
        // A press and its release may come in one frame, when frames take long: then only the click is seen.
        let is_elsewhere = self.current != at || (!shift && frame.block.len() > 1);
        let is_clicked = response.clicked() && is_elsewhere;
        if is_down || is_clicked || is_told || response.secondary_clicked() {
            let editing_here = self.editor.as_ref().is_some_and(|editor| editor.at == at);
            if editing_here {
                return;
            }
            if !self.commit(ui, frame.id, Then::Stay, content, events) {
                self.claim(ui, frame.id);
                return;
            }
            let is_kept = response.secondary_clicked() && frame.block.contains(at);
            if !is_kept {
                self.choose(at, shift && !is_told);
                // What is pointed at is in view, and a table that jumps under the pointer is hard to hit.
                self.reveal = None;
                events.push(GridEvent::Chosen(self.block(content)));
            }
            self.is_choosing = is_down;
            self.claim(ui, frame.id);
        }
        if self.is_choosing && response.dragged_by(PointerButton::Primary) {
            let pointer = ui.input(|input| input.pointer.interact_pos());
            let over = pointer.map(|pointer| frame.places.at(frame.screen, frame.offset, pointer));
            if let Some(over) = over.filter(|over| *over != self.current) {
                self.choose(over, true);
                events.push(GridEvent::Chosen(self.block(content)));
            }
        }
        let use_as = content.cell(at).use_as;
        match use_as {
            Use::Press | Use::Mark if response.clicked() && !shift => events.push(GridEvent::Activated { at, rect }),
            Use::Read if response.double_clicked() => events.push(GridEvent::Activated { at, rect }),
            Use::Write | Use::WriteLines if response.double_clicked() && self.editor.is_none() => {
                self.write(ui, frame.id, None, content);
            }
            _ => {}
        }
        if response.secondary_clicked()
            && let Some(place) = response.interact_pointer_pos()
        {
            events.push(GridEvent::Menu { at, place });
        }
    }

    /// The numbers at the left, which choose whole rows.
    fn gutter_ui(&mut self, ui: &mut Ui, view: Rect, frame: &Frame<'_>, events: &mut Vec<GridEvent>) {
        let colours = theme::colours(ui);
        for row in frame.places.rows_in(view) {
            let cell = frame.places.cell(frame.screen, Vec2::new(0.0, frame.offset.y), CellAt { row, column: 0 });
            let left = frame.screen.left();
            let rect =
                Rect::from_min_max(egui::pos2(left, cell.top()), egui::pos2(left + frame.places.gutter, cell.bottom()));
            let response = ui.interact(rect, frame.id.with((frame.content.key(row), "row")), Sense::CLICK);
            let is_chosen = self.whole_rows && frame.block.rows.contains(&row);
            if frame.is_read {
                let name = format!("Row {}: {}", row + 1, frame.content.row_name(row));
                response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Other, true, &name));
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_role(Role::RowHeader);
                    node.set_selected(is_chosen);
                });
            }
            let ground = if is_chosen || response.hovered() { colours.chosen } else { colours.canvas };
            ui.painter().rect_filled(rect, 0.0, ground);
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colours.hairline));
            ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, colours.hairline));
            let place = egui::pos2(rect.right() - PADDING, rect.center().y);
            let font = FontId::proportional(theme::SMALL);
            ui.painter().text(place, Align2::RIGHT_CENTER, (row + 1).to_string(), font, colours.muted);
            if response.clicked() && self.commit(ui, frame.id, Then::Stay, frame.content, events) {
                let extend = ui.input(|input| input.modifiers.shift);
                let column = self.current.column;
                self.choose(CellAt { row, column }, extend);
                self.reveal = None;
                self.whole_rows = true;
                self.claim(ui, frame.id);
                events.push(GridEvent::Chosen(self.block(frame.content)));
            }
            response.on_hover_text("Choose the whole row (Shift+Space)");
        }
    }

    fn headers_ui(
        &mut self,
        ui: &mut Ui,
        clip: Rect,
        view: Rect,
        look: &Look<'_>,
        frame: &Frame<'_>,
        events: &mut Vec<GridEvent>,
    ) {
        let places = frame.places;
        let colours = theme::colours(ui);
        let strip = clip.with_max_y((frame.screen.top() + places.header).min(clip.bottom()));
        let side = frame.screen.left() + places.side();
        ui.set_clip_rect(strip);
        ui.painter().rect_filled(strip, 0.0, colours.canvas);
        let halves = [
            (strip.with_min_x(side.max(clip.left())), places.columns_in(view)),
            (strip.with_max_x(side.min(clip.right())), places.frozen()),
        ];
        for (zone, columns) in halves {
            ui.set_clip_rect(zone);
            for column in columns {
                self.header_ui(ui, column, look, frame, events);
            }
        }
        ui.set_clip_rect(strip);
        let line = Stroke::new(1.0, colours.hairline);
        ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, line);
        if places.side() > 0.0 {
            ui.set_clip_rect(clip);
            let bottom = (frame.screen.top() + places.size().y - frame.offset.y).min(clip.bottom());
            let dark = Stroke::new(1.0, colours.hairline.lerp_to_gamma(colours.muted, 0.5));
            ui.painter().vline(side - 0.5, clip.top()..=bottom, dark);
        }
    }

    fn header_ui(&mut self, ui: &Ui, column: usize, look: &Look<'_>, frame: &Frame<'_>, events: &mut Vec<GridEvent>) {
        let head = frame.content.column(column);
        let colours = theme::colours(ui);
        let rect = frame.places.head(frame.screen, frame.offset, column);
        let response = ui.interact(rect, frame.id.with(("head", column)), Sense::CLICK);
        if frame.is_read {
            let order = match head.sorted {
                Some(Sorted::Upwards) => ", sorted upwards",
                Some(Sorted::Downwards) => ", sorted downwards",
                None => "",
            };
            let name = format!("{}{order}", frame.content.column_name(column));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Other, true, &name));
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_role(Role::ColumnHeader);
                node.set_column_index(column);
                match head.sorted {
                    Some(Sorted::Upwards) => node.set_sort_direction(SortDirection::Ascending),
                    Some(Sorted::Downwards) => node.set_sort_direction(SortDirection::Descending),
                    None => {}
                }
            });
        }
        let is_current = frame.block.columns.contains(&column);
        let ground = if response.hovered() { colours.chosen } else { colours.canvas };
        ui.painter().rect_filled(rect, 0.0, ground);
        ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, colours.hairline));
        let mut room = rect;
        if let Some(sorted) = head.sorted {
            let arrow = if sorted == Sorted::Upwards { "⏶" } else { "⏷" };
            let place = egui::pos2(rect.right() - PADDING, rect.center().y);
            let font = FontId::proportional(10.0);
            ui.painter().text(place, Align2::RIGHT_CENTER, arrow, font, colours.accent);
            room.max.x -= 14.0;
        }
        let ink = if is_current { colours.ink } else { colours.muted };
        let font = FontId::new(theme::SMALL, FontFamily::Name(theme::SEMIBOLD.into()));
        let lines = ((look.header - 6.0) / 15.0).floor().max(1.0) as usize;
        let is_cut = !frame.content.paint_title(ui, rect, column)
            && title_ui(ui, room, &head.title, font, ink, head.side, lines);
        if response.clicked() && self.commit(ui, frame.id, Then::Stay, frame.content, events) {
            events.push(GridEvent::HeaderClicked(column));
        }
        if is_cut || !head.help.is_empty() {
            response.on_hover_ui(|ui| {
                ui.label(theme::strong(&head.title, theme::BODY));
                if !head.help.is_empty() {
                    ui.label(&head.help);
                }
            });
        }
        self.grip_ui(ui, rect, column, &head.title, frame);
    }

    /// The edge of a column, by which it is made wider; a double click gives it back its first width.
    fn grip_ui(&mut self, ui: &Ui, rect: Rect, column: usize, title: &str, frame: &Frame<'_>) {
        let edge = Rect::from_x_y_ranges(rect.right() - GRIP..=rect.right() + GRIP, rect.y_range());
        let grip = ui.interact(edge, frame.id.with(("grip", column)), Sense::CLICK | Sense::DRAG);
        if grip.hovered() || grip.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            let line = Stroke::new(2.0, theme::colours(ui).accent);
            ui.painter().vline(rect.right() - 1.0, rect.y_range(), line);
        }
        if grip.double_clicked() {
            self.widths.remove(title);
        } else if let Some(pointer) = grip.interact_pointer_pos().filter(|_| grip.dragged()) {
            self.widths.insert(title.to_owned(), (pointer.x - rect.left()).max(NARROWEST));
        }
    }
}

/// Writes one line into a cell; says whether it had to be cut.
fn text_ui(ui: &Ui, rect: Rect, text: &str, font: FontId, ink: egui::Color32, side: Side) -> bool {
    if text.is_empty() {
        return false;
    }
    let mut line: String = text.chars().take(MOST_LETTERS).map(|l| if l.is_control() { ' ' } else { l }).collect();
    if line.len() < text.len() {
        line.push('…');
    }
    title_ui(ui, rect, &line, font, ink, side, 1)
}

/// Writes up to so many lines into a rectangle; says whether they had to be cut.
fn title_ui(ui: &Ui, rect: Rect, text: &str, font: FontId, ink: egui::Color32, side: Side, lines: usize) -> bool {
    let room = rect.shrink2(Vec2::new(PADDING, 0.0));
    let mut job = egui::text::LayoutJob::single_section(text.to_owned(), egui::TextFormat::simple(font, ink));
    job.wrap = egui::text::TextWrapping {
        max_width: room.width().max(1.0),
        max_rows: lines,
        break_anywhere: lines == 1,
        ..Default::default()
    };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let is_cut = galley.elided;
    let left = match side {
        Side::Left => room.left(),
        Side::Middle => room.center().x - galley.size().x / 2.0,
        Side::Right => room.right() - galley.size().x,
    };
    let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(rect));
    painter.galley(egui::pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
    is_cut
}
