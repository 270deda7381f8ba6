//! Amounts of money as people write them: read exactly, or asked about where they can be read in two ways.

use rust_decimal::Decimal;

use crate::model::quote::shortened;
use crate::model::words::grouped;

/// The signs that people write for currencies, with their three letters (ISO 4217).
const SIGNS: [(&str, &str); 4] = [("£", "GBP"), ("€", "EUR"), ("$", "USD"), ("¥", "JPY")];
/// Words behind a number, and how many noughts they stand for; whether those write them who set thousands apart by points.
const MANY: [(&str, u32, bool); 13] = [
    ("k", 3, false),
    ("thousand", 3, false),
    ("m", 6, false),
    ("mn", 6, false),
    ("million", 6, false),
    ("millions", 6, false),
    ("mio", 6, true),
    ("mio.", 6, true),
    ("mln", 6, true),
    ("bn", 9, false),
    ("billion", 9, false),
    ("mrd", 9, true),
    ("mrd.", 9, true),
];

/// Why a text is not read as an amount.
#[derive(Debug, PartialEq, Eq)]
enum Doubt {
    /// It is none.
    NoAmount,
    /// It may be one or the other.
    Either(String, String),
}

/// An amount as people write it: "£1.2m", "24,383k", "(1,250)", "1 250,00 €". What is written for the currency gives it
/// where none is given yet.
pub(super) fn amount(text: &str, currency: &mut Option<String>) -> Result<Option<Decimal>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let (amount, told) = read(text).map_err(|doubt| match doubt {
        Doubt::NoAmount => {
            format!("\"{}\" is no amount: write all its digits, such as 24,383,000 or 1250.50", shortened(text))
        }
        Doubt::Either(one, other) => {
            format!("\"{}\" can be read in two ways: write {one} or {other}", shortened(text))
        }
    })?;
    if let Some((sign, code)) = told {
        match currency {
            Some(other) if *other != code => {
                return Err(format!("\"{sign}\" is not {other}: change the currency first, or leave the sign out"));
            }
            _ => *currency = Some(code),
        }
    }
    Ok(Some(amount))
}

/// A currency as its three letters, or as its sign.
pub(super) fn currency(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    if let Some((_, code)) = SIGNS.iter().find(|(sign, _)| text == *sign) {
        return Ok(Some((*code).to_owned()));
    }
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code
        .then(|| Some(text.to_ascii_uppercase()))
        .ok_or_else(|| format!("\"{}\" is no currency: write its three letters, such as GBP or EUR", shortened(text)))
}

/// A currency as it was written, and its three letters.
type Told = (String, String);

/// The currency that a text begins or ends with, and the rest.
fn without_currency(text: &str, is_front: bool) -> (Option<Told>, &str) {
    let cut = |sign: &str| if is_front { text.strip_prefix(sign) } else { text.strip_suffix(sign) };
    for (sign, code) in SIGNS {
        if let Some(rest) = cut(sign) {
            return (Some((sign.to_owned(), code.to_owned())), rest.trim());
        }
    }
    let at = if is_front { Some(3) } else { text.len().checked_sub(3) };
    let Some((front, back)) = at.and_then(|at| text.split_at_checked(at)) else { return (None, text) };
    let (code, rest) = if is_front { (front, back) } else { (back, front) };
    let touches = |letter: char| letter.is_alphabetic();
    let is_alone = if is_front { !rest.starts_with(touches) } else { !rest.ends_with(touches) };
    let is_many = MANY.iter().any(|(word, ..)| code.eq_ignore_ascii_case(word));
    if !is_many && code.bytes().all(|byte| byte.is_ascii_uppercase()) && is_alone {
        (Some((code.to_owned(), code.to_owned())), rest.trim())
    } else {
        (None, text)
    }
}

fn read(text: &str) -> Result<(Decimal, Option<Told>), Doubt> {
    let mut rest = text.trim();
    let in_brackets = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let mut is_negative = in_brackets.is_some();
    rest = in_brackets.unwrap_or(rest).trim();
    let (mut before, mut after) = (None, None);
    // The minus stands before the sign or behind it.
    for _ in 0..2 {
        if let Some(positive) = rest.strip_prefix(['-', '−', '–']).filter(|_| !is_negative) {
            (is_negative, rest) = (true, positive.trim_start());
        }
        if before.is_none() {
            (before, rest) = without_currency(rest, true);
        }
    }
    if let Some(positive) = rest.strip_suffix(['-', '−', '–']).filter(|_| !is_negative) {
        (is_negative, rest) = (true, positive.trim_end());
    }
    if before.is_none() {
        (after, rest) = without_currency(rest, false);
    }
    let digits_end = rest.rfind(|letter: char| letter.is_ascii_digit()).map_or(0, |at| at + 1);
    let word = rest[digits_end..].trim().to_lowercase();
    let many = MANY.iter().find(|(known, ..)| *known == word);
    if many.is_none() && !rest[digits_end..].is_empty() {
        return Err(Doubt::NoAmount);
    }
    let told = before.or(after);
    let is_abroad = told.as_ref().is_some_and(|(_, code)| code != "GBP" && code != "USD");
    let habit = match many {
        Some((.., true)) => Habit::Abroad,
        Some((.., false)) if !is_abroad => Habit::Here,
        _ if is_abroad => Habit::Abroad,
        _ => Habit::Unknown,
    };
    let times = |amount: Decimal| match many {
        Some((_, noughts, _)) => amount.checked_mul(10_u64.pow(*noughts).into()).map(|amount| amount.normalize()),
        None => Some(amount),
    };
    let signed = |text: String| if is_negative { format!("-{text}") } else { text };
    let number = number(&rest[..digits_end], habit).map_err(|doubt| match doubt {
        Doubt::Either(one, other) if many.is_some() => {
            let written = |text: &str| {
                let amount = Decimal::from_str_exact(&text.replace(',', "")).ok().and_then(times);
                amount.map_or_else(String::new, |amount| grouped(&amount.to_string()))
            };
            Doubt::Either(signed(written(&one)), signed(written(&other)))
        }
        Doubt::Either(one, other) => Doubt::Either(signed(one), signed(other)),
        Doubt::NoAmount => Doubt::NoAmount,
    })?;
    let mut amount = times(number).ok_or(Doubt::NoAmount)?;
    amount.set_sign_negative(is_negative && !amount.is_zero());
    Ok((amount, told))
}

/// What else of an amount tells how its writer sets thousands apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// As in "£1.2m": a point before the fraction.
    Here,
    /// As in "1.250,00 €": maybe a comma before the fraction.
    Abroad,
    Unknown,
}

/// The value of digits with signs among them.
fn number(text: &str, habit: Habit) -> Result<Decimal, Doubt> {
    let is_space = |letter: char| matches!(letter, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let is_thin = |letter: char| is_space(letter) || matches!(letter, '\'' | '’');
    let has_thin = text.contains(is_thin);
    let last = text.rfind([',', '.']).and_then(|at| text[at..].chars().next().map(|sign| (at, sign)));
    let Some((at, sign)) = last else { return whole(text, is_thin) };
    let (front, fraction) = (&text[..at], &text[at + 1..]);
    let other = if sign == ',' { '.' } else { ',' };
    if front.contains(sign) {
        // It comes more than once: no fraction begins there.
        return if has_thin || text.contains(other) { Err(Doubt::NoAmount) } else { whole(text, |at| at == sign) };
    }
    let set_apart = has_thin || front.contains(other);
    let decimal = || {
        let apart = |letter| if has_thin { is_thin(letter) } else { letter == other };
        let whole = whole(front, apart)?;
        let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
        let exact = format!("{whole}.{fraction}");
        Decimal::from_str_exact(&exact).ok().filter(|_| is_fraction).ok_or(Doubt::NoAmount)
    };
    let is_group = fraction.len() == 3 && (1..=3).contains(&front.len()) && !front.starts_with('0') && !set_apart;
    match (sign, habit) {
        ('.', Habit::Here) => decimal(),
        (',', Habit::Here | Habit::Unknown) if is_group => whole(text, |at| at == ','),
        _ if is_group => {
            let thousands = grouped(&format!("{front}{fraction}"));
            Err(Doubt::Either(thousands, format!("{front}.{fraction}0")))
        }
        ('.', _) => decimal(),
        // "24,38" may lack a digit.
        _ if set_apart || habit == Habit::Abroad => decimal(),
        _ => Err(Doubt::NoAmount),
    }
}

/// The value of digits in groups of three, or, as in India, of two and a last of three.
fn whole(text: &str, is_apart: impl Fn(char) -> bool) -> Result<Decimal, Doubt> {
    let groups: Vec<&str> = text.split(is_apart).collect();
    let is_number = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let is_grouped = match groups.as_slice() {
        [_] => true,
        [first, between @ .., last] => {
            let of = |size: usize| first.len() <= size && between.iter().all(|group| group.len() == size);
            last.len() == 3 && (of(3) || of(2))
        }
        [] => false,
    };
    let digits = groups.concat();
    Decimal::from_str_exact(&digits).ok().filter(|_| is_number && is_grouped).ok_or(Doubt::NoAmount)
}

#[cfg(test)]
mod tests {
    use super::amount;

    fn read(text: &str) -> (String, Option<String>) {
        let mut currency = None;
        let read = match amount(text, &mut currency) {
            Ok(amount) => amount.map_or_else(String::new, |amount| amount.to_string()),
            Err(reason) => reason,
        };
        (read, currency)
    }

    #[test]
    fn amounts_are_read_exactly_as_people_write_them() {
        for (text, expected, currency) in [
            ("£1.2m", "1200000", "GBP"),
            ("£1.234m", "1234000", "GBP"),
            ("24,383k", "24383000", ""),
            ("24.383K", "24383", ""),
            ("(1,250)", "-1250", ""),
            ("(£1,250.50)", "-1250.50", "GBP"),
            ("1 250,00 €", "1250.00", "EUR"),
            ("1.250,00 €", "1250.00", "EUR"),
            ("1.250.000 €", "1250000", "EUR"),
            ("12,50 €", "12.50", "EUR"),
            ("€ 1,2 Mrd", "1200000000", "EUR"),
            ("GBP 1,250", "1250", "GBP"),
            ("1,250 GBP", "1250", "GBP"),
            ("1,250.00 GBP", "1250.00", "GBP"),
            ("CHF 12'500.50", "12500.50", "CHF"),
            ("12'500", "12500", ""),
            ("12’500", "12500", ""),
            ("12\u{202f}500", "12500", ""),
            ("12,34,567", "1234567", ""),
            ("-£5", "-5", "GBP"),
            ("£-5", "-5", "GBP"),
            ("5-", "-5", ""),
            ("£ 3 million", "3000000", "GBP"),
            ("2.5bn", "2500000000", ""),
            ("1.2 MIO", "1200000", ""),
            ("EUR 3 MRD", "3000000000", "EUR"),
            ("0.125", "0.125", ""),
            ("1234.567", "1234.567", ""),
            ("1,234.567", "1234.567", ""),
            ("", "", ""),
        ] {
            let expected = (expected.to_owned(), Some(currency.to_owned()).filter(|code| !code.is_empty()));
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_asked_about() {
        for (text, one, other) in [
            ("1.234", "1,234", "1.2340"),
            ("£1.234", "1,234", "1.2340"),
            ("1,250 €", "1,250", "1.2500"),
            ("€ 12.500", "12,500", "12.5000"),
            ("1.234 Mio. €", "1,234,000,000", "1,234,000"),
            ("(1.234)", "-1,234", "-1.2340"),
            ("-1.234 Mio. €", "-1,234,000,000", "-1,234,000"),
        ] {
            let expected = format!("\"{text}\" can be read in two ways: write {one} or {other}");
            assert_eq!(read(text), (expected, None), "{text}");
        }
        for text in
            ["24,38", "1,0000", "12e3", "1.2.3", "1,,000", "5p", "1'2", "1.234,5.6", "GBP", "(5", "--5", "1 2 3"]
        {
            let (reason, currency) = read(text);
            assert!(reason.contains("is no amount") && currency.is_none(), "{text}: {reason}");
        }
    }
}
