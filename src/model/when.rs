//! Dates as sources give them: a year, a month of a year, or a day.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::quote::shortened;

/// A date of the precision that its source gives: `2010`, `2010-09` or `2010-09-30`.
///
/// The order puts a coarser date before every finer one within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct When {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// A text that is no [`When`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{}\" is no date: write a year (2010), a month (2010-09) or a day (2010-09-30)", shortened(.0))]
pub struct NoDate(pub String);

impl When {
    /// The year, 1 to 9999.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The first day that the date may mean.
    pub fn earliest(self) -> jiff::civil::Date {
        jiff::civil::date(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The first and the last month that the date may mean, counted from the year 0.
    pub fn months(self) -> (i64, i64) {
        let month = |date: jiff::civil::Date| i64::from(date.year()) * 12 + i64::from(date.month());
        (month(self.earliest()), month(self.latest()))
    }

    /// Whether it is before another one, whatever days of the year or month the two may mean.
    pub fn is_before(self, other: Self) -> bool {
        self.latest() < other.earliest()
    }

    /// The date after it, of the same precision; none after the last one that can be written.
    pub fn next(self) -> Option<Self> {
        let day = self.latest().tomorrow().ok()?;
        let (month, date) = (self.month.map(|_| day.month()), self.day.map(|_| day.day()));
        Some(Self { year: day.year(), month, day: date })
    }

    /// The last day that the date may mean.
    pub fn latest(self) -> jiff::civil::Date {
        match self.day {
            Some(_) => self.earliest(),
            None => jiff::civil::date(self.year, self.month.unwrap_or(12), 1).last_of_month(),
        }
    }
}

impl FromStr for When {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let no_date = || NoDate(text.to_owned());
        let number = |part: &str, digits: usize| {
            let well_formed = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            well_formed.then(|| part.parse::<i16>().ok()).flatten().ok_or_else(no_date)
        };
        let small = |part: Option<&str>| -> Result<Option<i8>, NoDate> {
            part.map(|part| number(part, 2).and_then(|value| i8::try_from(value).map_err(|_| no_date()))).transpose()
        };
        let mut parts = text.split('-');
        let year = number(parts.next().unwrap_or_default(), 4)?;
        let month = small(parts.next())?;
        let day = small(parts.next())?;
        if parts.next().is_some() || year == 0 {
            return Err(no_date());
        }
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| no_date())?;
        Ok(Self { year, month, day })
    }
}

impl TryFrom<String> for When {
    type Error = NoDate;

    fn try_from(text: String) -> Result<Self, NoDate> {
        text.parse()
    }
}

impl From<When> for String {
    fn from(when: When) -> Self {
        when.to_string()
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl JsonSchema for When {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "When".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A year, a month or a day: 2010, 2010-09 or 2010-09-30",
            "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn dates_keep_the_precision_they_came_with() {
        for text in ["2010", "2010-09", "2010-09-30", "0987"] {
            assert_eq!(text.parse::<When>().map(|when| when.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "10", "2010-13", "2010-00", "2010-02-30", "2010-9", "2010-09-30-1", "-2010", "2010-+1", "0000"]
        {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }

    #[test]
    fn dates_follow_each_other_in_their_own_precision() {
        for (date, next) in
            [("2010", "2011"), ("2010-12", "2011-01"), ("2010-02-28", "2010-03-01"), ("2008-02-28", "2008-02-29")]
        {
            let next: When = next.parse().expect("a date");
            let date: When = date.parse().expect("a date");
            assert_eq!(date.next(), Some(next));
            assert!(date.is_before(next) && !next.is_before(date) && !date.is_before(date));
        }
        assert_eq!("9999".parse::<When>().expect("a date").next(), None);
        let [year, month] = ["2010", "2010-06"].map(|date| date.parse::<When>().expect("a date"));
        assert!(!year.is_before(month) && !month.is_before(year), "the month is within the year");
    }

    #[test]
    fn a_year_lasts_from_january_to_december() {
        let year: When = "2010".parse().expect("a date");
        assert_eq!(year.earliest(), jiff::civil::date(2010, 1, 1));
        assert_eq!(year.latest(), jiff::civil::date(2010, 12, 31));
    }
}
