//! The session without a window: what its methods do to what is open, chosen and told.

mod files;
mod focus;
mod folding;
mod options;
mod talk;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::file_acts::{FileAct, FileQuestion, NewMap, Next, PathWish};
use super::looking::Look;
use super::*;
use crate::editing::add::NewLine;
use crate::editing::{add, change, remove};
use crate::exchange::boardwalk_file;
use crate::model::{Link, LinkKind, Map, Node, NodeKind};
use crate::session::edit::Addition;
use crate::session::spotlight::Spotlight;
use crate::storage::Home;

/// A council that is accountable; a board and a group that answer to nobody; a strand that belongs to nobody.
fn town() -> Map {
    let mut map = Map { title: "Town".into(), ..Map::default() };
    let mut council = Node::new("council", NodeKind::Partner, "Council");
    council.accountable_body = Some(true);
    map.nodes.put(council);
    map.nodes.put(Node::new("board", NodeKind::Board, "Town Board"));
    map.nodes.put(Node::new("group", NodeKind::Group, "Play Group"));
    map.nodes.put(Node::new("play", NodeKind::Strand, "Play"));
    map
}

/// A session that keeps what it keeps under a folder of its own.
struct Stage {
    session: Session,
    // Dropped last: unsaved work is kept there.
    folder: tempfile::TempDir,
}

impl Stage {
    fn new(map: Map) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let files = Files::new(Home::at(&folder.path().join("home")));
        let session = Session::new(Document::new(map), files, Arc::new(|| ()));
        let mut stage = Self { session, folder };
        assert_eq!(stage.settle(), []);
        stage
    }

    /// Follows until nothing is under way any more, and gives what was asked meanwhile.
    fn settle(&mut self) -> Vec<FileQuestion> {
        let start = Instant::now();
        let mut questions = self.session.follow();
        while self.session.is_waiting() {
            assert!(start.elapsed() < Duration::from_secs(30), "it never comes to an end");
            std::thread::sleep(Duration::from_millis(1));
            questions.extend(self.session.follow());
        }
        questions
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn draw(&mut self, kind: LinkKind, from: &str, to: &str) -> Look {
        let look = self.session.draw_line(kind, &from.into(), &to.into());
        self.settle();
        look
    }

    fn rename(&mut self, id: &str, name: &str) -> Look {
        let outcome = change::rename(self.session.document.map(), &id.into(), name);
        self.session.make(outcome)
    }

    fn save_as(&mut self, path: &Path) -> Vec<FileQuestion> {
        let wish = PathWish::SaveAs { name: "map.boardwalk".into(), next: None };
        self.session.file(FileAct::Use(wish, path.to_owned()));
        self.settle()
    }

    fn told(&self) -> String {
        self.session.message().map(|(text, _)| text.to_owned()).unwrap_or_default()
    }
}

fn ids<const N: usize>(ids: [&str; N]) -> std::collections::BTreeSet<Id> {
    ids.map(Id::from).into()
}

#[test]
fn a_step_chooses_what_it_is_about_and_a_refusal_is_told() {
    let mut stage = Stage::new(town());
    let addition = Addition { kind: NodeKind::Group, name: "Sport".into(), at: None, line: None };
    assert_eq!(stage.session.add(&addition), Look::Focus("sport".into()));
    assert_eq!(stage.session.selection.ids, ids(["sport"]));
    stage.rename("board", "Partnership Board");
    assert_eq!(stage.session.notice.as_ref().map(|notice| notice.is_made), Some(true));
    let before = Arc::clone(stage.session.document.map());
    assert_eq!(stage.rename("board", " "), Look::Stay);
    assert!(Arc::ptr_eq(&before, stage.session.document.map()), "nothing was changed");
    assert!(stage.told().starts_with(char::is_uppercase), "{}", stage.told());
    assert_eq!(stage.rename("board", "Partnership Board"), Look::Stay, "what changes nothing is no step");
    stage.session.undo();
    assert_eq!(stage.session.document.map().name("board"), "Town Board");
    assert_eq!(stage.session.notice.as_ref().map(|notice| notice.is_made), Some(false));
    stage.session.redo();
    assert_eq!(stage.session.document.map(), &before);
}

#[test]
fn a_notice_tells_what_a_step_did_to_the_findings() {
    let mut stage = Stage::new(town());
    let before = stage.session.open_findings().len();
    stage.draw(LinkKind::ReportsTo, "board", "council");
    assert!(stage.session.open_findings().len() < before);
    let notice = stage.session.notice.as_ref().expect("a notice");
    assert!(notice.solved_words().is_some() && notice.left().is_some(), "{}", notice.words());
    let map = stage.session.document.map();
    let picture = stage.session.picture.as_ref().expect("a picture");
    assert!(Arc::ptr_eq(map, &picture.request.map));
    assert_eq!(picture.report.findings, crate::analysis::analyse(map).findings);
}

#[test]
fn what_is_removed_is_chosen_and_looked_at_no_more() {
    let mut stage = Stage::new(town());
    stage.session.go_to("play".into());
    assert_eq!(stage.session.view.extra, ids(["play"]), "a strand comes into the picture when it is gone to");
    let removal = remove::consequences(stage.session.document.map(), &["play".into()]);
    stage.session.make(Ok(removal.step));
    assert_eq!((&stage.session.selection.ids, &stage.session.view.extra), (&ids([]), &ids([])));
    stage.session.undo();
    assert!(stage.session.selection.ids.is_empty(), "undoing chooses nothing by itself");
}

#[test]
fn a_line_is_remembered_and_what_it_was_drawn_from_stays_chosen() {
    let mut stage = Stage::new(town());
    assert_eq!(stage.draw(LinkKind::ReportsTo, "group", "board"), Look::Focus("group".into()));
    assert_eq!(
        (stage.session.last_used.line, stage.session.chosen()),
        (Some(LinkKind::ReportsTo), vec!["group".into()])
    );
    let line = Some(NewLine::to_new(LinkKind::ReportsTo, "board".into()));
    let addition = Addition { kind: NodeKind::Board, name: "Executive".into(), at: Some((3, 4)), line };
    let look = stage.session.add(&addition);
    let id = stage.session.chosen_nodes().first().cloned().expect("the new one is chosen");
    assert_eq!((look, stage.session.last_used.node), (Look::Focus(id.clone()), NodeKind::Board));
    let map = stage.session.document.map();
    assert_eq!(map.placement.get(id.as_str()).map(|place| (place.x, place.y)), Some((3, 4)));
    assert_eq!(map.links_of(id.as_str()).count(), 1);
}

#[test]
fn a_finding_stays_chosen_by_what_it_says_and_is_let_go_when_it_is_solved() {
    let mut stage = Stage::new(town());
    let key = |stage: &Stage, id: &str| {
        let mut findings = stage.session.findings().iter();
        findings.find(|finding| finding.subjects[0].id.as_str() == id).map(Finding::key).expect("a finding")
    };
    let group = key(&stage, "group");
    assert!(matches!(stage.session.go_to_finding(group.clone()), Look::Show(lit) if lit.contains(&"group".into())));
    stage.draw(LinkKind::ReportsTo, "board", "council");
    stage.session.go_to_finding(group.clone());
    stage.rename("board", "Another Board");
    stage.session.go_to_finding(group.clone());
    stage.settle();
    assert_eq!(stage.session.chosen_finding().map(Finding::key), Some(group.clone()));
    let outcome = add::line(stage.session.document.map(), LinkKind::ReportsTo, &"group".into(), &"board".into());
    let step = outcome.map(|step| crate::editing::Step { chosen: Vec::new(), ..step });
    stage.session.make(step);
    stage.settle();
    assert_eq!(stage.session.selection.finding, None, "it is solved");
    assert_eq!(stage.session.go_to_finding(group.clone()), Look::Stay, "what is not found cannot be gone to");
    stage.session.undo();
    stage.settle();
    assert_eq!(stage.session.selection.finding, None, "and does not come back by itself");
    assert!(stage.session.finding(&group).is_some());
}

#[test]
fn the_list_of_findings_goes_round() {
    let mut stage = Stage::new(town());
    let count = stage.session.open_findings().len();
    assert!(count > 1);
    let first = stage.session.finding_further(1).expect("a finding");
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..count {
        let key = stage.session.finding_further(1).expect("a finding");
        assert!(seen.insert(key.clone()), "each comes once");
        stage.session.go_to_finding(key);
    }
    assert_eq!(stage.session.finding_further(1), Some(first));
    stage.session.selection = Selection::default();
    assert_eq!(stage.session.finding_further(-1), stage.session.open_findings().last().map(Finding::key));
}

#[test]
fn what_was_looked_at_is_looked_at_again_unless_it_is_gone() {
    let mut stage = Stage::new(town());
    for id in ["council", "group", "board"] {
        stage.session.go_to(id.into());
    }
    let removal = remove::consequences(stage.session.document.map(), &["group".into()]);
    stage.session.make(Ok(removal.step));
    assert_eq!(stage.session.retrace(-1), Look::ZoomTo(vec!["council".into()]), "the group is passed over");
    assert_eq!(stage.session.retrace(-1), Look::Stay);
    assert_eq!(stage.session.retrace(1), Look::ZoomTo(vec!["board".into()]));
}

#[test]
fn a_spotlight_goes_out_when_something_else_is_chosen_or_the_map_changes() {
    let spotlight = || {
        let (at, title, text) = (vec!["board".into()], "Seats".into(), String::new());
        Some(Spotlight {
            at,
            title,
            text,
            ids: ids(["board", "play"]),
            gaps: Vec::new(),
            ink: crate::drawing::Ink::Accent,
        })
    };
    let mut stage = Stage::new(town());
    assert_eq!(stage.session.shine(spotlight()), Look::Show(vec!["board".into(), "play".into()]));
    assert_eq!(stage.session.lit(), ids(["board", "play"]));
    assert!(stage.session.depiction(1.0).is_some_and(|depiction| depiction.lit == ids(["board", "play"])));
    stage.session.selection = Selection::of(["council".into()]);
    stage.settle();
    stage.session.selection = Selection::default();
    assert!(stage.session.spotlight().is_none(), "it does not come back with the choice");
    stage.session.shine(spotlight());
    let step = change::rename(stage.session.document.map(), &"council".into(), "City Council");
    stage.session.make(step.map(|step| crate::editing::Step { chosen: Vec::new(), ..step }));
    assert!(stage.session.spotlight().is_none());
}

#[test]
fn a_depiction_is_made_once_for_a_finding_a_picture_and_a_size() {
    let mut stage = Stage::new(town());
    let key = stage.session.finding_further(1).expect("a finding");
    stage.session.go_to_finding(key);
    stage.settle();
    let first = stage.session.depiction(1.0).expect("a depiction");
    assert!(Arc::ptr_eq(&first, &stage.session.depiction(1.0).expect("a depiction")));
    assert!(!Arc::ptr_eq(&first, &stage.session.depiction(2.0).expect("a depiction")));
}

#[test]
fn what_is_copied_is_pasted_with_its_lines_at_the_pointer() {
    let mut map = town();
    map.links.put(Link::new("up", LinkKind::ReportsTo, "group", "board"));
    let mut stage = Stage::new(map);
    stage.session.selection = Selection::of(["group".into(), "board".into()]);
    let clip = stage.session.copied();
    assert_eq!((clip.nodes.len(), clip.links.len(), clip.placement.len()), (2, 1, 2));
    stage.session.last_used.pointer = Some((1000, 500));
    stage.session.paste(&boardwalk_file::write(&clip));
    let map = stage.session.document.map();
    assert_eq!((map.nodes.len(), map.links.len()), (6, 2));
    assert_eq!(stage.session.chosen_nodes().len(), 2);
    stage.session.paste("Youth Council; Town Board");
    assert_eq!(stage.session.document.map().nodes.len(), 7, "lines of text are a map too, and nothing comes twice");
    stage.session.paste("{ no map");
    assert!(stage.told().starts_with("The clipboard holds nothing"), "{}", stage.told());
}
