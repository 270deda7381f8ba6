//! What records rest on: evidence added, changed and taken away.

use super::declared;
use super::fields::{self, Field, Fielded};
use super::{Outcome, Refusal, Step};
use crate::model::{Area, EntryKind, Evidence, Expectation, Id, Link, Map, Node, Theme, Total};

/// A record that rests on evidence.
pub trait Grounded: Fielded {
    /// What it rests on.
    fn evidence(&self) -> &[Evidence];
    /// The same, to be changed.
    fn evidence_mut(&mut self) -> &mut Vec<Evidence>;
}

macro_rules! grounded {
    ($($type:ty),*) => {$(
        impl Grounded for $type {
            fn evidence(&self) -> &[Evidence] {
                &self.evidence
            }

            fn evidence_mut(&mut self) -> &mut Vec<Evidence> {
                &mut self.evidence
            }
        }
    )*};
}
grounded!(Node, Link, Theme, Area, Total, Expectation);

/// The step that rests a record on one of the map's sources, which is called by its title or its id.
///
/// # Errors
/// When there is no such source, or the record is not there.
pub fn add<R: Grounded>(map: &Map, id: &Id, source: &str) -> Outcome {
    let source = fields::find(map, EntryKind::Source, source).map_err(Refusal)?;
    rest_on::<R>(map, id, &source, map.name(source.as_str()))
}

/// The step that declares a source and rests a record on it.
///
/// # Errors
/// When the source has no title, or the map has one of that title, or the record is not there.
pub fn add_with_new_source<R: Grounded>(map: &Map, id: &Id, title: &str) -> Outcome {
    let (source, declared) = declared::new_source(map, title)?;
    let mut step = rest_on::<R>(map, id, &source, title.trim())?;
    step.edits.insert(0, declared);
    Ok(step)
}

fn rest_on<R: Grounded>(map: &Map, id: &Id, source: &Id, title: &str) -> Outcome {
    let evidence = Evidence::new(source.clone());
    fields::change(map, std::slice::from_ref(id), &format!("add evidence from {title} to"), |record: &mut R| {
        record.evidence_mut().push(evidence.clone());
        Ok(())
    })
}

/// The step that writes a field of one piece of a record's evidence, counted from nought.
///
/// # Errors
/// When the text does not fit the field, or the record or its evidence is not there.
pub fn set<R: Grounded>(map: &Map, id: &Id, index: usize, field: &Field<Evidence>, text: &str) -> Outcome {
    let verb = format!("change {} of evidence of", field.label.to_lowercase());
    fields::change(map, std::slice::from_ref(id), &verb, |record: &mut R| {
        let evidence = record.evidence_mut().get_mut(index).ok_or("this evidence is not there any more")?;
        field.write(evidence, text, map)
    })
}

/// The step that takes one piece of evidence away, counted from nought.
///
/// # Errors
/// When the record or its evidence is not there.
pub fn remove<R: Grounded>(map: &Map, id: &Id, index: usize) -> Outcome {
    let step: Step = fields::change(map, std::slice::from_ref(id), "remove evidence from", |record: &mut R| {
        if index >= record.evidence().len() {
            return Err("this evidence is not there any more".to_owned());
        }
        record.evidence_mut().remove(index);
        Ok(())
    })?;
    Ok(step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NodeKind;
    use crate::model::edit::apply;

    fn map() -> Map {
        let mut map = Map::default();
        map.nodes.put(Node::new("board", NodeKind::Board, "Board"));
        map
    }

    fn made(map: &Map, outcome: Outcome) -> Map {
        apply(map, &outcome.expect("a step").edits).expect("a sound map")
    }

    fn evidence(map: &Map) -> Vec<Evidence> {
        map.nodes.get("board").expect("a node").evidence.clone()
    }

    #[test]
    fn a_new_source_and_what_rests_on_it_are_one_step() {
        let map = map();
        let id = Id::from("board");
        let map = made(&map, add_with_new_source::<Node>(&map, &id, " Review of 2011 "));
        assert_eq!(map.sources.get("review-of-2011").expect("a source").title, "Review of 2011");
        assert_eq!(evidence(&map)[0].source.as_str(), "review-of-2011");
        let refusal = add_with_new_source::<Node>(&map, &id, "review of 2011").expect_err("it is there");
        assert!(refusal.0.contains("is a source of the map already"), "{refusal}");
        let map = made(&map, add::<Node>(&map, &id, "review of 2011"));
        assert_eq!(evidence(&map).len(), 2);
        assert!(add::<Node>(&map, &id, "Review of 1999").is_err());
    }

    #[test]
    fn evidence_is_changed_and_removed_by_its_place_in_the_list() {
        let map = map();
        let id = Id::from("board");
        let map = made(&map, add_with_new_source::<Node>(&map, &id, "Review"));
        let map = made(&map, add::<Node>(&map, &id, "Review"));
        let place = fields::EVIDENCE.iter().find(|field| field.name == "place").expect("a field");
        let map = made(&map, set::<Node>(&map, &id, 1, place, "5 item 4"));
        assert_eq!(evidence(&map)[1].place.as_deref(), Some("5 item 4"));
        let map = made(&map, remove::<Node>(&map, &id, 0));
        assert_eq!(evidence(&map).len(), 1);
        assert_eq!(evidence(&map)[0].place.as_deref(), Some("5 item 4"));
        assert!(remove::<Node>(&map, &id, 1).is_err());
        assert!(set::<Node>(&map, &id, 1, place, "x").is_err());
    }
}
