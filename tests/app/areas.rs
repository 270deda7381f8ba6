//! Areas: what works where is told by colour, stands together and is found by the areas around it.

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::drawing::Lens;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};

use crate::harness::*;

const KENT: &str = r#"{"format": "boardwalk", "version": 1, "title": "Kent", "areas": [
    {"id": "dover", "name": "Dover", "within": "kent"},
    {"id": "ashford", "name": "Ashford", "within": "kent"},
    {"id": "essex", "name": "Essex"}, {"id": "kent", "name": "Kent"}], "nodes": [
    {"id": "dover", "kind": "group", "name": "Coast Forum", "area": "dover"},
    {"id": "youth", "kind": "group", "name": "Youth Forum", "area": "essex"},
    {"id": "board", "kind": "board", "name": "County Board", "area": "kent"},
    {"id": "town", "kind": "group", "name": "Town Forum", "area": "ashford"},
    {"id": "trust", "kind": "group", "name": "Anybody"}]}"#;

/// The names of those that are shown in the order in which they stand, downwards.
fn downwards(harness: &Harness<'_, App>, names: &[&str]) -> Vec<String> {
    let mut placed: Vec<(f32, String)> = names
        .iter()
        .filter_map(|name| {
            let rows = harness.query_all_by_label_contains(name);
            // The outline stands left of the picture.
            let row = rows
                .filter(|row| row.rect().min.x < 200.0)
                .min_by(|one, other| one.rect().min.y.total_cmp(&other.rect().min.y))?;
            Some((row.rect().min.y, (*name).to_owned()))
        })
        .collect();
    placed.sort_by(|one, other| one.0.total_cmp(&other.0));
    placed.into_iter().map(|(_, name)| name).collect()
}

const ALL: [&str; 10] = [
    "Essex, 1",
    "Kent, 1",
    "Ashford, 1",
    "Dover, 1",
    "No area, 1",
    "Coast Forum",
    "Youth Forum",
    "County Board",
    "Town Forum",
    "Anybody",
];

#[test]
fn the_outline_groups_by_area_with_what_lies_within_after_it_and_filters_by_the_areas_around() {
    let home = home();
    let mut harness = window_with(home.path(), KENT);
    click(&mut harness, "Area");
    let expected = [
        "Essex, 1",
        "Youth Forum",
        "Kent, 1",
        "County Board",
        "Ashford, 1",
        "Town Forum",
        "Dover, 1",
        "Coast Forum",
        "No area, 1",
        "Anybody",
    ];
    assert_eq!(downwards(&harness, &ALL), expected);
    click(&mut harness, "Filter the outline");
    type_text(&mut harness, "kent");
    assert_eq!(downwards(&harness, &ALL), expected[2..8]);
}

#[test]
fn the_register_shows_areas_where_there_are_any_sorts_by_them_and_filters_by_those_around() {
    let home = home();
    let path = home.path().join("kent.boardwalk");
    std::fs::write(&path, KENT).expect("a file");
    // Wide enough for all columns that are shown at first.
    let mut harness = sized([2400.0, 1300.0], home.path(), Some(&path));
    click(&mut harness, "Register");
    assert!(says(&harness, "Area of Coast Forum: Dover"));
    let rows = |harness: &Harness<'_, App>| -> Vec<String> {
        let mut cells: Vec<(f32, String)> = harness
            .query_all_by_label_contains("Area of ")
            .filter_map(|cell| Some((cell.rect().min.y, cell.accesskit_node().label()?)))
            .collect();
        cells.sort_by(|one, other| one.0.total_cmp(&other.0));
        cells.into_iter().filter_map(|(_, text)| Some(text.split_once(": ")?.1.to_owned())).collect()
    };
    click(&mut harness, "Area of Coast Forum: Dover");
    press(&mut harness, egui::Modifiers::ALT, egui::Key::ArrowUp);
    let sorted = rows(&harness);
    assert_eq!(sorted[..4], ["Essex", "Kent", "Ashford", "Dover"]);
    click(&mut harness, "Filter the bodies");
    type_text(&mut harness, "kent");
    assert_eq!(rows(&harness), ["Kent", "Ashford", "Dover", "empty"], "and the row for new ones has none");
}

#[test]
fn the_lens_of_areas_tells_each_in_the_legend() {
    let home = home();
    let mut harness = window_with(home.path(), KENT);
    act(&mut harness, Act::Lens(Lens::Area));
    let picture = harness.state().session().picture.as_ref().expect("a picture");
    let names: Vec<&str> = picture.scene.categories.iter().map(|category| category.name.as_str()).collect();
    assert_eq!(names, ["Essex", "Kent", "Ashford", "Dover"]);
    let legend = harness.get_by_label_contains("Legend.").accesskit_node().label().unwrap_or_default();
    assert!(legend.contains("Dover"), "{legend}");
}
