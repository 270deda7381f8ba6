//! Baselines: files of findings that are known, so that only new ones count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::{fmt, fs};

use serde::{Deserialize, Serialize};

use crate::analysis::{Finding, SubjectKind};
use crate::cli::console::counted;
use crate::cli::files::not_from_standard_input;
use crate::model::quote::{message, shortened};
use crate::model::words::list;
use crate::storage;

const FORMAT: &str = "boardwalk-baseline";
const VERSION: u64 = 1;

/// What a finding is known by, whatever its words: its code and its subjects, such as `BW302`, `node:health-group`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Key(Vec<String>);

impl Key {
    pub(super) fn of(finding: &Finding) -> Self {
        let kind = |kind| match kind {
            SubjectKind::Node => "node",
            SubjectKind::Link => "link",
            SubjectKind::Theme => "theme",
            SubjectKind::Total => "total",
        };
        let subjects = finding.subjects.iter().map(|subject| format!("{}:{}", kind(subject.kind), subject.id));
        Self(std::iter::once(finding.code.to_owned()).chain(subjects).collect())
    }

    /// The code of the rule.
    pub(super) fn code(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }

    /// Whether another is of the same rule and about all that this one is about, and more: then this is not solved.
    fn has_grown_into(&self, other: &Self) -> bool {
        let (Some((code, few)), Some((its_code, many))) = (self.0.split_first(), other.0.split_first()) else {
            return false;
        };
        code == its_code && few.len() < many.len() && few.iter().all(|subject| many.contains(subject))
    }

    /// The key in one line.
    pub(super) fn line(&self) -> String {
        self.0.join(" ")
    }
}

/// The known findings of one map.
pub(super) type Known = BTreeSet<Key>;

/// The known findings of some maps.
#[derive(Debug)]
pub(super) struct Baseline {
    folder: PathBuf,
    maps: BTreeMap<String, Known>,
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

#[derive(Deserialize)]
struct Body {
    maps: BTreeMap<String, Known>,
}

impl Baseline {
    /// The baseline that is to be written to `file`: the one that is there, or an empty one. Any other file that is
    /// there, such as a map, is refused.
    pub(super) fn to_fill(file: &Path) -> Result<Self, String> {
        match file.exists() || not_from_standard_input(file).is_some() {
            true => Self::read(file)
                .map_err(|what| format!("the baseline cannot be written, since another file is there: {what}")),
            false => Ok(Self { folder: folder_of(file)?, maps: BTreeMap::new() }),
        }
    }

    /// Reads a baseline, or says what is wrong with it and what to do.
    pub(super) fn read(file: &Path) -> Result<Self, String> {
        let name = file.display();
        let unreadable = |error: std::io::Error| {
            format!("{name}: the baseline cannot be read ({error}); --write-baseline {name} makes one")
        };
        if let Some(told) = not_from_standard_input(file) {
            return Err(told);
        }
        // What is no file may be a pipe, which would be waited for.
        if !fs::metadata(file).map_err(unreadable)?.is_file() {
            return Err(format!("{name}: this is no ordinary file; name a file that --write-baseline made"));
        }
        let bytes = fs::read(file).map_err(unreadable)?;
        // Some editors write a mark at the beginning of a text in UTF-8.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let text = String::from_utf8_lossy(bytes);
        let damaged = |error: serde_json::Error| {
            let (line, column) = (error.line(), error.column());
            format!(
                "{name}:{line}:{column}: this is no baseline, or a damaged one ({}); get a whole copy, or delete it \
                 and make another with --write-baseline",
                message(&error.to_string())
            )
        };
        let place = |field: &str| {
            let before = text.split_once(field).map_or("", |(before, _)| before);
            let line = before.rsplit('\n').next().unwrap_or_default();
            format!("{name}:{}:{}", before.matches('\n').count() + 1, line.chars().count() + 1)
        };
        let head: Head = serde_json::from_slice(bytes).map_err(damaged)?;
        if head.format != FORMAT {
            return Err(format!(
                "{}: this is no baseline: its \"format\" is not \"{FORMAT}\"; name a file that --write-baseline made",
                place("\"format\"")
            ));
        }
        if head.version != VERSION {
            return Err(format!(
                "{}: this baseline was written by another Boardwalk (version {}, this one knows {VERSION}); get the \
                 newer Boardwalk, or delete it and make another with --write-baseline",
                place("\"version\""),
                head.version
            ));
        }
        let body: Body = serde_json::from_slice(bytes).map_err(damaged)?;
        Ok(Self { folder: folder_of(file)?, maps: body.maps })
    }

    /// What is known of a map, given what is found in it; and if the baseline does not have it, what is worth knowing of
    /// that. A map that is not there any more may have got another name: that which has most in common.
    pub(super) fn of(&self, map: &Path, found: &Known) -> (Known, Option<String>) {
        let name = self.name(map);
        if let Some(known) = self.maps.get(&name) {
            return (known.clone(), None);
        }
        let is_gone = |other: &&String| !self.folder.join(other.as_str()).exists();
        let alike = |other: &&String| self.maps[other.as_str()].intersection(found).count();
        let earlier = self.maps.keys().filter(is_gone).filter(|other| alike(other) > 0).max_by_key(alike);
        if let Some(other) = earlier {
            let note = format!(
                "the baseline does not know {name}; it is compared with what is known of {}, which is not there any \
                 more",
                shortened(other)
            );
            return (self.maps[other].clone(), Some(note));
        }
        let others: Vec<_> = self.maps.keys().map(|name| shortened(name)).collect();
        let knows = if others.is_empty() { "no map at all".to_owned() } else { list(&others, 4) };
        let note = format!("the baseline does not know {name}, so that all that is found is new; it knows {knows}");
        (Known::new(), Some(note))
    }

    /// Takes all that is known of a map.
    pub(super) fn put(&mut self, map: &Path, known: Known) {
        self.maps.insert(self.name(map), known);
    }

    /// Writes the baseline to `file`, one finding a line, so that two of them can be compared.
    pub(super) fn write(&self, file: &Path) -> Result<(), String> {
        storage::save(file, &self.text(), None).map(drop).map_err(|error| error.to_string())
    }

    fn text(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let key = |key: &Key| {
            let words: Vec<String> = key.0.iter().map(|word| quoted(word)).collect();
            format!("      [{}]", words.join(", "))
        };
        let map = |(name, known): (&String, &Known)| match known.is_empty() {
            true => format!("    {}: []", quoted(name)),
            false => {
                let keys: Vec<String> = known.iter().map(key).collect();
                format!("    {}: [\n{}\n    ]", quoted(name), keys.join(",\n"))
            }
        };
        let maps: Vec<String> = self.maps.iter().map(map).collect();
        let maps = if maps.is_empty() { "{}".to_owned() } else { format!("{{\n{}\n  }}", maps.join(",\n")) };
        format!("{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION},\n  \"maps\": {maps}\n}}\n")
    }

    /// A map's file as the baseline calls it: from the baseline's own folder, so that both can move together.
    fn name(&self, map: &Path) -> String {
        let map = map.canonicalize().unwrap_or_else(|_| map.to_owned());
        let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
            (self.folder.components().collect(), map.components().collect());
        let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
        if common == 0 {
            return map.display().to_string();
        }
        let up = from[common..].iter().map(|_| "..".to_owned());
        let down = to[common..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
        up.chain(down).collect::<Vec<String>>().join("/")
    }
}

fn folder_of(file: &Path) -> Result<PathBuf, String> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().map_err(|error| {
        format!("{}: its folder cannot be reached ({error}); check the name and the folder", file.display())
    })
}

impl fmt::Display for Baseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let findings = self.maps.values().map(Known::len).sum();
        write!(f, "{} of {} known from now on", counted(findings, "finding"), counted(self.maps.len(), "map"))
    }
}

/// What a baseline says about the findings of one map.
#[derive(Debug, Default, Serialize)]
pub(super) struct Compared {
    /// How many findings are known, and do not count.
    pub known: usize,
    /// What was known and is found no more.
    pub solved: Vec<Key>,
}

impl Compared {
    /// Takes the known findings out.
    pub(super) fn new(findings: &mut Vec<Finding>, known: &Known) -> Self {
        let found: Known = findings.iter().map(Key::of).collect();
        let before = findings.len();
        findings.retain(|finding| !known.contains(&Key::of(finding)));
        let is_solved = |key: &&Key| !found.contains(key) && !found.iter().any(|other| key.has_grown_into(other));
        Self { known: before - findings.len(), solved: known.iter().filter(is_solved).cloned().collect() }
    }
}
