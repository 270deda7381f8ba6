//! Edges as lines of a map: what each says, which way it leads, and what has no place on a line.

use std::collections::{BTreeMap, HashSet};

use super::super::book::Row;
use super::super::doubt::{Doubt, Weight, place};
use super::super::draft::Becomes;
use super::super::facts;
use super::super::relation;
use super::super::rows::Place;
use super::columns::FOLLOWS;
use super::draft::{Drafter, Foot};
use super::gathered::Way;
use super::sheets::{OF_TIES, place_of};
use crate::exchange::pasted_text::Column;
use crate::model::quote::shortened;
use crate::model::words::count;
use crate::model::{Id, Link, LinkKind};

/// Draws all edges.
pub(super) fn draw(drafter: &mut Drafter<'_>) {
    let (rows, columns) = drafter.rows(1);
    let mut ties = Ties { drafter, columns, drawn: HashSet::new(), unsaid: 0, left: BTreeMap::new() };
    for row in rows {
        let at = Place { sheet: 1, row: row.number };
        let becomes = match ties.edge(at, row) {
            Ok(id) => Becomes::Link(id),
            Err(why) => Becomes::Nothing(why),
        };
        ties.drafter.becomes(at, becomes);
    }
    ties.tell_what_is_left();
}

struct Ties<'d, 'a> {
    drafter: &'d mut Drafter<'a>,
    columns: &'a [Column],
    /// What is drawn already, so that nothing comes twice.
    drawn: HashSet<(LinkKind, Id, Id)>,
    /// How many edges do not say what they are.
    unsaid: usize,
    /// How many edges say something for which a line has no field, by column.
    left: BTreeMap<u32, usize>,
}

impl Ties<'_, '_> {
    fn edge(&mut self, at: Place, row: &Row) -> Result<Id, String> {
        let is_own = self.drafter.origin.is_own;
        let said = |wanted: &Column| {
            let cells = row.cells.iter().filter(|cell| self.columns.get(cell.column as usize) == Some(wanted));
            cells.map(|cell| cell.text.as_str()).find(|text| !text.is_empty()).unwrap_or_default()
        };
        let (from, to) = (said(&Column::From).to_owned(), said(&Column::To).to_owned());
        let (one, other) = (self.foot(at, &from)?, self.foot(at, &to)?);
        let (kind, is_turned, note) = self.kind(at, row);
        let (one, other) = if is_turned { (other, one) } else { (one, other) };
        let number = at.row as usize;
        let id = self.drafter.id(row.said(0), "line", number);
        let mut link = match (one, other) {
            (Foot::Node(from), Foot::Node(to)) if from == to && !is_own => {
                let name = self.drafter.read.name(from.as_str()).to_owned();
                let told = format!("{} cannot be in a line with itself: the edge is left out", shortened(&name));
                self.drafter.doubt(at, None, Weight::Error, told);
                return Err("it leads to where it comes from".to_owned());
            }
            (Foot::Node(from), Foot::Node(to)) => Link::new(id, kind, from, to),
            (Foot::OffMap(name), Foot::Node(to)) => {
                Link { from_off_map: Some(name), ..Link::new(id, kind, to.clone(), to) }
            }
            (Foot::Node(from), Foot::OffMap(name)) => {
                Link { to_off_map: Some(name), ..Link::new(id, kind, from.clone(), from) }
            }
            (Foot::OffMap(_), Foot::OffMap(_)) => return Err("both its ends are off the map".to_owned()),
        };
        link.note = note;
        self.fields(at, row, &mut link);
        let way = place_of(at.row).and_then(|place| self.drafter.origin.ways.get(place).copied()).unwrap_or_default();
        let bare = Link::new(link.id.clone(), kind, link.from.clone(), link.to.clone());
        if !is_own {
            let is_new = self.drawn.insert((kind, link.from.clone(), link.to.clone()));
            if !is_new && link == bare {
                // Of one that leads both ways, the way back may not stand above.
                let back = (kind, link.to.clone(), link.from.clone());
                if way != Way::Both || !self.drawn.insert(back) {
                    self.drafter.doubt(at, None, Weight::Note, "the same line stands above");
                    return Err("the same line stands above".to_owned());
                }
                std::mem::swap(&mut link.from, &mut link.to);
            }
            if way == Way::None {
                let told = "it has no direction: it is read from the first end to the second";
                self.drafter.doubt(at, None, Weight::Doubt, told);
            }
        }
        let sources = place_of(at.row).and_then(|place| self.drafter.origin.sources_of_ties.get(place));
        link.evidence = self.drafter.evidence(sources.map(String::as_str).unwrap_or_default());
        let known = place(self.drafter.book, at.sheet, Some(at.row), None);
        let known = self.drafter.book.sheets.get(1).map_or(known, |sheet| sheet.known_as(at.row).to_owned());
        if way == Way::Both && self.drawn.insert((kind, link.to.clone(), link.from.clone())) {
            self.drafter.doubt(at, None, Weight::Note, "it leads both ways: it becomes two lines");
            let back = self.drafter.id("", "back", number);
            self.drafter.draft.incoming.places.insert(back.clone(), known.clone());
            let back = Link { id: back, from: link.to.clone(), to: link.from.clone(), ..link.clone() };
            self.drafter.read.links.put(back);
        }
        let id = link.id.clone();
        self.drafter.draft.incoming.places.insert(id.clone(), known);
        self.drafter.read.links.put(link);
        Ok(id)
    }

    fn foot(&mut self, at: Place, text: &str) -> Result<Foot, String> {
        if let Some(foot) = self.drafter.foot(text) {
            return Ok(foot);
        }
        let told = match text {
            "" => "one of its ends is not said".to_owned(),
            text => format!("\"{}\" is no node of the file", shortened(text)),
        };
        self.drafter.doubt(at, None, Weight::Error, format!("{told}: the edge is left out"));
        Err(told)
    }

    /// What an edge says: the first of its words that are known; the others become its note.
    fn kind(&mut self, at: Place, row: &Row) -> (LinkKind, bool, Option<String>) {
        let cells = row.cells.iter().filter(|cell| self.columns.get(cell.column as usize) == Some(&Column::Relation));
        let said: Vec<(u32, &str)> =
            cells.map(|cell| (cell.column, cell.text.trim())).filter(|(_, text)| !text.is_empty()).collect();
        let meant = said.iter().position(|(_, text)| relation::meant(text).is_some());
        let mut others: Vec<&str> = Vec::new();
        for (place, (_, text)) in said.iter().enumerate() {
            let is_meant = Some(place) == meant || is_of_a_format(text);
            let says_same = relation::meant(text).is_some() && meant.is_some();
            if !is_meant && !says_same && !others.contains(text) {
                others.push(text);
            }
        }
        let note = Some(others.join("; ")).filter(|note| !note.is_empty());
        if let Some((kind, is_turned)) = meant.and_then(|place| relation::meant(said[place].1)) {
            return (kind, is_turned, note);
        }
        let of_archimate = said.iter().find_map(|(_, text)| {
            Some(match *text {
                "Aggregation" | "Composition" => (LinkKind::PartOf, true),
                "Assignment" => (LinkKind::Owns, false),
                "Serving" | "Realization" => (LinkKind::Delivers, false),
                _ => return None,
            })
        });
        if let Some((kind, is_turned)) = of_archimate {
            return (kind, is_turned, note);
        }
        match said.first() {
            Some((column, text)) if note.is_some() => {
                let told = format!(
                    "\"{}\" is no kind of line that is known: it is taken as informs, with this as its note",
                    shortened(text)
                );
                self.drafter.doubt(at, Some(*column), Weight::Doubt, told);
                (LinkKind::Informs, false, note)
            }
            Some(_) => (LinkKind::Informs, false, None),
            None => {
                self.unsaid += 1;
                (LinkKind::ReportsTo, false, None)
            }
        }
    }

    fn fields(&mut self, at: Place, row: &Row, link: &mut Link) {
        for cell in &row.cells {
            let text = cell.text.as_str();
            match self.columns.get(cell.column as usize) {
                Some(Column::OfLink("on_behalf_of")) => match self.drafter.foot(text) {
                    Some(Foot::Node(id)) => link.on_behalf_of = Some(id),
                    _ => {
                        let told = format!(
                            "on behalf of \"{}\", which is no node of the file: it is left out",
                            shortened(text)
                        );
                        self.drafter.doubt(at, Some(cell.column), Weight::Doubt, told);
                    }
                },
                Some(Column::OfLink("totals")) => {
                    let told = format!(
                        "it counts in \"{}\", a total whose amount the file does not say: it is left out",
                        shortened(text)
                    );
                    self.drafter.doubt(at, Some(cell.column), Weight::Doubt, told);
                }
                Some(Column::OfLink(name)) => {
                    if let Err(reason) = facts::of_link(link, name, text, &self.drafter.read) {
                        let heading = self.drafter.heading(1, cell.column);
                        let told = format!("{reason}: it is kept in the note");
                        self.drafter.doubt(at, Some(cell.column), Weight::Doubt, told);
                        let kept = format!("{heading}: {text}");
                        link.note = Some(link.note.take().map_or(kept.clone(), |note| format!("{note}; {kept}")));
                    }
                }
                Some(Column::Nothing) | None if cell.column as usize >= OF_TIES.len() => {
                    *self.left.entry(cell.column).or_default() += 1;
                }
                _ => {}
            }
        }
    }

    /// Tells once of each attribute that no line has a field for, and of edges that do not say what they are.
    fn tell_what_is_left(&mut self) {
        for (column, number) in std::mem::take(&mut self.left) {
            let heading = self.drafter.heading(1, column);
            if self.drafter.origin.is_own && FOLLOWS.contains(&heading.as_str()) {
                continue;
            }
            let told = format!(
                "\"{}\" of {} has no field on a line, and is left out: choose one for it, or the note",
                shortened(&heading),
                count(number, "edge", "edges")
            );
            let doubt = Doubt { sheet: 1, row: None, column: None, weight: Weight::Doubt, text: told };
            self.drafter.draft.doubts.push(doubt);
        }
        if self.unsaid > 0 {
            let told = format!(
                "{} not say what the line is: it is taken as reports to",
                match self.unsaid {
                    1 => "1 edge does".to_owned(),
                    number => format!("{number} edges do"),
                }
            );
            let doubt = Doubt { sheet: 1, row: None, column: None, weight: Weight::Doubt, text: told };
            self.drafter.draft.doubts.push(doubt);
        }
    }
}

/// What ArchiMate calls relations; none of these is a note.
fn is_of_a_format(text: &str) -> bool {
    const TYPES: [&str; 11] = [
        "Association",
        "Aggregation",
        "Composition",
        "Assignment",
        "Serving",
        "Realization",
        "Flow",
        "Triggering",
        "Access",
        "Influence",
        "Specialization",
    ];
    TYPES.contains(&text)
}
