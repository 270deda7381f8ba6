//! What was noted while people talked: what was decided, what is open, and what has become of the rest.

use super::block::{Block, Table, cell, sentence};
use super::facts::Facts;
use crate::model::whereabouts::{Whereabouts, in_order};
use crate::model::words::{capitalised, count};
use crate::model::{Capture, CaptureKind, Id};

/// A part of what was noted: its title, the word of its anchor, and what belongs to it.
type Part = (&'static str, &'static str, fn(&Capture) -> bool);

/// The section; nothing where nothing was noted.
pub(super) fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let all = in_order(facts.map, false);
    if all.is_empty() {
        return Vec::new();
    }
    let open = all.iter().filter(|capture| capture.is_open()).count();
    let words = match open {
        0 => format!("{} noted, and nothing is open.", was(all.len())),
        open => format!("{} noted; {} open.", was(all.len()), is(open)),
    };
    let parts: [Part; 3] = [
        ("What was decided", "decided", |one| one.kind == CaptureKind::Decision),
        ("What is open", "open", Capture::is_open),
        ("What was done, answered and settled", "settled", |one| one.kind != CaptureKind::Decision && one.done),
    ];
    let mut blocks = vec![Block::paragraph(&words)];
    for (title, word, is_part) in parts {
        if let Some(table) = table(facts, title, &all, is_part) {
            blocks.push(Block::heading(2, title, &format!("captures-{word}")));
            blocks.push(table);
        }
    }
    blocks
}

fn was(number: usize) -> String {
    format!("{} {}", count(number, "thing", "things"), if number == 1 { "was" } else { "were" })
}

fn is(number: usize) -> String {
    format!("{number} {}", if number == 1 { "is" } else { "are" })
}

fn table(facts: &Facts<'_>, title: &str, all: &[&Capture], is_part: fn(&Capture) -> bool) -> Option<Block> {
    let part: Vec<&Capture> = all.iter().copied().filter(|capture| is_part(capture)).collect();
    if part.is_empty() {
        return None;
    }
    let columns = [("What", 2), ("Text", 7), ("About", 4), ("Who", 2), ("Until", 2), ("Noted", 3)];
    let mut table = Table::new(title, &columns);
    let whereabouts = Whereabouts::of(facts.map);
    for capture in part {
        let what = match capture.done {
            true => format!("{}, {}", capture.kind.word(), capture.kind.done()),
            false => capture.kind.word().to_owned(),
        };
        let option = |id: &Id| facts.map.options.get(id.as_str()).map(|option| format!("option {}", option.name));
        let noted = [capture.noted_in_words().map(str::to_owned), capture.option.as_ref().and_then(option)];
        let noted = noted.into_iter().flatten().collect::<Vec<_>>().join(", ");
        table.row([
            cell(&capitalised(&what)),
            cell(&sentence(&capture.text)),
            cell(&whereabouts.names(capture)),
            cell(capture.who.as_deref().unwrap_or_default()),
            cell(&capture.until.map(|until| until.to_string()).unwrap_or_default()),
            cell(&noted),
        ]);
    }
    Some(Block::Table(table))
}
