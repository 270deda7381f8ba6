//! What the program remembers between starts: preferences and recent files. Damage costs what is damaged, never a start.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Home, replace};

/// The files that remember, in the folder of settings.
const PREFERENCES: &str = "preferences.json";
const RECENT: &str = "recent.json";

/// The most recent files that are kept.
const MOST_RECENT: usize = 12;

/// How the user likes the program.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light, dark or as the system.
    #[serde(deserialize_with = "lenient")]
    pub theme: ThemeChoice,
    /// The size of the window when it was last closed.
    #[serde(deserialize_with = "lenient")]
    pub window: Option<WindowSize>,
    /// The file that was open when the window was last closed.
    #[serde(deserialize_with = "lenient")]
    pub last_file: Option<PathBuf>,
    /// Which panels are open, by their names.
    #[serde(deserialize_with = "lenient")]
    pub open: BTreeMap<String, bool>,
    /// How large panels are that somebody has made larger or smaller, by their names; in points.
    #[serde(deserialize_with = "lenient")]
    pub sizes: BTreeMap<String, f32>,
    /// Which tabs are chosen within panels, by the panels' names.
    #[serde(deserialize_with = "lenient")]
    pub tabs: BTreeMap<String, String>,
    /// What colour means, in a word.
    #[serde(deserialize_with = "lenient")]
    pub lens: Option<String>,
}

/// Light, dark or as the system.
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

impl Home {
    /// The preferences as they were last kept.
    pub fn preferences(&self) -> Preferences {
        self.load(PREFERENCES)
    }

    /// Keeps the preferences.
    pub fn keep_preferences(&self, preferences: &Preferences) -> io::Result<()> {
        self.keep(PREFERENCES, preferences)
    }

    /// The files that were opened or saved last, the latest first. Some may be gone since.
    pub fn recent_files(&self) -> Vec<PathBuf> {
        self.load(RECENT)
    }

    /// Puts a file first among the recent ones.
    pub fn remember_file(&self, path: &Path) -> io::Result<()> {
        let path = std::path::absolute(path)?;
        let mut recent = self.recent_files();
        recent.retain(|other| *other != path);
        recent.insert(0, path);
        recent.truncate(MOST_RECENT);
        self.keep(RECENT, &recent)
    }

    /// Forgets a recent file, because it is gone or because the user says so.
    pub fn forget_file(&self, path: &Path) -> io::Result<()> {
        let path = std::path::absolute(path)?;
        let mut recent = self.recent_files();
        recent.retain(|other| *other != path);
        self.keep(RECENT, &recent)
    }

    fn load<T: DeserializeOwned + Default>(&self, name: &str) -> T {
        let bytes = self.config().and_then(|folder| fs::read(folder.join(name)));
        bytes.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    fn keep<T: Serialize>(&self, name: &str, value: &T) -> io::Result<()> {
        let folder = self.config()?;
        fs::create_dir_all(folder)?;
        let bytes = serde_json::to_vec_pretty(value)?;
        replace::replace(&folder.join(name), &bytes, None).map(drop).map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_remembered() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        assert_eq!((home.preferences(), home.recent_files()), (Preferences::default(), vec![]));
        let wanted = Preferences {
            theme: ThemeChoice::Dark,
            last_file: Some("/maps/a".into()),
            open: BTreeMap::from([("Outline".into(), true)]),
            sizes: BTreeMap::from([("Outline".into(), 201.5)]),
            tabs: BTreeMap::from([("Outline".into(), "Sector".into())]),
            lens: Some("theme".into()),
            ..Preferences::default()
        };
        home.keep_preferences(&wanted).expect("kept");
        assert_eq!(home.preferences(), wanted);
        for name in ["/maps/a", "/maps/b", "/maps/a"] {
            home.remember_file(Path::new(name)).expect("kept");
        }
        assert_eq!(home.recent_files(), [Path::new("/maps/a"), Path::new("/maps/b")]);
        home.forget_file(Path::new("/maps/a")).expect("kept");
        (0..20).for_each(|number| home.remember_file(&Path::new("/maps").join(number.to_string())).expect("kept"));
        assert_eq!(home.recent_files().len(), MOST_RECENT);
        fs::write(home.config().expect("a folder").join(PREFERENCES), "{\"theme\": ").expect("written");
        assert_eq!(home.preferences(), Preferences::default());
    }

    #[test]
    fn a_damaged_preference_costs_only_itself() {
        let text = r#"{"theme": "purple", "window": {"width": 1280, "height": 800}, "last_file": 5, "sizes": [1], "other": 1}"#;
        let preferences: Preferences = serde_json::from_str(text).expect("still preferences");
        let window = Some(WindowSize { width: 1280.0, height: 800.0, maximised: false });
        assert_eq!(preferences, Preferences { window, ..Preferences::default() });
    }
}
