//! A long random session in a window that is never shown: whatever is asked of it, the map stays sound, and every step can
//! be taken back and made again.

use std::collections::BTreeSet;
use std::sync::Arc;

use boardwalk::app::act::{Act, Target, Wish};
use boardwalk::app::command;
use boardwalk::app::window::Window;
use boardwalk::drawing::{Lens, Shown};
use boardwalk::editing::add::NewLine;
use boardwalk::editing::{change, copy, declared, option, place, remove, reparent};
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::diff;
use boardwalk::model::{Id, LinkKind, Map, NodeKind, NodeStatus, invariants};
use boardwalk::session::edit::Addition;
use boardwalk::session::file_acts::{FileAct, Next};
use boardwalk::session::options::OptionAct;
use boardwalk::session::panels::Panel;
use boardwalk::storage::Home;
use boardwalk::storage::remembered::Preferences;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::harness::home;

/// So many things are asked for, one after the other.
const LONG: usize = 300;

/// What somebody might ask for next: which of the things below, and with what.
#[derive(Debug, Clone)]
struct Whim {
    what: u8,
    picks: [Index; 3],
    at: (i16, i16),
}

fn whim() -> impl Strategy<Value = Whim> {
    (any::<u8>(), any::<[Index; 3]>(), any::<(i16, i16)>()).prop_map(|(what, picks, at)| Whim { what, picks, at })
}

impl Whim {
    fn pick(&self, which: usize, from: &[Id]) -> Id {
        if from.is_empty() { Id::from("nowhere") } else { self.picks[which].get(from).clone() }
    }

    /// An act on what is open; it may be about what is not there, as that of somebody who was a moment too late.
    fn act(&self, window: &Window) -> Act {
        let session = window.session();
        let map: &Map = session.document.map();
        let nodes: Vec<Id> = map.nodes.ids().cloned().collect();
        let links: Vec<Id> = map.links.ids().cloned().collect();
        let node = |which| self.pick(which, &nodes);
        let record = |which| self.pick(which, &[&nodes[..], &links[..]].concat());
        let (x, y) = (i32::from(self.at.0), i32::from(self.at.1));
        let line = *self.picks[2].get(&LinkKind::ALL);
        let kind = *self.picks[2].get(&NodeKind::ALL);
        match self.what % 28 {
            // Half of what people do is choosing, and giving commands.
            0..=3 => Act::Select((0..self.picks[0].index(4)).map(|_| record(1)).chain([record(2)]).collect()),
            4..=8 => {
                let entries = command::entries();
                Act::Command(self.picks[0].get(entries).command)
            }
            9 => Act::SelectAlso(record(0)),
            10 => Act::GoTo(Target::Record(record(0))),
            11 => Act::GoTo(Target::FindingsOf(node(0))),
            12 => {
                let findings = session.findings();
                let key = (!findings.is_empty()).then(|| self.picks[0].get(findings).key());
                key.map_or(Act::Retrace(-1), |key| Act::GoTo(Target::Finding(key)))
            }
            13 => Act::Draw { kind: line, from: node(0), to: node(1) },
            14 => {
                let line = (x % 2 == 0).then(|| NewLine::to_new(line, node(0)));
                Act::Add(Addition { kind, name: format!("Body {x}"), at: (y % 3 == 0).then_some((x, y)), line })
            }
            15 => Act::Make(change::rename(map, &node(0), &format!("Renamed {y}"))),
            16 => Act::Make(change::status(map, &[node(0)], *self.picks[2].get(&NodeStatus::ALL))),
            17 => Act::Make(Ok(remove::consequences(map, &[record(0)]).step)),
            18 => Act::Make(reparent::under(map, &[node(0)], &node(1), reparent::Children::GoUp)),
            19 => Act::Make(place::move_to(map, &[(node(0), (x, y))])),
            20 => Act::Make(declared::theme(map, &format!("Theme {}", x % 9))),
            21 => Act::Paste(boardwalk_file::write(&copy::clip(map, &[node(0), node(1), record(2)]))),
            22 => Act::Lens(*self.picks[0].get(&Lens::ALL)),
            24 => Act::Option(OptionAct::Further(if x % 3 == 0 { -1 } else { 1 })),
            25 => {
                let copied = session.document.option().filter(|_| x % 2 == 0);
                match option::add(map, &format!("Option {}", x % 40), "", copied) {
                    Ok((id, step)) => Act::MakeOption(Ok(step), id),
                    Err(refusal) => Act::Make(Err(refusal)),
                }
            }
            26 => {
                let options: Vec<Id> = session.document.baseline().options.ids().cloned().collect();
                let old = format!("Before {x}");
                if options.is_empty() || y % 3 != 0 {
                    Act::Retrace(-1)
                } else {
                    Act::Option(OptionAct::Promote(self.pick(1, &options), old))
                }
            }
            23 => Act::Show(if x % 2 == 0 { Shown::ALL } else { Shown::default() }),
            _ => match self.picks[0].index(5) {
                0 => Act::Open(*self.picks[1].get(&Panel::ALL), x % 2 == 0),
                1 => Act::Look(Wish::ZoomTo(vec![node(1)])),
                2 => Act::File(FileAct::Discard(Next::OpenSample(self.picks[1].index(3)))),
                3 => Act::Undo,
                _ => Act::Redo,
            },
        }
    }
}

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
                prop_assert!(applied.map == **map && applied.conflicts == document.conflicts(), "after {}", told);
            }
            let known: BTreeSet<&Id> = map.nodes.ids().chain(map.links.ids()).collect();
            prop_assert!(session.view.extra.iter().all(|id| known.contains(id)), "looks at what is not there after {}", told);
            if count % 10 == 0 {
                let map = document.baseline();
                let text = boardwalk_file::write(map);
                prop_assert!(boardwalk_file::read(text.as_bytes()).is_ok_and(|again| again == **map), "after {}", told);
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
