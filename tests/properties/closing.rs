//! What holds when any body of any map is closed with any answers.

use std::collections::BTreeSet;

use boardwalk::document::Document;
use boardwalk::editing::close::{Answer, Closing, Fate, Hanging, Tie, Way, cannot_take, hanging, step};
use boardwalk::model::edit::apply;
use boardwalk::model::*;
use boardwalk::options::proposals;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::arbitrary;

/// A body of a map, how it is closed, and for each row what is answered: nothing, somebody, an end, or what is proposed.
fn wishes() -> impl Strategy<Value = (Map, Index, usize, Vec<(usize, Index)>)> {
    let lines = vec((proptest::sample::select(LinkKind::ALL.to_vec()), any::<[Index; 3]>(), 0_usize..4), 0..14);
    let map = (arbitrary::map(), lines).prop_map(|(mut map, lines)| {
        let nodes: Vec<Id> = map.nodes.ids().cloned().collect();
        for (number, (kind, [from, to, spoken], sort)) in lines.into_iter().enumerate().filter(|_| !nodes.is_empty()) {
            let mut link = Link::new(format!("x{number}"), kind, from.get(&nodes).clone(), to.get(&nodes).clone());
            link.on_behalf_of = (sort == 1).then(|| spoken.get(&nodes).clone());
            link.from_off_map = (sort == 2).then(|| "Ministry".to_owned());
            link.to = if sort == 2 { link.from.clone() } else { link.to };
            map.links.put(link);
        }
        map
    });
    (map, any::<Index>(), 0_usize..3, vec((0_usize..5, any::<Index>()), 40))
}

/// What is answered to a row.
fn answer(map: &Map, closing: &Closing, row: &Hanging, proposed: Option<&Fate>, (what, who): (usize, Index)) -> Answer {
    let takers: Vec<Id> =
        map.nodes.ids().filter(|id| cannot_take(map, &closing.body, row, id).is_none()).cloned().collect();
    let fate = match what {
        0 => Fate::Open,
        1 | 2 if !takers.is_empty() => Fate::To(who.get(&takers).clone()),
        3 => Fate::Ends,
        4 => proposed.cloned().unwrap_or_default(),
        _ => Fate::Waits,
    };
    Answer { fate, reason: if what == 3 { String::new() } else { "agreed".to_owned() } }
}

/// A row, to be found again.
fn keyed(row: &Hanging) -> BTreeSet<Id> {
    row.lines.iter().cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn closing_any_body_leaves_a_sound_map_and_nothing_on_it_but_what_was_left_open(
        (map, body, way, picks) in wishes()
    ) {
        let nodes: Vec<Id> = map.nodes.ids().cloned().collect();
        prop_assume!(!nodes.is_empty());
        let body = body.get(&nodes).clone();
        let kind = |id: &Id| map.nodes.get(id.as_str()).expect("a node").clone();
        let can_go = |heir: &&Id| {
            let is_strand = |id: &Id| kind(id).kind == NodeKind::Strand;
            **heir != body && is_strand(heir) == is_strand(&body) && kind(heir).status != NodeStatus::Ended
        };
        let way = match (way, nodes.iter().find(can_go)) {
            (0, _) => Way::Ends,
            (1, Some(heir)) => Way::GoesInto(heir.clone()),
            _ => Way::Rests,
        };
        let closing = Closing { body: body.clone(), way, reason: "wound up".into(), since: "2011".parse().ok() };
        let rows = hanging(&map, &body);
        let all: BTreeSet<Id> = rows.iter().flat_map(|row| row.lines.clone()).collect();
        prop_assert_eq!(all.len(), rows.iter().map(|row| row.lines.len()).sum::<usize>(), "no line hangs twice");
        let proposed = proposals(&map, &body, &closing.way, &rows);
        let fates = proposed.iter().map(|one| one.as_ref().map(|one| one.fate.clone()));
        let answers: Vec<(Hanging, Answer)> = rows
            .iter()
            .zip(fates)
            .zip(picks)
            .map(|((row, fate), pick)| (row.clone(), answer(&map, &closing, row, fate.as_ref(), pick)))
            .collect();
        let step = step(&map, &closing, &answers).map_err(|why| TestCaseError::fail(why.to_string()))?;
        let after = apply(&map, &step.edits).map_err(|why| TestCaseError::fail(why.to_string()))?;
        prop_assert_eq!(&invariants::problems(&after), &vec![]);
        prop_assert!(map.links.ids().all(|id| after.links.contains(id.as_str())), "nothing is removed");
        prop_assert_eq!(map.nodes.len(), after.nodes.len());

        let is_open = |answer: &Answer| matches!(answer.fate, Fate::Open | Fate::Waits);
        let open: Vec<&Hanging> = answers.iter().filter(|(_, answer)| is_open(answer)).map(|(row, _)| row).collect();
        let left: BTreeSet<BTreeSet<Id>> = hanging(&after, &body).iter().map(keyed).collect();
        prop_assert!(left.iter().all(|row| open.iter().any(|open| row.is_subset(&keyed(open)))), "{left:?}, {open:?}");
        let has_duty = |rows: &[Hanging]| rows.iter().any(|row| row.tie == Tie::Duty);
        prop_assert!(!has_duty(&hanging(&after, &body)) || open.iter().any(|row| row.tie == Tie::Duty));
        if closing.way != Way::Rests {
            let open: BTreeSet<&Id> = open.iter().flat_map(|row| &row.lines).collect();
            for link in after.links.iter().filter(|link| link.status != LinkStatus::Lapsed) {
                let passes_on = link.kind == LinkKind::AbsorbedInto && link.from == body;
                let touches = link.from == body || link.to == body || link.on_behalf_of.as_ref() == Some(&body);
                prop_assert!(!touches || passes_on || open.contains(&link.id), "{link:?}");
            }
        }
        // Undo gives the start.
        let mut document = Document::new(map.clone());
        document.apply(step.label.as_str(), step.edits).map_err(|why| TestCaseError::fail(why.to_string()))?;
        document.undo();
        prop_assert_eq!(&**document.map(), &map);
    }

    #[test]
    fn within_an_option_each_change_of_a_closing_bears_its_reason((map, body, _, picks) in wishes()) {
        let nodes: Vec<Id> = map.nodes.ids().cloned().collect();
        prop_assume!(!nodes.is_empty() && map.options.is_empty());
        let body = body.get(&nodes).clone();
        let mut with = map.clone();
        let (id, name) = (Id::from("lean"), "Lean".to_owned());
        with.options.put(DesignOption::new(id.clone(), name));
        let mut document = Document::new(with.clone());
        document.work_on(Some(&id));
        let closing = Closing { body: body.clone(), way: Way::Ends, reason: "wound up".into(), since: None };
        let rows = hanging(&map, &body);
        let answers: Vec<(Hanging, Answer)> =
            rows.iter().zip(picks).map(|(row, pick)| (row.clone(), answer(&map, &closing, row, None, pick))).collect();
        let step = step(document.map(), &closing, &answers).map_err(|why| TestCaseError::fail(why.to_string()))?;
        document.apply("close", step.edits).map_err(|why| TestCaseError::fail(why.to_string()))?;
        let option = document.baseline().options.get("lean").expect("the option").clone();
        for change in &option.changes {
            prop_assert!(change.reason.as_deref().is_some_and(|reason| !reason.is_empty()), "{change:?}");
        }
        prop_assert_eq!(&document.baseline().nodes, &map.nodes, "the baseline stays");
        document.undo();
        prop_assert_eq!(&**document.baseline(), &with);
    }
}
