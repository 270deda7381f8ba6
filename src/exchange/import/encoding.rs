//! Encodings of text files: by their mark, else by what their bytes can be.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Unreadable;

/// How the letters of a text file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with a mark or without.
    Utf8,
    /// UTF-16, the lower half of each letter first, as Excel writes "Unicode text".
    Utf16Le,
    /// UTF-16, the upper half first.
    Utf16Be,
    /// What Windows in western Europe wrote, and Excel still does for "CSV".
    Windows1252,
}

impl Encoding {
    /// Every encoding, in the order in which screens list them.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252];

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 (little end first)",
            Self::Utf16Be => "UTF-16 (big end first)",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// What is told of it: nothing where there was nothing to decide.
    pub(super) fn remark(self) -> Option<String> {
        (self != Self::Utf8).then(|| format!("its letters are read as {}", self.word()))
    }
}

/// The text of a file, and how it was encoded.
pub(super) fn decode(bytes: &[u8], wanted: Option<Encoding>) -> Result<(String, Encoding), Unreadable> {
    let encoding = wanted.unwrap_or_else(|| guess(bytes));
    let (text, is_broken) = match encoding {
        Encoding::Utf8 => {
            let text = String::from_utf8_lossy(bytes);
            let is_broken = matches!(text, std::borrow::Cow::Owned(_));
            (text.into_owned(), is_broken)
        }
        Encoding::Utf16Le => owned(UTF_16LE.decode_with_bom_removal(bytes)),
        Encoding::Utf16Be => owned(UTF_16BE.decode_with_bom_removal(bytes)),
        Encoding::Windows1252 => owned(WINDOWS_1252.decode_without_bom_handling(bytes)),
    };
    let zeros = text.bytes().take(4096).filter(|byte| *byte == 0).count();
    if zeros > 8 || (is_broken && wanted.is_none()) {
        return Err(Unreadable(
            "it is neither a spreadsheet (.xlsx, .ods) nor a text that is a table (.csv, .tsv)".to_owned(),
        ));
    }
    Ok((text.trim_start_matches('\u{feff}').to_owned(), encoding))
}

fn owned((text, is_broken): (std::borrow::Cow<'_, str>, bool)) -> (String, bool) {
    (text.into_owned(), is_broken)
}

/// A mark says it; then text that can be UTF-8 is; then zeros in every other place are UTF-16; else it is Windows-1252.
fn guess(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return Encoding::Utf8,
        [0xff, 0xfe, ..] => return Encoding::Utf16Le,
        [0xfe, 0xff, ..] => return Encoding::Utf16Be,
        _ => {}
    }
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).take(2048).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), bytes.len().min(4096) / 2);
    // Of Latin letters, one half of each is zero.
    if half > 1 && odd * 10 > half * 3 && even * 10 < half {
        return Encoding::Utf16Le;
    }
    if half > 1 && even * 10 > half * 3 && odd * 10 < half {
        return Encoding::Utf16Be;
    }
    if std::str::from_utf8(bytes).is_ok() { Encoding::Utf8 } else { Encoding::Windows1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_as_they_were_written() {
        let said = "Name,Cost\nCafé Board,£5000 – ££\n";
        let utf16 = |big: bool| -> Vec<u8> {
            said.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let (windows, _, _) = WINDOWS_1252.encode(said);
        for (bytes, encoding) in [
            (said.as_bytes().to_vec(), Encoding::Utf8),
            ([b"\xef\xbb\xbf".as_slice(), said.as_bytes()].concat(), Encoding::Utf8),
            ([b"\xff\xfe".to_vec(), utf16(false)].concat(), Encoding::Utf16Le),
            (utf16(false), Encoding::Utf16Le),
            (utf16(true), Encoding::Utf16Be),
            (windows.into_owned(), Encoding::Windows1252),
        ] {
            assert_eq!(decode(&bytes, None), Ok((said.to_owned(), encoding)));
        }
        assert!(decode(&[0x89, b'P', b'N', b'G', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3], None).is_err());
    }
}
