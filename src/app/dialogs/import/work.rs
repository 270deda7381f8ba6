//! What is worked out beside the window, whenever something is chosen: all that the lists show, and the step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::app::widgets::theme::GAP;
use crate::editing::bring::Fate;
use crate::editing::fields::Fielded as _;
use crate::exchange::import::book::{Book, CellName};
use crate::exchange::import::doubt::{Weight, place};
use crate::exchange::import::mapping::Mapping;
use crate::exchange::import::phrases::Phrases;
use crate::exchange::import::{Becomes, Choices, Worked, guess, kept, work};
use crate::exchange::pasted_text::Column;
use crate::model::edit::{Edit, apply};
use crate::model::quote::shortened;
use crate::model::words::{count, list};
use crate::model::{Entry, Id, Link, Map, Node};
use crate::session::task::{Poll, Task, Wake};

/// How high a row of a list is, points.
pub(super) const ROW: f32 = 22.0;
/// The room between a place and what is said of it, points.
pub(super) const PLACE: f32 = 10.0 * GAP;

/// So many lines of a body are told in its row.
const MOST_TIES: usize = 6;
/// More columns than these are not shown; of each so many values, from among so many.
pub(super) const MOST_COLUMNS: u32 = 120;
const VALUES: usize = 3;
const MOST_LOOKED_AT: usize = 40;

/// The sheets, and what is chosen of them.
pub(super) struct Sheets {
    pub(super) book: Arc<Book>,
    pub(super) mapping: Mapping,
    /// The mapping as it was at first.
    first: Mapping,
    pub(super) choices: Choices,
    /// By which phrases words are understood.
    pub(super) phrases: Arc<Phrases>,
    /// Whether the columns are taken as they were the last time.
    pub(super) is_remembered: bool,
    /// The sheet whose columns are looked at.
    pub(super) looked_at: usize,
    /// The cell that is being mended, and what is typed for it.
    pub(super) mended: Option<(usize, CellName, String)>,
    /// Whether its field has not had the keyboard yet.
    pub(super) is_begun: bool,
    /// What the columns of the sheet say that is looked at.
    samples: Option<Samples>,
    /// The cells that were mended, each with what it says now.
    pub(super) written: Vec<(usize, CellName, String)>,
    /// Whether something was chosen since what is shown was worked out.
    pub(super) is_changed: bool,
    pub(super) shown: Option<Shown>,
    working: Option<Task<Shown>>,
}

/// What the columns of a sheet say.
pub(super) struct Samples {
    book: Arc<Book>,
    at: usize,
    heading: Option<u32>,
    /// How many columns there are.
    pub(super) width: u32,
    /// How many rows the spreadsheet program does not show.
    pub(super) hidden: usize,
    /// A few values of each column.
    pub(super) columns: Vec<Vec<String>>,
}

/// What was worked out.
pub(super) struct Shown {
    pub(super) worked: Worked,
    /// The places of doubts, the gravest first.
    pub(super) gravest: Vec<usize>,
    pub(super) rows: Vec<RowShown>,
    /// What the step does, in a few words.
    pub(super) told: String,
    /// The new map, where one is to be made.
    pub(super) new_map: Option<Map>,
}

/// What becomes of a row, or of somebody who is only named.
pub(super) struct RowShown {
    pub(super) place: String,
    /// Whom it is about, in the draft; nothing where nobody can leave it out.
    pub(super) id: Option<Id>,
    pub(super) name: String,
    pub(super) what: String,
    pub(super) comes: bool,
}

impl Sheets {
    /// The sheets of a book, with what was said of such a file the last time.
    pub(super) fn new(book: Book, said: Option<&str>) -> Self {
        let remembered = said.and_then(|said| kept(said, &book).ok());
        let guessed = guess(&book);
        let is_remembered = remembered.as_ref().is_some_and(|mapping| *mapping != guessed);
        let mapping = remembered.unwrap_or(guessed);
        let holds = |place: &usize| mapping.sheets[*place].holds != crate::exchange::import::mapping::Holds::Nothing;
        let looked_at = (0..mapping.sheets.len()).find(holds).unwrap_or(0);
        Self {
            book: Arc::new(book),
            first: mapping.clone(),
            mapping,
            choices: Choices::default(),
            phrases: Arc::default(),
            is_remembered,
            looked_at,
            mended: None,
            is_begun: false,
            samples: None,
            written: Vec::new(),
            is_changed: true,
            shown: None,
            working: None,
        }
    }

    /// What the columns of the sheet say that is looked at, for as long as it and its headings stay the same.
    pub(super) fn samples(&mut self) -> &Samples {
        let (at, book) = (self.looked_at, &self.book);
        let heading = self.mapping.sheets.get(at).and_then(|mapping| mapping.heading_row);
        let known = self
            .samples
            .take()
            .filter(|known| (known.at, known.heading) == (at, heading) && Arc::ptr_eq(&known.book, book));
        self.samples.insert(known.unwrap_or_else(|| Samples::of(book, at, heading)))
    }

    /// What stands above the headings, else the name of the file.
    pub(super) fn title(&self) -> Option<String> {
        let title = self.shown.as_ref().and_then(|shown| shown.worked.draft.title.clone());
        let stem = self.book.name.rsplit_once('.').map(|(stem, _)| stem.to_owned());
        title.or(stem).filter(|title| !title.is_empty())
    }

    /// Works out what has changed, and takes what was worked out; whether what is shown is how things are.
    pub(super) fn follow(&mut self, map: &Arc<Map>, wake: &Wake) -> bool {
        match self.working.as_ref().map(Task::poll) {
            Some(Poll::Done(shown)) => (self.shown, self.working) = (Some(shown), None),
            // What was worked out before is not what was chosen since.
            Some(Poll::Broken) => (self.shown, self.working) = (None, None),
            Some(Poll::Pending) | None => {}
        }
        if std::mem::take(&mut self.is_changed) {
            let (book, mapping, phrases) = (Arc::clone(&self.book), self.mapping.clone(), Arc::clone(&self.phrases));
            let (choices, map) = (self.choices.clone(), Arc::clone(map));
            self.working = Some(Task::start(wake, move |_| shown(&book, &mapping, &phrases, &choices, &map)));
        }
        self.working.is_none() && self.shown.is_some()
    }

    /// What the columns hold, as it is kept, where somebody changed it.
    pub(super) fn changed_columns(&self) -> Option<String> {
        (self.mapping != self.first).then(|| self.mapping.write(&self.book))
    }

    /// Takes what the columns hold as it was kept, where it fits.
    pub(super) fn take_columns(&mut self, said: &str) {
        if let Ok(mapping) = kept(said, &self.book) {
            (self.mapping, self.is_changed) = (mapping, true);
        }
    }

    /// Whether words of a column are looked through for what they say.
    pub(super) fn has_words(&self) -> bool {
        self.mapping.sheets.iter().any(|sheet| sheet.has(&Column::Standing))
    }

    /// Whether the work broke off, so that nothing is shown, and nothing is on its way.
    pub(super) fn has_broken_off(&self) -> bool {
        self.shown.is_none() && self.working.is_none() && !self.is_changed
    }

    /// What is being typed for a cell that says something else.
    pub(super) fn half_typed(&self) -> Option<&(usize, CellName, String)> {
        self.mended.as_ref().filter(|(sheet, at, text)| text_of(&self.book, *sheet, *at) != *text)
    }

    /// Enters what is being typed for a cell; whether there was anything.
    pub(super) fn enter(&mut self) -> bool {
        let Some((sheet, at, text)) = self.half_typed().cloned() else { return false };
        self.mend(sheet, at, &text);
        self.mended = None;
        true
    }

    /// Writes another text into a cell.
    pub(super) fn mend(&mut self, number: usize, at: CellName, text: &str) {
        if let Some(sheet) = Arc::make_mut(&mut self.book).sheets.get_mut(number) {
            sheet.mend(at, text);
            self.written.retain(|(other, known, _)| (*other, *known) != (number, at));
            self.written.push((number, at, text.to_owned()));
            self.is_changed = true;
        }
    }
}

/// What a cell says.
pub(super) fn text_of(book: &Book, sheet: usize, at: CellName) -> &str {
    let Some(sheet) = book.sheets.get(sheet) else { return "" };
    let place = sheet.rows.binary_search_by_key(&at.row, |row| row.number).ok();
    place.map_or("", |place| sheet.rows[place].said(at.column))
}

impl Samples {
    fn of(book: &Arc<Book>, at: usize, heading: Option<u32>) -> Self {
        let mut samples = Self { book: Arc::clone(book), at, heading, width: 0, hidden: 0, columns: Vec::new() };
        let Some(sheet) = book.sheets.get(at) else { return samples };
        samples.width = sheet.width();
        samples.hidden = sheet.rows.iter().filter(|row| row.is_hidden && Some(row.number) != heading).count();
        samples.columns.resize(samples.width.min(MOST_COLUMNS) as usize, Vec::new());
        let mut looked = vec![0; samples.columns.len()];
        for cell in sheet.rows.iter().filter(|row| Some(row.number) > heading).flat_map(|row| &row.cells) {
            let place = cell.column as usize;
            let Some(values) = samples.columns.get_mut(place) else { continue };
            let said = cell.text.trim();
            if said.is_empty() || values.len() == VALUES || looked[place] == MOST_LOOKED_AT {
                continue;
            }
            looked[place] += 1;
            let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            let said = shortened(&lines.join(" / ")).into_owned();
            if !values.contains(&said) {
                values.push(said);
            }
        }
        samples
    }
}

impl Shown {
    /// How much is to be looked at.
    pub(super) fn to_look_at(&self) -> usize {
        self.worked.draft.doubts.iter().filter(|doubt| doubt.weight != Weight::Note).count()
    }

    /// How many names are nearly those of others.
    pub(super) fn near(&self) -> usize {
        self.worked.named.iter().filter(|named| named.near.is_some()).count()
    }
}

/// What the step does, in a few words.
fn told(worked: &Worked, map: &Map) -> String {
    let Ok(step) = &worked.outcome else { return String::new() };
    let new: BTreeSet<&Id> = step.chosen.iter().collect();
    // That another file says the same is no change.
    let nodes = step.edits.iter().filter_map(|edit| match edit {
        Edit::Put(Entry::Node(node)) => {
            let before = map.nodes.get(node.id.as_str())?;
            (Node { evidence: before.evidence.clone(), ..Node::clone(node) } != **before).then_some(&node.id)
        }
        _ => None,
    });
    let changed: BTreeSet<&Id> = nodes.collect();
    let lines = step.edits.iter().filter(|edit| match edit {
        Edit::Put(Entry::Link(link)) => map
            .links
            .get(link.id.as_str())
            .is_none_or(|before| Link { evidence: before.evidence.clone(), ..Link::clone(link) } != **before),
        _ => false,
    });
    let lines = lines.count();
    let mut parts = Vec::new();
    parts.extend((!new.is_empty()).then(|| count(new.len(), "new card", "new cards")));
    parts.extend((!changed.is_empty()).then(|| count(changed.len(), "card changes", "cards change")));
    parts.extend((lines > 0).then(|| count(lines, "line", "lines")));
    let comes = match parts.is_empty() {
        true => "Nothing changes but where it is said".to_owned(),
        false => list(&parts, parts.len()),
    };
    // Nobody has to look for it among the tabs.
    let kept = worked.gone.iter().filter(|gone| !gone.is_ended).count();
    if kept == 0 { comes } else { format!("{comes}; {kept} no longer in the file, and kept") }
}

fn shown(book: &Book, mapping: &Mapping, phrases: &Phrases, choices: &Choices, map: &Map) -> Shown {
    let worked = work(book, mapping, phrases, choices, map);
    let (rows, told) = (rows(book, &worked, map), told(&worked, map));
    let is_new = map.nodes.is_empty();
    let new_map = worked.outcome.as_ref().ok().filter(|_| is_new).and_then(|step| apply(map, &step.edits).ok());
    let doubts = &worked.draft.doubts;
    let mut gravest: Vec<usize> = (0..doubts.len()).collect();
    gravest.sort_by_key(|place| doubts[*place].weight);
    Shown { worked, gravest, rows, told, new_map }
}

/// What becomes of every row, and of those who are only named in others.
fn rows(book: &Book, worked: &Worked, map: &Map) -> Vec<RowShown> {
    let read = &worked.incoming.read;
    let fates: BTreeMap<&Id, &Fate> = worked.named.iter().map(|named| (&named.id, &named.fate)).collect();
    let mut after: BTreeMap<&Id, &Node> = BTreeMap::new();
    for edit in worked.outcome.iter().flat_map(|step| &step.edits) {
        if let Edit::Put(Entry::Node(node)) = edit {
            after.insert(&node.id, node);
        }
    }
    let mut outward: BTreeMap<&Id, Vec<_>> = BTreeMap::new();
    for link in &read.links {
        outward.entry(&link.from).or_default().push(link);
    }
    // Whom somebody is tied to, to be said after what it is.
    let ties = |id: &Id| -> String {
        let links = outward.get(id).into_iter().flatten().take(MOST_TIES);
        links.map(|link| format!(" · {} {}", link.kind.word(), read.name(link.to.as_str()))).collect()
    };
    let what = |id: &Id| {
        let Some(node) = read.nodes.get(id.as_str()) else { return (String::new(), true) };
        let told = match fates.get(id) {
            Some(Fate::There(there)) => told_of(map, there, after.get(there).copied(), node),
            Some(Fate::Same(meant)) => format!("is {}", read.name(meant.as_str())),
            Some(Fate::Left) => return ("is left out".to_owned(), false),
            Some(Fate::New) | None => format!("new {}", node.kind.word()),
        };
        (told + &ties(id), true)
    };
    let mut listed: BTreeSet<&Id> = BTreeSet::new();
    let mut rows: Vec<RowShown> = Vec::new();
    for (at, becomes) in &worked.draft.rows {
        let place = place(book, at.sheet, Some(at.row), None);
        let plain =
            |name: String, what: String, comes: bool| RowShown { place: place.clone(), id: None, name, what, comes };
        rows.push(match becomes {
            Becomes::Node(id) => {
                listed.insert(id);
                let (what, comes) = what(id);
                RowShown { place, id: Some(id.clone()), name: read.name(id.as_str()).to_owned(), what, comes }
            }
            Becomes::MoreOf(id) => plain(read.name(id.as_str()).to_owned(), "says more of it".to_owned(), true),
            Becomes::Link(id) => {
                let sentence = read.links.get(id.as_str()).map_or_else(String::new, |link| read.sentence(link));
                plain(sentence, "a line".to_owned(), true)
            }
            Becomes::Heading(name) => plain(name.clone(), "a heading within the list".to_owned(), true),
            Becomes::Nothing(why) => plain(String::new(), format!("left out: {why}"), false),
        });
    }
    for node in read.nodes.iter().filter(|node| !listed.contains(&node.id)) {
        let (what, comes) = what(&node.id);
        let place = "only named".to_owned();
        rows.push(RowShown { place, id: Some(node.id.clone()), name: node.name.clone(), what, comes });
    }
    rows
}

/// What becomes of one that is on the map already.
fn told_of(map: &Map, there: &Id, after: Option<&Node>, read: &Node) -> String {
    let Some(before) = map.nodes.get(there.as_str()) else { return "is on the map".to_owned() };
    let called = if before.name == read.name { String::new() } else { format!(", as {}", before.name) };
    let Some(after) = after else { return format!("is on the map already{called}") };
    let fields = Node::fields().iter().filter(|field| field.read(before, map) != field.read(after, map));
    let mut changed: Vec<String> = fields.map(|field| crate::model::words::lower_first(field.label)).collect();
    if before.fields != after.fields {
        changed.push("own fields".to_owned());
    }
    match changed.as_slice() {
        [] => format!("is on the map already{called}"),
        changed => format!("on the map{called}: {} of it changes", list(changed, 4)),
    }
}
