//! What must hold of every page.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::exchange::boardwalk_file;
use crate::model::{Capture, CaptureKind, Link, LinkKind, Node, NodeKind};

const SOLIHULL: &[u8] = include_bytes!("../../../../sample_maps/solihull-2011.boardwalk");
const MIDDLESBROUGH: &[u8] = include_bytes!("../../../../sample_maps/middlesbrough-2010.boardwalk");
const FIRST_STEPS: &[u8] = include_bytes!("../../../../sample_maps/first-steps.boardwalk");

fn page_of(map: &Map) -> String {
    write(&Page { map, option: None, shown: Shown::default(), lens: Lens::Status })
}

fn sample(bytes: &[u8]) -> Map {
    boardwalk_file::read(bytes).expect("a sound map")
}

/// What stands between two texts, of which the page has one each.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).expect("a beginning");
    rest.split_once(after).expect("an end").0
}

fn data(page: &str) -> Value {
    serde_json::from_str(between(page, "id=\"data\">", "</script>")).expect("JSON")
}

#[test]
fn what_was_noted_stands_on_the_page_and_only_then() {
    let mut map = Map::default();
    map.nodes.put(Node::new("board", NodeKind::Board, "Town Board"));
    assert!(data(&page_of(&map)).get("noted").is_none());
    let about = [("board".into(), "Board".to_owned())].into();
    map.captures.put(Capture { about, ..Capture::new("a", CaptureKind::Action, "Ask </script> them") });
    let wanted = serde_json::json!([["Action: Ask </script> them", "about Town Board · open", ["board"]]]);
    assert_eq!(data(&page_of(&map))["noted"], wanted);
}

#[test]
fn the_policy_lets_in_the_style_and_the_script_and_nothing_else() {
    let page = page_of(&sample(FIRST_STEPS));
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    let style = between(&page, "<style>", "</style>");
    let script = between(&page, "<script>", "</script>");
    let expected = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; font-src data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    );
    assert_eq!(policy, expected);
    assert_eq!(hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    // What a policy forbids would not be seen: no style in an element, no act in an attribute.
    let markup = page.replace(style, "").replace(script, "");
    assert!(!markup.contains(" style=") && !markup.contains(" onclick=") && !page.contains('\r'));
    let addresses: BTreeSet<&str> = page.split("://").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(addresses, BTreeSet::from(["www.w3.org/2000/svg"]), "it names no place outside but what SVG is called");
}

#[test]
fn names_are_never_read_as_markup() {
    let names =
        ["<script>alert(1)</script>", "</script><!--", "{{data}}", "\" onload=\"x", "مجلس", "a & b", "</title>"];
    let mut map = Map { title: names[0].to_owned(), place: Some(names[2].to_owned()), ..Map::default() };
    for (place, name) in names.iter().enumerate() {
        let mut node = Node::new(format!("n{place}"), NodeKind::Group, *name);
        node.notes = Some((*name).to_owned());
        map.nodes.put(node);
        map.links.put(Link::new(format!("l{place}"), LinkKind::ReportsTo, format!("n{place}"), "n0"));
    }
    let page = page_of(&map);
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2);
    assert_eq!(page.matches("<title>").count(), page.matches("</title>").count());
    let markup = page.replace(between(&page, "id=\"data\">", "</script>"), "");
    assert!(!page.contains("<!--") && !markup.contains("\" onload"));
    let told = data(&page);
    for (place, name) in names.iter().enumerate() {
        let node = &told["states"][0]["nodes"][format!("n{place}")];
        assert_eq!((node["name"].as_str(), node["facts"][0][1].as_str()), (Some(*name), Some(*name)));
    }
    assert_eq!(told["title"], names[0]);
}

#[test]
fn the_pages_of_the_samples_are_small_and_have_every_drawing_once() {
    for bytes in [SOLIHULL, MIDDLESBROUGH, FIRST_STEPS] {
        let map = sample(bytes);
        let page = page_of(&map);
        assert!(page.len() < 2_000_000, "{}: {} bytes", map.title, page.len());
        let numbers: Vec<usize> =
            page.split("data-d=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
        let once: BTreeSet<usize> = numbers.iter().copied().collect();
        assert_eq!(numbers.len(), once.len(), "{}: a drawing is there twice", map.title);
        for picture in data(&page)["pictures"].as_array().expect("pictures") {
            let of = |list: &str, place: usize| -> Vec<usize> {
                let entries = picture[list].as_array().expect("a list").iter();
                entries.map(|entry| entry[place].as_u64().expect("a number") as usize).collect()
            };
            let used = [of("cards", 1), of("lines", 1)].concat();
            assert!(used.iter().all(|number| once.contains(number)), "{}: a drawing is missing", map.title);
        }
    }
}

#[test]
fn of_an_option_only_what_it_changes_is_told_and_its_cards_stay_where_they_are_the_same() {
    let map = sample(SOLIHULL);
    let told = data(&page_of(&map));
    let (pictures, states, tabs) = (&told["pictures"], &told["states"], told["tabs"].as_array().expect("tabs"));
    assert_eq!(tabs.len(), 1 + map.options.len());
    for tab in &tabs[1..] {
        let state = &states[tab["state"].as_u64().expect("a place") as usize];
        let changed = state["nodes"].as_object().expect("nodes").len();
        assert!(changed > 0 && changed < map.nodes.len(), "{changed} of {}", map.nodes.len());
        assert!(!state["solved"].as_array().expect("places").is_empty());
        let drawn = |picture: &Value| -> BTreeSet<u64> {
            pictures[picture.as_u64().expect("a place") as usize]["cards"]
                .as_array()
                .expect("cards")
                .iter()
                .filter_map(|card| card[1].as_u64())
                .collect()
        };
        assert!(!drawn(&tab["picture"]).is_disjoint(&drawn(&tabs[0]["picture"])), "some cards are the same drawing");
        assert!(tab["does"].as_str().expect("words").contains("solves"));
        assert!(tab["change"].is_u64());
    }
}

#[test]
fn a_page_opens_with_the_option_and_the_lens_that_are_asked_for() {
    let map = sample(SOLIHULL);
    let option = map.options.iter().nth(1).expect("an option");
    let page = write(&Page { map: &map, option: Some(&option.id), shown: Shown::default(), lens: Lens::Change });
    let told = data(&page);
    assert_eq!((told["start"].as_u64(), told["lens"].as_str()), (Some(2), Some("change")));
    assert!(page.contains("data-lens=\"change\""));
    let plain = data(&write(&Page { map: &map, option: None, shown: Shown::default(), lens: Lens::Change }));
    assert_eq!(plain["lens"], "status", "where nothing changes, nothing shows it");
}

#[test]
fn a_map_of_which_nothing_is_there_is_a_page_too() {
    let page = page_of(&Map::default());
    assert!(page.contains("<title>Untitled map</title>"));
    assert_eq!(data(&page)["pictures"][0]["cards"].as_array().map(Vec::len), Some(0));
}

#[test]
fn the_views_of_a_map_are_its_talk() {
    let map = sample(SOLIHULL);
    let told = data(&page_of(&map));
    let steps = told["talk"].as_array().expect("views");
    let views = map.views.in_order();
    assert!(!views.is_empty() && steps.len() == views.len());
    let (pictures, states) =
        (told["pictures"].as_array().expect("pictures"), told["states"].as_array().expect("states"));
    for (step, view) in steps.iter().zip(views) {
        assert_eq!(step["name"], view.name.as_str());
        let place = |field: &str| step[field].as_u64().expect("a place") as usize;
        let picture = &pictures[place("picture")];
        let there: BTreeSet<&str> =
            picture["cards"].as_array().expect("cards").iter().filter_map(|card| card[0].as_str()).collect();
        // What is folded is seen by the card that stands for it.
        let near: Vec<&str> = step["near"].as_array().into_iter().flatten().filter_map(|id| id.as_str()).collect();
        assert_eq!(near.is_empty(), view.near.is_empty(), "{}", view.name);
        for near in near {
            assert!(there.contains(near), "{}: {near} is to be seen", view.name);
        }
        assert!(place("state") < states.len());
        assert!(picture["legends"][step["lens"].as_str().expect("a lens")].is_array(), "{}", view.name);
        assert_eq!(place("tab") > 0, view.option.is_some());
    }
}
