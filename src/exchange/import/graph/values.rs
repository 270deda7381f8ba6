//! Values as graph tools write them.

use rust_decimal::Decimal;

/// Yes or no, as any of them writes it.
pub(super) fn yes_or_no(text: &str) -> Option<&'static str> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Some("yes"),
        "false" | "0" | "no" => Some("no"),
        _ => None,
    }
}

/// A number without what only says that it could have had a fraction: 14.0 is 14. What is no number stays as it is.
pub(super) fn plain_number(text: &str) -> String {
    let Some(whole) = text.strip_suffix(|letter: char| letter == '0' || letter == '.') else {
        return match text.contains(['e', 'E']) {
            true => {
                Decimal::from_scientific(text).map_or_else(|_| text.to_owned(), |number| number.normalize().to_string())
            }
            false => text.to_owned(),
        };
    };
    match text.split_once('.') {
        Some((digits, fraction)) if fraction.bytes().all(|byte| byte == b'0') => digits.to_owned(),
        _ if whole.contains(['e', 'E']) => {
            Decimal::from_scientific(text).map_or_else(|_| text.to_owned(), |number| number.normalize().to_string())
        }
        _ => text.to_owned(),
    }
}

/// What a label in markup says without it.
pub(super) fn unmarked(raw: &str) -> String {
    let mut text = String::new();
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let inner = &rest[at + 1..];
        let is_tag = inner.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/' || letter == '!');
        match inner.find('>').filter(|_| is_tag) {
            Some(end) => {
                let name: String =
                    inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                // Words on both sides of an end of line are two.
                if ["br", "div", "p", "li", "h1", "h2", "h3", "tr", "td"].contains(&name.to_ascii_lowercase().as_str())
                {
                    text.push(' ');
                }
                rest = &inner[end + 1..];
            }
            None => {
                text.push('<');
                rest = inner;
            }
        }
    }
    text.push_str(rest);
    let plain = text.replace("&nbsp;", " ");
    quick_xml::escape::unescape(&plain).map_or_else(|_| plain.clone(), std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::plain_number;

    #[test]
    fn numbers_lose_only_what_says_nothing() {
        for (written, plain) in [
            ("14.0", "14"),
            ("14", "14"),
            ("0.50", "0.50"),
            ("1e5", "100000"),
            ("1.2E2", "120"),
            ("1e10", "10000000000"),
            ("100", "100"),
            ("0.0", "0"),
            ("word", "word"),
            ("nan", "nan"),
            ("1e400", "1e400"),
        ] {
            assert_eq!(plain_number(written), plain, "{written}");
        }
    }
}
