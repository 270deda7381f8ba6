//! What a format holds of a map comes back when the file is imported again, for every format that is written and read.

use std::collections::{BTreeMap, BTreeSet};

use boardwalk::analysis::analyse;
use boardwalk::editing::take_in;
use boardwalk::exchange::export::{Facts, Topic, Writer, named};
use boardwalk::exchange::import::phrases::Phrases;
use boardwalk::exchange::import::{AsText, draft, guess, read};
use boardwalk::model::edit::apply;
use boardwalk::model::*;
use proptest::prelude::*;
use serde_json::Value;

use super::arbitrary;

/// A map as programs make it: no two records share an id, and what must be called something is.
fn map() -> impl Strategy<Value = Map> {
    arbitrary::map().prop_map(|map| {
        let id = |kind: &str, id: &Id| Id::from(format!("{kind}-{id}"));
        let called = |name: &str, id: &Id| match name.trim().is_empty() {
            true => format!("Unnamed {id}"),
            false => name.to_owned(),
        };
        let rests = |evidence: &[Evidence]| -> Vec<Evidence> {
            let one = |evidence: &Evidence| Evidence { source: id("source", &evidence.source), ..evidence.clone() };
            evidence.iter().map(one).collect()
        };
        let node = |node: &Node| Node {
            name: called(&node.name, &node.id),
            themes: node.themes.iter().map(|theme| id("theme", theme)).collect(),
            area: node.area.as_ref().map(|area| id("area", area)),
            evidence: rests(&node.evidence),
            ..node.clone()
        };
        let link = |link: &Link| Link {
            id: id("link", &link.id),
            totals: link.totals.iter().map(|total| id("total", total)).collect(),
            evidence: rests(&link.evidence),
            // What ends before it begins is no period: it is kept in a note.
            periods: link.periods.iter().filter(|it| it.to_string().parse::<Period>().is_ok()).cloned().collect(),
            ..link.clone()
        };
        let area = |area: &Area| Area {
            id: id("area", &area.id),
            name: called(&area.name, &area.id),
            within: area.within.as_ref().map(|within| id("area", within)),
            evidence: rests(&area.evidence),
            ..area.clone()
        };
        let theme = |theme: &Theme| Theme {
            id: id("theme", &theme.id),
            name: called(&theme.name, &theme.id),
            evidence: rests(&theme.evidence),
            ..theme.clone()
        };
        let source = |source: &Source| Source {
            id: id("source", &source.id),
            title: called(&source.title, &source.id),
            ..source.clone()
        };
        let total =
            |total: &Total| Total { id: id("total", &total.id), name: called(&total.name, &total.id), ..total.clone() };
        let expectation = |it: &Expectation| Expectation {
            id: id("expectation", &it.id),
            theme: it.theme.as_ref().map(|theme| id("theme", theme)),
            evidence: rests(&it.evidence),
            ..it.clone()
        };
        Map {
            nodes: map.nodes.iter().map(|it| node(it)).collect(),
            links: map.links.iter().map(|it| link(it)).collect(),
            areas: map.areas.iter().map(|it| area(it)).collect(),
            themes: map.themes.iter().map(|it| theme(it)).collect(),
            sources: map.sources.iter().map(|it| source(it)).collect(),
            totals: map.totals.iter().map(|it| total(it)).collect(),
            expectations: map.expectations.iter().map(|it| expectation(it)).collect(),
            views: Views::default(),
            accepted: Vec::new(),
            ..map
        }
    })
}

/// What a format makes of a map.
fn exported(map: &Map, format: &str) -> Vec<u8> {
    let report = analyse(map);
    let facts = Facts { whole: map, map, option: None, report: &report, topic: Topic::default() };
    match named(format).expect("a format").writer {
        Writer::Facts(write) => write(&facts).expect("a file").bytes,
        Writer::Picture(_) => unreachable!("{format} holds no facts"),
    }
}

/// The name of the file, which is a source of what comes from it.
const FILE: &str = "exported-file";

/// A map made of a file.
fn imported(bytes: &[u8]) -> Result<Map, String> {
    let book = read(FILE, bytes, AsText::default()).map_err(|error| error.to_string())?;
    let incoming = draft(&book, &guess(&book), &Phrases::default()).with_proposals();
    let map = Map::default();
    let named = take_in::named(&map, &incoming);
    let step = take_in::step(&map, &incoming, &named, &[]).map_err(|refusal| refusal.to_string())?;
    let after = apply(&map, &step.edits).map_err(|error| error.to_string())?;
    let problems = invariants::problems(&after);
    if problems.is_empty() { Ok(after) } else { Err(format!("{problems:?}")) }
}

/// What all graph formats can hold of a map, by the ids of its nodes and links: the JSON Graph of it, which has every field,
/// without what follows from the rest.
fn held(map: &Map, leaves: &[&str]) -> BTreeMap<String, Value> {
    let document: Value = serde_json::from_slice(&exported(map, "jgf")).expect("JSON");
    let told = |record: &Value, ends: &[&str]| {
        let mut told = record["metadata"].clone();
        let all = told.as_object_mut().expect("metadata");
        leaves.iter().for_each(|name| drop(all.remove(*name)));
        // Themes stand in the order of ids that no graph tells.
        let lists = all.iter_mut().filter_map(|(_, value)| value.as_array_mut());
        lists.for_each(|list| list.sort_by_key(ToString::to_string));
        let sources = all.remove("sources").unwrap_or_default();
        let sources: BTreeSet<String> = sources.as_array().into_iter().flatten().map(|it| it.to_string()).collect();
        let from_elsewhere = sources.into_iter().filter(|source| !source.contains(FILE));
        all.insert("sources".to_owned(), from_elsewhere.collect::<Vec<_>>().into());
        ends.iter().for_each(|end| drop(all.insert((*end).to_owned(), record[*end].clone())));
        told
    };
    let nodes = document["graph"]["nodes"].as_object().expect("nodes");
    let nodes = nodes.iter().map(|(id, node)| (format!("node {id}"), told(node, &[])));
    let edges = document["graph"]["edges"].as_array().expect("edges");
    let edges = edges.iter().map(|edge| (edge["id"].to_string(), told(edge, &["source", "target", "relation"])));
    nodes.chain(edges).collect()
}

/// A map without what an import adds.
fn bare(map: &Map) -> Map {
    let own: BTreeSet<Id> = map.sources.iter().filter(|it| it.title == FILE).map(|it| it.id.clone()).collect();
    let rests = |evidence: &[Evidence]| -> Vec<Evidence> {
        evidence.iter().filter(|it| !own.contains(&it.source)).cloned().collect()
    };
    let mut bare = Map {
        sources: map.sources.iter().filter(|it| !own.contains(&it.id)).map(|it| (**it).clone()).collect(),
        nodes: map.nodes.iter().map(|it| Node { evidence: rests(&it.evidence), ..(**it).clone() }).collect(),
        links: map.links.iter().map(|it| Link { evidence: rests(&it.evidence), ..(**it).clone() }).collect(),
        ..map.clone()
    };
    // Of two equal pieces of evidence one comes.
    let once = |evidence: &mut Vec<Evidence>| {
        let mut known: Vec<Evidence> = Vec::new();
        evidence.retain(|it| {
            !known.contains(it) && {
                known.push(it.clone());
                true
            }
        });
    };
    bare.nodes = bare
        .nodes
        .iter()
        .map(|it| {
            let mut it = (**it).clone();
            once(&mut it.evidence);
            it
        })
        .collect();
    bare.links = bare
        .links
        .iter()
        .map(|it| {
            let mut it = (**it).clone();
            once(&mut it.evidence);
            it
        })
        .collect();
    bare
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn graphs_come_back_with_all_that_their_formats_hold(map in map()) {
        prop_assume!(!map.nodes.is_empty());
        for format in ["graphml", "gexf", "dot", "jgf", "kumu", "archimate"] {
            let bytes = exported(&map, format);
            let again = imported(&bytes).map_err(|error| {
                TestCaseError::fail(format!("{format}: {error}\n{}", String::from_utf8_lossy(&bytes)))
            })?;
            // Findings follow from all of the map, totals have amounts that no graph tells; Kumu lays maps out itself.
            let leaves: &[&str] = match format {
                "kumu" => &["findings", "totals", "x", "y"],
                _ => &["findings", "totals"],
            };
            let (before, after) = (held(&map, leaves), held(&again, leaves));
            for (id, told) in &before {
                prop_assert_eq!(after.get(id), Some(told), "{} {}\n{}", format, id, String::from_utf8_lossy(&bytes));
            }
            prop_assert_eq!(after.len(), before.len(), "{}", format);
            // Once more onto the same map nothing comes twice.
            let twice = twice(&again, &bytes).map_err(TestCaseError::fail)?;
            prop_assert_eq!((twice.nodes.len(), twice.links.len()), (again.nodes.len(), again.links.len()), "{}", format);
        }
    }

    #[test]
    fn json_comes_back_with_every_record(map in map()) {
        prop_assume!(!map.nodes.is_empty());
        let bytes = exported(&map, "json");
        let again = imported(&bytes).map_err(|error| {
            TestCaseError::fail(format!("{error}\n{}", String::from_utf8_lossy(&bytes)))
        })?;
        let (before, after) = (bare(&map), bare(&again));
        prop_assert_eq!(after.nodes, before.nodes);
        prop_assert_eq!(after.links, before.links);
        prop_assert_eq!(after.themes, before.themes);
        prop_assert_eq!(after.areas, before.areas);
        prop_assert_eq!(after.sources, before.sources);
        prop_assert_eq!(after.totals, before.totals);
        prop_assert_eq!(after.expectations, before.expectations);
        prop_assert_eq!((after.place, after.as_of, after.summary), (before.place, before.as_of, before.summary));
    }
}

/// A map onto which a file comes again.
fn twice(map: &Map, bytes: &[u8]) -> Result<Map, String> {
    let book = read(FILE, bytes, AsText::default()).map_err(|error| error.to_string())?;
    let incoming = draft(&book, &guess(&book), &Phrases::default()).with_proposals();
    let named = take_in::named(map, &incoming);
    match take_in::step(map, &incoming, &named, &[]) {
        Ok(step) => apply(map, &step.edits).map_err(|error| error.to_string()),
        Err(_) => Ok(map.clone()),
    }
}

/// A map as registers are kept: names that are told apart, lines between two, words without marks that lists are parted by.
fn register() -> impl Strategy<Value = Map> {
    use proptest::collection::{btree_set, vec};
    use proptest::sample::select;
    let words = || select(vec!["Play and learning", "a, b and c", "=1+1", "007", "R&D <b>", "two\nlines", "1/4/2008"]);
    let node = (
        select(NodeKind::ALL.to_vec()),
        select(NodeStatus::ALL.to_vec()),
        proptest::option::of(words()),
        btree_set(words(), 0..3),
        any::<Option<bool>>(),
        proptest::option::of(arbitrary::when()),
        proptest::option::of(words()),
        proptest::option::of(0_u32..99_999),
    );
    let line = (select(LinkKind::ALL.to_vec()), 0_usize..8, 0_usize..8, proptest::option::of(words()));
    (vec(node, 2..8), vec(line, 0..12)).prop_map(|(nodes, lines)| {
        let mut map = Map { title: "Town".to_owned(), ..Map::default() };
        for (number, (kind, status, remit, tags, statutory, since, venue, size)) in nodes.iter().enumerate() {
            let mut node = Node::new(format!("kept-{number}"), *kind, format!("Body {number} of the town"));
            node.status = *status;
            node.remit = remit.map(str::to_owned);
            node.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
            node.statutory = *statutory;
            node.since = *since;
            node.size = *size;
            node.fields.extend(venue.map(|venue| ("Venue".to_owned(), venue.to_owned())));
            map.nodes.put(node);
        }
        for (number, (kind, from, to, note)) in lines.into_iter().enumerate() {
            let (from, to) = (from % nodes.len(), to % nodes.len());
            let says_so = |link: &Link| {
                link.kind == kind
                    && link.from.as_str() == format!("kept-{from}")
                    && link.to.as_str() == format!("kept-{to}")
            };
            if from == to || map.links.iter().any(|link| says_so(link)) {
                continue;
            }
            let mut link = Link::new(format!("line-{number}"), kind, format!("kept-{from}"), format!("kept-{to}"));
            link.note = note.map(str::to_owned);
            map.links.put(link);
        }
        map
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_workbook_comes_back_with_its_register_and_its_links(map in register()) {
        let again = imported(&exported(&map, "xlsx")).map_err(TestCaseError::fail)?;
        prop_assert_eq!(again.nodes.len(), map.nodes.len());
        for node in &map.nodes {
            let told = again.nodes.get(node.id.as_str()).map(|again| Node { evidence: Vec::new(), ..(**again).clone() });
            prop_assert_eq!(told.as_ref(), Some(&**node));
        }
        let lines = |map: &Map| -> BTreeSet<(LinkKind, Id, Id, Option<String>)> {
            map.links.iter().map(|it| (it.kind, it.from.clone(), it.to.clone(), it.note.clone())).collect()
        };
        prop_assert_eq!(lines(&again), lines(&map));
    }

    #[test]
    fn a_table_of_commas_comes_back_with_its_bodies_and_the_lines_of_its_columns(map in register()) {
        let is_strand = |id: &Id| map.nodes.get(id.as_str()).is_some_and(|node| node.kind == NodeKind::Strand);
        // What columns of a register hold: of a body to whom it answers, of a strand who answers for it.
        let is_held = |link: &Link| match link.kind {
            LinkKind::ReportsTo | LinkKind::MemberOf | LinkKind::Chairs => !is_strand(&link.from) && !is_strand(&link.to),
            LinkKind::PartOf => true,
            LinkKind::Owns | LinkKind::Delivers => !is_strand(&link.from) && is_strand(&link.to),
            _ => false,
        };
        let held = Map {
            links: map.links.iter().filter(|link| is_held(link)).map(|link| (**link).clone()).collect(),
            ..map.clone()
        };
        let bytes = exported(&held, "csv");
        let told = |error: String| TestCaseError::fail(format!("{error}\n{}", String::from_utf8_lossy(&bytes)));
        let again = imported(&bytes).map_err(told)?;
        prop_assert_eq!(again.nodes.len(), held.nodes.len(), "{}", String::from_utf8_lossy(&bytes));
        for node in &held.nodes {
            let told = again.nodes.get(node.id.as_str()).map(|again| Node { evidence: Vec::new(), ..(**again).clone() });
            prop_assert_eq!(told.as_ref(), Some(&**node), "{}", String::from_utf8_lossy(&bytes));
        }
        let lines = |map: &Map| -> BTreeSet<(LinkKind, Id, Id)> {
            map.links.iter().map(|it| (it.kind, it.from.clone(), it.to.clone())).collect()
        };
        prop_assert_eq!(lines(&again), lines(&held), "{}", String::from_utf8_lossy(&bytes));
        let twice = twice(&again, &bytes).map_err(TestCaseError::fail)?;
        prop_assert_eq!((twice.nodes.len(), twice.links.len()), (again.nodes.len(), again.links.len()));
    }
}
