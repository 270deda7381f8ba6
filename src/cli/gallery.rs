//! `boardwalk gallery`: how everything looks, in a window or as a picture.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::files::save;
use super::{Console, Verdict};
use crate::drawing::Sight;
use crate::exchange::export::gallery;
use crate::storage::Over;

/// Show every card, line, state, mark and control in all themes, to judge the look of maps and window
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Draw cards, lines and marks into this picture instead of opening a window; its name must end in .png or .svg
    #[arg(long, value_name = "PICTURE")]
    pub(super) out: Option<PathBuf>,

    /// Draw them as they are seen by people who see fewer colours
    #[arg(long, value_enum, requires = "out")]
    sight: Option<Seen>,
}

/// How colours are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Seen {
    /// Without the cones for long waves: no red
    Protan,
    /// Without the cones for middling waves: no green
    Deutan,
    /// Without the cones for short waves: no blue
    Tritan,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk gallery
  boardwalk gallery --out look.png
  boardwalk gallery --out look.svg --sight deutan";

/// Draws the gallery into a file.
pub(super) fn run(arguments: &Arguments, out: &Path, console: &mut Console) -> io::Result<Verdict> {
    let sight = match arguments.sight {
        None => Sight::Full,
        Some(Seen::Protan) => Sight::Protan,
        Some(Seen::Deutan) => Sight::Deutan,
        Some(Seen::Tritan) => Sight::Tritan,
    };
    let end = out.extension().map(|end| end.to_string_lossy().to_lowercase());
    let bytes = match end.as_deref() {
        Some("svg") => Ok(gallery::svg(sight)),
        Some("png") => gallery::png(sight),
        _ => Err("the name of the gallery's picture must end in .png or .svg".to_owned()),
    };
    match bytes {
        Ok(bytes) => {
            let (_, is_certain) = save(out, bytes, Over::Anything, console);
            Ok(if is_certain { Verdict::Clean } else { Verdict::Failed })
        }
        Err(error) => {
            console.complain(format_args!("{}: {error}", out.display()));
            Ok(Verdict::Failed)
        }
    }
}
