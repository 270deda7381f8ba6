//! The list of what can become of a cell, as the right button opens it.

use super::sheet::Sheet;
use crate::app::act::{Act, Choice, Item};
use crate::app::grid::CellAt;
use crate::editing::matrix::{How, Mark, Topic, next, suits};
use crate::model::words::capitalised;
use crate::model::{Id, Map};

/// The list of a cell: marks that can be set or added, lines that can be removed, and where one can go from there. None
/// where nothing can be done.
pub(super) fn choice(map: &Map, topic: Topic, sheet: &Sheet, at: CellAt, (row, column): (&Id, &Id)) -> Option<Choice> {
    let cell = sheet.cell(at);
    let has = |mark: Mark| cell.is_some_and(|cell| cell.placed.iter().any(|placed| placed.mark == mark));
    let mut items = Vec::new();
    let mut offer = |label: String, detail: String, how: How| {
        if let Ok(step) = next(map, topic, row, column, how) {
            items.push(Item { label, detail, act: Act::Make(Ok(step)) });
        }
    };
    for mark in topic.marks().iter().copied().filter(|mark| suits(map, topic, row, column, *mark) || has(*mark)) {
        let is_other = cell.is_some_and(|cell| cell.placed.iter().any(|placed| placed.mark != mark));
        let instead = if is_other { " instead" } else { "" };
        offer(format!("{}{instead}", capitalised(mark.verb())), mark.letter().to_owned(), How::Set(mark));
    }
    for mark in topic.marks().iter().copied().filter(|mark| cell.is_some() && suits(map, topic, row, column, *mark)) {
        if topic != Topic::Themes && !has(mark) {
            offer(format!("Also {}", mark.verb()), format!("Shift+{}", mark.letter()), How::Switch(mark));
        }
    }
    if let Some(cell) = cell {
        let mut marks: Vec<Mark> = cell.placed.iter().map(|placed| placed.mark).collect();
        marks.dedup();
        if let [_, _, ..] = marks.as_slice() {
            for mark in &marks {
                offer(format!("No longer {}", mark.verb()), format!("Shift+{}", mark.letter()), How::Switch(*mark));
            }
        }
        offer(format!("Remove: {}", cell.words()), "Delete".to_owned(), How::Clear);
    }
    let lines = cell.into_iter().flat_map(|cell| &cell.placed);
    items.extend(lines.filter_map(|placed| {
        let label = format!("Go to the line: {}", placed.words());
        Some(Item { label, detail: "Enter".to_owned(), act: Act::go_to(placed.link.clone()?) })
    }));
    items.extend([row, column].into_iter().filter(|id| map.nodes.contains(id.as_str())).map(|id| Item {
        label: format!("Go to {}", map.name(id.as_str())),
        detail: String::new(),
        act: Act::go_to(id.clone()),
    }));
    (!items.is_empty()).then(|| Choice::new(sheet.cell_name(at), items))
}
