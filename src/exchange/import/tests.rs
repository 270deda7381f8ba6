//! What others write is read rightly: `tests/sheets/make.py` says with which programs the files were made.

use proptest::prelude::*;

use super::book::{Book, Flaw};
use super::mapping::Holds;
use super::phrases::Phrases;
use super::*;
use crate::editing::bring::Named;
use crate::editing::take_in::{self, Gone, Incoming};
use crate::exchange::boardwalk_file;
use crate::exchange::pasted_text::Column;
use crate::model::edit::apply;
use crate::model::{LinkKind, Map, NodeStatus, invariants};

macro_rules! sheets {
    ($name:literal) => {
        read($name, include_bytes!(concat!("../../../tests/sheets/", $name)), AsText::default())
            .expect("it can be read")
    };
}

fn said(book: &Book, sheet: usize, name: &str) -> String {
    let at = book::CellName::parse(name).expect("a name");
    let row = book.sheets[sheet].rows.iter().find(|row| row.number == at.row);
    row.map_or("", |row| row.said(at.column)).to_owned()
}

/// Every line of a map, in words.
fn lines(map: &Map) -> Vec<String> {
    map.links.iter().map(|link| map.sentence(link)).collect()
}

fn drafted(book: &Book) -> Draft {
    draft(book, &guess(book), &Phrases::default())
}

/// What the file says no more.
fn said_no_more(map: &Map, incoming: &Incoming, named: &[Named]) -> Vec<Gone> {
    take_in::gone(map, incoming, named, take_in::earlier(map, incoming, named).as_ref())
}

/// What becomes of an empty map, or of another one.
fn imported(map: &Map, book: &Book) -> Map {
    let incoming = drafted(book).with_proposals();
    let named = take_in::named(map, &incoming);
    let step = take_in::step(map, &incoming, &named, &said_no_more(map, &incoming, &named)).expect("a step");
    apply(map, &step.edits).expect("a sound map")
}

#[test]
fn numbers_are_nobodys_names() {
    let book = read_pasted("Body\tAmount\nBoard\t5\nGroup\t7\n").expect("read");
    let mapping = guess(&book);
    let held = [Column::Name, Column::Own("Amount".to_owned())];
    assert_eq!((mapping.sheets[0].heading_row, mapping.sheets[0].columns.as_slice()), (Some(1), held.as_slice()));
    assert_eq!(drafted(&book).incoming.read.nodes.len(), 2);
    let bare = read_pasted("Trust Board\t12\nPlay Group\t7\n").expect("read");
    assert_eq!(guess(&bare).sheets[0].columns, [Column::Name, Column::Nothing]);
}

#[test]
fn words_that_are_not_understood_change_nothing_that_is_known() {
    let book = |text: &str| Book { name: "groups.csv".to_owned(), ..read_pasted(text).expect("read") };
    let first = "Name\tType\tStatus\tRemit\nPlay Lot\tboard\ton hold\tPlays\nYouth Forum\tgroup\tactive\tTalks\n";
    let next = "Name\tType\tStatus\tRemit\nPlay Lot\todd\tas ever\tRuns\nYouth Forum\tgroup\tactive\tTalks\n";
    let before = imported(&Map::default(), &book(first));
    let after = imported(&before, &book(next));
    let [before, after] = [&before, &after].map(|map| map.nodes.get("play-lot").expect("there"));
    assert_eq!((before.kind.word(), before.status), ("board", NodeStatus::Dormant));
    assert_eq!((after.kind, after.status), (before.kind, before.status));
    assert_eq!(after.remit.as_deref(), Some("Runs"));
}

#[test]
fn a_register_of_excel_is_read_cell_by_cell_with_all_that_is_wrong() {
    let book = sheets!("openpyxl-register.xlsx");
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Groups", "Links", "Old"]);
    assert!(
        book.sheets[2].is_hidden && book.remarks.iter().any(|remark| remark.contains("\"Chart\"")),
        "{:?}",
        book.remarks
    );
    for (name, text) in [
        ("B5", "001"),
        ("C5", "Trust Board"),
        ("H5", "2008-04-01"),
        ("H7", "2011-01-03 09:30"),
        ("I5", "yes"),
        ("I8", "no"),
        ("J5", "25%"),
        ("C9", "A & B <Panel> \"x\""),
        ("C3", "2026-05-01"),
    ] {
        assert_eq!(said(&book, 0, name), text, "{name}");
    }
    let groups = &book.sheets[0];
    let flaw = |name: &str| {
        let at = book::CellName::parse(name).expect("a name");
        groups
            .rows
            .iter()
            .find(|row| row.number == at.row)
            .and_then(|row| row.cell(at.column))
            .and_then(|cell| cell.flaw)
    };
    assert_eq!((flaw("K8"), flaw("L5")), (Some(Flaw::NoResult), Some(Flaw::LongNumber)));
    assert!(groups.rows.iter().find(|row| row.number == 10).is_some_and(|row| row.is_hidden));
    assert!(groups.hanging(4).contains(&7));
}

#[test]
fn what_libreoffice_makes_of_it_says_the_same() {
    let excel = sheets!("openpyxl-register.xlsx");
    for book in [sheets!("libreoffice-register.ods"), sheets!("libreoffice-register.fods")] {
        assert_eq!(book.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["Groups", "Links", "Old"]);
        for name in ["B5", "C5", "D5", "H5", "H7", "J5", "C9", "E6", "G6"] {
            assert_eq!(said(&book, 0, name), said(&excel, 0, name), "{name} of {}", book.name);
        }
        assert_eq!(said(&book, 0, "K8"), "12", "LibreOffice has worked the formula out");
        assert!(book.sheets[0].hanging(4).contains(&7) && book.sheets[2].is_hidden);
        assert!(book.sheets[0].rows.iter().any(|row| row.number == 10 && row.is_hidden));
    }
}

#[test]
fn frames_of_pandas_become_the_same_map_in_every_format() {
    let books = [
        sheets!("pandas-frame.xlsx"),
        sheets!("pandas-frame.ods"),
        sheets!("pandas-utf16.csv"),
        sheets!("libreoffice-frame.xlsx"),
    ];
    for book in &books {
        let map = imported(&Map::default(), book);
        let board = map.nodes.get("trust-board").expect("the board");
        assert_eq!(board.since.map(|since| since.to_string()).as_deref(), Some("2008-04-01"), "{}", book.name);
        assert_eq!((board.statutory, board.size), (Some(true), Some(14)), "{}", book.name);
        assert_eq!(map.nodes.get("play-group").and_then(|node| node.statutory), Some(false), "{}", book.name);
        let wanted = ["Play Group reports to Trust Board", "Trust Board reports to Borough Council"];
        assert_eq!(lines(&map), wanted, "{}", book.name);
    }
}

#[test]
fn a_register_becomes_bodies_and_links_with_every_doubt_in_its_place() {
    let book = sheets!("openpyxl-register.xlsx");
    let mapping = guess(&book);
    assert_eq!(
        mapping.sheets.iter().map(|sheet| sheet.holds).collect::<Vec<_>>(),
        [Holds::Bodies, Holds::Links, Holds::Nothing]
    );
    assert_eq!(mapping.sheets[0].heading_row, Some(4));
    assert_eq!(mapping.sheets[0].columns[1..4], [Column::Reference, Column::Name, Column::Kind]);
    let draft = drafted(&book);
    assert_eq!(draft.title.as_deref(), Some("Register of partnership groups"));
    let map = imported(&Map::default(), &book);
    let lines = lines(&map);
    for line in [
        "Trust Board reports to Borough Council",
        "Play Group reports to Trust Board",
        "Lead Member chairs Trust Board",
        "NHS Trust is a member of Be Healthy Group",
        "Police funds Trust Board",
        "Overview Panel scrutinises Trust Board",
        "Play Group is absorbed into Be Healthy Group",
    ] {
        assert!(lines.iter().any(|other| other == line), "{line}: {lines:?}");
    }
    let funds = map.links.iter().find(|link| link.kind == LinkKind::Funds).expect("money");
    assert_eq!(
        (funds.amount.map(|it| it.to_string()).as_deref(), funds.note.as_deref()),
        (Some("25000"), Some("yearly"))
    );
    let doubts: Vec<String> = draft.doubts.iter().map(|doubt| doubt.sentence(&book)).collect();
    for told in
        ["Groups!K8: the file does not hold the result", "Groups!L5: 1.234567890123457e+18", "Groups: row 10 is hidden"]
    {
        assert!(doubts.iter().any(|doubt| doubt.starts_with(told)), "{told}: {doubts:#?}");
    }
    let board = map.nodes.get("trust-board").expect("there");
    assert_eq!(board.fields.get("Ref").map(String::as_str), Some("001"));
    let source = map.sources.iter().next().expect("a source");
    assert_eq!(source.title, "openpyxl-register.xlsx");
    assert_eq!(board.evidence[0].place.as_deref(), Some("Groups, row 5"));
    assert_eq!(invariants::problems(&map), vec![]);
}

#[test]
fn an_indented_list_becomes_a_hierarchy() {
    let book = sheets!("openpyxl-indented.xlsx");
    let map = imported(&Map::default(), &book);
    let lines = lines(&map);
    for line in [
        "Trust Board reports to Borough Council",
        "Be Healthy Group reports to Trust Board",
        "Play Group reports to Trust Board",
        "Safeguarding Board reports to Borough Council",
        "Training Group reports to Safeguarding Board",
    ] {
        assert!(lines.iter().any(|other| other == line), "{line}: {lines:?}");
    }
    let typed = read_pasted("Group\tChair\nCouncil\t\n    Board\tHead\n        Play Group\t\n").expect("read");
    assert!(self::lines(&imported(&Map::default(), &typed)).contains(&"Play Group reports to Board".to_owned()));
    let levels = read_pasted("Level 1\tLevel 2\tLevel 3\nCouncil\t\t\n\tBoard\t\n\t\tPlay Group\n").expect("read");
    let lines = self::lines(&imported(&Map::default(), &levels));
    assert_eq!(lines, ["Board reports to Council", "Play Group reports to Board"]);
}

#[test]
fn windows_letters_and_blank_lines_are_read_as_they_stand() {
    let book = sheets!("windows-1252.csv");
    assert_eq!((said(&book, 0, "A2"), said(&book, 0, "B2")), ("Café Board".to_owned(), "£5,000".to_owned()));
    assert_eq!(said(&book, 0, "A4"), "Youth Forum");
    assert!(book.remarks.iter().any(|remark| remark.contains("Windows-1252")));
}

#[test]
fn section_5_becomes_34_groups_with_what_its_words_say() {
    let book = read(
        "section-5.csv",
        include_bytes!("../../../assets/import/examples/solihull-section-5.csv"),
        AsText::default(),
    );
    let book = book.expect("it can be read");
    let draft = drafted(&book);
    assert_eq!(draft.listed().len(), 34, "{:?}", draft.rows);
    let headings = draft.rows.iter().filter(|(_, becomes)| matches!(becomes, Becomes::Heading(_))).count();
    assert_eq!(headings, 2);
    let map = imported(&Map::default(), &book);
    let on_hold: Vec<&str> =
        map.nodes.iter().filter(|node| node.status == NodeStatus::Dormant).map(|node| node.name.as_str()).collect();
    // The report counts 12: of the Trust Board it says so elsewhere.
    assert_eq!(on_hold.len(), 11, "{on_hold:?}");
    let meets = |id: &str| {
        let node = map.nodes.get(id).expect("there");
        node.meets.as_ref().and_then(|meets| meets.times_a_year).map(|times| times.to_string())
    };
    for (id, times) in [
        ("trust-assembly", Some("1")),
        ("be-healthy-outcome-group", Some("4")),
        ("short-breaks-review-group", Some("6")),
        ("short-breaks-panel", Some("12")),
        ("young-carers-strategy-group", Some("2")),
        ("healthy-schools-strategic-partnership", Some("3")),
        ("information-for-young-people-group", Some("8.67")),
        ("parents-forum", None),
    ] {
        assert_eq!(meets(id).as_deref(), times, "{id}");
    }
    let lines = lines(&map);
    for line in [
        "Short Breaks review group reports to Disabled Children's Project Board",
        "'Early Support' Implementation Group reports to Disabled Children's Project Board",
        "Sexual Health Strategy Group reports to Be Healthy Outcome Group",
        "Parental Engagement Strategy Group reports to Parenting Strategy Group",
        "Parenting Programmes Steering Group reports to Parenting Strategy Group",
        "Safer Working Practices Group is absorbed into LSCB training subgroup",
        "Economic Wellbeing Outcome Group is absorbed into Prosperous sub group",
    ] {
        assert!(lines.iter().any(|other| other == line), "{line}: {lines:#?}");
    }
    assert_eq!(lines.len(), 7, "and no more: {lines:#?}");
    let assembly = map.nodes.get("trust-assembly").expect("there");
    let rests = assembly.evidence.iter().find(|evidence| evidence.about.as_deref() == Some("status"));
    assert_eq!(rests.and_then(|evidence| evidence.note.as_deref()), Some("“not currently planned”"));
}

#[test]
fn importing_again_updates_keeps_and_lists_what_is_gone() {
    let first = "Name\tStatus\tReports to\tRemit\nTrust Board\tactive\t\tLeads\nPlay Group\tactive\tTrust Board\tPlays\nYouth Forum\t\tTrust Board\t\n";
    let next = "Name\tStatus\tReports to\tRemit\nTrust Board\tactive\t\t\nThe play group\ton hold\t\tPlays outdoors\nHealth Group\t\tTrust Board\t\n";
    let book = |text: &str| Book { name: "groups.xlsx".to_owned(), ..read_pasted(text).expect("read") };
    let mut map = imported(&Map::default(), &book(first));
    let at = crate::model::Position { id: "play-group".into(), x: 7, y: 9, unknown: Default::default() };
    map.placement.put(at);
    let incoming = drafted(&book(next)).with_proposals();
    let named = take_in::named(&map, &incoming);
    let mut gone = said_no_more(&map, &incoming, &named);
    let names: Vec<String> = gone.iter().map(|gone| gone.id.to_string()).collect();
    assert_eq!(names, ["youth-forum", "play-group-reports-to-trust-board"]);
    gone[0].is_ended = true;
    let step = take_in::step(&map, &incoming, &named, &gone).expect("a step");
    let after = apply(&map, &step.edits).expect("a sound map");
    let play = after.nodes.get("play-group").expect("there");
    assert_eq!((play.status, play.remit.as_deref()), (NodeStatus::Dormant, Some("Plays outdoors")));
    assert_eq!(
        after.nodes.get("trust-board").and_then(|node| node.remit.as_deref()),
        Some("Leads"),
        "an empty cell takes nothing away"
    );
    assert_eq!(after.nodes.get("youth-forum").map(|node| node.status), Some(NodeStatus::Ended));
    assert!(after.links.contains("play-group-reports-to-trust-board"), "kept, since nobody said otherwise");
    assert_eq!(after.placement.get("play-group"), map.placement.get("play-group"));
    assert_eq!(play.evidence.len(), 1, "one place of the same file");
    let again = take_in::named(&after, &incoming);
    let gone = said_no_more(&after, &incoming, &again);
    assert!(take_in::step(&after, &incoming, &again, &gone).is_err(), "a second time nothing comes of it");
}

#[test]
fn what_is_paid_in_another_year_is_a_line_of_its_own() {
    let book = |text: &str| Book { name: "funds.xlsx".to_owned(), ..read_pasted(text).expect("read") };
    let paid = |map: &Map| -> Vec<(Option<String>, Option<String>, Option<String>)> {
        let money =
            map.links.iter().map(|link| (link.period.clone(), link.amount.map(|it| it.to_string()), link.note.clone()));
        money.collect()
    };
    let said = |period: &str, amount: &str, note: &str| {
        (Some(period.to_owned()), Some(amount.to_owned()), (!note.is_empty()).then(|| note.to_owned()))
    };
    let head = "From\tRelation\tTo\tAmount\tYear\tNote\n";
    let first = imported(&Map::default(), &book(&format!("{head}Police\tfunds\tBoard\t100\t2024/25\tgrant\n")));
    assert_eq!(paid(&first), [said("2024/25", "100", "grant")]);
    let next = book(&format!("{head}Police\tfunds\tBoard\t200\t2025/26\tgrant\n"));
    let both = imported(&first, &next);
    assert_eq!(paid(&both), [said("2024/25", "100", "grant"), said("2025/26", "200", "grant")]);
    let incoming = drafted(&next).with_proposals();
    let gone = said_no_more(&first, &incoming, &take_in::named(&first, &incoming));
    assert_eq!(gone.len(), 1, "the file says the first year no more");
    // Both years in one sheet, told apart by what else they say, or by nothing else.
    for notes in [["", ""], ["first half", "second half"]] {
        let rows = format!(
            "{head}Police\tfunds\tBoard\t5\t2024/25\t{}\nPolice\tfunds\tBoard\t5\t2025/26\t{}\n",
            notes[0], notes[1]
        );
        let map = imported(&Map::default(), &book(&rows));
        assert_eq!(paid(&map), [said("2024/25", "5", notes[0]), said("2025/26", "5", notes[1])]);
        let incoming = drafted(&book(&rows)).with_proposals();
        let named = take_in::named(&map, &incoming);
        let gone = said_no_more(&map, &incoming, &named);
        assert!(gone.is_empty() && take_in::step(&map, &incoming, &named, &gone).is_err(), "nothing is new again");
    }
    // Who told no year first is brought up to date once one is told.
    let bare = imported(&Map::default(), &book(&format!("{head}Police\tfunds\tBoard\t100\t\t\n")));
    let told = imported(&bare, &book(&format!("{head}Police\tfunds\tBoard\t100\t2024/25\t\n")));
    assert_eq!(paid(&told), [said("2024/25", "100", "")]);
}

#[test]
fn a_sheet_of_links_says_more_of_what_rows_of_bodies_say() {
    let mut book = read_pasted("Name\tReports to\tMembers\nPlay Group\tTrust Board\tPolice\n").expect("read");
    let links = read_pasted(
        "From\tRelation\tTo\tNote\tSince\tOn whose behalf\n\
         Play Group\treports to\tTrust Board\tevery quarter\t2011\t\n\
         Police\tmember of\tPlay Group\t\t\tHome Office\n\
         Play Group\treports to\tTrust Board\tevery year\t2011\t\n",
    );
    book.sheets.extend(links.expect("read").sheets);
    let mut mapping = guess(&book);
    mapping.sheets[1].columns[5] = Column::OfLink("on_behalf_of");
    let draft = draft(&book, &mapping, &Phrases::default());
    let map = &draft.incoming.read;
    let line = map.links.iter().find(|link| link.kind == LinkKind::ReportsTo).expect("the line");
    assert_eq!(
        (line.note.as_deref(), line.since.map(|it| it.to_string()).as_deref()),
        (Some("every quarter"), Some("2011"))
    );
    let seat = map.links.iter().find(|link| link.kind == LinkKind::MemberOf).expect("the seat");
    assert_eq!(seat.on_behalf_of.as_ref().map(|id| map.name(id.as_str())), Some("Home Office"));
    let doubts: Vec<&str> = draft.doubts.iter().map(|doubt| doubt.text.as_str()).collect();
    let differs =
        "the same link stands above, and says something else of note: what else this row says of it is left out";
    assert!(doubts.contains(&differs), "{doubts:?}");
}

#[test]
fn areas_come_along_by_name() {
    let text =
        "Name\tArea\nPlay Group\tNorth Solihull\nTrust Board\tthe borough\nYouth Forum\tnorth  solihull\nPanel\t\n";
    let book = read_pasted(text).expect("read");
    let mut mapping = guess(&book);
    mapping.sheets[0].columns[1] = Column::Field("area");
    let draft = draft(&book, &mapping, &Phrases::default());
    assert!(!draft.doubts.iter().any(|doubt| doubt.text.contains("area")), "{:?}", draft.doubts);
    let incoming = draft.with_proposals();
    let mut map = Map::default();
    map.areas.put(crate::model::Area::new("all", "The Borough"));
    // Two areas of one name are no reason to lose any.
    map.areas.put(crate::model::Area::new("all-2", "The Borough"));
    let named = take_in::named(&map, &incoming);
    let step = take_in::step(&map, &incoming, &named, &[]).expect("a step");
    let after = apply(&map, &step.edits).expect("a sound map");
    let area = |id: &str| after.nodes.get(id).and_then(|node| node.area.as_ref()).map(|id| id.to_string());
    assert_eq!(
        ["play-group", "trust-board", "youth-forum", "panel"].map(area),
        [Some("north-solihull".to_owned()), Some("all".to_owned()), Some("north-solihull".to_owned()), None]
    );
    assert_eq!(after.areas.len(), 3);
}

#[test]
fn a_body_is_known_by_its_reference_when_its_name_changes() {
    let book = |text: &str| Book { name: "groups.xlsx".to_owned(), ..read_pasted(text).expect("read") };
    let map = imported(&Map::default(), &book("Ref\tName\tType\nG7\tPlay Group\tgroup\nG8\tTrust Board\tboard\n"));
    let after = imported(&map, &book("Ref\tName\tType\nG7\tPlay and Youth Group\tgroup\nG8\tTrust Board\tboard\n"));
    let renamed = after.nodes.get("play-group").expect("the same one");
    assert_eq!(renamed.name, "Play and Youth Group");
    assert!(renamed.aliases.contains("Play Group"));
    assert_eq!(after.nodes.len(), map.nodes.len());
}

#[test]
fn what_is_damaged_or_strange_is_refused_in_a_sentence() {
    for (bytes, told) in [
        (b"PK\x03\x04 nothing".as_slice(), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), ".xls"),
        (b"%PDF-1.7".as_slice(), "PDF"),
        (b"".as_slice(), "nothing in it"),
        (b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".as_slice(), "neither"),
    ] {
        let error = read("x", bytes, AsText::default()).expect_err("refused").to_string();
        assert!(error.contains(told), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_break_the_readers(
        which in 0..3_usize,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let whole: [&[u8]; 3] = [
            include_bytes!("../../../tests/sheets/pandas-frame.xlsx"),
            include_bytes!("../../../tests/sheets/pandas-frame.ods"),
            include_bytes!("../../../tests/sheets/windows-1252.csv"),
        ];
        let mut bytes = whole[which].to_vec();
        for (place, byte) in cuts {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(book) = read("x", &bytes, AsText::default()) {
            let incoming = drafted(&book).with_proposals();
            prop_assert_eq!(invariants::problems(&incoming.read), vec![]);
        }
    }

    #[test]
    fn every_table_gives_a_sound_map_that_says_it_again(
        table in prop::collection::vec(
            (
                "[A-E] (Board|Group|Forum)",
                "(|[A-E] Board)",
                "(|Head|Lead [A-C])",
                "(|on hold|reports to [A-E] Board|meets every 2 months|merged with [A-E] Group)",
            ),
            1..8,
        )
    ) {
        let rows = table.iter().map(|(name, parent, chair, position)| format!("{name}\t{parent}\t{chair}\t{position}\n"));
        let text = format!("Name\tReports to\tChair\tCurrent position\n{}", rows.collect::<String>());
        let book = Book { name: "t.csv".to_owned(), ..read_pasted(&text).expect("read") };
        let map = imported(&Map::default(), &book);
        prop_assert_eq!(invariants::problems(&map), vec![]);
        let written = boardwalk_file::write(&map);
        prop_assert_eq!(&boardwalk_file::read(written.as_bytes()).expect("it can be read again"), &map);
        let incoming = drafted(&book).with_proposals();
        let named = take_in::named(&map, &incoming);
        let gone = said_no_more(&map, &incoming, &named);
        prop_assert!(gone.is_empty(), "{:?}", gone);
        prop_assert!(take_in::step(&map, &incoming, &named, &gone).is_err(), "nothing comes of it a second time");
    }
}
