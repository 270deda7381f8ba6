//! Headings over findings: what those of a rule have in common, as people say it.

/// The heading over the findings of a rule, by its name; none for a rule that is not known here.
pub(super) fn heading(rule: &str) -> Option<&'static str> {
    Some(match rule {
        "accountability-loop" => "Bodies that answer to each other in a circle",
        "broken-route" => "Bodies whose route to an accountable body breaks",
        "captive-scrutineer" => "Scrutineers who hear only from those whom they scrutinise",
        "chairless" => "Boards and groups without a chair",
        "contested-strand" => "Work with more than one owner",
        "crowded-theme" => "Themes crowded with plans",
        "dead-successor" => "Bodies absorbed into one that is not at work",
        "deep-chain" => "Routes with many layers",
        "dual-reporting" => "Bodies that answer to more than one",
        "keystone" => "Bodies on which many others depend",
        "no-evidence" => "What no source supports",
        "no-remit" => "Boards and groups without a remit",
        "no-route" => "Bodies that answer to nobody",
        "out-of-time" => "Status and dates that disagree",
        "overloaded-member" => "Members who sit on many bodies",
        "oversized-body" => "Bodies with many members",
        "redundant-line" => "Lines upward that others imply already",
        "rival-plans" => "Plans that cover the same ground",
        "self-scrutiny" => "Bodies that scrutinise their own work",
        "shared-chair" => "One chair for bodies that hold each other to account",
        "shared-membership" => "Bodies with much the same members",
        "shared-remit" => "Bodies with much the same remit",
        "shut-out" => "Partners who do the work and have no seat",
        "stranded-strand" => "Work whose owners are not at work",
        "twin-entry" => "What is probably entered twice",
        "unaligned-plans" => "Plans that do not keep time with each other",
        "unanswerable-member" => "Members whom their board cannot hold to account",
        "unclear-link" => "Lines whose status is unclear",
        "uncovered-theme" => "Themes that nobody at work covers",
        "unfunded" => "Work without secure money",
        "ungrounded" => "Lines upward that end at no accountable body",
        "unheard-decision-maker" => "Partnerships that do not report to the boards of their partners",
        "unowned-strand" => "Work that nobody owns",
        "unreconciled-total" => "Totals that differ from their sums",
        "unscrutinised" => "Duties that nobody scrutinises",
        "vacant-seat" => "Required seats that are not taken",
        "vacant-superior" => "Bodies that answer to a vacant post",
        "wide-span" => "Bodies to which many answer",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::heading;
    use crate::analysis::rules;

    #[test]
    fn the_findings_of_every_rule_have_a_heading_of_their_own() {
        let headings: BTreeSet<&str> = rules().iter().filter_map(|rule| heading(rule.name)).collect();
        assert_eq!(headings.len(), rules().len());
    }
}
