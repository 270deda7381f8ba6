//! Text and controls from 80 to 200 %: everything stays within reach, on a small laptop too; and how the window looks.

use std::collections::BTreeSet;

use boardwalk::app::App;
use boardwalk::app::act::{Act, Ask, Command};
use boardwalk::app::command::{self, Entry, Menu};
use boardwalk::app::gallery::Gallery;
use boardwalk::app::widgets::theme;
use boardwalk::drawing::{Ink, Palette};
use boardwalk::session::panels::Panel;
use boardwalk::storage::remembered::{Percent, ThemeChoice};
use egui::accesskit::{NodeId, Role};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};

use crate::harness::{act, click, home, press, says, select, settle, sized};

const LAPTOP: [f32; 2] = [1366.0, 768.0];
const NONE: Modifiers = Modifiers::NONE;

/// The Solihull map on a small laptop, with text and controls of that size.
fn laptop(home: &tempfile::TempDir, percent: u16) -> Harness<'static, App> {
    let mut harness = sized(LAPTOP, home.path(), None);
    act(&mut harness, Act::Scale(Percent::from(percent)));
    act(&mut harness, Act::Open(Panel::Outline, false));
    harness
}

/// What can be pressed, chosen or typed into, outside the map.
fn controls(harness: &Harness<'_, App>) -> Vec<(NodeId, String)> {
    let on_map: BTreeSet<String> = match &harness.state().session().picture {
        Some(picture) => {
            let scene = &picture.scene;
            let lines = scene.lines.iter().map(|line| scene.sentence(line));
            scene.cards.iter().map(|card| scene.words(card)).chain(lines).collect()
        }
        None => BTreeSet::new(),
    };
    let is_control = |role: Role| {
        matches!(
            role,
            Role::Button
                | Role::CheckBox
                | Role::RadioButton
                | Role::TextInput
                | Role::MultilineTextInput
                | Role::ComboBox
                | Role::MenuItem
                | Role::MenuItemCheckBox
                | Role::Link
        )
    };
    let nodes = harness.query_all(By::new().predicate(|node| is_control(node.role())));
    nodes
        .map(|node| (node.accesskit_node().locate().0, node.accesskit_node().label().unwrap_or_default()))
        .filter(|(_, label)| !on_map.iter().any(|words| label.starts_with(words.as_str())))
        .collect()
}

/// The controls that cannot be brought into the window, whatever scrolls.
fn out_of_reach(harness: &mut Harness<'_, App>) -> Vec<String> {
    let mut lost = Vec::new();
    for (id, label) in controls(harness) {
        let window = harness.ctx.content_rect().expand(1.0);
        let find = |harness: &Harness<'_, App>| {
            let is_it = By::new().predicate(move |node| node.locate().0 == id);
            harness.query_all(is_it).next().map(|node| node.rect())
        };
        // What is higher than the window is within reach where it begins.
        let is_seen = |rect: egui::Rect| window.contains(rect.left_top()) && rect.right() <= window.right();
        if find(harness).is_none_or(is_seen) {
            continue;
        }
        // By the keyboard; where a field keeps that for itself, as a screen reader does.
        for by_keyboard in [true, false] {
            if find(harness).is_none_or(is_seen) {
                break;
            }
            let is_it = By::new().predicate(move |node| node.locate().0 == id);
            if let Some(node) = harness.query_all(is_it).next() {
                if by_keyboard { node.focus() } else { node.scroll_to_me() }
            }
            harness.run_steps(8);
        }
        if let Some(rect) = find(harness).filter(|rect| !is_seen(*rect)) {
            lost.push(format!("{label} at {rect:?} in {window:?}"));
        }
    }
    lost
}

#[test]
fn at_twice_the_size_bars_lists_and_outline_stay_within_reach_on_a_small_laptop() {
    let home = home();
    let mut harness = laptop(&home, 200);
    let window = harness.ctx.content_rect();
    assert!((window.width() - 683.0).abs() < 1.0, "everything is twice as large: {window:?}");
    act(&mut harness, Act::Open(Panel::Outline, true));
    let lost = out_of_reach(&mut harness);
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn at_twice_the_size_every_menu_can_be_gone_through_on_a_small_laptop() {
    let home = home();
    let mut harness = laptop(&home, 200);
    for menu in Menu::ALL {
        let count = |harness: &Harness<'_, App>| {
            let rows = [Role::MenuItem, Role::MenuItemCheckBox];
            harness.query_all(By::new().predicate(move |node| rows.contains(&node.role()))).count()
        };
        click(&mut harness, menu.label());
        // Layouts have a menu of their own within it, which is a row.
        let is_row = |entry: &&Entry| entry.menu == menu && !matches!(entry.command, Command::LayOut(_));
        let rows = command::entries().iter().filter(is_row).count();
        assert!(count(&harness) >= rows, "{}: {} of {rows}", menu.label(), count(&harness));
        let lost = out_of_reach(&mut harness);
        assert!(lost.is_empty(), "in {}: {lost:#?}", menu.label());
        press(&mut harness, NONE, Key::Escape);
    }
}

#[test]
fn at_twice_the_size_dialogs_stay_usable_on_a_small_laptop() {
    let home = home();
    let mut harness = laptop(&home, 200);
    let asks = vec![Ask::NewMap, Ask::Export, Ask::About];
    let mut opened = 0;
    for ask in asks {
        let words = format!("{ask:?}");
        act(&mut harness, Act::Ask(ask));
        settle(&mut harness);
        opened += usize::from(harness.state().is_asking());
        let lost = out_of_reach(&mut harness);
        assert!(lost.is_empty(), "{words}: {lost:#?}");
        for _ in 0..4 {
            if harness.state().is_asking() {
                press(&mut harness, NONE, Key::Escape);
            }
        }
        assert!(!harness.state().is_asking(), "{words} is left by Escape");
    }
    assert_eq!(opened, 3);
}

#[test]
fn the_keys_that_browsers_have_make_everything_larger_and_smaller_and_it_is_remembered() {
    let home = home();
    let mut harness = sized(LAPTOP, home.path(), None);
    press(&mut harness, Modifiers::COMMAND, Key::Plus);
    assert_eq!(harness.ctx.zoom_factor(), 1.1);
    assert!(says(&harness, "Text and buttons are at 110 %"));
    press(&mut harness, Modifiers::COMMAND, Key::Equals);
    assert_eq!(harness.ctx.zoom_factor(), 1.25);
    (0..9).for_each(|_| press(&mut harness, Modifiers::COMMAND, Key::Plus));
    assert_eq!(harness.ctx.zoom_factor(), 2.0, "and no further");
    press(&mut harness, Modifiers::COMMAND, Key::Num0);
    assert_eq!(harness.ctx.zoom_factor(), 1.0);
    (0..9).for_each(|_| press(&mut harness, Modifiers::COMMAND, Key::Minus));
    assert_eq!(harness.ctx.zoom_factor(), 0.8);
    let kept = harness.state().preferences();
    assert_eq!(u16::from(kept.scale), 80);
    let text = serde_json::to_string(&kept).expect("preferences");
    let odd = text.replace("\"scale\":80", "\"scale\":9000");
    assert!(odd != text);
    let read: boardwalk::storage::remembered::Preferences = serde_json::from_str(&odd).expect("preferences");
    assert_eq!(u16::from(read.scale), 200, "what no window could show is not taken");
}

#[test]
fn high_contrast_is_a_look_like_the_others_and_the_room_may_have_another() {
    let home = home();
    let mut harness = sized(LAPTOP, home.path(), None);
    let ground = |harness: &Harness<'_, App>| harness.ctx.global_style().visuals.weak_text_color;
    act(&mut harness, Act::Command(Command::DarkTheme));
    assert_eq!(ground(&harness), Some(theme::colour(Palette::Dark, Ink::Muted)));
    act(&mut harness, Act::Command(Command::ContrastTheme));
    assert_eq!(ground(&harness), Some(theme::colour(Palette::Contrast, Ink::Muted)));
    act(&mut harness, Act::Command(Command::LightTheme));
    assert_eq!(ground(&harness), Some(theme::colour(Palette::Light, Ink::Muted)));
    act(&mut harness, Act::Command(Command::RoomTheme));
    click(&mut harness, "High contrast, black on white, for poor projectors");
    assert_eq!(harness.state().session().panels.look.theme_of_room, Some(ThemeChoice::Contrast));
    assert_eq!(ground(&harness), Some(theme::colour(Palette::Light, Ink::Muted)), "only what the room sees");
    act(&mut harness, Act::Present(true));
    assert_eq!(ground(&harness), Some(theme::colour(Palette::Contrast, Ink::Muted)));
    act(&mut harness, Act::Present(false));
    assert_eq!(ground(&harness), Some(theme::colour(Palette::Light, Ink::Muted)));
    assert_eq!(harness.state().preferences().theme_of_room, Some(ThemeChoice::Contrast));
}

#[test]
fn the_gallery_shows_every_control_in_every_theme_and_they_can_be_tried() {
    let builder = Harness::builder().with_size([3000.0, 1800.0]);
    let mut harness = builder.build_eframe(|context| Gallery::new(&context.egui_ctx));
    harness.run_steps(4);
    for label in
        ["Main button", "Disabled, not available", "Ticked", "This one", "Severity", "A name", "Chosen in a list"]
    {
        assert_eq!(harness.query_all_by_label(label).count(), Palette::ALL.len(), "{label}");
    }
    for palette in Palette::ALL {
        assert!(harness.query_by_label(palette.title()).is_some(), "{palette:?}");
    }
    harness.get_all_by_label("Ticked").next().expect("a switch").click();
    harness.run_steps(4);
    let is_ticked =
        |node: egui_kittest::Node<'_>| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
    assert_eq!(harness.get_all_by_label("Ticked").map(is_ticked).collect::<Vec<_>>(), [false, true, true]);
}

#[test]
fn how_much_is_found_is_told_where_there_is_little_room_too() {
    use boardwalk::analysis::Severity;
    use boardwalk::model::words::count;
    let home = home();
    let mut harness = laptop(&home, 200);
    act(&mut harness, Act::Open(Panel::Findings, false));
    let found = &harness.state().session().picture.as_ref().expect("a picture").report.metrics.findings.by_severity;
    let errors = found.get(&Severity::Error).map_or(0, |errors| *errors as usize);
    let words = count(errors, "error", "errors");
    let told = harness.get_by_label(&words).rect();
    assert!(errors > 0 && harness.ctx.content_rect().contains_rect(told), "{words} at {told:?}");
    click(&mut harness, &words);
    assert!(harness.state().session().panels.is_open(Panel::Findings));
}

#[test]
fn in_a_low_room_the_map_stays_legible_and_is_whole_again_when_there_is_room() {
    let home = home();
    let mut harness = sized(LAPTOP, home.path(), None);
    act(&mut harness, Act::Open(Panel::Outline, false));
    act(&mut harness, Act::Open(Panel::Findings, false));
    let (before, shows_all) = (harness.state().canvas().zoom(), harness.state().canvas().shows_everything());
    assert!(before >= 0.6 && shows_all, "{before}");
    act(&mut harness, Act::Open(Panel::Matrix, true));
    let canvas = harness.state().canvas();
    assert!(canvas.zoom() >= 0.6 && !canvas.shows_everything(), "{}", canvas.zoom());
    let top = |harness: &Harness<'_, App>| {
        let scene = &harness.state().session().picture.as_ref().expect("a picture").scene;
        let canvas = harness.state().canvas();
        scene
            .cards
            .iter()
            .filter(|card| canvas.screen().intersects(canvas.card_on_screen(&card.id).expect("a card")))
            .count()
    };
    assert!(top(&harness) > 3, "the uppermost are seen");
    act(&mut harness, Act::Open(Panel::Matrix, false));
    assert!(harness.state().canvas().shows_everything());
    assert!((harness.state().canvas().zoom() - before).abs() < 0.01);
    // What is chosen is what is seen of it; and who looks elsewhere is not called back.
    let last = {
        let scene = &harness.state().session().picture.as_ref().expect("a picture").scene;
        let lowest = scene.cards.iter().max_by(|one, other| one.rect.max.y.total_cmp(&other.rect.max.y));
        lowest.expect("a card").id.clone()
    };
    select(&mut harness, &[last.as_str()]);
    act(&mut harness, Act::Open(Panel::Matrix, true));
    let canvas = harness.state().canvas();
    assert!(canvas.screen().contains_rect(canvas.card_on_screen(&last).expect("a card")), "what is chosen is in view");
    act(&mut harness, Act::Command(Command::ZoomIn));
    act(&mut harness, Act::Open(Panel::Matrix, false));
    assert!(!harness.state().canvas().shows_everything(), "what somebody looks at stays");
}

#[test]
fn figures_are_seen_at_twice_the_size_and_as_many_as_ever_back_at_the_usual_one() {
    use egui::vec2;
    let home = home();
    let mut harness = laptop(&home, 100);
    let height = |harness: &Harness<'_, App>| harness.get_by_label("Comparison of the options").rect().height();
    act(&mut harness, Act::Open(Panel::Comparison, true));
    let usual = height(&harness);
    act(&mut harness, Act::Open(Panel::Comparison, false));
    let home = crate::harness::home();
    let mut harness = laptop(&home, 200);
    act(&mut harness, Act::Open(Panel::Comparison, true));
    let window = harness.ctx.content_rect();
    let tab = harness
        .get_all_by_label("Comparison")
        .map(|tab| tab.rect())
        .max_by(|one, other| one.top().total_cmp(&other.top()));
    let table = harness.get_by_label("Comparison of the options").rect();
    assert!(tab.is_some_and(|tab| window.contains_rect(tab) && tab.bottom() <= table.top()), "{tab:?} above {table:?}");
    let figures =
        harness.query_all_by_label_contains(", As it is now: ").filter(|cell| table.contains_rect(cell.rect()));
    assert!(figures.count() >= 2, "within {table:?}");
    assert!(harness.state().canvas().screen().height() > 40.0, "and something of the map");
    // By a click, with a button of the mouse let go while all becomes larger.
    harness.hover_at(window.center() - vec2(0.0, 120.0));
    harness.drag_at(window.center() - vec2(0.0, 120.0));
    act(&mut harness, Act::Scale(Percent::from(100)));
    harness.drop_at(window.center() - vec2(0.0, 120.0));
    settle(&mut harness);
    assert!((height(&harness) - usual).abs() < 8.0, "{} and {usual}", height(&harness));
    // What a hand makes of it is remembered.
    let edge = harness.get_by_label("Comparison of the options").rect();
    let top = harness.get_all_by_label("Comparison").map(|tab| tab.rect().top()).fold(0.0, f32::max);
    let at = (top as i32 - 14..top as i32).map(|y| egui::pos2(edge.center().x, y as f32));
    for at in at {
        crate::harness::drag(&mut harness, at, at + vec2(0.0, 40.0));
        if harness.state().preferences().sizes.contains_key("Comparison") {
            break;
        }
    }
    assert!(harness.state().preferences().sizes.contains_key("Comparison"), "it is remembered");
}

#[test]
fn the_list_of_what_hangs_on_a_body_has_room_for_all_below_it_at_200_percent() {
    let home = home();
    let mut harness = laptop(&home, 200);
    let board = boardwalk::model::Id::from("trust-board");
    act(&mut harness, Act::Select([board].into()));
    act(&mut harness, Act::Command(Command::Close));
    let place = |harness: &Harness<'_, App>, label: &str| {
        harness.query_all_by_label_contains(label).next().map(|node| node.rect())
    };
    let told = place(&harness, "stay open, and are listed afterwards").expect("what becomes of the rest");
    for button in ["proposals", "Cancel", "Close it"] {
        let button = place(&harness, button).expect("a button");
        assert!(!button.intersects(told), "{button:?} over {told:?}");
    }
    let reason = place(&harness, "Why, for all that are chosen").expect("a field");
    assert!(reason.width() >= 150.0, "{reason:?}");
}
