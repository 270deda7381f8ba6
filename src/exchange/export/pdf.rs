//! PDF: a picture as a page, in lines and letters, not in pixels: sharp in print, and its words can be searched.

use krilla::Document;
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point as At, Rect as Area, Size as PageSize, Transform};
use krilla::graphic::Graphic;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::FillRule;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg::Tree;

use super::svg::{self, Lettering};
use super::{Format, Picture, Writer, png};
use crate::drawing::card::NAME_SIZE;
use crate::drawing::sheet::Frame;
use crate::drawing::{Scene, Sheet};
use crate::layout::{Rect, Size};
use crate::model::words::count;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "pdf",
    title: "PDF page",
    extensions: &["pdf"],
    holds: "what is seen of the map, on a sheet of A4 to A0, with words that can be searched: for print and mail",
    loses: "everything that is not drawn",
    writer: Writer::Picture(write),
};

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is known by its name")]
pub enum Paper {
    A4,
    A3,
    A2,
    A1,
    A0,
}

/// Points to a millimetre, as PDF has them.
const MILLIMETRE: f32 = 72.0 / 25.4;
/// The least height of names on paper that are read with ease, in points.
const READABLE: f32 = 6.0;
/// The longest text that stands for the picture, where it is read aloud.
const LONGEST_ALT: usize = 6_000;

impl Paper {
    /// Every sheet, the smallest first.
    pub const ALL: [Self; 5] = [Self::A4, Self::A3, Self::A2, Self::A1, Self::A0];

    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A3 => "A3",
            Self::A2 => "A2",
            Self::A1 => "A1",
            Self::A0 => "A0",
        }
    }

    /// The size in points for a picture of that shape: upright, or on its side.
    pub fn size_for(self, shape: Size) -> Size {
        let (short, long) = match self {
            Self::A4 => (210.0, 297.0),
            Self::A3 => (297.0, 420.0),
            Self::A2 => (420.0, 594.0),
            Self::A1 => (594.0, 841.0),
            Self::A0 => (841.0, 1189.0),
        };
        let (short, long) = (short * MILLIMETRE, long * MILLIMETRE);
        if shape.width >= shape.height { Size::new(long, short) } else { Size::new(short, long) }
    }

    /// The smallest sheet on which names of a scene, or of a part of it, can be read with ease, or the largest there is.
    pub fn fitting(scene: &Scene, part: Option<Rect>) -> Self {
        let shape = Sheet::around(scene, None, part.unwrap_or(scene.bounds), &Frame::default());
        let scale = |paper: &Self| Sheet::of_part(scene, None, paper.size_for(shape), part).scale;
        let is_readable = |paper: &Self| scale(paper) * NAME_SIZE >= READABLE;
        Self::ALL.into_iter().find(is_readable).unwrap_or(Self::A0)
    }
}

/// The picture as it is drawn on pages.
pub(in crate::exchange) fn tree(picture: &Picture<'_>) -> Result<Tree, String> {
    let svg = svg::write(picture, Lettering::Searched);
    Tree::from_str(&svg, &png::options(picture.fonts)).map_err(|error| format!("the picture cannot be read: {error}"))
}

fn write(picture: &Picture<'_>) -> Result<Vec<u8>, String> {
    pages(&picture.scene.title, std::slice::from_ref(picture))
}

/// Pictures as the pages of one file. Of several the file has that title, and an outline names each; one has its own.
pub fn pages(title: &str, pictures: &[Picture<'_>]) -> Result<Vec<u8>, String> {
    let mut document = Document::new();
    let (mut tags, mut outline) = (TagTree::new(), Outline::new());
    for (place, picture) in pictures.iter().enumerate() {
        let tree = tree(picture)?;
        let size = extent(tree.size().width(), tree.size().height())?;
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        let seen = surface.start_tagged(ContentTag::Other);
        surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(no_size)?;
        surface.end_tagged();
        surface.finish();
        page.finish();
        let mut figure = TagGroup::new(Tag::Figure(Some(in_words(picture))));
        figure.push(seen);
        tags.push(figure);
        let to = XyzDestination::new(place, At::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(super::clean::on_one_line(&picture.scene.title), to));
    }
    let title = match pictures {
        [picture] => &picture.scene.title,
        _ => {
            document.set_outline(outline);
            title
        }
    };
    finished(document, tags, title)
}

/// A picture on pages of that paper that are put together to one sheet, with marks where they meet.
pub fn tiles(picture: &Picture<'_>, paper: Paper) -> Result<Vec<u8>, String> {
    let tree = tree(picture)?;
    let whole = Size::new(tree.size().width(), tree.size().height());
    let grid = Grid::of(whole, paper);
    let size = extent(grid.page.width, grid.page.height)?;
    let mut document = Document::new();
    let mut figure = TagGroup::new(Tag::Figure(Some(in_words(picture))));
    let mut graphic = None;
    for row in 0..grid.rows {
        for column in 0..grid.columns {
            let mut page = document.start_page_with(PageSettings::new(size));
            let mut surface = page.surface();
            if graphic.is_none() {
                let size = extent(whole.width, whole.height)?;
                let mut stream = surface.stream_builder();
                let mut inner = stream.surface();
                inner.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(no_size)?;
                inner.finish();
                // The picture is in the file once, whatever the number of pages.
                graphic = Some(Graphic::new(stream.finish(), false));
            }
            let (x, y) = grid.origin(row, column);
            let seen = surface.start_tagged(ContentTag::Other);
            surface.push_clip_path(&grid.window()?, &FillRule::NonZero);
            surface.push_transform(&Transform::from_translate(x, y));
            graphic.iter().for_each(|graphic| surface.draw_graphic(graphic.clone()));
            surface.pop();
            surface.pop();
            surface.end_tagged();
            figure.push(seen);
            let marks = Tree::from_str(&grid.marks(row, column), &png::options(picture.fonts));
            let marks = marks.map_err(|error| format!("the marks cannot be drawn: {error}"))?;
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)));
            surface.draw_svg(&marks, size, SvgSettings::default()).ok_or_else(no_size)?;
            surface.end_tagged();
            surface.finish();
            page.finish();
        }
    }
    let mut tags = TagTree::new();
    tags.push(figure);
    finished(document, tags, &picture.scene.title)
}

fn no_size() -> String {
    "the page cannot be made: it has no size".to_owned()
}

fn extent(width: f32, height: f32) -> Result<PageSize, String> {
    PageSize::from_wh(width, height).ok_or_else(no_size)
}

fn finished(mut document: Document, tags: TagTree, title: &str) -> Result<Vec<u8>, String> {
    document.set_tag_tree(tags);
    let title = super::clean::on_one_line(title);
    let metadata = Metadata::new().title(title).language("en-GB".to_owned()).creator("Boardwalk".to_owned());
    document.set_metadata(metadata);
    document.finish().map_err(|error| format!("the page cannot be made: {error:?}"))
}

/// How a sheet is cut into pages.
struct Grid {
    page: Size,
    rows: usize,
    columns: usize,
}

/// What no printer prints on, and how far pages lie over each other.
const EDGE: f32 = 10.0 * MILLIMETRE;
const OVERLAP: f32 = 10.0 * MILLIMETRE;
/// How long marks are, and how small what is written beside them.
const MARK: f32 = 6.0 * MILLIMETRE;
const NOTE: f32 = 7.5;

impl Grid {
    /// With as few pages as may be, upright or on their sides.
    fn of(whole: Size, paper: Paper) -> Self {
        let grid = |page: Size| {
            let number = |whole: f32, page: f32| {
                let step = page - 2.0 * EDGE - OVERLAP;
                ((whole - OVERLAP) / step).ceil().max(1.0) as usize
            };
            Self { page, rows: number(whole.height, page.height), columns: number(whole.width, page.width) }
        };
        let (upright, on_side) = (Size::new(1.0, 2.0), Size::new(2.0, 1.0));
        let [one, other] = [upright, on_side].map(|shape| grid(paper.size_for(shape)));
        if other.rows * other.columns < one.rows * one.columns { other } else { one }
    }

    /// Where the sheet begins on a page.
    fn origin(&self, row: usize, column: usize) -> (f32, f32) {
        let step = |page: f32| page - 2.0 * EDGE - OVERLAP;
        (EDGE - column as f32 * step(self.page.width), EDGE - row as f32 * step(self.page.height))
    }

    /// The part of a page that is printed.
    fn window(&self) -> Result<Path, String> {
        let area = Area::from_ltrb(EDGE, EDGE, self.page.width - EDGE, self.page.height - EDGE).ok_or_else(no_size)?;
        let mut path = PathBuilder::new();
        path.push_rect(area);
        path.finish().ok_or_else(no_size)
    }

    /// Lines at the edges that come to lie over each other, and which page this is.
    fn marks(&self, row: usize, column: usize) -> String {
        let Size { width, height } = self.page;
        let (right, bottom) = (width - EDGE, height - EDGE);
        let mut lines = String::new();
        let mut line = |x: f32, y: f32, to_x: f32, to_y: f32| {
            lines += &format!("<path d=\"M{x:.2} {y:.2}L{to_x:.2} {to_y:.2}\"/>");
        };
        // Where the next page begins, and where this one does on the one before.
        for (is_met, x) in [(column > 0, EDGE + OVERLAP / 2.0), (column + 1 < self.columns, right - OVERLAP / 2.0)] {
            if is_met {
                line(x, EDGE - MARK, x, EDGE);
                line(x, bottom, x, bottom + MARK);
            }
        }
        for (is_met, y) in [(row > 0, EDGE + OVERLAP / 2.0), (row + 1 < self.rows, bottom - OVERLAP / 2.0)] {
            if is_met {
                line(EDGE - MARK, y, EDGE, y);
                line(right, y, right + MARK, y);
            }
        }
        let (x, y) = (width / 2.0, height - EDGE / 2.0 + NOTE / 3.0);
        let (row, column, rows, columns) = (row + 1, column + 1, self.rows, self.columns);
        let note = format!(
            "Row {row} of {rows}, column {column} of {columns}: cut along the marks on one page, lay it over the other"
        );
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
             <g stroke=\"#4b5563\" stroke-width=\"0.6\">{lines}</g><text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{NOTE}\" \
             text-anchor=\"middle\" fill=\"#4b5563\">{note}</text></svg>"
        )
    }
}

/// What the picture says, for whoever hears it: what it is of, then line by line who answers to whom.
fn in_words(picture: &Picture<'_>) -> String {
    let scene = picture.scene;
    let (cards, lines) = (count(scene.cards.len(), "card", "cards"), count(scene.lines.len(), "line", "lines"));
    let about = if scene.subtitle.is_empty() { String::new() } else { format!(", {}", scene.subtitle) };
    let mut words = format!("A map of {}{about}: {cards} and {lines}.", scene.title);
    if !picture.frame.caption.is_empty() {
        words += &format!(" {}", crate::report::block::sentence(&picture.frame.caption));
    }
    for (place, line) in scene.lines.iter().enumerate() {
        let sentence = scene.sentence(line);
        if words.len() + sentence.len() > LONGEST_ALT {
            words += &format!(" And {} more.", count(scene.lines.len() - place, "line", "lines"));
            break;
        }
        words += &format!(" {sentence}.");
    }
    super::clean::on_one_line(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_cover_the_sheet_and_lie_over_each_other() {
        for (whole, paper) in [(Paper::A1, Paper::A4), (Paper::A0, Paper::A3), (Paper::A4, Paper::A3)] {
            let whole = whole.size_for(Size::new(2.0, 1.0));
            let grid = Grid::of(whole, paper);
            let (x, y) = grid.origin(grid.rows - 1, grid.columns - 1);
            // The last page shows the far corner, and no page is for nothing.
            assert!(
                x + whole.width <= grid.page.width - EDGE + 0.1 && y + whole.height <= grid.page.height - EDGE + 0.1
            );
            assert!(x + whole.width > EDGE && y + whole.height > EDGE);
            let next = if grid.columns > 1 { grid.origin(0, 0).0 - grid.origin(0, 1).0 } else { 0.0 };
            assert!(next < grid.page.width - 2.0 * EDGE, "what is at the edge of one page is on the next too");
        }
        assert!(Grid::of(Paper::A4.size_for(Size::new(2.0, 1.0)), Paper::A3).columns == 1);
    }

    #[test]
    fn marks_stand_where_pages_meet_and_nowhere_else() {
        let grid = Grid::of(Paper::A1.size_for(Size::new(2.0, 1.0)), Paper::A4);
        assert!(grid.rows > 1 && grid.columns > 1);
        let first = grid.marks(0, 0).matches("<path").count();
        assert_eq!(first, 4, "to the right and below");
        let alone = Grid { page: grid.page, rows: 1, columns: 1 };
        assert_eq!(alone.marks(0, 0).matches("<path").count(), 0);
    }
}
