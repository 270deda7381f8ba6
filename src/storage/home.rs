//! Home: where the program keeps what is its own.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::leftovers;
use super::system::Rights;

/// Puts all of the program's folders into one, for a stick that goes from laptop to laptop.
const HOME: &str = "BOARDWALK_HOME";

/// The name of the program's folder among those of others.
const NAME: &str = "boardwalk";

/// The folders in which the program keeps what is its own. They need not be there yet.
#[derive(Debug, Clone)]
pub struct Home {
    config: Option<PathBuf>,
    state: Option<PathBuf>,
}

impl Home {
    /// The folders that the system gives to the user, or those under the folder that `BOARDWALK_HOME` names.
    pub fn of_user() -> Self {
        if let Some(folder) = env::var_os(HOME).filter(|folder| !folder.is_empty()) {
            return Self::at(Path::new(&folder));
        }
        let Ok(usual) = etcetera::choose_base_strategy() else { return Self { config: None, state: None } };
        let state = usual.state_dir().unwrap_or_else(|| usual.data_dir());
        Self { config: Some(usual.config_dir().join(NAME)), state: Some(state.join(NAME)) }
    }

    /// Folders under one folder.
    pub fn at(folder: &Path) -> Self {
        Self { config: Some(folder.join("config")), state: Some(folder.join("state")) }
    }

    /// Tries whether both folders take what is kept in them.
    pub fn try_out(&self) -> io::Result<()> {
        for folder in [self.config()?, self.state()?] {
            super::private_folder(folder)?;
            // Room for as much as the smallest things take, on a disk that may be full.
            leftovers::clear(folder);
            let mut file = leftovers::temporary_in(folder, Rights::Private)?;
            file.write_all(&[0; 4096]).and_then(|()| file.as_file().sync_all())?;
        }
        Ok(())
    }

    /// The folder of settings that the user would miss.
    pub(super) fn config(&self) -> io::Result<&Path> {
        self.config.as_deref().ok_or_else(no_home)
    }

    /// The folder of what the program remembers by itself.
    pub(super) fn state(&self) -> io::Result<&Path> {
        self.state.as_deref().ok_or_else(no_home)
    }
}

/// The user's own folder, as the system has it.
pub(super) fn of_system() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

fn no_home() -> io::Error {
    io::Error::other("the system names no folder for the user's settings")
}
