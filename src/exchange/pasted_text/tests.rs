//! What pasted text becomes, what is said about it, and that no text whatever breaks it.

use proptest::prelude::*;

use super::*;
use crate::exchange::boardwalk_file;
use crate::model::{LinkKind, NodeKind, NodeStatus, invariants};

/// Reads a text, and writes nodes and lines of the map one a line: "board trust-board", "a chairs b"; then the notes.
fn sketch(text: &str) -> (String, Vec<String>) {
    let (map, notes) = read(text).unwrap_or_else(|error| panic!("{error}"));
    let mut lines: Vec<String> =
        map.nodes.iter().map(|node| format!("{} {}: {}", node.kind.word(), node.id, node.name)).collect();
    lines.extend(map.links.iter().map(|link| format!("{} {} {}", link.from, link.kind.word(), link.to)));
    (lines.join("\n"), notes.iter().map(ToString::to_string).collect())
}

#[track_caller]
fn check(text: &str, expected: &[&str], notes: &[&str]) {
    let found = sketch(text);
    assert_eq!(found.0.lines().collect::<Vec<_>>(), expected, "nodes and lines");
    assert_eq!(found.1, notes, "notes");
}

#[track_caller]
fn refuses(text: &str, expected: &str) {
    let error = read(text).expect_err("a refusal").to_string();
    assert_eq!(error, expected);
}

#[test]
fn three_columns_need_no_heading() {
    check(
        "Parenting Group; Trust Board; Lead Member for Children\nTrust Board; The Council\n",
        &[
            "post lead-member-for-children: Lead Member for Children",
            "group parenting-group: Parenting Group",
            "partner the-council: The Council",
            "board trust-board: Trust Board",
            "lead-member-for-children chairs parenting-group",
            "parenting-group reports to trust-board",
            "trust-board reports to the-council",
        ],
        &[],
    );
}

#[test]
fn names_that_are_words_of_headings_are_no_heading() {
    check(
        "Forum; Board; Chair\n",
        &[
            "board board: Board",
            "post chair: Chair",
            "group forum: Forum",
            "chair chairs forum",
            "forum reports to board",
        ],
        &[],
    );
}

#[test]
fn headings_stand_in_any_order_and_unknown_ones_become_fields() {
    let text = "Status\tName\tReports to\tMembers\tThemes\tWard\n\
                on hold\tYouth Forum\tTrust Board\tPolice / School Council | Parents' Voice\tBe healthy; Stay safe\tNorth\n";
    let (map, notes) = read(text).expect("a map");
    assert_eq!(notes, []);
    let forum = map.nodes.get("youth-forum").expect("the forum");
    assert_eq!(forum.status, NodeStatus::Dormant);
    assert_eq!(forum.fields.get("Ward").map(String::as_str), Some("North"));
    let themes: Vec<&str> = forum.themes.iter().map(|theme| map.name(theme.as_str())).collect();
    assert_eq!(themes, ["Be healthy", "Stay safe"]);
    let members: Vec<&str> = map
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::MemberOf)
        .map(|link| map.name(link.from.as_str()))
        .collect();
    assert_eq!(members, ["Parents' Voice", "Police", "School Council"]);
}

#[test]
fn the_same_name_is_the_same_body() {
    check(
        "AIM Group;trust  board\nTrust Board;\nYouth Group; TRUST BOARD; aim group\n",
        &[
            "group aim-group: AIM Group",
            "board trust-board: Trust Board",
            "group youth-group: Youth Group",
            "aim-group chairs youth-group",
            "aim-group reports to trust-board",
            "youth-group reports to trust-board",
        ],
        &[],
    );
}

#[test]
fn a_second_line_about_the_same_adds_and_does_not_overwrite() {
    let text = "name,remit,sector\nForum,First,\nforum,Second,schools\n";
    let (map, notes) = read(text).expect("a map");
    let forum = map.nodes.get("forum").expect("the forum");
    assert_eq!((forum.remit.as_deref(), forum.sector.as_deref()), (Some("First"), Some("schools")));
    let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "the columns are parted by commas, since every line has one",
            "line 3: \"forum\" stands in line 2 too: both lines are about the same one",
            "line 3: \"Second\" was left out, because line 2 says something else of Forum",
        ]
    );
}

#[test]
fn what_is_not_clear_is_told_with_its_line() {
    let text =
        "name; status; kind; reports to\nAIM; ?; ; \nForum; active; thing; Forum\nBoard; active; board; AIM; what else";
    let notes = sketch(text).1;
    assert_eq!(
        notes,
        [
            "line 2: no word of \"AIM\" says what it is; taken as a group",
            "line 2: \"?\" under status is not known; taken as active",
            "line 3: \"thing\" under kind is not known; Forum is taken as a group",
            "line 3: Forum cannot be in a line with itself; the line was left out",
            "line 4: \"what else\" stands in a column that has no name, and was left out; a heading row can name it",
        ]
    );
}

#[test]
fn every_cell_that_no_column_takes_is_told() {
    let notes = sketch("Forum; Trust Board; Lead Member; Dr Lee; weekly").1;
    let told =
        "\"Dr Lee\" and \"weekly\" stand in columns that have no names, and were left out; a heading row can name them";
    assert!(notes.iter().any(|note| note.ends_with(told)), "{notes:?}");
}

#[test]
fn a_strand_has_an_owner_where_others_report() {
    check(
        "Name; Reports to; Owns\nParenting plan; Parenting Group\nParenting Group; ; Parent survey / Family Hub Board\nFamily Hub Board;;",
        &[
            "board family-hub-board: Family Hub Board",
            "strand parent-survey: Parent survey",
            "group parenting-group: Parenting Group",
            "strand parenting-plan: Parenting plan",
            "parenting-group owns parent-survey",
            "parenting-group owns parenting-plan",
        ],
        &[
            "line 2: Parenting plan is a strand: Parenting Group is taken as its owner",
            "line 3: Family Hub Board is no strand, so that nobody owns it; the line was left out",
        ],
    );
}

#[test]
fn names_keep_their_commas_slashes_quotes_and_line_ends() {
    check(
        "Children, Families and Learning Board\n- Drugs/Alcohol Team\n",
        &[
            "board children-families-and-learning-board: Children, Families and Learning Board",
            "group drugs-alcohol-team: Drugs/Alcohol Team",
        ],
        &[],
    );
    check(
        "name;members\n\"Team; North\";\"Drugs/Alcohol Team\"\nDrugs/Alcohol Team;The \"Hub\" Forum\n",
        &[
            "group drugs-alcohol-team: Drugs/Alcohol Team",
            "group team-north: Team; North",
            "group the-hub-forum: The \"Hub\" Forum",
            "drugs-alcohol-team is a member of team-north",
            "the-hub-forum is a member of drugs-alcohol-team",
        ],
        &[],
    );
}

#[test]
fn lists_with_commas_are_several() {
    let text = "Name\tReports to\tMembers\n\
                Trust Board\tBorough Executive\tHarbour Police, Harbour Health Trust, Schools Forum\n\
                Youth Group\tTrust Board, Schools Forum\tHarbour Police; Harbour Health Trust\n";
    check(
        text,
        &[
            "board borough-executive: Borough Executive",
            "partner harbour-health-trust: Harbour Health Trust",
            "partner harbour-police: Harbour Police",
            "group schools-forum: Schools Forum",
            "board trust-board: Trust Board",
            "group youth-group: Youth Group",
            "harbour-health-trust is a member of trust-board",
            "harbour-health-trust is a member of youth-group",
            "harbour-police is a member of trust-board",
            "harbour-police is a member of youth-group",
            "schools-forum is a member of trust-board",
            "trust-board reports to borough-executive",
            "youth-group reports to schools-forum",
            "youth-group reports to trust-board",
        ],
        &[
            "line 2: \"Harbour Police, Harbour Health Trust, Schools Forum\" under members is taken as 3 names: give it \
             a line of its own if it is one",
            "line 3: \"Trust Board, Schools Forum\" under reports to is taken as 2 names: give it a line of its own if \
             it is one",
        ],
    );
    check(
        "Name\tMembers\nForum\tChildren, Families and Learning Board\n",
        &[
            "board children-families-and-learning-board: Children, Families and Learning Board",
            "group forum: Forum",
            "children-families-and-learning-board is a member of forum",
        ],
        &[
            "line 2: \"Children, Families and Learning Board\" under members is taken as one name: put semicolons between \
           them if they are several",
        ],
    );
}

#[test]
fn a_name_that_is_typed_otherwise_is_the_same_body() {
    let text = "Name\tReports to\tChair\n\
                Children's Trust Board\tBorough Executive\tLead Member for Children's Services\n\
                Youth Group\tChildren’s Trust Board\tLead Member for Children’s Services\n\
                Équipe Board\tChildren's Trust Board\t\n\
                Play Group\tE\u{301}quipe Board\t\n\
                Arts Group\tChildren's Trust\u{200b} Board\t\n\
                Sport Group\tThe Children's Trust Board\t\n";
    let (map, notes) = read(text).expect("a map");
    assert_eq!(map.nodes.iter().filter(|node| node.is_body()).count(), 7);
    assert_eq!(map.nodes.len(), 8, "and one post");
    assert_eq!(notes, []);
}

#[test]
fn numbers_before_names_are_none_of_theirs() {
    let text = "1. Trust Board; Borough Executive; Lead Member\n\
                1.1 Youth Group; Trust Board; Head of Youth\n\
                1.2 Play Group; 1. Trust Board; Head of Play\n";
    let names = |text: &str| -> Vec<String> {
        read(text).expect("a map").0.nodes.iter().map(|node| node.name.clone()).collect()
    };
    let expected = [
        "Borough Executive",
        "Head of Play",
        "Head of Youth",
        "Lead Member",
        "Play Group",
        "Trust Board",
        "Youth Group",
    ];
    assert_eq!(names(text), expected);
    assert_eq!(names("1 Trust Board\n2 Youth Group"), ["Trust Board", "Youth Group"]);
    assert_eq!(names("(a) Trust Board\nb) Youth Group\n(3) Play Group"), ["Play Group", "Trust Board", "Youth Group"]);
    assert_eq!(names("2 Rivers Board\nYouth Group"), ["2 Rivers Board", "Youth Group"], "that is its name");
}

#[test]
fn known_columns_become_the_maps_own_fields() {
    let text = "Name;Reports to;Since;Until;Members in number;Meetings a year\n\
                Trust Board;Borough Executive;2010;2012-03;12;4\nYouth Group;Trust Board;2011-04;;8;soon\n";
    let (map, notes) = read(text).expect("a map");
    let board = map.nodes.get("trust-board").expect("the board");
    let shown = |when: Option<crate::model::When>| when.map(|when| when.to_string());
    assert_eq!((shown(board.since), shown(board.until)), (Some("2010".into()), Some("2012-03".into())));
    assert_eq!((board.size, board.meets.is_some()), (Some(12), true));
    let group = map.nodes.get("youth-group").expect("the group");
    assert_eq!((shown(group.since), group.size), (Some("2011-04".into()), Some(8)));
    assert_eq!(group.fields.get("meetings a year").map(String::as_str), Some("soon"), "nothing is lost");
    let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes, ["line 3: \"soon\" is no number: write digits, such as 4 or 1.5; kept as a field of its own"]);
}

#[test]
fn quotation_marks_of_a_name_stay_and_one_that_is_left_open_is_told() {
    check(
        "Name\tReports to\n\"Youth Voice\" Panel\tBorough Executive\nPlay Group\t\"Youth Voice\" Panel\n",
        &[
            "board borough-executive: Borough Executive",
            "group play-group: Play Group",
            "board youth-voice-panel: \"Youth Voice\" Panel",
            "play-group reports to youth-voice-panel",
            "youth-voice-panel reports to borough-executive",
        ],
        &[],
    );
    check(
        "Board; Council\n\n\"Forum; Board\nTeam; Board\n",
        &[
            "board board: Board",
            "partner council: Council",
            "group forum: Forum",
            "group team: Team",
            "board reports to council",
            "forum reports to board",
            "team reports to board",
        ],
        &["line 3: a quotation mark opens a cell here, and none closes it; it was left out"],
    );
}

#[test]
fn what_stands_for_nothing_is_no_body() {
    let text = "Name; Reports to; Chair; Members; Since\n\
                Trust Board; None; Vacant; -; TBC\nYouth Group; N/A; TBC; Police / ?; ?\nTBC; Trust Board\n";
    check(
        text,
        &[
            "partner police: Police",
            "board trust-board: Trust Board",
            "group youth-group: Youth Group",
            "police is a member of youth-group",
        ],
        &[
            "line 2: \"None\" under reports to names nobody; it was left out",
            "line 2: \"Vacant\" under chair names nobody; it was left out",
            "line 3: \"N/A\" under reports to names nobody; it was left out",
            "line 3: \"TBC\" under chair names nobody; it was left out",
            "line 3: \"?\" under members names nobody; it was left out",
            "line 4: \"TBC\" is no name; the line was left out",
        ],
    );
}

#[test]
fn titles_other_headings_merged_cells_and_stray_semicolons_are_understood() {
    let text = "Partnership structure 2011\t\t\n\nName of group\tWho does it report to?\tWho chairs it?\n\
                Trust Board\tBorough Executive\tLead Member\n\t\tDeputy Leader\n";
    let (map, notes) = read(text).expect("a map");
    assert_eq!(map.title, "Partnership structure 2011");
    let lines: Vec<String> = map.links.iter().map(|link| link.id.to_string()).collect();
    assert_eq!(
        lines,
        [
            "deputy-leader-chairs-trust-board",
            "lead-member-chairs-trust-board",
            "trust-board-reports-to-borough-executive"
        ]
    );
    let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "line 1: \"Partnership structure 2011\" stands above the headings: it is taken as the title",
            "line 3: \"Name of group\" is taken as name",
            "line 3: \"Who does it report to?\" is taken as reports to",
            "line 3: \"Who chairs it?\" is taken as chair",
            "line 5: there is no name here: taken as more about Trust Board, which stands above",
        ]
    );
    let (map, _) =
        read("Trust Board, Council, Leader\nPlay Group, Trust Board, Head; Play\nA Group, Trust Board, Head")
            .expect("a map");
    assert!(map.nodes.contains("council") && !map.nodes.contains("trust-board-council-leader"), "parted by commas");
    assert_eq!(
        sketch("Subgroup; Board\nSub-group; Board\n").1,
        ["line 2: \"Sub-group\" is nearly \"Subgroup\": they are taken as two"]
    );
}

#[test]
fn kinds_are_told_by_the_word_that_names_the_thing() {
    for (name, kind) in [
        ("Board of Directors", Some(NodeKind::Board)),
        ("Director of Children's Services", Some(NodeKind::Post)),
        ("Directors' Group", Some(NodeKind::Group)),
        ("Chief Executive", Some(NodeKind::Post)),
        ("Chief Executives' Group", Some(NodeKind::Group)),
        ("Children's Trust Executive", Some(NodeKind::Board)),
        ("Police and Crime Panel", Some(NodeKind::Board)),
        ("Health and Wellbeing Board", Some(NodeKind::Board)),
        ("Primary Care Trust", Some(NodeKind::Partner)),
        ("Teenage Pregnancy Task Force", Some(NodeKind::Group)),
        ("Police force", Some(NodeKind::Partner)),
        ("Secondary Schools", Some(NodeKind::Partner)),
        ("Local Authorities", Some(NodeKind::Partner)),
        ("Cllr A. Person", Some(NodeKind::Post)),
        ("Anti-bullying strategy", Some(NodeKind::Strand)),
        ("Anti-bullying Strategy Group (North)", Some(NodeKind::Group)),
        ("AIM", None),
        ("", None),
    ] {
        assert_eq!(words::kind(name), kind, "{name}");
    }
}

#[test]
fn what_cannot_be_read_says_where_and_what_to_do() {
    let example =
        "there is nothing to read yet: write one body a line, such as: Parenting Group; Trust Board; Lead Member";
    refuses(" \n\n", example);
    refuses("Name; Reports to\n", example);
    refuses("\n;Trust Board\n", "line 2: the name is missing: write it into the first column, or take the line out");
    refuses(
        "Kind; Status\nboard; active",
        "line 1: this is a heading row, but none of its columns is called name: call one so",
    );
    refuses(
        &format!("Board;{}", "x".repeat(LONGEST_NAME + 1)),
        "line 1: a name has 301 letters, and 300 is the most: put the rest under remit or notes",
    );
    refuses(
        &"x\n".repeat(MOST_LINES + 1),
        "the text has 2001 lines, and 2000 is the most that can be read: paste it in parts",
    );
    assert_eq!(read(&"x".repeat(MOST_BYTES + 1)), Err(PastedError::TooLong(MOST_BYTES + 1)));
    let many: String = (0..MOST_NAMES).map(|number| format!("|{number}")).collect();
    assert_eq!(read(&format!("name;members\nBoard;B{many}")), Err(PastedError::TooManyNames { line: 2 }));
}

#[test]
fn names_in_other_scripts_have_ids_too() {
    let names: String = (0..MOST_NAMES)
        .map(|number| format!("板 {}\n", "一".repeat(number % 40 + 1) + &"二".repeat(number / 40)))
        .collect();
    let (map, _) = read(&names).expect("a map");
    assert_eq!(map.nodes.len(), MOST_NAMES);
    assert!(map.nodes.contains("node") && map.nodes.contains("node-2000"));
}

#[test]
fn marks_that_turn_the_writing_round_stay_as_they_are() {
    let (map, _) = read("Board \u{202e}draoB\u{202c}; \u{200f}Council").expect("a map");
    let names: Vec<&str> = map.nodes.iter().map(|node| node.name.as_str()).collect();
    assert!(names.contains(&"Board \u{202e}draoB\u{202c}"), "{names:?}");
    assert!(names.contains(&"\u{200f}Council"), "{names:?}");
}

/// Texts in which something is likely to happen: the words and marks that the reader looks for.
fn likely() -> impl Strategy<Value = String> {
    let words = [
        "Name",
        "reports to",
        "chair",
        "members",
        "status",
        "themes",
        "owns",
        "kind",
        "Board",
        "board",
        "Forum",
        "Plan",
        "Cllr",
        "?",
        "ended",
        "of",
        "and",
        "\"",
        "\"\"",
        ";",
        "\t",
        ",",
        "|",
        "/",
        "\n",
        "\r",
        "\r\n",
        " ",
        "-",
        "é",
        "板",
        "\u{202e}",
        "\u{feff}",
        "\0",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..60).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_text_gives_a_sound_map_or_a_refusal(text in prop_oneof![any::<String>(), likely()]) {
        if let Ok((map, notes)) = read(&text) {
            prop_assert_eq!(invariants::problems(&map), vec![]);
            prop_assert!(!map.nodes.is_empty());
            let lines = text.split(['\n', '\r']).count();
            prop_assert!(notes.iter().all(|note| note.line.is_none_or(|line| line <= lines)));
            let written = boardwalk_file::write(&map);
            prop_assert_eq!(boardwalk_file::read(written.as_bytes()).expect("it can be read again"), map);
        }
    }
}
