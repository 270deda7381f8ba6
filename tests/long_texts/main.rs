//! Texts of a length that nobody expects cost what their length makes them cost: no reader, rule or view takes more than
//! n log n for n letters, in whatever field they stand. Each is given texts of two lengths, and is to take no more than
//! a generous multiple of its time for the shorter one; what it is quick at anyhow is not compared.

mod fields;

use std::path::Path;
use std::time::Duration;

use boardwalk::app::App;
use boardwalk::cli::{self, Console};
use boardwalk::document::Document;
use boardwalk::exchange::{boardwalk_file, pasted_text};
use boardwalk::model::{Accepted, Evidence, Id, Link, LinkKind, Map, Node, NodeKind, NodeStatus, Source, Theme, Total};
use boardwalk::session::search::search;
use boardwalk::storage::Home;
use cpu_time::ThreadTime;
use egui::{Context, RawInput, Rect, pos2, vec2};

const SHORT: usize = 2_000;
const LONG: usize = 8 * SHORT;
/// What is linear takes 8 times as long for the longer text, and what goes with n log n about 10 times; what is quadratic 64.
const MOST_TIMES_AS_LONG: u32 = 24;
/// What takes no longer than this is not compared: it is no trouble, and mostly noise.
const QUICK: Duration = Duration::from_millis(60);

/// Texts of the shapes that readers and rules treat in their own ways.
const SHAPES: [(&str, &str); 12] = [
    ("one long word", "a"),
    ("many words", "aboard "),
    ("capital letters", "A "),
    ("lists", "a, "),
    ("brackets", "(a) "),
    ("open brackets", "("),
    ("quotation marks", "\"a "),
    ("lines", "aboard;\n"),
    ("digits", "1"),
    ("amounts", "£1.2m "),
    ("hyphens", "a-"),
    ("accents", "e\u{301}"),
];

fn text(piece: &str, letters: usize) -> String {
    piece.chars().cycle().take(letters).collect()
}

/// A map with that text in every field that has one, and of each kind more than one record that has it.
fn map(text: &str) -> Map {
    let some = || Some(text.to_owned());
    let of = |number: usize| format!("{text} {}", ["", "one", "two"][number % 3]);
    let evidence = vec![Evidence { place: some(), about: some(), note: some(), ..Evidence::new("source-0") }];
    let mut map = Map { title: text.to_owned(), place: some(), summary: some(), ..Map::default() };
    for number in 0..2 {
        let (id, unknown) = (|kind: &str| Id::from(format!("{kind}-{number}")), Default::default);
        let title = of(number);
        map.sources.put(Source { id: id("source"), title, publisher: some(), date: None, unknown: unknown() });
        map.themes.put(Theme { id: id("theme"), name: of(number), evidence: evidence.clone(), unknown: unknown() });
        map.totals.put(Total {
            id: id("total"),
            name: of(number),
            amount: 7.into(),
            currency: some(),
            period: some(),
            note: some(),
            evidence: evidence.clone(),
            unknown: unknown(),
        });
    }
    for (place, kind) in NodeKind::ALL.into_iter().enumerate() {
        for number in 0..3 {
            let mut node = Node::new(format!("node-{place}-{number}"), kind, of(number));
            node.status = [NodeStatus::Active, NodeStatus::Dormant, NodeStatus::Active][number];
            (node.status_note, node.remit, node.sector, node.notes) = (some(), some(), some(), some());
            node.themes = ["theme-0".into(), "theme-1".into()].into();
            node.tags = [text.to_owned()].into();
            node.fields = [("row".to_owned(), text.to_owned()), (text.to_owned(), text.to_owned())].into();
            node.evidence = evidence.clone();
            map.nodes.put(node);
        }
    }
    // Beside many names of one word a long word has to be told from each.
    for number in 0..30_u8 {
        let name = format!("Strand{}", char::from(b'a' + number % 26).to_string().repeat(1 + usize::from(number)));
        map.nodes.put(Node::new(format!("strand-{number}"), NodeKind::Strand, name));
    }
    map.nodes.put(Node::new("strand", NodeKind::Strand, text));
    for (place, kind) in LinkKind::ALL.into_iter().enumerate() {
        let mut link = Link::new(format!("link-{place}"), kind, format!("node-{}-0", place % 5), "node-0-1");
        (link.note, link.currency, link.period, link.evidence) = (some(), some(), some(), evidence.clone());
        link.totals = ["total-0".into()].into();
        map.links.put(link);
    }
    let (reason, facts) = (text.to_owned(), text.to_owned());
    map.accepted.push(Accepted { rule: text.to_owned(), reason, facts, ..Accepted::default() });
    map
}

/// The shortest of the times that something took of the processor.
fn taken(mut work: impl FnMut()) -> Duration {
    let times = (0..3).map(|_| {
        let start = ThreadTime::now();
        work();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

/// Compares what a work takes for texts of both lengths, of every shape.
fn compare(what: &str, work: impl Fn(&str)) {
    compare_shapes(what, &SHAPES, work);
}

/// The same, of some shapes.
fn compare_shapes(what: &str, shapes: &[(&str, &str)], work: impl Fn(&str)) {
    for (shape, piece) in shapes {
        let short = taken(|| work(&text(piece, SHORT)));
        let start = ThreadTime::now();
        work(&text(piece, LONG));
        let mut long = start.elapsed();
        let is_too_long = |long: Duration| long > MOST_TIMES_AS_LONG * short.max(QUICK / 8);
        if long > QUICK && is_too_long(long) {
            long = long.min(taken(|| work(&text(piece, LONG))));
        }
        assert!(long <= QUICK || !is_too_long(long), "{what}, {shape}: {short:?} become {long:?}");
    }
}

/// Runs commands on a file of the map.
fn run(folder: &Path, commands: &[&[&str]]) {
    for command in commands {
        let words = command.iter().map(|word| match *word {
            "MAP" => folder.join("map.boardwalk").into_os_string(),
            "OTHER" => folder.join("other.boardwalk").into_os_string(),
            "PICTURE.svg" => folder.join("picture.svg").into_os_string(),
            other => other.into(),
        });
        let mut console = Console::new(std::io::sink(), std::io::sink(), 80);
        cli::run(std::iter::once("boardwalk".into()).chain(words), &mut console);
    }
}

#[test]
fn a_map_file_is_written_and_read() {
    compare("writing and reading", |text| {
        let written = boardwalk_file::write(&map(text));
        assert!(boardwalk_file::read(written.as_bytes()).is_ok_and(|read| read.nodes.len() == 46));
    });
}

#[test]
fn a_file_that_is_wrong_is_told_of() {
    let sound = |text: &str| boardwalk_file::write(&map(text));
    compare("a text where a word is expected", |text| {
        let quoted = serde_json::Value::from(text).to_string();
        for (wrong, right) in [("\"board\"", "\"kind\": "), ("\"node-0-1\"", "\"to\": "), ("1", "\"version\": ")] {
            let file = sound("a").replace(&format!("{right}{wrong}"), &format!("{right}{quoted}"));
            let told = boardwalk_file::read(file.as_bytes()).map(|_| ());
            assert!(told.is_err_and(|error| !error.to_string().is_empty()), "{right}");
        }
    });
    compare("a file that ends early", |text| {
        let file = sound(text);
        let cut = file.char_indices().nth(file.chars().count() - 40).map_or(0, |(at, _)| at);
        assert!(boardwalk_file::read(&file.as_bytes()[..cut]).is_err());
    });
}

#[test]
fn a_map_is_checked() {
    compare("analysis", |text| assert!(!boardwalk::analysis::analyse(&map(text)).findings.is_empty()));
    let commands: &[&[&str]] = &[
        &["check", "MAP"],
        &["check", "MAP", "--format", "json"],
        &["check", "MAP", "--format", "sarif"],
        &["metrics", "MAP"],
        &["impact", "MAP", "node-0-0"],
        &["route", "MAP", "node-0-0"],
        &["fmt", "MAP"],
        &["compare-maps", "MAP"],
    ];
    compare("commands", |text| {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("map.boardwalk"), boardwalk_file::write(&map(text))).expect("written");
        run(folder.path(), commands);
    });
}

#[test]
fn a_map_is_drawn() {
    compare_shapes("a picture", &SHAPES[..4], |text| {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("map.boardwalk"), boardwalk_file::write(&map(text))).expect("written");
        let all = "strands,seats,partners,posts,information,money,history";
        run(folder.path(), &[&["screenshot", "MAP", "PICTURE.svg", "--lens", "theme", "--show", all]]);
        assert!(folder.path().join("picture.svg").exists());
    });
}

#[test]
fn a_text_is_pasted_and_searched_for() {
    compare("pasted text", |text| drop(pasted_text::read(text)));
    let heading = "name\tkind\treports to\n";
    compare("a pasted table", |text| drop(pasted_text::read(&format!("{heading}{text}\tboard\t{text}\n"))));
    compare("a search for it", |text| drop(search(&map("a"), None, text)));
    compare("a search in it", |text| drop(search(&map(text), None, "aboard pilot")));
}

#[test]
fn a_map_is_shown_in_the_window() {
    let chosen: [&[&str]; 4] = [&[], &["node-0-0"], &["link-0"], &["node-0-0", "node-4-1"]];
    compare_shapes("the window", &SHAPES[..3], |text| {
        let (ctx, home) = (Context::default(), tempfile::tempdir().expect("a folder"));
        let mut app = App::new(&ctx, None, Home::at(home.path()), false);
        app.session_mut().panels.outline = Some(true);
        app.session_mut().replace(Document::new(map(text)));
        let mut seconds = 0.0;
        let mut frame = |app: &mut App| {
            let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 1000.0)));
            let input = RawInput { screen_rect, time: Some(seconds), focused: true, ..RawInput::default() };
            ctx.run_ui(input, |ui| app.window_ui(ui)).drop_without_applying_deltas();
            seconds += 1.0;
        };
        // The picture is made on a thread of its own, whose time is not counted; that it is painted is.
        frame(&mut app);
        while app.session().is_waiting() {
            std::thread::sleep(Duration::from_millis(1));
            app.session_mut().follow();
        }
        for chosen in chosen {
            app.session_mut().selection.ids = chosen.iter().map(|id| Id::from(*id)).collect();
            frame(&mut app);
        }
        assert!(app.session().picture.is_some(), "the map is drawn");
    });
}
