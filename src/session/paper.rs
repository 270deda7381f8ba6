//! Board papers: what the window asks for is made and written beside it, step by step, so that one can see how far it is.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::export::{THE_MAP, all_of};
use super::task::Progress;
use crate::drawing::typeset::Fonts;
use crate::exchange::report::{Press, foreign_letters, format};
use crate::model::words::list;
use crate::model::{Id, Map};
use crate::report::{NOTHING_TO_TELL, Section, left_out, paper};
use crate::storage::failure::lost_in_words;
use crate::storage::house_style::HouseStyle;
use crate::storage::{self, Home, Over, SaveError, Terms, fonts};

/// A paper that is wanted.
#[derive(Debug, Clone)]
pub struct PaperWish {
    /// The map as it is now.
    pub map: Map,
    /// The file of the map, if it has one.
    pub own: Option<PathBuf>,
    /// The option that the paper is about.
    pub option: Option<Id>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// How it looks.
    pub style: HouseStyle,
    /// Whether that is remembered for the next one.
    pub keeps_style: bool,
    /// Where it is written; the end of the name tells the format.
    pub out: PathBuf,
    /// Whether a file that is there may be written over.
    pub replaces: bool,
}

/// How far a paper is.
#[derive(Debug, Default)]
pub struct Steps(AtomicUsize);

/// What is done, step by step.
const STEPS: [&str; 4] = [
    "Reading the map",
    "Checking the map and comparing its options",
    "Drawing and setting the paper",
    "Writing the file",
];

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Written {
    /// It is there; with what is worth knowing beside that.
    Done(Option<String>),
    /// There is a file of that name already.
    IsThere,
    /// It is not there, and why: a sentence without a full stop.
    Failed(String),
    /// Nobody waited for it.
    Left,
}

impl Steps {
    fn go_to(&self, step: usize) {
        self.0.store(step, Ordering::Relaxed);
    }

    /// How much is done, from 0 to 1, and what is being done.
    pub fn now(&self) -> (f32, &'static str) {
        let step = self.0.load(Ordering::Relaxed).min(STEPS.len() - 1);
        (step as f32 / STEPS.len() as f32, STEPS[step])
    }
}

impl PaperWish {
    /// Makes the paper and writes it. Between the steps it ends if nobody waits any more; then nothing is written.
    pub fn carry_out(&self, home: &Home, steps: &Steps, progress: &Progress) -> Written {
        let extension = self.out.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let Some(format) = format(extension) else {
            return Written::Failed(format!("a paper is not written as “.{extension}”"));
        };
        if self.own.as_ref().is_some_and(|own| storage::is_same_file(own, &self.out)) {
            return Written::Failed(THE_MAP.to_owned());
        }
        if !self.replaces && self.out.exists() {
            return Written::IsThere;
        }
        let style = match self.style.with_logo() {
            Ok(style) => style,
            Err(why) => return Written::Failed(why),
        };
        steps.go_to(1);
        let option = self.option.as_ref().and_then(|id| self.map.options.get(id.as_str()));
        let paper = paper(&self.map, option.map(AsRef::as_ref), &self.sections);
        if progress.is_cancelled() {
            return Written::Left;
        }
        if paper.blocks.is_empty() {
            return Written::Failed(format!("no paper is written: {NOTHING_TO_TELL}"));
        }
        steps.go_to(2);
        let found = fonts::find(&foreign_letters(&paper, &style, format));
        let mut told: Vec<String> = found.complaint().into_iter().collect();
        let empty: Vec<&str> = left_out(&paper, &self.sections).into_iter().map(Section::title).collect();
        if !empty.is_empty() {
            let them = if empty.len() == 1 { "it" } else { "them" };
            told.push(format!("left out, as there is nothing to tell in {them}: {}", list(&empty, empty.len())));
        }
        let fonts = Fonts::new(found.fonts.into_iter().map(|font| (font.bytes, font.index)));
        let bytes = match (format.write)(&Press { paper: &paper, style: &style, fonts: &fonts }) {
            Ok(bytes) => bytes,
            Err(why) => return Written::Failed(why),
        };
        if progress.is_cancelled() {
            return Written::Left;
        }
        steps.go_to(3);
        let over = if self.replaces { Over::Anything } else { Over::Nothing };
        let mut terms = Terms::made_of(self.own.as_deref(), over);
        let mut saved = storage::save(&self.out, &bytes, terms);
        if let Err(SaveError::WouldLose { losses, .. }) = &saved {
            told.push(lost_in_words(losses));
            terms.accepts_losses = true;
            saved = storage::save(&self.out, &bytes, terms);
        }
        match saved {
            Ok(saved) => {
                // The paper is there whether or not the style can be kept for the next one.
                let kept = if self.keeps_style { home.keep_house_style(&self.style) } else { Ok(()) };
                told.extend(kept.err().map(|error| format!("the house style could not be kept ({error})")));
                told.splice(0..0, saved.doubt.map(|doubt| doubt.to_string()));
                Written::Done(all_of(told))
            }
            Err(SaveError::IsThere(_)) => Written::IsThere,
            Err(error) => Written::Failed(error.to_string()),
        }
    }
}
