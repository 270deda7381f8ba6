//! A talk is given while the map is edited: views, option, what is noted and undo stay right, whatever is done in whatever
//! order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boardwalk::document::Document;
use boardwalk::editing::capture::{self, Noted};
use boardwalk::editing::{add, change, option, remove, view};
use boardwalk::exchange::boardwalk_file::{read, write};
use boardwalk::model::*;
use boardwalk::session::Session;
use boardwalk::session::capture::CaptureAct;
use boardwalk::session::files::Files;
use boardwalk::session::selection::Selection;
use boardwalk::session::talk::TalkAct;
use boardwalk::storage::Home;
use proptest::prelude::*;
use proptest::sample::Index;

/// What somebody does in a workshop.
#[derive(Debug, Clone)]
enum Doing {
    AddBody(Index),
    Rename(Index),
    Remove(Index),
    Choose(Index),
    Option(Option<Index>),
    NewOption,
    Promote(Index),
    Date(bool),
    Keep,
    Update,
    Further(isize),
    DeleteView(Index),
    Type(&'static str),
    Enter,
    Settle(Index, bool),
    DeleteCapture(Index),
    AsReason(Index),
    Undo,
    Redo,
}

fn doing() -> impl Strategy<Value = Doing> {
    let index = any::<Index>;
    let said = proptest::sample::select(vec!["It stays", "action: Ask the police", "question: Who pays?", ""]);
    prop_oneof![
        2 => index().prop_map(Doing::AddBody),
        2 => index().prop_map(Doing::Rename),
        1 => index().prop_map(Doing::Remove),
        2 => index().prop_map(Doing::Choose),
        3 => proptest::option::of(index()).prop_map(Doing::Option),
        1 => Just(Doing::NewOption),
        1 => index().prop_map(Doing::Promote),
        1 => any::<bool>().prop_map(Doing::Date),
        2 => Just(Doing::Keep),
        1 => Just(Doing::Update),
        3 => proptest::sample::select(vec![-1, 1]).prop_map(Doing::Further),
        1 => index().prop_map(Doing::DeleteView),
        4 => said.prop_map(Doing::Type),
        4 => Just(Doing::Enter),
        2 => (index(), any::<bool>()).prop_map(|(which, done)| Doing::Settle(which, done)),
        1 => index().prop_map(Doing::DeleteCapture),
        1 => index().prop_map(Doing::AsReason),
        4 => Just(Doing::Undo),
        2 => Just(Doing::Redo),
    ]
}

fn town() -> Map {
    let mut map = Map { title: "Town".into(), ..Map::default() };
    map.nodes.put(Node::new("board", NodeKind::Board, "Town Board"));
    map.nodes.put(Node::new("group", NodeKind::Group, "Play Group"));
    map.links.put(Link::new("up", LinkKind::ReportsTo, "group", "board"));
    map
}

/// The id of one of many, if there are any.
fn one<'a>(ids: impl Iterator<Item = &'a Id>, which: &Index) -> Option<Id> {
    let ids: Vec<&Id> = ids.collect();
    (!ids.is_empty()).then(|| ids[which.index(ids.len())].clone())
}

fn act(session: &mut Session, doing: &Doing) {
    let baseline = session.document.baseline().clone();
    let map = session.document.map().clone();
    let make = |session: &mut Session, outcome| drop(session.make(outcome));
    match doing {
        Doing::AddBody(which) => {
            make(session, add::node(&map, NodeKind::Group, &format!("Group {}", which.index(9)), None))
        }
        Doing::Rename(which) => {
            let Some(id) = one(map.nodes.ids(), which) else { return };
            make(session, change::rename(&map, &id, &format!("Name {}", which.index(7))));
        }
        Doing::Remove(which) => {
            let Some(id) = one(map.nodes.ids(), which) else { return };
            make(session, Ok(remove::consequences(&map, &[id]).step));
        }
        Doing::Choose(which) => session.selection = Selection::of(one(map.nodes.ids().chain(map.links.ids()), which)),
        Doing::Option(which) => {
            let option = which.as_ref().and_then(|which| one(baseline.options.ids(), which));
            session.work_on(option.as_ref());
        }
        Doing::NewOption => {
            if let Ok((id, step)) = option::add(&baseline, &format!("Option {}", baseline.options.len()), "", None)
                && session.made(Ok(step))
            {
                session.work_on(Some(&id));
            }
        }
        Doing::Promote(which) => {
            let Some(id) = one(baseline.options.ids(), which) else { return };
            let old = format!("Before {}", baseline.options.len());
            session.option(boardwalk::session::options::OptionAct::Promote(id, old));
        }
        Doing::Date(is_then) => session.look_at(is_then.then(|| "2011-05".parse().expect("a date"))),
        Doing::Keep => session.talk(TalkAct::Keep, BTreeSet::new()),
        Doing::Update => session.talk(TalkAct::Update, BTreeSet::new()),
        Doing::Further(step) => session.talk(TalkAct::Further(*step), BTreeSet::new()),
        Doing::DeleteView(which) => {
            let Some(id) = one(baseline.views.ids(), which) else { return };
            make(session, view::remove(&baseline, &id));
        }
        Doing::Type(text) => {
            session.capture(CaptureAct::Begin);
            let noted = session.talk.workshop.form.as_ref().map(|form| form.noted.clone()).unwrap_or_default();
            session.capture(CaptureAct::Write(Noted { text: (*text).to_owned(), ..noted }));
        }
        Doing::Enter => drop(session.capture(CaptureAct::Enter)),
        Doing::Settle(which, done) => {
            let Some(id) = one(baseline.captures.ids(), which) else { return };
            make(session, capture::settle(&baseline, &id, *done));
        }
        Doing::DeleteCapture(which) => {
            let Some(id) = one(baseline.captures.ids(), which) else { return };
            make(session, capture::remove(&baseline, &id));
        }
        Doing::AsReason(which) => {
            let Some((id, option)) = one(baseline.captures.ids(), which).zip(one(baseline.options.ids(), which)) else {
                return;
            };
            make(session, capture::as_reason(&baseline, &option, &id));
        }
        Doing::Undo => session.undo(),
        Doing::Redo => session.redo(),
    }
}

/// What has to hold after whatever was done.
fn check(session: &Session, known: &mut BTreeMap<u64, Arc<Map>>) -> Result<(), TestCaseError> {
    let (document, baseline) = (&session.document, session.document.baseline());
    prop_assert_eq!(invariants::problems(baseline), vec![]);
    prop_assert_eq!(&document.map().captures, &baseline.captures, "what is noted is of the map, whatever is looked at");
    prop_assert_eq!(&document.map().views, &baseline.views);
    let is_of_talk = |change: &Change| {
        change.subject().is_some_and(|(kind, _)| matches!(kind, EntryKind::View | EntryKind::Capture))
    };
    for option in &baseline.options {
        prop_assert!(!option.changes.iter().any(is_of_talk), "{} changes what is of the talk", option.id);
    }
    if let Some(option) = document.option() {
        prop_assert!(baseline.options.contains(option.as_str()), "an option is open that is not there");
    }
    // A revision is one state of the map for ever, however one comes back to it.
    let before = known.entry(document.revision()).or_insert_with(|| Arc::clone(baseline));
    prop_assert_eq!(&**before, &**baseline);
    let text = write(baseline);
    let again = read(text.as_bytes()).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(&again, &**baseline, "the file has all of it");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_talk_is_given_while_the_map_is_edited(doings in proptest::collection::vec(doing(), 1..60)) {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::new(Home::at(folder.path()));
        let mut session = Session::new(Document::new(town()), files, Arc::new(|| ()));
        let mut known = BTreeMap::new();
        check(&session, &mut known)?;
        session.present(true);
        for doing in &doings {
            let (noted, views) = (session.document.baseline().captures.clone(), session.document.baseline().views.clone());
            act(&mut session, doing);
            session.follow();
            check(&session, &mut known)?;
            // Only what is about them touches what is noted, and views.
            let is_step = matches!(doing, Doing::Undo | Doing::Redo);
            let notes = matches!(doing, Doing::Enter | Doing::Settle(..) | Doing::DeleteCapture(_));
            if !is_step && !notes {
                prop_assert_eq!(&session.document.baseline().captures, &noted, "{:?}", doing);
            }
            if !is_step && !matches!(doing, Doing::Keep | Doing::Update | Doing::DeleteView(_)) {
                prop_assert_eq!(&session.document.baseline().views, &views, "{:?}", doing);
            }
        }
        session.look_at(None);
        let last = session.document.baseline().clone();
        let mut steps = 0;
        while session.document.undo_label().is_some() {
            session.undo();
            check(&session, &mut known)?;
            steps += 1;
        }
        prop_assert_eq!(&**session.document.baseline(), &town());
        prop_assert!(session.changes_since().is_empty(), "nothing is changed any more");
        for _ in 0..steps {
            session.redo();
            check(&session, &mut known)?;
        }
        prop_assert_eq!(session.document.baseline(), &last);
    }
}
