//! Names in the scripts of the world: painted in order, told as they are spoken, and edited letter by letter.

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::app::widgets::scripts::Scripts;
use boardwalk::model::Id;
use egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use egui::{FontData, FontFamily, Galley, Key, Modifiers, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;
const COMMITTEE: &str = "ועדת הילדים 2011";

/// A window with a map of one board of that name.
fn named(home: &std::path::Path, name: &str) -> Harness<'static, App> {
    let node = serde_json::json!({ "id": "a", "kind": "board", "name": name });
    let map = serde_json::json!({ "format": "boardwalk", "version": 1, "title": "T", "nodes": [node] });
    window_with(home, &map.to_string())
}

/// The window with a font that has the letters, whatever this machine has.
fn with_font(harness: &mut Harness<'_, App>, bytes: &'static [u8]) {
    let families = [FontFamily::Proportional, FontFamily::Name("semibold".into())];
    let families = families.map(|family| InsertFontFamily { family, priority: FontPriority::Lowest }).into();
    harness.ctx.add_font(FontInsert { name: "test".to_owned(), data: FontData::from_static(bytes), families });
    Scripts::forget(&harness.ctx);
    settle(harness);
}

/// Every text that is painted.
fn painted(harness: &Harness<'_, App>) -> Vec<std::sync::Arc<Galley>> {
    fn texts(shape: &Shape, found: &mut Vec<std::sync::Arc<Galley>>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
            Shape::Text(text) => found.push(std::sync::Arc::clone(&text.galley)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    harness.output().shapes.iter().for_each(|clipped| texts(&clipped.shape, &mut found));
    found
}

#[test]
fn a_name_from_right_to_left_is_painted_in_order_and_told_as_it_is_spoken() {
    let home = home();
    let mut harness = named(home.path(), COMMITTEE);
    with_font(&mut harness, include_bytes!("../fonts/hebrew.ttf"));
    assert!(says(&harness, COMMITTEE), "a screen reader is told the name");
    let painted = painted(&harness);
    let texts: Vec<&str> = painted.iter().map(|galley| galley.job.text.as_str()).collect();
    assert!(texts.contains(&"2011 הילדים ועדת"), "{texts:?}");
    assert!(!texts.iter().any(|text| text.starts_with("ועדת ה")), "{texts:?}");
}

#[test]
fn what_stands_on_one_line_stays_there_and_nothing_in_it_acts_unseen() {
    let (one, other) = (home(), home());
    let mut harness = named(one.path(), COMMITTEE);
    with_font(&mut harness, include_bytes!("../fonts/hebrew.ttf"));
    act(&mut harness, Act::go_to(Id::from("a")));
    let whole = painted(&harness).iter().filter(|galley| galley.job.text == "2011 הילדים ועדת").count();
    assert!(whole >= 2, "the title of the inspector has its number, too: {whole}");

    let mut harness = named(other.path(), "Board \u{202E}evil\u{9B}");
    harness.state_mut().session_mut().panels.outline = Some(true);
    settle(&mut harness);
    let painted = painted(&harness);
    let texts: Vec<&str> = painted.iter().map(|galley| galley.job.text.as_str()).collect();
    assert!(texts.iter().any(|text| text.contains("Board \u{FFFD}evil\u{FFFD}")), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains(['\u{202E}', '\u{9B}'])), "{texts:?}");
}

#[test]
fn a_sentence_in_a_narrow_panel_is_broken_as_it_is_spoken_and_each_line_is_in_order() {
    let home = home();
    let letters: Vec<char> = "ועדתהילחנ".chars().collect();
    let words: Vec<String> =
        letters.iter().flat_map(|one| ['ב', 'ש', 'ר'].map(|other| format!("ועדת{one}{other}"))).collect();
    let mut harness = named(home.path(), &words.join(" "));
    with_font(&mut harness, include_bytes!("../fonts/hebrew.ttf"));
    go_to_finding(&mut harness, 0);
    settle(&mut harness);
    let painted = painted(&harness);
    let broken = painted.iter().filter(|galley| galley.job.text.contains('\n') && galley.job.text.contains(&words[0]));
    let mut lines = 0;
    for galley in broken {
        let first = galley.job.text.lines().next().unwrap_or_default();
        let spoken: Vec<&str> = first.split(' ').rev().collect();
        assert!(words.iter().zip(&spoken).all(|(word, spoken)| word == spoken), "{first}");
        lines += usize::from(spoken.len() > 1);
    }
    assert!(lines > 0, "it is broken somewhere");
}

#[test]
fn the_key_hits_the_letter_at_the_caret() {
    for (bytes, name, left) in [
        (&include_bytes!("../fonts/hebrew.ttf")[..], "ועדה 12", "ועדה 2"),
        (&include_bytes!("../fonts/arabic.ttf")[..], "لجنة", "لجة"),
        (&include_bytes!("../fonts/devanagari.ttf")[..], "मिति", "मति"),
    ] {
        let home = home();
        let mut harness = named(home.path(), name);
        with_font(&mut harness, bytes);
        act(&mut harness, Act::go_to(Id::from("a")));
        press(&mut harness, NONE, Key::F2);
        settle(&mut harness);
        let spelled = |galley: &&std::sync::Arc<Galley>| {
            galley.job.sections.first().is_some_and(|section| section.format.extra_letter_spacing > 0.0)
        };
        let galleys = painted(&harness);
        let galley = galleys.iter().find(spelled).unwrap_or_else(|| panic!("{name} is spelled"));
        let letters: String = galley.rows.iter().flat_map(|row| &row.glyphs).map(|glyph| glyph.chr).collect();
        assert_eq!(letters, name, "one glyph for each letter, as they are spoken");
        // One step to the left of the end, or two marks further, and the letter before it goes.
        let steps = if name.starts_with('म') { 2 } else { 1 };
        press(&mut harness, NONE, Key::End);
        for _ in 0..steps {
            press(&mut harness, NONE, Key::ArrowLeft);
        }
        press(&mut harness, NONE, Key::Backspace);
        press(&mut harness, NONE, Key::Enter);
        settle(&mut harness);
        let now = harness.state().session().document.map().name("a").to_owned();
        assert_eq!(now, left);
    }
}

#[test]
fn what_no_font_of_the_machine_has_is_told_once() {
    let home = home();
    let mut harness = named(home.path(), "Board of \u{10FFFD}");
    let told = |harness: &Harness<'_, App>| says(harness, "No font of this machine has the letters of some symbols");
    for _ in 0..400 {
        harness.step();
        if told(&harness) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    assert!(told(&harness));
    harness.state_mut().session_mut().say("Something else");
    for _ in 0..40 {
        harness.step();
        assert!(!told(&harness), "the letters are not looked for again");
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
}

#[test]
fn what_is_looked_for_is_spelled_and_told_as_it_is_spoken_too() {
    let home = home();
    let mut harness = named(home.path(), COMMITTEE);
    with_font(&mut harness, include_bytes!("../fonts/hebrew.ttf"));
    for field in ["Filter the outline", "Filter the findings", "Find"] {
        harness.get_by_label(field).focus();
        settle(&mut harness);
        type_text(&mut harness, "ועדה 2011");
        let told = harness.get_by_label(field).accesskit_node().value();
        assert_eq!(told.as_deref(), Some("ועדה 2011"), "{field}");
        // Each letter by itself, as it is spoken, so that the caret stands where it seems to.
        assert!(painted(&harness).iter().any(|galley| galley.job.text == "ועדה 2011"), "{field} is not spelled");
    }
}
