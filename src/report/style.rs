//! House style: how the papers of one organisation look. It is set once, and no paper has words of it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// How papers look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Style {
    /// Whose papers they are; stands on the cover and at the foot of each page.
    pub organisation: String,
    /// The colour of headings.
    pub first_colour: Colour,
    /// The colour of rules and links.
    pub second_colour: Colour,
    /// The typeface, by its name; readers who lack it see one that is alike.
    pub typeface: String,
    /// Whether the title has a page of its own.
    pub cover: bool,
    /// The logo, which stands above the title.
    #[serde(skip)]
    pub logo: Option<Logo>,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            organisation: String::new(),
            first_colour: Colour(0x1f, 0x3a, 0x5f),
            second_colour: Colour(0x0b, 0x6b, 0x8a),
            typeface: "Arial".to_owned(),
            cover: true,
            logo: None,
        }
    }
}

/// A colour as people write it: #1F3A5F.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(pub u8, pub u8, pub u8);

/// A picture that stands above the title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The picture, as PNG.
    pub png: Arc<[u8]>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// The contrast that text needs on white to be read by everybody (WCAG 2, level AA).
const READABLE: f64 = 4.5;

impl Colour {
    /// As six digits.
    pub fn hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// The same colour, or as much of it as text on white can have and still be read.
    #[must_use]
    pub fn readable(self) -> Self {
        let mut colour = self;
        while colour.contrast_on_white() < READABLE {
            let darker = |part: u8| part - part.div_ceil(16);
            colour = Self(darker(colour.0), darker(colour.1), darker(colour.2));
        }
        colour
    }

    /// A pale tint of it, as a ground for dark text.
    #[must_use]
    pub fn pale(self) -> Self {
        let paler = |part: u8| 255 - (255 - part) / 8;
        Self(paler(self.0), paler(self.1), paler(self.2))
    }

    fn contrast_on_white(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = 0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2);
        1.05 / (luminance + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.hex())
    }
}

impl FromStr for Colour {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.trim().trim_start_matches('#');
        let part = |from: usize| digits.get(from..from + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
        let is_hex = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let parts = is_hex.then(|| Some(Self(part(0)?, part(2)?, part(4)?))).flatten();
        let quoted = crate::model::quote::shortened(text);
        parts.ok_or_else(|| format!("“{quoted}” is no colour: write six digits, such as #1F3A5F"))
    }
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_people_write_them_and_text_in_them_can_be_read() {
        assert_eq!("#1F3a5f".parse(), Ok(Colour(0x1f, 0x3a, 0x5f)));
        for bad in ["", "red", "#12345", "#1234567", "#12345g", "#ééé"] {
            assert!(bad.parse::<Colour>().is_err_and(|why| why.contains("six digits")), "{bad}");
        }
        for colour in [Colour(255, 255, 255), Colour(255, 255, 0), Colour(0x0b, 0x6b, 0x8a), Colour(0, 0, 0)] {
            let readable = colour.readable();
            assert!(readable.contrast_on_white() >= READABLE, "{readable}");
            assert!(colour.contrast_on_white() < READABLE || readable == colour, "{colour} is left alone");
        }
    }
}
