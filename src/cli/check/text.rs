//! What was found, for people: by family, worst first, one sentence each, and what to do about it.

use std::fmt::Write;

use super::baseline::{Changed, Compared};
use super::{Checked, Checks};
use crate::analysis::{Cause, ENOUGH_TO_FOLD, Family, Finding, Graph, Severity, by_cause, without_names};
use crate::cli::console::{ERROR, FAINT, NOTE, STRONG, WARNING, counted, painted, paragraph};

/// With more findings of one rule than this, an overview tells what is wrong and leaves out what to do about each.
const MOST_WITH_ADVICE: usize = 4;

/// Everything about one map, at most `width` columns wide. An overview is short where findings are many; in full, each
/// comes with what to do about it.
pub(super) fn page(checked: &Checked, width: usize, in_full: bool) -> String {
    let mut page = painted(&checked.map.title, STRONG) + "\n";
    page += &painted(checked.file.display(), FAINT);
    page.push('\n');
    let graph = Graph::of(&checked.map);
    for (family, findings) in by_first(&checked.findings, |finding| finding.family) {
        page += &section(family, &findings, checked, &graph, width, in_full);
    }
    if let Some(compared) = checked.compared.as_ref().filter(|compared| !compared.changed.is_empty()) {
        page += &changed(&compared.changed, width);
    }
    if !checked.accepted.is_empty() {
        page += &accepted(&checked.accepted, width);
    }
    if !checked.switched_off.is_empty() {
        let names: Vec<String> =
            checked.switched_off.iter().map(|rule| format!("{} {}", rule.name, rule.code)).collect();
        page.push('\n');
        page += &paragraph(&painted(format!("Switched off in this map: {}", names.join(", ")), FAINT), "", width);
    }
    page.push('\n');
    page += &paragraph(&summary(checked), "", width);
    page
}

/// What was known and is about others now, greyed: neither new nor solved.
fn changed(findings: &[Changed], width: usize) -> String {
    let mut section = format!("\n{}  {}\n", painted("CHANGED SINCE THE BASELINE", STRONG), findings.len());
    for Changed { now, message, rule, .. } in findings {
        section += &paragraph(&painted(format!("{rule} {}: {message}", now.code()), FAINT), "    ", width);
    }
    section
}

/// What people live with, greyed, each with the reason.
fn accepted(findings: &[Finding], width: usize) -> String {
    let mut section = format!("\n{}  {}\n", painted("ACCEPTED", STRONG), findings.len());
    for finding in findings {
        let sentence = format!("{} {}: {}", finding.rule, finding.code, finding.message);
        section += &paragraph(&painted(sentence, FAINT), "    ", width);
        section += &acceptance(finding, width);
    }
    section
}

/// Why and when a finding was accepted, if it was.
fn acceptance(finding: &Finding, width: usize) -> String {
    let words = finding.acceptance.as_ref().map(|acceptance| acceptance.words());
    words.map_or_else(String::new, |words| advice(&words, width))
}

/// The findings of one family, rule by rule.
fn section(
    family: Family,
    findings: &[&Finding],
    checked: &Checked,
    graph: &Graph<'_>,
    width: usize,
    in_full: bool,
) -> String {
    let mut section = format!("\n{}  {}\n", painted(family.word().to_uppercase(), STRONG), by_severity(findings));
    for (code, findings) in by_first(findings.iter().copied(), |finding| finding.code) {
        let rule = findings.first().map_or("", |finding| finding.rule);
        let _ = writeln!(section, "\n  {} {}", painted(rule, STRONG), painted(code, FAINT));
        // Findings of one rule often ask for the same thing: it is said once, after the last of them.
        let alike: Vec<&[&Finding]> = findings.chunk_by(|one, next| one.hint == next.hint).collect();
        let with_advice = in_full || alike.len() == 1 || findings.len() <= MOST_WITH_ADVICE;
        if in_full || findings.len() <= MOST_WITH_ADVICE {
            // The same for each but for the names is said once, too, where they are many.
            let advice_of = |finding: &Finding| without_names(&finding.hint, finding, graph);
            for group in findings.chunk_by(|one, next| advice_of(one) == advice_of(next)) {
                let hints_differ = group.iter().any(|finding| finding.hint != group[0].hint);
                if group.len() < ENOUGH_TO_FOLD || !hints_differ {
                    for findings in group.chunk_by(|one, next| one.hint == next.hint) {
                        section += &singly(findings, width);
                        section += &findings.first().map_or(String::new(), |finding| advice(&finding.hint, width));
                    }
                    continue;
                }
                section += &singly(group, width);
                section += &advice(&format!("{} The same goes for the others.", group[0].hint), width);
            }
            continue;
        }
        // What was once accepted is told in its own words, with the reason.
        let (once_accepted, others): (Vec<&Finding>, Vec<&Finding>) =
            findings.iter().partition(|finding| finding.acceptance.is_some());
        section += &singly(&once_accepted, width);
        for (cause, findings) in by_cause(others, |finding| finding) {
            section += &match findings.len() {
                ..ENOUGH_TO_FOLD => singly(&findings, width),
                _ => as_one(&cause, &findings, checked, graph, width),
            };
        }
        if let (true, Some(finding)) = (with_advice, findings.first()) {
            section += &advice(&finding.hint, width);
        }
        if !with_advice {
            let file = checked.file.display();
            section += &advice(&format!("What to do about each: boardwalk check {file} --rule {code}"), width);
        }
    }
    section
}

/// Each finding in its own words.
fn singly(findings: &[&Finding], width: usize) -> String {
    let told = |finding: &&Finding| paragraph(&finding.message, &mark(finding.severity), width);
    findings.iter().map(|finding| told(finding) + &acceptance(finding, width)).collect()
}

/// Findings that go back to one thing: how many, to what, and below it what each is about.
fn as_one(cause: &Cause, findings: &[&Finding], checked: &Checked, graph: &Graph<'_>, width: usize) -> String {
    let worst = findings.first().map_or(Severity::Note, |finding| finding.severity);
    let are_mixed = findings.iter().any(|finding| finding.severity != worst);
    let others = checked.all_of.get(cause).map_or(0, |all| all.saturating_sub(findings.len()));
    let severities = if are_mixed { format!(" ({})", by_severity(findings)) } else { String::new() };
    let sentence = cause.sentence(findings.len(), others, &checked.map) + &severities + ":";
    let list = Cause::list(findings, graph);
    let told = paragraph(&sentence, &mark(worst), width) + &paragraph(&list, &format!("{:13}", ""), width);
    // That three strands depend on three strands need not be said.
    let stake = checked.stakes.of(cause);
    let is_more = stake.bodies.saturating_add(stake.strands) as usize > findings.len() || !stake.money.is_zero();
    let depend = || format!("{} depend on it", stake.words(checked.stakes.currency.as_deref()));
    if is_more { told + &advice(&depend(), width) } else { told }
}

fn advice(text: &str, width: usize) -> String {
    paragraph(&painted(text, FAINT), &format!("{:11}→ ", ""), width)
}

/// The word that leads a finding, in a column of its own.
fn mark(severity: Severity) -> String {
    let style = match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Note => NOTE,
    };
    format!("    {style}{:7}{style:#}  ", severity.word())
}

/// The last line: how many findings, how grave, and how many bodies answer to somebody.
fn summary(checked: &Checked) -> String {
    let shown = checked.findings.len();
    let mut summary = match (shown, checked.found) {
        (0, 0) if checked.compared.is_some() => "No new findings.".to_owned(),
        (0, 0) if checked.map.nodes.is_empty() => "There is nothing on the map to check.".to_owned(),
        (0, 0) => "No findings.".to_owned(),
        (0, found) => format!("None of {} shown.", counted(found, "finding")),
        (shown, found) => {
            let findings: Vec<&Finding> = checked.findings.iter().collect();
            let of = if shown < found { format!(" of {found} shown") } else { String::new() };
            let noun = if checked.compared.is_some() { "new finding" } else { "finding" };
            format!("{}{of}: {}.", counted(shown, noun), by_severity(&findings))
        }
    };
    if let Some(compared) = &checked.compared {
        summary += &against_baseline(compared.known, compared.changed.len(), compared.solved.len());
    }
    if let Some(sentence) = checked.metrics.routes.sentence() {
        let _ = write!(summary, " {sentence}.");
    }
    if !checked.accepted.is_empty() {
        let _ = write!(summary, " {} accepted.", counted(checked.accepted.len(), "finding"));
    }
    if shown > 0 {
        summary += " For more about a rule: boardwalk explain CODE";
    }
    summary
}

/// What a baseline says: how much of it stands, and how much is solved.
fn against_baseline(known: usize, changed: usize, solved: usize) -> String {
    let are = |number| if number == 1 { "is" } else { "are" };
    let stand = match known.saturating_sub(changed) {
        0 => String::new(),
        known => format!(" {} of the baseline {} not shown.", counted(known, "finding"), are(known)),
    };
    let stand = match changed {
        0 => stand,
        1 => format!("{stand} 1 finding of the baseline has changed."),
        changed => format!("{stand} {changed} findings of the baseline have changed."),
    };
    match solved {
        0 => stand,
        solved => format!("{stand} {solved} of the baseline's findings {} solved.", are(solved)),
    }
}

/// The last line of a run over several maps: what there is in all of them.
pub(super) fn summary_of_all(checks: &Checks, width: usize) -> String {
    let findings: Vec<&Finding> = checks.checked.iter().flat_map(|checked| &checked.findings).collect();
    let compared: Vec<&Compared> = checks.checked.iter().filter_map(|checked| checked.compared.as_ref()).collect();
    let found: usize = checks.checked.iter().map(|checked| checked.found).sum();
    let what = match (findings.is_empty(), compared.is_empty()) {
        (true, _) if found > 0 => format!("none of {} shown", counted(found, "finding")),
        (true, true) => "no findings".to_owned(),
        (true, false) => "no new findings".to_owned(),
        (false, _) => by_severity(&findings),
    };
    let mut summary = format!("{} checked: {what}.", counted(checks.checked.len(), "map"));
    let sum = |number: fn(&Compared) -> usize| compared.iter().map(|compared| number(compared)).sum();
    summary += &against_baseline(
        sum(|compared| compared.known),
        sum(|compared| compared.changed.len()),
        sum(|compared| compared.solved.len()),
    );
    if !checks.troubles.is_empty() {
        let _ = write!(summary, " {} could not be checked.", counted(checks.troubles.len(), "file"));
    }
    let gap = if checks.checked.is_empty() { "" } else { "\n\n" };
    format!("{gap}{}", paragraph(&painted(summary, STRONG), "", width))
}

/// "2 errors, 1 warning": what there is none of is left out.
fn by_severity(findings: &[&Finding]) -> String {
    let number = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = Severity::ALL.map(|severity| (number(severity), severity.word()));
    let counts: Vec<String> =
        counts.into_iter().filter(|(number, _)| *number > 0).map(|(number, word)| counted(number, word)).collect();
    counts.join(", ")
}

/// The findings in groups, in the order in which the first of each group comes: the worst group first.
fn by_first<'a, K: Copy + PartialEq>(
    findings: impl IntoIterator<Item = &'a Finding>,
    key: impl Fn(&Finding) -> K,
) -> Vec<(K, Vec<&'a Finding>)> {
    let mut groups: Vec<(K, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        let key = key(finding);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(finding),
            None => groups.push((key, vec![finding])),
        }
    }
    groups
}
