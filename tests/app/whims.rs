//! Whims: what somebody might ask of a window next, whatever is open in it.

use boardwalk::app::act::{Act, Target, Wish};
use boardwalk::app::command;
use boardwalk::app::window::Window;
use boardwalk::drawing::{Lens, Shown};
use boardwalk::editing::add::NewLine;
use boardwalk::editing::capture::{self, Noted};
use boardwalk::editing::{change, copy, declared, option, place, remove, reparent};
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Id, LinkKind, Map, NodeKind, NodeStatus};
use boardwalk::session::capture::CaptureAct;
use boardwalk::session::edit::Addition;
use boardwalk::session::file_acts::{FileAct, Next};
use boardwalk::session::options::OptionAct;
use boardwalk::session::panels::Panel;
use proptest::prelude::*;
use proptest::sample::Index;

/// What somebody might ask for next: which of the things below, and with what.
#[derive(Debug, Clone)]
pub(crate) struct Whim {
    what: u8,
    picks: [Index; 3],
    at: (i16, i16),
}

/// Any of them.
pub(crate) fn whim() -> impl Strategy<Value = Whim> {
    (any::<u8>(), any::<[Index; 3]>(), any::<(i16, i16)>()).prop_map(|(what, picks, at)| Whim { what, picks, at })
}

impl Whim {
    fn pick(&self, which: usize, from: &[Id]) -> Id {
        if from.is_empty() { Id::from("nowhere") } else { self.picks[which].get(from).clone() }
    }

    /// An act on what is open; it may be about what is not there, as that of somebody who was a moment too late.
    pub(crate) fn act(&self, window: &Window) -> Act {
        let session = window.session();
        let map: &Map = session.document.map();
        let nodes: Vec<Id> = map.nodes.ids().cloned().collect();
        let links: Vec<Id> = map.links.ids().cloned().collect();
        let node = |which| self.pick(which, &nodes);
        let record = |which| self.pick(which, &[&nodes[..], &links[..]].concat());
        let (x, y) = (i32::from(self.at.0), i32::from(self.at.1));
        let line = *self.picks[2].get(&LinkKind::ALL);
        let kind = *self.picks[2].get(&NodeKind::ALL);
        match self.what % 29 {
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
                if options.is_empty() || y % 3 != 0 {
                    Act::Retrace(-1)
                } else {
                    Act::Option(OptionAct::Promote(self.pick(1, &options), format!("Before {x}")))
                }
            }
            27 => {
                let baseline = session.document.baseline();
                let said: Vec<Id> = baseline.captures.ids().cloned().collect();
                let noted = Noted { text: format!("question: {x}"), ..Noted::default() }.about(map, [record(0)]);
                match self.picks[1].index(7) {
                    0 => Act::Capture(CaptureAct::Begin),
                    1 => Act::Capture(CaptureAct::Write(noted)),
                    2 => Act::Capture(CaptureAct::Enter),
                    3 => Act::Capture(CaptureAct::Edit(self.pick(0, &said))),
                    4 => Act::Make(capture::settle(baseline, &self.pick(0, &said), x % 2 == 0)),
                    5 => Act::Make(capture::remove(baseline, &self.pick(0, &said))),
                    _ => Act::Capture(CaptureAct::GoTo(self.pick(0, &said))),
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
