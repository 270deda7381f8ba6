//! Paths in the program's own files: as text, or as the system has them where they are no text, so that one of them neither
//! keeps the rest from being written nor comes back as another.

use std::ffi::OsString;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize};

/// A path as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Form", into = "Form")]
pub struct KeptPath(PathBuf);

/// How it is written.
#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum Form {
    Text(String),
    System(OsString),
}

impl From<Form> for KeptPath {
    fn from(form: Form) -> Self {
        Self(match form {
            Form::Text(text) => text.into(),
            Form::System(name) => name.into(),
        })
    }
}

impl From<KeptPath> for Form {
    fn from(path: KeptPath) -> Self {
        path.0.into_os_string().into_string().map_or_else(Self::System, Self::Text)
    }
}

impl From<&Path> for KeptPath {
    fn from(path: &Path) -> Self {
        Self(path.to_owned())
    }
}

impl From<&str> for KeptPath {
    fn from(path: &str) -> Self {
        Self(path.into())
    }
}

impl From<KeptPath> for PathBuf {
    fn from(path: KeptPath) -> Self {
        path.0
    }
}

impl Deref for KeptPath {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

/// Those of a list that can be read: one that cannot costs only itself.
pub(super) fn each<'de, D: Deserializer<'de>, T: serde::de::DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    let all = Vec::<serde_json::Value>::deserialize(from)?;
    Ok(all.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_kept_as_text_where_it_is_text() {
        let path = KeptPath::from("/maps/Süd.boardwalk");
        assert_eq!(serde_json::to_string(&path).expect("JSON"), "\"/maps/Süd.boardwalk\"");
        assert_eq!(serde_json::from_str::<KeptPath>("\"/maps/Süd.boardwalk\"").expect("a path"), path);
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_text_comes_back_as_it_was() {
        use std::os::unix::ffi::OsStringExt;
        let path = KeptPath::from(Path::new(&OsString::from_vec(b"/maps/S\xfcd.boardwalk".to_vec())));
        let written = serde_json::to_string(&path).expect("JSON");
        assert_eq!(serde_json::from_str::<KeptPath>(&written).expect("a path"), path);
    }
}
