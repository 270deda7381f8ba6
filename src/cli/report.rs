//! `boardwalk report`: a board paper on a map.

use std::io;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::files::{looked_into, save, unfit_to_hold};
use super::in_option::{InOption, of_file, option_of};
use super::{Console, Verdict};
use crate::drawing::typeset::Fonts;
use crate::exchange::report::{Press, extensions, foreign_letters, format};
use crate::report::{NOTHING_TO_TELL, Section, left_out, paper};
use crate::storage::{Over, Terms, fonts, house_style};

/// Write a board paper on a map: findings, options, decisions and the register of groups
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map
    file: PathBuf,

    #[arg(short, long, value_name = "OUT", help = paper_help())]
    out: PathBuf,

    /// The option that the paper is about, by its name or id
    #[arg(long, value_name = "NAME")]
    option: Option<String>,

    /// The sections, in this order [default: all of them]
    #[arg(long, value_name = "A,B,C", value_parser = section_parser(), value_delimiter = ',')]
    sections: Vec<Section>,

    /// The house style: a JSON file with organisation, first_colour, second_colour, typeface, cover and logo
    #[arg(long, value_name = "FILE")]
    style: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk report town.boardwalk -o town.docx
  boardwalk report town.boardwalk -o town.pdf
  boardwalk report town.boardwalk -o town.html --option \"A small board\"
  boardwalk report town.boardwalk -o town.md --sections summary,register
  boardwalk report town.boardwalk -o town.docx --style house.json

Exit status: 0 if the paper is written, 2 if it could not be, or if nothing would stand in it.";

fn paper_help() -> String {
    format!("The paper; the end of its name, {}, says in which format", extensions())
}

fn section_parser() -> impl TypedValueParser<Value = Section> {
    PossibleValuesParser::new(Section::ALL.map(Section::word))
        .map(|word| Section::of_word(&word).unwrap_or(Section::Summary))
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let (file, out) = (&arguments.file, &arguments.out);
    let extension = out.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let Some(format) = format(extension) else {
        console.complain(format_args!("{}: a paper's name must end in {}", out.display(), extensions()));
        return Ok(Verdict::Failed);
    };
    if let Some(what) = unfit_to_hold(out, file) {
        console.complain(of_file(out, what));
        return Ok(Verdict::Failed);
    }
    let Some(map) = looked_into(file, &InOption::default(), console) else { return Ok(Verdict::Failed) };
    let option = match &arguments.option {
        None => None,
        Some(asked) => match option_of(&map, asked, file, console) {
            Some(option) => Some(option),
            None => return Ok(Verdict::Failed),
        },
    };
    let style = match arguments.style.as_deref().map(house_style::open).transpose() {
        Ok(style) => style.unwrap_or_default(),
        Err(what) => {
            console.complain(what);
            return Ok(Verdict::Failed);
        }
    };
    let mut sections = arguments.sections.iter().enumerate();
    if let Some((_, section)) = sections.find(|(place, section)| arguments.sections[..*place].contains(*section)) {
        let what = format!("the section “{}” is named twice; name it once", section.word());
        console.complain(of_file(file, &what));
        return Ok(Verdict::Failed);
    }
    let needs_option = arguments.sections.iter().find(|section| section.needs_option());
    if let Some(section) = needs_option.filter(|_| option.is_none() && map.options.len() != 1) {
        let advice = if map.options.is_empty() { ", and this map has none" } else { "; name it with --option" };
        let what = format!("the section “{}” is about one option{advice}", section.word());
        console.complain(of_file(file, &what));
        return Ok(Verdict::Failed);
    }
    if option.is_none() && map.options.len() > 1 {
        let what = "the ledger and the decisions are left out, as they are about one option; name it with --option";
        if arguments.sections.is_empty() {
            console.note(of_file(file, what));
        }
    }
    let paper = paper(&map, option, arguments.sections());
    if paper.blocks.is_empty() {
        console.complain(of_file(file, &format!("no paper is written: {NOTHING_TO_TELL}")));
        return Ok(Verdict::Failed);
    }
    for section in left_out(&paper, &arguments.sections) {
        let what = format!("the section “{}” has nothing to tell, and is left out", section.word());
        console.note(of_file(out, &what));
    }
    let found = fonts::find(&foreign_letters(&paper, &style, format));
    if let Some(complaint) = found.complaint() {
        console.warn(of_file(out, &complaint));
    }
    let fonts = Fonts::new(found.fonts.into_iter().map(|font| (font.bytes, font.index)));
    match (format.write)(&Press { paper: &paper, style: &style, fonts: &fonts }) {
        Ok(bytes) => {
            let (_, is_certain) = save(out, bytes, Terms::made_of(Some(&arguments.file), Over::Anything), console);
            Ok(if is_certain { Verdict::Clean } else { Verdict::Failed })
        }
        Err(what) => {
            console.complain(of_file(out, &what));
            Ok(Verdict::Failed)
        }
    }
}

impl Arguments {
    fn sections(&self) -> &[Section] {
        if self.sections.is_empty() { &Section::ALL } else { &self.sections }
    }
}
