//! Versions: what the file of each map was before it was saved over, the latest of them.
//!
//! Each map has a folder of its own, by its place on the disk: two maps of one name in two folders do not mix. What is kept
//! is what stood in the file, byte by byte, and only its owner can read it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::system::Rights;
use super::{Home, SaveError, Saved, Terms, leftovers, read_at_most, replace};
use crate::exchange::boardwalk_file::MOST_BYTES;

/// How many versions of a map are kept, and how many bytes of them.
const MOST: usize = 20;
const MOST_BYTES_OF_ONE: u64 = 128 << 20;
/// How many bytes are kept of all maps together.
const MOST_BYTES_OF_ALL: u64 = 512 << 20;
/// For how long a version is kept.
const LONGEST: Duration = Duration::from_secs(2 * 365 * 24 * 60 * 60);

/// The most letters of a map's name in the name of its folder.
const MOST_LETTERS: usize = 40;
/// The ending of a version's file.
const ENDING: &str = "boardwalk";

/// What the file of a map was once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// What it is called among the versions of that map: a later one has a higher number.
    pub number: u32,
    /// When it was written into the map's file.
    pub written_at: SystemTime,
    /// Its length in bytes.
    pub length: u64,
    /// When it was put aside.
    kept_at: SystemTime,
    file: PathBuf,
}

impl Version {
    /// What stood in the map's file.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        read_at_most(&self.file, MOST_BYTES + 1)
    }

    /// When it was written, as the clock on the wall had it: "30 Nov 2026, 14:02".
    pub fn written(&self) -> String {
        local_time(self.written_at)
    }
}

/// A moment as the clock on the wall has it.
pub fn local_time(at: SystemTime) -> String {
    let at = jiff::Timestamp::try_from(at).unwrap_or_default();
    at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y, %H:%M").to_string()
}

impl Home {
    /// Saves a map as [`save`](super::save) does, and keeps before that what is there as a version. The second is why that
    /// could not be kept, if so: the map is saved all the same.
    pub fn save<'a>(
        &self,
        path: &Path,
        text: &str,
        terms: impl Into<Terms<'a>>,
    ) -> (Result<Saved, SaveError>, io::Result<()>) {
        let kept = self.keep_what_is_there(path, text.as_bytes());
        let mut saved = super::save(path, text, terms);
        // Another program may have written there meanwhile, and people have agreed to write over whatever is there.
        let replaced = saved.as_mut().ok().and_then(|saved| saved.replaced.take());
        let replaced = replaced.filter(|bytes| bytes != text.as_bytes() && bytes.len() <= MOST_BYTES);
        let kept = kept.and_then(|()| replaced.map_or(Ok(()), |it| self.keep_version(path, &it, SystemTime::now())));
        (saved, kept)
    }

    /// Keeps what is in a map's file as a version, unless it is what is about to be written there.
    fn keep_what_is_there(&self, path: &Path, text: &[u8]) -> io::Result<()> {
        // What cannot be read now cannot be kept; whether it can be written over is told by the saving.
        let Ok(about) = fs::metadata(path) else { return Ok(()) };
        if !about.is_file() || about.len() > MOST_BYTES as u64 {
            return Ok(());
        }
        let Ok(bytes) = read_at_most(path, MOST_BYTES) else { return Ok(()) };
        if bytes == text {
            return Ok(());
        }
        self.keep_version(path, &bytes, about.modified().unwrap_or_else(|_| SystemTime::now()))
    }

    /// Keeps these bytes as the latest version of the map in that file, if they are not the latest already; `written_at` is
    /// when they were written. What goes beyond the bounds goes.
    pub fn keep_version(&self, map: &Path, bytes: &[u8], written_at: SystemTime) -> io::Result<()> {
        let folder = self.versions_of(map)?;
        let before = read_folder(&folder)?;
        let is_latest =
            |latest: &Version| latest.length == bytes.len() as u64 && latest.read().is_ok_and(|was| was == bytes);
        if bytes.is_empty() || before.first().is_some_and(is_latest) {
            return Ok(());
        }
        super::private_folder(&folder)?;
        let mut number = before.first().map_or(0, |latest| latest.number) + 1;
        leftovers::clear(&folder);
        let mut file = leftovers::temporary_in(&folder, Rights::Private)?;
        file.write_all(bytes)?;
        // Some disks know no times of that kind; then it counts as written now.
        file.as_file().set_modified(written_at).ok();
        file.as_file().sync_all()?;
        let kept_at = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
        // Another program may keep one at the same moment.
        while let Err(failed) = file.persist_noclobber(folder.join(format!("{number:06}-{kept_at}.{ENDING}"))) {
            if failed.error.kind() != io::ErrorKind::AlreadyExists {
                return Err(failed.error);
            }
            (file, number) = (failed.file, number + 1);
        }
        replace::sync_folder(&folder)?;
        self.let_go_of_versions(&folder)
    }

    /// Takes the versions of a map along to where its file is now.
    pub fn carry_versions(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (before, after) = (self.versions_of(from)?, self.versions_of(to)?);
        let versions = read_folder(&before)?;
        if before == after || versions.is_empty() || (!after.exists() && fs::rename(&before, &after).is_ok()) {
            return Ok(());
        }
        // Another map was there once: they follow those of that one.
        for version in versions.iter().rev() {
            self.keep_version(to, &version.read()?, version.written_at)?;
        }
        remove(versions.into_iter())
    }

    /// The versions that are kept of the map in that file, the latest first.
    pub fn versions(&self, map: &Path) -> io::Result<Vec<Version>> {
        read_folder(&self.versions_of(map)?)
    }

    /// Removes what goes beyond the bounds: of one map, and of all maps together.
    fn let_go_of_versions(&self, of_one: &Path) -> io::Result<()> {
        let now = SystemTime::now();
        remove(excess(read_folder(of_one)?, MOST, MOST_BYTES_OF_ONE, now))?;
        let folders = fs::read_dir(self.all_versions()?)?.filter_map(|entry| Some(entry.ok()?.path()));
        let mut all: Vec<Version> = folders.filter_map(|folder| read_folder(&folder).ok()).flatten().collect();
        all.sort_by_key(|version| std::cmp::Reverse(version.kept_at));
        remove(excess(all, usize::MAX, MOST_BYTES_OF_ALL, now))
    }

    fn all_versions(&self) -> io::Result<PathBuf> {
        Ok(self.state()?.join("versions"))
    }

    /// The folder for the versions of a map: its name, to be found by people, and a mark of its place.
    fn versions_of(&self, map: &Path) -> io::Result<PathBuf> {
        let place = place(map);
        let stem = place.file_stem().unwrap_or_default().to_string_lossy();
        let letters = stem.chars().filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
        let name: String = letters.take(MOST_LETTERS).collect();
        let mark = blake3::hash(place.as_os_str().as_encoded_bytes()).to_hex();
        Ok(self.all_versions()?.join(format!("{name}-{}", &mark[..32])))
    }
}

/// Where a map's file is, by whatever links it was reached.
pub(super) fn place(map: &Path) -> PathBuf {
    let map = super::absolute(map);
    fs::canonicalize(&map).unwrap_or_else(|_| match (map.parent().map(fs::canonicalize), map.file_name()) {
        (Some(Ok(folder)), Some(name)) => folder.join(name),
        _ => map.clone(),
    })
}

/// The versions in a folder, the latest first; none if there is no such folder.
fn read_folder(folder: &Path) -> io::Result<Vec<Version>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut versions: Vec<Version> = entries.filter_map(|entry| version(entry.ok()?.path())).collect();
    versions.sort_by_key(|version| std::cmp::Reverse((version.number, version.kept_at)));
    Ok(versions)
}

/// The version that a file is, if it is one.
fn version(file: PathBuf) -> Option<Version> {
    let (number, kept_at) = file.file_name()?.to_str()?.strip_suffix(ENDING)?.strip_suffix('.')?.split_once('-')?;
    let (number, kept_at) = (number.parse().ok()?, Duration::from_secs(kept_at.parse().ok()?));
    let kept_at = SystemTime::UNIX_EPOCH.checked_add(kept_at)?;
    let about = fs::metadata(&file).ok().filter(fs::Metadata::is_file)?;
    Some(Version { number, written_at: about.modified().unwrap_or(kept_at), length: about.len(), kept_at, file })
}

/// Which of these go, of which the latest come first. That one stays in any case.
fn excess(versions: Vec<Version>, most: usize, most_bytes: u64, now: SystemTime) -> impl Iterator<Item = Version> {
    let mut bytes: u64 = 0;
    versions.into_iter().enumerate().filter_map(move |(place, version)| {
        bytes = bytes.saturating_add(version.length);
        let is_old = now.duration_since(version.kept_at).is_ok_and(|age| age > LONGEST);
        (place > 0 && (place >= most || bytes > most_bytes || is_old)).then_some(version)
    })
}

fn remove(versions: impl Iterator<Item = Version>) -> io::Result<()> {
    for version in versions {
        match fs::remove_file(&version.file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        // A folder with other versions in it stays.
        version.file.parent().map(fs::remove_dir);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Disk {
        folder: tempfile::TempDir,
        home: Home,
    }

    impl Disk {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let home = Home::at(&folder.path().join("home"));
            Self { folder, home }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn save(&self, path: &Path, text: &str) {
            let (saved, kept) = self.home.save(path, text, None);
            saved.expect("saved");
            kept.expect("kept");
        }

        fn kept(&self, path: &Path) -> Vec<(u32, String)> {
            let versions = self.home.versions(path).expect("versions");
            let text = |version: &Version| String::from_utf8(version.read().expect("read")).expect("text");
            versions.iter().map(|version| (version.number, text(version))).collect()
        }
    }

    fn texts(kept: &[(u32, String)]) -> Vec<&str> {
        kept.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn each_save_keeps_what_was_there_and_the_last_twenty_stay() {
        let disk = Disk::new();
        let path = disk.path("town.boardwalk");
        assert_eq!(disk.kept(&path), []);
        disk.save(&path, "1");
        assert_eq!(disk.kept(&path), [], "there was nothing before");
        disk.save(&path, "1");
        assert_eq!(disk.kept(&path), [], "nothing is another");
        (2..=30).for_each(|number| disk.save(&path, &number.to_string()));
        let folder = disk.home.versions_of(&path).expect("a folder");
        std::fs::write(folder.join(".boardwalk-abcdef.saving"), "what a save that was killed has left")
            .expect("written");
        let wanted: Vec<_> = (10..=29).rev().map(|number| (number, number.to_string())).collect();
        assert_eq!(disk.kept(&path), wanted);
        std::fs::write(&path, "theirs").expect("written");
        disk.save(&path, "mine");
        assert_eq!(disk.kept(&path)[0], (30, "theirs".to_owned()), "whoever wrote it");
        assert_eq!(std::fs::read_dir(folder).expect("a folder").count(), MOST);
    }

    #[test]
    fn maps_of_one_name_in_two_folders_do_not_mix_and_links_lead_to_the_same() {
        let disk = Disk::new();
        let paths = ["a", "b"].map(|name| {
            std::fs::create_dir(disk.path(name)).expect("a folder");
            disk.path(name).join("town.boardwalk")
        });
        for path in &paths {
            ["1", "2"].iter().for_each(|text| disk.save(path, &format!("{text} in {}", path.display())));
            assert_eq!(texts(&disk.kept(path)), [format!("1 in {}", path.display())]);
        }
        let roundabout = disk.path("a").join("..").join("b").join("town.boardwalk");
        assert_eq!(disk.kept(&roundabout), disk.kept(&paths[1]));
        #[cfg(unix)]
        {
            let link = disk.path("link.boardwalk");
            std::os::unix::fs::symlink(&paths[0], &link).expect("a link");
            disk.save(&link, "3");
            assert_eq!(disk.kept(&paths[0]).len(), 2);
        }
    }

    #[test]
    fn versions_go_along_with_a_file_that_was_renamed() {
        let disk = Disk::new();
        let [before, after, other] = ["town", "borough", "county"].map(|name| disk.path(&format!("{name}.boardwalk")));
        ["1", "2", "3"].iter().for_each(|text| disk.save(&before, text));
        std::fs::rename(&before, &after).expect("renamed");
        disk.home.carry_versions(&before, &after).expect("carried");
        assert_eq!((texts(&disk.kept(&before)), texts(&disk.kept(&after))), (vec![], vec!["2", "1"]));
        disk.save(&after, "4");
        assert_eq!(texts(&disk.kept(&after)), ["3", "2", "1"]);
        ["a", "b"].iter().for_each(|text| disk.save(&other, text));
        std::fs::rename(&after, &other).expect("renamed");
        disk.home.carry_versions(&after, &other).expect("carried");
        assert_eq!((texts(&disk.kept(&after)), texts(&disk.kept(&other))), (vec![], vec!["3", "2", "1", "a"]));
        disk.home.carry_versions(&other, &other).expect("nothing to do");
        assert_eq!(disk.kept(&other).len(), 4);
    }

    #[test]
    fn a_version_tells_when_it_was_written_and_how_long_it_is() {
        let disk = Disk::new();
        let path = disk.path("town.boardwalk");
        disk.save(&path, "first");
        let written_at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(written_at)).expect("a time");
        disk.save(&path, "second");
        let version = disk.home.versions(&path).expect("versions").remove(0);
        assert_eq!((version.written_at, version.length), (written_at, 5));
        assert!(version.written().contains("Sep 2001, "), "{}", version.written());
    }

    #[test]
    fn versions_are_bounded_by_number_bytes_and_age() {
        let now = SystemTime::UNIX_EPOCH + LONGEST * 3;
        let version = |number: u32, length: u64, age: u32| Version {
            number,
            written_at: now,
            length,
            kept_at: now - LONGEST / 4 * age,
            file: PathBuf::new(),
        };
        let gone = |versions: &[Version], most, bytes| -> Vec<u32> {
            excess(versions.to_vec(), most, bytes, now).map(|version| version.number).collect()
        };
        let five: Vec<_> = (0..5).map(|back| version(5 - back, 10, back + 1)).collect();
        assert_eq!(gone(&five, 9, 100), [1], "it is too old");
        assert_eq!(gone(&five, 2, 100), [3, 2, 1]);
        assert_eq!(gone(&five, 9, 35), [2, 1]);
        assert_eq!(gone(&[version(1, 200, 9)], 9, 100), [0; 0], "the latest stays");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_a_version() {
        use std::os::unix::fs::PermissionsExt;
        let disk = Disk::new();
        let path = disk.path("town.boardwalk");
        ["1", "2"].iter().for_each(|text| disk.save(&path, text));
        let file = disk.home.versions(&path).expect("versions").remove(0).file;
        let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&file), mode(file.parent().expect("a folder"))), (0o600, 0o700));
    }

    #[test]
    fn a_home_that_takes_nothing_stops_no_saving() {
        let disk = Disk::new();
        std::fs::write(disk.path("home"), "no folder").expect("written");
        let path = disk.path("town.boardwalk");
        std::fs::write(&path, "before").expect("written");
        let (saved, kept) = disk.home.save(&path, "after", None);
        assert!(saved.is_ok() && kept.is_err());
        assert_eq!(std::fs::read_to_string(&path).expect("read"), "after");
    }
}
