//! `boardwalk export`: a map as a file that other programs read.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::console::{STRONG, painted};
use super::files::{looked_into, meant, save, unfit_to_hold};
use super::in_option::{InOption, of_file};
use super::look::{Folds, Looked, Pixels, Theme, fonts_of, form_parser, lens_parser, shown, switch_label};
use super::{Console, Verdict};
use crate::analysis::{Report, analyse};
use crate::drawing::sheet::Frame;
use crate::drawing::typeset::Fonts;
use crate::drawing::{Depiction, Lens, Palette, Scene, Sheet};
use crate::exchange::export::views::{LYING, NO_VIEWS, Viewed, numbered, view_called, viewed};
use crate::exchange::export::{self, FORMATS, Facts, Format, NOT_ON_THAT_DATE, Paper, Picture, Topic, Writer};
use crate::layout::{Form, Rect};
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

    /// For pdf: cut a large sheet into pages of this paper, with marks to put them together
    #[arg(long, value_parser = paper_parser(), conflicts_with = "views")]
    tiles: Option<Paper>,

    /// For pictures: what stands around the map
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    #[arg(help = "For pictures: what stands around the map: title, legend, source or none [default: the first three]")]
    around: Vec<Around>,

    /// For pictures: a view of the talk, by its name, its id or its place
    #[arg(long, value_name = "VIEW", conflicts_with_all = ["lens", "layout", "shown", "folded", "fold_to"])]
    view: Option<String>,

    /// For pictures: every view of the talk; a PDF has a page each, other pictures are files with numbers
    #[arg(long, conflicts_with_all = ["view", "lens", "layout", "shown", "folded", "fold_to"])]
    views: bool,

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

/// What can stand around a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Around {
    /// The title of the map and its date
    Title,
    /// What colours and lines mean
    Legend,
    /// What the map rests on
    Source,
    /// Nothing of it
    None,
}

/// What is drawn on one sheet.
struct Drawn {
    scene: Scene,
    depiction: Option<Depiction>,
    part: Option<Rect>,
    frame: Frame,
}

impl Look {
    fn frame(&self, map: &Map) -> Frame {
        let is_asked = |what| self.around.contains(&what) && !self.around.contains(&Around::None);
        let has = |what| self.around.is_empty() || is_asked(what);
        let source = if has(Around::Source) { export::source_line(map) } else { String::new() };
        Frame { has_title: has(Around::Title), has_legend: has(Around::Legend), caption: String::new(), source }
    }

    /// The first of them that is asked for.
    fn asked_for(&self) -> Option<&'static str> {
        let asked: [(bool, &str); 11] = [
            (self.size.is_some(), "--size"),
            (self.paper.is_some(), "--paper"),
            (self.scale.is_some(), "--scale"),
            (self.theme.is_some(), "--theme"),
            (self.lens.is_some(), "--lens"),
            (self.layout.is_some(), "--layout"),
            (!self.shown.is_empty(), "--show"),
            (self.tiles.is_some(), "--tiles"),
            (!self.around.is_empty(), "--around"),
            (self.view.is_some(), "--view"),
            (self.views, "--views"),
        ];
        asked.into_iter().find(|(is_asked, _)| *is_asked).map(|(_, name)| name).or_else(|| self.folds.asked_for())
    }
}

const EXAMPLES: &str = "\
Examples:
  boardwalk export town.boardwalk -o town.xlsx
  boardwalk export town.boardwalk -o town.svg --theme dark --show strands
  boardwalk export town.boardwalk -o wall.pdf --layout onion --paper A3
  boardwalk export town.boardwalk -o wall.pdf --paper A1 --tiles A4
  boardwalk export town.boardwalk -o talk.pdf --views
  boardwalk export town.boardwalk -o second.png --view 2
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
    let made = match format.writer {
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
                vec![(out.clone(), made.bytes)]
            })
        }
        Writer::Picture(write) => arguments.picture(format, write, whole, &map, &report, console),
    };
    match made {
        Ok(files) => {
            // With its number in its name, a file may be another than the one that was named.
            let unfit = |(path, _): &(PathBuf, Vec<u8>)| Some((path.clone(), unfit_to_hold(path, &arguments.file)?));
            if let Some((path, what)) = files.iter().find_map(unfit) {
                console.complain(of_file(&path, what));
                return Ok(Verdict::Failed);
            }
            let mut is_certain = true;
            for (path, bytes) in files {
                is_certain &= save(&path, bytes, Terms::made_of(Some(&arguments.file), Over::Anything), console).1;
            }
            Ok(if is_certain { Verdict::Clean } else { Verdict::Failed })
        }
        Err(what) => failed(console, what),
    }
}

impl Arguments {
    /// Why what is asked for does not go with the format.
    fn unfit_for(&self, format: &Format) -> Option<String> {
        if self.table.is_some() && !format.is_table() {
            return Some(format!("--table goes with csv, and this is {}", format.name));
        }
        if self.look.paper.is_some() && !format.is_paged() {
            return Some(format!("--paper goes with pdf, and this is {}", format.name));
        }
        if self.look.tiles.is_some() && !format.is_paged() {
            return Some(format!("--tiles goes with pdf, and this is {}", format.name));
        }
        if self.look.scale.is_some() && !format.has_pixels() {
            return Some(format!("--scale goes with png, and this is {}", format.name));
        }
        let asked = self.look.asked_for().filter(|_| !format.is_picture());
        asked.map(|asked| format!("{asked} goes with pictures, and this is {}", format.name))
    }

    /// The files of what is seen.
    fn picture(
        &self,
        format: &Format,
        write: fn(&Picture<'_>) -> Result<Vec<u8>, String>,
        whole: Map,
        map: &Map,
        report: &Report,
        console: &mut Console,
    ) -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
        let drawn = self.drawn(whole, map, report, console)?;
        let (palette, none) = (self.look.theme.map_or(Palette::Light, Theme::palette), Fonts::default());
        let scale = self.look.scale.unwrap_or(1.0);
        let mut pictures = Vec::with_capacity(drawn.len());
        for of in &drawn {
            let Drawn { scene, depiction, part, frame } = of;
            let (depiction, frame) = (depiction.as_ref(), frame.clone());
            let bounds = part.unwrap_or_else(|| depiction.map_or(scene.bounds, |depiction| depiction.bounds(scene)));
            let shape = Sheet::around(scene, depiction, bounds, &frame);
            let paper = self.look.paper.or_else(|| format.is_paged().then(|| Paper::fitting(scene, *part)));
            // The pages of a talk lie on their sides, like a screen.
            let shape_of_page = if self.look.views { LYING } else { shape };
            let size = self.look.size.map(Pixels::size).or_else(|| paper.map(|paper| paper.size_for(shape_of_page)));
            let size = size.unwrap_or(shape);
            if Sheet::framed(scene, depiction, size, *part, &frame).lacks_legend {
                console.warn(of_file(&self.output, "the legend is left out, as there is no room for it"));
            }
            pictures.push(Picture { scene, depiction, part: *part, palette, frame, size, scale, fonts: &none });
        }
        let fonts = fonts_of(&pictures, &self.output, console);
        let pictures: Vec<Picture<'_>> =
            pictures.into_iter().map(|picture| Picture { fonts: &fonts, ..picture }).collect();
        if format.is_paged() {
            let bytes = match (self.look.tiles, &pictures[..]) {
                (Some(paper), [picture]) => export::tiles(picture, paper),
                _ => export::pages(map.called(), &pictures),
            };
            return Ok(vec![(self.output.clone(), bytes?)]);
        }
        let files = if self.look.views { numbered(&self.output, pictures.len()) } else { vec![self.output.clone()] };
        files.into_iter().zip(&pictures).map(|(file, picture)| Ok((file, write(picture)?))).collect()
    }

    /// What is seen: the map, or a view of it, or all.
    fn drawn(&self, whole: Map, map: &Map, report: &Report, console: &mut Console) -> Result<Vec<Drawn>, String> {
        let frame = self.look.frame(map);
        let views = match &self.look.view {
            Some(asked) => vec![view_called(&whole, asked)?],
            None if self.look.views => whole.views.in_order(),
            None => Vec::new(),
        };
        if !views.is_empty() {
            let drawn = views.into_iter().map(|view| {
                let viewed = viewed(&whole, map, view);
                let frame = viewed.frame(&frame);
                let Viewed { scene, depiction, part, .. } = viewed;
                Drawn { scene, depiction, part, frame }
            });
            return Ok(drawn.collect());
        }
        if self.look.views {
            return Err(NO_VIEWS.to_owned());
        }
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
        Ok(vec![Drawn { scene: looked.draw(&self.file, console), depiction: None, part: None, frame }])
    }
}
