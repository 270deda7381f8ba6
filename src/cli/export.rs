//! `boardwalk export`: a map as a file that other programs read.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::console::{STRONG, painted};
use super::files::{looked_into, meant, save, unfit_to_hold};
use super::in_option::{InOption, of_file};
use super::look::{Folds, Looked, Pixels, Theme, form_parser, lens_parser, painted_by, shown, switch_label};
use super::{Console, Verdict};
use crate::analysis::{Report, analyse};
use crate::drawing::typeset::Fonts;
use crate::drawing::{Lens, Palette, Sheet};
use crate::exchange::export::{self, FORMATS, Facts, Format, NOT_ON_THAT_DATE, Paper, Picture, Topic, Writer};
use crate::layout::Form;
use crate::model::Map;
use crate::storage::{Over, Terms};

/// Write a map as a file that other programs read: pictures, workbooks, graphs
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = formats())]
pub(super) struct Arguments {
    /// The map
    file: PathBuf,

    /// The file to write; the end of its name says in which format, unless --format does
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,

    /// The format; `boardwalk export --help` says what each holds
    #[arg(long, value_parser = format_parser())]
    format: Option<&'static Format>,

    #[command(flatten)]
    option: InOption,

    /// For csv: which table
    #[arg(long, value_parser = topic_parser())]
    table: Option<Topic>,

    #[command(flatten)]
    look: Look,
}

/// What only pictures have.
#[derive(Debug, Args)]
struct Look {
    /// For pictures: their size in points; without it as large as the map needs
    #[arg(long, value_name = "WxH")]
    size: Option<Pixels>,

    /// For pdf: the sheet of paper; without it the smallest on which names can be read
    #[arg(long, value_parser = paper_parser(), conflicts_with = "size")]
    paper: Option<Paper>,

    /// For png: how many pixels to a point
    #[arg(long, value_name = "NUMBER", value_parser = scale_of)]
    scale: Option<f32>,

    /// For pictures: the colours
    #[arg(long, value_enum)]
    theme: Option<Theme>,

    /// For pictures: what colour means
    #[arg(long, value_parser = lens_parser())]
    lens: Option<Lens>,

    /// For pictures: how the cards are laid out
    #[arg(long, value_parser = form_parser())]
    layout: Option<Form>,

    /// For pictures: what to show beside the lines of accountability; may be given more than once
    #[arg(long = "show", value_name = "WHAT", value_parser = switch_label, value_delimiter = ',')]
    shown: Vec<&'static str>,

    /// For pictures
    #[command(flatten)]
    folds: Folds,
}

impl Look {
    /// The first of them that is asked for.
    fn asked_for(&self) -> Option<&'static str> {
        let asked = [
            (self.size.is_some(), "--size"),
            (self.paper.is_some(), "--paper"),
            (self.scale.is_some(), "--scale"),
            (self.theme.is_some(), "--theme"),
            (self.lens.is_some(), "--lens"),
            (self.layout.is_some(), "--layout"),
            (!self.shown.is_empty(), "--show"),
        ];
        asked.into_iter().find(|(is_asked, _)| *is_asked).map(|(_, name)| name).or_else(|| self.folds.asked_for())
    }
}

const EXAMPLES: &str = "\
Examples:
  boardwalk export town.boardwalk -o town.xlsx
  boardwalk export town.boardwalk -o town.svg --theme dark --show strands
  boardwalk export town.boardwalk -o wall.pdf --layout onion --paper A3
  boardwalk export town.boardwalk -o money.csv --table money
  boardwalk export town.boardwalk -o small.graphml --option \"A small board\"
  boardwalk export town.boardwalk -o town.json --format kumu

Exit status: 0 if the file was written, 2 if not. A file of that name is replaced, whole or not at all.";

/// The formats and what each holds, for the long help.
fn formats() -> String {
    let mut text = format!("{EXAMPLES}\n\n{}\n", painted("Formats:", STRONG));
    for format in FORMATS {
        let ends: Vec<String> = format.extensions.iter().map(|end| format!(".{end}")).collect();
        let (name, title, ends) = (painted(format.name, STRONG), format.title, ends.join(", "));
        text += &format!("  {name} ({ends}): {title}\n      holds {}\n      loses {}\n", format.holds, format.loses);
    }
    text
}

fn format_parser() -> impl TypedValueParser<Value = &'static Format> {
    let names = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name));
    // Of the names that the parser lets pass each has a format.
    names.map(|name| export::named(&name).unwrap_or(FORMATS[0]))
}

fn topic_parser() -> impl TypedValueParser<Value = Topic> {
    PossibleValuesParser::new(Topic::ALL.map(Topic::word))
        .map(|word| Topic::ALL.into_iter().find(|topic| topic.word() == word).unwrap_or_default())
}

fn paper_parser() -> impl TypedValueParser<Value = Paper> {
    PossibleValuesParser::new(Paper::ALL.map(Paper::word))
        .map(|word| Paper::ALL.into_iter().find(|paper| paper.word() == word).unwrap_or(Paper::A4))
}

fn scale_of(text: &str) -> Result<f32, String> {
    let scale = text.parse().ok().filter(|scale| (0.1..=16.0).contains(scale));
    scale.ok_or_else(|| "write a number from 0.1 to 16, such as 2".to_owned())
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let out = &arguments.output;
    let failed = |console: &mut Console, what: String| {
        console.complain(of_file(out, &what));
        Ok(Verdict::Failed)
    };
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let Some(format) = arguments.format.or_else(|| export::of_file(&name)) else {
        let ends = export::extensions(|_| true);
        return failed(console, format!("nothing says in which format; end its name in {ends}, or add --format"));
    };
    if let Some(what) = arguments.unfit_for(format) {
        return failed(console, what);
    }
    if let Some(what) = unfit_to_hold(out, &arguments.file) {
        return failed(console, what.to_owned());
    }
    let Some(whole) = looked_into(&arguments.file, &InOption::default(), console) else {
        return Ok(Verdict::Failed);
    };
    let Some(map) = meant(&arguments.file, whole.clone(), &arguments.option, console) else {
        return Ok(Verdict::Failed);
    };
    let report = analyse(&map);
    let bytes = match format.writer {
        Writer::Facts(write) => {
            let topic = arguments.table.unwrap_or_default();
            let option = arguments.option.asked_for(&whole);
            let facts = Facts { whole: &whole, map: &map, option, report: &report, topic };
            if format.tells_of_options(&facts) && arguments.option.is_of_a_date() {
                console.warn(of_file(out, NOT_ON_THAT_DATE));
            }
            write(&facts).map(|made| {
                if let Some(told) = &made.left_out {
                    console.warn(of_file(out, told));
                }
                made.bytes
            })
        }
        Writer::Picture(write) => arguments.picture(format, write, whole, &map, &report, console),
    };
    match bytes {
        Ok(bytes) => {
            let (_, is_certain) = save(out, bytes, Terms::made_of(Some(&arguments.file), Over::Anything), console);
            Ok(if is_certain { Verdict::Clean } else { Verdict::Failed })
        }
        Err(what) => failed(console, what),
    }
}

impl Arguments {
    /// Why what is asked for does not go with the format.
    fn unfit_for(&self, format: &Format) -> Option<String> {
        if self.table.is_some() && !format.is_table() {
            return Some(format!("--table goes with csv, and this is {}", format.title));
        }
        if self.look.paper.is_some() && !format.is_paged() {
            return Some(format!("--paper goes with pdf, and this is {}", format.title));
        }
        if self.look.scale.is_some() && !format.has_pixels() {
            return Some(format!("--scale goes with png, and this is {}", format.title));
        }
        let asked = self.look.asked_for().filter(|_| !format.is_picture());
        asked.map(|asked| format!("{asked} goes with pictures, and this is {}", format.title))
    }

    fn picture(
        &self,
        format: &Format,
        write: fn(&Picture<'_>) -> Result<Vec<u8>, String>,
        whole: Map,
        map: &Map,
        report: &Report,
        console: &mut Console,
    ) -> Result<Vec<u8>, String> {
        let lens = self.look.lens.unwrap_or_default();
        let earlier = if lens == Lens::Change { self.option.earlier(whole, None)? } else { None };
        if lens == Lens::Change && earlier.is_none() {
            return Err("--lens change needs something to compare with: --option NAME".to_owned());
        }
        let form = self.look.layout.unwrap_or_default();
        let shown = shown(&self.look.shown).or_what_there_is(map);
        let folding = self.look.folds.folding(map, BTreeSet::new())?;
        let earlier = earlier.as_ref();
        let looked = Looked { map, earlier, report, shown, missing: BTreeSet::new(), folding, lens, form };
        let scene = looked.draw(&self.file, console);
        let palette = self.look.theme.map_or(Palette::Light, Theme::palette);
        let whole = Sheet::whole(&scene, None);
        let paper = self.look.paper.or_else(|| format.is_paged().then(|| Paper::fitting(&scene)));
        let size =
            self.look.size.map(Pixels::size).or_else(|| paper.map(|paper| paper.size_for(whole))).unwrap_or(whole);
        if Sheet::of(&scene, None, size).lacks_legend {
            console.warn(of_file(&self.output, "the legend is left out, as there is no room for it"));
        }
        let none = Fonts::default();
        let scale = self.look.scale.unwrap_or(1.0);
        let picture = Picture { scene: &scene, depiction: None, part: None, palette, size, scale, fonts: &none };
        painted_by(write, picture, &self.output, console)
    }
}
