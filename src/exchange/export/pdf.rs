//! PDF: a picture as a page, in lines and letters, not in pixels: sharp in print, and its words can be searched.

use krilla::Document;
use krilla::geom::Size as PageSize;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg::Tree;

use super::svg::{self, Lettering};
use super::{Format, Picture, Writer, png};
use crate::drawing::card::NAME_SIZE;
use crate::drawing::{Scene, Sheet};
use crate::layout::Size;
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

    /// The smallest sheet on which names of a scene can be read with ease, or the largest there is.
    pub fn fitting(scene: &Scene) -> Self {
        let whole = Sheet::whole(scene, None);
        let is_readable = |paper: &Self| Sheet::of(scene, None, paper.size_for(whole)).scale * NAME_SIZE >= READABLE;
        Self::ALL.into_iter().find(is_readable).unwrap_or(Self::A0)
    }
}

fn write(picture: &Picture<'_>) -> Result<Vec<u8>, String> {
    let broken = |what: String| format!("the page cannot be made: {what}");
    let svg = svg::write(picture, Lettering::Searched);
    let tree = Tree::from_str(&svg, &png::options(picture.fonts)).map_err(|error| broken(error.to_string()))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let no_size = || broken("it has no size".to_owned());
    let settings = PageSettings::from_wh(width, height).ok_or_else(no_size)?;
    let size = PageSize::from_wh(width, height).ok_or_else(no_size)?;
    let mut document = Document::new();
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let seen = surface.start_tagged(ContentTag::Other);
    surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(no_size)?;
    surface.end_tagged();
    surface.finish();
    page.finish();
    let mut figure = TagGroup::new(Tag::Figure(Some(in_words(picture.scene))));
    figure.push(seen);
    let mut tags = TagTree::new();
    tags.push(figure);
    document.set_tag_tree(tags);
    let title = super::clean::on_one_line(&picture.scene.title);
    let metadata = Metadata::new().title(title).language("en-GB".to_owned()).creator("Boardwalk".to_owned());
    document.set_metadata(metadata);
    document.finish().map_err(|error| broken(format!("{error:?}")))
}

/// What the picture says, for whoever hears it: what it is of, then line by line who answers to whom.
fn in_words(scene: &Scene) -> String {
    let (cards, lines) = (count(scene.cards.len(), "card", "cards"), count(scene.lines.len(), "line", "lines"));
    let about = if scene.subtitle.is_empty() { String::new() } else { format!(", {}", scene.subtitle) };
    let mut words = format!("A map of {}{about}: {cards} and {lines}.", scene.title);
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
