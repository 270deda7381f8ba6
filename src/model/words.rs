//! Words: lists, counts and amounts as people would write them.

use rust_decimal::Decimal;

/// "A", "A and B" or "A, B and C"; of more than `most` names the rest are counted.
///
/// ```
/// use boardwalk::model::words::list;
/// assert_eq!(list(&["A", "B", "C", "D"], 3), "A, B, C and 1 other");
/// ```
pub fn list<S: AsRef<str>>(names: &[S], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most.max(1)).map(AsRef::as_ref).collect();
    let hidden = names.len() - shown.len();
    if hidden > 0 {
        return format!("{} and {}", shown.join(", "), count(hidden, "other", "others"));
    }
    match shown.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// Names that are to be listed: of several, one with a comma or an "and" in it stands in quotation marks, so that one
/// sees where it ends.
///
/// ```
/// use boardwalk::model::words::told_apart;
/// assert_eq!(told_apart(vec!["Safe, sure homes", "Play"]), ["“Safe, sure homes”", "Play"]);
/// assert_eq!(told_apart(vec!["Police and Fire", "Play"]), ["“Police and Fire”", "Play"]);
/// ```
pub fn told_apart<S: AsRef<str> + Into<String>>(names: Vec<S>) -> Vec<String> {
    let are_several = names.len() > 1;
    let told = |name: S| {
        let is_open =
            !name.as_ref().starts_with('“') && (name.as_ref().contains([',', ';']) || name.as_ref().contains(" and "));
        if are_several && is_open { format!("“{}”", name.as_ref()) } else { name.into() }
    };
    names.into_iter().map(told).collect()
}

/// "1 body" or "12 bodies"; thousands are set apart by commas.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(&number.to_string()), if number == 1 { one } else { many })
}

/// "3 hours ago".
pub fn ago(since: std::time::Duration) -> String {
    let minutes = usize::try_from(since.as_secs() / 60).unwrap_or(usize::MAX);
    let told = match minutes {
        0 => return "just now".to_owned(),
        1..60 => count(minutes, "minute", "minutes"),
        60..1440 => count(minutes / 60, "hour", "hours"),
        _ => count(minutes / 1440, "day", "days"),
    };
    format!("{told} ago")
}

/// A length in bytes: "812 bytes", "24 KB" or "3.4 MB".
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => count(usize::try_from(bytes).unwrap_or_default(), "byte", "bytes"),
        1_000..999_500 => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{}.{} MB", (bytes + 50_000) / 1_000_000, (bytes + 50_000) / 100_000 % 10),
    }
}

/// A text with a large letter at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text with a small letter at its beginning, unless it begins with an abbreviation.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    match (first, letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// A decimal number as text, its whole part set in groups of three: 97,386,589.50.
pub fn grouped(number: &str) -> String {
    let (sign, unsigned) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_at(unsigned.find('.').unwrap_or(unsigned.len()));
    let mut text = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + fraction
}

/// An amount as people print it: "£24,383,000", or "SEK 1,200.50".
pub fn money(amount: Decimal, currency: Option<&str>) -> String {
    let text = amount.normalize().abs().to_string();
    // "1,200.5" would read as no amount of money.
    let cents = text.split_once('.').map_or("", |(_, fraction)| if fraction.len() == 1 { "0" } else { "" });
    let sign = if amount.is_sign_negative() && !amount.is_zero() { "−" } else { "" };
    let digits = grouped(&text) + cents;
    in_currency(sign, &digits, currency)
}

/// A large amount in short, to its hundred thousand or thousand: "£24.4m", "£110k"; a small one as [`money`] has it.
pub fn money_in_short(amount: Decimal, currency: Option<&str>) -> String {
    let steps = [(1_000_000, 1, "m"), (10_000, 0, "k")];
    let step = steps.into_iter().find(|(least, ..)| amount.abs() >= Decimal::from(*least));
    let Some((_, places, unit)) = step else { return money(amount, currency) };
    let of = Decimal::from(if unit == "m" { 1_000_000 } else { 1_000 });
    let rounded = (amount / of).round_dp(places).normalize();
    let sign = if rounded.is_sign_negative() { "−" } else { "" };
    let digits = format!("{}{unit}", grouped(&rounded.abs().to_string()));
    in_currency(sign, &digits, currency)
}

fn in_currency(sign: &str, digits: &str, currency: Option<&str>) -> String {
    match currency {
        Some("GBP") => format!("{sign}£{digits}"),
        Some("EUR") => format!("{sign}€{digits}"),
        Some("USD") => format!("{sign}${digits}"),
        Some(other) => format!("{other} {sign}{digits}"),
        None => format!("{sign}{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{capitalised, count, grouped, list, lower_first, money, money_in_short};

    #[test]
    fn lists_read_as_people_write_them() {
        assert_eq!(list::<&str>(&[], 3), "");
        assert_eq!(list(&["A"], 3), "A");
        assert_eq!(list(&["A", "B", "C"], 3), "A, B and C");
        assert_eq!(list(&["A", "B", "C", "D"], 3), "A, B, C and 1 other");
        assert_eq!(list(&["A", "B", "C", "D"], 1), "A and 3 others");
    }

    #[test]
    fn numbers_are_set_in_groups_of_three() {
        assert_eq!(grouped("97386589.50"), "97,386,589.50");
        assert_eq!(grouped("-1000"), "-1,000");
        assert_eq!(grouped("999"), "999");
        assert_eq!(count(1, "body", "bodies"), "1 body");
        assert_eq!(count(1200, "body", "bodies"), "1,200 bodies");
    }

    #[test]
    fn first_letters_become_large_or_small() {
        assert_eq!(capitalised("élan"), "Élan");
        assert_eq!(capitalised(""), "");
        assert_eq!(lower_first("Merge the two"), "merge the two");
        assert_eq!(lower_first("AIM goes"), "AIM goes");
        assert_eq!(lower_first(""), "");
    }

    #[test]
    fn money_is_grouped_in_thousands() {
        let amount = |text: &str| text.parse::<Decimal>().expect("a number");
        assert_eq!(money(amount("24383000"), Some("GBP")), "£24,383,000");
        assert_eq!(money(amount("-1200.5"), Some("SEK")), "SEK −1,200.50");
        assert_eq!(money(amount("999"), None), "999");
        assert_eq!(money(amount("0"), Some("EUR")), "€0");
        assert_eq!(money_in_short(amount("24383000"), Some("GBP")), "£24.4m");
        assert_eq!(money_in_short(amount("97000000"), None), "97m");
        assert_eq!(money_in_short(amount("-110499.50"), Some("SEK")), "SEK −110k");
        assert_eq!(money_in_short(amount("9999"), Some("GBP")), "£9,999");
    }
}
