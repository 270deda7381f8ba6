//! Pictures: scenes as lists of drawings, so that what two pictures share is drawn once and stays where one turns into the
//! other.

use std::collections::BTreeMap;

use quick_xml::escape::escape;
use serde::Serialize;

use super::draw::{Drawings, coordinates, put, short};
use crate::drawing::entry::SAMPLE;
use crate::drawing::{Area, Card, Lens, Line, Mark, Scene, legend, text};
use crate::layout::Rect;
use crate::model::{Id, quote};

/// How much room is left around everything.
const MARGIN: f32 = 24.0;

/// A picture: its drawings by their places among all.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Picture {
    /// Left, top, width and height of all of it.
    pub(super) frame: [f32; 4],
    /// What is to be seen, in a sentence.
    pub(super) seen: String,
    /// What is said where nothing is to be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remark: Option<String>,
    /// Containers and trays, outer ones first.
    pub(super) areas: Vec<usize>,
    /// The lines in the order in which they are painted.
    pub(super) lines: Vec<(Id, usize)>,
    /// The cards in the order in which they are read, each with its place and its size.
    pub(super) cards: Vec<(Id, usize, [f32; 4])>,
    /// The records that cards and lines show which are called otherwise, by what they are called.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) shows: BTreeMap<Id, Id>,
    /// What is explained under each lens.
    pub(super) legends: BTreeMap<&'static str, Vec<Group>>,
}

/// Entries of a legend under one title.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Group {
    title: String,
    /// Labels, with the drawings of their samples and how wide these are.
    entries: Vec<(String, usize, f32)>,
}

impl Picture {
    /// The picture of scenes that show the same under different lenses; there is at least one. `shown_by` tells which
    /// record a card or a line shows.
    pub(super) fn of<'a>(scenes: &'a [Scene], shown_by: impl Fn(&'a Id) -> &'a Id, drawings: &mut Drawings) -> Self {
        let scene = &scenes[0];
        let mut cards: Vec<(Id, usize, [f32; 4])> = Vec::with_capacity(scene.cards.len());
        for (place, card) in scene.cards.iter().enumerate() {
            let under: Vec<(Lens, &Card)> =
                scenes.iter().filter_map(|scene| Some((scene.lens, scene.cards.get(place)?))).collect();
            let rect = card.rect;
            let place = [rect.min.x, rect.min.y, rect.width(), rect.height()].map(tidy);
            cards.push((card.id.clone(), drawings.card(&under), place));
        }
        cards.sort_by(|(.., one), (.., other)| one[1].total_cmp(&other[1]).then(one[0].total_cmp(&other[0])));
        let lines = scene.lines_to_paint().into_iter();
        let lines = lines.map(|line| (line.id.clone(), drawings.line(scene, line))).collect();
        let all = scene.cards.iter().map(|card| &card.id).chain(scene.lines.iter().map(|line| &line.id));
        let shows = all.filter(|id| shown_by(id) != *id).map(|id| (id.clone(), shown_by(id).clone())).collect();
        let areas = scene.areas.iter().map(|area| drawings.area(area)).collect();
        let legends = scenes.iter().map(|scene| (scene.lens.word(), drawings.legend(scene))).collect();
        let remark = scene.hidden.as_ref().map(|hidden| hidden.words() + ".");
        Self { frame: frame(scene.bounds), seen: String::new(), remark, areas, lines, cards, shows, legends }
    }

    /// The picture as it stands in the page before any script runs.
    pub(super) fn markup(&self, drawings: &[&str]) -> String {
        let placed = |place: usize, more: &str| {
            let drawing = drawings.get(place).copied().unwrap_or_default();
            // Every drawing is one group.
            drawing.strip_prefix("<g").map_or_else(String::new, |rest| format!("<g data-d=\"{place}\"{more}{rest}"))
        };
        let areas: String = self.areas.iter().map(|place| placed(*place, "")).collect();
        let lines: String = self.lines.iter().map(|(_, place)| placed(*place, "")).collect();
        let cards = self.cards.iter().map(|(_, place, [x, y, ..])| {
            placed(*place, &format!(" transform=\"translate({} {})\"", short(*x), short(*y)))
        });
        let cards: String = cards.collect();
        format!(
            "<g id=\"areas\">{areas}</g><g id=\"under\"></g><g id=\"lines\" aria-hidden=\"true\">{lines}</g>\
             <g id=\"rings\"></g><g id=\"cards\" role=\"group\" aria-labelledby=\"cards-name\">{cards}</g><g id=\"over\" aria-hidden=\"true\"></g>"
        )
    }
}

fn frame(bounds: Rect) -> [f32; 4] {
    let room = bounds.grown(MARGIN);
    [room.min.x.floor(), room.min.y.floor(), room.width().ceil().max(1.0), room.height().ceil().max(1.0)]
}

fn tidy(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

impl Drawings {
    /// Marks as one group; none if there are no marks.
    pub(super) fn group(&mut self, marks: &[Mark]) -> Option<usize> {
        let markup = self.marks(marks);
        (!markup.is_empty()).then(|| self.add(format!("<g>{markup}</g>")))
    }

    fn card(&mut self, under: &[(Lens, &Card)]) -> usize {
        let Some((_, card)) = under.first() else { return self.add("<g></g>".to_owned()) };
        let name = seen(&card.words());
        let mut markup = format!("<g class=\"card\" role=\"button\" tabindex=\"-1\" aria-label=\"{name}\">");
        let faces: Vec<(Lens, Vec<&Mark>)> =
            under.iter().map(|(lens, card)| (*lens, card.face.iter().chain(card.badge.iter()).collect())).collect();
        for (lenses, marks) in by_lens(&faces) {
            let drawn = self.marks(marks);
            if lenses.len() == under.len() {
                markup += &drawn;
            } else {
                let words: Vec<&str> = lenses.iter().map(|lens| lens.word()).collect();
                put(&mut markup, format_args!("<g class=\"only {}\">{drawn}</g>", words.join(" ")));
            }
        }
        self.add(markup + "</g>")
    }

    fn line(&mut self, scene: &Scene, line: &Line) -> usize {
        let words = match line.status {
            crate::model::LinkStatus::Active => scene.sentence(line),
            other => format!("{} ({})", scene.sentence(line), other.word()),
        };
        let words = seen(&quote::message(&words));
        let mut markup = format!("<g class=\"line\"><title>{words}</title><polyline class=\"course\" points=\"");
        coordinates(&mut markup, &line.points);
        markup += "\"/>";
        markup += &self.marks(&line.marks);
        self.add(markup + "</g>")
    }

    fn area(&mut self, area: &Area) -> usize {
        let marks = self.marks(&area.marks);
        self.add(format!("<g class=\"area\">{marks}</g>"))
    }

    fn legend(&mut self, scene: &Scene) -> Vec<Group> {
        let groups = legend(scene, None).groups.into_iter();
        let groups = groups.map(|group| {
            let entries = group.entries.into_iter().filter_map(|entry| {
                let right = entry.sample.iter().map(|mark| mark.bounds().max.x).fold(0.0, f32::max);
                let sample = self.group(&entry.sample)?;
                Some((entry.label, sample, (right + 1.0).min(SAMPLE.width).ceil()))
            });
            Group { title: group.title, entries: entries.collect() }
        });
        groups.collect()
    }
}

/// A text as markup can hold it: nothing in it acts, be it on the page or on its neighbours.
pub(super) fn seen(words: &str) -> String {
    escape(text::visible(words).as_str()).into_owned()
}

/// Marks that follow each other and stand there under the same lenses, with those lenses.
fn by_lens<'a>(faces: &[(Lens, Vec<&'a Mark>)]) -> Vec<(Vec<Lens>, Vec<&'a Mark>)> {
    let mut all: Vec<&Mark> = Vec::new();
    for (_, marks) in faces {
        // What one lens adds stands after what came before it there.
        let mut after = 0;
        for mark in marks {
            match all.iter().position(|known| known == mark) {
                Some(place) => after = place + 1,
                None => {
                    all.insert(after.min(all.len()), mark);
                    after += 1;
                }
            }
        }
    }
    let mut grouped: Vec<(Vec<Lens>, Vec<&Mark>)> = Vec::new();
    for mark in all {
        let lenses: Vec<Lens> =
            faces.iter().filter(|(_, marks)| marks.contains(&mark)).map(|(lens, _)| *lens).collect();
        match grouped.last_mut() {
            Some((known, marks)) if *known == lenses => marks.push(mark),
            _ => grouped.push((lenses, vec![mark])),
        }
    }
    grouped
}
