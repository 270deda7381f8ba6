//! How the pictures of commands look: their size, their colours, and what is drawn.

use std::collections::BTreeSet;
use std::path::Path;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::Console;
use crate::analysis::Report;
use crate::drawing::sheet::LEAST;
use crate::drawing::typeset::Fonts;
use crate::drawing::{self, Difference, Folding, Least, Lens, Palette, Plan, Scene, Shown, parameters};
use crate::exchange::export::Picture;
use crate::layout::{Form, Size};
use crate::model::{Id, Map};
use crate::storage::fonts;

/// The colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Theme {
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
    /// Black on white, for poor projectors
    Contrast,
}

impl Theme {
    pub(super) fn palette(self) -> Palette {
        match self {
            Self::Light => Palette::Light,
            Self::Dark => Palette::Dark,
            Self::Contrast => Palette::Contrast,
        }
    }
}

/// A picture's width and height. Larger ones than these a screen cannot show, nor a memory hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pixels {
    width: u16,
    height: u16,
}

impl Pixels {
    pub(super) fn size(self) -> Size {
        Size::new(self.width.into(), self.height.into())
    }
}

const LONGEST_SIDE: u16 = 16_384;
const LARGEST_AREA: u32 = 100_000_000;

impl FromStr for Pixels {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let side = |text: &str| text.parse().ok().filter(|side| *side <= LONGEST_SIDE);
        let size = text
            .split_once(['x', 'X', '×'])
            .and_then(|(width, height)| Some(Self { width: side(width)?, height: side(height)? }))
            .filter(|size| u32::from(size.width) * u32::from(size.height) <= LARGEST_AREA)
            .ok_or_else(|| format!("write width and height such as 1280x800, each {LONGEST_SIDE} at most"))?;
        let (width, height) = (LEAST.width, LEAST.height);
        if f32::from(size.width) < width || f32::from(size.height) < height {
            return Err(format!("that is too small for a map to be made out: write {width}x{height} or more"));
        }
        Ok(size)
    }
}

pub(super) fn lens_parser() -> impl TypedValueParser<Value = Lens> {
    PossibleValuesParser::new(Lens::ALL.map(Lens::word))
        .map(|word| Lens::ALL.into_iter().find(|lens| lens.word() == word).unwrap_or_default())
}

pub(super) fn form_parser() -> impl TypedValueParser<Value = Form> {
    PossibleValuesParser::new(Form::ALL.map(Form::word)).map(|word| Form::called(&word).unwrap_or_default())
}

/// The label of the switch that is meant.
pub(super) fn switch_label(word: &str) -> Result<&'static str, String> {
    let mut shown = Shown::default();
    let labels = shown.switches().map(|switch| switch.label);
    let is_meant = |label: &&str| label.eq_ignore_ascii_case(word);
    labels.into_iter().find(is_meant).ok_or_else(|| format!("choose from {}", labels.join(", ").to_lowercase()))
}

/// What the switches of these labels show, beside what is always shown.
pub(super) fn shown(labels: &[&'static str]) -> Shown {
    let mut shown = Shown::default();
    for switch in shown.switches() {
        *switch.is_on |= labels.contains(&switch.label);
    }
    shown
}

/// What of a map is folded in its picture.
#[derive(Debug, Clone, Args)]
pub(super) struct Folds {
    /// Fold all that hangs under this body onto its card; may be given more than once
    #[arg(long = "fold", value_name = "ID", value_delimiter = ',')]
    folded: Vec<String>,

    /// Fold so much that names are at least so many pixels high in a picture of 1920x1080, such as 22 for a room; 0 folds
    /// nothing. Without it only what nobody could read is folded, on large maps
    #[arg(long, value_name = "PIXELS", alias = "fold-to-size", value_parser = clap::value_parser!(u8).range(..=96))]
    fold_to: Option<u8>,
}

impl Folds {
    /// Whether any of it is asked for.
    pub(super) fn asked_for(&self) -> Option<&'static str> {
        let asked = [(!self.folded.is_empty(), "--fold"), (self.fold_to.is_some(), "--fold-to")];
        asked.into_iter().find(|(is_asked, _)| *is_asked).map(|(_, name)| name)
    }

    /// What is to be folded, of which some is to be seen in any case; or what is wrong with it.
    pub(super) fn folding(&self, map: &Map, open: BTreeSet<Id>) -> Result<Folding, String> {
        let folded: BTreeSet<Id> = self.folded.iter().map(|id| Id::from(id.as_str())).collect();
        match folded.iter().find(|id| !map.nodes.contains(id.as_str())) {
            Some(id) => Err(format!("--fold {id}: there is no body of that id on the map; boardwalk nodes lists them")),
            None => Ok(Folding { folded, open, least: Least::of_view(self.fold_to.map(u32::from)), only: None }),
        }
    }
}

/// What is to be drawn of a map.
pub(super) struct Looked<'a> {
    /// The map.
    pub(super) map: &'a Map,
    /// The map from which the picture shows what changes, if it does.
    pub(super) earlier: Option<&'a Map>,
    /// What is wrong with the map.
    pub(super) report: &'a Report,
    /// Which cards and lines are shown.
    pub(super) shown: Shown,
    /// What is shown beside these.
    pub(super) missing: BTreeSet<Id>,
    /// What of it is folded.
    pub(super) folding: Folding,
    /// What colour means.
    pub(super) lens: Lens,
    /// How cards are laid out.
    pub(super) form: Form,
}

impl Looked<'_> {
    /// The scene. Says which cards are not where their people put them.
    pub(super) fn draw(&self, file: &Path, console: &mut Console) -> Scene {
        let Self { map, shown, missing, folding, form, .. } = self;
        let (plan, scene) = match self.earlier {
            Some(earlier) => {
                let stood = Plan::of(earlier, *shown, missing, &parameters(earlier, *form));
                let difference = Difference::between(earlier, map);
                let plan = difference.plan_folded(*shown, missing, folding, &stood.placement.standing, *form);
                let scene = difference.draw(&plan);
                (plan, scene)
            }
            None => {
                let plan = drawing::plan(map, *shown, missing, folding, &parameters(map, *form));
                let scene = plan.draw(map, Some(self.report), self.lens);
                (plan, scene)
            }
        };
        for id in &plan.placement.far {
            let name = map.name(id.as_str());
            let told = "stands too far away to be drawn with the others; it is drawn where the layout puts it";
            console.warn(format_args!("{}: {name} {told}", file.display()));
        }
        scene
    }
}

/// The fonts of this machine for the letters in pictures that the embedded ones lack.
pub(super) fn fonts_of(pictures: &[Picture<'_>], out: &Path, console: &mut Console) -> Fonts {
    let found = fonts::find(&pictures.iter().flat_map(Picture::foreign_letters).collect());
    if let Some(complaint) = found.complaint() {
        console.warn(format_args!("{}: {complaint}", out.display()));
    }
    Fonts::new(found.fonts.into_iter().map(|font| (font.bytes, font.index)))
}

/// Makes the file of a picture, with the fonts of this machine for the letters that the embedded ones lack.
pub(super) fn painted_by(
    write: fn(&Picture<'_>) -> Result<Vec<u8>, String>,
    picture: Picture<'_>,
    out: &Path,
    console: &mut Console,
) -> Result<Vec<u8>, String> {
    let fonts = fonts_of(std::slice::from_ref(&picture), out, console);
    write(&Picture { fonts: &fonts, ..picture })
}

#[cfg(test)]
mod tests {
    use super::Pixels;

    #[test]
    fn sizes_are_width_and_height_within_reason() {
        assert_eq!("1280x800".parse(), Ok(Pixels { width: 1280, height: 800 }));
        assert_eq!("320x240".parse(), Ok(Pixels { width: 320, height: 240 }));
        assert!("64x64".parse::<Pixels>().is_err_and(|why| why.contains("too small")));
        for bad in
            ["", "1280", "1280x", "x800", "0x800", "1280x-5", "99999x5", "16000x16000", "1e3x800", "319x240", "320x239"]
        {
            assert!(bad.parse::<Pixels>().is_err(), "{bad}");
        }
    }
}
