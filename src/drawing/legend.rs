//! The legend: what every shape, line and colour in a picture means, drawn with the very marks of the picture.

use super::card::{badge_at, body, diamond, family_badge_at, noted_at, swatch};
use super::change::{ghost, stroke};
use super::changed::{Change, Changed};
use super::entry::{Entry, SAMPLE};
use super::line::{draw, kind_style};
use super::{Anchor, Depiction, Ink, Lens, Mark, Outline, Pen, Scene, TextRun, Weight, text};
use crate::analysis::{Family, Severity};
use crate::layout::{Point, Rect, Size};
use crate::model::words::count;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

/// Explains one picture: exactly what is in view.
#[derive(Debug, Clone, Default)]
pub struct Legend {
    /// Its parts, each under a title.
    pub groups: Vec<Group>,
}

/// Entries under one title.
#[derive(Debug, Clone)]
pub struct Group {
    /// The title.
    pub title: String,
    /// The entries, in the order of the model.
    pub entries: Vec<Entry>,
}

/// The box of samples of cards, within [`SAMPLE`].
const SMALL_CARD: Size = Size::new(26.0, 15.0);

const SIZE: f32 = 11.0;
/// The height of a row of entries.
pub const ROW: f32 = 21.0;
/// Between a sample and its label, between entries, and between groups.
const LABEL_GAP: f32 = 6.0;
const ENTRY_GAP: f32 = 14.0;
const GROUP_GAP: f32 = 16.0;

/// Explains a picture, with what is depicted in it.
pub fn legend(scene: &Scene, depiction: Option<&Depiction>) -> Legend {
    let group = |title: &str, entries: Vec<Entry>| Group { title: title.to_owned(), entries };
    let lens = match scene.lens {
        Lens::Status => Vec::new(),
        Lens::Change => changes(scene),
        _ => categories(scene),
    };
    let status_title = if scene.lens == Lens::Status { "Lens: status" } else { "Status" };
    let groups = [
        group(&format!("Lens: {}", scene.lens.word()), lens),
        group(status_title, statuses(scene)),
        group("Shapes", kinds(scene)),
        group("Lines", lines(scene)),
        group("In focus", out_of_focus(scene)),
        group("Signs", signs(scene)),
        group("Gravest finding", families(scene)),
        group("This finding", depiction.map_or_else(Vec::new, |depiction| depiction.signs.clone())),
    ];
    Legend { groups: groups.into_iter().filter(|group| !group.entries.is_empty()).collect() }
}

fn categories(scene: &Scene) -> Vec<Entry> {
    let rect = Rect::at(Point::new(0.0, 1.0), Size::new(12.0, 14.0));
    let categories = scene.categories.iter();
    categories.map(|category| Entry { sample: swatch(category, rect), label: category.name.clone() }).collect()
}

/// What changes in view, counted, and how lines show it.
fn changes(scene: &Scene) -> Vec<Entry> {
    let is_ghost_of_a_move = |changed: &Changed| changed.is_ghost && changed.how == Change::Moved;
    let cards = || scene.cards.iter().filter_map(|card| card.changed.as_ref());
    let of = |how: Change| {
        let number = cards().filter(|changed| changed.how == how && !is_ghost_of_a_move(changed)).count();
        let sample = how.sign(Point::new(9.0, SAMPLE.height / 2.0));
        (number > 0).then(|| Entry { sample, label: format!("{number} {}", how.word()) })
    };
    let mut entries: Vec<Entry> = Change::ALL.into_iter().filter_map(of).collect();
    if cards().any(|changed| changed.is_ghost) {
        entries.push(Entry { sample: ghost(SMALL_CARD), label: "where it stood".to_owned() });
    }
    let lines = || scene.lines.iter().filter_map(|line| line.changed.as_ref());
    let middle = SAMPLE.height / 2.0;
    let course = [Point::new(0.0, middle), Point::new(SAMPLE.width, middle)];
    for (how, is_ghost, label) in [
        (Change::New, false, "new line"),
        (Change::Changed, false, "changed line"),
        (Change::Moved, false, "moves, with its line"),
        (Change::Merged, false, "goes into"),
        (Change::Gone, true, "line that goes"),
    ] {
        if lines().any(|changed| (changed.how, changed.is_ghost) == (how, is_ghost)) {
            entries.push(Entry { sample: stroke(how, is_ghost, &course), label: label.to_owned() });
        }
    }
    entries
}

fn statuses(scene: &Scene) -> Vec<Entry> {
    let in_view = |status: &NodeStatus| scene.cards.iter().any(|card| card.status == *status);
    let entry = |status: NodeStatus| Entry {
        sample: body(NodeKind::Group, status, SMALL_CARD),
        label: status.word().to_owned(),
    };
    NodeStatus::ALL.into_iter().filter(in_view).map(entry).collect()
}

fn kinds(scene: &Scene) -> Vec<Entry> {
    let in_view = |kind: &NodeKind| scene.cards.iter().any(|card| card.kind == *kind);
    let entry =
        |kind: NodeKind| Entry { sample: body(kind, NodeStatus::Active, SMALL_CARD), label: kind.word().to_owned() };
    NodeKind::ALL.into_iter().filter(in_view).map(entry).collect()
}

/// One entry for every kind of line in view, drawn as if active, and one for every other status in view: together they
/// explain every line, since a status changes the stroke of all kinds alike.
fn lines(scene: &Scene) -> Vec<Entry> {
    let sample = |kind, status| {
        let middle = SAMPLE.height / 2.0;
        let course = [Point::new(0.0, middle), Point::new(SAMPLE.width, middle)];
        draw(&kind_style(kind, status), &course, &course)
    };
    let kinds = LinkKind::ALL.into_iter().filter(|kind| scene.lines.iter().any(|line| line.kind == *kind));
    let kinds = kinds.map(|kind| {
        let label = match kind {
            LinkKind::Funds => "funds: the wider, the more",
            _ => kind.word(),
        };
        Entry { sample: sample(kind, LinkStatus::Active), label: label.to_owned() }
    });
    let statuses = LinkStatus::ALL.into_iter().filter(|status| *status != LinkStatus::Active);
    let statuses = statuses.filter(|status| scene.lines.iter().any(|line| line.status == *status));
    let statuses =
        statuses.map(|status| Entry { sample: sample(LinkKind::ReportsTo, status), label: status.word().to_owned() });
    kinds.chain(statuses).collect()
}

/// What has become of all that is not in focus.
fn out_of_focus(scene: &Scene) -> Vec<Entry> {
    let Some(focus) = &scene.focus else { return Vec::new() };
    let is_faded = scene.cards.iter().any(|card| scene.is_faded(&card.id));
    let outline = Outline::Rounded(Rect::at(Point::new(0.0, 0.5), SMALL_CARD), 3.0);
    let faint = Mark::Shape { outline, fill: Some(Ink::Canvas), pen: Some(Pen::solid(Ink::Hairline, 1.2)) };
    let faded = is_faded.then(|| Entry { sample: vec![faint], label: "not in focus".to_owned() });
    let left_out = (focus.left_out > 0).then(|| {
        let label = count(focus.left_out, "card is left out", "cards are left out");
        Entry { sample: Vec::new(), label }
    });
    faded.into_iter().chain(left_out).collect()
}

fn signs(scene: &Scene) -> Vec<Entry> {
    let mut entries = Vec::new();
    if scene.cards.iter().any(|card| card.is_accountable_body) {
        let sample = vec![diamond(Point::new(7.0, SAMPLE.height / 2.0))];
        entries.push(Entry { sample, label: "accountability may end here".to_owned() });
    }
    if scene.cards.iter().any(|card| card.noted > 0) {
        let sample = noted_at("2", Point::new(9.0, SAMPLE.height / 2.0 - 1.0));
        entries.push(Entry { sample, label: "noted in the room".to_owned() });
    }
    for severity in Severity::ALL {
        if scene.cards.iter().any(|card| card.findings.is_some_and(|(_, worst)| worst == severity)) {
            let label = match severity {
                Severity::Error => "findings, errors among them",
                Severity::Warning => "findings, warnings at worst",
                Severity::Note => "findings, notes only",
            };
            let number = if scene.lens == Lens::Findings { "" } else { "2" };
            let sample = badge_at(number, severity, Point::new(9.0, SAMPLE.height / 2.0));
            entries.push(Entry { sample, label: label.to_owned() });
        }
    }
    entries
}

/// The families whose marks stand in badges, each as it is drawn for the worst severity in view.
fn families(scene: &Scene) -> Vec<Entry> {
    let centre = Point::new(9.0, SAMPLE.height / 2.0);
    let entry = |family: Family| {
        let of_family = scene.cards.iter().filter(|card| card.family == Some(family));
        let worst = of_family.filter_map(|card| card.findings).map(|(_, worst)| worst).max()?;
        Some(Entry { sample: family_badge_at(family, worst, centre), label: family.word().to_lowercase() })
    };
    Family::ALL.into_iter().filter_map(entry).collect()
}

impl Legend {
    /// Draws it as rows no wider than `width`, from the origin; returns the size that it took.
    pub fn strip(&self, width: f32) -> (Size, Vec<Mark>) {
        let mut marks = Vec::new();
        let (mut x, mut y, mut right): (f32, f32, f32) = (0.0, 0.0, 0.0);
        for group in &self.groups {
            let mut title = Some(&group.title);
            for entry in &group.entries {
                let title_width = title.map_or(0.0, |title| text::width(title, SIZE, Weight::SemiBold) + ENTRY_GAP);
                let sample_width = entry.sample_width();
                let label_width = text::width(&entry.label, SIZE, Weight::Regular);
                let needed = title_width + sample_width + LABEL_GAP + label_width;
                if x > 0.0 && x + needed > width {
                    (x, y) = (0.0, y + ROW);
                }
                if let Some(title) = title.take() {
                    marks.push(label(title, Point::new(x, y), Weight::SemiBold));
                    x += title_width;
                }
                marks.extend(entry.sample.iter().map(|mark| mark.moved(x, y + (ROW - SAMPLE.height) / 2.0)));
                x += sample_width + LABEL_GAP;
                marks.push(label(&entry.label, Point::new(x, y), Weight::Regular));
                x += label_width;
                right = right.max(x);
                x += ENTRY_GAP;
            }
            x += GROUP_GAP - ENTRY_GAP / 2.0;
        }
        let height = if self.groups.is_empty() { 0.0 } else { y + ROW };
        (Size::new(right, height), marks)
    }

    /// Draws it as one column, from the origin; returns the size that it took.
    pub fn column(&self) -> (Size, Vec<Mark>) {
        let mut marks = Vec::new();
        let (mut y, mut right): (f32, f32) = (0.0, 0.0);
        for group in &self.groups {
            marks.push(label(&group.title, Point::new(0.0, y), Weight::SemiBold));
            right = right.max(text::width(&group.title, SIZE, Weight::SemiBold));
            y += ROW;
            for entry in &group.entries {
                let inset = (ROW - SAMPLE.height) / 2.0;
                marks.extend(entry.sample.iter().map(|mark| mark.moved(0.0, y + inset)));
                let x = SAMPLE.width + LABEL_GAP;
                marks.push(label(&entry.label, Point::new(x, y), Weight::Regular));
                right = right.max(x + text::width(&entry.label, SIZE, Weight::Regular));
                y += ROW;
            }
            y += GROUP_GAP / 2.0;
        }
        (Size::new(right, (y - GROUP_GAP / 2.0).max(0.0)), marks)
    }
}

fn label(words: &str, row: Point, weight: Weight) -> Mark {
    Mark::Text(TextRun {
        at: row.moved(0.0, ROW / 2.0 + SIZE * 0.36),
        anchor: Anchor::Start,
        size: SIZE,
        weight,
        ink: Ink::Text,
        text: text::visible(words),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::drawing::{Shown, compose};
    use crate::model::{Link, Map, Node};

    /// A map that holds every kind of node and of link in every status.
    fn full_map() -> Map {
        let mut map = Map::default();
        for kind in NodeKind::ALL {
            for status in NodeStatus::ALL {
                let id = format!("{}-{}", kind.word(), status.word().replace(' ', "-"));
                let mut node = Node::new(id.as_str(), kind, id.as_str());
                node.status = status;
                node.accountable_body = Some(kind == NodeKind::Partner);
                map.nodes.put(node);
            }
        }
        for (place, kind) in LinkKind::ALL.into_iter().enumerate() {
            for status in LinkStatus::ALL {
                let to =
                    if matches!(kind, LinkKind::Owns | LinkKind::Delivers) { "strand-active" } else { "board-active" };
                let id = format!("line-{place}-{}", status.word());
                let mut link = Link::new(id.as_str(), kind, "group-active", to);
                link.status = status;
                map.links.put(link);
            }
        }
        map
    }

    fn labels(legend: &Legend) -> BTreeSet<String> {
        legend.groups.iter().flat_map(|group| &group.entries).map(|entry| entry.label.clone()).collect()
    }

    #[test]
    fn everything_in_view_is_explained() {
        let scene = compose(&full_map(), None, Shown::ALL, Lens::Status);
        let labels = labels(&legend(&scene, None));
        let is_explained = |word: &str| labels.iter().any(|label| label.starts_with(word));
        for card in &scene.cards {
            assert!(is_explained(card.kind.word()) && is_explained(card.status.word()), "{}", card.words());
        }
        assert_eq!(scene.lines.len(), LinkKind::ALL.len() * LinkStatus::ALL.len());
        for line in scene.lines.iter() {
            assert!(is_explained(line.kind.word()), "{:?}", line.kind);
            assert!(is_explained(line.status.word()), "{:?}", line.status);
        }
    }

    #[test]
    fn nothing_else_is_explained() {
        let mut map = Map::default();
        map.nodes.put(Node::new("board", NodeKind::Board, "Board"));
        let scene = compose(&map, None, Shown::ALL, Lens::Status);
        assert_eq!(labels(&legend(&scene, None)), BTreeSet::from(["active".to_owned(), "board".to_owned()]));
        assert!(legend(&compose(&Map::default(), None, Shown::ALL, Lens::Theme), None).groups.is_empty());
    }

    #[test]
    fn samples_and_labels_stay_apart() {
        let legend = legend(&compose(&full_map(), None, Shown::ALL, Lens::Status), None);
        for entry in legend.groups.iter().flat_map(|group| &group.entries) {
            for mark in &entry.sample {
                let bounds = mark.bounds();
                assert!(bounds.max.x <= SAMPLE.width + 1.0 && bounds.min.x >= -1.0, "{}: {bounds:?}", entry.label);
            }
        }
        for width in [300.0, 600.0, 1200.0] {
            let (size, marks) = legend.strip(width);
            assert!(size.width <= width, "{} in {width}", size.width);
            assert!(marks.iter().all(|mark| mark.bounds().max.y <= size.height), "in {width}");
        }
    }
}
