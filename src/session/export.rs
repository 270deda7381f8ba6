//! Exporting: a file of what is looked at, made and written beside the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Session;
use super::task::Task;
use crate::drawing::sheet::Frame;
use crate::drawing::typeset::Fonts;
use crate::drawing::{Depiction, Palette, Scene, Sheet};
use crate::exchange::export::views::{LYING, Viewed, numbered, viewed};
use crate::exchange::export::{
    Facts, Format, NOT_ON_THAT_DATE, Paper, Picture, Pixels, Topic, Writer, pages, pixels, source_line, tiles,
};
use crate::layout::Rect;
use crate::model::Map;
use crate::storage::{self, Over, SaveError, Terms, fonts};

/// What is to be exported, and how.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The format.
    pub format: &'static Format,
    /// The file.
    pub path: PathBuf,
    /// The same as it was typed, perhaps without its end.
    pub typed: PathBuf,
    /// Whether a file that is there already may be replaced.
    pub replaces: bool,
    /// What the table is about, for formats that hold only one.
    pub topic: Topic,
    /// What of the map is seen.
    pub what: What,
    /// What stands around it.
    pub around: Around,
    /// The colours of a picture.
    pub palette: Palette,
    /// How many pixels there are to a point.
    pub scale: f32,
    /// The sheet of paper, for formats that are printed; the smallest that can be read if none.
    pub paper: Option<Paper>,
    /// The paper of which it is put together, if it is to be cut into pages.
    pub tiles: Option<Paper>,
}

/// What of a map is seen in a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum What {
    /// All of it.
    Whole,
    /// This part, in canvas points.
    Part(Rect),
    /// Each view of the talk.
    Views,
}

/// What stands around the map in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// Its title and its date.
    pub title: bool,
    /// What colours and lines mean.
    pub legend: bool,
    /// What the map rests on.
    pub source: bool,
}

impl Default for Around {
    fn default() -> Self {
        Self { title: true, legend: true, source: true }
    }
}

impl Around {
    /// The same for a map.
    fn frame(self, map: &Map) -> Frame {
        let source = if self.source { source_line(map) } else { String::new() };
        Frame { has_title: self.title, has_legend: self.legend, caption: String::new(), source }
    }
}

/// What is drawn on one sheet.
struct Drawn {
    scene: Arc<Scene>,
    depiction: Option<Depiction>,
    part: Option<Rect>,
    frame: Frame,
}

impl Wanted {
    /// The files that are written, of which there are several only for views in formats without pages.
    pub fn files(&self, views: usize) -> Vec<PathBuf> {
        let are_several = self.what == What::Views && self.format.is_picture() && !self.format.is_paged();
        if are_several { numbered(&self.path, views) } else { vec![self.path.clone()] }
    }

    /// The pictures that are wanted, as the bytes of as many files.
    fn painted(
        &self,
        title: &str,
        drawn: &[Drawn],
        write: Paint,
        told: &mut Vec<String>,
    ) -> Result<Vec<Vec<u8>>, String> {
        let none = Fonts::default();
        let plain: Vec<Picture<'_>> = drawn.iter().map(|of| self.picture(of, &none)).collect();
        let found = fonts::find(&plain.iter().flat_map(Picture::foreign_letters).collect());
        told.extend(found.complaint());
        let fonts = Fonts::new(found.fonts.into_iter().map(|font| (font.bytes, font.index)));
        let pictures: Vec<Picture<'_>> = drawn.iter().map(|of| self.picture(of, &fonts)).collect();
        match (self.format.is_paged(), self.tiles, &pictures[..]) {
            (true, Some(paper), [picture]) => Ok(vec![tiles(picture, paper)?]),
            (true, ..) => Ok(vec![pages(title, &pictures)?]),
            (false, ..) => pictures.iter().map(write).collect(),
        }
    }

    /// What is drawn as a picture, of the size that it needs or that its paper has.
    fn picture<'a>(&self, of: &'a Drawn, fonts: &'a Fonts) -> Picture<'a> {
        let (scene, depiction, frame) = (&*of.scene, of.depiction.as_ref(), of.frame.clone());
        let bounds = of.part.unwrap_or_else(|| depiction.map_or(scene.bounds, |depiction| depiction.bounds(scene)));
        let shape = Sheet::around(scene, depiction, bounds, &frame);
        let paper = self.paper.or_else(|| self.format.is_paged().then(|| Paper::fitting(scene, of.part)));
        // The pages of a talk lie on their sides, like a screen.
        let page = if self.what == What::Views { LYING } else { shape };
        let size = paper.map_or(shape, |paper| paper.size_for(page));
        let (part, palette, scale) = (of.part, self.palette, self.scale);
        Picture { scene, depiction, part, palette, frame, size, scale, fonts }
    }
}

/// Makes the file of a picture.
type Paint = fn(&Picture<'_>) -> Result<Vec<u8>, String>;

/// Why nothing was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is such a file already.
    IsThere,
    /// It cannot be, or nobody waits for it any more: why.
    Failed(String),
}

/// Why what is made of a map is not written to the map's own file.
pub(super) const THE_MAP: &str = "this is the map itself, which would be lost; name another file";

/// All that is worth knowing of a file that was written, in one sentence: nothing of it hides another.
pub(super) fn all_of(told: Vec<String>) -> Option<String> {
    (!told.is_empty()).then(|| told.join("; "))
}

/// What came of drawing a picture for the clipboard: it and what is worth knowing of it, or why there is none.
pub type Copied = Result<(Pixels, Option<String>), String>;

/// How many pixels there are to a point in a picture that is copied: enough to be printed.
const COPIED_SCALE: f32 = 2.0;
/// More pixels than these other programs do not take with ease.
const MOST_COPIED: f32 = 24e6;

/// What came of an export: what is worth knowing of it, if anything is.
pub type Exported = Result<Option<String>, Refusal>;

impl Session {
    /// Begins to export what is looked at: the map as the option that is worked on wants it, or as it was on the date. Nothing
    /// as long as there is no picture of it.
    pub fn export(&self, wanted: Wanted) -> Option<Task<Exported>> {
        let picture = self.picture.as_ref()?;
        let (map, report) = (Arc::clone(&picture.request.map), Arc::clone(&picture.report));
        let scene = Arc::clone(&picture.scene);
        let (whole, option) = (Arc::clone(self.document.baseline()), self.document.option().cloned());
        let own = self.document.path().map(Path::to_owned);
        let is_on_date = self.document.date().is_some();
        Some(Task::start(&self.wake, move |progress| {
            let failed = |what: String| Err(Refusal::Failed(what));
            let files = wanted.files(whole.views.len());
            if own
                .as_ref()
                .is_some_and(|own| files.iter().chain([&wanted.typed]).any(|file| storage::is_same_file(own, file)))
            {
                return failed(THE_MAP.to_owned());
            }
            // Before anything is drawn, which may take a while.
            if let Some(why) = [&wanted.typed].into_iter().chain(&files).find_map(|file| storage::cannot_hold(file)) {
                return failed(why);
            }
            if !wanted.replaces && files.iter().any(|file| file.exists()) {
                return Err(Refusal::IsThere);
            }
            let mut told: Vec<String> = Vec::new();
            let made = match wanted.format.writer {
                Writer::Facts(write) => {
                    let option = option.and_then(|id| whole.options.get(id.as_str()));
                    let option = option.map(AsRef::as_ref);
                    let facts = Facts { whole: &whole, map: &map, option, report: &report, topic: wanted.topic };
                    told.extend(
                        (is_on_date && wanted.format.tells_of_options(&facts)).then(|| NOT_ON_THAT_DATE.to_owned()),
                    );
                    write(&facts).map(|made| {
                        told.extend(made.left_out);
                        vec![made.bytes]
                    })
                }
                Writer::Picture(write) => {
                    let frame = wanted.around.frame(&map);
                    let plain = |part| Drawn { scene: Arc::clone(&scene), depiction: None, part, frame: frame.clone() };
                    let drawn: Vec<Drawn> = match wanted.what {
                        What::Whole => vec![plain(None)],
                        What::Part(part) => vec![plain(Some(part))],
                        What::Views => {
                            let views = whole.views.in_order().into_iter().take_while(|_| !progress.is_cancelled());
                            let drawn = |view| {
                                // As it is presented: without an option, a view is of the map itself.
                                let viewed = viewed(&whole, &whole, view);
                                let frame = viewed.frame(&frame);
                                let Viewed { scene, depiction, part, .. } = viewed;
                                Drawn { scene: Arc::new(scene), depiction, part, frame }
                            };
                            views.map(drawn).collect()
                        }
                    };
                    wanted.painted(whole.called(), &drawn, write, &mut told)
                }
            };
            let made = match made {
                Ok(_) if progress.is_cancelled() => return failed("It was cancelled.".to_owned()),
                Ok(made) => made,
                Err(what) => return failed(what),
            };
            let over = if wanted.replaces { Over::Anything } else { Over::Nothing };
            // People have agreed to another file in the place of the old one, with the rights of a new one.
            let terms = Terms { accepts_losses: wanted.replaces, ..Terms::made_of(own.as_deref(), over) };
            let mut doubts = Vec::new();
            for (file, bytes) in files.iter().zip(made) {
                match storage::save(file, bytes, terms) {
                    Ok(saved) => doubts.extend(saved.doubt.map(|doubt| doubt.to_string())),
                    Err(SaveError::IsThere(_)) => return Err(Refusal::IsThere),
                    Err(error) => return failed(error.to_string()),
                }
            }
            told.splice(0..0, doubts);
            Ok(all_of(told))
        }))
    }

    /// Begins to draw that part of the picture for the clipboard. Nothing as long as there is no picture.
    pub fn copy_picture(&self, part: Rect, palette: Palette) -> Option<Task<Copied>> {
        let scene = Arc::clone(&self.picture.as_ref()?.scene);
        Some(Task::start(&self.wake, move |_| {
            let (frame, none) = (Frame::default(), Fonts::default());
            let size = Sheet::around(&scene, None, part, &frame);
            let most = (MOST_COPIED / (size.width * size.height).max(1.0)).sqrt();
            let (scale, part) = (COPIED_SCALE.min(most), Some(part));
            let drawn = Picture { scene: &scene, depiction: None, part, palette, frame, size, scale, fonts: &none };
            let found = fonts::find(&drawn.foreign_letters());
            let told = found.complaint();
            let fonts = Fonts::new(found.fonts.into_iter().map(|font| (font.bytes, font.index)));
            pixels(&Picture { fonts: &fonts, ..drawn }).map(|pixels| (pixels, told))
        }))
    }

    /// Where what is made of the map goes if nobody says otherwise: beside its file, under its name, without an end; under
    /// its title while it has no file.
    pub fn export_stem(&self) -> PathBuf {
        match self.document.path() {
            Some(path) => path.with_extension(""),
            None => storage::absolute(Path::new("~")).join(storage::file_stem(&self.document.baseline().title)),
        }
    }
}
