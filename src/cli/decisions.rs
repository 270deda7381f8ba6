//! `boardwalk decisions`: what an option changes, in order, and why.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::console::{FAINT, STRONG, json_text, painted, paragraph};
use super::files::looked_into;
use super::format::Format;
use super::in_option::{InOption, option_of};
use super::{Console, Verdict};
use crate::model::quote::shortened;
use crate::options::{decisions, quoted};

/// List what an option changes, in order, with the reason of each
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boardwalk decisions town.boardwalk --option small\n\nExit status: 0 if every change has a \
                        reason, 1 if one has none, 2 if the map or the option could not be found."
)]
pub(super) struct Arguments {
    /// The map
    file: PathBuf,

    /// The option, by its name or id
    #[arg(long, value_name = "NAME")]
    option: String,

    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let Some(map) = looked_into(&arguments.file, &InOption::default(), console) else { return Ok(Verdict::Failed) };
    let Some(option) = option_of(&map, &arguments.option, &arguments.file, console) else { return Ok(Verdict::Failed) };
    let decisions = decisions(&map, option);
    let text = match arguments.format {
        Format::Json => json_text(&decisions)?,
        Format::Text => {
            let title = format!("{}, option {}", shortened(map.called()), quoted(option));
            let mut page = format!("{}\n{}\n\n", painted(title, STRONG), painted(decisions.sentence(), FAINT));
            for (number, decision) in decisions.made.iter().enumerate() {
                page += &paragraph(&decision.change.sentence, &format!("{:>4}. ", number + 1), console.width());
                if let Some(reason) = &decision.reason {
                    page += &paragraph(&painted(shortened(reason), FAINT), "      ", console.width());
                }
            }
            page
        }
    };
    console.print(&text)?;
    Ok(if decisions.without_reason == 0 { Verdict::Clean } else { Verdict::Found })
}
