//! Every call of a save is made to fail in every way, before and after it is done: the file is wholly the old one or the new
//! one, and what is told of it is so.

use std::cell::Cell;
use std::fs;
use std::io::ErrorKind;

use super::*;
use crate::storage::failure::cause;
use crate::storage::watcher::Found;

/// What goes wrong at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It is not done.
    Before,
    /// It is done, and told as failed.
    After,
}

/// Has one call fail: the one of that number.
struct Faulty {
    at: usize,
    fault: Fault,
    error: fn() -> io::Error,
    count: Cell<usize>,
    failed: Cell<Option<Call>>,
}

impl Way for Faulty {
    fn make<T>(&self, call: Call, real: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let number = self.count.replace(self.count.get() + 1);
        if number != self.at {
            return real();
        }
        self.failed.set(Some(call));
        if self.fault == Fault::After {
            drop(real());
        }
        Err((self.error)())
    }
}

/// Does something just before or after a call, as another program or a bad disk would.
struct Meddling<F> {
    at: Call,
    /// Before which of the calls of that name.
    nth: Cell<usize>,
    before: bool,
    meddle: F,
}

impl<F: Fn()> Way for Meddling<F> {
    fn make<T>(&self, call: Call, real: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let is_now = call == self.at && self.nth.replace(self.nth.get().wrapping_sub(1)) == 0;
        if is_now && self.before {
            (self.meddle)();
        }
        let done = real();
        if is_now && !self.before {
            (self.meddle)();
        }
        done
    }
}

const ERRORS: [fn() -> io::Error; 17] = [
    || io::Error::from_raw_os_error(5),
    || io::Error::from_raw_os_error(24),
    || ErrorKind::StorageFull.into(),
    || ErrorKind::QuotaExceeded.into(),
    || ErrorKind::ReadOnlyFilesystem.into(),
    || ErrorKind::PermissionDenied.into(),
    || ErrorKind::NotFound.into(),
    || ErrorKind::AlreadyExists.into(),
    || ErrorKind::Interrupted.into(),
    || ErrorKind::StaleNetworkFileHandle.into(),
    || ErrorKind::TimedOut.into(),
    || ErrorKind::ResourceBusy.into(),
    || ErrorKind::InvalidInput.into(),
    || ErrorKind::InvalidFilename.into(),
    || ErrorKind::FileTooLarge.into(),
    || ErrorKind::OutOfMemory.into(),
    || ErrorKind::Unsupported.into(),
];

const OLD: &[u8] = b"the old map";
const NEW: &[u8] = b"the new map, which is longer";
const THEIRS: &[u8] = b"another program's map";

struct Stage {
    folder: tempfile::TempDir,
    path: PathBuf,
    old: Stamp,
}

impl Stage {
    fn new(is_there: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.boardwalk");
        fs::write(&path, OLD).expect("written");
        let old = stamp(OLD, &fs::metadata(&path).expect("a file"));
        if !is_there {
            fs::remove_file(&path).expect("removed");
        }
        Self { folder, path, old }
    }

    fn now(&self) -> Option<Vec<u8>> {
        there(fs::read(&self.path)).expect("readable")
    }

    /// What else is in the folder.
    fn others(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path()).expect("a folder").flatten().map(|entry| entry.path());
        entries.filter(|path| *path != self.path).collect()
    }
}

#[test]
fn whatever_fails_the_file_is_whole_and_what_is_told_is_so() {
    let mut faults = 0;
    for (is_there, over) in [(true, 0), (true, 2), (false, 0), (false, 1), (false, 2)] {
        for fault in [Fault::Before, Fault::After] {
            for error in ERRORS {
                for at in 0.. {
                    let stage = Stage::new(is_there);
                    let over = [Over::Opened(&stage.old), Over::Nothing, Over::Anything][over];
                    let way = Faulty { at, fault, error, count: Cell::new(0), failed: Cell::new(None) };
                    let result = replace_by(&stage.path, NEW, over.into(), &way);
                    let Some(call) = way.failed.get() else {
                        assert!(result.is_ok_and(|saved| saved.doubt.is_none()), "nothing failed");
                        break;
                    };
                    faults += 1;
                    let about = format!("{over:?}, {is_there}, {call:?} at {at}, {fault:?}, {:?}: {result:?}", error());
                    let (now, why) = (stage.now(), cause(&error()));
                    match &result {
                        Ok(saved) => {
                            assert_eq!(now.as_deref(), Some(NEW), "{about}");
                            assert_eq!(Found::of(&stage.path, &saved.stamp), Found::Same, "{about}");
                            assert_eq!(saved.beside, None, "{about}");
                            let told = saved.doubt.as_ref().map(ToString::to_string);
                            match call {
                                // Not every system knows how to flush a folder, nor every disk how files change places.
                                Call::Place | Call::Compare => assert_eq!(told, None, "{about}"),
                                Call::FlushFolder if told.is_none() => {
                                    let kinds =
                                        [ErrorKind::InvalidInput, ErrorKind::PermissionDenied, ErrorKind::Unsupported];
                                    assert!(kinds.contains(&error().kind()), "{about}");
                                }
                                _ => {
                                    let told = told.unwrap_or_else(|| panic!("nothing is told: {about}"));
                                    assert!(told.contains(&why) && told.contains("the map"), "{told}");
                                }
                            }
                        }
                        Err(error) => {
                            let told = error.to_string();
                            assert_eq!(now.as_deref(), is_there.then_some(OLD), "{about}");
                            let left = match call {
                                Call::Look => "nothing was changed there",
                                _ if is_there => "the file is as it was",
                                _ => "there is no new file",
                            };
                            let folder = format!("the folder {}: {why}", stage.folder.path().display());
                            assert!(told.contains(left) && told.contains(&folder), "{told}");
                            assert!(told.starts_with(&stage.path.display().to_string()), "{told}");
                        }
                    }
                    assert_eq!(stage.others(), Vec::<PathBuf>::new(), "{about}");
                }
            }
        }
    }
    assert!(faults > 1_500, "{faults}");
}

#[test]
fn a_disk_that_keeps_something_else_is_noticed_before_the_old_file_is_gone() {
    let stage = Stage::new(true);
    let scribble = || {
        let temporary = stage.others();
        fs::write(&temporary[0], b"the new mop, which is longer").expect("written");
    };
    let way = Meddling { at: Call::Flush, nth: Cell::new(0), before: false, meddle: scribble };
    let error = replace_by(&stage.path, NEW, Over::Anything.into(), &way).expect_err("it lies");
    assert!(matches!(error, SaveError::NotKept { .. }), "{error}");
    assert_eq!((stage.now().as_deref(), stage.others()), (Some(OLD), vec![]));
}

#[test]
fn what_another_program_writes_in_the_last_moment_is_never_lost() {
    let writes_anew = |path: &Path| {
        let other = path.with_extension("theirs");
        fs::write(&other, THEIRS).expect("written");
        fs::rename(other, path).expect("renamed");
    };
    let writes_over = |path: &Path| fs::write(path, THEIRS).expect("written");
    for write in [&writes_anew as &dyn Fn(&Path), &writes_over] {
        for over in [0, 1, 2] {
            for (nth, is_there) in [(0, true), (1, true), (0, false)] {
                let stage = Stage::new(is_there);
                let over = [Over::Opened(&stage.old), Over::Nothing, Over::Anything][over];
                if is_there && over == Over::Nothing {
                    continue;
                }
                // Between the last look and the step that puts the new file there.
                let meddle = || write(&stage.path);
                let way = Meddling { at: Call::Place, nth: Cell::new(nth), before: true, meddle };
                let error = replace_by(&stage.path, NEW, over.into(), &way).expect_err("theirs");
                let is_told = matches!(error, SaveError::ChangedOnDisk(_) | SaveError::IsThere(_));
                assert!(is_told, "{error}");
                assert_eq!((stage.now().as_deref(), stage.others()), (Some(THEIRS), vec![]), "{over:?} {nth}");
            }
        }
    }
}

#[test]
fn what_is_written_over_is_given_to_be_kept_even_if_it_came_while_the_new_file_was_written() {
    let stage = Stage::new(true);
    let meddle = || fs::write(&stage.path, THEIRS).expect("written");
    let way = Meddling { at: Call::Compare, nth: Cell::new(0), before: true, meddle };
    let saved = replace_by(&stage.path, NEW, Over::Anything.into(), &way).expect("they have agreed to it");
    assert_eq!((saved.replaced.as_deref(), stage.now().as_deref()), (Some(THEIRS), Some(NEW)));
}

#[cfg(target_os = "linux")]
#[test]
fn of_two_other_programs_neither_loses_what_it_wrote() {
    let stage = Stage::new(true);
    let number = Cell::new(0);
    let meddle = || {
        number.set(number.get() + 1);
        let other = stage.path.with_extension("theirs");
        fs::write(&other, [THEIRS, &[b'0' + number.get()]].concat()).expect("written");
        fs::rename(other, &stage.path).expect("renamed");
    };
    /// Meddles before each exchange.
    struct Twice<F>(F);
    impl<F: Fn()> Way for Twice<F> {
        fn make<T>(&self, call: Call, real: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
            if call == Call::Place {
                (self.0)();
            }
            real()
        }
    }
    // Three times: before the new name, and before each exchange; what it wrote first it wrote over itself.
    let result = replace_by(&stage.path, NEW, Over::Opened(&stage.old).into(), &Twice(meddle));
    let beside: Vec<Vec<u8>> = stage.others().iter().map(|path| fs::read(path).expect("a file")).collect();
    assert!(matches!(result, Err(SaveError::ChangedOnDisk(_))), "{result:?}");
    let mut kept = [beside, vec![stage.now().expect("a file")]].concat();
    kept.sort();
    assert_eq!(kept, [[THEIRS, b"2"].concat(), [THEIRS, b"3"].concat()]);
}

#[test]
fn a_file_that_goes_in_the_last_moment_is_written_anew() {
    let stage = Stage::new(true);
    let meddle = || fs::remove_file(&stage.path).expect("removed");
    let way = Meddling { at: Call::Place, nth: Cell::new(0), before: true, meddle };
    replace_by(&stage.path, NEW, Over::Opened(&stage.old).into(), &way).expect("nothing is lost");
    assert_eq!((stage.now().as_deref(), stage.others()), (Some(NEW), vec![]));
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("there").mode() & 0o777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    }

    #[test]
    fn nobody_may_read_the_new_file_at_any_moment_who_may_not_read_the_old_one() {
        for wanted in [0o600, 0o640, 0o604, 0o666] {
            for (at, before) in [
                (Call::Create, false),
                (Call::Dress, false),
                (Call::Write, true),
                (Call::Write, false),
                (Call::Flush, false),
                (Call::ReadBack, false),
                (Call::Compare, true),
                (Call::Place, true),
            ] {
                let stage = Stage::new(true);
                set_mode(&stage.path, wanted);
                let seen = Cell::new(None);
                let meddle = || seen.set(stage.others().first().map(|path| mode(path)));
                let way = Meddling { at, nth: Cell::new(0), before, meddle };
                replace_by(&stage.path, NEW, Over::Opened(&stage.old).into(), &way).expect("saved");
                let expected = if at == Call::Create { 0o600 } else { wanted };
                assert_eq!((seen.get(), mode(&stage.path)), (Some(expected), wanted), "{wanted:o} {at:?}");
            }
        }
    }

    #[test]
    fn a_file_of_that_name_is_told_before_what_it_would_lose() {
        let stage = Stage::new(true);
        let way =
            Meddling { at: Call::Dress, nth: Cell::new(0), before: true, meddle: || panic!("it is not to be lost") };
        let error = replace_by(&stage.path, NEW, Over::Nothing.into(), &way).expect_err("it is there");
        assert!(matches!(error, SaveError::IsThere(_)), "{error}");
    }

    #[test]
    fn a_copy_of_a_private_map_is_private_and_what_is_the_programs_own_is_too() {
        let stage = Stage::new(true);
        let copy = stage.folder.path().join("copy.boardwalk");
        set_mode(&stage.path, 0o600);
        let terms = Terms { like: Some(&stage.path), ..Over::Nothing.into() };
        replace(&copy, NEW, terms).expect("saved");
        assert_eq!(mode(&copy), 0o600);
        let again = replace(&copy, OLD, Terms::copy_of(&stage.path)).expect_err("over nothing");
        assert!(matches!(again, SaveError::IsThere(_)) && fs::read(&copy).is_ok_and(|bytes| bytes == NEW), "{again}");
        for (map, name) in [(&stage.path, "one"), (&stage.path.with_extension("gone"), "two")] {
            let copy = stage.folder.path().join(name);
            replace(&copy, NEW, Terms::copy_of(map)).expect("saved");
            assert_eq!(mode(&copy), 0o600, "{}", map.display());
        }
        set_mode(&copy, 0o644);
        keep(stage.folder.path(), "copy.boardwalk", NEW).expect("kept");
        assert_eq!((mode(&copy), mode(stage.folder.path())), (0o600, 0o700), "it is mended");
    }

    #[test]
    fn what_other_programs_have_noted_at_a_file_and_whose_it_is_stays() {
        let stage = Stage::new(true);
        // Not every disk knows notes, and only root may give a file away.
        let is_noted = xattr::set(&stage.path, "user.tags", b"partnership").is_ok();
        let is_given = std::os::unix::fs::chown(&stage.path, Some(1234), Some(4321)).is_ok();
        let before = fs::metadata(&stage.path).expect("there");
        replace(&stage.path, NEW, Over::Opened(&stage.old).into()).expect("saved");
        let after = fs::metadata(&stage.path).expect("there");
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()), "{is_given}");
        let tags = xattr::get(&stage.path, "user.tags").ok().flatten();
        assert_eq!(tags.as_deref(), is_noted.then_some(&b"partnership"[..]));
    }
}
