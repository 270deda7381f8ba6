//! Sheets as people keep them, imported as people do it: what their owners would expect to see on the map.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{LinkKind, Map, NodeKind, NodeStatus, SeatRole};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// What comes of a file, and what is told of it in one line.
fn imported(name: &str, bytes: &[u8]) -> (Map, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), bytes).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
    let output = command.args(["import", name, "-o", "map.boardwalk"]).current_dir(folder.path()).output();
    let output = output.expect("the program starts");
    let told = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    (map_in(folder.path()).unwrap_or_else(|| panic!("{name}: {told}")), told)
}

fn map_in(folder: &Path) -> Option<Map> {
    boardwalk_file::read(&std::fs::read(folder.join("map.boardwalk")).ok()?).ok()
}

fn csv(text: &str) -> (Map, String) {
    imported("list.csv", text.as_bytes())
}

/// A workbook of one sheet.
fn book(sheets: &[(&str, &[&[&str]])], then: impl Fn(&mut Worksheet)) -> (Map, String) {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).expect("a name");
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let (row, column) = (u32::try_from(row).expect("small"), u16::try_from(column).expect("small"));
                sheet.write(row, column, *text).expect("written");
            }
        }
    }
    then(workbook.worksheet_from_index(0).expect("a sheet"));
    imported("list.xlsx", &workbook.save_to_buffer().expect("a workbook"))
}

/// Every line of a map, in words.
fn lines(map: &Map) -> BTreeSet<String> {
    map.links.iter().map(|link| map.sentence(link)).collect()
}

fn names(map: &Map) -> BTreeSet<&str> {
    map.nodes.iter().map(|node| node.name.as_str()).collect()
}

#[track_caller]
fn has_lines(map: &Map, wanted: &[&str]) {
    let (lines, wanted): (_, BTreeSet<String>) = (lines(map), wanted.iter().map(|line| (*line).to_owned()).collect());
    assert_eq!(lines, wanted);
}

#[track_caller]
fn has_names(map: &Map, wanted: &[&str]) {
    assert_eq!(names(map), wanted.iter().copied().collect());
}

#[test]
fn sums_and_remarks_at_the_end_are_no_bodies() {
    let (map, told) = csv("Groups of the town\n\nBody,Type,Budget,Reports to\nHousing Board,Board,12000,Cabinet\n\
                           Rent Forum,Forum,500,Housing Board\nTotal,,12500,\n\nNotes: without grants\nSource: finance team\n");
    has_names(&map, &["Cabinet", "Housing Board", "Rent Forum"]);
    assert_eq!(map.title, "Groups of the town");
    for left in ["\"Total\" is a sum", "\"Notes: without grants\" is taken as a remark", "\"Source: finance team\""] {
        assert!(told.contains(left), "{left}: {told}");
    }
}

#[test]
fn a_sheet_of_remarks_or_of_words_to_choose_from_is_left_out_beside_lists() {
    let groups: &[&[&str]] =
        &[&["Group", "Chair"], &["Rent Forum", "Head of Housing"], &["Play Group", "Head of Play"]];
    let notes: &[&[&str]] = &[&["Compiled by the policy team"], &["Corrections to the office please"]];
    let choose: &[&[&str]] = &[&["Yes"], &["No"], &["TBC"]];
    let (map, told) = book(&[("Groups", groups), ("Notes", notes), ("Lookup", choose)], |_| {});
    has_names(&map, &["Head of Housing", "Head of Play", "Play Group", "Rent Forum"]);
    assert!(told.contains("Notes: the sheet is left out") && told.contains("Lookup: the sheet is left out"), "{told}");
}

#[test]
fn a_table_of_bodies_by_partners_seats_who_is_marked() {
    let table = ",Council,Police,NHS Trust\nSafer Board,X,x,\nHealth Board,X,,Chair\nYouth Forum,,,-\n";
    let seats = [
        "Council is a member of Health Board",
        "Council is a member of Safer Board",
        "NHS Trust is a member of Health Board",
        "Police is a member of Safer Board",
    ];
    let (map, told) = csv(table);
    has_lines(&map, &seats);
    has_names(&map, &["Council", "Health Board", "NHS Trust", "Police", "Safer Board", "Youth Forum"]);
    let roles: Vec<_> = map.links.iter().filter_map(|link| link.role).collect();
    assert_eq!(roles, [SeatRole::Chair], "{told}");
    // With sums, which are nobody.
    let (map, told) =
        csv("Partner,Safer Board,Health Board,Total\nCouncil,1,1,2\nPolice,1,0,1\nNHS Trust,0,1,1\nTotal,2,2,4\n");
    has_lines(&map, &seats);
    assert!(!names(&map).contains("Total"), "{told}");
    // The other way round, with a title above.
    let (map, _) = csv("Who sits on what\n\nPartner,Safer Board,Health Board\nCouncil,✓,✓\nPolice,✓,\nNHS Trust,,✓\n");
    has_lines(&map, &seats);
}

#[test]
fn a_row_for_each_seat_tells_who_sits_for_whom_and_as_what() {
    let (map, told) = csv("Name,Organisation,Board,Role\nJane Smith,Council,Health Board,Chair\n\
                           Tom Brown,NHS Trust,Health Board,Member\nJane Smith,Council,Housing Board,Finance lead\n");
    has_lines(
        &map,
        &[
            "Jane Smith is a member of Health Board",
            "Jane Smith is a member of Housing Board",
            "Tom Brown is a member of Health Board",
        ],
    );
    let kind = |id: &str| map.nodes.get(id).map(|node| node.kind);
    assert_eq!((kind("jane-smith"), kind("council")), (Some(NodeKind::Post), Some(NodeKind::Partner)), "{told}");
    let seat = |to: &str| map.links.iter().find(|link| link.to.as_str() == to && link.from.as_str() == "jane-smith");
    let health = seat("health-board").expect("a seat");
    assert_eq!(health.role, Some(SeatRole::Chair));
    assert_eq!(health.on_behalf_of.as_ref().map(|id| id.as_str()), Some("council"));
    assert_eq!(seat("housing-board").and_then(|seat| seat.note.as_deref()), Some("Finance lead"));
    assert!(!told.contains("left out"), "{told}");
}

#[test]
fn a_body_that_is_merged_over_its_members_is_named_once() {
    let rows: &[&[&str]] = &[
        &["Group", "Chair", "Member organisation", "Role"],
        &["Safe Board", "Head of Safety", "Council", "Director of Children's Services"],
        &["", "", "Police", "Observer"],
        &["Youth Board", "Head of Youth", "YMCA", "Member"],
    ];
    let (map, told) = book(&[("Sheet1", rows)], |sheet| {
        let plain = Format::new();
        for (column, text) in [(0, "Safe Board"), (1, "Head of Safety")] {
            sheet.merge_range(1, column, 2, column, text, &plain).expect("merged");
        }
    });
    has_lines(
        &map,
        &[
            "Council is a member of Safe Board",
            "Head of Safety chairs Safe Board",
            "Head of Youth chairs Youth Board",
            "Police is a member of Safe Board",
            "YMCA is a member of Youth Board",
        ],
    );
    let police = map.links.iter().find(|link| link.from.as_str() == "police").expect("a seat");
    assert_eq!(police.role, Some(SeatRole::Observer), "{told}");
    assert!(map.nodes.iter().all(|node| node.remit.is_none()) && !told.contains("left out"), "{told}");
}

#[test]
fn hierarchies_are_read_from_stairs_tabs_outlines_and_headings_of_lists() {
    let wanted = [
        "Drugs Group reports to Safer Board",
        "Health Board reports to Town Partnership",
        "Safer Board reports to Town Partnership",
        "Smoking Group reports to Health Board",
    ];
    for text in [
        "Town Partnership,,\n,Health Board,\n,,Smoking Group\n,Safer Board,\n,,Drugs Group\n",
        "Town Partnership\n\tHealth Board\n\t\tSmoking Group\n\tSafer Board\n\t\tDrugs Group\n",
        "Governance structure\nTown Partnership\n  Health Board\n    Smoking Group\n  Safer Board\n    Drugs Group\n",
        "No,Body\n1,Town Partnership\n1.1,Health Board\n1.1.1,Smoking Group\n1.2,Safer Board\n1.2.1,Drugs Group\n",
        "Governance structure\n1 Town Partnership\n1.1 Health Board\n1.1.1 Smoking Group\n1.2 Safer Board\n1.2.1 Drugs Group\n",
    ] {
        let (map, told) = csv(text);
        assert_eq!(lines(&map), wanted.iter().map(|line| (*line).to_owned()).collect(), "{text}\n{told}");
        has_names(&map, &["Drugs Group", "Health Board", "Safer Board", "Smoking Group", "Town Partnership"]);
    }
    let (map, _) = csv("Group,Chair\nHEALTH,\nSmoking Group,Head of Health\nObesity Group,Head of Health\nCRIME,\n\
                        Drugs Group,Superintendent\nKnife Group,Inspector\n");
    assert!(
        !names(&map).contains("HEALTH") && map.nodes.get("drugs-group").is_some_and(|it| it.tags.contains("CRIME"))
    );
}

#[test]
fn signs_for_the_cell_above_say_what_it_says() {
    let (map, told) =
        csv("Group,Reports to,Chair\nDrugs Group,Safer Board,Superintendent\nAlcohol Group,\"\"\"\",ditto\n\
                           Knife Group,As above,do.\nYouth Panel,〃,Head of Youth\n");
    has_names(
        &map,
        &[
            "Alcohol Group",
            "Drugs Group",
            "Head of Youth",
            "Knife Group",
            "Safer Board",
            "Superintendent",
            "Youth Panel",
        ],
    );
    assert_eq!(map.links.iter().filter(|link| link.to.as_str() == "safer-board").count(), 4, "{told}");
}

#[test]
fn links_are_what_their_sheet_tells_and_amounts_as_people_write_them() {
    let (map, told) =
        csv("From,To,Amount,Period\nCouncil,Safer Board,£1.2m,2025/26\nPolice,Safer Board,£350k,2025/26\n\
                           Lottery,Youth Board,TBC,2025/26\nNHS Trust,Youth Board,~£20k pa,2025/26\n");
    assert!(map.links.iter().all(|link| link.kind == LinkKind::Funds), "{told}");
    let amount = |from: &str| {
        let link = map.links.iter().find(|link| link.from.as_str() == from).expect("a line");
        (link.amount.map(|amount| amount.to_string()), link.note.clone())
    };
    assert_eq!(amount("council").0.as_deref(), Some("1200000"));
    assert_eq!(amount("police").0.as_deref(), Some("350000"));
    assert_eq!(amount("lottery"), (None, None));
    assert_eq!(amount("nhs-trust").1.as_deref(), Some("Amount: ~£20k pa"), "nothing is lost: {told}");
    let (map, _) = csv("Parent,Child\nHealth Board,Smoking Group\nTown Partnership,Health Board\n");
    has_lines(&map, &["Health Board reports to Town Partnership", "Smoking Group reports to Health Board"]);
    let (map, _) =
        csv("Smoking Group,reports to,Health Board\nPolice,member of,Safer Board\nCouncil,funds,Safer Board\n");
    has_lines(
        &map,
        &["Council funds Safer Board", "Police is a member of Safer Board", "Smoking Group reports to Health Board"],
    );
}

#[test]
fn work_has_a_lead_and_those_who_deliver_it_and_groups_sit_within_others() {
    let (map, _) = csv(
        "Function,Lead body,Delivery partners,Status\nYouth offending function,Youth Justice Board,Council; Police,Live\n\
                        Troubled families programme,Children's Board,NHS Trust,Closed (March 2020)\n",
    );
    has_lines(
        &map,
        &[
            "Children's Board owns Troubled families programme",
            "Council delivers Youth offending function",
            "NHS Trust delivers Troubled families programme",
            "Police delivers Youth offending function",
            "Youth Justice Board owns Youth offending function",
        ],
    );
    let (map, _) = csv("S.No,Committee,Sub-group of\n1,Audit Committee,Council\n2,Risk Sub-group,Audit Committee\n");
    has_lines(&map, &["Audit Committee is part of Council", "Risk Sub-group is part of Audit Committee"]);
}

#[test]
fn who_is_named_by_a_number_or_a_short_form_is_the_one_who_has_it() {
    let bodies: &[&[&str]] = &[&["ID", "Name", "Type"], &["B1", "Main Board", "Board"], &["P1", "Police", "Partner"]];
    let links: &[&[&str]] = &[&["From ID", "To ID", "Relationship"], &["P1", "B1", "Member"]];
    let (map, told) = book(&[("Bodies", bodies), ("Links", links)], |_| {});
    has_lines(&map, &["Police is a member of Main Board"]);
    assert_eq!(map.nodes.len(), 2, "{told}");
    let (map, _) = csv("Name,Abbreviation,Reports to\nTown Partnership,TP,\nHealth and Wellbeing Board (HWB),,TP\n\
                        Smoking Group,,HWB\n");
    has_lines(
        &map,
        &[
            "Health and Wellbeing Board (HWB) reports to Town Partnership",
            "Smoking Group reports to Health and Wellbeing Board (HWB)",
        ],
    );
}

#[test]
fn numbers_are_nobodies_names_wherever_they_stand() {
    for text in [
        "Body,Amount\nHealth Board,£1.2m\nSafer Board,n/a\nYouth Forum,TBC\n",
        "Amount,Body\n1200,Health Board\n350,Safer Board\n20,Youth Forum\n",
        "Body,Members\nHealth Board,12\nSafer Board,9\nYouth Forum,7\n",
    ] {
        let (map, told) = csv(text);
        assert_eq!(names(&map), ["Health Board", "Safer Board", "Youth Forum"].into(), "{text}\n{told}");
    }
}

#[test]
fn lists_in_french_norwegian_and_german_are_read_like_others() {
    for (text, chair) in [
        (
            "Nom;Type;Rattaché à;Président;Membres;Statut\nComité de santé;Comité;Conseil général;Directeur de la santé;\
             Mairie;en pause\nConseil général;Conseil;;Aucun;Mairie;actif\n",
            "Directeur de la santé chairs Comité de santé",
        ),
        (
            "Navn;Type;Rapporterer til;Leder;Medlemmer;Status\nHelseutvalget;Utvalg;Bystyret;Helsesjef;Kommunen;på vent\n\
             Bystyret;Styre;;Ingen;Kommunen;aktiv\n",
            "Helsesjef chairs Helseutvalget",
        ),
        (
            "Bezeichnung;Art;Berichtet an;Vorsitz;Mitglieder;Status\nGesundheitsausschuss;Ausschuss;Stadtrat;Dezernentin;\
             Klinikum;ruht\nStadtrat;Rat;;N.N.;Stadt;aktiv\n",
            "Dezernentin chairs Gesundheitsausschuss",
        ),
    ] {
        let (map, told) = csv(text);
        assert!(lines(&map).contains(chair), "{told}");
        assert_eq!(map.links.iter().filter(|link| link.kind == LinkKind::ReportsTo).count(), 1, "{told}");
        assert_eq!(map.links.iter().filter(|link| link.kind == LinkKind::Chairs).count(), 1, "{told}");
        assert_eq!(map.nodes.iter().filter(|node| node.status == NodeStatus::Dormant).count(), 1, "{told}");
    }
}

#[test]
fn questions_are_headings_and_words_say_how_often_and_whether() {
    let (map, told) = csv(
        "What is the name of your group?,Who chairs it?,How often does it meet?,Who does it report to?,\
                           Does it have a budget of its own or a share of somebody else's? (yes or no)?\n\
                           Health Group,Head of Health,Every month,Health Board,Y\nHealth Board,Leader,4 times a year,Cabinet,N\n",
    );
    let meets =
        |id: &str| map.nodes.get(id).and_then(|node| node.meets.as_ref()?.times_a_year).map(|it| it.to_string());
    assert_eq!((meets("health-group").as_deref(), meets("health-board").as_deref()), (Some("12"), Some("4")), "{told}");
    assert!(lines(&map).contains("Health Group reports to Health Board"), "{told}");
    let (map, told) = csv("Group,Status,Sits on\nA Board,Active (under review),\nB Board,Disbanded 2019,A Board\n\
                           C Board,Merged with A Board,\n");
    let status = |id: &str| map.nodes.get(id).map(|node| (node.status, node.status_note.as_deref()));
    assert_eq!(status("a-board"), Some((NodeStatus::Active, Some("Active (under review)"))), "{told}");
    assert_eq!(status("b-board"), Some((NodeStatus::Ended, Some("Disbanded 2019"))), "{told}");
    has_lines(&map, &["B Board is a member of A Board", "C Board is absorbed into A Board"]);
}

#[test]
fn headings_may_stand_in_the_first_column() {
    let (map, told) = csv("Name,Health Board,Safer Board\nChair,Head of Health,Vacant\nReports to,Cabinet,Cabinet\n\
                           Meets,Quarterly,Monthly\n");
    has_lines(
        &map,
        &["Head of Health chairs Health Board", "Health Board reports to Cabinet", "Safer Board reports to Cabinet"],
    );
    assert!(told.contains("its headings in the first column") && told.contains("C2: \"Vacant\""), "{told}");
    let (map, _) = csv("Membership of the Trust Board\nDirector of Housing\nChief Constable\n");
    has_names(&map, &["Chief Constable", "Director of Housing"]);
    assert_eq!(map.title, "Membership of the Trust Board");
}

#[test]
fn what_a_line_cannot_have_is_told_and_kept() {
    let (map, told) = csv("From,Relation,To,Amount\nPlay Group,reports to,Trust Board,£500\n");
    let line = map.links.iter().next().expect("a line");
    assert_eq!((line.amount, line.note.as_deref()), (None, Some("Amount: £500")), "{told}");
    assert!(told.contains("kept in the note"), "{told}");
}

#[test]
fn a_row_that_is_a_body_without_a_name_says_nothing_of_the_one_above() {
    let (map, told) = csv("Name,Type,Reports to,Members\nTrust Board,Board,,\nPlay Group,Group,Trust Board,Police\n\
                           ,Group,Housing Board,\n,,,Fire Service\n");
    has_lines(
        &map,
        &[
            "Play Group reports to Trust Board",
            "Police is a member of Play Group",
            "Fire Service is a member of Play Group",
        ],
    );
    assert!(told.contains("A4: there is no name here, though the row says what it is and where it hangs"), "{told}");
    assert!(told.contains("A5: there is no name here: taken as more about Play Group"), "{told}");
}

#[test]
fn abbreviated_names_are_nearly_those_that_they_stand_for() {
    let (_, told) = csv("Name,Reports to\nEarly Help Group,Scrutiny Committee\nScrutiny Committee,\n\
                         Health & Care Board,\nParenting Forum,Early Help Grp\nRent Forum,Scrutiny Cttee\n\
                         Play Forum,Health Care Bd\n");
    for near in [
        "Early Help Grp is nearly Early Help Group",
        "Scrutiny Cttee is nearly Scrutiny Committee",
        "Health Care Bd is nearly Health & Care Board",
    ] {
        assert!(told.contains(near), "{near}: {told}");
    }
}

#[test]
fn a_column_of_statuses_that_holds_sentences_says_how_things_stand() {
    let (map, told) = csv("Name,Reports to,Status / notes\nTrust Board,,meets every 2 months\n\
                           Early Help Group,,\"On hold, reports to Trust Board\"\n\
                           Parenting Group,,To be absorbed within Early Help Group\nPlay Partnership,,ended 2011\n");
    assert!(told.contains("C \"Status / notes\" as current position"), "{told}");
    assert!(!told.contains("taken as active"), "{told}");
    let status = |id: &str| map.nodes.get(id).map(|node| node.status);
    assert_eq!(status("early-help-group"), Some(NodeStatus::Dormant), "{told}");
    assert_eq!(status("play-partnership"), Some(NodeStatus::Ended), "{told}");
    has_lines(&map, &["Early Help Group reports to Trust Board", "Parenting Group is absorbed into Early Help Group"]);
    // A list of words stays what it is called, and what does not fit is told.
    let (_, told) = csv("Name,Reports to,Status\nTrust Board,,active\nPlay Group,Trust Board,amber\n");
    assert!(told.contains("C \"Status\" as status") && told.contains("\"amber\" under status is not known"), "{told}");
}

#[test]
fn the_next_version_of_a_sheet_is_known_under_another_name_and_says_what_it_says_no_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
        let output = command.args(arguments).current_dir(folder.path()).output().expect("the program starts");
        let told = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let old = "Name,Reports to,Chair,Members\nTrust Board,Cabinet,Cllr Jones,Police; NHS\n\
               Early Help Group,Trust Board,,\nPlay Forum,Trust Board,,\nYouth Justice Board,Trust Board,,\n";
    let new = "Name,Reports to,Chair,Members\nTrust Board,Council,Cllr Smith,NHS\n\
               Early Help Group,Trust Board,,\nPlay Forum,Trust Board,,\n";
    std::fs::write(folder.path().join("groups v3.csv"), old).expect("written");
    std::fs::write(folder.path().join("groups v4.csv"), new).expect("written");
    run(&["import", "groups v3.csv", "-o", "map.boardwalk"]);
    let end = ["import", "groups v4.csv", "--into", "map.boardwalk", "-o", "next.boardwalk", "--gone", "end"];
    // That it is the next version is a guess, on which nothing ends.
    let told = run(&end);
    assert!(told.contains("No longer in the file, the next version of groups v3.csv as it seems (4)"), "{told}");
    assert!(told.contains("Youth Justice Board: kept") && !told.contains(": ended"), "{told}");
    assert!(told.contains("--gone end --next-version-of \"groups v3.csv\""), "{told}");
    std::fs::remove_file(folder.path().join("next.boardwalk")).expect("removed");
    let of = |name: &'static str| [&end[..], &["--next-version-of", name]].concat();
    let told = run(&of("groups v2.csv"));
    assert!(told.contains("no source of the map is called \"groups v2.csv\"; it has \"groups v3.csv\""), "{told}");
    let told = run(&of("groups v3.csv"));
    assert!(told.contains("No longer in the file (4)"), "{told}");
    for gone in [
        "Youth Justice Board: ended",
        "Cllr Jones chairs Trust Board: ended",
        "Trust Board reports to Cabinet: ended",
        "Police is a member of Trust Board: ended",
    ] {
        assert!(told.contains(gone), "{gone}: {told}");
    }
    // That another file says what is known is no change.
    let told = run(&["import", "groups v4.csv", "--into", "map.boardwalk", "-o", "kept.boardwalk"]);
    assert!(told.contains("Import Cllr Smith and Council and 2 lines from groups v4.csv"), "{told}");
    assert!(told.contains("Cllr Jones chairs Trust Board: kept"), "{told}");
    // A list of other bodies is the next version of nothing.
    std::fs::write(folder.path().join("other.csv"), "Name,Reports to\nRent Forum,Trust Board\nBin Forum,Trust Board\n")
        .expect("written");
    let told = run(&["import", "other.csv", "--into", "map.boardwalk", "-o", "other.boardwalk"]);
    assert!(!told.contains("No longer in the file"), "{told}");
}
