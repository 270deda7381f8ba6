//! What columns are called, in the words of many spreadsheets, and what they hold then.

use crate::editing::fields::{LINK, NODE};
use crate::exchange::pasted_text::Column;
use crate::exchange::pasted_text::headings::known;
use crate::model::spelling::plain;

/// What columns of bodies are called beside what pasted text knows, in plain words.
const OF_BODIES: [(&[&str], Column); 13] = [
    (&["description"], Column::Remit),
    (
        &[
            "id",
            "ref",
            "reference",
            "ref no",
            "reference number",
            "no",
            "nr",
            "number",
            "row",
            "code",
            "item",
            "key",
            "serial",
            "s no",
            "sl no",
            "index",
        ],
        Column::Reference,
    ),
    (
        &[
            "aliases",
            "alias",
            "also known as",
            "aka",
            "a k a",
            "short name",
            "abbreviation",
            "acronym",
            "former name",
            "formerly",
            "previously known as",
            "other names",
            "known as",
            "initials",
        ],
        Column::Aliases,
    ),
    (
        &[
            "current position",
            "position",
            "current status",
            "current state",
            "present position",
            "where it stands",
            "current situation",
            "update",
            "progress",
            "latest position",
        ],
        Column::Standing,
    ),
    (
        &[
            "name of group",
            "group name",
            "number and group",
            "name of body",
            "body name",
            "name of board",
            "board name",
            "group or board",
            "name of meeting",
            "meeting name",
            "group board",
            "board group",
            "label",
            "node",
            "committee name",
            "forum",
            "panel",
            "partnership name",
            "title of group",
        ],
        Column::Name,
    ),
    (
        &[
            "meets",
            "frequency",
            "frequency of meetings",
            "meeting frequency",
            "frequency of meeting",
            "how often",
            "how often does it meet",
            "meeting pattern",
            "meeting cycle",
        ],
        Column::Field("meets.times_a_year"),
    ),
    (
        &[
            "sits on",
            "member of",
            "is a member of",
            "boards attended",
            "groups attended",
            "meetings attended",
            "attends",
            "represented on",
            "memberships",
            "seats on",
            "boards",
            "committees",
        ],
        Column::SitsOn,
    ),
    (
        &["funded by", "funder", "funders", "funding source", "source of funding", "paid for by", "financed by"],
        Column::FundedBy,
    ),
    (
        &["lead", "lead officer", "led by", "leader", "lead person", "chair person", "name of chair", "convened by"],
        Column::Chair,
    ),
    (
        &[
            "member organisation",
            "member organisations",
            "member organization",
            "member organizations",
            "representatives",
            "represented by",
            "attendees",
            "participants",
            "partner organisations",
            "organisations represented",
            "delivery partners",
            "delivery partner",
            "delivered with",
        ],
        Column::Members,
    ),
    (&["strand", "workstreams", "work streams"], Column::Owns),
    (
        &["sub group of", "subgroup of", "sub committee of", "subcommittee of", "sub board of", "is a sub group of"],
        Column::PartOf,
    ),
    (
        &[
            "reports to board",
            "line of accountability",
            "accountability",
            "governing body",
            "upward reporting",
            "parent group",
            "reports into",
            "reporting line",
            "reports up to",
            "parent board",
            "parent id",
            "parent ref",
            "parent number",
            "lead body",
            "lead agency",
            "lead organisation",
            "lead board",
            "feeds into",
        ],
        Column::ReportsTo,
    ),
];

/// What columns of links are called, in plain words.
const OF_LINKS: [(&[&str], Column); 13] = [
    (
        &[
            "from",
            "source",
            "from body",
            "from node",
            "from group",
            "from id",
            "from name",
            "source id",
            "body a",
            "body 1",
            "child",
            "start",
            "who",
            "body",
            "subject",
            "funder",
            "payer",
            "paid by",
            "subordinate",
        ],
        Column::From,
    ),
    (
        &[
            "to",
            "target",
            "to body",
            "to node",
            "to group",
            "to id",
            "to name",
            "target id",
            "body b",
            "body 2",
            "parent",
            "end",
            "whom",
            "to whom",
            "destination",
            "object",
            "recipient",
            "payee",
            "paid to",
            "superior",
        ],
        Column::To,
    ),
    (
        &[
            "relation",
            "relationship",
            "link",
            "link type",
            "type of link",
            "line",
            "connection",
            "connection type",
            "kind",
            "type",
            "verb",
            "how",
            "what",
            "relationship type",
            "label",
        ],
        Column::Relation,
    ),
    (&["amount", "value", "sum", "cost", "money", "budget", "funding"], Column::OfLink("amount")),
    (&["currency"], Column::OfLink("currency")),
    (&["period", "year", "financial year"], Column::OfLink("period")),
    (&["note", "notes", "comment", "comments", "description", "details"], Column::OfLink("note")),
    (&["status"], Column::OfLink("status")),
    (&["role", "seat", "as"], Column::OfLink("role")),
    (&["seats", "number of seats"], Column::OfLink("seats")),
    (&["since", "start date", "from date"], Column::OfLink("since")),
    (&["until", "end date", "to date"], Column::OfLink("until")),
    (&["voting", "votes"], Column::OfLink("voting")),
];

/// What columns are called in French, Norwegian and German, in plain words.
const ABROAD: [(&[&str], Column); 16] = [
    (
        &[
            "nom",
            "nom du groupe",
            "nom de l instance",
            "intitule",
            "denomination",
            "instance",
            "organe",
            "navn",
            "navn pa gruppe",
            "utvalg",
            "gruppe",
            "bezeichnung",
            "gremium",
            "organ",
            "arbeitsgruppe",
            "name des gremiums",
        ],
        Column::Name,
    ),
    (&["art", "typ", "nature", "slag", "art des gremiums", "categorie"], Column::Kind),
    (
        &[
            "rattache a",
            "rattachement",
            "rend compte a",
            "rapporte a",
            "depend de",
            "rapporterer til",
            "underlagt",
            "overordnet",
            "overordnet organ",
            "berichtet an",
            "untersteht",
            "ubergeordnetes gremium",
            "ubergeordnet",
        ],
        Column::ReportsTo,
    ),
    (
        &[
            "president",
            "presidente",
            "presidence",
            "preside par",
            "pilote",
            "animateur",
            "leder",
            "utvalgsleder",
            "styreleder",
            "ledes av",
            "vorsitz",
            "vorsitzende",
            "vorsitzender",
            "vorsitzende r",
            "leitung",
            "geleitet von",
        ],
        Column::Chair,
    ),
    (
        &[
            "membres",
            "participants",
            "composition",
            "partenaires",
            "medlemmer",
            "medlem",
            "deltakere",
            "mitglieder",
            "mitglied",
            "teilnehmer",
            "beteiligte",
        ],
        Column::Members,
    ),
    (&["statut", "etat", "stand", "tilstand"], Column::Status),
    (
        &[
            "mission", "missions", "objet", "mandat", "oppgave", "oppgaver", "formal", "aufgabe", "aufgaben", "zweck",
            "auftrag",
        ],
        Column::Remit,
    ),
    (&["secteur", "sektor", "bereich"], Column::Sector),
    (&["priorites", "temaer", "themen"], Column::Themes),
    (
        &[
            "remarques",
            "remarque",
            "commentaires",
            "commentaire",
            "merknad",
            "merknader",
            "kommentar",
            "bemerkung",
            "bemerkungen",
            "anmerkung",
            "anmerkungen",
        ],
        Column::Notes,
    ),
    (&["depuis", "cree le", "date de creation", "opprettet", "siden", "seit", "gegrundet"], Column::Field("since")),
    (&["fait partie de", "del av", "teil von", "gehort zu"], Column::PartOf),
    (
        &[
            "frequence",
            "periodicite",
            "frequence des reunions",
            "motefrekvens",
            "motehyppighet",
            "turnus",
            "sitzungsrhythmus",
            "tagungsrhythmus",
        ],
        Column::Field("meets.times_a_year"),
    ),
    (&["sigle", "acronyme", "forkortelse", "abkurzung", "kurzel", "kurzname"], Column::Aliases),
    (&["numero", "nummer", "lfd nr"], Column::Reference),
    (&["siege a", "membre de", "sitter i", "medlem av", "mitglied in", "mitglied im"], Column::SitsOn),
];

/// Words of which names of such columns are made, however they are put together: "Group / Board", "Title of the meeting".
const OF_NAMES: [&str; 14] = [
    "group",
    "groups",
    "board",
    "boards",
    "body",
    "bodies",
    "committee",
    "meeting",
    "partnership",
    "forum",
    "panel",
    "team",
    "network",
    "partnerships",
];
/// Words that may stand among them.
const AMONG: [&str; 8] = ["name", "title", "of", "the", "or", "and", "a", "number"];

/// What the first column of a list of work is called; elsewhere they say what something belongs to.
const OF_WORK: [&str; 7] = ["function", "activity", "service", "project", "programme", "workstream", "task"];

/// What a column of bodies holds, by what it is called. In a later column "board" is more likely a name.
pub(super) fn of_body(heading: &str, index: u32) -> Option<Column> {
    let said = plain(heading);
    let is_of_work = index == 0 && OF_WORK.contains(&said.as_str());
    let abroad = || ABROAD.iter().find(|(words, _)| words.contains(&said.as_str())).map(|(_, column)| column.clone());
    is_of_work.then_some(Column::Name).or_else(|| in_english(&said, heading, index)).or_else(abroad)
}

/// What an attribute of nodes holds, by what it is called.
pub(super) fn of_attribute(name: &str) -> Option<Column> {
    in_english(&plain(name), name, u32::MAX)
}

fn in_english(said: &str, heading: &str, index: u32) -> Option<Column> {
    if said.is_empty() {
        return None;
    }
    if said.strip_prefix("level ").is_some_and(|rest| rest.parse::<u8>().is_ok()) {
        return Some(Column::Name);
    }
    let own = OF_BODIES.iter().find(|(words, _)| words.contains(&said)).map(|(_, column)| column.clone());
    own.or_else(|| known(heading, index as usize)).or_else(|| labelled(said))
}

/// What a column holds that is called as this program calls it.
fn labelled(said: &str) -> Option<Column> {
    let field = NODE.iter().find(|field| plain(field.label) == said)?;
    match field.name {
        "aliases" => Some(Column::Aliases),
        // What is called so is mostly told by words of people first.
        "name" | "kind" | "status" | "remit" | "sector" | "themes" | "notes" => None,
        name => Some(Column::Field(name)),
    }
}

/// What a column of links holds, by what it is called.
pub(super) fn of_link(heading: &str) -> Option<Column> {
    let said = plain(heading);
    let known = OF_LINKS.iter().find(|(words, _)| words.contains(&said.as_str())).map(|(_, column)| column.clone());
    let field = || LINK.iter().find(|field| plain(field.label) == said).map(|field| Column::OfLink(field.name));
    known.or_else(field)
}

/// Whether a heading can only be that of names: "Group / Board", "Name of the partnership".
pub(super) fn is_of_names(heading: &str) -> bool {
    let said = plain(heading);
    let mut words = said.split(' ');
    said.split(' ').any(|word| OF_NAMES.contains(&word))
        && words.all(|word| OF_NAMES.contains(&word) || AMONG.contains(&word))
}
