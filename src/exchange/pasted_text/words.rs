//! Words: what a name tells about what it names, and what people write for a kind or a status.

use crate::model::spelling::plain;
use crate::model::{NodeKind, NodeStatus, StrandKind};

/// Words that end the part of a name which tells what it is: "Board *of* Directors", "Lead Member *for* Children".
const AFTER_THE_HEAD: [&str; 9] = ["of", "for", "on", "to", "in", "with", "and", "at", "-"];

/// Words that tell what is named so, singular and lower case.
const KINDS: [(NodeKind, &[&str]); 5] = [
    (
        NodeKind::Board,
        &[
            "board",
            "committee",
            "executive",
            "panel",
            "cabinet",
            "partnership",
            "commission",
            "scrutiny",
            "subcommittee",
            "sub-committee",
        ],
    ),
    (
        NodeKind::Group,
        &[
            "group",
            "forum",
            "team",
            "network",
            "subgroup",
            "sub-group",
            "taskforce",
            "workstream",
            "meeting",
            "alliance",
            "collaborative",
            "assembly",
            "cluster",
            "workgroup",
            "party",
            "hub",
        ],
    ),
    (
        NodeKind::Partner,
        &[
            "council",
            "trust",
            "police",
            "school",
            "college",
            "academy",
            "university",
            "nhs",
            "constabulary",
            "hospital",
            "charity",
            "directorate",
            "department",
            "authority",
            "association",
            "church",
            "surgery",
            "ccg",
            "icb",
            "pct",
            "healthwatch",
            "prison",
            "probation",
            "force",
            "service",
            "organisation",
            "agency",
            "partner",
            "company",
            "nursery",
            "borough",
            "ministry",
            "union",
            "provider",
        ],
    ),
    (
        NodeKind::Post,
        &[
            "director",
            "member",
            "chair",
            "chairman",
            "chairwoman",
            "chairperson",
            "head",
            "leader",
            "officer",
            "manager",
            "councillor",
            "cllr",
            "commissioner",
            "mayor",
            "coordinator",
            "co-ordinator",
            "secretary",
            "superintendent",
            "constable",
            "headteacher",
            "teacher",
            "holder",
            "scrutineer",
            "lead",
            "deputy",
            "treasurer",
            "adviser",
            "advisor",
            "inspector",
            "champion",
            "post",
            "role",
            "person",
            "minister",
        ],
    ),
    (
        NodeKind::Strand,
        &[
            "plan",
            "strategy",
            "project",
            "priority",
            "function",
            "duty",
            "recommendation",
            "assessment",
            "programme",
            "strand",
        ],
    ),
];

/// Titles before a person's name.
const TITLES: [&str; 9] = ["cllr", "councillor", "mr", "mrs", "ms", "miss", "dr", "prof", "professor"];

/// What the words of a name say that it names; nothing if they do not say.
pub(super) fn kind(name: &str) -> Option<NodeKind> {
    let words: Vec<String> = name
        .to_lowercase()
        .split(|letter: char| letter.is_whitespace() || ",;/()[]:".contains(letter))
        .map(|word| word.trim_matches(|letter: char| ".'’\"".contains(letter)).to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    if words.first().is_some_and(|word| TITLES.contains(&word.as_str())) {
        return Some(NodeKind::Post);
    }
    let head_ends = words.iter().skip(1).position(|word| AFTER_THE_HEAD.contains(&word.as_str()));
    let head = &words[..head_ends.map_or(words.len(), |position| position + 1)];
    let said = |words: &[String]| (0..words.len()).rev().find_map(|at| kind_of_word(words, at));
    // "Police and Crime Panel" is a panel: what follows "and" is looked at before what stands before it.
    let follows_and = head_ends.is_some_and(|position| words[position + 1] == "and");
    if follows_and { said(&words).or_else(|| said(head)) } else { said(head).or_else(|| said(&words)) }
}

fn kind_of_word(words: &[String], at: usize) -> Option<NodeKind> {
    let is_chief = at > 0 && words[at - 1] == "chief";
    let word = words[at].as_str();
    if is_chief && ["executive", "executives", "officer", "officers"].contains(&word) {
        return Some(NodeKind::Post);
    }
    if word == "force" && at > 0 && words[at - 1] == "task" {
        return Some(NodeKind::Group);
    }
    let is = |known: &&str| word == *known || word.strip_suffix('s') == Some(known) || plural_in_ies(word, known);
    KINDS.iter().find(|(_, known)| known.iter().any(is)).map(|(kind, _)| *kind)
}

fn plural_in_ies(word: &str, known: &str) -> bool {
    word.strip_suffix("ies").is_some_and(|stem| known.strip_suffix('y') == Some(stem))
}

/// What kind of work the name of a strand speaks of.
pub(super) fn strand_kind(name: &str) -> Option<StrandKind> {
    let name = name.to_lowercase();
    let mut words = name.split_whitespace().rev();
    words.find_map(|word| match word {
        "plan" | "strategy" | "assessment" | "plans" | "strategies" => Some(StrandKind::Plan),
        "project" | "projects" | "programme" => Some(StrandKind::Project),
        "priority" | "priorities" => Some(StrandKind::Priority),
        "function" | "functions" => Some(StrandKind::Function),
        "duty" | "duties" => Some(StrandKind::Duty),
        "service" | "services" => Some(StrandKind::Service),
        "recommendation" | "recommendations" => Some(StrandKind::Recommendation),
        _ => None,
    })
}

/// The kind that people mean by a word in the column for it.
pub(super) fn said_kind(text: &str) -> Option<NodeKind> {
    let is_work = text.trim().eq_ignore_ascii_case("service") || text.trim().eq_ignore_ascii_case("services");
    if is_work { Some(NodeKind::Strand) } else { kind(text) }
}

/// The status that people mean by a word.
pub(super) fn status(text: &str) -> Option<NodeStatus> {
    Some(match text.to_lowercase().as_str() {
        "active" | "live" | "current" | "at work" => NodeStatus::Active,
        "dormant" | "on hold" | "hold" | "paused" | "suspended" | "inactive" | "never met" | "vacant" => {
            NodeStatus::Dormant
        }
        "proposed" | "planned" | "future" => NodeStatus::Proposed,
        "ended" | "closed" | "abolished" | "disbanded" | "stood down" | "no more" | "finished" => NodeStatus::Ended,
        _ => return None,
    })
}

/// What people write where there is nothing to write, in plain words.
const NOTHING: [&str; 26] = [
    "none",
    "n a",
    "na",
    "nil",
    "no",
    "null",
    "tbc",
    "tba",
    "tbd",
    "to be confirmed",
    "to be decided",
    "to be agreed",
    "to be announced",
    "unknown",
    "not known",
    "dont know",
    "not applicable",
    "not yet known",
    "vacant",
    "vacancy",
    "currently vacant",
    "post vacant",
    "no one",
    "nobody",
    "no chair",
    "not set",
];

/// Whether a text stands for nothing: "None", "N/A", "TBC", "-", "?", "Vacant".
pub(super) fn says_nothing(text: &str) -> bool {
    let plain = plain(text);
    plain.is_empty() || NOTHING.contains(&plain.as_str())
}

/// A name without the dash, dot or number that lists put before their lines: "1.2 Youth Group", "(3) Youth Group".
pub(super) fn without_mark(name: &str) -> &str {
    let name = name.trim();
    let bullet = name.strip_prefix(['•', '·', '◦', '▪', '*', '-', '–', '—']);
    let name = bullet.filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)).unwrap_or(name).trim();
    let Some((mark, rest)) = name.split_once(char::is_whitespace) else { return name };
    let bare = mark.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    let is_number = |part: &str| !part.is_empty() && part.len() < 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_counted = bare.split('.').all(is_number) && (mark != bare || bare.contains('.'));
    let is_lettered = bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_lowercase()) && mark.ends_with(')');
    if is_counted || is_lettered { rest.trim() } else { name }
}
