//! The outline: everything on the map as a list, grouped and filtered.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align2, FontFamily, FontId, Rect, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::{folding, spelling, theme};
use crate::model::alphabet::{self, Place};
use crate::model::spelling::Wanted;
use crate::model::words::{self, capitalised};
use crate::model::{Areas, Id, Map, Node, NodeKind, NodeStatus};
use crate::session::Session;
use crate::session::same::SameValue;

/// Where more nodes than this have changed the list is made anew.
const MOST_FOLLOWED: usize = 64;

/// What the outline is grouped by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Grouping {
    #[default]
    Kind,
    Theme,
    Sector,
    Area,
    Status,
}

impl Grouping {
    const ALL: [Self; 5] = [Self::Kind, Self::Theme, Self::Sector, Self::Area, Self::Status];

    fn label(self) -> &'static str {
        match self {
            Self::Kind => "Kind",
            Self::Theme => "Theme",
            Self::Sector => "Sector",
            Self::Area => "Area",
            Self::Status => "Status",
        }
    }

    /// The titles under which a node stands, with what sorts them.
    fn titles(self, map: &Map, areas: &AreaTitles, node: &Node) -> Vec<(usize, String)> {
        match self {
            Self::Kind => {
                let title = match node.kind {
                    NodeKind::Board => "Boards",
                    NodeKind::Group => "Groups",
                    NodeKind::Partner => "Partners",
                    NodeKind::Post => "Posts",
                    NodeKind::Strand => "Strands",
                };
                vec![(node.kind as usize, title.to_owned())]
            }
            Self::Theme if node.themes.is_empty() => vec![(1, "No theme".to_owned())],
            Self::Theme => node.themes.iter().map(|theme| (0, map.name_of_theme(theme).to_owned())).collect(),
            Self::Sector => match &node.sector {
                Some(sector) => vec![(0, capitalised(sector))],
                None => vec![(1, "No sector".to_owned())],
            },
            Self::Area => match node.area.as_ref().and_then(|area| areas.get(area)) {
                Some(title) => vec![title.clone()],
                None => vec![(usize::MAX, "No area".to_owned())],
            },
            Self::Status => vec![(node.status as usize, capitalised(node.status_word()))],
        }
    }
}

/// The titles of areas, each with its place: what lies within an area comes after it. Where several are called the same,
/// the titles say within what they lie.
type AreaTitles = BTreeMap<Id, (usize, String)>;

fn area_titles(map: &Map) -> AreaTitles {
    let mut called: BTreeMap<&str, usize> = BTreeMap::new();
    map.areas.iter().for_each(|area| *called.entry(&area.name).or_default() += 1);
    let order = Areas::of(&map.areas).in_order();
    let title = |id: &Id| {
        let name = map.name_of_area(id);
        let outer = map.areas_around(id).nth(1).filter(|_| called.get(name).is_some_and(|number| *number > 1));
        outer.map_or_else(|| name.to_owned(), |outer| format!("{name}, {}", outer.name))
    };
    order.into_iter().enumerate().map(|(place, (id, _))| (id.clone(), (place, title(id)))).collect()
}

/// A line of the list.
#[derive(Debug, Clone)]
enum Row {
    Title { name: String, count: usize, open: bool },
    Node { node: Arc<Node>, live: bool },
}

/// What the rows follow from.
type Key = (SameValue<Map>, Grouping, String, Vec<String>);

/// The outline's own state.
#[derive(Default)]
pub(super) struct Outline {
    grouping: Grouping,
    filter: String,
    closed: Vec<String>,
    rows: Option<(Key, Arc<[Row]>)>,
    entries: Option<Entries>,
}

impl Outline {
    /// What it is grouped by, in a word.
    pub(super) fn tab(&self) -> &'static str {
        self.grouping.label()
    }

    /// Groups it by what has that word.
    pub(super) fn choose_tab(&mut self, tab: &str) {
        self.grouping = Grouping::ALL.into_iter().find(|grouping| grouping.label() == tab).unwrap_or(self.grouping);
    }

    /// Shows the outline.
    pub(super) fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        ui.label(theme::strong("Outline", theme::BODY));
        ui.add_space(4.0);
        let hint = "Filter by name, tag, area …";
        let id = egui::Id::new("filter of the outline");
        let field =
            spelling::field_ui(ui, id, &mut self.filter, |field| field.hint_text(hint).desired_width(f32::INFINITY));
        field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Filter the outline"));
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            // Five words have room in the narrowest outline.
            ui.spacing_mut().item_spacing.x = 1.0;
            ui.spacing_mut().button_padding.x = 3.5;
            for grouping in Grouping::ALL {
                let text = egui::RichText::new(grouping.label()).size(theme::SMALL);
                if ui.selectable_label(self.grouping == grouping, text).clicked() {
                    self.grouping = grouping;
                    self.closed.clear();
                }
            }
        });
        ui.add_space(4.0);
        let rows = self.rows(session.document.map());
        if rows.is_empty() {
            let text = if self.filter.trim().is_empty() { "The map is empty." } else { "Nothing fits the filter." };
            ui.label(theme::small(ui, text));
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        egui::ScrollArea::vertical().auto_shrink(false).show_rows(ui, theme::ROW, rows.len(), |ui, range| {
            for row in &rows[range] {
                match row {
                    Row::Title { name, count, open } => self.title_ui(ui, name, *count, *open),
                    Row::Node { node, live } => node_ui(ui, &node.id, &node.name, *live, session, acts),
                }
            }
        });
    }

    fn title_ui(&mut self, ui: &mut Ui, name: &str, count: usize, open: bool) {
        let colours = theme::colours(ui);
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), theme::ROW), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::CollapsingHeader, true, format!("{name}, {count}")));
        folding::note(&response, open);
        let font = FontId::new(11.0, FontFamily::Name(theme::SEMIBOLD.into()));
        let colour = if response.hovered() || response.has_focus() { colours.ink } else { colours.muted };
        let arrow = if open { "⏷" } else { "⏵" };
        let middle = rect.center().y + 2.0;
        let painter = ui.painter();
        painter.text(egui::pos2(rect.left(), middle), Align2::LEFT_CENTER, arrow, FontId::proportional(10.0), colour);
        let left = egui::pos2(rect.left() + 16.0, middle);
        painter.text(left, Align2::LEFT_CENTER, name.to_uppercase(), font.clone(), colour);
        painter.text(egui::pos2(rect.right() - 8.0, middle), Align2::RIGHT_CENTER, count.to_string(), font, colour);
        if response.clicked() {
            match self.closed.iter().position(|closed| closed == name) {
                Some(index) => drop(self.closed.remove(index)),
                None => self.closed.push(name.to_owned()),
            }
        }
    }

    fn rows(&mut self, map: &Arc<Map>) -> Arc<[Row]> {
        let key = (SameValue::of(map), self.grouping, self.filter.clone(), self.closed.clone());
        if let Some((known, rows)) = &self.rows
            && *known == key
        {
            return rows.clone();
        }
        let wanted = Wanted::new(&self.filter);
        match self.entries.as_mut().filter(|entries| entries.is_for(self.grouping, &wanted, map)) {
            Some(entries) => entries.follow(map),
            None => self.entries = Some(Entries::of(self.grouping, wanted.clone(), map)),
        }
        let entries = self.entries.as_ref().map_or(&[][..], |entries| &entries.all);
        let mut rows = Vec::with_capacity(entries.len());
        for group in entries.chunk_by(|one, next| one.title == next.title) {
            let name = &group[0].title.1;
            // A filter looks into closed groups too: what fits must be seen.
            let open = !wanted.is_empty() || !self.closed.contains(name);
            rows.push(Row::Title { name: name.clone(), count: group.len(), open });
            if open {
                let row = |entry: &Entry| Row::Node { node: entry.node.clone(), live: map.is_live(&entry.node) };
                rows.extend(group.iter().map(row));
            }
        }
        let rows: Arc<[Row]> = rows.into();
        self.rows = Some((key, rows.clone()));
        rows
    }
}

/// A node under one of its titles. Ordered as they are listed: by title, what has ended last, by name, then by id.
struct Entry {
    title: (usize, String),
    has_ended: bool,
    name: Place,
    node: Arc<Node>,
}

impl Entry {
    fn key(&self) -> (&(usize, String), bool, &Place, &Id) {
        (&self.title, self.has_ended, &self.name, &self.node.id)
    }
}

/// What fits a filter, in the order of the list; kept from one map to the next, since most of it stays.
struct Entries {
    map: Arc<Map>,
    grouping: Grouping,
    wanted: Wanted,
    areas: AreaTitles,
    all: Vec<Entry>,
}

impl Entries {
    fn of(grouping: Grouping, wanted: Wanted, map: &Arc<Map>) -> Self {
        let areas = if grouping == Grouping::Area { area_titles(map) } else { AreaTitles::new() };
        let mut entries = Self { map: Arc::clone(map), grouping, wanted, areas, all: Vec::new() };
        entries.all = map.nodes.iter().flat_map(|node| entries.of_node(map, node)).collect();
        entries.all.sort_by(|one, other| one.key().cmp(&other.key()));
        entries
    }

    /// Whether nothing but nodes may have changed since. The names of themes and areas are titles.
    fn is_for(&self, grouping: Grouping, wanted: &Wanted, map: &Map) -> bool {
        self.grouping == grouping
            && self.wanted == *wanted
            && self.map.themes == map.themes
            && self.map.areas == map.areas
    }

    fn of_node(&self, map: &Map, node: &Arc<Node>) -> Vec<Entry> {
        if !fits(map, node, &self.wanted) {
            return Vec::new();
        }
        let (has_ended, name) = (node.status == NodeStatus::Ended, alphabet::place(&node.name));
        let titles = self.grouping.titles(map, &self.areas, node).into_iter();
        titles.map(|title| Entry { title, has_ended, name: name.clone(), node: Arc::clone(node) }).collect()
    }

    /// Takes out what has changed, and puts it in where it belongs now.
    fn follow(&mut self, map: &Arc<Map>) {
        let before = std::mem::replace(&mut self.map, Arc::clone(map));
        let differences: Vec<_> = before.nodes.differences(&map.nodes).take(MOST_FOLLOWED + 1).collect();
        if differences.len() > MOST_FOLLOWED {
            *self = Self::of(self.grouping, std::mem::take(&mut self.wanted), map);
            return;
        }
        for difference in differences {
            for old in difference.before.map(|node| self.of_node(&before, node)).into_iter().flatten() {
                if let Ok(place) = self.place_of(&old) {
                    self.all.remove(place);
                }
            }
            for new in difference.after.map(|node| self.of_node(map, node)).into_iter().flatten() {
                let place = self.place_of(&new).unwrap_or_else(|place| place);
                self.all.insert(place, new);
            }
        }
    }

    fn place_of(&self, entry: &Entry) -> Result<usize, usize> {
        self.all.binary_search_by(|other| other.key().cmp(&entry.key()))
    }
}

/// Whether a node has what is looked for, or works for an area that has, or for one within that.
fn fits(map: &Map, node: &Node, wanted: &Wanted) -> bool {
    let is_in = |text: &str| wanted.is_in(text);
    let mut areas = node.area.iter().flat_map(|area| map.areas_around(area));
    let said = is_in(&node.name) || node.remit.as_deref().is_some_and(is_in);
    said || node.tags.iter().any(|tag| is_in(tag)) || areas.any(|area| is_in(&area.name))
}

fn node_ui(ui: &mut Ui, id: &Id, name: &str, live: bool, session: &Session, acts: &mut Vec<Act>) {
    let colours = theme::colours(ui);
    let chosen = session.selection.ids.contains(id);
    let findings = session.findings_of(id.as_str());
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), theme::ROW), Sense::click());
    response.widget_info(|| {
        let found = findings.map(|(count, _)| format!(", {}", words::count(count, "finding", "findings")));
        WidgetInfo::selected(WidgetType::SelectableLabel, true, chosen, format!("{name}{}", found.unwrap_or_default()))
    });
    if chosen || response.hovered() || response.has_focus() {
        let fill = if chosen { colours.chosen } else { colours.canvas };
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, egui::Stroke::new(1.5, colours.accent), egui::StrokeKind::Inside);
    }
    let middle = rect.center().y;
    let mut right = rect.right() - 8.0;
    if let Some((count, severity)) = findings {
        let font = FontId::new(theme::SMALL, FontFamily::Name(theme::SEMIBOLD.into()));
        let place = egui::pos2(right, middle);
        let colour = colours.severity(severity);
        right = ui.painter().text(place, Align2::RIGHT_CENTER, count.to_string(), font, colour).left() - 8.0;
    }
    let colour = if live { colours.ink } else { colours.muted };
    let mut job = egui::text::LayoutJob::simple_singleline(name.to_owned(), FontId::proportional(theme::BODY), colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(right - rect.left() - 16.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let cut = galley.elided;
    let place = egui::pos2(rect.left() + 16.0, middle - galley.size().y / 2.0);
    ui.painter_at(Rect::from_min_max(rect.min, egui::pos2(right, rect.max.y))).galley(place, galley, colour);
    let response = if cut { response.on_hover_text(name) } else { response };
    if response.clicked() {
        let add = ui.input(|input| input.modifiers.command || input.modifiers.shift);
        acts.push(if add { Act::SelectAlso(id.clone()) } else { Act::go_to(id.clone()) });
    }
}
