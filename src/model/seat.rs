//! Seats: as what somebody sits on a body, and in which periods.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Unknown, When};

/// As what a member sits on a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeatRole {
    /// Has a say like the others.
    Member,
    /// Chairs the body, alone or with others.
    Chair,
    /// Stands in for the chair.
    Deputy,
    /// Listens.
    Observer,
    /// Leads the body, where it has no chair.
    Lead,
    /// Gives advice.
    Adviser,
}

impl SeatRole {
    /// Every role, in the order in which screens list them.
    pub const ALL: [Self; 6] = [Self::Member, Self::Chair, Self::Deputy, Self::Observer, Self::Lead, Self::Adviser];

    /// The role in a word, lower case, singular.
    pub fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Chair => "chair",
            Self::Deputy => "deputy",
            Self::Observer => "observer",
            Self::Lead => "lead",
            Self::Adviser => "adviser",
        }
    }

    /// Whether whoever sits so leads the body: its chair, one of several, or its lead.
    pub fn leads(self) -> bool {
        matches!(self, Self::Chair | Self::Lead)
    }
}

/// A time in which a line held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<When>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// "2006 to 2008-05", "since 2006", "until 2008".
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.since, self.until) {
            (Some(since), Some(until)) => write!(f, "{since} to {until}"),
            (Some(since), None) => write!(f, "since {since}"),
            (None, Some(until)) => write!(f, "until {until}"),
            (None, None) => write!(f, "not known"),
        }
    }
}

/// The period is an error's text where it is none: what to write instead, as one sentence.
impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let date = |text: &str| text.trim().parse::<When>().map(Some).map_err(|error| error.to_string());
        let (since, until) = if text == "not known" {
            (None, None)
        } else if let Some(since) = text.strip_prefix("since ") {
            (date(since)?, None)
        } else if let Some(until) = text.strip_prefix("until ") {
            (None, date(until)?)
        } else if let Some((since, until)) = [" to ", "–"].into_iter().find_map(|between| text.split_once(between)) {
            (date(since)?, date(until)?)
        } else {
            let year = date(text).map_err(|error| format!("{error}, and for a period 2006 to 2008, or since 2006"))?;
            (year, year)
        };
        if since.zip(until).is_some_and(|(since, until)| until.latest() < since.earliest()) {
            return Err(format!("\"{text}\" ends before it begins: write the earlier date first"));
        }
        Ok(Self { since, until, unknown: Unknown::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, SeatRole};

    #[test]
    fn periods_are_read_as_people_write_them() {
        for (typed, read) in [
            ("2006 to 2008-05", "2006 to 2008-05"),
            ("2006–2008", "2006 to 2008"),
            ("since 2006", "since 2006"),
            ("until 2008-05-01", "until 2008-05-01"),
            ("2007", "2007 to 2007"),
            ("not known", "not known"),
        ] {
            assert_eq!(typed.parse::<Period>().map(|period| period.to_string()), Ok(read.to_owned()), "{typed}");
        }
        let refused = |typed: &str| typed.parse::<Period>().expect_err(typed);
        assert!(refused("2008 to 2006").contains("ends before it begins"));
        assert!(refused("lately").contains("is no date"));
        assert!(refused("2006 to whenever").contains("is no date"));
    }

    #[test]
    fn chairs_and_leads_lead() {
        let leading: Vec<&str> = SeatRole::ALL.into_iter().filter(|role| role.leads()).map(SeatRole::word).collect();
        assert_eq!(leading, ["chair", "lead"]);
    }
}
