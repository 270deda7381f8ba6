//! Values of cells: numbers as they are shown, days, lengths of time.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::book::{Cell, CellKind, Flaw};

/// What a number format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// The number.
    Plain,
    /// With so many digits at least: "007".
    Digits(usize),
    /// A share: "25%".
    Percent,
    /// A day, perhaps with a time.
    Day,
    /// A length of time.
    Length,
}

/// Digits that a double holds.
const DIGITS: usize = 15;

impl Shown {
    /// What a format's code shows, such as `dd/mm/yyyy` or `000`.
    pub(super) fn of(code: &str) -> Self {
        let first = code.split(';').next().unwrap_or_default();
        let mut plain = String::new();
        let (mut letters, mut is_length) = (first.chars(), false);
        while let Some(letter) = letters.next() {
            match letter {
                '"' => {
                    letters.by_ref().find(|letter| *letter == '"');
                }
                '\\' | '_' | '*' => {
                    letters.next();
                }
                '[' => {
                    let inner: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                    let inner = inner.to_lowercase();
                    is_length |= !inner.is_empty() && inner.chars().all(|letter| "hms".contains(letter));
                }
                _ => plain.push(letter.to_ascii_lowercase()),
            }
        }
        let plain = plain.trim();
        match () {
            () if is_length => Self::Length,
            () if plain == "general" || plain == "@" || plain.is_empty() => Self::Plain,
            () if plain.contains(['d', 'y'])
                || plain.contains(['h', 's'])
                || plain.chars().all(|it| "m/- ".contains(it)) =>
            {
                Self::Day
            }
            () if plain.contains('%') => Self::Percent,
            () if plain.len() > 1 && plain.bytes().all(|byte| byte == b'0') => Self::Digits(plain.len()),
            () => Self::Plain,
        }
    }

    /// What a format shows that a program brings along, by its number.
    pub(super) fn built_in(number: u32) -> Self {
        match number {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Day,
            46 => Self::Length,
            _ => Self::Plain,
        }
    }
}

/// A number as a cell: `raw` is how the file writes it.
pub(super) fn number(column: u32, raw: &str, shown: Shown, is_1904: bool) -> Cell {
    let raw = raw.trim();
    let plain = Cell { kind: CellKind::Number, ..Cell::text(column, raw) };
    let Ok(value) = raw.parse::<f64>() else { return Cell::text(column, raw) };
    match shown {
        Shown::Day => day(value, is_1904).map_or(plain.clone(), |(text, is_early)| Cell {
            kind: if is_early { CellKind::Number } else { CellKind::Date },
            flaw: is_early.then_some(Flaw::EarlyDate),
            text,
            ..plain
        }),
        Shown::Length => Cell { text: length(value * 86_400.0), kind: CellKind::Text, ..plain },
        Shown::Percent => Cell { text: format!("{}%", digits(value * 100.0, "")), ..plain },
        Shown::Digits(least) => Cell { text: format!("{:0>least$}", digits(value, raw)), ..plain },
        Shown::Plain => {
            let significant = raw.split(['e', 'E']).next().unwrap_or_default();
            let significant = significant.trim_start_matches(['-', '+', '0', '.']).bytes().filter(u8::is_ascii_digit);
            let is_long = value.fract() == 0.0 && (significant.count() > DIGITS || value.abs() >= 1e15);
            let text = if is_long { raw.to_owned() } else { digits(value, raw) };
            Cell { text, flaw: is_long.then_some(Flaw::LongNumber), ..plain }
        }
    }
}

/// The digits of a number, to as many as a double holds.
fn digits(value: f64, raw: &str) -> String {
    let rounded = format!("{value:.*e}", DIGITS - 1).parse::<f64>().unwrap_or(value);
    let decimal = Decimal::from_f64(rounded).filter(|decimal| !decimal.is_zero() || value == 0.0);
    let text = decimal.map(|decimal| decimal.normalize().to_string());
    text.unwrap_or_else(|| if raw.is_empty() { value.to_string() } else { raw.to_owned() })
}

/// A day by its number, counted from the end of 1899, or from 1904; whether programs count it differently.
pub(super) fn day(serial: f64, is_1904: bool) -> Option<(String, bool)> {
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    let seconds = (serial.fract() * 86_400.0).round();
    if serial < 1.0 {
        return Some((clock(seconds), false));
    }
    // Lotus took 1900 for a leap year, and all others after it.
    if !is_1904 && serial < 61.0 {
        return Some((digits(serial, ""), true));
    }
    let first: Date = if is_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
    let day = first.checked_add((serial.floor() as i64).days()).ok()?;
    let (day, seconds) = if seconds >= 86_400.0 { (day.tomorrow().ok()?, 0.0) } else { (day, seconds) };
    let text = if seconds == 0.0 { day.to_string() } else { format!("{day} {}", clock(seconds)) };
    Some((text, false))
}

/// A day as a file writes it out, 2011-05-16 or 2011-05-16T10:00:00.
pub(super) fn written_day(column: u32, text: &str) -> Cell {
    let cell = |text: String| Cell { kind: CellKind::Date, ..Cell::text(column, text) };
    let text = text.trim().trim_end_matches('Z');
    if let Ok(moment) = text.parse::<DateTime>() {
        let day = moment.date();
        // What lies before all counting can only be written out, and is as it is written.
        let is_early = (date(1899, 12, 30)..date(1900, 3, 1)).contains(&day);
        let time = moment.time();
        let seconds =
            f64::from(i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second()));
        let text = if seconds == 0.0 { day.to_string() } else { format!("{day} {}", clock(seconds)) };
        return Cell { flaw: is_early.then_some(Flaw::EarlyDate), ..cell(text) };
    }
    Cell::text(column, text)
}

/// A length of time as ODS writes it, PT36H00M00S, as people do: 36:00.
pub(super) fn written_length(text: &str) -> Option<String> {
    let rest = text.trim().strip_prefix('P')?;
    let (days, time) = rest.split_once('T').unwrap_or((rest, ""));
    let mut seconds = match days {
        "" => 0.0,
        days => days.strip_suffix('D')?.parse::<f64>().ok()? * 86_400.0,
    };
    let mut digits = String::new();
    for letter in time.chars() {
        let each = match letter {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => {
                digits.push(if letter == ',' { '.' } else { letter });
                continue;
            }
        };
        seconds += std::mem::take(&mut digits).parse::<f64>().ok()? * each;
    }
    Some(length(seconds))
}

fn length(seconds: f64) -> String {
    let whole = seconds.round() as i64;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if seconds == 0 { format!("{hours}:{minutes:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") }
}

fn clock(seconds: f64) -> String {
    let seconds = seconds as i64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_what_is_shown() {
        for (code, shown) in [
            ("General", Shown::Plain),
            ("000", Shown::Digits(3)),
            ("0", Shown::Plain),
            ("0.00", Shown::Plain),
            ("#,##0", Shown::Plain),
            ("0%", Shown::Percent),
            ("dd/mm/yyyy", Shown::Day),
            ("[$-809]d mmmm yyyy;@", Shown::Day),
            ("[h]:mm", Shown::Length),
            ("[Red]0", Shown::Plain),
            ("\"days\" 0", Shown::Plain),
            ("mm-yy", Shown::Day),
        ] {
            assert_eq!(Shown::of(code), shown, "{code}");
        }
    }

    #[test]
    fn numbers_are_said_as_they_are_shown() {
        let said = |raw: &str, shown| {
            let cell = number(0, raw, shown, false);
            (cell.text, cell.flaw)
        };
        let plain = |raw: &str| said(raw, Shown::Plain);
        assert_eq!(plain("7"), ("7".into(), None));
        assert_eq!(plain("7.0"), ("7".into(), None));
        assert_eq!(plain("0.30000000000000004"), ("0.3".into(), None));
        assert_eq!(plain("1E5"), ("100000".into(), None));
        assert_eq!(plain("1234567890123456").1, Some(Flaw::LongNumber));
        assert_eq!(plain("123456789012345").1, None);
        assert_eq!(said("7", Shown::Digits(3)).0, "007");
        assert_eq!(said("0.25", Shown::Percent).0, "25%");
        assert_eq!(said("1.5", Shown::Length).0, "36:00");
        assert_eq!(said("45413", Shown::Day), ("2024-05-01".into(), None));
        assert_eq!(said("45413.5", Shown::Day), ("2024-05-01 12:00".into(), None));
        assert_eq!(said("59", Shown::Day), ("59".into(), Some(Flaw::EarlyDate)));
        assert_eq!(said("61", Shown::Day), ("1900-03-01".into(), None));
        assert_eq!(day(0.0, true), Some(("00:00".into(), false)));
        assert_eq!(day(43_951.0, true), Some(("2024-05-01".into(), false)));
        assert_eq!(written_length("PT36H00M00S").as_deref(), Some("36:00"));
        assert_eq!(written_length("P1DT02H30M05S").as_deref(), Some("26:30:05"));
        assert_eq!(written_day(0, "2011-05-16").text, "2011-05-16");
        assert_eq!(written_day(0, "2011-05-16T10:30:00").text, "2011-05-16 10:30");
    }
}
