//! Graphs that other tools have written are read rightly: `make.py` and `make.mjs` say with which programs they were made.

#[cfg(target_os = "linux")]
#[path = "../bounded/mod.rs"]
mod bounded;
mod hostile;

use std::path::Path;

use boardwalk::editing::bring::Named;
use boardwalk::editing::take_in::{self, Gone, Incoming};
use boardwalk::exchange::import::book::Book;
use boardwalk::exchange::import::doubt::Weight;
use boardwalk::exchange::import::phrases::Phrases;
use boardwalk::exchange::import::{AsText, Draft, draft, guess, read};
use boardwalk::model::edit::apply;
use boardwalk::model::{LinkKind, Map, Node, NodeKind, invariants};

fn book(name: &str) -> Book {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graphs").join(name);
    read(name, &std::fs::read(path).expect("a file"), AsText::default()).expect("it can be read")
}

fn book_of(name: &str, text: &str) -> Book {
    read(name, text.as_bytes(), AsText::default()).expect("it can be read")
}

fn drafted(book: &Book) -> Draft {
    draft(book, &guess(book), &Phrases::default())
}

/// What the file says no more.
fn said_no_more(map: &Map, incoming: &Incoming, named: &[Named]) -> Vec<Gone> {
    take_in::gone(map, incoming, named, take_in::earlier(map, incoming, named).as_ref())
}

/// What becomes of a map with it.
fn onto(map: &Map, book: &Book) -> Map {
    let incoming = drafted(book).with_proposals();
    let named = take_in::named(map, &incoming);
    let step = take_in::step(map, &incoming, &named, &said_no_more(map, &incoming, &named)).expect("a step");
    let after = apply(map, &step.edits).expect("a sound map");
    assert_eq!(invariants::problems(&after), vec![]);
    after
}

fn imported(name: &str) -> (Map, Draft) {
    let book = book(name);
    (onto(&Map::default(), &book), drafted(&book))
}

fn node<'m>(map: &'m Map, name: &str) -> &'m Node {
    map.nodes.iter().find(|node| node.name == name).unwrap_or_else(|| panic!("{name}"))
}

/// Every line of a map, in words.
fn lines(map: &Map) -> Vec<String> {
    let mut lines: Vec<String> = map.links.iter().map(|link| map.sentence(link)).collect();
    lines.sort();
    lines
}

/// What was not clear, in whole sentences.
fn doubts(name: &str, draft: &Draft) -> Vec<String> {
    let book = book(name);
    let told = draft.doubts.iter().filter(|doubt| doubt.weight != Weight::Note);
    told.map(|doubt| doubt.sentence(&book)).collect()
}

#[test]
fn what_graph_libraries_write_comes_whole() {
    let files = [
        "networkx.graphml",
        "networkx.gexf",
        "networkx.json",
        "cytoscape.json",
        "pydot.dot",
        "igraph.graphml",
        "rustworkx.graphml",
    ];
    for name in files {
        let (map, draft) = imported(name);
        assert_eq!((map.nodes.len(), map.links.len()), (4, 4), "{name}");
        let trust = node(&map, "Children's Trust Board");
        let facts = (trust.kind, trust.statutory, trust.size);
        assert_eq!(facts, (NodeKind::Board, Some(true), Some(14)), "{name}");
        assert_eq!(trust.remit.as_deref(), Some("R&D <b> \"all\""), "{name}");
        let kinds = ["NHS", "Play Plan"].map(|called| node(&map, called).kind);
        assert_eq!(kinds, [NodeKind::Partner, NodeKind::Strand], "{name}");
        let said = lines(&map);
        for line in [
            "Play Group reports to Children's Trust Board",
            "NHS is a member of Play Group",
            "Play Group delivers Play Plan",
            "NHS informs Children's Trust Board",
        ] {
            assert!(said.iter().any(|said| said.starts_with(line)), "{name}: {line}: {said:?}");
        }
        let told = doubts(name, &draft).join("\n");
        assert!(told.contains("\"shares an office with\" is no kind of line that is known"), "{name}: {told}");
        let odd = map.links.iter().find(|link| link.kind == LinkKind::Informs).expect("drawn");
        assert_eq!(odd.note.as_deref(), Some("shares an office with"), "{name}");
    }
}

#[test]
fn what_a_writer_is_known_to_spoil_is_told() {
    let (map, draft) = imported("igraph.graphml");
    let told = doubts("igraph.graphml", &draft).join("\n");
    assert!(told.contains("\"statutory\" may be unknown where it says no"), "{told}");
    assert_eq!(node(&map, "NHS").size, None, "a number that igraph has not is none");
    let text = "<graphml><key id=\"k\" for=\"node\" attr.name=\"statutory\" attr.type=\"boolean\"><default>False</default></key><graph>\
        <node id=\"a\"/><node id=\"b\"><data key=\"k\">1</data></node></graph></graphml>";
    let book = book_of("defaults.graphml", text);
    let told: Vec<String> = drafted(&book).doubts.iter().map(|doubt| doubt.sentence(&book)).collect();
    assert!(told.join("\n").contains("\"statutory\" is \"no\" where nothing is said"), "{told:?}");
    let map = onto(&Map::default(), &book);
    assert_eq!(["a", "b"].map(|name| node(&map, name).statutory), [Some(false), Some(true)], "and it is taken, typed");
    let (map, draft) = imported("rustworkx.dot");
    let told = doubts("rustworkx.dot", &draft).join("\n");
    assert_eq!((map.nodes.len(), map.links.len()), (4, 4), "{told}");
    assert_eq!(node(&map, "Play Plan").kind, NodeKind::Strand);
    let (map, draft) = imported("graphology.gexf");
    let told = doubts("graphology.gexf", &draft).join("\n");
    assert!(told.contains("edge geid_7_1") && told.contains("it has no direction"), "{told}");
    assert_eq!(node(&map, "Children's Trust Board").fields.get("viz:size").map(String::as_str), Some("14"));
    assert_eq!(node(&map, "Children's Trust Board").fields.get("also").map(String::as_str), Some("Trust; CTB"));
    let (json, _) = imported("graphology.json");
    assert_eq!((json.nodes.len(), json.links.len()), (2, 2));
    assert_eq!(lines(&json), lines(&map));
}

#[test]
fn groups_of_yed_hold_what_is_in_them() {
    let (map, draft) = imported("yed.graphml");
    let names: Vec<&str> = map.nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["Children's Services", "Play Group", "Trust Board"]);
    assert_eq!(node(&map, "Play Group").remit.as_deref(), Some("Plays & learns"));
    let said = lines(&map);
    assert!(said.contains(&"Play Group is part of Children's Services".to_owned()), "{said:?}");
    assert!(said.contains(&"Play Group reports to Trust Board".to_owned()), "{said:?}");
    let told = doubts("yed.graphml", &draft).join("\n");
    assert!(told.contains("node n0, line 13") && told.contains("Folder 1"), "{told}");
    assert!(told.contains("edge e1, line 26: It has no direction") || told.contains("edge e1"), "{told}");
    assert!(map.placement.is_empty(), "nothing stands by hand unless it is asked for");
    let (map, _) = imported("pyyed.graphml");
    let said = lines(&map);
    assert!(said.contains(&"Play Group is part of Children's Services".to_owned()), "{said:?}");
    assert_eq!(map.nodes.len(), 5);
}

#[test]
fn places_are_taken_when_they_are_asked_for() {
    let book = book("yed.graphml");
    let mut mapping = guess(&book);
    assert!(!mapping.takes_places);
    mapping.takes_places = true;
    let read = draft(&book, &mapping, &Phrases::default()).incoming.read;
    let group = node(&read, "Play Group");
    let at = read.placement.get(group.id.as_str()).expect("placed");
    assert_eq!((at.x, at.y), (70, 75), "the middle of it");
}

#[test]
fn draw_io_is_read_plain_and_packed() {
    let (plain, draft) = imported("plain.drawio");
    let (packed, _) = imported("packed.drawio");
    let names = |map: &Map| map.nodes.iter().map(|node| node.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&plain), names(&packed));
    assert_eq!(lines(&plain), lines(&packed));
    let play = node(&plain, "Play Group");
    assert_eq!(play.fields.get("Owner").map(String::as_str), Some("Zoë"));
    node(&plain, "NHS & partners");
    let said = lines(&plain);
    for line in [
        "Play Group is part of Children's Services",
        "Play Group reports to Trust Board",
        "NHS & partners funds Trust Board",
    ] {
        assert!(said.iter().any(|said| said.starts_with(line)), "{line}: {said:?}");
    }
    let told = doubts("plain.drawio", &draft).join("\n");
    assert!(told.contains("\"loose\" is not fastened"), "{told}");
    assert!(told.contains("\"decor\" has no words on it"), "{told}");
    assert!(node(&plain, "Trust Board").fields.contains_key("link"), "an address is kept, and never opened");
    let (map, _) = imported("drawpyo.drawio");
    assert_eq!((map.nodes.len(), map.links.len()), (4, 4));
    assert!(lines(&map).contains(&"Play Group reports to Children's Trust Board".to_owned()));
}

#[test]
fn what_max_graph_writes_is_a_drawing_too() {
    let (map, draft) = imported("maxgraph.xml");
    assert_eq!(lines(&map), ["Trust Board reports to Play Group"]);
    let play = node(&map, "Play Group");
    assert_eq!(play.fields.get("Owner").map(String::as_str), Some("Zoë"), "what stands around a cell is told of it");
    let said = doubts("maxgraph.xml", &draft);
    assert!(!said.iter().any(|said| said.contains("is not understood")), "{said:?}");
}

#[test]
fn kumu_is_read_as_json_and_as_a_workbook() {
    let (map, draft) = imported("kumu.json");
    let told = doubts("kumu.json", &draft).join("\n");
    let trust = node(&map, "Children's Trust Board");
    assert_eq!(trust.remit.as_deref(), Some("Holds to account"));
    assert!(trust.tags.contains("statutory") && trust.tags.contains("2004"));
    assert_eq!(node(&map, "Play Group").kind, NodeKind::Group);
    assert_eq!(node(&map, "Play Group").fields.get("Influence").map(String::as_str), Some("3"));
    assert!(
        told.contains("\"Stakeholder\" is no kind that is known") && told.contains("\"Nobody\" is no node"),
        "{told}"
    );
    assert_eq!(lines(&map).len(), 3, "a mutual connection is two lines: {:?}", lines(&map));
    let (map, _) = imported("kumu.xlsx");
    assert_eq!(node(&map, "Children's Trust Board").remit.as_deref(), Some("Holds to account"));
    assert_eq!(lines(&map), ["Play Group reports to Children's Trust Board"]);
}

#[test]
fn dot_is_read_as_graphviz_reads_it() {
    let text = "/* a map */ strict digraph \"Town\" {\n  # left by cpp\n  graph [label=\"Town\\nmap\"];\n  node [type=\"group\", shape=box];\n  \
        subgraph cluster_a { label=\"Children's Services\"; play [label=<Play<br/><b>Group</b>>]; \"youth\" [label=\"Youth \\\"Forum\\\"\"]; }\n  \
        subgraph { rank=same; board; } // drawn\n  board [label=\"Trust \" + \"Board\", type=board];\n  \
        play -> { board youth } [label=\"reports to\"];\n  \"play\" -> board [note=\"twice\"];\n  youth -> play:n [dir=back, label=informs];\n}\n";
    let book = book_of("town.dot", text);
    let map = onto(&Map::default(), &book);
    let names: Vec<&str> = map.nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["Children's Services", "Play Group", "Trust Board", "Youth \"Forum\""]);
    assert_eq!(
        lines(&map),
        [
            "Play Group informs Youth \"Forum\"",
            "Play Group is part of Children's Services",
            "Play Group reports to Trust Board",
            "Play Group reports to Youth \"Forum\"",
            "Youth \"Forum\" is part of Children's Services",
        ]
    );
    assert_eq!(node(&map, "Trust Board").kind, NodeKind::Board);
    assert_eq!(drafted(&book).title.as_deref(), Some("Town map"));
    for (broken, told) in [
        ("digraph { a -> ", "line 1"),
        ("graph {\n a [x=\"y]\n}", "a quotation mark is missing"),
        ("digraph {}", "there is no node"),
    ] {
        let error = read("a.dot", broken.as_bytes(), AsText::default()).expect_err("refused").to_string();
        assert!(error.contains(told), "{broken}: {error}");
    }
}

#[test]
fn the_way_back_of_an_edge_is_drawn_though_the_way_there_stands_above() {
    let nodes = "a [label=\"Play Group\"]; b [label=\"Trust Board\"]";
    let text = format!("digraph {{ {nodes}; a -> b [label=informs]; a -> b [label=informs, dir=both]; }}");
    let said = lines(&onto(&Map::default(), &book_of("town.dot", &text)));
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.contains(&"Trust Board informs Play Group".to_owned()), "{said:?}");
}

#[test]
fn what_is_no_graph_is_said_to_be_none() {
    for (name, text, told) in [
        ("a.graphml", "<graphml><graph edgedefault=\"directed\"/></graphml>", "there is no node in this GraphML file"),
        ("a.xml", "<html><body/></html>", "it is XML, but of no kind that is known (<html>)"),
        ("a.json", "{\"nodes\": []}", "there is no node"),
        ("a.json", "{\"data\": [1, 2]}", "it is JSON, but of no kind that is known"),
        ("a.json", "{\"nodes\": [}", "at line 1 it is none"),
        ("a.boardwalk", "{\"format\": \"boardwalk\", \"nodes\": []}", "it is a map of this program"),
        ("a.graphml", "<graphml><graph><node id=\"a\"/>", "the file breaks off"),
        ("a.gexf", "<gexf><graph><nodes><node id=\"a\"", "damaged"),
        ("a.drawio", "<mxfile><diagram>no base 64!</diagram></mxfile>", "packed in a way that is not understood"),
    ] {
        let error = read(name, text.as_bytes(), AsText::default()).expect_err(text).to_string();
        assert!(error.contains(told), "{text}: {error}");
    }
    let table = read("a.csv", b"graph,label\nPlay Group,x\n", AsText::default()).expect("a table");
    assert!(table.graph.is_none());
}

#[test]
fn a_graph_that_changed_brings_the_map_up_to_date() {
    let graph = |label: &str, kind: &str| {
        let play = format!("a [label=\"{label}\", type={kind}]");
        format!("digraph {{ {play}; b [label=\"Trust Board\"]; a -> b [label=\"reports to\"]; }}")
    };
    let first = onto(&Map::default(), &book_of("town.dot", &graph("Play Group", "group")));
    let later = onto(&first, &book_of("town.dot", &graph("Youth Assembly", "group")));
    assert_eq!((later.nodes.len(), later.links.len()), (2, 1), "it is known by its place in the file");
    let renamed = node(&later, "Youth Assembly");
    assert!(renamed.aliases.contains("Play Group"), "{renamed:?}");
    let elsewhere = onto(&first, &book_of("other.dot", &graph("Sports Club", "group")));
    assert_eq!(elsewhere.nodes.len(), 3, "ids of another file are others");
    let two = "digraph { a [label=\"Trust Board\"]; b [label=\"Trust Board\"]; a -> b; }";
    let twice = onto(&first, &book_of("two.dot", two));
    assert_eq!(twice.nodes.len(), 3, "of two that are called the same, one is the one of the map");
}

/// The status of the program, and what it printed, in one line.
/// Many programs number nodes anew when they save: what is called as before is who it was.
#[test]
fn nodes_that_are_numbered_anew_keep_their_names_and_one_that_is_renamed_keeps_its_card() {
    let graph = |nodes: &[(&str, &str)]| {
        let nodes: Vec<String> =
            nodes.iter().map(|(id, label)| format!("{{\"id\": \"{id}\", \"label\": \"{label}\"}}")).collect();
        book_of("list.json", &format!("{{\"nodes\": [{}], \"edges\": []}}", nodes.join(", ")))
    };
    let first = onto(&Map::default(), &graph(&[("n1", "Health Board"), ("n2", "Play Group"), ("n3", "Youth Forum")]));
    let ids = |map: &Map| -> Vec<(String, String)> {
        map.nodes.iter().map(|node| (node.id.to_string(), node.name.clone())).collect()
    };
    let anew = onto(
        &first,
        &graph(&[("n2", "Health Board"), ("n3", "Play Group"), ("n4", "Youth Forum"), ("n1", "Care Team")]),
    );
    let mut wanted = ids(&first);
    wanted.push(("care-team".to_owned(), "Care Team".to_owned()));
    wanted.sort();
    assert_eq!(ids(&anew), wanted, "nobody is renamed");
    let renamed = onto(&first, &graph(&[("n1", "Wellbeing Board"), ("n2", "Play Group"), ("n3", "Youth Forum")]));
    assert_eq!(renamed.nodes.len(), 3);
    assert_eq!(renamed.nodes.get("health-board").map(|node| node.name.as_str()), Some("Wellbeing Board"));
}

#[test]
fn what_cytoscape_calls_a_node_is_one_whatever_it_says_of_itself() {
    let text = r#"[{"group": "nodes", "data": {"id": "a", "label": "Play Group", "source": "survey", "target": "children"}},
        {"data": {"id": "b", "label": "Trust Board", "source": "survey"}},
        {"data": {"id": "e", "source": "a", "target": "b", "label": "reports to"}}]"#;
    let map = onto(&Map::default(), &book_of("list.json", text));
    assert_eq!(lines(&map), ["Play Group reports to Trust Board"]);
    assert_eq!(map.nodes.len(), 2);
}

fn said(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_boardwalk"));
    let output = command.args(arguments).current_dir(folder).output().expect("the program starts");
    let text = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
    (output.status.code().expect("a status"), text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn the_command_tells_a_graph_by_what_stands_in_it_and_reports_by_node_and_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graphs").join(name);
    std::fs::copy(graph("yed.graphml"), folder.path().join("notes.txt")).expect("copied");
    let (status, text) = said(folder.path(), &["import", "notes.txt", "-o", "town.boardwalk", "--positions"]);
    assert_eq!(status, 1, "{text}");
    for told in [
        "It is GraphML",
        "Nodes: \"id\" as reference",
        "doubt: node n0, line 13",
        "note: what only says how it is drawn",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let map = std::fs::read(folder.path().join("town.boardwalk")).expect("written");
    let map = boardwalk::exchange::boardwalk_file::read(&map).expect("a map");
    assert_eq!(map.placement.len(), 3, "where it is drawn is asked for");
    let again = ["import", "notes.txt", "--into", "town.boardwalk", "-o", "town.boardwalk", "--format", "json"];
    let (_, text) = said(folder.path(), &again);
    let report: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(report["map"]["nodes"], 3, "nothing comes twice");
    assert_eq!(report["files"][0]["rows"][0]["place"], "node n0, line 13");
    std::fs::write(folder.path().join("empty.gv"), "digraph { }").expect("written");
    let (status, text) = said(folder.path(), &["import", "empty.gv", "-o", "no.boardwalk"]);
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("there is no node in this DOT file"), "{text}");
}
