//! Exporting: a file of what is looked at, made and written beside the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Session;
use super::task::Task;
use crate::drawing::typeset::Fonts;
use crate::drawing::{Palette, Sheet};
use crate::exchange::export::{Facts, Format, NOT_ON_THAT_DATE, Paper, Picture, Topic, Writer};
use crate::layout::Rect;
use crate::storage::{self, Over, SaveError, Terms, fonts};

/// What is to be exported, and how.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The format.
    pub format: &'static Format,
    /// The file.
    pub path: PathBuf,
    /// Whether a file that is there already may be replaced.
    pub replaces: bool,
    /// What the table is about, for formats that hold only one.
    pub topic: Topic,
    /// The part of the picture that is seen, in canvas points, if not all of it is wanted.
    pub part: Option<Rect>,
    /// The colours of a picture.
    pub palette: Palette,
    /// How many pixels there are to a point.
    pub scale: f32,
    /// The sheet of paper, for formats that are printed; the smallest that can be read if none.
    pub paper: Option<Paper>,
}

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
            if own.as_ref().is_some_and(|own| storage::is_same_file(own, &wanted.path)) {
                return failed(THE_MAP.to_owned());
            }
            if !wanted.replaces && wanted.path.exists() {
                return Err(Refusal::IsThere);
            }
            let mut told: Vec<String> = Vec::new();
            let bytes = match wanted.format.writer {
                Writer::Facts(write) => {
                    let option = option.and_then(|id| whole.options.get(id.as_str()));
                    let option = option.map(AsRef::as_ref);
                    let facts = Facts { whole: &whole, map: &map, option, report: &report, topic: wanted.topic };
                    told.extend(
                        (is_on_date && wanted.format.tells_of_options(&facts)).then(|| NOT_ON_THAT_DATE.to_owned()),
                    );
                    write(&facts).map(|made| {
                        told.extend(made.left_out);
                        made.bytes
                    })
                }
                Writer::Picture(write) => {
                    let bounds = wanted.part.unwrap_or(scene.bounds);
                    let shape = Sheet::around(&scene, None, bounds);
                    let paper = wanted.paper.or_else(|| wanted.format.is_paged().then(|| Paper::fitting(&scene)));
                    let size = paper.map_or(shape, |paper| paper.size_for(shape));
                    let none = Fonts::default();
                    let (part, palette, scale) = (wanted.part, wanted.palette, wanted.scale);
                    let drawn = Picture { scene: &scene, depiction: None, part, palette, size, scale, fonts: &none };
                    let found = fonts::find(&drawn.foreign_letters());
                    told.extend(found.complaint());
                    let fonts = Fonts::new(found.fonts.into_iter().map(|font| (font.bytes, font.index)));
                    write(&Picture { fonts: &fonts, ..drawn })
                }
            };
            let bytes = match bytes {
                Ok(_) if progress.is_cancelled() => return failed("It was cancelled.".to_owned()),
                Ok(bytes) => bytes,
                Err(what) => return failed(what),
            };
            let over = if wanted.replaces { Over::Anything } else { Over::Nothing };
            // People have agreed to another file in the place of the old one, with the rights of a new one.
            let terms = Terms { accepts_losses: wanted.replaces, ..Terms::made_of(own.as_deref(), over) };
            match storage::save(&wanted.path, bytes, terms) {
                Ok(saved) => {
                    told.splice(0..0, saved.doubt.map(|doubt| doubt.to_string()));
                    Ok(all_of(told))
                }
                Err(SaveError::IsThere(_)) => Err(Refusal::IsThere),
                Err(error) => failed(error.to_string()),
            }
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
