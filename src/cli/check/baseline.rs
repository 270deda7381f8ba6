//! Baselines: files of findings that are known, so that only new ones count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::{fmt, fs};

use serde::{Deserialize, Serialize};

use crate::analysis::{Finding, Same, Spoken, Subject, SubjectKind, Trace, known_by, same};
use crate::cli::console::counted;
use crate::cli::files::not_from_standard_input;
use crate::model::quote::{message, shortened};
use crate::model::words::list;
use crate::model::{Id, LinkKind};

const FORMAT: &str = "boardwalk-baseline";
const VERSION: u64 = 1;

/// What a finding is known by, whatever its words: its code and its subjects, such as `BW302`, `node:health-group`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Key(Vec<String>);

impl Key {
    pub(super) fn of(finding: &Finding) -> Self {
        Self::saying(finding, &finding.subjects)
    }

    /// The code and the subjects by which a finding stays known when others change.
    pub(super) fn identity(finding: &Finding) -> Self {
        Self::saying(finding, &known_by(finding))
    }

    fn saying(finding: &Finding, subjects: &[Subject]) -> Self {
        let kind = |kind| match kind {
            SubjectKind::Node => "node",
            SubjectKind::Link => "link",
            SubjectKind::Theme => "theme",
            SubjectKind::Total => "total",
        };
        let subjects = subjects.iter().map(|subject| format!("{}:{}", kind(subject.kind), subject.id));
        Self(std::iter::once(finding.code.to_owned()).chain(subjects).collect())
    }

    /// The code of the rule.
    pub(super) fn code(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }

    fn subjects(&self) -> Vec<Id> {
        let subjects = self.0.iter().skip(1);
        subjects.map(|subject| subject.split_once(':').map_or(subject.as_str(), |(_, id)| id).into()).collect()
    }

    /// The key in one line.
    pub(super) fn line(&self) -> String {
        self.0.join(" ")
    }
}

/// What a line joins, whatever its id.
type Lines = BTreeMap<Id, (LinkKind, Id, Id)>;

/// The known findings of one map.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    keys: BTreeSet<Key>,
    /// The lines that they are about: one that is taken out and drawn again is the same line.
    lines: Lines,
}

impl Known {
    /// What is found in a map.
    pub(super) fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>, trace: &Trace) -> Self {
        let keys: BTreeSet<Key> = findings.into_iter().map(Key::of).collect();
        let named: BTreeSet<Id> = keys.iter().flat_map(Key::subjects).collect();
        let lines = trace.lines().iter().filter(|(id, _)| named.contains(*id));
        Self { lines: lines.map(|(id, line)| (id.clone(), line.clone())).collect(), keys }
    }

    /// For each of them the finding that is the same.
    fn among(&self, findings: &[&Finding], trace: &Trace) -> Vec<Option<Same>> {
        let subjects: Vec<Vec<Id>> = self.keys.iter().map(Key::subjects).collect();
        let spoken = self.keys.iter().zip(&subjects);
        let known: Vec<Spoken<'_>> =
            spoken.map(|(key, subjects)| Spoken { code: key.code(), subjects: subjects.iter().collect() }).collect();
        let found: Vec<Spoken<'_>> = findings.iter().map(|finding| Spoken::of(finding)).collect();
        same(&known, &found, &Trace::of_lines(self.lines.clone()), trace)
    }
}

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
    maps: BTreeMap<String, BTreeSet<Key>>,
    /// Left out by earlier versions.
    #[serde(default)]
    lines: BTreeMap<String, Lines>,
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
        let mut lines = body.lines;
        let maps = body.maps.into_iter().map(|(name, keys)| {
            let lines = lines.remove(&name).unwrap_or_default();
            (name, Known { keys, lines })
        });
        Ok(Self { folder: folder_of(file)?, maps: maps.collect() })
    }

    /// What is known of a map, given what is found in it; and if the baseline does not have it, what is worth knowing of
    /// that. A map that is not there any more may have got another name, and one that is there may have been copied: that
    /// which has most in common, if that is not little.
    pub(super) fn of(&self, map: &Path, findings: &[Finding], trace: &Trace) -> (Known, Option<String>) {
        let name = self.name(map);
        if let Some(known) = self.maps.get(&name) {
            return (known.clone(), None);
        }
        let findings: Vec<&Finding> = findings.iter().collect();
        let alike = |known: &Known| known.among(&findings, trace).iter().flatten().count();
        let others =
            self.maps.iter().map(|(other, known)| (self.folder.join(other).exists(), other, known, alike(known)));
        let is_likely = |(is_there, _, known, alike): &(bool, &String, &Known, usize)| match is_there {
            true => alike * 2 > known.keys.len().max(findings.len()),
            false => *alike > 0,
        };
        let likely = others
            .filter(is_likely)
            .max_by_key(|(is_there, other, _, alike)| (!is_there, *alike, std::cmp::Reverse((*other).clone())));
        if let Some((is_there, other, known, alike)) = likely {
            let why = match is_there {
                true => format!(", of which most is found here ({alike} of {})", known.keys.len()),
                false => ", which is not there any more".to_owned(),
            };
            let note = format!(
                "the baseline does not know {name}; it is compared with what is known of {}{why}",
                shortened(other)
            );
            return (known.clone(), Some(note));
        }
        let told = |(other, known): (&String, &Known)| {
            format!("{} ({})", shortened(other), counted(known.keys.len(), "finding"))
        };
        let others: Vec<String> = self.maps.iter().map(told).collect();
        let knows = if others.is_empty() { "no map at all".to_owned() } else { list(&others, 4) };
        let note = format!("the baseline does not know {name}, so that all that is found is new; it knows {knows}");
        (Known::default(), Some(note))
    }

    /// Takes all that is known of a map.
    pub(super) fn put(&mut self, map: &Path, known: Known) {
        self.maps.insert(self.name(map), known);
    }

    /// The baseline as its file holds it, one finding a line, so that two of them can be compared.
    pub(super) fn text(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let key = |key: &Key| {
            let words: Vec<String> = key.0.iter().map(|word| quoted(word)).collect();
            format!("      [{}]", words.join(", "))
        };
        let map = |(name, known): (&String, &Known)| match known.keys.is_empty() {
            true => format!("    {}: []", quoted(name)),
            false => {
                let keys: Vec<String> = known.keys.iter().map(key).collect();
                format!("    {}: [\n{}\n    ]", quoted(name), keys.join(",\n"))
            }
        };
        let line = |(id, (kind, from, to)): (&Id, &(LinkKind, Id, Id))| {
            let kind = serde_json::to_string(kind).unwrap_or_default();
            format!("      {}: [{kind}, {}, {}]", quoted(id.as_str()), quoted(from.as_str()), quoted(to.as_str()))
        };
        let lines = |(name, known): (&String, &Known)| {
            let lines: Vec<String> = known.lines.iter().map(line).collect();
            (!lines.is_empty()).then(|| format!("    {}: {{\n{}\n    }}", quoted(name), lines.join(",\n")))
        };
        let section = |parts: Vec<String>| match parts.is_empty() {
            true => "{}".to_owned(),
            false => format!("{{\n{}\n  }}", parts.join(",\n")),
        };
        let maps = section(self.maps.iter().map(map).collect());
        let lines: Vec<String> = self.maps.iter().filter_map(lines).collect();
        let lines = if lines.is_empty() { String::new() } else { format!(",\n  \"lines\": {}", section(lines)) };
        format!("{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION},\n  \"maps\": {maps}{lines}\n}}\n")
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
        let findings = self.maps.values().map(|known| known.keys.len()).sum();
        write!(f, "{} of {} known from now on", counted(findings, "finding"), counted(self.maps.len(), "map"))
    }
}

/// What a baseline says about the findings of one map.
#[derive(Debug, Default, Serialize)]
pub(super) struct Compared {
    /// How many findings are known, and do not count.
    pub known: usize,
    /// Those of them that are about more records, or about others, than they were.
    pub changed: Vec<Changed>,
    /// What was known and is found no more.
    pub solved: Vec<Key>,
}

/// A finding that is known, and is about other records than it was.
#[derive(Debug, Serialize)]
pub(super) struct Changed {
    /// What it was known by.
    pub was: Key,
    /// What it is known by now.
    pub now: Key,
    /// What it says now.
    pub message: String,
    /// The name of its rule.
    pub rule: &'static str,
}

impl Compared {
    /// Takes the known findings out. What was accepted since, or is of a rule that is not looked for, is not solved.
    pub(super) fn new(
        findings: &mut Vec<Finding>,
        accepted: &[Finding],
        known: &Known,
        trace: &Trace,
        is_off: impl Fn(&str) -> bool,
    ) -> Self {
        let mut compared = Self::default();
        let mut is_known = vec![false; findings.len()];
        let all: Vec<&Finding> = findings.iter().chain(accepted).collect();
        for (key, same) in known.keys.iter().zip(known.among(&all, trace)) {
            match same {
                None if is_off(key.code()) => {}
                None => compared.solved.push(key.clone()),
                // Accepted findings come last.
                Some(same) if same.place >= is_known.len() => {}
                Some(same) => {
                    let finding = all[same.place];
                    is_known[same.place] = true;
                    if !same.is_unchanged {
                        let (was, now) = (key.clone(), Key::of(finding));
                        compared.changed.push(Changed {
                            was,
                            now,
                            message: finding.message.clone(),
                            rule: finding.rule,
                        });
                    }
                }
            }
        }
        compared.known = is_known.iter().filter(|is_known| **is_known).count();
        let mut is_known = is_known.into_iter();
        findings.retain(|_| !is_known.next().unwrap_or_default());
        compared
    }
}
