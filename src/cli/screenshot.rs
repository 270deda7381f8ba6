//! `boardwalk screenshot`: the picture of a map as a file, drawn without a window.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::files::{looked_into, meant, save, unfit_to_hold};
use super::in_option::InOption;
use super::look::{Folds, Looked, Pixels, Theme, form_parser, lens_parser, painted_by, shown, switch_label};
use super::{Console, Verdict};
use crate::analysis::{Finding, InFocus, Report, analyse, in_focus};
use crate::drawing::sheet::Frame;
use crate::drawing::typeset::Fonts;
use crate::drawing::{Depiction, Focusing, Ink, Lens, Sheet, depict, mark_size};
use crate::exchange::export::{self, Format, Picture, Writer};
use crate::layout::Form;
use crate::model::{Focus, Id, Map, Rest, When};
use crate::storage::{Over, Terms};

/// Draw a map into a PNG, SVG or PDF file, without a window
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map to draw
    file: PathBuf,

    #[arg(value_name = "OUT.png", help = picture_help())]
    picture: PathBuf,

    /// The size of the picture in pixels
    #[arg(long, value_name = "WxH", default_value = "1920x1080")]
    size: Pixels,

    /// The colours
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    theme: Theme,

    /// What colour means
    #[arg(long, value_parser = lens_parser(), default_value = Lens::Status.word())]
    lens: Lens,

    /// How the cards are laid out
    #[arg(long, value_parser = form_parser(), default_value = Form::Layers.word())]
    layout: Form,

    /// What to show beside the lines of accountability; may be given more than once
    #[arg(long = "show", value_name = "WHAT", value_parser = switch_label, value_delimiter = ',')]
    shown: Vec<&'static str>,

    /// The finding to draw, by the code or the name of its rule; of several the gravest, or that on SUBJECT
    #[arg(long, value_name = "CODE[:SUBJECT]")]
    finding: Option<String>,

    /// What to put into focus, such as way-up:play-group; the rest fades, is left out behind "only " or folds behind "folding "
    #[arg(long, value_name = "QUESTION", conflicts_with = "finding")]
    focus: Option<Focus>,

    #[command(flatten)]
    folds: Folds,

    #[command(flatten)]
    option: InOption,

    /// With --lens change: draw what changes from this map, instead of what the option changes
    #[arg(long, value_name = "FILE", conflicts_with = "since")]
    from: Option<PathBuf>,

    /// With --lens change: draw what changed since this date
    #[arg(long, value_name = "DATE")]
    since: Option<When>,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk screenshot town.boardwalk town.png
  boardwalk screenshot town.boardwalk town.png --size 1280x800 --theme dark
  boardwalk screenshot town.boardwalk town.svg --lens theme --show strands,seats
  boardwalk screenshot town.boardwalk town.png --layout onion
  boardwalk screenshot town.boardwalk town.png --finding broken-route:play-group
  boardwalk screenshot town.boardwalk town.png --focus way-up:play-group
  boardwalk screenshot town.boardwalk town.png --focus \"only neighbours:board:2:reports_to+part_of\"
  boardwalk screenshot town.boardwalk town.png --fold trust-board --fold-to 22
  boardwalk screenshot town.boardwalk town.png --lens change --option small
  boardwalk screenshot town.boardwalk town.png --lens change --since 2007 --as-of 2011
  boardwalk screenshot may.boardwalk town.png --lens change --from april.boardwalk";

fn picture_help() -> String {
    format!("The picture; the end of its name, {}, says in which format", export::extensions(Format::is_picture))
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let picture = &arguments.picture;
    let name = picture.file_name().unwrap_or_default().to_string_lossy();
    let Some(Writer::Picture(write)) = export::of_file(&name).map(|format| &format.writer) else {
        let ends = export::extensions(Format::is_picture);
        console.complain(format_args!("{}: a picture's name must end in {ends}", picture.display()));
        return Ok(Verdict::Failed);
    };
    if let Some(what) = unfit_to_hold(picture, &arguments.file) {
        console.complain(format_args!("{}: {what}", picture.display()));
        return Ok(Verdict::Failed);
    }
    let Some(baseline) = looked_into(&arguments.file, &InOption::default(), console) else {
        return Ok(Verdict::Failed);
    };
    let whole = baseline.clone();
    let Some(map) = meant(&arguments.file, baseline.clone(), &arguments.option, console) else {
        return Ok(Verdict::Failed);
    };
    let earlier = match arguments.earlier(baseline, console) {
        Ok(earlier) => earlier,
        Err(problem) => {
            console.complain(problem);
            return Ok(Verdict::Failed);
        }
    };
    let report = analyse(&map);
    let finding = match arguments.finding.as_deref().map(|asked| asked_for(asked, &report)).transpose() {
        Ok(finding) => finding,
        Err(problem) => {
            console.complain(format_args!("{}: {problem}", arguments.file.display()));
            return Ok(Verdict::Failed);
        }
    };
    let seen = arguments.focus.as_ref().map(|focus| in_focus(&map, &whole, &focus.question));
    if let (Some(None), Some(focus)) = (&seen, &arguments.focus) {
        let what = "what is to be in focus is not on this map";
        console.complain(format_args!("{}: {}: {what}", arguments.file.display(), focus.question));
        return Ok(Verdict::Failed);
    }
    let seen = seen.flatten().map(Arc::new);
    let shown = shown(&arguments.shown).or_what_there_is(&map);
    // Only what is not in the picture anyway: what is asked for by name would bring all of its lines with it.
    let choice = shown.choose(&map, &BTreeSet::new());
    let is_missing = |id: &Id| !choice.nodes.contains(id) && choice.links.binary_search(id).is_err();
    let focused = seen.iter().flat_map(|seen| seen.nodes.iter().chain(&seen.links)).cloned();
    let looked_at: BTreeSet<Id> = finding.map(Finding::named).unwrap_or_default().into_iter().chain(focused).collect();
    let rest = arguments.focus.as_ref().map(|focus| focus.rest).unwrap_or_default();
    // What is asked for by name is not folded away.
    let mut folding = match arguments.folds.folding(&map, looked_at.clone()) {
        Ok(folding) => folding,
        Err(problem) => {
            console.complain(format_args!("{}: {problem}", arguments.file.display()));
            return Ok(Verdict::Failed);
        }
    };
    folding.only = seen.as_ref().filter(|_| rest == Rest::Folds).map(|seen| seen.nodes.clone());
    let missing = looked_at.into_iter().filter(is_missing).collect();
    let (earlier, lens, form) = (earlier.as_ref(), arguments.lens, arguments.layout);
    let looked = Looked { map: &map, earlier, report: &report, shown, missing, folding, lens, form };
    let scene = looked.draw(&arguments.file, console);
    let scene = match &seen {
        Some(seen) => scene.focused(&Focusing { seen: Arc::clone(seen), rest, also: BTreeSet::new() }),
        None => scene,
    };
    let size = arguments.size.size();
    let breaks = |seen: &InFocus, zoom: f32| {
        let plain = Depiction::plain(BTreeSet::new(), Ink::Error, None);
        plain.with_gaps(&scene, &seen.gaps, mark_size(zoom))
    };
    let depicted = |zoom: f32| match finding {
        Some(finding) => Some(depict(&scene, &map, finding, mark_size(zoom))),
        None => seen.as_ref().filter(|seen| !seen.gaps.is_empty()).map(|seen| breaks(seen, zoom)),
    };
    // How near a finding is looked at depends on what is depicted, and that on how near.
    let sheet = Sheet::of(&scene, depicted(Sheet::of(&scene, None, size).scale).as_ref(), size);
    let depiction = depicted(sheet.scale);
    let (palette, depiction, none) = (arguments.theme.palette(), depiction.as_ref(), Fonts::default());
    let frame = Frame::default();
    let drawn = Picture { scene: &scene, depiction, part: None, palette, frame, size, scale: 1.0, fonts: &none };
    let bytes = painted_by(*write, drawn, picture, console);
    if sheet.lacks_legend {
        console.warn(format_args!("{}: the legend is left out, as there is no room for it", picture.display()));
    }
    match bytes {
        Ok(bytes) => {
            let (_, is_certain) = save(picture, bytes, Terms::made_of(Some(&arguments.file), Over::Anything), console);
            Ok(if is_certain { Verdict::Clean } else { Verdict::Failed })
        }
        Err(error) => {
            console.complain(format_args!("{}: {error}", picture.display()));
            Ok(Verdict::Failed)
        }
    }
}

impl Arguments {
    /// The map from which the picture shows what changes, if that is its lens; or why there is none.
    fn earlier(&self, baseline: Map, console: &mut Console) -> Result<Option<Map>, String> {
        let asks = self.from.is_some() || self.since.is_some();
        if self.lens != Lens::Change {
            return if asks { Err("--from and --since go with --lens change only".to_owned()) } else { Ok(None) };
        }
        let unreadable = || "there is nothing to compare with".to_owned();
        let earlier = match &self.from {
            Some(file) => Some(looked_into(file, &InOption::default(), console).ok_or_else(unreadable)?),
            None => self.option.earlier(baseline, self.since)?,
        };
        let nothing = "--lens change needs something to compare with: --option NAME, --since DATE or --from FILE";
        earlier.map(Some).ok_or_else(|| nothing.to_owned())
    }
}

/// The finding that `CODE[:SUBJECT]` asks for: the first, so the gravest, of that rule that is about the subject.
fn asked_for<'a>(asked: &str, report: &'a Report) -> Result<&'a Finding, String> {
    let (rule, subject) = asked.split_once(':').map_or((asked, None), |(rule, subject)| (rule, Some(subject)));
    let is_of_rule = |finding: &&Finding| finding.code.eq_ignore_ascii_case(rule) || finding.rule == rule;
    let is_about =
        |finding: &&Finding| subject.is_none_or(|id| finding.subjects.iter().any(|subject| subject.id.as_str() == id));
    report.findings.iter().filter(is_of_rule).find(is_about).ok_or_else(|| {
        let about = subject.map_or_else(String::new, |subject| format!(" about {subject}"));
        format!("{rule} finds nothing{about} here; boardwalk check lists what is found")
    })
}
