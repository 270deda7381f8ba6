//! Tables of what follows from a map: what is wrong with it, what becomes of it under its options, and why.

use super::{Cell, Table};
use crate::analysis::SubjectKind;
use crate::editing::fields::text;
use crate::exchange::export::Facts;
use crate::exchange::export::told::Teller;
use crate::model::{DesignOption, EntryKind, Map};
use crate::options::{Fate, Ledger, in_option, quoted};

pub(super) fn findings(facts: &Facts<'_>, teller: &Teller<'_>) -> Table {
    let columns = [
        ("Severity", 10),
        ("Code", 9),
        ("Rule", 22),
        ("Kind", 14),
        ("About", 40),
        ("What is wrong", 70),
        ("What to do", 60),
        ("Bodies at stake", 14),
        ("Strands at stake", 14),
        ("Money at stake", 18),
        ("Accepted", 10),
        ("Reason", 40),
    ];
    let mut table = Table::new(&columns);
    for finding in &facts.report.findings {
        let about = finding.subjects.iter().map(|subject| match subject.kind {
            SubjectKind::Node => teller.name(EntryKind::Node, &subject.id),
            SubjectKind::Theme => teller.name(EntryKind::Theme, &subject.id),
            SubjectKind::Total => teller.name(EntryKind::Total, &subject.id),
            SubjectKind::Link => {
                let link = facts.map.links.get(subject.id.as_str());
                link.map_or_else(|| subject.id.to_string(), |link| facts.map.sentence(link))
            }
        });
        let some = |number: u32| (number > 0).then(|| Cell::Number(number.into()));
        let reason = finding.acceptance.as_ref().filter(|_| finding.is_accepted());
        table.add([
            Cell::text(finding.severity.word()),
            Cell::text(finding.code),
            Cell::text(finding.rule),
            Cell::text(finding.family.word()),
            Cell::text(text::join(about)),
            Cell::text(&finding.message),
            Cell::text(&finding.hint),
            some(finding.stake.bodies),
            some(finding.stake.strands),
            (!finding.stake.money.is_zero()).then_some(Cell::Money(finding.stake.money)),
            Cell::yes(finding.is_accepted()),
            reason.and_then(|acceptance| Cell::text(&acceptance.reason)),
        ]);
    }
    table
}

/// The options that are told of: the one that is asked for, or all.
fn options<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (&'a Map, &'a DesignOption)> + use<'a> {
    let (whole, asked) = (facts.whole, facts.option.map(|option| &option.id));
    let all = whole.options.iter().map(AsRef::as_ref);
    all.filter(move |option: &&DesignOption| asked.is_none_or(|id| *id == option.id)).map(move |option| (whole, option))
}

pub(super) fn ledger(facts: &Facts<'_>) -> Table {
    let columns = [
        ("Option", 24),
        ("About", 12),
        ("Name", 40),
        ("Accounted for", 14),
        ("Fate", 14),
        ("What becomes of it", 60),
        ("New name", 30),
        ("Cut off", 10),
        ("Reason", 50),
        ("Id", 24),
    ];
    let mut table = Table::new(&columns);
    for (whole, option) in options(facts) {
        let after = in_option(whole, option).map;
        let ledger: Ledger = crate::options::ledger(whole, &after, &option.changes);
        for line in &ledger.lines {
            let is_inherited = line.fate == Fate::Inherited;
            table.add([
                Cell::text(quoted(option).trim_matches(['“', '”'])),
                Cell::text(line.about.word()),
                Cell::text(&line.name),
                if is_inherited { Cell::text("nobody’s before") } else { Cell::yes(!line.is_unaccounted()) },
                Cell::text(line.fate.kind().word()),
                Cell::text(line.words(whole, &after)),
                line.new_name.as_ref().and_then(Cell::text),
                line.cut_off.then(|| Cell::Text("yes".to_owned())),
                line.reason.as_ref().and_then(Cell::text),
                Cell::text(line.id.as_str()),
            ]);
        }
    }
    table
}

pub(super) fn decisions(facts: &Facts<'_>) -> Table {
    let mut table =
        Table::new(&[("Option", 24), ("Number", 10), ("What changes", 80), ("Reason", 60), ("List", 14), ("Id", 24)]);
    for (whole, option) in options(facts) {
        for (place, decision) in crate::options::decisions(whole, option).made.iter().enumerate() {
            table.add([
                Cell::text(quoted(option).trim_matches(['“', '”'])),
                Cell::number(place + 1),
                Cell::text(&decision.change.sentence),
                decision.reason.as_ref().and_then(Cell::text),
                decision.change.list.and_then(Cell::text),
                decision.change.id.as_ref().and_then(|id| Cell::text(id.as_str())),
            ]);
        }
    }
    table
}
