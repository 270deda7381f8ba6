//! House style as a file: JSON with the fields of [`Style`], and `logo`, the name of a PNG file beside it.

use serde::Deserialize;

use crate::report::{Logo, Style};

/// A larger logo is refused, in bytes.
pub const MOST_BYTES: usize = 4 << 20;
/// The longest side of a logo, pixels.
const LONGEST_SIDE: u32 = 8_192;

/// Reads a house style, and the name of its logo, if it has one; or says what is wrong, in a sentence without a full stop.
pub fn read(bytes: &[u8]) -> Result<(Style, Option<String>), String> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let value = serde_json::from_slice(bytes).map_err(|error| format!("this is no JSON: {error}"))?;
    // A list would be taken for a style of which everything is left out.
    let serde_json::Value::Object(mut fields) = value else {
        return Err("a house style is a list of fields in braces".to_owned());
    };
    let logo = fields.remove("logo");
    let style = Style::deserialize(serde_json::Value::Object(fields)).map_err(|error| error.to_string())?;
    match logo {
        None | Some(serde_json::Value::Null) => Ok((style, None)),
        Some(serde_json::Value::String(name)) => Ok((style, Some(name))),
        Some(_) => Err("“logo” is to be the name of a file".to_owned()),
    }
}

/// A logo of the bytes of a PNG file; or why it is none, as a sentence without a full stop. The picture is not unpacked.
pub fn logo(bytes: Vec<u8>) -> Result<Logo, String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!("the logo is larger than {} MB: take a smaller picture", MOST_BYTES >> 20));
    }
    // A PNG begins with eight bytes of its own, then with a block that has its sides.
    let is_png = bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR");
    let side = |from: usize| bytes.get(from..from + 4).and_then(|side| side.try_into().ok()).map(u32::from_be_bytes);
    match (is_png, side(16), side(20)) {
        (true, Some(width @ 1..=LONGEST_SIDE), Some(height @ 1..=LONGEST_SIDE)) => {
            Ok(Logo { png: bytes.into(), width, height })
        }
        _ => Err("the logo is no PNG picture of a common size: save it as PNG".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_read_and_what_is_wrong_with_one_is_said() {
        let file = br##"{"organisation": "Town", "first_colour": "#112233", "logo": "logo.png", "cover": false}"##;
        let (style, logo) = read(file).expect("a style");
        assert_eq!((style.organisation.as_str(), style.cover, logo.as_deref()), ("Town", false, Some("logo.png")));
        assert_eq!(style.typeface, Style::default().typeface, "what is left out is as it is anyway");
        for (bad, why) in [
            ("", "no JSON"),
            ("[]", "in braces"),
            (r#"{"first_colour": "red"}"#, "six digits"),
            (r#"{"logo": 3}"#, "name of a file"),
            (r#"{"colour": "red"}"#, "unknown field"),
        ] {
            assert!(read(bad.as_bytes()).is_err_and(|what| what.contains(why)), "{bad}");
        }
    }

    #[test]
    fn a_logo_is_a_png_of_a_common_size() {
        let png = |width: u32, height: u32| {
            let head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
            [head, width.to_be_bytes().to_vec(), height.to_be_bytes().to_vec()].concat()
        };
        assert_eq!(logo(png(300, 100)).map(|logo| (logo.width, logo.height)), Ok((300, 100)));
        for bad in [png(0, 100), png(100_000, 1), b"GIF89a".to_vec(), Vec::new(), vec![0; MOST_BYTES + 1]] {
            assert!(logo(bad).is_err());
        }
    }
}
