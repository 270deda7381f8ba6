//! Fields in the help: those that people fill in, and those that only the file of a map has.

use std::collections::BTreeSet;

use serde_json::Value;

use super::entry::{Chapter, Entry};
use crate::editing::fields::{self, Control, Field};
use crate::exchange::schema;

/// The group of what is not filled in anywhere.
const ONLY_IN_FILES: &str = "Only in the file";

/// Every field: as the inspector lists them, then the others of the file.
pub(super) fn entries() -> Vec<Entry> {
    let schema: Value = serde_json::from_str(&schema::text()).unwrap_or_default();
    let mut entries = Vec::new();
    of(&mut entries, &schema, "Map", "The map", fields::HEADER);
    of(&mut entries, &schema, "Node", "Bodies, posts and strands", fields::NODE);
    of(&mut entries, &schema, "Link", "Lines", fields::LINK);
    of(&mut entries, &schema, "Evidence", "Evidence", fields::EVIDENCE);
    of(&mut entries, &schema, "Source", "Sources", fields::SOURCE);
    of(&mut entries, &schema, "Theme", "Themes", fields::THEME);
    of(&mut entries, &schema, "Area", "Areas", fields::AREA);
    of(&mut entries, &schema, "Total", "Stated totals", fields::TOTAL);
    of(&mut entries, &schema, "Expectation", "Expectations", fields::EXPECTATION);
    let of_window = entries.iter().filter_map(|entry| entry.field.as_ref());
    let known: BTreeSet<(&str, &str)> =
        of_window.map(|(record, name)| (record.as_str(), name.split('.').next().unwrap_or(name))).collect();
    let others = only_in_files(&schema, &known);
    entries.extend(others);
    entries
}

/// The fields of one type of record.
fn of<R>(entries: &mut Vec<Entry>, schema: &Value, record: &'static str, group: &'static str, fields: &[Field<R>]) {
    entries.extend(fields.iter().map(|field| {
        let property = property(schema, record, field.name);
        let mut paragraphs = vec![format!("{}.", field.help.trim_end_matches('.'))];
        let described = property.and_then(described);
        paragraphs.extend(described.filter(|words| words.trim_end_matches('.') != field.help).map(str::to_owned));
        paragraphs.push(how(field.control));
        paragraphs.extend(property.and_then(|property| values(schema, property)));
        paragraphs.push(format!("In the file: `{}` of {}.", field.name, place(record)));
        Entry {
            chapter: Chapter::Fields,
            group,
            title: field.label.to_owned(),
            beside: String::new(),
            brief: field.help.to_owned(),
            text: paragraphs.join("\n\n"),
            rule: None,
            field: Some((record.to_owned(), field.name.to_owned())),
        }
    }));
}

/// The fields of the file that nothing in the window is called after.
fn only_in_files(schema: &Value, known: &BTreeSet<(&str, &str)>) -> Vec<Entry> {
    let whole = ("Map", schema);
    let parts = schema["$defs"].as_object().into_iter().flatten().map(|(record, part)| (record.as_str(), part));
    let properties = std::iter::once(whole).chain(parts).flat_map(|(record, part)| {
        let properties = part["properties"].as_object().into_iter().flatten();
        properties.map(move |(name, property)| (record, name, property))
    });
    // All of the heading is said of the map itself.
    let is_new = |record: &str, name: &str| record != "Header" && !known.contains(&(record, name));
    let others = properties.filter(|(record, name, _)| is_new(record, name));
    let entry = |(record, name, property): (&str, &String, &Value)| {
        let mut paragraphs: Vec<String> = described(property).map(str::to_owned).into_iter().collect();
        paragraphs.extend(values(schema, property));
        paragraphs.push(format!("In the file: `{name}` of {}.", place(record)));
        Entry {
            chapter: Chapter::Fields,
            group: ONLY_IN_FILES,
            title: name.clone(),
            beside: place(record),
            brief: described(property).unwrap_or_default().to_owned(),
            text: paragraphs.join("\n\n"),
            rule: None,
            field: Some((record.to_owned(), name.clone())),
        }
    };
    others.map(entry).collect()
}

/// Where a type of record stands in a file, in words.
fn place(record: &str) -> String {
    match record {
        "Map" | "Header" => "the map".to_owned(),
        "Node" => "`nodes`".to_owned(),
        "Link" => "`links`".to_owned(),
        "DesignOption" => "`options`".to_owned(),
        other => words(other),
    }
}

/// A name of a type as words: "LitFinding" as "lit finding".
fn words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// What the schema says of a field, by its name with dots for parts.
fn property<'a>(schema: &'a Value, record: &str, name: &str) -> Option<&'a Value> {
    let mut part = if record == "Map" { schema } else { schema["$defs"].get(record)? };
    let mut names = name.split('.').peekable();
    loop {
        let property = part["properties"].get(names.next()?)?;
        if names.peek().is_none() {
            return Some(property);
        }
        part = target(schema, property)?;
    }
}

/// The type that a field refers to, whether it has to be there or not.
fn target<'a>(schema: &'a Value, property: &Value) -> Option<&'a Value> {
    let either = property["anyOf"].as_array().into_iter().flatten();
    let reference = std::iter::once(property).chain(either).find_map(|one| one["$ref"].as_str())?;
    schema["$defs"].get(reference.rsplit('/').next()?)
}

fn described(property: &Value) -> Option<&str> {
    property["description"].as_str()
}

/// What each value of a field means, where it has few.
fn values(schema: &Value, property: &Value) -> Option<String> {
    let values = target(schema, property)?["oneOf"].as_array()?;
    let line = |value: &Value| Some(format!("- `{}`: {}", value["const"].as_str()?, value["description"].as_str()?));
    let lines: Vec<String> = values.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| format!("What its values mean, as the file names them:\n\n{}", lines.join("\n")))
}

/// How a field is filled in.
fn how(control: Control) -> String {
    match control {
        Control::Line => "Filled in with a few words in one line.".to_owned(),
        Control::Paragraph => "Filled in with a text of any length.".to_owned(),
        Control::Choice(words) => {
            let words: Vec<&str> = words.iter().map(|word| if word.is_empty() { "not known" } else { *word }).collect();
            format!("Filled in with one of these: {}.", words.join(", "))
        }
        Control::Tick => "Filled in with yes or no; left empty while it is not known.".to_owned(),
        Control::Number => "Filled in with a number.".to_owned(),
        Control::Date => "Filled in with a year, a month or a day: 2011, 2011-05 or 2011-05-17.".to_owned(),
        Control::Money => "Filled in with an amount: 24,383,000.".to_owned(),
        Control::Tags => "Filled in with words, one after the other.".to_owned(),
        Control::One(kind) => format!("Filled in with the name of a {} that is on the map.", kind.word()),
        Control::Many(kind) => format!("Filled in with the name of one {} after the other.", kind.word()),
    }
}
