//! What holds for every sequence of edits that people make.

use std::collections::BTreeSet;
use std::sync::Arc;

use boardwalk::analysis::{Memory, Run, analyse, analyse_again};
use boardwalk::document::Document;
use boardwalk::drawing::{self, Earlier, Lens, Plan, Scene, Shown};
use boardwalk::editing::change::{self, End};
use boardwalk::editing::place::{Alignment, Axis, Card};
use boardwalk::editing::reparent::{self, Children};
use boardwalk::editing::{Outcome, add, copy, kinds, merge, place, remove, split};
use boardwalk::exchange::boardwalk_file::{read, write};
use boardwalk::layout::{Form, Placement, Point, Rect};
use boardwalk::model::*;
use boardwalk::options::{compare_in_full, ledger};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::arbitrary;

/// What somebody might do to any map: which of the things below, and with what.
#[derive(Debug, Clone)]
struct Wish {
    what: usize,
    picks: [Index; 3],
    text: String,
    at: (i32, i32),
}

const WISHES: usize = 22;

fn wish() -> impl Strategy<Value = Wish> {
    let text =
        prop_oneof![arbitrary::text(), select(vec!["Youth Council", "be healthy", "c3"]).prop_map(str::to_owned)];
    let picks = any::<[Index; 3]>();
    (0..WISHES, picks, text, any::<(i32, i32)>()).prop_map(|(what, picks, text, at)| Wish { what, picks, text, at })
}

impl Wish {
    fn pick<T: Clone>(&self, which: usize, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| self.picks[which].get(from).clone())
    }

    /// What comes of it on this map, where another map lies open beside it; nothing where it lacks what it is about.
    fn outcome(&self, map: &Map, elsewhere: &Map) -> Option<Outcome> {
        let nodes: Vec<Id> = map.nodes.ids().cloned().collect();
        let links: Vec<Id> = map.links.ids().cloned().collect();
        let node = |which| self.pick(which, &nodes);
        let link = |which| self.pick(which, &links);
        let two = || Some([node(0)?, node(1)?]);
        let three = || Some([node(0)?, node(1)?, node(2)?]);
        let kind = self.picks[2].get(&NodeKind::ALL);
        let line = self.picks[2].get(&LinkKind::ALL);
        let children = *self.picks[2].get(&[Children::Follow, Children::GoUp]);
        let cards = || {
            let cards = [node(0)?, node(1)?, node(2)?].map(|id| {
                let along = id.as_str().len() as f32;
                Card { id, left: along * 30.0, top: along * 70.0, width: 20.0 + along, height: 40.0 }
            });
            Some(cards)
        };
        let fields = ["name", "kind", "status", "sector", "size", "since"];
        let split_lines = |id: &Id| map.links_of(id.as_str()).map(|link| link.id.clone()).take(2).collect();
        Some(match self.what {
            0 => add::node(map, *kind, &self.text, Some(self.at)),
            1 => add::line(map, *line, &node(0)?, &node(1)?),
            2 => {
                let line = add::NewLine::to_new(*self.picks[1].get(&LinkKind::ALL), node(0)?);
                add::node_with_line(map, *kind, &self.text, None, &line)
            }
            3 => change::rename(map, &node(0)?, &self.text),
            4 => change::kind(map, &two()?, *kind),
            5 => change::status(map, &two()?, *self.picks[2].get(&NodeStatus::ALL)),
            6 => change::line_kind(map, &[link(0)?, link(1)?], *line),
            7 => change::line_status(map, &[link(0)?, link(1)?], *self.picks[2].get(&LinkStatus::ALL)),
            8 => change::reattach(map, &link(0)?, *self.picks[2].get(&[End::From, End::To]), &node(1)?),
            9 => change::reverse(map, &[link(0)?, link(1)?]),
            10 => place::move_to(map, &[(node(0)?, self.at), (node(1)?, (self.at.1, self.at.0))]),
            11 => place::unpin(map, "layers", &two()?),
            12 => place::align(map, &cards()?, *self.picks[2].get(&[Alignment::Left, Alignment::Middle])),
            13 => place::distribute(map, &cards()?, *self.picks[2].get(&[Axis::Horizontal, Axis::Vertical])),
            14 => Ok(remove::consequences(map, &[node(0)?]).step),
            15 => Ok(remove::consequences(map, &[link(0)?, node(1)?]).step),
            16 => copy::duplicate(map, &two()?),
            17 => copy::paste(map, &copy::clip(map, &three()?), Some(self.at)),
            18 => reparent::under(map, &two()?, &node(2)?, children),
            19 => merge::step(map, &node(0)?, &node(1)?, &fields.into_iter().skip(self.picks[2].index(6)).collect()),
            20 => copy::paste(map, elsewhere, Some(self.at).filter(|_| *line == LinkKind::Funds)),
            _ => split::step(map, &node(0)?, &self.text, &split_lines(&node(0)?)),
        })
    }
}

/// How far away a card is put.
const REACH: i32 = 5_000;

/// The map with its cards where a picture can hold them.
fn within_reach(mut map: Map) -> Map {
    let all: Vec<Position> = map.placement.iter().map(|place| Position::clone(place)).collect();
    for place in all {
        map.placement.put(Position { x: place.x % REACH, y: place.y % REACH, ..place });
    }
    map
}

/// Whether everything stands and runs in the same places, but for what rounding moves it.
fn is_alike(one: &Placement, other: &Placement) -> bool {
    let near = |one: &Point, other: &Point| (one.x - other.x).abs() < 0.01 && (one.y - other.y).abs() < 0.01;
    let near_rect = |one: &Rect, other: &Rect| near(&one.min, &other.min) && near(&one.max, &other.max);
    let near_way = |one: &[Point], other: &[Point]| {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| near(one, other))
    };
    let areas = one.areas.iter().zip(&other.areas);
    one.cards.keys().eq(other.cards.keys())
        && one.routes.keys().eq(other.routes.keys())
        && one.areas.len() == other.areas.len()
        && one.cards.values().zip(other.cards.values()).all(|(one, other)| near_rect(one, other))
        && one.routes.values().zip(other.routes.values()).all(|(one, other)| near_way(one, other))
        && areas.into_iter().all(|(one, other)| near_rect(&one.rect, &other.rect) && one.title == other.title)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_is_done_is_sound_and_can_be_undone_and_redone(start in arbitrary::map(), elsewhere in arbitrary::map(), wishes in vec(wish(), 1..24)) {
        let mut document = Document::new(start.clone());
        for wish in wishes {
            let before = Map::clone(document.map());
            let Some(outcome) = wish.outcome(&before, &elsewhere) else { continue };
            let step = match outcome {
                Ok(step) => step,
                Err(refusal) => {
                    prop_assert!(!refusal.to_string().is_empty() && !refusal.to_string().ends_with('.'), "{}", refusal);
                    continue;
                }
            };
            let is_named = step.label.starts_with(|first: char| first.is_lowercase());
            prop_assert!(is_named, "no label for a menu: {:?}", step.label);
            let made = document.apply(step.label, step.edits);
            prop_assert!(made.is_ok(), "{:?} gives a step that does not fit: {:?}", wish, made);
            prop_assert_eq!(invariants::problems(document.map()), vec![]);
            let is_there = |id: &&Id| {
                document.map().nodes.contains(id.as_str()) || document.map().links.contains(id.as_str())
            };
            prop_assert!(step.chosen.iter().all(|id| is_there(&id)), "{:?} chooses what is not there", wish);
        }
        let end = Map::clone(document.map());
        let text = write(&end);
        let again = read(text.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&again, &end, "what was edited is saved and opened as it is");
        while document.undo().is_some() {}
        prop_assert_eq!(&**document.map(), &start);
        prop_assert!(!document.is_dirty());
        while document.redo().is_some() {}
        prop_assert_eq!(&**document.map(), &end);
    }

    #[test]
    fn what_is_worked_out_after_an_edit_is_what_a_full_run_gives(start in arbitrary::map(), elsewhere in arbitrary::map(), wishes in vec(wish(), 1..16)) {
        let (start, elsewhere) = (within_reach(start), within_reach(elsewhere));
        let mut document = Document::new(start);
        let mut memory = Memory::default();
        let (lens, none) = (Lens::Status, BTreeSet::new());
        let mut before: Option<(Arc<Map>, Shown, Plan, Scene)> = None;
        for wish in wishes {
            let wish = Wish { at: (wish.at.0 % REACH, wish.at.1 % REACH), ..wish };
            if let Some(Ok(step)) = wish.outcome(&Map::clone(document.map()), &elsewhere) {
                prop_assert!(document.apply(step.label, step.edits).is_ok());
            }
            let map = Arc::clone(document.map());
            prop_assert_eq!(&analyse_again(&map, &mut memory), &analyse(&map));
            let report = analyse(&map);
            let shown = *wish.picks[0].get(&[Shown::ALL, Shown::default()]);
            let mut parameters = drawing::parameters(&map, Form::Layers);
            let (plan, scene) = match &before {
                None => {
                    let plan = Plan::of(&map, shown, &none, &parameters);
                    let scene = plan.draw(&map, Some(&report), lens);
                    (plan, scene)
                }
                Some((earlier_map, earlier_shown, plan, scene)) => {
                    let kept = plan.placement.cards.iter().find(|(id, _)| map.nodes.contains(id.as_str()));
                    parameters.anchor = kept.map(|(id, card)| (id.clone(), card.centre()));
                    let earlier = Earlier { map: earlier_map, shown: *earlier_shown, extra: &none, plan, scene };
                    let again = Plan::following(&earlier, &map, shown, &none, &parameters);
                    let whole = Plan::of(&map, shown, &none, &parameters);
                    prop_assert_eq!(&again.choice, &whole.choice);
                    prop_assert_eq!(&again.texts, &whole.texts);
                    prop_assert!(is_alike(&again.placement, &whole.placement), "{:?} and {:?}", again.placement, whole.placement);
                    let scene = again.redraw(&earlier, &map, &report, lens);
                    prop_assert_eq!(format!("{scene:?}"), format!("{:?}", again.draw(&map, Some(&report), lens)));
                    (again, scene)
                }
            };
            before = Some((map, shown, plan, scene));
        }
    }

    #[test]
    fn what_is_found_beside_another_run_is_what_a_full_run_finds(start in arbitrary::map(), elsewhere in arbitrary::map(), wishes in vec(wish(), 1..10)) {
        let run = Run::of(&start);
        prop_assert_eq!(&run.report, &analyse(&start));
        let mut document = Document::new(start.clone());
        for wish in wishes {
            if let Some(Ok(step)) = wish.outcome(&Map::clone(document.map()), &elsewhere) {
                prop_assert!(document.apply(step.label, step.edits).is_ok());
            }
            let map = document.map();
            prop_assert_eq!(&run.beside(map).0, &analyse(map), "after {:?}", wish);
            let option = DesignOption { changes: diff::between(&start, map), ..DesignOption::new("option", "Option") };
            let full = compare_in_full(&start, &[&option]);
            prop_assert_eq!(&full.sides[1].report, &analyse(&full.sides[1].map));
            prop_assert_eq!(&full.comparison.options[0].ledger, &ledger(&start, &full.sides[1].map, &option.changes));
        }
    }

    #[test]
    fn merging_loses_no_evidence_and_no_words(map in arbitrary::map(), picks in any::<[Index; 2]>()) {
        let ids: Vec<Id> = map.nodes.ids().cloned().collect();
        if ids.is_empty() {
            return Ok(());
        }
        let (keep, other) = (picks[0].get(&ids), picks[1].get(&ids));
        let Ok(step) = merge::step(&map, keep, other, &BTreeSet::new()) else { return Ok(()) };
        let after = boardwalk::model::edit::apply(&map, &step.edits).expect("a sound map");
        let (one, left) = (after.nodes.get(keep.as_str()).expect("it stays"), map.nodes.get(other.as_str()).expect("it was"));
        let known: Vec<&Evidence> =
            one.evidence.iter().chain(after.links_of(keep.as_str()).flat_map(|link| &link.evidence)).collect();
        let links = map.links_of(other.as_str()).flat_map(|link| &link.evidence);
        prop_assert!(left.evidence.iter().chain(links).all(|evidence| known.contains(&evidence)));
        let words = format!("{:?} {:?} {:?} {:?}", one.remit, one.notes, one.tags, one.fields);
        let said = left.remit.iter().chain(&left.tags).chain(left.fields.values());
        for text in said.flat_map(|text| text.split_whitespace()) {
            let escaped = format!("{text:?}");
            prop_assert!(words.contains(escaped.trim_matches('"')), "{} is lost: {}", text, words);
        }
        let paid = |map: &Map| map.links.iter().filter(|link| link.from != link.to).filter_map(|link| link.amount).count();
        let between = map.links_of(other.as_str()).filter(|link| link.kind != LinkKind::Funds || link.from == *keep || link.to == *keep);
        prop_assert!(paid(&after) + between.count() >= paid(&map), "no sum of money is lost without a word");
    }

    #[test]
    fn a_clip_goes_through_the_clipboard_and_is_sound(map in arbitrary::map(), some in vec(any::<Index>(), 0..4)) {
        let ids: Vec<Id> = map.nodes.ids().chain(map.links.ids()).cloned().collect();
        let chosen: Vec<Id> = some.iter().filter(|_| !ids.is_empty()).map(|index| index.get(&ids).clone()).collect();
        let clip = copy::clip(&map, &chosen);
        prop_assert_eq!(invariants::problems(&clip), vec![]);
        let text = write(&clip);
        let pasted = read(text.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&pasted, &clip);
        if !clip.nodes.is_empty() {
            let step = copy::paste(&Map::default(), &clip, None).expect("something to paste");
            let after = edit::apply(&Map::default(), &step.edits).expect("a sound map");
            prop_assert_eq!(names(&after), names(&clip));
            prop_assert_eq!(after.links.len(), clip.links.len());
        }
    }
}

fn names(map: &Map) -> Vec<String> {
    let mut names: Vec<String> = map.nodes.iter().map(|node| node.name.clone()).collect();
    names.sort();
    names
}

#[test]
fn the_lines_of_the_samples_are_among_those_that_are_offered() {
    let samples = [
        include_bytes!("../../sample_maps/first-steps.boardwalk").as_slice(),
        include_bytes!("../../sample_maps/middlesbrough-2010.boardwalk"),
        include_bytes!("../../sample_maps/solihull-2011.boardwalk"),
    ];
    for map in samples.map(|text| read(text).expect("a sample")) {
        let kind = |id: &Id| map.nodes.get(id.as_str()).expect("an end").kind;
        let unusual =
            map.links.iter().filter(|link| !kinds::fitting(kind(&link.from), kind(&link.to)).contains(&link.kind));
        assert_eq!(unusual.map(|link| link.id.to_string()).collect::<Vec<_>>(), Vec::<String>::new(), "{}", map.title);
    }
}
