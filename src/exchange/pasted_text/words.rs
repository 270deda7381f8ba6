//! Words: what a name tells about what it names, and what people write for a kind or a status.

use crate::model::spelling::plain;
use crate::model::{NodeKind, NodeStatus, SeatRole, StrandKind, When};

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
            "comité",
            "conseil",
            "ausschuss",
            "beirat",
            "vorstand",
            "utvalg",
            "styre",
            "rat",
            "råd",
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
            "groupe",
            "gruppe",
            "arbeitsgruppe",
            "arbeidsgruppe",
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
            "principal",
            "president",
            "directeur",
            "directrice",
            "maire",
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
pub(in crate::exchange) fn kind(name: &str) -> Option<NodeKind> {
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
    let found = KINDS.iter().find(|(_, known)| known.iter().any(is)).map(|(kind, _)| *kind);
    found.or_else(|| {
        COMPOUNDS.iter().find(|(_, ends)| ends.iter().any(|end| word.ends_with(end))).map(|(kind, _)| *kind)
    })
}

/// How words end in German and Norwegian that are one word for what English says in two: "Gesundheitsausschuss".
const COMPOUNDS: [(NodeKind, &[&str]); 3] = [
    (
        NodeKind::Board,
        &[
            "ausschuss",
            "ausschuß",
            "beirat",
            "stadtrat",
            "gemeinderat",
            "kreisrat",
            "vorstand",
            "utvalg",
            "utvalget",
            "styret",
            "nemnda",
            "rådet",
            "kommission",
        ],
    ),
    (NodeKind::Group, &["gruppe", "gruppen", "forumet"]),
    (
        NodeKind::Post,
        &[
            "dezernent",
            "dezernentin",
            "bürgermeister",
            "bürgermeisterin",
            "direktør",
            "sjef",
            "leiter",
            "leiterin",
            "ordfører",
        ],
    ),
];

fn plural_in_ies(word: &str, known: &str) -> bool {
    word.strip_suffix("ies").is_some_and(|stem| known.strip_suffix('y') == Some(stem))
}

/// What kind of work the name of a strand speaks of.
pub(in crate::exchange) fn strand_kind(name: &str) -> Option<StrandKind> {
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
pub(in crate::exchange) fn said_kind(text: &str) -> Option<NodeKind> {
    let is_work = text.trim().eq_ignore_ascii_case("service") || text.trim().eq_ignore_ascii_case("services");
    if is_work { Some(NodeKind::Strand) } else { kind(text) }
}

/// The status that people mean by a word, or by the first words of more: "Disbanded 2019", "Active (under review)".
pub(in crate::exchange) fn status(text: &str) -> Option<NodeStatus> {
    let first = text.split(['(', ',', ';', ':', '–', '—', '/']).next().unwrap_or_default();
    let first = first.split(" - ").next().unwrap_or_default();
    let first = first.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter.is_whitespace());
    // "Disbanded in March 2019"
    let before_date =
        first.rsplit_once(" in ").filter(|(_, month)| month_of(month).is_some()).map(|(before, _)| before);
    status_word(text).or_else(|| status_word(before_date.unwrap_or(first)))
}

/// Whether a text says a status and nothing beside it.
pub(in crate::exchange) fn is_plain_status(text: &str) -> bool {
    status_word(text).is_some()
}

fn status_word(text: &str) -> Option<NodeStatus> {
    Some(match plain(text).as_str() {
        "active" | "live" | "current" | "at work" | "open" | "actif" | "en cours" | "en activite" | "aktiv"
        | "aktive" | "laufend" | "i drift" => NodeStatus::Active,
        "dormant" | "on hold" | "hold" | "paused" | "suspended" | "inactive" | "never met" | "vacant" | "en pause"
        | "suspendu" | "inactif" | "en sommeil" | "ruht" | "ruhend" | "pausiert" | "inaktiv" | "pa vent"
        | "hvilende" => NodeStatus::Dormant,
        "proposed" | "planned" | "future" | "prevu" | "projet" | "geplant" | "vorgeschlagen" | "planlagt"
        | "foreslatt" => NodeStatus::Proposed,
        "ended" | "closed" | "abolished" | "disbanded" | "stood down" | "no more" | "finished" | "dissolved"
        | "ceased" | "wound up" | "defunct" | "termine" | "dissous" | "clos" | "beendet" | "aufgelost"
        | "avsluttet" | "nedlagt" | "avviklet" => NodeStatus::Ended,
        _ => return None,
    })
}

/// As what somebody sits, in the words and the letters that people use for it.
pub(in crate::exchange) fn seat_role(text: &str) -> Option<SeatRole> {
    let said = plain(text);
    Some(match said.as_str() {
        "member" | "full member" | "core member" | "standing member" | "board member" | "voting member" => {
            SeatRole::Member
        }
        "chair" | "chairman" | "chairwoman" | "chairperson" | "co chair" | "independent chair" | "president"
        | "leder" | "vorsitz" | "vorsitzende" | "vorsitzender" => SeatRole::Chair,
        "deputy" | "vice chair" | "deputy chair" | "vice chairman" | "vice chairperson" | "substitute"
        | "alternate" | "nestleder" | "stellvertretung" | "vice president" | "suppleant" => SeatRole::Deputy,
        "observer" | "in attendance" | "attendee" | "observateur" | "observator" | "beobachter" => SeatRole::Observer,
        "lead" | "lead member" | "leader" => SeatRole::Lead,
        "adviser" | "advisor" | "advisory" | "co opted adviser" | "conseiller" | "radgiver" | "berater" => {
            SeatRole::Adviser
        }
        _ => return None,
    })
}

/// A name without the role in brackets behind it, and the role: "Council (chair)".
pub(in crate::exchange) fn without_role(name: &str) -> (&str, Option<SeatRole>) {
    let parted = name.trim().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let role = parted.and_then(|(before, role)| Some((before.trim(), seat_role(role)?)));
    match role.filter(|(before, _)| !before.is_empty()) {
        Some((before, role)) => (before, Some(role)),
        None => (name, None),
    }
}

/// A name and the short form in brackets behind it, which its first letters spell: "Health and Wellbeing Board (HWB)".
pub(in crate::exchange) fn short_form(name: &str) -> Option<(&str, &str)> {
    let (whole, short) = name.trim().strip_suffix(')')?.rsplit_once('(')?;
    let (whole, short) = (whole.trim(), short.trim());
    let letters: Vec<char> = short.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let capitals = letters.iter().filter(|letter| letter.is_uppercase()).count();
    let is_short = (2..=10).contains(&letters.len()) && capitals * 2 > letters.len();
    let mut words = whole.split(|letter: char| !letter.is_alphanumeric()).filter_map(|word| word.chars().next());
    let spelt = letters.iter().filter(|letter| letter.is_uppercase()).all(|letter| {
        let wanted = letter.to_lowercase().to_string();
        words.any(|first| first.to_lowercase().to_string() == wanted)
    });
    (is_short && spelt && !whole.is_empty()).then_some((whole, short))
}

/// Yes or no as people write it in columns for that; nothing where it is neither, or is plain already.
pub(in crate::exchange) fn ticked(text: &str) -> Option<&'static str> {
    Some(match text.trim().to_lowercase().as_str() {
        "1" | "x" | "✓" | "✔" | "☑" | "t" | "true()" => "yes",
        "0" | "✗" | "☐" | "f" | "false()" => "no",
        _ => return None,
    })
}

/// A day as spreadsheets and people write it, as this program does: 2011-05-16; and whether it may have been meant
/// otherwise. Nothing where it is no day, or is plain already.
pub(in crate::exchange) fn day(text: &str) -> Option<(String, bool)> {
    let text = text.trim();
    // A day with a time.
    if let Some((day, _)) =
        text.split_once([' ', 'T']).filter(|(day, _)| day.len() == 10 && day.parse::<When>().is_ok())
    {
        return Some((day.to_owned(), false));
    }
    // A day that a spreadsheet has counted, from the end of 1899.
    if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let counted: i64 = text.parse().ok().filter(|days| (20_000..=80_000).contains(days))?;
        let day = jiff::civil::date(1899, 12, 30).checked_add(jiff::ToSpan::days(counted)).ok()?;
        return Some((day.to_string(), true));
    }
    let parts: Vec<&str> = text.split(['/', '.', ' ', '-']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.trim_end_matches(|it: char| it.is_ascii_alphabetic()).parse::<i16>().ok();
    let year = |part: &str| number(part).filter(|_| part.len() == 4);
    let (day, is_doubtful) = match parts.as_slice() {
        [day, month, said] if text.contains(['/', '.', '-']) && number(month).is_some() => {
            let (day, month, year) = (number(day)?, number(month)?, year(said)?);
            // As in Britain, unless it can only be as in America.
            let (day, month) = if month > 12 { (month, day) } else { (day, month) };
            (format!("{year:04}-{month:02}-{day:02}"), day <= 12 && day != month)
        }
        [day, month, said] => (format!("{:04}-{:02}-{:02}", year(said)?, month_of(month)?, number(day)?), false),
        [month, said] => (format!("{:04}-{:02}", year(said)?, month_of(month).or_else(|| number(month))?), false),
        _ => return None,
    };
    day.parse::<When>().is_ok().then_some((day, is_doubtful))
}

/// The number of a month by its name or its first letters.
fn month_of(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word.to_lowercase();
    let place = MONTHS.iter().position(|month| word.starts_with(month))?;
    i16::try_from(place + 1).ok()
}

/// What people write where there is nothing to write, in plain words.
const NOTHING: [&str; 40] = [
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
    "aucun",
    "aucune",
    "neant",
    "sans objet",
    "a definir",
    "keine",
    "keiner",
    "k a",
    "n n",
    "nn",
    "unbesetzt",
    "ingen",
    "ubesatt",
    "ikke avklart",
];

/// Whether a text stands for nothing: "None", "N/A", "TBC", "-", "?", "Vacant".
pub(in crate::exchange) fn says_nothing(text: &str) -> bool {
    let plain = plain(text);
    plain.is_empty() || NOTHING.contains(&plain.as_str())
}

/// A name without the dash, dot or number that lists put before their lines: "1.2 Youth Group", "(3) Youth Group".
pub(in crate::exchange) fn without_mark(name: &str) -> &str {
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

#[cfg(test)]
mod tests {
    use super::{day, seat_role, short_form, status, ticked, without_role};
    use crate::model::{NodeStatus, SeatRole};

    #[test]
    fn first_words_tell_a_status_and_brackets_a_role_or_a_short_form() {
        let ended = Some(NodeStatus::Ended);
        assert_eq!(["Disbanded in March 2019", "Closed - merged", "avsluttet"].map(status), [ended; 3]);
        assert_eq!(["Activities", "to be closed", "2019"].map(status), [None; 3]);
        assert_eq!(without_role("Council (Vice-Chair)"), ("Council", Some(SeatRole::Deputy)));
        assert_eq!(without_role("Council (North)"), ("Council (North)", None));
        assert_eq!(seat_role("Chief Executive"), None);
        assert_eq!(short_form("Health and Wellbeing Board (HWB)"), Some(("Health and Wellbeing Board", "HWB")));
        assert_eq!(["Forum (Farnham)", "Board (2026)", "Board (ABC)", "(HWB)"].map(short_form), [None; 4]);
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for (said, meant) in [
            ("2011-01-03 09:30", Some(("2011-01-03", false))),
            ("45413", Some(("2024-05-01", true))),
            ("01/04/2008", Some(("2008-04-01", true))),
            ("16/05/2011", Some(("2011-05-16", false))),
            ("05/16/2011", Some(("2011-05-16", false))),
            ("16.5.2011", Some(("2011-05-16", false))),
            ("1 April 2008", Some(("2008-04-01", false))),
            ("1st Apr 2008", Some(("2008-04-01", false))),
            ("Apr 2008", Some(("2008-04", false))),
            ("04/2008", Some(("2008-04", false))),
            ("2008", None),
            ("2008-04-01", None),
            ("soon", None),
            ("31/02/2011", None),
        ] {
            assert_eq!(day(said), meant.map(|(day, doubt)| (day.to_owned(), doubt)), "{said}");
        }
        assert_eq!(["1", "X", "0", "yes", "perhaps"].map(ticked), [Some("yes"), Some("yes"), Some("no"), None, None]);
    }
}
