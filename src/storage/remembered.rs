//! What the program remembers between starts: preferences and recent files. Damage costs what is damaged, never a start.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::kept_path::{self, KeptPath};
use super::{Home, replace};

/// The files that remember, in the folder of settings.
const PREFERENCES: &str = "preferences.json";
const RECENT: &str = "recent.json";

/// So many damaged files of one name are put aside at most.
const MOST_DAMAGED: usize = 9;
/// The most recent files that are kept.
const MOST_RECENT: usize = 12;

/// How the user likes the program.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// How the window looks.
    #[serde(deserialize_with = "lenient")]
    pub theme: ThemeChoice,
    /// How what the room sees looks, if not as the window.
    #[serde(deserialize_with = "lenient")]
    pub theme_of_room: Option<ThemeChoice>,
    /// The screen that the window for the room fills, by its name, if not any that the other window is not on.
    #[serde(deserialize_with = "lenient")]
    pub screen_of_room: Option<String>,
    /// How large text and controls are, in percent of their usual size.
    #[serde(deserialize_with = "lenient")]
    pub scale: Percent,
    /// The size of the window when it was last closed.
    #[serde(deserialize_with = "window")]
    pub window: Option<WindowSize>,
    /// The file that was open when the window was last closed.
    #[serde(deserialize_with = "lenient")]
    pub last_file: Option<KeptPath>,
    /// Which option was open in a file, the latest first; files of which the baseline was open are not among them.
    #[serde(deserialize_with = "lenient")]
    pub options: Vec<(KeptPath, String)>,
    /// Which panels are open, by their names.
    #[serde(deserialize_with = "lenient")]
    pub open: BTreeMap<String, bool>,
    /// How large panels are that somebody has made larger or smaller, by their names; in points.
    #[serde(deserialize_with = "sizes")]
    pub sizes: BTreeMap<String, f32>,
    /// Which tabs are chosen within panels, by the panels' names.
    #[serde(deserialize_with = "lenient")]
    pub tabs: BTreeMap<String, String>,
    /// Whether nothing glides to where it is to be: all is there at once.
    #[serde(deserialize_with = "lenient")]
    pub still: bool,
    /// What colour means, in a word.
    #[serde(deserialize_with = "lenient")]
    pub lens: Option<String>,
    /// The workshops that were going on when their maps were closed, the latest first.
    #[serde(alias = "workshop", deserialize_with = "workshops")]
    pub workshops: Vec<KeptWorkshop>,
    /// The step at which the tour was left, the first being 0.
    #[serde(deserialize_with = "lenient")]
    pub tour: usize,
}

/// The files that were opened or saved last.
#[derive(Default, Deserialize)]
struct Recent(#[serde(deserialize_with = "kept_path::each")] Vec<KeptPath>);

/// A workshop that goes on when its map is opened again on the same day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptWorkshop {
    /// The file of its map.
    pub map: KeptPath,
    /// The day on which it was held.
    pub day: String,
    /// When it began, as a time of day.
    pub at: String,
    /// What was changed in it, the first first.
    pub changes: Vec<KeptChange>,
}

/// A change of a workshop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptChange {
    /// What it is called in the history.
    pub label: String,
    /// The option in which it was made.
    pub option: Option<String>,
    /// What it added or changed.
    pub about: Vec<String>,
}

/// How the window looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Black on white, for poor projectors and tired eyes.
    Contrast,
}

/// How large text and controls are: one of [`Percent::ALL`], whatever is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub struct Percent(u16);

impl Percent {
    /// Every size there is.
    pub const ALL: [Self; 8] = [Self(80), Self(90), Self(100), Self(110), Self(125), Self(150), Self(175), Self(200)];

    /// How much larger than usual.
    pub fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// The size so many steps further, as far as there is one.
    pub fn further(self, steps: isize) -> Option<Self> {
        let place = Self::ALL.iter().position(|size| *size == self)?;
        Self::ALL.get(place.checked_add_signed(steps)?).copied()
    }
}

impl Default for Percent {
    fn default() -> Self {
        Self(100)
    }
}

impl From<u16> for Percent {
    fn from(wanted: u16) -> Self {
        Self::ALL.into_iter().min_by_key(|size| size.0.abs_diff(wanted)).unwrap_or_default()
    }
}

impl From<Percent> for u16 {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} %", self.0)
    }
}

/// The size of a window, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WindowSize {
    /// Points across.
    pub width: f32,
    /// Points down.
    pub height: f32,
    /// Whether it fills the screen.
    #[serde(default)]
    pub maximised: bool,
}

/// The value, or the default where it has not the form that is expected.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(deserializer: D) -> Result<T, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

/// Larger than this no screen is, points; a window of another size could not be opened.
const LARGEST: f32 = 100_000.0;

fn is_size(size: f32) -> bool {
    (0.0..=LARGEST).contains(&size)
}

/// The size of a window, if there are windows of that size.
fn window<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<WindowSize>, D::Error> {
    let window: Option<WindowSize> = lenient(deserializer)?;
    Ok(window.filter(|window| is_size(window.width) && is_size(window.height)))
}

/// The sizes that panels can have.
fn sizes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, f32>, D::Error> {
    let mut sizes: BTreeMap<String, f32> = lenient(deserializer)?;
    sizes.retain(|_, size| is_size(*size));
    Ok(sizes)
}

/// The workshops; earlier versions kept but one, or none.
fn workshops<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<KeptWorkshop>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    let several = if value.is_object() { vec![value] } else { serde_json::from_value(value).unwrap_or_default() };
    Ok(several.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect())
}

impl Home {
    /// The preferences as they were last kept. Whoever does not get them must not keep others in their place.
    pub fn preferences(&self) -> io::Result<Preferences> {
        self.load(PREFERENCES)
    }

    /// Keeps the preferences.
    pub fn keep_preferences(&self, preferences: &Preferences) -> io::Result<()> {
        self.keep(PREFERENCES, preferences)
    }

    /// The files that were opened or saved last, the latest first. Some may be gone since.
    pub fn recent_files(&self) -> Vec<PathBuf> {
        self.recent().unwrap_or_default().into_iter().map(PathBuf::from).collect()
    }

    fn recent(&self) -> io::Result<Vec<KeptPath>> {
        Ok(self.load::<Recent>(RECENT)?.0)
    }

    /// Puts a file first among the recent ones.
    pub fn remember_file(&self, path: &Path) -> io::Result<()> {
        let path = std::path::absolute(path)?;
        let mut recent = self.recent()?;
        recent.retain(|other| **other != *path);
        recent.insert(0, path.as_path().into());
        recent.truncate(MOST_RECENT);
        self.keep(RECENT, &recent)
    }

    /// Remembers already now which file is open, so that it comes back after a crash too.
    pub fn remember_last_file(&self, path: &Path) -> io::Result<()> {
        let mut preferences: Preferences = self.load(PREFERENCES)?;
        preferences.last_file = Some(std::path::absolute(path)?.as_path().into());
        self.keep_preferences(&preferences)
    }

    /// Remembers already now which workshops go on, so that they do after a crash too.
    pub fn remember_workshops(&self, workshops: Vec<KeptWorkshop>) -> io::Result<()> {
        let preferences: Preferences = self.load(PREFERENCES)?;
        match preferences.workshops == workshops {
            true => Ok(()),
            false => self.keep_preferences(&Preferences { workshops, ..preferences }),
        }
    }

    /// Puts aside what was remembered and is damaged, so that nothing is written over it; where it is then.
    pub fn set_aside_damaged(&self) -> Vec<PathBuf> {
        let Ok(folder) = self.config() else { return Vec::new() };
        let is_damaged = |name: &str| {
            let bytes = super::read_file(&folder.join(name)).unwrap_or_default();
            let is_sound = match name {
                PREFERENCES => serde_json::from_slice::<Preferences>(&bytes).is_ok(),
                _ => serde_json::from_slice::<Recent>(&bytes).is_ok(),
            };
            !is_sound && !bytes.trim_ascii().is_empty()
        };
        let put_aside = |name: &str| {
            let free = |number: usize| folder.join(format!("{name}.damaged-{number}"));
            let aside = (1..=MOST_DAMAGED).map(free).find(|path| !path.exists())?;
            fs::rename(folder.join(name), &aside).ok()?;
            Some(aside)
        };
        [PREFERENCES, RECENT].into_iter().filter(|name| is_damaged(name)).filter_map(put_aside).collect()
    }

    /// Forgets a recent file, because it is gone or because the user says so.
    pub fn forget_file(&self, path: &Path) -> io::Result<()> {
        let path = std::path::absolute(path)?;
        let mut recent = self.recent()?;
        recent.retain(|other| **other != *path);
        self.keep(RECENT, &recent)
    }

    /// What was kept under that name; nothing, if there is none or it is damaged. A disk that does not give it is in trouble,
    /// so that nothing is to be written in its place.
    pub(super) fn load<T: DeserializeOwned + Default>(&self, name: &str) -> io::Result<T> {
        let folder = self.config()?;
        match super::read_file(&folder.join(name)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
            // A share that comes and goes may say so of a file that it lists all the same.
            Err(error) if error.kind() == io::ErrorKind::NotFound && !is_listed(folder, name) => Ok(T::default()),
            Err(error) => Err(error),
        }
    }

    pub(super) fn keep<T: Serialize>(&self, name: &str, value: &T) -> io::Result<()> {
        replace::keep(self.config()?, name, &serde_json::to_vec_pretty(value)?)
    }
}

/// Whether a folder lists a file of that name.
fn is_listed(folder: &Path, name: &str) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name() == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_remembered() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        assert_eq!((home.preferences().ok(), home.recent_files()), (Some(Preferences::default()), vec![]));
        let wanted = Preferences {
            theme: ThemeChoice::Dark,
            last_file: Some("/maps/a".into()),
            open: BTreeMap::from([("Outline".into(), true)]),
            sizes: BTreeMap::from([("Outline".into(), 201.5)]),
            tabs: BTreeMap::from([("Outline".into(), "Sector".into())]),
            lens: Some("theme".into()),
            still: true,
            ..Preferences::default()
        };
        home.keep_preferences(&wanted).expect("kept");
        assert_eq!(home.preferences().ok(), Some(wanted));
        for name in ["/maps/a", "/maps/b", "/maps/a"] {
            home.remember_file(Path::new(name)).expect("kept");
        }
        assert_eq!(home.recent_files(), [Path::new("/maps/a"), Path::new("/maps/b")]);
        home.forget_file(Path::new("/maps/a")).expect("kept");
        (0..20).for_each(|number| home.remember_file(&Path::new("/maps").join(number.to_string())).expect("kept"));
        assert_eq!(home.recent_files().len(), MOST_RECENT);
        fs::write(home.config().expect("a folder").join(PREFERENCES), "{\"theme\": ").expect("written");
        assert_eq!(home.preferences().ok(), Some(Preferences::default()));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_whose_name_is_no_text_costs_nothing_of_the_rest() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().expect("a folder");
        let (home, path) = (Home::at(folder.path()), Path::new(std::ffi::OsStr::from_bytes(b"/maps/S\xfcd.boardwalk")));
        let wanted = Preferences {
            theme: ThemeChoice::Dark,
            options: vec![(path.into(), "lean".into())],
            ..Preferences::default()
        };
        home.keep_preferences(&wanted).expect("kept");
        home.remember_last_file(path).expect("kept");
        assert_eq!(home.preferences().ok(), Some(Preferences { last_file: Some(path.into()), ..wanted }));
        home.remember_file(path).expect("kept");
        home.remember_file(Path::new("/maps/a")).expect("kept");
        assert_eq!(home.recent_files(), [Path::new("/maps/a"), path]);
        assert_eq!(home.set_aside_damaged(), Vec::<PathBuf>::new());
        // As another system might write one.
        let list = home.config().expect("a folder").join(RECENT);
        fs::write(list, r#"["/maps/a", {"Other": [1]}, 5, "/maps/b"]"#).expect("written");
        assert_eq!(home.recent_files(), [Path::new("/maps/a"), Path::new("/maps/b")]);
    }

    #[test]
    fn what_is_damaged_is_put_aside_before_anything_takes_its_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        home.remember_file(Path::new("/maps/a")).expect("kept");
        let config = home.config().expect("a folder").to_owned();
        assert_eq!(home.set_aside_damaged(), Vec::<PathBuf>::new(), "it is sound, or not there");
        for (number, damaged) in ["{\"theme\": ", "[[[", ""].into_iter().enumerate() {
            fs::write(config.join(PREFERENCES), damaged).expect("written");
            let aside = home.set_aside_damaged();
            home.keep_preferences(&Preferences::default()).expect("kept");
            if damaged.is_empty() {
                assert_eq!(aside, Vec::<PathBuf>::new(), "there is nothing in it");
                continue;
            }
            assert_eq!(aside, [config.join(format!("{PREFERENCES}.damaged-{}", number + 1))]);
            assert_eq!(fs::read_to_string(&aside[0]).expect("there"), damaged);
        }
        fs::write(config.join(RECENT), "{}").expect("written");
        assert_eq!(home.set_aside_damaged().len(), 1);
        assert_eq!(home.set_aside_damaged(), Vec::<PathBuf>::new(), "it is told once");
    }

    #[test]
    fn files_that_cannot_be_read_just_now_are_not_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        home.remember_file(Path::new("/maps/a")).expect("kept");
        let list = home.config().expect("a folder").join(RECENT);
        let (kept, away) = (fs::read(&list).expect("a list"), folder.path().join("away"));
        fs::rename(&list, &away).expect("moved");
        fs::create_dir(&list).expect("in its place, which cannot be read as a file");
        assert!(home.remember_file(Path::new("/maps/b")).is_err() && home.forget_file(Path::new("/maps/a")).is_err());
        fs::remove_dir(&list).expect("removed");
        fs::rename(&away, &list).expect("moved back");
        assert_eq!(fs::read(&list).expect("a list"), kept);
        assert_eq!(home.recent_files(), [Path::new("/maps/a")]);
        // What its folder lists is there, whatever is said of it: here, where a share with it has gone away.
        #[cfg(unix)]
        {
            fs::rename(&list, &away).expect("moved");
            std::os::unix::fs::symlink(folder.path().join("gone"), &list).expect("a link");
            assert!(home.remember_file(Path::new("/maps/b")).is_err(), "or the list would begin anew");
            fs::rename(&away, folder.path().join("gone")).expect("moved back");
            assert_eq!(home.recent_files(), [Path::new("/maps/a")]);
        }
    }

    #[test]
    fn a_damaged_preference_costs_only_itself() {
        let text = r#"{"theme": "purple", "window": {"width": 1280, "height": 800}, "last_file": 5, "sizes": [1], "other": 1}"#;
        let preferences: Preferences = serde_json::from_str(text).expect("still preferences");
        let window = Some(WindowSize { width: 1280.0, height: 800.0, maximised: false });
        assert_eq!(preferences, Preferences { window, ..Preferences::default() });
        // What no screen has: of such a size no window opens, and JSON cannot keep it.
        let text =
            r#"{"window": {"width": 1e39, "height": 800}, "sizes": {"Outline": 1e39, "Register": 200, "Map": -1}}"#;
        let preferences: Preferences = serde_json::from_str(text).expect("still preferences");
        let sizes = BTreeMap::from([("Register".to_owned(), 200.0)]);
        assert_eq!(preferences, Preferences { sizes, ..Preferences::default() });
    }
}
