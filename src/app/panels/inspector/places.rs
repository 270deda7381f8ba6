//! Places of the inspector as a safety copy names them, so that what was being typed there finds back after a crash.

use super::records::title;
use super::slot::{Slot, Subject};
use crate::editing::fields::{self, EVIDENCE, Fielded};
use crate::model::quote::shortened;
use crate::model::{Area, Evidence, Expectation, Header, Id, Link, Map, Node, Source, Theme, Total, words};

/// The first word of each place.
pub(super) const ROOM: &str = "inspector";

/// A place in words: what it is, the name of its field, what records it is of, and those.
pub(super) fn words_of(slot: &Slot) -> Vec<String> {
    let of_nodes = |ids: &[Id]| Subject::Nodes(ids.to_vec());
    let (kind, name, subject) = match slot {
        Slot::Field(subject, name) => ("field", (*name).to_owned(), subject.clone()),
        Slot::Word(subject, name) => ("word", (*name).to_owned(), subject.clone()),
        Slot::Own(ids, name) => ("own", name.clone(), of_nodes(ids)),
        Slot::OwnName(ids) => ("own name", String::new(), of_nodes(ids)),
        Slot::Evidence(subject, index, name) => ("evidence", format!("{index} {name}"), subject.clone()),
        Slot::NewEvidence(subject) => ("new evidence", String::new(), subject.clone()),
        Slot::NewTheme => ("new theme", String::new(), Subject::Map),
        Slot::NewArea => ("new area", String::new(), Subject::Map),
        Slot::NewExpectation(partner) => ("new expectation", String::new(), Subject::Nodes(vec![partner.clone()])),
        Slot::Reason(option, id) => ("reason", option.to_string(), Subject::Expectation(id.clone())),
        Slot::NewSource => ("new source", String::new(), Subject::Map),
    };
    let (records, ids) = match subject {
        Subject::Map => ("map", Vec::new()),
        Subject::Nodes(ids) => ("nodes", ids),
        Subject::Links(ids) => ("links", ids),
        Subject::Theme(id) => ("theme", vec![id]),
        Subject::Area(id) => ("area", vec![id]),
        Subject::Source(id) => ("source", vec![id]),
        Subject::Total(id) => ("total", vec![id]),
        Subject::Expectation(id) => ("expectation", vec![id]),
    };
    let ids = ids.into_iter().map(|id| id.to_string());
    [ROOM.to_owned(), kind.to_owned(), name, records.to_owned()].into_iter().chain(ids).collect()
}

/// The place that these words name, if there is such a place on the map.
pub(super) fn slot_of(words: &[String], map: &Map) -> Option<Slot> {
    let [_, kind, name, records, ids @ ..] = words else { return None };
    let ids: Vec<Id> = ids.iter().map(|id| Id::from(id.as_str())).collect();
    let subject = match (records.as_str(), ids.first().cloned()) {
        ("map", _) => Subject::Map,
        ("nodes", Some(_)) => Subject::Nodes(ids.clone()),
        ("links", Some(_)) => Subject::Links(ids.clone()),
        ("theme", Some(id)) => Subject::Theme(id),
        ("area", Some(id)) => Subject::Area(id),
        ("source", Some(id)) => Subject::Source(id),
        ("total", Some(id)) => Subject::Total(id),
        ("expectation", Some(id)) => Subject::Expectation(id),
        _ => return None,
    };
    let slot = match kind.as_str() {
        "field" => Slot::Field(subject.clone(), field(&subject, name)?.0),
        "word" => Slot::Word(subject.clone(), field(&subject, name)?.0),
        "own" => Slot::Own(ids, name.clone()),
        "own name" => Slot::OwnName(ids),
        "evidence" => {
            let (index, name) = name.split_once(' ')?;
            let field = EVIDENCE.iter().find(|field| field.name == name)?;
            Slot::Evidence(subject, index.parse().ok()?, field.name)
        }
        "new evidence" => Slot::NewEvidence(subject),
        "new theme" => Slot::NewTheme,
        "new area" => Slot::NewArea,
        "new expectation" => Slot::NewExpectation(ids.into_iter().next()?),
        "reason" => Slot::Reason(Id::from(name.as_str()), ids.into_iter().next()?),
        "new source" => Slot::NewSource,
        _ => return None,
    };
    slot.is_there(map).then_some(slot)
}

/// What is typed there, as people call it: "Remit of Youth Council".
pub(super) fn told(slot: &Slot, map: &Map) -> String {
    let what = match slot {
        Slot::Field(subject, name) | Slot::Word(subject, name) => {
            field(subject, name).map_or("", |(_, label)| label).to_owned()
        }
        Slot::Own(_, name) => name.clone(),
        Slot::OwnName(_) => "Name of a field".to_owned(),
        Slot::Evidence(_, _, name) => {
            let field = EVIDENCE.iter().find(|field| field.name == *name);
            format!("{} of evidence", field.map_or("", |field: &fields::Field<Evidence>| field.label))
        }
        Slot::NewEvidence(_) => "Source of evidence".to_owned(),
        Slot::NewTheme => return "A new theme".to_owned(),
        Slot::NewArea => return "A new area".to_owned(),
        Slot::NewExpectation(partner) => return format!("A new expectation of {}", map.name(partner.as_str())),
        Slot::Reason(option, id) => {
            let expected = map.expectations.get(id.as_str()).map_or("", |expectation| expectation.text.as_str());
            let option = map.options.get(option.as_str()).map_or(option.as_str(), |option| option.name.as_str());
            return format!("How {} answers “{}”", shortened(option), shortened(expected));
        }
        Slot::NewSource => return "A new source".to_owned(),
    };
    let of_ids = |ids: &[Id]| match ids {
        [id] => map.links.get(id.as_str()).map_or_else(|| map.name(id.as_str()).to_owned(), |link| map.sentence(link)),
        ids => words::count(ids.len(), "record", "records"),
    };
    let whose = match slot {
        Slot::Own(ids, _) | Slot::OwnName(ids) => of_ids(ids),
        slot => match slot.subject() {
            Subject::Map => "the map".to_owned(),
            Subject::Expectation(_) => "an expectation".to_owned(),
            Subject::Nodes(ids) | Subject::Links(ids) => of_ids(ids),
            declared => title(map, declared),
        },
    };
    format!("{what} of {whose}")
}

/// The records that have to be chosen for the place to be shown.
pub(super) fn chosen_for(slot: &Slot, map: &Map) -> Vec<Id> {
    let partner = |id: &Id| map.expectations.get(id.as_str()).map(|expectation| expectation.partner.clone());
    match slot {
        Slot::NewExpectation(partner) => vec![partner.clone()],
        Slot::Reason(_, id) => partner(id).into_iter().collect(),
        Slot::Own(ids, _) | Slot::OwnName(ids) => ids.clone(),
        slot => match slot.subject() {
            Subject::Nodes(ids) | Subject::Links(ids) => ids.clone(),
            Subject::Expectation(id) => partner(id).into_iter().collect(),
            Subject::Map | Subject::Theme(_) | Subject::Area(_) | Subject::Source(_) | Subject::Total(_) => Vec::new(),
        },
    }
}

/// The name and the label of a field, as the tables of fields have them.
fn field(subject: &Subject, name: &str) -> Option<(&'static str, &'static str)> {
    fn of<R: Fielded>(name: &str) -> Option<(&'static str, &'static str)> {
        fields::field::<R>(name).map(|field| (field.name, field.label))
    }
    match subject {
        Subject::Map => of::<Header>(name),
        Subject::Nodes(_) => of::<Node>(name),
        Subject::Links(_) => of::<Link>(name),
        Subject::Theme(_) => of::<Theme>(name),
        Subject::Area(_) => of::<Area>(name),
        Subject::Source(_) => of::<Source>(name),
        Subject::Total(_) => of::<Total>(name),
        Subject::Expectation(_) => of::<Expectation>(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DesignOption, ExpectationKind, NodeKind};

    #[test]
    fn each_place_is_found_by_its_words_and_none_on_a_map_without_its_record() {
        let mut map = Map::default();
        let evidence = serde_json::from_str(r#"{"source": "minutes"}"#).expect("evidence");
        map.nodes.put(Node { evidence: vec![evidence], ..Node::new("board", NodeKind::Board, "Town Board") });
        map.areas.put(Area::new("board", "Board Lane"));
        map.options.put(DesignOption::new("board", "Lean"));
        map.expectations.put(Expectation::new("focus", "board", ExpectationKind::Needs, "Focus"));
        let board = || vec![Id::from("board")];
        let slots = [
            Slot::Field(Subject::Nodes(board()), "remit"),
            Slot::Field(Subject::Map, "title"),
            Slot::Word(Subject::Nodes(board()), "tags"),
            Slot::Own(board(), "Budget code".to_owned()),
            Slot::OwnName(board()),
            Slot::Evidence(Subject::Nodes(board()), 0, "note"),
            Slot::NewEvidence(Subject::Nodes(board())),
            Slot::NewTheme,
            Slot::NewArea,
            Slot::NewSource,
            Slot::NewExpectation("board".into()),
            Slot::Field(Subject::Expectation("focus".into()), "text"),
            Slot::Reason("board".into(), "focus".into()),
        ];
        for slot in slots {
            assert_eq!(slot_of(&words_of(&slot), &map), Some(slot));
        }
        let gone = Slot::Field(Subject::Nodes(vec!["panel".into()]), "remit");
        assert_eq!(slot_of(&words_of(&gone), &map), None);
        assert_eq!(slot_of(&["inspector".to_owned(), "field".to_owned()], &map), None);
        assert_eq!(told(&Slot::Field(Subject::Nodes(board()), "remit"), &map), "Remit of Town Board");
        let area = Slot::Field(Subject::Area("board".into()), "name");
        assert_eq!(told(&area, &map), "Name of Board Lane", "a body and an area may have the same id");
        assert_eq!(told(&Slot::Reason("board".into(), "focus".into()), &map), "How Lean answers “Focus”");
    }
}
