//! What the help has to say, as entries that are searched: guide, rules, fields, keys and words.

use egui::Context;

use super::entry::{Chapter, Entry};
use super::fields;
use crate::analysis::rules;
use crate::app::command::{self, Menu};
use crate::app::grid;

/// What the canvas understands beside the commands, as keys and meaning.
const ON_THE_CANVAS: [(&str, &str); 18] = [
    ("Double-click", "On the ground: add a body there. On a card: look at it more closely"),
    ("Drag from a handle", "Draw a line to another card, or to a new body on the ground"),
    ("Drag a card", "Move it, with all that is chosen; Alt leaves the guides aside"),
    ("Drop a card on another", "Have it answer to that one"),
    ("Drag the end of a chosen line", "Lead it to another card"),
    ("Right button, Shift+F10", "What can be done with what is there"),
    ("Shift+drag on the ground", "Choose what lies in the box; with Ctrl or Alt too, let it go"),
    ("Ctrl+click, Shift+click", "Choose one more, or let it go"),
    ("Drag on the ground", "Move the picture"),
    ("Wheel, pinch", "Zoom at the pointer"),
    ("Arrow keys", "Go along the lines to the next card; with none chosen, move the picture"),
    (". and ,", "Go through the lines of the chosen card"),
    ("Ctrl+arrow keys", "Move the chosen cards a little; with Shift, very little"),
    ("Enter", "Look more closely; on a line, go to its other end"),
    ("Tab", "Go on to the next control"),
    ("F6", "Go on to the next part of the window; with Shift, to the one before"),
    ("F10", "Go to the menus: arrow keys go along them, the one down opens"),
    ("Esc", "Give up what is under way, let go of what is chosen, or leave the presentation"),
];

/// What the matrix understands beside what every table does.
const IN_THE_MATRIX: [(&str, &str); 3] = [
    ("Space", "The next mark for this cell"),
    ("Letters", "M member, C chair, A owns, R delivers, S scrutinises; with Shift, as well"),
    ("1 to 9", "So many seats"),
];

/// All that can be read. Keys are written as this system writes them.
pub(super) fn all(ctx: &Context) -> Vec<Entry> {
    let mut entries = written(Chapter::Guide, include_str!("guide.md"));
    entries.extend(rules().iter().map(|rule| Entry {
        chapter: Chapter::Rules,
        group: rule.family.word(),
        title: rule.name.to_owned(),
        beside: rule.code.to_owned(),
        brief: rule.summary.to_owned(),
        text: read(rule.explanation).to_owned(),
        rule: Some(rule.code),
        field: None,
    }));
    entries.extend(fields::entries());
    entries.extend(Menu::ALL.into_iter().flat_map(|menu| of_menu(menu, ctx)));
    let gestures =
        [("On the canvas", &ON_THE_CANVAS[..]), ("In a table", &grid::KEYS[..]), ("In the matrix", &IN_THE_MATRIX[..])];
    entries.extend(gestures.into_iter().flat_map(|(group, keys)| {
        keys.iter().map(move |(keys, meaning)| Entry {
            chapter: Chapter::Keys,
            group,
            title: (*keys).to_owned(),
            beside: String::new(),
            brief: (*meaning).to_owned(),
            text: format!("{meaning}."),
            rule: None,
            field: None,
        })
    }));
    entries.extend(written(Chapter::Words, include_str!("words.md")));
    entries
}

/// Of the explanation of a rule, what people read: its title is that of the page, and the maps below it are for tests.
fn read(explanation: &str) -> &str {
    let text = explanation.split_once('\n').map_or("", |(_, rest)| rest);
    text.split("\n## Maps in which it fires").next().unwrap_or(text).trim()
}

/// The commands of a menu, with the keys that give them.
fn of_menu(menu: Menu, ctx: &Context) -> impl Iterator<Item = Entry> {
    command::entries().iter().filter(move |entry| entry.menu == menu).map(move |entry| {
        let keys: Vec<String> =
            [entry.keys, entry.also].into_iter().flatten().map(|keys| command::keys_in_words(ctx, &keys)).collect();
        let keys = keys.join(", ");
        let way = match keys.as_str() {
            "" => format!("In the menu **{}**, and in the list of all commands.", menu.label()),
            keys => format!("**{keys}**, or in the menu **{}**.", menu.label()),
        };
        Entry {
            chapter: Chapter::Keys,
            group: menu.label(),
            title: entry.label.trim_end_matches('…').to_owned(),
            beside: keys,
            brief: entry.tooltip.to_owned(),
            text: format!("{}.\n\n{way}", entry.tooltip.trim_end_matches('.')),
            rule: None,
            field: None,
        }
    })
}

/// What is written as titles with a text below each.
fn written(chapter: Chapter, text: &'static str) -> Vec<Entry> {
    let parts = text.split("## ").filter_map(|part| part.split_once('\n'));
    let entry = |(title, text): (&str, &str)| Entry {
        chapter,
        group: "",
        title: title.trim().to_owned(),
        beside: String::new(),
        brief: text.trim().lines().next().unwrap_or_default().to_owned(),
        text: text.trim().to_owned(),
        rule: None,
        field: None,
    };
    parts.map(entry).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::session::help::Topic;

    #[test]
    fn every_entry_says_something_and_stands_there_once() {
        let entries = all(&Context::default());
        let mut seen = BTreeSet::new();
        for entry in &entries {
            assert!(entry.text.len() > 10 && !entry.brief.is_empty(), "{entry:?}");
            assert!(!entry.text.contains("Maps in which"), "{}", entry.title);
            assert!(seen.insert((entry.group, &entry.title, &entry.beside)), "{} stands there twice", entry.title);
        }
        let of = |chapter| entries.iter().filter(|entry| entry.chapter == chapter).count();
        assert_eq!(of(Chapter::Rules), rules().len());
        assert!(Chapter::ALL.into_iter().all(|chapter| of(chapter) > 5));
    }

    #[test]
    fn what_the_window_looks_up_is_there() {
        let entries = all(&Context::default());
        let topics = [
            Topic::Rule("BW302"),
            Topic::Field("Map", "title"),
            Topic::Field("Node", "meets.hours"),
            Topic::Field("Node", "fields"),
            Topic::Field("Link", "status"),
            Topic::Field("Evidence", "source"),
            Topic::Field("Theme", "name"),
            Topic::Field("Area", "name"),
            Topic::Field("Source", "title"),
            Topic::Field("Total", "amount"),
            Topic::Field("Expectation", "text"),
            Topic::Field("Stance", "reason"),
        ];
        for topic in topics {
            assert!(entries.iter().any(|entry| entry.is_about(topic)), "{topic:?}");
        }
    }
}
