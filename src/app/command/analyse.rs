//! The menu of what is found.

use egui::Key;

use super::{ALT, CTRL, CTRL_SHIFT, Entry, Menu, NONE, SHIFT, always, choices, keys, may_change};
use crate::analysis::{self, Finding, FindingKey, Mend};
use crate::app::act::{Act, Ask, Command, Target};
use crate::editing::accept::{self, Found};
use crate::session::Session;

pub(super) fn entries() -> Vec<Entry> {
    let entry = |row| Entry::row(Menu::Analyse, row);
    vec![
        entry((
            Command::NextFinding,
            "Next finding",
            "Go to the next finding of the list",
            keys(NONE, Key::F8),
            has_findings,
            |_, session| step(session, 1),
        )),
        entry((
            Command::PreviousFinding,
            "Previous finding",
            "Go to the finding before",
            keys(SHIFT, Key::F8),
            has_findings,
            |_, session| step(session, -1),
        )),
        entry((
            Command::Answer,
            "Route: how it answers to…",
            "Show on the map how the chosen body answers to another, where that breaks, and what else ties the two",
            keys(NONE, Key::H),
            |session| matches!(session.chosen_nodes().len(), 1 | 2),
            |_, session| choices::answer(session),
        )),
        entry((
            Command::FixFinding,
            "Fix the finding",
            "Make the change that mends the chosen finding",
            keys(CTRL, Key::Period),
            |session| {
                may_change(session) && session.chosen_finding().and_then(|finding| way_out(session, finding)).is_some()
            },
            |_, session| session.chosen_finding().map_or_else(Vec::new, |finding| fix(session, &finding.key())),
        ))
        .also(keys(NONE, Key::F9))
        .told(|session| {
            let words = way_out(session, session.chosen_finding()?)?;
            Some(format!("Fix the finding: {words}"))
        }),
        entry((
            Command::AcceptFinding,
            "Accept the finding…",
            "Live with the chosen finding for a reason, or let it count again",
            keys(CTRL_SHIFT, Key::Period),
            |session| may_change(session) && session.chosen_finding().is_some(),
            |_, session| {
                session.chosen_finding().map_or_else(Vec::new, |finding| vec![accept_or_reopen(session, finding)])
            },
        ))
        .also(keys(SHIFT, Key::F9))
        .told(|session| {
            let is_accepted = session.chosen_finding().is_some_and(Finding::is_accepted);
            is_accepted.then(|| "Open the finding again".to_owned())
        }),
        entry((
            Command::ExplainRules,
            "Rules explained",
            "Read what every rule checks, and why it matters",
            None,
            always,
            |_, _| vec![Act::Explain(analysis::rules().first().map(|rule| rule.code))],
        ))
        .after_line(),
        entry((
            Command::EarlierDate,
            "Earlier date",
            "Look at the map as it was before the last change that it tells",
            keys(ALT, Key::Comma),
            // Whether there is one is only looked for once it is wanted: that goes through the whole map.
            always,
            |_, session| match session.date_further(-1) {
                earlier if earlier == session.document.date() => {
                    vec![Act::Say("The map does not tell of anything that changed earlier".to_owned())]
                }
                earlier => vec![Act::Date(earlier)],
            },
        ))
        .after_line(),
        entry((
            Command::LaterDate,
            "Later date",
            "Look at the map as it was after the next change that it tells",
            keys(ALT, Key::Period),
            |session| session.document.date().is_some(),
            |_, session| vec![Act::Date(session.date_further(1))],
        )),
        entry((
            Command::BackToNow,
            "Back to now",
            "Look at the map as it is now",
            None,
            |session| session.document.date().is_some(),
            |_, _| vec![Act::Date(None)],
        )),
    ]
}

fn has_findings(session: &Session) -> bool {
    !session.open_findings().is_empty()
}

fn step(session: &Session, step: isize) -> Vec<Act> {
    session.finding_further(step).map(|key| Act::GoTo(Target::Finding(key))).into_iter().collect()
}

/// What would mend a finding, in a few words: the first of its fixes, else a line upward that is yet to be drawn.
pub fn way_out(session: &Session, finding: &Finding) -> Option<String> {
    let line =
        || Some(format!("Draw the line of {}…", session.document.map().name(analysis::needs_line(finding)?.as_str())));
    finding.fixes.first().map(|fix| fix.label.clone()).or_else(line)
}

/// Goes to a finding, and shows what would mend it.
pub fn fix(session: &Session, key: &FindingKey) -> Vec<Act> {
    let Some(finding) = session.finding(key) else { return Vec::new() };
    let ask = match finding.fixes.first().map(|fix| &fix.mend) {
        Some(Mend::Edits(_)) => Ask::Fix(key.clone()),
        Some(Mend::Merge { keep, other }) => Ask::Merge { keep: keep.clone(), other: other.clone() },
        None => match analysis::needs_line(finding) {
            Some(from) => Ask::Choose(choices::upper(session, from)),
            None => return Vec::new(),
        },
    };
    let is_chosen = session.selection.finding.as_ref() == Some(key);
    let go_to = (!is_chosen).then(|| Act::GoTo(Target::Finding(key.clone())));
    go_to.into_iter().chain([Act::Ask(ask)]).collect()
}

/// Asks for what reason people live with a finding; one that is accepted counts again.
pub fn accept_or_reopen(session: &Session, finding: &Finding) -> Act {
    match finding.acceptance.as_ref().filter(|_| finding.is_accepted()) {
        // The map may name what has become of other records since.
        Some(acceptance) => {
            let found = Found { subjects: acceptance.subjects.clone(), ..finding.into() };
            Act::Make(accept::reopen(session.document.map(), &found))
        }
        None => Act::Ask(Ask::Accept(vec![finding.key()])),
    }
}
