//! What a change of a map did to its findings.

use std::collections::BTreeSet;

use super::{Finding, Report, Subject};

/// The findings of one report that the other has not, by code and subjects.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes<'a> {
    /// What was found before, and is no more.
    pub solved: Vec<&'a Finding>,
    /// What was not found before.
    pub new: Vec<&'a Finding>,
}

impl<'a> Changes<'a> {
    /// What is different in `after`, in the order of the reports.
    pub fn between(before: &'a Report, after: &'a Report) -> Self {
        Self { solved: missing(before, after), new: missing(after, before) }
    }
}

/// The findings of `of` that `from` has not.
fn missing<'a>(of: &'a Report, from: &Report) -> Vec<&'a Finding> {
    let known: BTreeSet<(&str, &[Subject])> = from.findings.iter().map(key).collect();
    of.findings.iter().filter(|finding| !known.contains(&key(finding))).collect()
}

fn key(finding: &Finding) -> (&'static str, &[Subject]) {
    (finding.code, &finding.subjects)
}

#[cfg(test)]
mod tests {
    use super::Changes;
    use crate::analysis::analyse;
    use crate::model::edit::{Edit, apply};
    use crate::model::{Link, LinkKind, Map, Node, NodeKind};

    #[test]
    fn a_line_upward_solves_what_its_absence_caused() {
        let mut council = Node::new("council", NodeKind::Partner, "Council");
        council.accountable_body = Some(true);
        let board = Edit::PutNode(Node::new("board", NodeKind::Board, "Board"));
        let before = apply(&Map::default(), &[Edit::PutNode(council), board]).expect("a sound map");
        let line = Edit::PutLink(Link::new("line", LinkKind::ReportsTo, "board", "council"));
        let after = apply(&before, &[line]).expect("a sound map");
        let (before, after) = (analyse(&before), analyse(&after));
        let changes = Changes::between(&before, &after);
        assert!(changes.solved.iter().any(|finding| finding.rule == "no-route"), "{changes:?}");
        assert!(Changes::between(&after, &before).new.iter().any(|finding| finding.rule == "no-route"));
        assert_eq!(Changes::between(&before, &before), Changes::default());
    }
}
