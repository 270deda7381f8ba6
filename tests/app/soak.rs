//! A long random session in a window that is never shown: whatever is asked of it, the map stays sound, and every step can
//! be taken back and made again.

use std::collections::BTreeSet;
use std::sync::Arc;

use boardwalk::app::act::Act;
use boardwalk::app::window::Window;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Id, diff, invariants};
use boardwalk::session::file_acts::{FileAct, Next};
use boardwalk::storage::Home;
use boardwalk::storage::remembered::Preferences;
use proptest::prelude::*;

use crate::harness::home;
use crate::whims::whim;

/// So many things are asked for, one after the other.
const LONG: usize = 300;

/// Takes all steps back and makes them again; the map is then what it was, at each of the two ends.
fn there_and_back(window: &mut Window) -> Result<(), TestCaseError> {
    let document = &mut window.session_mut().document;
    document.look_at(None);
    // The last whims may have been to undo: then there is more than the present one to come back to.
    while document.redo().is_some() {}
    let end = boardwalk_file::write(document.baseline());
    let mut steps = 0;
    while document.undo().is_some() {
        steps += 1;
        prop_assert_eq!(invariants::problems(document.map()), vec![]);
        prop_assert_eq!(invariants::problems(document.baseline()), vec![]);
    }
    prop_assert!(!document.is_dirty(), "undone to what was opened");
    let start = boardwalk_file::write(document.baseline());
    for _ in 0..steps {
        prop_assert!(document.redo().is_some());
    }
    prop_assert_eq!(document.redo_label(), None);
    prop_assert_eq!(boardwalk_file::write(document.baseline()), end.clone());
    for _ in 0..steps {
        document.undo();
    }
    prop_assert_eq!(boardwalk_file::write(document.baseline()), start);
    for _ in 0..steps {
        document.redo();
    }
    prop_assert_eq!(boardwalk_file::write(document.baseline()), end);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_time: 60_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_asked_for_the_map_stays_sound(sample in 0_usize..3, whims in proptest::collection::vec(whim(), LONG)) {
        let home = home();
        let ctx = egui::Context::default();
        let mut window = Window::new(&ctx, Home::at(home.path()), &Preferences::default(), false);
        window.act(Act::File(FileAct::UnlessUnsaved(Next::OpenSample(sample))), &ctx);
        for (count, whim) in whims.iter().enumerate() {
            let act = whim.act(&window);
            let before = Arc::clone(window.session().document.map());
            let told = format!("{act:?}");
            window.act(act, &ctx);
            // Pictures follow in frames; here there are none, so that now and then is one.
            if count % 25 == 0 {
                window.session_mut().follow();
            }
            let session = window.session();
            let map = session.document.map();
            if Arc::ptr_eq(map, &before) {
                continue;
            }
            prop_assert_eq!(invariants::problems(map), vec![], "after {}", told);
            // Work within an option is the same as its changes made afresh.
            let document = &session.document;
            prop_assert_eq!(invariants::problems(document.baseline()), vec![], "after {}", told);
            if let Some(option) = document.option().and_then(|id| document.baseline().options.get(id.as_str())) {
                let applied = diff::apply(document.baseline(), option);
                prop_assert!(applied.map == **document.now() && applied.conflicts == document.conflicts(), "after {}", told);
            }
            let known: BTreeSet<&Id> = map.nodes.ids().chain(map.links.ids()).collect();
            // Another option may lack what is looked at in this one; a picture never shows it.
            if let Some(picture) = session.picture.as_ref().filter(|picture| Arc::ptr_eq(&picture.request.map, map)) {
                let looked_at = &picture.request.extra;
                prop_assert!(looked_at.iter().all(|id| known.contains(id)), "looks at what is not there after {}", told);
            }
            if count % 10 == 0 {
                // What an option adopts is not written: the baseline is what is saved.
                let saved = session.document.baseline();
                let text = boardwalk_file::write(saved);
                prop_assert!(boardwalk_file::read(text.as_bytes()).is_ok_and(|again| again == **saved), "after {}", told);
            }
        }
        there_and_back(&mut window)?;
        // A report that is asked for at the end is the one of the map as it is.
        window.session_mut().follow();
        let session = window.session();
        if let Some(picture) = session.picture.as_ref().filter(|_| !session.is_waiting()) {
            prop_assert_eq!(&picture.report.findings, &boardwalk::analysis::analyse(session.document.map()).findings);
        }
    }
}
