//! Closing, row by row: what hangs on a body, and what each answer does to it.

use super::*;
use crate::editing::test_map::{done, lines, map, refusal};
use crate::model::{LinkStatus, StrandKind};

fn ends(reason: &str) -> Answer {
    Answer { fate: Fate::Ends, reason: reason.to_owned() }
}

fn to(taker: &str) -> Answer {
    Answer { fate: Fate::To(taker.into()), reason: "agreed in May".to_owned() }
}

fn closing(way: Way) -> Closing {
    Closing { body: "board".into(), way, reason: "Wound up".to_owned(), since: "2011-06".parse().ok() }
}

fn changed<T: Clone>(record: &std::sync::Arc<T>, change: impl FnOnce(&mut T)) -> T {
    let mut record = T::clone(record);
    change(&mut record);
    record
}

fn change_link(map: &mut Map, id: &str, change: impl FnOnce(&mut Link)) {
    let link = changed(map.links.get(id).expect("a line"), change);
    map.links.put(link);
}

fn change_node(map: &mut Map, id: &str, change: impl FnOnce(&mut Node)) {
    let node = changed(map.nodes.get(id).expect("a card"), change);
    map.nodes.put(node);
}

fn town() -> Map {
    let cards = "partner Council, board Board, board Heir, group Group, group Old Group, post Chair, partner Police, \
                 partner School, strand Play, strand Sport, strand Duty, strand Done, group Panel";
    let drawn = "Board reports_to Council, Group reports_to Board, Panel part_of Board, Chair chairs Board, \
                 Police member_of Board, Police member_of Heir, School member_of Board, Board owns Play, \
                 Board delivers Play, Board delivers Sport, Board owns Duty, Board owns Done, Board chairs Panel, \
                 Board member_of Heir, Board scrutinises Group, Panel scrutinises Board, Council funds Board, \
                 Board funds Play, Board informs Heir, Police informs Board, Old Group absorbed_into Board, \
                 Group member_of Panel";
    let mut town = map(cards, drawn);
    change_node(&mut town, "duty", |node| node.strand_kind = Some(StrandKind::Duty));
    change_node(&mut town, "done", |node| node.status = NodeStatus::Ended);
    change_node(&mut town, "old-group", |node| node.status = NodeStatus::Ended);
    change_link(&mut town, "school-member-of-board", |link| link.required = Some(true));
    change_link(&mut town, "group-member-of-panel", |link| link.on_behalf_of = Some("board".into()));
    change_link(&mut town, "council-funds-board", |link| {
        (link.amount, link.currency) = (Some(60_000.into()), Some("GBP".into()));
    });
    change_link(&mut town, "group-member-of-panel", |link| link.on_behalf_of = Some("board".into()));
    town
}

/// The rows as "part: name, words".
fn told(map: &Map) -> Vec<String> {
    let body = Id::from("board");
    let rows = hanging(map, &body);
    rows.iter().map(|row| format!("{:?}: {}, {}", row.part, row.name(map, &body), row.words(map))).collect()
}

fn row(map: &Map, name: &str, part: Part) -> Hanging {
    let body = Id::from("board");
    let mut rows = hanging(map, &body).into_iter();
    rows.find(|row| row.name(map, &body) == name && row.part == part).expect("a row")
}

#[test]
fn all_that_hangs_on_a_body_is_listed_once_part_by_part() {
    let mut town = town();
    let expected = [
        "Law: Duty, owned · a duty by law",
        "Law: School, sits on it · its only seat: its voice is lost altogether · required",
        "Strands: Play, owned and delivered",
        "Strands: Sport, delivered",
        "Below: Group, answers to it",
        "Below: Panel, is part of it",
        "Members: Chair, chairs it · its only seat: its voice is lost altogether",
        "Members: Police, sits on it",
        "Seats: Group, speaks for it on Panel",
        "Seats: Heir, it sits there",
        "Seats: Panel, it chairs this",
        "Scrutiny: Group, it scrutinises this",
        "Scrutiny: Panel, scrutinises it",
        "Money: Council, pays it £60,000",
        "Money: Play, it pays",
        "Advice: Heir, it informs this",
        "Advice: Police, informs it",
        "Successors: Old Group, went into it",
    ];
    assert_eq!(told(&town), expected);
    change_node(&mut town, "board", |node| node.statutory = Some(true));
    assert_eq!(told(&town)[0], "Law: Board, the law requires it");
    let off_map =
        Link { from_off_map: Some("Ministry".into()), ..Link::new("grant", LinkKind::Funds, "board", "board") };
    town.links.put(off_map);
    assert!(told(&town).contains(&"Money: Ministry, pays it".to_owned()), "what is off the map hangs on it too");
}

#[test]
fn what_ends_or_is_taken_over_lapses_and_the_taker_has_a_line_of_its_own() {
    let town = town();
    let answers = [
        (row(&town, "Play", Part::Strands), to("heir")),
        (row(&town, "Sport", Part::Strands), ends("nobody needs it")),
        (row(&town, "Duty", Part::Law), ends("")),
        (row(&town, "Group", Part::Below), to("heir")),
    ];
    let step = step(&town, &closing(Way::Ends), &answers).expect("a step");
    assert_eq!((step.label.as_str(), step.chosen.as_slice()), ("close Board", &["board".into()][..]));
    let after = done(&town, Ok(step));
    let board = after.nodes.get("board").expect("the board stays on the map");
    assert_eq!((board.status, board.status_note.as_deref()), (NodeStatus::Ended, Some("Wound up")));
    assert_eq!(board.until, "2011-06".parse().ok());
    let old = after.links.get("board-owns-play").expect("it stays as what it was");
    assert_eq!((old.status, old.note.as_deref(), old.until), (LinkStatus::Lapsed, Some("agreed in May"), board.until));
    let new = after.links.get("heir-owns-play").expect("the taker's line");
    assert_eq!((new.status, new.note.as_deref(), new.since), (LinkStatus::Active, Some("agreed in May"), board.until));
    assert!(after.links.contains("heir-delivers-play") && after.links.contains("group-reports-to-heir"));
    assert_eq!(after.nodes.get("sport").expect("it").status, NodeStatus::Active, "only its delivery ends");
    let duty = after.nodes.get("duty").expect("it");
    let ended = (NodeStatus::Ended, Some("Wound up"));
    assert_eq!(
        (duty.status, duty.status_note.as_deref()),
        ended,
        "what ends for no reason of its own ends for the whole"
    );
    for own in ["board-reports-to-council", "board-owns-done"] {
        assert_eq!(after.links.get(own).expect("it").status, LinkStatus::Lapsed, "{own} asks nobody");
    }
    let open: Vec<String> =
        told(&after).iter().map(|row| row.split(',').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(open.len(), told(&town).len() - answers.len(), "what is left open is listed again: {open:?}");
    let again = super::step(&after, &closing(Way::Ends), &[]);
    assert!(refusal(again).contains("closed already, and nothing is answered"));
}

#[test]
fn every_answer_bears_its_reason_and_what_has_none_that_of_the_whole() {
    let town = town();
    let answers = [(row(&town, "Play", Part::Strands), to("heir")), (row(&town, "Police", Part::Members), ends(" "))];
    let step = step(&town, &closing(Way::Ends), &answers).expect("a step");
    let reason = |id: &str| {
        step.edits.iter().find_map(|edit| match edit {
            Edit::Reason(_, of, reason) if of.as_str() == id => Some(reason.as_str()),
            _ => None,
        })
    };
    for (id, expected) in [
        ("board", "Wound up"),
        ("board-owns-play", "agreed in May"),
        ("heir-owns-play", "agreed in May"),
        ("police-member-of-board", "Wound up"),
        ("board-reports-to-council", "Wound up"),
    ] {
        assert_eq!(reason(id), Some(expected), "{id}");
    }
    let whole = closing(Way::Ends);
    assert!(whole.is_answered(&ends("")) && !Closing { reason: " ".into(), ..whole.clone() }.is_answered(&ends("")));
    assert!(!whole.is_answered(&Answer { fate: Fate::Waits, ..Answer::default() }), "nothing waits for what has ended");
}

#[test]
fn one_that_goes_into_another_is_followed_there() {
    let town = town();
    let answers = [
        (row(&town, "Chair", Part::Members), to("heir")),
        (row(&town, "Police", Part::Members), to("heir")),
        (row(&town, "Old Group", Part::Successors), to("heir")),
        (row(&town, "Group", Part::Seats), to("heir")),
        (row(&town, "Council", Part::Money), to("heir")),
    ];
    let step = step(&town, &closing(Way::GoesInto("heir".into())), &answers).expect("a step");
    assert_eq!(step.label, "close Board, which goes into Heir");
    let after = done(&town, Ok(step));
    let told = lines(&after);
    for line in
        ["Board is absorbed into Heir", "Chair chairs Heir", "Old Group is absorbed into Heir", "Council funds Heir"]
    {
        assert!(told.contains(&line.to_owned()), "{line}: {told:?}");
    }
    let seats = told.iter().filter(|line| *line == "Police is a member of Heir").count();
    assert_eq!(seats, 1, "who sits there already gets no second seat");
    let seat = after.links.get("group-member-of-panel").expect("the seat");
    assert_eq!(seat.on_behalf_of.as_ref().map(Id::as_str), Some("heir"));
    let paid = after.links.get("council-funds-heir").expect("the money");
    assert_eq!((paid.amount, paid.currency.as_deref()), (Some(60_000.into()), Some("GBP")));
}

#[test]
fn a_body_keeps_who_leads_it_when_the_chair_of_another_comes() {
    let mut town = town();
    town.links.put(Link::new("police-chairs-heir", LinkKind::Chairs, "police", "heir"));
    let answers = [(row(&town, "Chair", Part::Members), to("heir"))];
    let after = done(&town, step(&town, &closing(Way::Ends), &answers));
    let told = lines(&after);
    assert!(told.contains(&"Chair is a member of Heir".to_owned()), "{told:?}");
    assert!(!told.contains(&"Chair chairs Heir".to_owned()));
}

#[test]
fn one_that_is_put_on_hold_keeps_what_waits_for_it() {
    let town = town();
    let waits = Answer { fate: Fate::Waits, reason: String::new() };
    let answers = [
        (row(&town, "Police", Part::Members), waits.clone()),
        (row(&town, "Play", Part::Strands), to("heir")),
        (row(&town, "Duty", Part::Law), ends("no money this year")),
    ];
    let rests = closing(Way::Rests);
    assert!(rests.is_answered(&waits));
    let step = step(&town, &rests, &answers).expect("a step");
    assert_eq!(step.label, "put Board on hold");
    let after = done(&town, Ok(step));
    let board = after.nodes.get("board").expect("it");
    assert_eq!((board.status, board.until), (NodeStatus::Dormant, None));
    let status = |id: &str| after.links.get(id).expect("a line").status;
    assert_eq!(status("police-member-of-board"), LinkStatus::Active);
    assert_eq!(status("board-reports-to-council"), LinkStatus::Active, "it answers upward while it rests");
    assert_eq!(status("board-owns-play"), LinkStatus::Lapsed);
    assert_eq!(after.nodes.get("duty").expect("it").status, NodeStatus::Dormant, "work rests, and has not ended");
}

#[test]
fn what_the_law_requires_passes_to_who_takes_it_over() {
    let mut town = town();
    change_node(&mut town, "board", |node| node.statutory = Some(true));
    let duty = row(&town, "Board", Part::Law);
    let after = done(&town, step(&town, &closing(Way::Ends), &[(duty.clone(), to("heir"))]));
    let node = |id: &str| after.nodes.get(id).expect("a card").clone();
    assert_eq!((node("heir").statutory, node("board").statutory), (Some(true), Some(false)));
    let notes = "Was required by law; Heir does from then on what the law requires: agreed in May";
    assert_eq!(node("board").notes.as_deref(), Some(notes));
    let after = done(&town, step(&town, &closing(Way::Ends), &[(duty, ends("repealed"))]));
    assert!(hanging(&after, &"board".into()).iter().all(|row| row.tie != Tie::Duty));
}

#[test]
fn what_cannot_take_over_is_refused_in_a_sentence() {
    let mut town = town();
    let play = row(&town, "Play", Part::Strands);
    let group = row(&town, "Group", Part::Below);
    change_node(&mut town, "panel", |node| node.status = NodeStatus::Ended);
    for (row, taker, why) in [
        (&play, "board", "Play: Board is what is closed; choose another body"),
        (&group, "group", "Group: Group cannot take over its own line; choose another body"),
        (&play, "sport", "Play: a strand cannot take over from a board; choose another body"),
        (&play, "panel", "Play: Panel has ended; choose another body"),
        (&play, "gone", "Play: it is not on the map any more; choose another body"),
    ] {
        assert_eq!(refusal(step(&town, &closing(Way::Ends), &[(row.clone(), to(taker))])), why);
    }
    let into = |heir: &str| refusal(step(&town, &closing(Way::GoesInto(heir.into())), &[]));
    assert!(into("board").contains("cannot go into itself"));
    assert!(into("play").contains("a board cannot go into a strand"));
    assert!(into("panel").contains("has ended"));
    assert!(step(&town, &Closing { body: "gone".into(), ..closing(Way::Ends) }, &[]).is_err());
}

#[test]
fn work_can_be_closed_too() {
    let town = town();
    let closing = Closing { body: "play".into(), ..closing(Way::GoesInto("sport".into())) };
    let rows = hanging(&town, &closing.body);
    let told: Vec<String> = rows.iter().map(|row| row.name(&town, &closing.body)).collect();
    assert_eq!(told, ["Board"], "the money; who owns and delivers it has nothing left to own");
    let after = done(&town, step(&town, &closing, &[(rows[0].clone(), to("sport"))]));
    assert_eq!(after.links.get("board-owns-play").expect("it").status, LinkStatus::Lapsed);
    assert!(after.links.contains("play-absorbed-into-sport") && after.links.contains("board-funds-sport"));
}
