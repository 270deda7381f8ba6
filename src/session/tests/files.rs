//! Files: what is opened, saved, given up and kept.

use super::*;
use crate::storage::watcher::Found;

#[test]
fn a_map_is_saved_while_it_is_edited_and_what_came_later_counts_as_unsaved() {
    let mut stage = Stage::new(town());
    let path = stage.path("map.boardwalk");
    stage.rename("board", "Partnership Board");
    let saved = Arc::clone(stage.session.document.map());
    let wish = PathWish::SaveAs { name: "map.boardwalk".into(), next: None };
    stage.session.file(FileAct::Use(wish, path.clone()));
    assert_eq!(stage.session.files.saving().map(|(path, _)| path.to_owned()), Some(path.clone()));
    stage.rename("board", "Later Board");
    assert_eq!(stage.settle(), []);
    assert_eq!(std::fs::read(&path).expect("a file"), boardwalk_file::write(&saved).into_bytes());
    assert_eq!(stage.session.document.path(), Some(path.as_path()));
    assert!(stage.session.document.is_dirty(), "the later name is in no file");
    stage.session.undo();
    assert!(!stage.session.document.is_dirty());
    assert_eq!(stage.told(), format!("Saved map.boardwalk in {}", stage.folder.path().display()));
    assert_eq!(stage.session.files.recent.files(), [path]);
}

#[test]
fn saving_twice_at_once_writes_one_file_after_the_other() {
    let mut stage = Stage::new(town());
    let path = stage.path("map.boardwalk");
    assert_eq!(stage.save_as(&path), []);
    for name in ["One", "Two", "Three"] {
        stage.rename("board", name);
        stage.session.file(FileAct::Save(None));
    }
    assert_eq!(stage.settle(), []);
    assert!(!stage.session.document.is_dirty());
    let written = boardwalk_file::read(&std::fs::read(&path).expect("a file")).expect("a map");
    assert_eq!(written.name("board"), "Three");
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_that_is_wanted() {
    let mut stage = Stage::new(town());
    let path = stage.path("other.boardwalk");
    std::fs::write(&path, "somebody's work").expect("a file");
    assert_eq!(stage.save_as(&path), [FileQuestion::Overwrite(path.clone(), None)]);
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "somebody's work");
    stage.session.file(FileAct::Overwrite(path.clone(), None));
    assert_eq!(stage.settle(), []);
    std::fs::write(&path, "changed by another program").expect("a file");
    stage.session.notice_change_on_disk();
    stage.settle();
    assert!(matches!(stage.session.change_on_disk(), Some((changed, Found::Changed(_))) if changed == path));
    stage.rename("board", "Partnership Board");
    stage.session.file(FileAct::Save(None));
    assert_eq!(stage.settle(), [FileQuestion::ChangedOnDisk(path.clone(), None)]);
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "changed by another program");
    assert!(stage.session.document.is_dirty());
}

#[test]
fn nothing_is_given_up_unasked() {
    let mut stage = Stage::new(town());
    let path = stage.path("map.boardwalk");
    stage.rename("board", "Partnership Board");
    let mine = Arc::clone(stage.session.document.map());
    let new = NewMap { map: Map::default(), message: "New".into(), is_work: false };
    let everything =
        [Next::Quit, Next::AskToOpen, Next::OpenPath(path.clone()), Next::OpenSample(0), Next::PutNew(Box::new(new))];
    for next in everything {
        stage.session.file(FileAct::UnlessUnsaved(next.clone()));
        assert_eq!(stage.settle(), [FileQuestion::Unsaved(next)]);
        assert!(Arc::ptr_eq(stage.session.document.map(), &mine) && !stage.session.files.may_close());
    }
    stage.session.file(FileAct::Save(Some(Next::OpenSample(2))));
    let [FileQuestion::Path { wish, .. }] = &stage.settle()[..] else { panic!("it is in no file yet") };
    stage.session.file(FileAct::Use(wish.clone(), path.clone()));
    assert_eq!(stage.settle(), []);
    assert_ne!(stage.session.document.map(), &mine, "the sample is open");
    stage.session.file(FileAct::UnlessUnsaved(Next::OpenPath(path.clone())));
    assert_eq!(stage.settle(), []);
    assert_eq!((stage.session.document.map(), stage.session.document.path()), (&mine, Some(path.as_path())));
}

#[test]
fn a_window_closes_when_what_is_being_saved_is_saved() {
    let mut stage = Stage::new(town());
    let path = stage.path("map.boardwalk");
    assert_eq!(stage.save_as(&path), []);
    stage.rename("board", "Partnership Board");
    stage.session.file(FileAct::Save(None));
    assert!(!stage.session.on_close_requested(), "it waits for the disk");
    assert_eq!(stage.settle(), [], "nothing has to be asked");
    assert!(stage.session.files.may_close() && stage.session.on_close_requested());
    let mut stage = Stage::new(town());
    let path = stage.path("no such folder").join("map.boardwalk");
    stage.rename("board", "Partnership Board");
    let wish = PathWish::SaveAs { name: "map.boardwalk".into(), next: Some(Next::Quit) };
    stage.session.file(FileAct::Use(wish, path));
    let questions = stage.settle();
    assert!(matches!(&questions[..], [FileQuestion::Failed(title, _)] if title == "The map could not be saved"));
    assert!(!stage.session.files.may_close() && stage.session.document.is_dirty(), "what was not saved is not lost");
}

#[test]
fn what_was_changed_while_it_was_saved_keeps_the_window_open() {
    let mut stage = Stage::new(town());
    let path = stage.path("map.boardwalk");
    let wish = PathWish::SaveAs { name: "map.boardwalk".into(), next: Some(Next::Quit) };
    stage.session.file(FileAct::Use(wish, path));
    stage.rename("board", "Partnership Board");
    assert_eq!(stage.settle(), [FileQuestion::Unsaved(Next::Quit)]);
    assert!(!stage.session.files.may_close());
}

#[test]
fn a_file_that_was_open_last_time_may_be_gone_but_one_that_is_asked_for_may_not() {
    let mut stage = Stage::new(town());
    let (gone, broken) = (stage.path("gone.boardwalk"), stage.path("broken.boardwalk"));
    std::fs::write(&broken, "{").expect("a file");
    let before = stage.session.files.maps_opened();
    stage.session.open_from_last_time(gone.clone());
    assert_eq!(stage.settle(), []);
    for path in [gone, broken] {
        stage.session.file(FileAct::UnlessUnsaved(Next::OpenPath(path)));
        let questions = stage.settle();
        assert!(matches!(&questions[..], [FileQuestion::Failed(title, _)] if title == "The file could not be opened"));
    }
    assert_eq!(stage.session.files.maps_opened(), before, "the map that was open still is");
}

#[test]
fn unsaved_work_of_an_earlier_run_is_offered_and_taken_up_or_thrown_away() {
    let Stage { mut session, folder } = Stage::new(town());
    session.make(change::rename(session.document.map(), &"board".into(), "Partnership Board"));
    let work = Arc::clone(session.document.map());
    drop(session);
    let again = || {
        let files = Files::new(Home::at(&folder.path().join("home")));
        let mut session = Session::new(Document::new(Map::default()), files, Arc::new(|| ()));
        session.look_for_what_was_left();
        session
    };
    let settle = |session: Session| {
        let mut stage = Stage { session, folder: tempfile::tempdir().expect("a temporary folder") };
        let questions = stage.settle();
        (stage.session, questions)
    };
    let offer = |questions: &[FileQuestion]| match questions {
        [FileQuestion::Recover(offer)] => {
            assert_eq!(
                (offer.title.as_deref(), offer.path.as_ref(), offer.kept_at.is_some()),
                (Some("Town"), None, true)
            );
            offer.number
        }
        others => panic!("one offer, not {others:?}"),
    };
    let (mut session, questions) = settle(again());
    session.file(FileAct::UnlessUnsaved(Next::TakeUp(offer(&questions))));
    assert_eq!(session.document.map(), &work);
    assert!(session.document.is_dirty(), "it is not saved yet");
    drop(session);
    let (mut session, questions) = settle(again());
    session.file(FileAct::ThrowAway(offer(&questions)));
    let (session, questions) = settle(session);
    assert_eq!(questions, []);
    drop(session);
    assert_eq!(settle(again()).1, []);
}

/// What is offered at the next start, by the names of the boards.
fn offered_after(stage: Stage) -> Vec<String> {
    let Stage { session, folder } = stage;
    drop(session);
    let left = Home::at(&folder.path().join("home")).left_behind();
    left.iter()
        .map(|left| boardwalk_file::read(left.text.as_bytes()).expect("a map").name("board").to_owned())
        .collect()
}

#[test]
fn what_is_given_up_stays_kept_until_another_map_is_open() {
    // Somebody gives up, then gives up opening, too: the map is still there, and the program may still crash.
    for next in [Next::AskToOpen, Next::OpenPath("/no such folder/map.boardwalk".into())] {
        let mut stage = Stage::new(town());
        stage.rename("board", "Two");
        stage.session.file(FileAct::Discard(next));
        stage.settle();
        assert_eq!(offered_after(stage), ["Two"]);
    }
    let mut stage = Stage::new(town());
    stage.rename("board", "Two");
    stage.session.file(FileAct::Discard(Next::OpenSample(0)));
    assert_eq!(offered_after(stage), [""; 0], "it is gone with the map");
    let mut stage = Stage::new(town());
    stage.rename("board", "Two");
    stage.session.file(FileAct::Discard(Next::Quit));
    assert!(stage.session.on_close_requested());
    stage.session.end();
    assert_eq!(offered_after(stage), [""; 0], "it is gone with the window");
}

#[test]
fn giving_up_once_is_not_giving_up_for_ever() {
    let mut stage = Stage::new(town());
    stage.rename("board", "Two");
    stage.session.file(FileAct::Discard(Next::AskToOpen));
    assert!(matches!(&stage.settle()[..], [FileQuestion::Path { .. }]));
    stage.session.file(FileAct::UnlessUnsaved(Next::AskToOpen));
    assert_eq!(stage.settle(), [FileQuestion::Unsaved(Next::AskToOpen)], "the list of files was left");
    assert!(!stage.session.on_close_requested());
    assert_eq!(stage.settle(), [FileQuestion::Unsaved(Next::Quit)]);
    stage.session.file(FileAct::Discard(Next::AskToOpen));
    stage.rename("board", "Three");
    let path = stage.path("map.boardwalk");
    stage.session.file(FileAct::Use(PathWish::Open, path.clone()));
    let questions = stage.settle();
    assert_eq!(questions[1..], [FileQuestion::Unsaved(Next::OpenPath(path))], "it was changed behind the list");
}

#[test]
fn a_file_that_arrives_late_never_replaces_unsaved_work() {
    let (mut stage, mut other) = (Stage::new(town()), Stage::new(town()));
    let path = other.path("other.boardwalk");
    assert_eq!(other.save_as(&path), []);
    let open = |stage: &mut Stage| stage.session.file(FileAct::UnlessUnsaved(Next::OpenPath(path.clone())));
    open(&mut stage);
    stage.rename("board", "Mine");
    assert_eq!(stage.settle(), [FileQuestion::Unsaved(Next::OpenPath(path.clone()))]);
    assert_eq!(stage.session.document.map().name("board"), "Mine");
    stage.session.file(FileAct::Discard(Next::OpenPath(path.clone())));
    assert_eq!(stage.settle(), []);
    assert_eq!(stage.session.document.path(), Some(path.as_path()), "it was given up");
    // Given up, and then changed again before the file is there.
    stage.rename("board", "Mine");
    stage.session.file(FileAct::Discard(Next::OpenPath(path.clone())));
    stage.rename("board", "Mine again");
    assert_eq!(stage.settle(), [FileQuestion::Unsaved(Next::OpenPath(path.clone()))]);
    assert_eq!(stage.session.document.map().name("board"), "Mine again");
    // What nobody has asked for just now gives way.
    let mut stage = Stage::new(town());
    stage.session.open_from_last_time(path.clone());
    stage.rename("board", "Mine");
    assert_eq!(stage.settle(), []);
    assert_eq!(stage.session.document.map().name("board"), "Mine");
    // While people are asked something about the open map, the file waits.
    let mut stage = Stage::new(town());
    stage.session.files.hold(true);
    open(&mut stage);
    assert!(stage.session.files.has_arrived(Duration::from_secs(30)));
    stage.session.follow();
    assert_eq!(stage.session.document.path(), None);
    stage.session.files.hold(false);
    assert_eq!(stage.settle(), []);
    assert_eq!(stage.session.document.path(), Some(path.as_path()));
}

#[test]
fn work_that_is_taken_up_is_not_replaced_by_a_file_that_arrives_late_and_keeps_its_own_copy() {
    let mut crashed = Stage::new(town());
    let path = crashed.path("town.boardwalk");
    assert_eq!(crashed.save_as(&path), []);
    crashed.rename("board", "Work");
    let Stage { session, folder } = crashed;
    drop(session);
    let other = folder.path().join("other.boardwalk");
    std::fs::copy(&path, &other).expect("another file");
    for (asked_for, is_asked) in [(other, true), (path.clone(), false)] {
        let files = Files::new(Home::at(&folder.path().join("home")));
        let mut session = Session::new(Document::new(town()), files, Arc::new(|| ()));
        session.look_for_what_was_left();
        session.make(change::rename(session.document.map(), &"board".into(), "Another map's"));
        let mut stage = Stage { session, folder: tempfile::tempdir().expect("a temporary folder") };
        let questions = stage.settle();
        let [FileQuestion::Recover(offer)] = &questions[..] else { panic!("an offer, not {questions:?}") };
        assert_eq!((offer.title.as_deref(), offer.path.as_ref()), (Some("Town"), Some(&path)));
        let next = Next::TakeUp(offer.number);
        stage.session.file(FileAct::UnlessUnsaved(next.clone()));
        assert_eq!(stage.settle(), [FileQuestion::Unsaved(next.clone())], "what is open may be work, too");
        stage.session.undo();
        stage.session.file(FileAct::UnlessUnsaved(Next::OpenPath(asked_for.clone())));
        stage.session.file(FileAct::UnlessUnsaved(next));
        let questions = stage.settle();
        let expected = [FileQuestion::Unsaved(Next::OpenPath(asked_for))];
        assert_eq!(questions, expected[..usize::from(is_asked)]);
        assert_eq!(stage.session.document.map().name("board"), "Work");
        assert_eq!(offered_after(Stage { session: stage.session, folder: stage.folder }), [""; 0], "not its home");
        let left = Home::at(&folder.path().join("home")).left_behind();
        assert_eq!(left.len(), 1, "the work is still kept, and nothing else");
    }
}

#[test]
fn all_that_was_left_is_offered_whatever_else_is_told() {
    let Stage { mut session, folder } = Stage::new(town());
    let home = Home::at(&folder.path().join("home"));
    session.make(change::rename(session.document.map(), &"board".into(), "One"));
    drop(session);
    let mut session = Session::new(Document::new(town()), Files::new(home.clone()), Arc::new(|| ()));
    session.make(change::rename(session.document.map(), &"board".into(), "Two"));
    drop(session);
    let later = folder.path().join("later.boardwalk");
    let text = boardwalk_file::write(&town()).replacen("\"version\": 1", "\"version\": 7", 1);
    std::fs::write(&later, text).expect("a file");
    for (path, is_open) in [(later, true), ("/none".into(), false)] {
        let mut session = Session::new(Document::new(town()), Files::new(home.clone()), Arc::new(|| ()));
        session.look_for_what_was_left();
        session.file(FileAct::UnlessUnsaved(Next::OpenPath(path)));
        let mut stage = Stage { session, folder: tempfile::tempdir().expect("a temporary folder") };
        let questions = stage.settle();
        let offers = questions.iter().filter(|question| matches!(question, FileQuestion::Recover(_))).count();
        assert_eq!(offers, 2, "{questions:?}");
        let has_failed = questions.iter().any(|question| matches!(question, FileQuestion::Failed(..)));
        assert_eq!((stage.session.files.read_only().is_some(), has_failed), (is_open, !is_open));
    }
}

#[test]
fn a_change_by_another_program_is_noticed_looked_at_reloaded_or_kept() {
    let mut stage = Stage::new(town());
    let path = stage.path("map.boardwalk");
    assert_eq!(stage.save_as(&path), []);
    assert_eq!(stage.session.change_on_disk(), None);
    let mut theirs = town();
    theirs.nodes.put(Node::new("sport", NodeKind::Group, "Sport"));
    std::fs::write(&path, boardwalk_file::write(&theirs)).expect("another program");
    let start = Instant::now();
    while stage.session.change_on_disk().is_none() {
        assert!(start.elapsed() < Duration::from_secs(10), "nobody comes back to the window, and it is noticed");
        std::thread::sleep(Duration::from_millis(5));
        stage.session.follow();
    }
    stage.session.file(FileAct::Compare(None));
    let questions = stage.settle();
    let [FileQuestion::Difference(difference)] = &questions[..] else { panic!("not {questions:?}") };
    assert_eq!((&difference.path, &difference.lines[..]), (&path, &["New group: Sport".to_owned()][..]));
    stage.session.file(FileAct::LeaveChange);
    assert_eq!(stage.session.change_on_disk(), None, "people know");
    stage.session.file(FileAct::Save(None));
    assert_eq!(stage.settle(), [FileQuestion::ChangedOnDisk(path.clone(), None)], "and are asked all the same");
    std::fs::write(&path, boardwalk_file::write(&town())).expect("another program");
    stage.session.notice_change_on_disk();
    stage.settle();
    assert_eq!(stage.session.change_on_disk(), None, "it is what it was");
    std::fs::remove_file(&path).expect("another program");
    stage.session.notice_change_on_disk();
    stage.settle();
    assert_eq!(stage.session.change_on_disk(), Some((path.as_path(), &Found::Gone)));
    stage.session.file(FileAct::Save(None));
    assert_eq!(stage.settle(), []);
    assert_eq!(stage.session.change_on_disk(), None, "it is there again");
    std::fs::write(&path, boardwalk_file::write(&theirs)).expect("another program");
    stage.session.file(FileAct::UnlessUnsaved(Next::OpenPath(path)));
    assert_eq!(stage.settle(), []);
    assert_eq!(stage.session.document.map().name("sport"), "Sport");
    assert_eq!(stage.session.change_on_disk(), None);
}

/// Follows until something is so, as a window does in which nobody does anything.
fn until(stage: &mut Stage, is_so: impl Fn(&Session) -> bool) {
    let start = Instant::now();
    while !is_so(&stage.session) {
        assert!(start.elapsed() < Duration::from_secs(20), "it never comes to that");
        std::thread::sleep(Duration::from_millis(5));
        stage.session.follow();
    }
}

#[test]
fn a_file_that_was_moved_is_followed_and_another_version_beside_it_is_told_until_it_is_left() {
    let mut stage = Stage::new(town());
    let (path, there) = (stage.path("map.boardwalk"), stage.path("new name.boardwalk"));
    assert_eq!(stage.save_as(&path), []);
    std::fs::rename(&path, &there).expect("another program");
    until(&mut stage, |session| session.change_on_disk().is_some());
    assert_eq!(stage.session.change_on_disk(), Some((path.as_path(), &Found::Moved(there.clone()))));
    stage.session.file(FileAct::GoOnIn(there.clone()));
    assert_eq!(stage.settle(), []);
    assert_eq!((stage.session.document.path(), stage.session.change_on_disk()), (Some(there.as_path()), None));
    stage.rename("board", "Partnership Board");
    stage.session.file(FileAct::Save(None));
    assert_eq!(stage.settle(), []);
    assert!(!path.exists() && !stage.session.document.is_dirty());
    assert_eq!(stage.session.files.recent.files(), [there.clone(), path]);
    let copy = stage.path("new name (Jo's conflicted copy 2026-11-30).boardwalk");
    std::fs::write(&copy, boardwalk_file::write(&town())).expect("a sync program");
    until(&mut stage, |session| session.copy_beside().is_some());
    assert_eq!(stage.session.copy_beside(), Some(copy.as_path()));
    stage.session.file(FileAct::CompareWith(copy.clone()));
    let questions = stage.settle();
    let [FileQuestion::Difference(difference)] = &questions[..] else { panic!("not {questions:?}") };
    assert_eq!((&difference.path, difference.is_beside, difference.lines.len()), (&copy, true, 1));
    stage.session.file(FileAct::LeaveCopy(copy.clone()));
    assert_eq!((stage.session.copy_beside(), copy.exists()), (None, true));
}

#[test]
fn what_was_to_be_asked_of_one_map_is_not_asked_of_the_next() {
    let mut stage = Stage::new(town());
    let path = stage.path("map.boardwalk");
    assert_eq!(stage.save_as(&path), []);
    let again = FileQuestion::ChangedOnDisk(path, None);
    stage.session.file(FileAct::Compare(Some(Box::new(again))));
    stage.session.file(FileAct::Discard(Next::OpenSample(0)));
    assert_eq!(stage.settle(), []);
}

#[test]
fn whoever_tries_to_change_a_map_for_reading_only_is_offered_a_copy() {
    let mut stage = Stage::new(town());
    let path = stage.path("map.boardwalk");
    assert_eq!(stage.save_as(&path), []);
    let mut rights = std::fs::metadata(&path).expect("a file").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).expect("rights");
    stage.session.file(FileAct::UnlessUnsaved(Next::OpenPath(path)));
    assert_eq!(stage.settle(), []);
    stage.rename("board", "Two");
    assert_eq!(stage.settle(), [FileQuestion::ReadOnly(crate::storage::ReadOnly::Protected)]);
    let copy = stage.path("copy.boardwalk");
    assert_eq!(stage.save_as(&copy), []);
    stage.rename("board", "Two");
    assert_eq!(stage.settle(), []);
    assert_eq!(stage.session.document.map().name("board"), "Two");
}

#[test]
fn paths_are_absolute_from_the_first_moment_and_a_mark_at_the_beginning_stays() {
    let mut stage = Stage::new(town());
    let path = stage.path("map.boardwalk");
    std::fs::write(&path, format!("\u{feff}{}", boardwalk_file::write(&town()))).expect("a file");
    let here = std::env::current_dir().expect("a folder");
    let up: std::path::PathBuf = here.components().skip(1).map(|_| "..").collect();
    let relative = up.join(path.strip_prefix("/").expect("an absolute path"));
    assert!(relative.is_relative());
    stage.session.file(FileAct::UnlessUnsaved(Next::OpenPath(relative.clone())));
    assert_eq!(stage.settle(), []);
    assert!(stage.session.document.path().is_some_and(Path::is_absolute), "{:?}", stage.session.document.path());
    stage.rename("board", "Two");
    stage.session.file(FileAct::Save(None));
    assert_eq!(stage.settle(), []);
    let bytes = std::fs::read(&path).expect("a file");
    assert!(bytes.starts_with("\u{feff}{".as_bytes()));
    assert_eq!(boardwalk_file::read(&bytes).expect("a map").name("board"), "Two");
}

#[test]
fn what_is_asked_for_while_a_file_is_written_goes_where_it_was_meant_to() {
    let mut stage = Stage::new(town());
    let (first, second) = (stage.path("first.boardwalk"), stage.path("second.boardwalk"));
    let save_as =
        |path: &Path| FileAct::Use(PathWish::SaveAs { name: "map.boardwalk".into(), next: None }, path.to_owned());
    assert_eq!(stage.save_as(&first), []);
    stage.session.file(save_as(&second));
    stage.rename("board", "Later Board");
    stage.session.file(FileAct::Save(None));
    assert_eq!(stage.settle(), []);
    assert!(!stage.session.document.is_dirty());
    assert_eq!(stage.session.document.path(), Some(second.as_path()));
    assert_eq!(
        boardwalk_file::read(&std::fs::read(&first).expect("a file")).expect("a map").name("board"),
        "Town Board"
    );
    let nowhere = stage.path("no such folder/map.boardwalk");
    stage.rename("board", "Last Board");
    stage.session.file(save_as(&nowhere));
    let third = stage.path("third.boardwalk");
    stage.session.file(save_as(&third));
    assert!(matches!(stage.settle()[..], [FileQuestion::Failed(..)]));
    assert_eq!(
        boardwalk_file::read(&std::fs::read(&third).expect("a file")).expect("a map").name("board"),
        "Last Board"
    );
}

#[test]
fn saving_under_the_own_name_does_not_replace_what_another_program_wrote_there() {
    let mut stage = Stage::new(town());
    let path = stage.path("map.boardwalk");
    assert_eq!(stage.save_as(&path), []);
    std::fs::write(&path, "changed by another program").expect("a file");
    stage.rename("board", "Partnership Board");
    assert_eq!(stage.save_as(&path), [FileQuestion::ChangedOnDisk(path.clone(), None)]);
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "changed by another program");
}
