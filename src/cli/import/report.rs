//! What came of an import, to be read or for programs.

use serde::Serialize;

use crate::cli::console::{FAINT, STRONG, painted, paragraph};
use crate::editing::bring::{Fate, Named};
use crate::editing::take_in::{Earlier, Gone, Incoming};
use crate::exchange::import::book::{Book, Sheet, column_letters};
use crate::exchange::import::doubt::{Weight, place};
use crate::exchange::import::mapping::{Holds, Mapping, SheetMapping};
use crate::exchange::import::{Becomes, Draft, Place};
use crate::exchange::pasted_text::Column;
use crate::model::Map;
use crate::model::quote::{message, shortened};
use crate::model::words::{capitalised, count};

/// All that an import is about.
#[derive(Clone, Copy)]
pub(super) struct Import<'a> {
    pub(super) book: &'a Book,
    pub(super) mapping: &'a Mapping,
    pub(super) draft: &'a Draft,
    /// The map onto which it comes.
    pub(super) map: &'a Map,
    pub(super) incoming: &'a Incoming,
    pub(super) named: &'a [Named],
    pub(super) gone: &'a [Gone],
    /// What an earlier import left on the map.
    pub(super) earlier: Option<&'a Earlier>,
}

/// What came of it all.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    pub(super) files: Vec<Told>,
    /// What the map has now.
    pub(super) map: Figures,
    /// The file into which it was written.
    pub(super) written: Option<String>,
}

/// How much is on a map.
#[derive(Debug, Default, Serialize)]
pub(super) struct Figures {
    nodes: usize,
    links: usize,
}

/// What came of a file.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    file: String,
    /// What was done, in words.
    done: String,
    remarks: Vec<String>,
    sheets: Vec<SheetTold>,
    rows: Vec<RowTold>,
    doubts: Vec<DoubtTold>,
    proposals: Vec<ProposalTold>,
    /// Names that are nearly those of others.
    near: Vec<NearTold>,
    /// The file of which this seems to be the next version, under another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<String>,
    /// What the file says no more.
    gone: Vec<GoneTold>,
}

#[derive(Debug, Serialize)]
struct SheetTold {
    sheet: String,
    /// Whether it is made of something else, so that letters of columns say nothing.
    #[serde(skip)]
    is_made: bool,
    holds: Holds,
    heading_row: Option<u32>,
    columns: Vec<ColumnTold>,
}

#[derive(Debug, Serialize)]
struct ColumnTold {
    column: String,
    heading: String,
    holds: String,
    /// Whether any row says something in it.
    #[serde(skip)]
    is_used: bool,
}

#[derive(Debug, Serialize)]
struct RowTold {
    place: String,
    becomes: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

#[derive(Debug, Serialize)]
struct DoubtTold {
    weight: &'static str,
    place: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct ProposalTold {
    place: String,
    name: String,
    says: String,
    words: String,
    taken: bool,
}

#[derive(Debug, Serialize)]
struct NearTold {
    name: String,
    near: String,
    same: bool,
}

#[derive(Debug, Serialize)]
struct GoneTold {
    what: String,
    ended: bool,
}

impl From<&Map> for Figures {
    fn from(map: &Map) -> Self {
        Self { nodes: map.nodes.len(), links: map.links.len() }
    }
}

impl Told {
    pub(super) fn new(import: &Import<'_>, done: String) -> Self {
        let Import { book, mapping, draft, map, incoming, named, gone, earlier } = *import;
        let sheet = |(sheet, mapping): (&Sheet, &SheetMapping)| {
            let column = |(place, column): (usize, &Column)| {
                let place = u32::try_from(place).unwrap_or(u32::MAX);
                ColumnTold {
                    column: column_letters(place),
                    heading: mapping.heading(sheet, place).to_owned(),
                    holds: column.word().to_owned(),
                    is_used: sheet.rows.iter().skip(1).any(|row| row.cell(place).is_some()),
                }
            };
            SheetTold {
                sheet: sheet.name.clone(),
                is_made: sheet.is_made(),
                holds: mapping.holds,
                heading_row: mapping.heading_row,
                columns: mapping.columns.iter().enumerate().map(column).collect(),
            }
        };
        let row = |(at, becomes): &(Place, Becomes)| {
            let (word, name, why) = match becomes {
                Becomes::Node(id) => ("node", Some(incoming.read.name(id.as_str()).to_owned()), None),
                Becomes::MoreOf(id) => ("more", Some(incoming.read.name(id.as_str()).to_owned()), None),
                Becomes::Link(id) => {
                    let link = incoming.read.links.get(id.as_str());
                    ("link", link.map(|link| incoming.read.sentence(link)), None)
                }
                Becomes::Heading(name) => ("heading", Some(name.clone()), None),
                Becomes::Nothing(why) => ("nothing", None, Some(why.clone())),
            };
            RowTold { place: place(book, at.sheet, Some(at.row), None), becomes: word, name, why }
        };
        let near = |one: &Named| {
            let near = one.near.as_ref()?;
            let other = match near {
                Fate::There(id) => map.name(id.as_str()),
                Fate::Same(id) => incoming.read.name(id.as_str()),
                Fate::New | Fate::Left => return None,
            };
            let name = incoming.read.name(one.id.as_str()).to_owned();
            Some(NearTold { name, near: other.to_owned(), same: one.fate == *near })
        };
        let no_more = |gone: &Gone| {
            let link = map.links.get(gone.id.as_str()).filter(|_| gone.is_link);
            let what = link.map_or_else(|| map.name(gone.id.as_str()).to_owned(), |link| map.sentence(link));
            GoneTold { what, ended: gone.is_ended }
        };
        let guess = earlier.filter(|earlier| earlier.is_guess);
        let source = guess.and_then(|earlier| map.sources.get(earlier.source.as_str()));
        Self {
            file: book.name.clone(),
            follows: source.map(|source| source.title.clone()),
            done,
            remarks: book.remarks.clone(),
            sheets: book.sheets.iter().zip(&mapping.sheets).map(sheet).collect(),
            rows: draft.rows.iter().map(row).collect(),
            doubts: draft
                .doubts
                .iter()
                .map(|doubt| DoubtTold {
                    weight: doubt.weight.word(),
                    place: doubt.place(book),
                    text: message(&doubt.text).into_owned(),
                })
                .collect(),
            proposals: draft
                .proposals
                .iter()
                .map(|proposal| ProposalTold {
                    place: proposal.place.clone(),
                    name: incoming.read.name(proposal.node.as_str()).to_owned(),
                    says: proposal.told(&incoming.read),
                    words: proposal.words.clone(),
                    taken: proposal.is_taken,
                })
                .collect(),
            near: named.iter().filter_map(near).collect(),
            gone: gone.iter().map(no_more).collect(),
        }
    }

    /// Whether anything should be looked at.
    pub(super) fn has_doubts(&self) -> bool {
        let note = Weight::Note.word();
        self.doubts.iter().any(|doubt| doubt.weight != note)
            || self.near.iter().any(|near| !near.same)
            || self.gone.iter().any(|gone| !gone.ended)
    }
}

/// Of rows that became something in the same way, so many are told in a text.
const MOST_TOLD: usize = 40;

impl Report {
    /// The report to be read.
    pub(super) fn text(&self, width: usize) -> String {
        let mut page: String = self.files.iter().map(|told| told.text(width)).collect();
        if let Some(written) = &self.written {
            let Figures { nodes, links } = self.map;
            let (nodes, links) = (count(nodes, "card", "cards"), count(links, "line", "lines"));
            page += &paragraph(&format!("{written}: {nodes}, {links}"), "", width);
        }
        page
    }
}

impl Told {
    fn text(&self, width: usize) -> String {
        let mut page = format!("{}\n", painted(shortened(&self.file), STRONG));
        page += &paragraph(&capitalised(&self.done), "", width);
        for remark in &self.remarks {
            page += &paragraph(&capitalised(remark), "  ", width);
        }
        for sheet in &self.sheets {
            page += &paragraph(&sheet.text(), "  ", width);
        }
        let doubt = |doubt: &DoubtTold| match doubt.place.as_str() {
            "" => format!("{}: {}", doubt.weight, doubt.text),
            place => format!("{}: {place}: {}", doubt.weight, doubt.text),
        };
        let proposal = |it: &ProposalTold| {
            let left = if it.taken { "" } else { " (not taken)" };
            format!("{}: {} {}{left}, from \"{}\"", it.place, shortened(&it.name), it.says, shortened(&it.words))
        };
        let near = |it: &NearTold| {
            let how = if it.same { "is taken as" } else { "is nearly" };
            format!("{} {how} {}", shortened(&it.name), shortened(&it.near))
        };
        let gone = |it: &GoneTold| format!("{}{}", shortened(&it.what), if it.ended { ": ended" } else { ": kept" });
        listed(&mut page, "To look at", self.doubts.iter().map(doubt), width);
        listed(&mut page, "What words say", self.proposals.iter().map(proposal), width);
        listed(&mut page, "Nearly the same", self.near.iter().map(near), width);
        let no_longer = match &self.follows {
            Some(file) => format!("No longer in the file, the next version of {} as it seems", shortened(file)),
            None => "No longer in the file".to_owned(),
        };
        listed(&mut page, &no_longer, self.gone.iter().map(gone), width);
        if let Some(file) = self.follows.as_ref().filter(|_| !self.gone.is_empty()) {
            let how = format!("--gone end --next-version-of \"{}\" ends them, if it is.", shortened(file));
            page += &paragraph(&how, "  ", width);
        }
        page + "\n"
    }
}

impl SheetTold {
    /// "Groups: one body a row, headings in row 4: B Ref as reference, C Name as name".
    fn text(&self) -> String {
        let holds = match self.holds {
            Holds::Bodies => "one body a row",
            Holds::Links => "one link a row",
            Holds::Nothing => return format!("{}left out", self.called()),
        };
        if self.is_made {
            return self.made_text();
        }
        let heading = self.heading_row.map_or_else(|| "no headings".to_owned(), |row| format!("headings in row {row}"));
        let used = self.columns.iter().filter(|column| column.holds != Column::Nothing.word());
        let column = |it: &ColumnTold| match it.heading.as_str() {
            "" => format!("{} as {}", it.column, it.holds),
            heading => format!("{} \"{}\" as {}", it.column, shortened(heading), it.holds),
        };
        let columns: Vec<String> = used.map(column).collect();
        format!("{}{holds}, {heading}: {}", self.called(), columns.join(", "))
    }

    /// "Nodes: label as name, colour as colour, weight left out".
    fn made_text(&self) -> String {
        let column = |it: &ColumnTold| match it.holds.as_str() {
            holds if holds == Column::Nothing.word() => format!("\"{}\" left out", shortened(&it.heading)),
            holds => format!("\"{}\" as {holds}", shortened(&it.heading)),
        };
        let columns: Vec<String> = self.columns.iter().filter(|it| it.is_used).map(column).collect();
        format!("{}{}", self.called(), columns.join(", "))
    }

    fn called(&self) -> String {
        if self.sheet.is_empty() { String::new() } else { format!("{}: ", shortened(&self.sheet)) }
    }
}

/// A list under a heading, if there is anything in it.
fn listed(page: &mut String, heading: &str, all: impl ExactSizeIterator<Item = String>, width: usize) {
    let number = all.len();
    if number == 0 {
        return;
    }
    *page += &format!("{} {}\n", painted(heading, STRONG), painted(format!("({number})"), FAINT));
    for one in all.take(MOST_TOLD) {
        *page += &paragraph(&one, "  ", width);
    }
    if number > MOST_TOLD {
        *page += &paragraph(&format!("and {} more; --format json has all", number - MOST_TOLD), "  ", width);
    }
}
