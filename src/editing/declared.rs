//! What a map declares, themes, areas, sources and stated totals: added, and taken away with all that points to them.

use rust_decimal::Decimal;

use super::ids::{Taken, slug};
use super::phrases;
use super::{Outcome, Refusal, Step};
use crate::editing::fields;
use crate::model::edit::Edit;
use crate::model::spelling::key;
use crate::model::words::count;
use crate::model::{Area, EntryKind, Evidence, Expectation, Id, Link, Map, Node, Source, Theme, Total};

/// What goes when something declared goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The step that takes it away, and takes it off everything that points to it.
    pub step: Step,
    /// What points to it, as a sentence; nothing if nothing does.
    pub uses: Option<String>,
}

/// The step that declares a theme.
///
/// # Errors
/// When it has no name, or the map has one of that name.
pub fn theme(map: &Map, name: &str) -> Outcome {
    let (_, edit, name) = new_theme(map, name)?;
    Ok(Step { label: format!("add theme {name}"), edits: vec![edit], chosen: Vec::new() })
}

/// The step that declares a theme and lets nodes carry it.
///
/// # Errors
/// When it has no name, or the map has one of that name, or a node is not there.
pub fn theme_of(map: &Map, ids: &[Id], name: &str) -> Outcome {
    let (id, edit, name) = new_theme(map, name)?;
    let mut step = fields::change(map, ids, &format!("add theme {name} to"), |node: &mut Node| {
        node.themes.insert(id.clone());
        Ok(())
    })?;
    step.edits.insert(0, edit);
    Ok(step)
}

fn new_theme(map: &Map, name: &str) -> Result<(Id, Edit, String), Refusal> {
    let name = new_name(map, EntryKind::Theme, name)?;
    let id = Taken::of(map).fresh(&slug(&name), "theme");
    let theme = Theme { id: id.clone(), name: name.clone(), evidence: Vec::new(), unknown: Default::default() };
    Ok((id, Edit::put(theme), name))
}

/// The step that declares an area.
///
/// # Errors
/// When it has no name, or the map has one of that name.
pub fn area(map: &Map, name: &str) -> Outcome {
    let (_, edit, name) = new_area(map, name)?;
    Ok(Step { label: format!("add area {name}"), edits: vec![edit], chosen: Vec::new() })
}

/// The step that declares an area and lets nodes work for it.
///
/// # Errors
/// When it has no name, or the map has one of that name, or a node is not there.
pub fn area_of(map: &Map, ids: &[Id], name: &str) -> Outcome {
    let (id, edit, name) = new_area(map, name)?;
    let mut step = fields::change(map, ids, &format!("add area {name} to"), |node: &mut Node| {
        node.area = Some(id.clone());
        Ok(())
    })?;
    step.edits.insert(0, edit);
    Ok(step)
}

fn new_area(map: &Map, name: &str) -> Result<(Id, Edit, String), Refusal> {
    let name = new_name(map, EntryKind::Area, name)?;
    let id = Taken::of(map).fresh(&slug(&name), "area");
    Ok((id.clone(), Edit::put(Area::new(id, name.clone())), name))
}

/// The step that declares a source.
///
/// # Errors
/// When it has no title, or the map has one of that title.
pub fn source(map: &Map, title: &str) -> Outcome {
    let (_, edit) = new_source(map, title)?;
    Ok(Step { label: format!("add source {}", title.trim()), edits: vec![edit], chosen: Vec::new() })
}

/// The id of a new source, and the edit that declares it.
pub(super) fn new_source(map: &Map, title: &str) -> Result<(Id, Edit), Refusal> {
    let title = new_name(map, EntryKind::Source, title)?;
    let id = Taken::of(map).fresh(&slug(&title), "source");
    let source = Source { id: id.clone(), title, publisher: None, date: None, unknown: Default::default() };
    Ok((id, Edit::put(source)))
}

/// The step that declares a stated total of an amount, written as people write amounts.
///
/// # Errors
/// When it has no name or no amount, or the map has one of that name.
pub fn total(map: &Map, name: &str, amount: &str) -> Outcome {
    let name = new_name(map, EntryKind::Total, name)?;
    let mut total = Total {
        id: Taken::of(map).fresh(&slug(&name), "total"),
        name,
        amount: Decimal::ZERO,
        currency: None,
        period: None,
        note: None,
        evidence: Vec::new(),
        unknown: Default::default(),
    };
    let field = fields::field::<Total>("amount").ok_or_else(|| Refusal("a total has no amount".to_owned()))?;
    if amount.trim().is_empty() {
        return Refusal::because("a stated total needs the sum that its source states: write it, such as 24,383,000");
    }
    field.write(&mut total, amount, map).map_err(Refusal)?;
    let label = format!("add stated total {}", total.name);
    Ok(Step { label, edits: vec![Edit::put(total)], chosen: Vec::new() })
}

fn new_name(map: &Map, kind: EntryKind, typed: &str) -> Result<String, Refusal> {
    let word = kind.word();
    let article = if kind == EntryKind::Area { "an" } else { "a" };
    let name = phrases::tidy_name(typed).ok_or_else(|| Refusal(format!("{article} {word} needs a name: write one")))?;
    let wanted = key(&name);
    let is_there = match kind {
        EntryKind::Theme => map.themes.iter().any(|theme| key(&theme.name) == wanted),
        EntryKind::Area => map.areas.iter().any(|area| key(&area.name) == wanted),
        EntryKind::Source => map.sources.iter().any(|source| key(&source.title) == wanted),
        _ => map.totals.iter().any(|total| key(&total.name) == wanted),
    };
    if is_there {
        return Refusal::because(format!(
            "“{name}” is {article} {word} of the map already; take that one, or write another name"
        ));
    }
    Ok(name)
}

/// What goes when a theme, an area, a source or a stated total is taken away.
///
/// # Errors
/// When it is not there, or is of another kind.
pub fn removal(map: &Map, kind: EntryKind, id: &Id) -> Result<Removal, Refusal> {
    let is_declared = matches!(kind, EntryKind::Theme | EntryKind::Area | EntryKind::Source | EntryKind::Total);
    if !is_declared || !map.contains(kind, id) {
        return Refusal::because(format!("that {} is not there any more", kind.word()));
    }
    let mut uses = Uses::default();
    for node in &map.nodes {
        let mut node = Node::clone(node);
        let is_carried = kind == EntryKind::Theme && node.themes.remove(id);
        let is_of = kind == EntryKind::Area && node.area.take_if(|area| *area == *id).is_some();
        if drop_evidence(kind, id, &mut node.evidence) || is_carried || is_of {
            uses.nodes += 1;
            uses.edits.push(Edit::put(node));
        }
    }
    for link in &map.links {
        let mut link = Link::clone(link);
        let is_counted = kind == EntryKind::Total && link.totals.remove(id);
        if drop_evidence(kind, id, &mut link.evidence) || is_counted {
            uses.links += 1;
            uses.edits.push(Edit::put(link));
        }
    }
    for theme in &map.themes {
        let mut theme = Theme::clone(theme);
        if drop_evidence(kind, id, &mut theme.evidence) {
            uses.others += 1;
            uses.edits.push(Edit::put(theme));
        }
    }
    // What lies within an area that goes lies within the one around it.
    let around = map.areas.get(id.as_str()).and_then(|area| area.within.clone());
    for area in map.areas.iter().filter(|area| area.id != *id) {
        let mut area = Area::clone(area);
        let lies_within = kind == EntryKind::Area && area.within.as_ref() == Some(id);
        if lies_within {
            area.within.clone_from(&around);
        }
        if drop_evidence(kind, id, &mut area.evidence) || lies_within {
            uses.others += 1;
            uses.edits.push(Edit::put(area));
        }
    }
    for total in &map.totals {
        let mut total = Total::clone(total);
        if drop_evidence(kind, id, &mut total.evidence) {
            uses.others += 1;
            uses.edits.push(Edit::put(total));
        }
    }
    for expectation in &map.expectations {
        let mut expectation = Expectation::clone(expectation);
        let is_about = kind == EntryKind::Theme && expectation.theme.take_if(|theme| *theme == *id).is_some();
        if drop_evidence(kind, id, &mut expectation.evidence) || is_about {
            uses.expectations += 1;
            uses.edits.push(Edit::put(expectation));
        }
    }
    let sentence = uses.sentence(kind);
    uses.edits.push(Edit::Remove(kind, id.clone()));
    // A body may have the same id.
    let label = format!("remove {} {}", fields_noun(kind), fields::name(map, kind, id));
    Ok(Removal { step: Step { label, edits: uses.edits, chosen: Vec::new() }, uses: sentence })
}

fn fields_noun(kind: EntryKind) -> &'static str {
    if kind == EntryKind::Total { "stated total" } else { kind.word() }
}

/// Takes out what points to a source, and tells whether anything did.
fn drop_evidence(kind: EntryKind, id: &Id, evidence: &mut Vec<Evidence>) -> bool {
    let before = evidence.len();
    evidence.retain(|one| kind != EntryKind::Source || one.source != *id);
    evidence.len() < before
}

/// What points to something declared, and the edits that take it off.
#[derive(Default)]
struct Uses {
    nodes: usize,
    links: usize,
    expectations: usize,
    others: usize,
    edits: Vec<Edit>,
}

impl Uses {
    fn sentence(&self, kind: EntryKind) -> Option<String> {
        let other = match kind {
            EntryKind::Area => ("area within it", "areas within it"),
            _ => ("theme, area or total", "themes, areas and totals"),
        };
        let expectations = (self.expectations, "expectation", "expectations");
        let counted = [
            (self.nodes, "card", "cards"),
            (self.links, "line", "lines"),
            expectations,
            (self.others, other.0, other.1),
        ];
        let parts: Vec<String> = counted
            .iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, one, many)| count(*number, one, many))
            .collect();
        let is_one = counted.iter().map(|(number, ..)| number).sum::<usize>() == 1;
        let verb = match (kind, is_one) {
            (EntryKind::Theme, true) => "carries it",
            (EntryKind::Theme, false) => "carry it",
            (EntryKind::Area, true) => "belongs to it",
            (EntryKind::Area, false) => "belong to it",
            (EntryKind::Source, true) => "rests on it",
            (EntryKind::Source, false) => "rest on it",
            (_, true) => "counts in it",
            (_, false) => "count in it",
        };
        (!parts.is_empty()).then(|| format!("{} {verb}", parts.join(" and ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::apply;
    use crate::model::{LinkKind, NodeKind};

    fn made(map: &Map, step: Step) -> Map {
        apply(map, &step.edits).expect("a sound map")
    }

    fn map() -> Map {
        let mut map = Map::default();
        map.nodes.put(Node::new("board", NodeKind::Board, "Board"));
        map.nodes.put(Node::new("group", NodeKind::Group, "Group"));
        map.links.put(Link::new("pays", LinkKind::Funds, "board", "group"));
        map
    }

    #[test]
    fn what_is_declared_has_a_name_of_its_own() {
        let map = made(&map(), theme(&map(), " Be  healthy ").expect("a step"));
        assert_eq!(map.name("be-healthy"), "Be healthy");
        assert!(theme(&map, "be healthy").expect_err("it is there").0.contains("already"));
        assert!(source(&map, " ").is_err());
        let map = made(&map, total(&map, "Spend", "£1,200.50").expect("a step"));
        let spend = map.totals.get("spend").expect("a total");
        assert_eq!((spend.amount.to_string().as_str(), spend.currency.as_deref()), ("1200.50", Some("GBP")));
        assert!(total(&map, "Income", "").is_err());
        assert!(total(&map, "Income", "much").is_err());
    }

    #[test]
    fn a_new_theme_and_who_carries_it_are_one_step() {
        let map = map();
        let ids: Vec<Id> = ["board", "group"].map(Id::from).into();
        let step = theme_of(&map, &ids, "Be healthy").expect("a step");
        assert_eq!(step.label, "add theme Be healthy to 2 bodies");
        let after = made(&map, step);
        assert!(after.nodes.iter().all(|node| node.themes.contains("be-healthy")));
    }

    #[test]
    fn an_area_that_goes_leaves_what_lies_within_it_to_the_one_around_it() {
        let before = map();
        let ids: Vec<Id> = vec!["group".into()];
        let mut map = made(&before, area_of(&before, &ids, "North").expect("a step"));
        assert_eq!(map.nodes.get("group").and_then(|node| node.area.as_ref()).map(Id::as_str), Some("north"));
        for name in ["County", "Ward"] {
            map = made(&map, area(&map, name).expect("a step"));
        }
        assert!(area(&map, " north ").expect_err("it is there").0.contains("is an area of the map already"));
        let within = fields::field::<Area>("within").expect("a field");
        for (id, outer) in [("north", "County"), ("ward", "North")] {
            map = made(&map, fields::set(&map, &[id.into()], within, outer).expect("a step"));
        }
        let ring = fields::set(&map, &["county".into()], within, "Ward").expect_err("a ring");
        assert!(ring.0.contains("lies within this area itself"), "{ring}");
        let removed = removal(&map, EntryKind::Area, &"north".into()).expect("an area");
        assert_eq!(removed.uses.as_deref(), Some("1 card and 1 area within it belong to it"));
        let after = made(&map, removed.step);
        assert_eq!(after.areas.get("ward").and_then(|area| area.within.as_ref()).map(Id::as_str), Some("county"));
        assert_eq!(after.nodes, before.nodes);
    }

    #[test]
    fn a_theme_is_called_by_its_own_name_where_a_body_has_its_id() {
        let mut map = map();
        map.themes.put(Theme {
            id: "board".into(),
            name: "On board".into(),
            evidence: Vec::new(),
            unknown: Default::default(),
        });
        let removed = removal(&map, EntryKind::Theme, &"board".into()).expect("a theme");
        assert_eq!(removed.step.label, "remove theme On board");
    }

    #[test]
    fn what_points_to_it_is_named_and_goes_with_it() {
        let before = map();
        let ids: Vec<Id> = ["board", "group"].map(Id::from).into();
        let map = made(&before, theme_of(&before, &ids, "Be healthy").expect("a step"));
        let removed = removal(&map, EntryKind::Theme, &"be-healthy".into()).expect("a theme");
        assert_eq!(removed.uses.as_deref(), Some("2 cards carry it"));
        assert_eq!(removed.step.label, "remove theme Be healthy");
        assert_eq!(made(&map, removed.step), before);

        let map = made(&before, source(&before, "Review").expect("a step"));
        let unused = removal(&map, EntryKind::Source, &"review".into()).expect("a source");
        assert_eq!(unused.uses, None);
        let map = made(&map, crate::editing::evidence::add::<Link>(&map, &"pays".into(), "Review").expect("a step"));
        let removed = removal(&map, EntryKind::Source, &"review".into()).expect("a source");
        assert_eq!(removed.uses.as_deref(), Some("1 line rests on it"));
        assert_eq!(made(&map, removed.step), before);
        assert!(removal(&map, EntryKind::Source, &"gone".into()).is_err());
    }
}
