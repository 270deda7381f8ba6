//! Fields read and write what they say, on the sample maps and at their edges.

use std::collections::BTreeSet;
use std::fmt::Debug;

use super::*;
use crate::editing::{Outcome, Step};
use crate::model::edit::apply;
use crate::model::{Evidence, Expectation, Header, Link, LinkKind, Node, NodeKind, Theme};

const SAMPLES: [&str; 3] = [
    include_str!("../../../sample_maps/solihull-2011.boardwalk"),
    include_str!("../../../sample_maps/middlesbrough-2010.boardwalk"),
    include_str!("../../../sample_maps/first-steps.boardwalk"),
];

/// The sample maps, read without the two lines of a file that are not part of the map, and without its views.
fn samples() -> impl Iterator<Item = Map> {
    SAMPLES.iter().map(|text| {
        let mut value: serde_json::Value = serde_json::from_str(text).expect("JSON");
        value
            .as_object_mut()
            .expect("an object")
            .retain(|name, _| !["format", "version", "views"].contains(&name.as_str()));
        serde_json::from_value(value).expect("a sound map")
    })
}

fn map() -> Map {
    let mut map = Map::default();
    map.nodes.put(Node::new("board", NodeKind::Board, "Children's Trust Board"));
    map.nodes.put(Node::new("parenting-a", NodeKind::Group, "Parenting Group"));
    map.nodes.put(Node::new("parenting-b", NodeKind::Group, "Parenting Group"));
    map.links.put(Link::new("pays", LinkKind::Funds, "board", "parenting-a"));
    for (id, name) in [("healthy", "Be healthy"), ("safe", "Stay safe; always")] {
        map.themes.put(Theme {
            id: id.into(),
            name: name.to_owned(),
            evidence: Vec::new(),
            unknown: Default::default(),
        });
    }
    map
}

fn made(map: &Map, outcome: Outcome) -> (String, Map) {
    let Step { label, edits, .. } = outcome.expect("a step");
    (label, apply(map, &edits).expect("a sound map"))
}

fn node(name: &str) -> &'static Field<Node> {
    field(name).expect("a field")
}

fn link(name: &str) -> &'static Field<Link> {
    field(name).expect("a field")
}

fn write_node(name: &str, text: &str) -> Result<String, String> {
    let map = map();
    let mut record = Node::clone(map.nodes.get("board").expect("a node"));
    node(name).write(&mut record, text, &map).map(|()| node(name).read(&record, &map))
}

fn write_link(name: &str, text: &str) -> Result<String, String> {
    let map = map();
    let mut record = Link::clone(map.links.get("pays").expect("a link"));
    link(name).write(&mut record, text, &map).map(|()| link(name).read(&record, &map))
}

/// Writes what each field reads back into it, past the shortcut for what is unchanged.
fn round_trip<R: Clone + PartialEq + Debug>(map: &Map, record: &R, fields: &[Field<R>]) {
    for field in fields {
        let mut again = record.clone();
        let text = field.read(record, map);
        assert_eq!(field.write_anew(&mut again, &text, map), Ok(()), "{}: {text}", field.name);
        assert_eq!(&again, record, "{}: {text}", field.name);
    }
}

#[test]
fn what_is_read_can_be_written_back_and_changes_nothing() {
    for map in samples() {
        map.nodes.iter().for_each(|node| round_trip(&map, &**node, NODE));
        map.links.iter().for_each(|link| round_trip(&map, &**link, LINK));
        map.themes.iter().for_each(|theme| round_trip(&map, &**theme, THEME));
        map.sources.iter().for_each(|source| round_trip(&map, &**source, SOURCE));
        map.totals.iter().for_each(|total| round_trip(&map, &**total, TOTAL));
        map.expectations.iter().for_each(|one| round_trip(&map, &**one, EXPECTATION));
        round_trip(&map, &map.header(), HEADER);
        let evidence = map.nodes.iter().flat_map(|node| &node.evidence);
        evidence.for_each(|evidence| round_trip(&map, evidence, EVIDENCE));
    }
}

#[test]
fn every_choice_is_a_word_that_its_field_reads_again() {
    fn choices<R: Clone>(map: &Map, record: &R, fields: &[Field<R>]) -> usize {
        let mut count = 0;
        for field in fields {
            let Control::Choice(words) = field.control else { continue };
            for word in words {
                let mut changed = record.clone();
                assert_eq!(field.write(&mut changed, word, map), Ok(()), "{}: {word}", field.name);
                assert_eq!(&field.read(&changed, map), word, "{}", field.name);
                count += 1;
            }
        }
        count
    }
    let map = map();
    let evidence = Evidence::new("x");
    let count = choices(&map, &**map.nodes.get("board").expect("a node"), NODE)
        + choices(&map, &**map.links.get("pays").expect("a link"), LINK)
        + choices(&map, &evidence, EVIDENCE);
    assert_eq!(count, 5 + 8 + 4 + 6 + 4 + LinkKind::ALL.len() + 4 + 7 + 5 + 3);
}

#[test]
fn every_field_of_the_file_that_people_may_change_is_there() {
    fn names<R: Fielded>() -> BTreeSet<&'static str> {
        R::fields().iter().map(|field| field.name.split('.').next().unwrap_or_default()).collect()
    }
    /// The properties of a record of the schema, less what has a control of its own or is not for people.
    fn of_schema<R: schemars::JsonSchema>(apart: &[&str]) -> BTreeSet<String> {
        let schema = schemars::schema_for!(R);
        let properties = schema.get("properties").and_then(|properties| properties.as_object()).expect("properties");
        properties.keys().filter(|name| !apart.contains(&name.as_str())).cloned().collect()
    }
    let own = |names: BTreeSet<&str>| names.into_iter().map(str::to_owned).collect::<BTreeSet<String>>();
    assert_eq!(own(names::<Node>()), of_schema::<Node>(&["id", "fields", "evidence", "merged"]));
    assert_eq!(own(names::<Link>()), of_schema::<Link>(&["id", "evidence", "from_off_map", "to_off_map"]));
    assert_eq!(own(names::<crate::model::Area>()), of_schema::<crate::model::Area>(&["id", "evidence"]));
    assert_eq!(own(names::<Theme>()), of_schema::<Theme>(&["id", "evidence"]));
    assert_eq!(own(names::<crate::model::Source>()), of_schema::<crate::model::Source>(&["id"]));
    assert_eq!(own(names::<crate::model::Total>()), of_schema::<crate::model::Total>(&["id", "evidence"]));
    assert_eq!(own(names::<Expectation>()), of_schema::<Expectation>(&["id", "evidence"]));
    assert_eq!(own(names::<Header>()), of_schema::<Header>(&["views", "accepted", "settings"]));
    let evidence: BTreeSet<String> = EVIDENCE.iter().map(|field| field.name.to_owned()).collect();
    assert_eq!(evidence, of_schema::<Evidence>(&[]));
}

#[test]
fn a_post_on_hold_reads_vacant_and_either_word_is_taken() {
    let map = map();
    let mut post = Node::new("director", NodeKind::Post, "Director");
    for word in ["vacant", "Vacant", "on hold"] {
        post.status = crate::model::NodeStatus::Active;
        assert_eq!(node("status").write(&mut post, word, &map), Ok(()));
        assert_eq!(node("status").read(&post, &map), "vacant");
    }
    let words = post.choices(node("status")).expect("words of its own");
    for word in words {
        assert_eq!(node("status").write(&mut post, word, &map), Ok(()));
        assert_eq!(node("status").read(&post, &map), *word);
    }
    assert!(write_node("status", "vacant").is_err(), "a board is no post");
}

#[test]
fn an_end_off_the_map_reads_as_its_name_and_gives_way_to_a_node() {
    let map = map();
    let mut line =
        map.links.get("pays").expect("a link").led_off_map(crate::model::End::To, "The Ministry").expect("an end");
    assert_eq!(
        (link("from").read(&line, &map), link("to").read(&line, &map)),
        ("Children's Trust Board".into(), "The Ministry".into())
    );
    assert_eq!(line.off_map(), Some((crate::model::End::To, "The Ministry")));
    assert_eq!(link("from").write(&mut line, "parenting-b", &map), Ok(()), "the near end goes elsewhere");
    assert_eq!((line.from.as_str(), line.off_map_at(crate::model::End::To)), ("parenting-b", Some("The Ministry")));
    assert!(link("to").write(&mut line, "Nobody", &map).is_err());
    assert_eq!(link("to").write(&mut line, "board", &map), Ok(()));
    assert_eq!((line.from.as_str(), line.to.as_str(), line.off_map()), ("parenting-b", "board", None));
    assert!(link("to").write(&mut line, "parenting-b", &map).is_err(), "no line leads back to where it begins");
}

#[test]
fn periods_of_a_seat_are_a_list() {
    assert_eq!(write_link("periods", "2005 to 2007; until 2003").as_deref(), Ok("2005 to 2007; until 2003"));
    assert!(write_link("periods", "2007 to 2005").expect_err("no period").contains("ends before it begins"));
}

#[test]
fn amounts_are_taken_as_people_write_them() {
    for text in ["24383000", "24,383,000", "£24,383,000", "24 383 000", "£ 24,383,000"] {
        assert_eq!(write_link("amount", text).as_deref(), Ok("24,383,000"), "{text}");
    }
    assert_eq!(write_link("amount", "-1250.50").as_deref(), Ok("-1,250.50"));
    for text in ["24.4p", "24,38", "1,0000", "12e3", "money", "1.2.3", "$", "1,,000", ".5", "5."] {
        let reason = write_link("amount", text).expect_err("no amount");
        assert!(reason.starts_with(&format!("\"{text}\" is no amount: write all its digits, such as 24,383,000")));
    }
}

#[test]
fn the_sign_of_a_currency_gives_it_or_must_agree_with_it() {
    let map = map();
    let mut record = Link::clone(map.links.get("pays").expect("a link"));
    link("amount").write(&mut record, "€5", &map).expect("an amount");
    assert_eq!(record.currency.as_deref(), Some("EUR"));
    let before = record.clone();
    let reason = link("amount").write(&mut record, "£5", &map).expect_err("another currency");
    assert_eq!(reason, "\"£\" is not EUR: change the currency first, or leave the sign out");
    assert_eq!(record, before, "a refused text leaves the record as it was");
    assert_eq!(write_link("currency", "gbp").as_deref(), Ok("GBP"));
    assert_eq!(write_link("currency", "£").as_deref(), Ok("GBP"));
    assert!(write_link("currency", "pounds").is_err());
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_write_instead() {
    let refusals = [
        ("since", "soon", "\"soon\" is no date: write a year (2010), a month (2010-09) or a day (2010-09-30)"),
        ("name", "  ", "this cannot be empty: write its name, as people say it"),
        ("status", "asleep", "\"asleep\" is no choice here: write active, on hold, proposed or ended"),
        ("size", "1.5", "\"1.5\" is no whole number: write digits, such as 12"),
        ("meets.hours", "two", "\"two\" is no number: write digits, such as 4 or 1.5"),
        ("meets.hours", "1.2345678901234567", "\"1.2345678901234567\" is no number: write digits, such as 4 or 1.5"),
        ("statutory", "perhaps", "\"perhaps\" is neither yes nor no: write yes or no, or nothing if it is not known"),
        ("themes", "Be wealthy", "there is no theme called \"Be wealthy\": write a name that is on the map"),
        ("themes", "healthy; stay", "there is no theme called \"stay\": write Stay safe; always"),
    ];
    for (name, text, reason) in refusals {
        assert_eq!(write_node(name, text), Err(reason.to_owned()));
    }
}

#[test]
fn words_are_taken_whatever_their_case_and_spaces() {
    assert_eq!(write_node("status", " On  Hold ").as_deref(), Ok("on hold"));
    assert_eq!(write_node("statutory", "Yes").as_deref(), Ok("yes"));
    assert_eq!(write_node("name", " Trust\nBoard ").as_deref(), Ok("Trust Board"));
    assert_eq!(write_node("remit", " One\n\nTwo \n").as_deref(), Ok("One\n\nTwo"));
    assert_eq!(write_node("meets.hours", "1.50").as_deref(), Ok("1.5"));
}

#[test]
fn lists_keep_words_that_contain_their_separator() {
    assert_eq!(write_node("tags", "b; a;; b").as_deref(), Ok("a; b"));
    assert_eq!(write_node("tags", "\"one; two\"; three").as_deref(), Ok("\"one; two\"; three"));
    assert_eq!(write_node("themes", "be HEALTHY; safe").as_deref(), Ok("Be healthy; \"Stay safe; always\""));
    for words in [vec!["a", "b c"], vec!["say \"hi\"", "x"], vec!["\"", "; "], vec![]] {
        assert_eq!(text::split(&text::join(&words)), words);
    }
}

#[test]
fn a_name_that_several_bear_is_refused_and_told_apart_by_the_id() {
    let reason = write_link("from", "parenting group").expect_err("two bear it");
    assert_eq!(reason, "2 are called \"parenting group\": write the id, parenting-a or parenting-b");
    assert_eq!(write_link("from", "parenting-b").as_deref(), Ok("Parenting Group (parenting-b)"));
    assert_eq!(write_link("from", "Parenting Group (parenting-b)").as_deref(), Ok("Parenting Group (parenting-b)"));
    assert_eq!(
        write_link("from", "").expect_err("no end").split(':').next(),
        Some("there is no body, post or strand called \"\"")
    );
    let reason = write_link("to", "Children's Trust Board").expect_err("both ends");
    assert!(reason.starts_with("a line cannot lead back"), "{reason}");
    let names = completions(&map(), link("to"));
    assert_eq!(names, ["Children's Trust Board", "Parenting Group (parenting-a)", "Parenting Group (parenting-b)"]);
}

#[test]
fn fields_are_shown_where_they_apply_or_hold_something() {
    let map = map();
    let mut record = Link::new("seat", LinkKind::MemberOf, "board", "parenting-a");
    assert!(link("seats").is_shown(&record, &map));
    assert!(!link("amount").is_shown(&record, &map));
    record.amount = Some(5.into());
    assert!(link("amount").is_shown(&record, &map), "what is there is always shown");
    assert!(!node("strand_kind").is_shown(&Node::new("a", NodeKind::Board, "A"), &map));
}

#[test]
fn several_records_change_in_one_step_that_says_so() {
    let map = map();
    let ids: Vec<Id> = ["board", "parenting-a"].map(Id::from).into();
    let (label, after) = made(&map, set_nodes(&map, &ids, node("status"), "on hold"));
    assert_eq!(label, "change status of 2 bodies");
    assert_eq!(after.nodes.iter().filter(|node| node.status.word() == "on hold").count(), 2);
    assert!(set_nodes(&map, &ids, node("status"), "active").expect("a step").edits.is_empty());
    let (label, after) = made(&map, set_nodes(&map, &ids[..1], node("name"), "Trust Executive"));
    assert_eq!(label, "rename Children's Trust Board to Trust Executive");
    assert_eq!(after.name("board"), "Trust Executive");
    let refusal = set_nodes(&map, &ids, node("since"), "soon").expect_err("no date");
    assert!(refusal.0.starts_with("Children's Trust Board: \"soon\" is no date"), "{refusal}");
    assert!(set_nodes(&map, &["gone".into()], node("since"), "2010").is_err());
}

#[test]
fn one_word_joins_or_leaves_the_lists_of_several_records() {
    let map = map();
    let ids: Vec<Id> = ["board", "parenting-a"].map(Id::from).into();
    let (_, map) = made(&map, set_nodes(&map, &ids[..1], node("tags"), "b"));
    let (label, map) = made(&map, include(&map, &ids, node("tags"), "a"));
    assert_eq!(label, "add tag a to 2 bodies");
    let tags = |map: &Map| {
        ids.iter().map(|id| node("tags").read(map.nodes.get(id.as_str()).expect("a node"), map)).collect::<Vec<_>>()
    };
    assert_eq!(tags(&map), ["a; b", "a"]);
    let (label, map) = made(&map, exclude(&map, &ids, node("tags"), "b"));
    assert_eq!(label, "take tag b off 2 bodies");
    assert_eq!(tags(&map), ["a", "a"]);
    let (label, map) = made(&map, include(&map, &ids[..1], node("themes"), "Stay safe; always"));
    assert_eq!(label, "add theme Stay safe; always to Children's Trust Board");
    assert_eq!(map.nodes.get("board").expect("a node").themes.iter().map(Id::as_str).collect::<Vec<_>>(), ["safe"]);
}

#[test]
fn own_fields_are_added_changed_and_removed() {
    let map = map();
    let ids = [Id::from("board")];
    let value = |map: &Map| map.nodes.get("board").expect("a node").fields.get("row").cloned();
    let (_, map) = made(&map, add_own(&map, &ids, " row "));
    assert_eq!(value(&map).as_deref(), Some(""));
    assert!(add_own(&map, &ids, "row").is_err() && add_own(&map, &ids, " ").is_err());
    let (_, map) = made(&map, set_own(&map, &ids, "row", Some("4")));
    assert_eq!(value(&map).as_deref(), Some("4"));
    let (label, map) = made(&map, set_own(&map, &ids, "row", None));
    assert_eq!((label.as_str(), value(&map)), ("remove row from Children's Trust Board", None));
}

#[test]
fn the_heading_is_written_like_any_record_and_keeps_what_it_does_not_show() {
    let mut map = map();
    map.settings.thresholds.insert("keystone.bodies".to_owned(), 4.into());
    let (label, after) = made(&map, set_header(&map, field("as_of").expect("a field"), "2011-05"));
    assert_eq!(label, "change as of of the map");
    assert_eq!(
        (after.as_of.map(|when| when.to_string()).as_deref(), &after.settings),
        (Some("2011-05"), &map.settings)
    );
}

#[test]
fn proposals_are_what_is_in_use() {
    let map = samples().next().expect("Solihull");
    let sectors = completions(&map, node("sector"));
    assert!(sectors.is_sorted() && sectors.iter().all(|sector| !sector.is_empty()) && !sectors.is_empty());
    assert_eq!(completions(&map, node("status")), ["active", "on hold", "proposed", "ended"]);
    assert!(completions(&map, node("themes")).iter().all(|name| find(&map, EntryKind::Theme, name).is_ok()));
    assert!(completions(&map, node("remit")).is_empty());
}
