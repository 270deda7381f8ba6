//! The front: title, logo and contents, which are laid out last, since they name pages.

use std::collections::HashMap;

use super::flow::{COVER_TITLE, Flow, INK, Kind, MUTED, ORGANISATION, SECTION, SUBTITLE, TITLE, baseline};
use super::lines::{Measure, line, lines};
use super::page::{Item, MARGIN, NodeId, Role};
use crate::layout::{Point, Rect};
use crate::report::{Heading, Look, Paper, Run, Style};

/// The most that a logo takes, and how large a pixel of it is at most, points.
const LOGO: (f32, f32) = (198.0, 85.0);
const PIXEL: f32 = 0.75;
/// Above the title of a cover.
const ABOVE: f32 = 190.0;
const FIRST: Kind = Kind { size: 10.0, line: 15.0, before: 5.0, after: 0.0, is_strong: true };
const SECOND: Kind = Kind { size: 9.0, line: 13.5, before: 0.0, after: 0.0, is_strong: false };
/// Where the words of an entry begin, behind its number, and what is left for the number of the page.
const NUMBER: [f32; 2] = [24.0, 32.0];
const PAGE: f32 = 34.0;

impl Flow<'_> {
    /// The title and the contents, for a paper that has so many pages before its blocks.
    pub(super) fn front(&mut self, paper: &Paper, pages: &HashMap<String, (usize, f32)>, before: usize) {
        let style = self.style;
        self.begin(false);
        self.page().has_foot = !style.cover;
        self.logo(style);
        if style.cover {
            self.y = self.y.max(MARGIN + ABOVE);
            let width = self.page().width();
            let (min, max) = (Point::new(MARGIN, self.y), Point::new(MARGIN + width, self.y + 4.5));
            self.fill(Rect { min, max }, style.second_colour);
            self.y += 28.0;
        }
        let kind = if style.cover { COVER_TITLE } else { TITLE };
        let title = self.nodes.add(Role::Title, None);
        self.words(&plain(&paper.title), kind, style.first_colour.readable(), 0.0, title);
        for (words, kind, colour) in [(&paper.subtitle, SUBTITLE, INK), (&style.organisation, ORGANISATION, MUTED)] {
            if !words.trim().is_empty() {
                let node = self.nodes.add(Role::Paragraph, None);
                self.words(&plain(words), kind, colour, 0.0, node);
            }
        }
        if style.cover {
            self.begin(false);
        }
        let heading = self.nodes.add(Role::Heading(1, "Contents".to_owned()), None);
        self.words(&plain("Contents"), SECTION, style.first_colour.readable(), 0.0, heading);
        let contents = self.nodes.add(Role::Contents, None);
        for heading in paper.headings() {
            let page = pages.get(&heading.anchor).map(|(page, _)| page + before + 1);
            self.entry(heading, page, contents);
        }
    }

    fn logo(&mut self, style: &Style) {
        let Some(logo) = &style.logo else { return };
        let sides = [logo.width, logo.height].map(|side| side.max(1) as f32);
        let scale = (LOGO.0 / sides[0]).min(LOGO.1 / sides[1]).min(PIXEL);
        let words = if style.organisation.is_empty() { "Logo" } else { &style.organisation };
        let node = self.nodes.add(Role::Figure(words.to_owned()), None);
        let min = Point::new(MARGIN, self.y);
        let rect = Rect { min, max: Point::new(min.x + sides[0] * scale, min.y + sides[1] * scale) };
        self.page().items.push(Item::Logo { rect, node });
        self.y = rect.max.y + 18.0;
    }

    /// A heading, and on which page it is.
    fn entry(&mut self, heading: &Heading, page: Option<usize>, contents: NodeId) {
        let is_first = heading.level == 1;
        let (kind, level) = if is_first { (FIRST, 0) } else { (SECOND, 1) };
        let indent = if is_first { 0.0 } else { NUMBER[0] };
        let (x, width) = (MARGIN + indent, self.page().width());
        let limit = width - indent - NUMBER[level] - PAGE;
        let to = Some(heading.anchor.clone());
        let run = Run { text: heading.text.clone(), look: Look::Plain, to: to.clone() };
        let lines = lines(self.setter, &[run], Measure { size: kind.size, limit, is_strong: kind.is_strong });
        self.need(kind.before + kind.line * lines.len() as f32);
        self.y += kind.before;
        let entry = self.nodes.add(Role::Entry, Some(contents));
        let node = self.nodes.add(Role::Reference, Some(entry));
        let last = lines.len().saturating_sub(1);
        for (place, of) in lines.into_iter().enumerate() {
            let mut parts = Vec::new();
            if place == 0 {
                parts.extend(line(self.setter, &format!("{} ", heading.number), kind.size, kind.is_strong).parts);
            }
            let end = NUMBER[level] + of.width;
            parts.extend(of.parts.into_iter().map(|mut part| {
                part.x += NUMBER[level];
                part
            }));
            let y = self.y + baseline(kind);
            if let Some(page) = page.filter(|_| place == last) {
                if let Some(part) = parts.last_mut() {
                    part.text.push(' ');
                }
                let number = line(self.setter, &page.to_string(), kind.size, kind.is_strong);
                let begin = width - indent - number.width;
                parts.extend(number.parts.into_iter().map(|mut part| {
                    part.x += begin;
                    part
                }));
                self.dots(x + end + 4.0, x + begin - 4.0, y, kind);
            }
            parts.iter_mut().for_each(|part| part.to.clone_from(&to));
            self.put(parts, Point::new(x, y), kind.size, INK, Some(node));
            self.y += kind.line;
        }
    }

    /// Dots that lead the eye, from the grid of the page so that they stand below each other.
    fn dots(&mut self, from: f32, to: f32, y: f32, kind: Kind) {
        const STEP: f32 = 4.0;
        let mut x = (from / STEP).ceil() * STEP;
        while x + 1.0 <= to {
            let min = Point::new(x, y - kind.size * 0.08);
            self.fill(Rect { min, max: Point::new(min.x + 0.7, min.y + 0.7) }, MUTED);
            x += STEP;
        }
    }
}

fn plain(text: &str) -> [Run; 1] {
    [Run { text: text.to_owned(), look: Look::Plain, to: None }]
}
