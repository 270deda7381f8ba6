//! Pages: whatever a map holds, its page is written, and holds all that is on the map.

use boardwalk::analysis::analyse;
use boardwalk::drawing::text::is_treacherous;
use boardwalk::drawing::{Lens, Shown};
use boardwalk::exchange::export::html::{Page, write};
use boardwalk::model::Map;
use proptest::prelude::*;
use serde_json::Value;

use super::arbitrary;

fn between<'a>(page: &'a str, before: &str, after: &str) -> Option<&'a str> {
    page.split_once(before)?.1.split_once(after).map(|(between, _)| between)
}

/// Every drawing of the page, as a document that XML readers read to its end.
fn is_well_formed(page: &str) -> bool {
    let picture = between(page, "role=\"none\">", "</svg>").unwrap_or("<");
    let others = between(page, "<template id=\"drawings\"><svg>", "</svg></template>").unwrap_or("<");
    let document = format!("<svg>{picture}{others}</svg>");
    let mut reader = quick_xml::Reader::from_str(&document);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// A text as the page shows it: what would act unseen as a mark.
fn shown_as(text: &str) -> String {
    text.chars().map(|letter| if is_treacherous(letter) { '\u{FFFD}' } else { letter }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_page_holds_all_that_is_on_its_map(map in arbitrary::map(), all in any::<bool>()) {
        let shown = if all { Shown::ALL } else { Shown::default() };
        let page = write(&Page { map: &map, option: None, shown, lens: Lens::Status });
        prop_assert_eq!(page.matches("<script").count(), 2);
        prop_assert!(is_well_formed(&page));
        let data: Value = serde_json::from_str(between(&page, "id=\"data\">", "</script>").expect("data")).expect("JSON");
        prop_assert_eq!(data["title"].as_str().unwrap_or_default(), shown_as(map.called()));
        let state = &data["states"][0];
        let told = state["nodes"].as_object().expect("nodes");
        prop_assert_eq!(told.len(), map.nodes.len());
        for node in &map.nodes {
            let told = &told[shown_as(node.id.as_str()).as_str()];
            prop_assert_eq!(told["name"].as_str().unwrap_or_default(), shown_as(&node.name));
            prop_assert_eq!(told["evidence"].as_array().map_or(0, Vec::len), node.evidence.len());
            let text = told.to_string();
            for said in node.remit.iter().chain(&node.notes).filter(|said| !said.trim().is_empty()) {
                prop_assert!(text.contains(&Value::from(shown_as(said)).to_string()), "{:?} is left out", said);
            }
        }
        // Each line is told at both its ends, or at the one that is on the map.
        let rows = |node: &Value| node["lines"].as_array().into_iter().flatten().map(|lines| lines[1].as_array().map_or(0, Vec::len)).sum::<usize>();
        let ends = |map: &Map| map.links.iter().map(|link| if link.off_map().is_some() { 1 } else { 2 }).sum::<usize>();
        prop_assert_eq!(told.values().map(rows).sum::<usize>(), ends(&map));
        prop_assert_eq!(state["links"].as_object().map(serde_json::Map::len), Some(map.links.len()));
        let report = analyse(&map);
        let messages: Vec<String> = report.findings.iter().map(|finding| shown_as(&finding.message)).collect();
        let listed: Vec<&str> = state["findings"].as_array().expect("findings").iter().filter_map(|one| one["text"].as_str()).collect();
        prop_assert_eq!(listed, messages);
        let places: usize = state["causes"].as_array().expect("causes").iter().map(|cause| cause[1].as_array().map_or(0, Vec::len)).sum();
        prop_assert_eq!(places, report.open().len());
        prop_assert_eq!(data["tabs"].as_array().map(Vec::len), Some(1 + map.options.len()));
        for (id, _) in data["pictures"][0]["cards"].as_array().expect("cards").iter().map(|card| (&card[0], ())) {
            prop_assert!(told.contains_key(id.as_str().unwrap_or_default()));
        }
    }
}
