//! PNG: a picture in SVG, painted to pixels with the embedded fonts, without a window.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb};

use super::svg::{self, Lettering};
use super::{Format, Picture, Writer};
use crate::drawing::text::{FAMILY, REGULAR, SEMI_BOLD};
use crate::drawing::typeset::Fonts;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "png",
    title: "PNG picture",
    extensions: &["png"],
    holds: "what is seen of the map, in pixels: for slides, documents and pages",
    loses: "everything that is not drawn; words cannot be searched",
    writer: Writer::Picture(|picture| {
        render(&svg::write(picture, Lettering::Texts), picture.scale).map_err(|error| error.to_string())
    }),
};

/// Why a picture cannot be painted.
#[derive(Debug, thiserror::Error)]
pub(super) enum PngError {
    /// The SVG is not well formed.
    #[error("the picture cannot be read: {0}")]
    Unreadable(#[from] resvg::usvg::Error),
    /// There is no memory for so many pixels.
    #[error("a picture of {width} x {height} points is too large: ask for a smaller one")]
    TooLarge {
        /// The width asked for.
        width: u32,
        /// The height asked for.
        height: u32,
    },
    /// The pixels cannot be packed.
    #[error("the picture cannot be written: {0}")]
    Unwritable(String),
}

/// More pixels than this are refused: 16 k by 8 k.
const MOST_PIXELS: u64 = 1 << 27;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in [REGULAR, SEMI_BOLD] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// Paints an SVG picture, so many pixels a point. Only the embedded fonts are used, and no file or address
/// that the picture names is opened.
pub(super) fn render(svg: &str, scale: f32) -> Result<Vec<u8>, PngError> {
    painted(svg, scale)?.encode_png().map_err(|error| PngError::Unwritable(error.to_string()))
}

/// A picture as pixels, for programs that take no files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// How many stand beside each other.
    pub width: u32,
    /// How many lines there are.
    pub height: u32,
    /// Red, green, blue and how dense it is, of each.
    pub rgba: Vec<u8>,
}

/// Paints a picture to pixels.
pub fn pixels(picture: &Picture<'_>) -> Result<Pixels, String> {
    let painted = painted(&svg::write(picture, Lettering::Texts), picture.scale).map_err(|error| error.to_string())?;
    let rgba = painted.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    Ok(Pixels { width: painted.width(), height: painted.height(), rgba: rgba.collect() })
}

fn painted(svg: &str, scale: f32) -> Result<Pixmap, PngError> {
    let tree = Tree::from_str(svg, &options(&Fonts::default()))?;
    let size = tree.size().to_int_size();
    let size = size.scale_by(scale).unwrap_or(size);
    let (width, height) = (size.width(), size.height());
    let too_large = PngError::TooLarge { width, height };
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(too_large);
    }
    let mut pixels = Pixmap::new(width, height).ok_or(too_large)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(pixels)
}

/// How pictures are read: with the embedded fonts, and with these for letters that those lack.
pub(super) fn options(fonts: &Fonts) -> Options<'static> {
    let mut known = Arc::clone(&FONTS);
    for file in fonts.files() {
        let source = fontdb::Source::Binary(Arc::new(Arc::clone(file)));
        Arc::make_mut(&mut known).load_font_source(source);
    }
    Options {
        fontdb: known,
        font_family: FAMILY.to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}
