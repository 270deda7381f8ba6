//! The flow: blocks below each other, from page to page.

use std::collections::HashMap;

use super::letters::Setter;
use super::lines::{Line, Measure, Part, lines};
use super::page::{Item, MARGIN, NodeId, Nodes, Page, Role};
use crate::layout::{Point, Rect};
use crate::report::{Block, Colour, Heading, Picture, Run, Style};

/// How words of a kind are set, points.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub(super) size: f32,
    /// From one line to the next.
    pub(super) line: f32,
    pub(super) before: f32,
    pub(super) after: f32,
    pub(super) is_strong: bool,
}

impl Kind {
    const fn new(size: f32, line: f32, before: f32, after: f32, is_strong: bool) -> Self {
        Self { size, line, before, after, is_strong }
    }
}

pub(super) const COVER_TITLE: Kind = Kind::new(26.0, 32.0, 0.0, 10.0, true);
pub(super) const TITLE: Kind = Kind::new(22.0, 27.0, 0.0, 8.0, true);
pub(super) const SUBTITLE: Kind = Kind::new(13.0, 18.0, 0.0, 6.0, false);
pub(super) const ORGANISATION: Kind = Kind::new(11.0, 15.0, 0.0, 6.0, false);
pub(super) const SECTION: Kind = Kind::new(16.0, 20.0, 20.0, 8.0, true);
const PART: Kind = Kind::new(11.5, 15.0, 14.0, 5.0, true);
const BODY: Kind = Kind::new(9.5, 14.0, 0.0, 7.0, false);
const LISTED: Kind = Kind::new(9.5, 14.0, 0.0, 4.0, false);
const CAPTION: Kind = Kind::new(8.5, 12.0, 5.0, 10.0, false);

pub(super) const INK: Colour = Colour(0x1d, 0x21, 0x29);
pub(super) const MUTED: Colour = Colour(0x4b, 0x55, 0x63);

/// How far the words of a list stand in.
const INDENT: f32 = 14.0;
/// What a heading must have below it on its page.
const FOLLOWED_BY: f32 = 44.0;

/// Blocks on their way to pages.
pub(super) struct Flow<'a> {
    pub(super) setter: &'a Setter<'a>,
    pub(super) style: &'a Style,
    pub(super) pages: Vec<Page<'a>>,
    pub(super) nodes: Nodes,
    /// Where words can lead: the page, and how far down it.
    pub(super) anchors: HashMap<String, (usize, f32)>,
    /// How far down the page what comes next stands.
    pub(super) y: f32,
}

impl<'a> Flow<'a> {
    /// One without pages.
    pub(super) fn new(setter: &'a Setter<'a>, style: &'a Style) -> Self {
        Self { setter, style, pages: Vec::new(), nodes: Nodes::default(), anchors: HashMap::new(), y: MARGIN }
    }

    /// Begins a page.
    pub(super) fn begin(&mut self, is_wide: bool) {
        self.pages.push(Page { is_wide, has_foot: true, items: Vec::new() });
        self.y = MARGIN;
    }

    /// The page that is filled.
    pub(super) fn page(&mut self) -> &mut Page<'a> {
        if self.pages.is_empty() {
            self.begin(false);
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// How much of the page is left.
    pub(super) fn room(&mut self) -> f32 {
        self.page().bottom() - self.y
    }

    fn is_at_top(&self) -> bool {
        self.y <= MARGIN
    }

    /// Goes on on another page where so much does not fit on this one.
    pub(super) fn need(&mut self, height: f32) {
        if self.room() < height && !self.is_at_top() {
            let is_wide = self.page().is_wide;
            self.begin(is_wide);
        }
    }

    /// Sets blocks one below the other.
    pub(super) fn blocks(&mut self, blocks: &'a [Block], is_wide: bool) {
        let mut list = None;
        for (place, block) in blocks.iter().enumerate() {
            if let Block::Landscape(inner) = block {
                self.blocks(inner, true);
                continue;
            }
            if self.page().is_wide != is_wide {
                match self.is_at_top() && self.page().items.is_empty() {
                    true => self.page().is_wide = is_wide,
                    false => self.begin(is_wide),
                }
            }
            if !matches!(block, Block::List(_)) {
                list = None;
            }
            match block {
                Block::Heading(heading) => self.heading(heading, &blocks[place + 1..]),
                Block::Paragraph(runs) => {
                    let node = self.nodes.add(Role::Paragraph, None);
                    self.words(runs, BODY, INK, 0.0, node);
                }
                Block::List(items) => {
                    let list = *list.get_or_insert_with(|| self.nodes.add(Role::List, None));
                    items.iter().for_each(|item| self.item(item, list));
                }
                Block::Table(table) => self.table(table),
                Block::Picture(picture) => self.picture(picture),
                Block::Landscape(_) => {}
            }
        }
    }

    /// A heading, on the page of what it is about.
    fn heading(&mut self, heading: &Heading, next: &[Block]) {
        let kind = Self::kind_of(heading.level);
        let text = format!("{}  {}", heading.number, heading.text);
        let runs = [Run { text, look: crate::report::Look::Plain, to: None }];
        let height = |heading: &Heading| {
            let kind = Self::kind_of(heading.level);
            kind.before + kind.line + kind.after
        };
        let mut needed = height(heading);
        for block in next {
            match block {
                Block::Heading(heading) => needed += height(heading),
                Block::Picture(picture) => {
                    needed += self.picture_height(picture);
                    break;
                }
                Block::Table(table) => {
                    needed += self.beginning_of(table);
                    break;
                }
                _ => {
                    needed += FOLLOWED_BY;
                    break;
                }
            }
        }
        self.need(needed);
        let node = self.nodes.add(Role::Heading(heading.level, heading.text.clone()), None);
        if !self.is_at_top() {
            self.y += kind.before;
        }
        self.mark(&heading.anchor);
        let colour = self.style.first_colour.readable();
        self.words(&runs, Kind { before: 0.0, ..kind }, colour, 0.0, node);
    }

    const fn kind_of(level: u8) -> Kind {
        if level == 1 { SECTION } else { PART }
    }

    /// Takes note that words lead to where the flow is.
    pub(super) fn mark(&mut self, anchor: &str) {
        self.page();
        self.anchors.insert(anchor.to_owned(), (self.pages.len() - 1, self.y));
    }

    /// Lines of words. No line of a paragraph is left alone on a page.
    pub(super) fn words(&mut self, runs: &[Run], kind: Kind, colour: Colour, indent: f32, node: NodeId) {
        let limit = self.page().width() - indent;
        let lines = lines(self.setter, runs, Measure { size: kind.size, limit, is_strong: kind.is_strong });
        if !self.is_at_top() {
            self.y += kind.before;
        }
        let mut left = lines.len();
        let mut lines = lines.into_iter();
        while left > 0 {
            let fitting = (self.room() / kind.line).floor().max(0.0) as usize;
            let fitting = match (fitting.min(left), left) {
                (some, all) if some == all => all,
                (some, all) if some + 1 == all && some > 2 => some - 1,
                // Of three lines two and one would each be left alone.
                (some, all) if some + 1 == all && !self.is_at_top() => 0,
                (1, _) if !self.is_at_top() => 0,
                (some, _) => some,
            };
            // A page takes a line at least, whatever its size.
            let fitting = if fitting == 0 && self.is_at_top() { 1 } else { fitting };
            for line in lines.by_ref().take(fitting) {
                self.line(line, kind, colour, MARGIN + indent, Some(node));
            }
            left -= fitting;
            if left > 0 {
                let is_wide = self.page().is_wide;
                self.begin(is_wide);
            }
        }
        self.y += kind.after;
    }

    /// One line, and down to the next.
    pub(super) fn line(&mut self, line: Line, kind: Kind, colour: Colour, x: f32, node: Option<NodeId>) {
        let at = Point::new(x, self.y + baseline(kind));
        self.put(line.parts, at, kind.size, colour, node);
        self.y += kind.line;
    }

    /// Words where they are to stand.
    pub(super) fn put(&mut self, parts: Vec<Part>, at: Point, size: f32, colour: Colour, node: Option<NodeId>) {
        self.page().items.push(Item::Words { parts, at, size, colour, node });
    }

    /// A rule or a ground.
    pub(super) fn fill(&mut self, rect: Rect, colour: Colour) {
        self.page().items.push(Item::Fill { rect, colour });
    }

    fn item(&mut self, runs: &[Run], list: NodeId) {
        let item = self.nodes.add(Role::Item, Some(list));
        let label = self.nodes.add(Role::Label, Some(item));
        let body = self.nodes.add(Role::Body, Some(item));
        // With less room the words could begin on the next page, and leave their bullet alone on this one.
        self.need(LISTED.line * 3.0);
        let bullet = super::lines::line(self.setter, "•", LISTED.size, false);
        let at = Point::new(MARGIN + 3.0, self.y + baseline(LISTED));
        self.put(bullet.parts, at, LISTED.size, INK, Some(label));
        self.words(runs, LISTED, INK, INDENT, body);
    }

    fn picture_height(&mut self, picture: &Picture) -> f32 {
        let caption = if picture.caption.is_empty() { 0.0 } else { CAPTION.before + CAPTION.line };
        self.picture_size().1 + caption
    }

    /// How large a picture is: as wide as the page, or as high as it may be.
    fn picture_size(&mut self) -> (f32, f32) {
        let page = self.page();
        let (width, height) = (page.width(), page.bottom() - MARGIN - SECTION.line - SECTION.after - 30.0);
        let shape = super::super::PICTURE.height / super::super::PICTURE.width;
        if width * shape <= height { (width, width * shape) } else { (height / shape, height) }
    }

    fn picture(&mut self, picture: &'a Picture) {
        let height = self.picture_height(picture);
        self.need(height);
        let (width, height) = self.picture_size();
        let node = self.nodes.add(Role::Figure(picture.words.clone()), None);
        let min = Point::new(MARGIN, self.y);
        let rect = Rect { min, max: Point::new(min.x + width, min.y + height) };
        self.page().items.push(Item::Picture { picture, rect, node });
        self.y += height;
        if !picture.caption.is_empty() {
            let caption = self.nodes.add(Role::Caption, None);
            let runs = [Run { text: picture.caption.clone(), look: crate::report::Look::Plain, to: None }];
            self.words(&runs, CAPTION, MUTED, 0.0, caption);
        }
    }
}

/// How far the letters of a line stand below its upper edge.
pub(super) fn baseline(kind: Kind) -> f32 {
    kind.line / 2.0 + kind.size * 0.36
}
