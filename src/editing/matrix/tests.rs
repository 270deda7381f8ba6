//! Tests of matrices: what stands in them, what they lack, and what every click does.

use super::*;
use crate::editing::{Outcome, Step};
use crate::model::edit::{Edit, apply};
use crate::model::{EntryKind, Evidence, LinkKind, Source, Theme, Unknown};

fn link(kind: LinkKind, from: &str, to: &str) -> Link {
    Link::new(format!("{from}-{}-{to}", kind.word().replace(' ', "-")), kind, from, to)
}

fn sound(edits: &[Edit]) -> Map {
    apply(&Map::default(), edits).expect("a sound map")
}

fn map() -> Map {
    let node = |id, kind, name| Edit::put(Node::new(id, kind, name));
    let theme = |id: &str, name: &str| {
        Edit::put(Theme { id: id.into(), name: name.into(), evidence: Vec::new(), unknown: Unknown::new() })
    };
    let mut ended = Node::new("old", NodeKind::Partner, "Abbey Trust");
    ended.status = NodeStatus::Ended;
    let mut counted = Node::new("forum", NodeKind::Group, "Forum");
    counted.size = Some(12);
    let mut seats = link(LinkKind::MemberOf, "council", "board");
    seats.seats = Some(4);
    let mut unclear = link(LinkKind::Delivers, "group", "play");
    unclear.status = LinkStatus::Unclear;
    sound(&[
        node("board", NodeKind::Board, "Trust Board"),
        node("group", NodeKind::Group, "Play Group"),
        Edit::put(counted),
        node("council", NodeKind::Partner, "Council"),
        node("police", NodeKind::Partner, "Police"),
        Edit::put(ended),
        node("director", NodeKind::Post, "Director"),
        node("play", NodeKind::Strand, "Play"),
        node("sport", NodeKind::Strand, "Sport"),
        theme("stay-safe", "Stay safe"),
        theme("be-healthy", "Be healthy"),
        Edit::put(seats),
        Edit::put(link(LinkKind::MemberOf, "group", "board")),
        Edit::put(link(LinkKind::Owns, "board", "play")),
        Edit::put(unclear),
        Edit::put(link(LinkKind::Scrutinises, "board", "group")),
    ])
}

fn ids(headings: &[Heading]) -> Vec<&str> {
    headings.iter().map(|heading| heading.id.as_str()).collect()
}

fn place(headings: &[Heading], id: &str) -> usize {
    headings.iter().position(|heading| heading.id.as_str() == id).expect("a heading")
}

/// What is written in a cell; nothing where an unusual row has gone with its last line.
fn written(map: &Map, topic: Topic, row: &str, column: &str) -> String {
    let matrix = Matrix::new(map, topic);
    let found = matrix
        .cells()
        .find(|(at, of, _)| matrix.rows[*at].id.as_str() == row && matrix.columns[*of].id.as_str() == column);
    found.map(|(.., cell)| cell.short()).unwrap_or_default()
}

fn outcome(map: &Map, topic: Topic, row: &str, column: &str, how: How) -> Outcome {
    next(map, topic, &row.into(), &column.into(), how)
}

fn step(map: &Map, topic: Topic, row: &str, column: &str, how: How) -> Step {
    outcome(map, topic, row, column, how).expect("a step")
}

/// What stands in a cell after each of some clicks, and what the clicks are called.
fn round(mut map: Map, topic: Topic, row: &str, column: &str, hows: &[How]) -> Vec<(String, String)> {
    hows.iter()
        .map(|how| {
            let step = step(&map, topic, row, column, *how);
            map = apply(&map, &step.edits).expect("a sound map");
            (written(&map, topic, row, column), step.label)
        })
        .collect()
}

fn same(found: &[(String, String)], expected: &[(&str, &str)]) {
    let found: Vec<(&str, &str)> = found.iter().map(|(cell, label)| (cell.as_str(), label.as_str())).collect();
    assert_eq!(found, expected);
}

/// The map in which a line rests on evidence.
fn with_evidence(map: &Map, id: &str) -> Map {
    let source =
        Source { id: "review".into(), title: "Review".into(), publisher: None, date: None, unknown: Unknown::new() };
    let mut link = Link::clone(map.links.get(id).expect("a link"));
    link.evidence.push(Evidence::new("review"));
    apply(map, &[Edit::put(source), Edit::put(link)]).expect("a sound map")
}

#[test]
fn rows_and_columns_stand_by_kind_and_name_and_no_line_is_left_out() {
    let matrix = Matrix::new(&map(), Topic::Seats);
    assert_eq!(ids(&matrix.rows), ["council", "police", "old", "director", "group"], "a group with a seat comes last");
    assert_eq!(ids(&matrix.columns), ["board", "forum", "group"]);
    assert_eq!(matrix.cells().count(), 2);
    let matrix = Matrix::new(&map(), Topic::Work);
    assert_eq!(ids(&matrix.rows), ["play", "sport"]);
    assert_eq!(matrix.columns.len(), 7);
    assert_eq!(matrix.cells().count(), 2, "who scrutinises a group is no matter of strands");
    let matrix = Matrix::new(&map(), Topic::Themes);
    assert_eq!(ids(&matrix.columns), ["be-healthy", "stay-safe"]);
    assert_eq!(ids(&matrix.rows), ["board", "forum", "group", "council", "police", "old"]);
}

#[test]
fn rows_with_many_marks_can_come_first() {
    let matrix = Matrix::new(&map(), Topic::Work);
    assert_eq!(ordered(&matrix.columns, Order::Name), [0, 1, 2, 3, 4, 5, 6]);
    let by_marks = ordered(&matrix.columns, Order::Marks);
    assert_eq!(matrix.columns[by_marks[0]].id.as_str(), "board");
    assert_eq!(matrix.columns[by_marks[1]].id.as_str(), "group");
    assert_eq!(by_marks[2..], [1, 3, 4, 5, 6], "the others keep their order");
}

#[test]
fn cells_say_what_stands_in_them_and_what_does_not_hold() {
    assert_eq!(written(&map(), Topic::Seats, "council", "board"), "4");
    assert_eq!(written(&map(), Topic::Seats, "group", "board"), "M");
    assert_eq!(written(&map(), Topic::Work, "play", "board"), "A");
    assert_eq!(written(&map(), Topic::Work, "play", "group"), "(R)");
    let matrix = Matrix::new(&map(), Topic::Seats);
    let name = |row: &str, column: &str| matrix.cell_name(place(&matrix.rows, row), place(&matrix.columns, column));
    assert_eq!(name("council", "board"), "Council on Trust Board: 4 seats");
    assert_eq!(name("police", "board"), "Police on Trust Board: no seat");
    let matrix = Matrix::new(&map(), Topic::Work);
    let name = |row: &str, column: &str| matrix.cell_name(place(&matrix.rows, row), place(&matrix.columns, column));
    assert_eq!(name("play", "group"), "Play and Play Group: delivers it (unclear)");
    assert!(!matrix.cell(0, place(&matrix.columns, "group")).expect("a cell").holds());
}

#[test]
fn money_is_told_in_words_and_many_payments_make_one_letter() {
    let mut grant = link(LinkKind::Funds, "council", "play");
    (grant.amount, grant.currency) = (Some(1500.into()), Some("GBP".into()));
    let mut other = Link { id: "council-funds-play-2".into(), ..grant.clone() };
    other.period = Some("2010/11".into());
    let map = apply(&map(), &[Edit::put(grant), Edit::put(other)]).expect("a sound map");
    assert_eq!(written(&map, Topic::Work, "play", "council"), "F");
    let matrix = Matrix::new(&map, Topic::Work);
    let words = matrix.cell(0, place(&matrix.columns, "council")).expect("a cell").words();
    assert_eq!(words, "funds it with 1500 GBP, funds it with 1500 GBP 2010/11");
}

#[test]
fn what_stands_empty_and_should_not_is_a_gap() {
    let matrix = Matrix::new(&map(), Topic::Seats);
    let gap = |headings: &[Heading], id: &str| headings[place(headings, id)].gap;
    assert_eq!(gap(&matrix.rows, "police"), Some("no seat anywhere"));
    assert_eq!(gap(&matrix.rows, "council"), None);
    assert_eq!(gap(&matrix.rows, "old"), None, "what has ended need not sit anywhere");
    assert_eq!(gap(&matrix.columns, "group"), Some("nobody sits here"));
    assert_eq!(gap(&matrix.columns, "forum"), None, "its members are counted, not named");
    assert_eq!(matrix.gaps(true).as_deref(), Some("1 partner and 1 post sit nowhere"));
    assert_eq!(matrix.gaps(false).as_deref(), Some("1 group has nobody on it"));

    let matrix = Matrix::new(&map(), Topic::Work);
    assert_eq!(gap(&matrix.rows, "sport"), Some("no owner"));
    assert_eq!(matrix.gaps(true).as_deref(), Some("1 strand has no owner"));
    assert_eq!(gap(&matrix.columns, "group"), Some("no certain strand"), "that it delivers one is unclear");

    let matrix = Matrix::new(&map(), Topic::Themes);
    assert_eq!(matrix.gaps(false).as_deref(), Some("2 themes are carried by nobody"));
    assert_eq!(matrix.rows[0].full_name(), "Trust Board, board, no theme");
    assert_eq!(Matrix::new(&Map::default(), Topic::Seats).gaps(true), None);
}

#[test]
fn a_strand_that_is_only_delivered_has_no_owner() {
    let delivered = Edit::put(link(LinkKind::Delivers, "board", "sport"));
    let map = apply(&map(), &[delivered]).expect("a sound map");
    let matrix = Matrix::new(&map, Topic::Work);
    assert_eq!(matrix.rows[place(&matrix.rows, "sport")].gap, Some("no owner"));
    let mut planned = link(LinkKind::Owns, "board", "sport");
    planned.status = LinkStatus::Proposed;
    let map = apply(&map, &[Edit::put(planned)]).expect("a sound map");
    assert_eq!(Matrix::new(&map, Topic::Work).gaps(true).as_deref(), Some("1 strand has no owner"), "only planned");
    assert_eq!(Matrix::new(&map, Topic::Work).rows[1].gap, Some("no certain owner"));
    let mut sport = Node::clone(map.nodes.get("sport").expect("a strand"));
    sport.status = NodeStatus::Proposed;
    let map = apply(&map, &[Edit::put(sport)]).expect("a sound map");
    assert_eq!(Matrix::new(&map, Topic::Work).gaps(true), None, "both are to come");
}

#[test]
fn clicks_go_round_seat_chair_nothing() {
    let found = round(map(), Topic::Seats, "police", "board", &[How::Next; 4]);
    same(
        &found,
        &[
            ("M", "add that Police is a member of Trust Board"),
            ("C", "make it that Police chairs Trust Board"),
            ("", "remove line: Police chairs Trust Board"),
            ("M", "add that Police is a member of Trust Board"),
        ],
    );
}

#[test]
fn clicks_go_round_owns_delivers_scrutinises_nothing() {
    let found = round(map(), Topic::Work, "sport", "group", &[How::Next; 4]);
    same(
        &found,
        &[
            ("A", "add that Play Group owns “Sport”"),
            ("R", "make it that Play Group delivers “Sport”"),
            ("S", "make it that Play Group scrutinises “Sport”"),
            ("", "remove line: Play Group scrutinises “Sport”"),
        ],
    );
}

#[test]
fn a_click_goes_past_what_makes_no_sense() {
    let found = round(map(), Topic::Seats, "group", "board", &[How::Next; 2]);
    assert_eq!(found[0], (String::new(), "remove line: Play Group is a member of Trust Board".to_owned()));
    assert_eq!(found[1].0, "M", "a group sits, and does not chair");
    let refusal = outcome(&map(), Topic::Seats, "group", "board", How::Set(Mark::Chair)).expect_err("a group chairs");
    assert!(refusal.to_string().starts_with("that is unusual between a group and a board"), "{refusal}");
    assert!(suits(&map(), Topic::Seats, &"police".into(), &"board".into(), Mark::Chair));
    assert!(!suits(&map(), Topic::Seats, &"group".into(), &"board".into(), Mark::Chair));
}

#[test]
fn a_line_that_carries_something_goes_by_name_or_not_at_all() {
    let step_of_click = step(&map(), Topic::Seats, "council", "board", How::Next);
    assert_eq!(step_of_click.label, "remove line: Council is a member of Trust Board, with 4 seats");
    assert_eq!(step_of_click.edits, [Edit::Remove(EntryKind::Link, "council-is-a-member-of-board".into())]);
    let laden = with_evidence(&map(), "board-owns-play");
    let click = step(&laden, Topic::Work, "play", "board", How::Next);
    assert_eq!(click.label, "remove line: Trust Board owns “Play”, with its evidence");
    let letter = step(&laden, Topic::Work, "play", "board", How::Set(Mark::Delivers));
    assert_eq!(
        letter.label,
        "make it that Trust Board delivers “Play”; remove line: Trust Board owns “Play”, with its evidence"
    );
    let beside = step(&laden, Topic::Work, "play", "board", How::Switch(Mark::Delivers));
    assert_eq!(beside.label, "add that Trust Board delivers “Play”");
    let unclear = step(&map(), Topic::Work, "play", "group", How::Next);
    assert_eq!(unclear.label, "remove line: Play Group delivers “Play”, with the mark that it is unclear");
}

#[test]
fn letters_set_one_mark_and_shift_adds_another() {
    use How::{Clear, Set, Switch};
    let hows = [Set(Mark::Scrutinises), Set(Mark::Owns), Switch(Mark::Delivers), Switch(Mark::Owns), Clear];
    let found = round(map(), Topic::Work, "sport", "board", &hows);
    let cells: Vec<&str> = found.iter().map(|(cell, _)| cell.as_str()).collect();
    assert_eq!(cells, ["S", "A", "A R", "R", ""]);
    let both = round(map(), Topic::Seats, "director", "board", &[Set(Mark::Chair), Switch(Mark::Seat), Clear]);
    assert_eq!(both[1].0, "M C");
    assert_eq!(both[2].1, "remove 2 lines: Director chairs Trust Board; Director is a member of Trust Board");
    for how in [Set(Mark::Owns), Clear] {
        let (row, column) = if how == Clear { ("sport", "board") } else { ("play", "board") };
        assert!(outcome(&map(), Topic::Work, row, column, how).is_err(), "{how:?} changes nothing");
    }
}

#[test]
fn a_letter_makes_certain_what_was_unclear() {
    let found = round(map(), Topic::Work, "play", "group", &[How::Set(Mark::Delivers)]);
    same(&found, &[("R", "make it certain that Play Group delivers “Play”")]);
}

#[test]
fn money_is_no_part_of_the_round_but_goes_when_the_cell_is_cleared() {
    let mut grant = link(LinkKind::Funds, "council", "play");
    grant.amount = Some(1500.into());
    let map = apply(&map(), &[Edit::put(grant)]).expect("a sound map");
    let found =
        round(map, Topic::Work, "play", "council", &[How::Next, How::Set(Mark::Delivers), How::Next, How::Clear]);
    let cells: Vec<&str> = found.iter().map(|(cell, _)| cell.as_str()).collect();
    assert_eq!(cells, ["A F", "R F", "S F", ""]);
    assert_eq!(found[3].1, "remove 2 lines: Council funds “Play”, with 1500; Council scrutinises “Play”");
}

#[test]
fn themes_are_put_on_and_taken_off() {
    let found = round(map(), Topic::Themes, "group", "be-healthy", &[How::Next, How::Next, How::Set(Mark::Carries)]);
    same(
        &found,
        &[
            ("✓", "let Play Group carry Be healthy"),
            ("", "let Play Group no longer carry Be healthy"),
            ("✓", "let Play Group carry Be healthy"),
        ],
    );
    assert!(outcome(&map(), Topic::Themes, "group", "be-healthy", How::Clear).is_err());
    assert!(outcome(&map(), Topic::Themes, "group", "gone", How::Next).is_err());
}

#[test]
fn what_is_gone_or_is_one_thing_twice_is_refused() {
    assert!(outcome(&map(), Topic::Seats, "gone", "board", How::Next).is_err());
    let refusal = outcome(&map(), Topic::Seats, "group", "group", How::Next).expect_err("itself");
    assert!(refusal.to_string().contains("Play Group is both here"), "{refusal}");
}

#[test]
fn every_step_changes_something_and_has_a_name() {
    let map = map();
    for topic in Topic::ALL {
        let matrix = Matrix::new(&map, topic);
        for (row, column) in matrix.rows.iter().flat_map(|row| matrix.columns.iter().map(move |column| (row, column))) {
            let hows = topic.marks().iter().flat_map(|mark| [How::Set(*mark), How::Switch(*mark)]);
            for how in hows.chain([How::Next, How::Clear]) {
                let Ok(step) = next(&map, topic, &row.id, &column.id, how) else { continue };
                let after = apply(&map, &step.edits).expect("a sound map");
                assert_ne!(after, map, "{how:?} of {} and {} does nothing", row.name, column.name);
                assert_eq!(after.nodes.len(), map.nodes.len());
                assert!(!step.label.is_empty() && !step.label.ends_with('.'));
            }
        }
    }
}

#[test]
fn several_cells_are_changed_in_one_step() {
    let cells = |pairs: &[(&str, &str)]| -> Vec<(Id, Id)> {
        pairs.iter().map(|(row, column)| ((*row).into(), (*column).into())).collect()
    };
    let wide = cells(&[("group", "be-healthy"), ("group", "stay-safe"), ("police", "stay-safe")]);
    let step = next_of_many(&map(), Topic::Themes, &wide, How::Set(Mark::Carries)).expect("a step");
    let after = apply(&map(), &step.edits).expect("a sound map");
    assert_eq!(after.nodes.get("group").map(|node| node.themes.len()), Some(2), "one cell does not undo the other");
    assert_eq!(after.nodes.get("police").map(|node| node.themes.len()), Some(1));
    assert!(step.label.starts_with("change 3 cells: let Play Group carry Be healthy; "), "{}", step.label);

    let some_empty = cells(&[("play", "board"), ("sport", "board")]);
    let step = next_of_many(&map(), Topic::Work, &some_empty, How::Clear).expect("a step");
    assert_eq!(step.label, "remove line: Trust Board owns “Play”");
    assert!(next_of_many(&map(), Topic::Work, &some_empty[1..], How::Clear).is_err());
    assert!(next_of_many(&map(), Topic::Work, &[], How::Clear).is_err());
}

#[test]
fn a_number_says_how_many_seats_and_keeps_the_rest() {
    let found =
        round(map(), Topic::Seats, "police", "board", &[How::Seats(2), How::Seats(3), How::Switch(Mark::Chair)]);
    assert_eq!(found[0], ("2".to_owned(), "make it that Police has 2 seats on Trust Board".to_owned()));
    assert_eq!((found[1].0.as_str(), found[2].0.as_str()), ("3", "3 C"));
    let laden = with_evidence(&map(), "council-is-a-member-of-board");
    let after = apply(&laden, &step(&laden, Topic::Seats, "council", "board", How::Seats(5)).edits).expect("a map");
    let link = after.links.get("council-is-a-member-of-board").expect("the same line");
    assert_eq!((link.seats, link.evidence.len()), (Some(5), 1));
    assert!(outcome(&map(), Topic::Seats, "council", "board", How::Seats(4)).is_err(), "it has 4");
    assert!(outcome(&map(), Topic::Work, "play", "board", How::Seats(4)).is_err());
    assert!(outcome(&map(), Topic::Themes, "group", "be-healthy", How::Seats(4)).is_err());
}

#[test]
fn what_is_off_the_map_has_no_cell_and_fills_the_gap_at_its_other_end() {
    let mut map = map();
    let gap = |map: &Map, topic, row: &str| {
        let matrix = Matrix::new(map, topic);
        matrix.rows[place(&matrix.rows, row)].gap
    };
    assert_eq!(gap(&map, Topic::Work, "sport"), Some("no owner"));
    assert_eq!(gap(&map, Topic::Seats, "police"), Some("no seat anywhere"));
    for (kind, node, end) in [(LinkKind::Owns, "sport", End::From), (LinkKind::MemberOf, "police", End::To)] {
        let line = link(kind, node, node).led_off_map(end, "Home Office").expect("an end");
        map.links.put(line);
    }
    for (topic, row) in [(Topic::Work, "sport"), (Topic::Seats, "police")] {
        assert_eq!(gap(&map, topic, row), None);
        let matrix = Matrix::new(&map, topic);
        assert!(!ids(&matrix.columns).contains(&row), "a line to itself would give it a column");
        assert_eq!(matrix.rows[place(&matrix.rows, row)].marks, 0);
    }
}

#[test]
fn a_seat_is_told_by_its_role_where_it_is_not_like_the_others() {
    let seat = |role: Option<SeatRole>, seats: Option<u32>, voting: Option<bool>| {
        let link = Link { role, seats, voting, ..link(LinkKind::MemberOf, "council", "board") };
        let placed = Placed::of(&link, Mark::Seat);
        (placed.short(), placed.words())
    };
    let told = |short: &str, words: &str| (short.to_owned(), words.to_owned());
    assert_eq!(seat(None, None, None), told("M", "member"));
    assert_eq!(seat(Some(SeatRole::Member), Some(2), Some(true)), told("2", "2 seats"));
    assert_eq!(seat(Some(SeatRole::Observer), None, Some(false)), told("O", "observer, without a vote"));
    assert_eq!(seat(Some(SeatRole::Deputy), Some(1), None), told("1", "1 seat as deputy"));
    assert_eq!(seat(Some(SeatRole::Lead), None, None), told("L", "lead"));
    assert_eq!(seat(Some(SeatRole::Adviser), None, None), told("Ad", "adviser"));
}
