//! What a screen reader is told of controls that open and close something.

use boardwalk::app::App;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};

use crate::harness::*;

/// Whether a control whose name begins so is open, if it tells.
fn is_open(harness: &Harness<'_, App>, begins: &'static str) -> Option<bool> {
    let is_it = By::new().predicate(move |node| {
        node.label().is_some_and(|label| label.starts_with(begins)) && node.data().is_expanded().is_some()
    });
    harness.query_all(is_it).next().and_then(|node| node.accesskit_node().data().is_expanded())
}

#[test]
fn what_can_be_opened_tells_whether_it_is_open() {
    let home = home();
    let mut harness = window(home.path(), None);
    for name in ["This map", "Boards, "] {
        let before = is_open(&harness, name);
        assert!(before.is_some(), "{name} does not tell");
        let is_it = By::new().predicate(move |node| {
            node.label().is_some_and(|label| label.starts_with(name)) && node.data().is_expanded().is_some()
        });
        harness.query_all(is_it).next().expect("it is there").click_accesskit();
        settle(&mut harness);
        assert_eq!(is_open(&harness, name), before.map(|open| !open), "{name}");
    }
    assert_eq!(is_open(&harness, "Fold this away"), Some(true));
    click(&mut harness, "Fold this away");
    assert_eq!(is_open(&harness, "Unfold the list"), Some(false));
}
