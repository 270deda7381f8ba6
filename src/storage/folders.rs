//! Where the program keeps what is its own.

use std::env;
use std::io;
use std::path::PathBuf;

use etcetera::BaseStrategy;

/// Puts all of the program's folders into one, for tests and for a stick that goes from laptop to laptop.
const HOME: &str = "BOARDWALK_HOME";

/// The name of the program's folder among those of others.
const NAME: &str = "boardwalk";

/// The folder of settings that the user would miss.
pub(super) fn config() -> io::Result<PathBuf> {
    match home() {
        Some(home) => Ok(home.join("config")),
        None => Ok(strategy()?.config_dir().join(NAME)),
    }
}

/// The folder of what the program remembers by itself.
pub(super) fn state() -> io::Result<PathBuf> {
    match home() {
        Some(home) => Ok(home.join("state")),
        None => strategy().map(|usual| usual.state_dir().unwrap_or_else(|| usual.data_dir()).join(NAME)),
    }
}

fn home() -> Option<PathBuf> {
    env::var_os(HOME).filter(|home| !home.is_empty()).map(PathBuf::from)
}

fn strategy() -> io::Result<impl BaseStrategy> {
    etcetera::choose_base_strategy().map_err(io::Error::other)
}
