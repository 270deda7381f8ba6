//! Tables of phrases as people read them: what each row says, and in which words.

use super::phrases::{Row, Table};

/// What some words say of a group, and the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseRow {
    /// What they say, in words that follow the name of the group.
    pub says: String,
    /// The words; `{number}`, `{date}` and `{name}` stand for such.
    pub words: Vec<String>,
}

/// The rows of a table; none of what is no table.
pub fn rows(text: &str) -> Vec<PhraseRow> {
    let table: Option<Table> = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok();
    let rows = table.map(|table| table.phrases).unwrap_or_default().into_iter();
    rows.map(|Row { says, value, words }| PhraseRow { says: told(&says, &value), words }).collect()
}

fn told(says: &str, value: &str) -> String {
    match (says, value) {
        ("nothing", _) => "says nothing, whatever is in it".to_owned(),
        ("status" | "resourcing", value) => format!("is {value}"),
        ("meets a year", "1") => "meets once a year".to_owned(),
        ("meets a year", value) => format!("meets {value} times a year"),
        ("since", _) => "began then".to_owned(),
        (line, "proposed") => format!("{line} that one, as proposed"),
        (line, _) => format!("{line} that one"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::import::phrases::TABLE;

    #[test]
    fn the_table_that_comes_along_is_told_row_by_row() {
        let rows = rows(TABLE);
        assert!(rows.len() > 20 && rows.iter().all(|row| !row.says.is_empty() && !row.words.is_empty()));
        assert_eq!(rows[0].says, "is on hold");
        assert!(rows.iter().any(|row| row.says == "reports to that one, as proposed"));
        assert!(super::rows("{}").is_empty() && super::rows("x").is_empty());
    }
}
