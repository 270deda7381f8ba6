//! The house style on the disk: a file, and the logo beside it.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Home;
use crate::exchange::report::style_file;
use crate::report::{Logo, Style};

/// The file that remembers the house style, in the folder of settings.
const KEPT: &str = "house_style.json";

/// The house style that the window remembers. The logo is where people keep it, and read anew for each paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HouseStyle {
    /// How papers look, but for the logo.
    pub style: Style,
    /// Where the logo is.
    pub logo: Option<PathBuf>,
}

impl HouseStyle {
    /// The style with its logo; or why that cannot be had.
    pub fn with_logo(&self) -> Result<Style, String> {
        let logo = self.logo.as_deref().map(open_logo).transpose()?;
        Ok(Style { logo, ..self.style.clone() })
    }
}

impl Home {
    /// The house style as it was last kept.
    pub fn house_style(&self) -> io::Result<HouseStyle> {
        self.load(KEPT)
    }

    /// Keeps the house style.
    pub fn keep_house_style(&self, style: &HouseStyle) -> io::Result<()> {
        self.keep(KEPT, style)
    }
}

/// Reads a house style with its logo; or says what is wrong, naming the file, in a sentence without a full stop.
pub fn open(file: &Path) -> Result<Style, String> {
    let (mut style, logo) =
        bytes(file).and_then(|bytes| style_file::read(&bytes)).map_err(|what| named(file, &what))?;
    if let Some(name) = logo {
        let beside = file.parent().unwrap_or_else(|| Path::new("")).join(name);
        style.logo = Some(open_logo(&beside)?);
    }
    Ok(style)
}

/// Reads a logo.
pub fn open_logo(file: &Path) -> Result<Logo, String> {
    bytes(file).and_then(style_file::logo).map_err(|what| named(file, &what))
}

fn named(file: &Path, what: &str) -> String {
    format!("{}: {what}", file.display())
}

/// What a file holds, if that is not more than a style or a logo ever is.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let read = || -> io::Result<Vec<u8>> {
        // What is no file may be a pipe, which is not even opened before somebody writes to it.
        if !std::fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is no ordinary file"));
        }
        let (file, mut bytes) = (File::open(path)?, Vec::new());
        file.take(style_file::MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| format!("it cannot be read ({error})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_kept_and_a_logo_is_read_beside_its_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        assert_eq!(home.house_style().ok(), Some(HouseStyle::default()));
        let wanted = HouseStyle {
            style: Style { organisation: "Town".into(), cover: false, ..Style::default() },
            logo: Some(folder.path().join("none.png")),
        };
        home.keep_house_style(&wanted).expect("kept");
        assert_eq!(home.house_style().ok(), Some(wanted.clone()));
        assert!(wanted.with_logo().is_err_and(|what| what.contains("none.png") && what.contains("cannot be read")));

        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..], &[0, 0, 0, 9, 0, 0, 0, 7]].concat();
        std::fs::write(folder.path().join("logo.png"), png).expect("written");
        let file = folder.path().join("style.json");
        std::fs::write(&file, br#"{"logo": "logo.png"}"#).expect("written");
        let style = open(&file).expect("a style");
        assert_eq!(style.logo.map(|logo| (logo.width, logo.height)), Some((9, 7)));
    }
}
