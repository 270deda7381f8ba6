//! What was noted in a room, as text for the minutes and as rows for spreadsheets and programs.

use serde::Serialize;

use super::csv_table::{self, Cell};
use crate::model::whereabouts::{Whereabouts, in_order};
use crate::model::words::capitalised;
use crate::model::{Capture, Id, Map, When};

/// What each row says, in its order.
pub const COLUMNS: [&str; 9] = ["Kind", "Text", "Who", "Until", "State", "About", "Noted", "Option", "Id"];

/// Something that was noted, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Names it for ever.
    pub id: Id,
    /// What it is: `decision`, `question`, `action` or `objection`.
    pub kind: &'static str,
    /// What was said.
    pub text: String,
    /// Whose it is.
    pub who: Option<String>,
    /// Until when it is to be done.
    pub until: Option<When>,
    /// How it stands: `open`, or what has become of it.
    pub state: &'static str,
    /// Whether something has to come of it yet.
    pub open: bool,
    /// The cards and lines that it is about, by their ids.
    pub about: Vec<Id>,
    /// What those are called.
    pub about_names: String,
    /// When it was noted.
    pub noted: Option<String>,
    /// The option that was looked at then, by its name.
    pub option: Option<String>,
}

impl Told {
    fn of(map: &Map, whereabouts: &Whereabouts<'_>, capture: &Capture) -> Self {
        let name = |id: &Id| map.options.get(id.as_str()).map_or_else(|| id.to_string(), |option| option.name.clone());
        Self {
            id: capture.id.clone(),
            kind: capture.kind.word(),
            text: capture.text.clone(),
            who: capture.who.clone(),
            until: capture.until,
            state: capture.state(),
            open: capture.is_open(),
            about: capture.about.keys().cloned().collect(),
            about_names: whereabouts.names(capture),
            noted: capture.noted_in_words().map(str::to_owned),
            option: capture.option.as_ref().map(name),
        }
    }

    /// What stands behind the text: whose it is, until when, what it is about, how it stands, when and where it was noted.
    pub fn facts(&self) -> String {
        let facts = [
            self.who.clone(),
            self.until.map(|until| format!("until {until}")),
            (!self.about_names.is_empty()).then(|| format!("about {}", self.about_names)),
            Some(self.state.to_owned()).filter(|state| state != "decided"),
            self.noted.clone(),
            self.option.as_ref().map(|option| format!("option “{option}”")),
        ];
        facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// It as the texts of a row, column by column.
    pub fn texts(&self) -> [String; 9] {
        [
            capitalised(self.kind),
            self.text.clone(),
            self.who.clone().unwrap_or_default(),
            self.until.map(|until| until.to_string()).unwrap_or_default(),
            self.state.to_owned(),
            self.about_names.clone(),
            self.noted.clone().unwrap_or_default(),
            self.option.clone().unwrap_or_default(),
            self.id.to_string(),
        ]
    }
}

/// What was noted, the first first; only what is still open, if that is asked for.
pub fn told(map: &Map, only_open: bool) -> Vec<Told> {
    let whereabouts = Whereabouts::of(map);
    in_order(map, only_open).into_iter().map(|capture| Told::of(map, &whereabouts, capture)).collect()
}

/// A line each: "Decision: It meets monthly (Chair · until 2011-06 · about Town Board)".
pub fn text(map: &Map, only_open: bool) -> String {
    let line = |told: Told| {
        let facts = told.facts();
        let behind = if facts.is_empty() { String::new() } else { format!(" ({facts})") };
        one_line(&format!("{}: {}{behind}", capitalised(told.kind), told.text)) + "\n"
    };
    told(map, only_open).into_iter().map(line).collect()
}

/// A row each, below a row of titles.
pub fn csv(map: &Map, only_open: bool) -> String {
    let titles = COLUMNS.map(str::to_owned);
    let rows = std::iter::once(titles).chain(told(map, only_open).into_iter().map(|told| told.texts()));
    csv_table::write(&rows.map(|row| row.map(Cell::Text).to_vec()).collect::<Vec<_>>())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CaptureKind, DesignOption, Node, NodeKind};

    #[test]
    fn the_minutes_stand_in_the_order_in_which_people_spoke() {
        let mut map = Map::default();
        map.nodes.put(Node::new("board", NodeKind::Board, "Town Board"));
        map.options.put(DesignOption::new("small", "Small"));
        let said = |id: &str, kind, text: &str, noted: &str| Capture {
            noted: Some(noted.to_owned()),
            about: [("board".into(), "Board".to_owned())].into(),
            ..Capture::new(id, kind, text)
        };
        map.captures.put(said("a", CaptureKind::Action, "=Ask the\npolice", "2011-05-12 11:00"));
        let decision = said("b", CaptureKind::Decision, "It meets monthly", "2011-05-12 10:00");
        map.captures.put(Capture { option: Some("small".into()), ..decision });
        let question = said("c", CaptureKind::Question, "Who chairs?", "2011-05-12 12:00");
        let about = [("club".into(), "Club".to_owned())].into();
        map.captures.put(Capture { done: true, about, who: Some("Police".to_owned()), ..question });
        let expected = "Decision: It meets monthly (about Town Board · 2011-05-12 10:00 · option “Small”)\n\
                        Action: =Ask the police (about Town Board · open · 2011-05-12 11:00)\n\
                        Question: Who chairs? (Police · about Club (gone) · answered · 2011-05-12 12:00)\n";
        assert_eq!(text(&map, false), expected);
        assert_eq!(text(&map, true).lines().count(), 1);
        let csv = csv(&map, false);
        let begin = "Kind,Text,Who,Until,State,About,Noted,Option,Id\nDecision,It meets monthly,,,decided,Town Board,";
        assert!(csv.starts_with(begin), "{csv}");
        assert!(csv.contains("\"'=Ask the\npolice\""), "{csv}");
    }
}
