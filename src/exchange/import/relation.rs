//! Relations: what people write for a kind of link, and which way it reads.

use crate::model::LinkKind;
use crate::model::spelling::plain;

/// Words for each kind; those after the bar read the other way round.
const WORDS: [(LinkKind, &[&str], &[&str]); 10] = [
    (
        LinkKind::ReportsTo,
        &[
            "reports to",
            "report to",
            "reports",
            "reporting",
            "reports into",
            "accountable to",
            "answers to",
            "answerable to",
            "responsible to",
            "line management",
            "accountability",
            "reporting line",
            "managed by",
            "child of",
            "under",
            "overseen by",
            "governed by",
        ],
        &["manages", "oversees", "parent of", "governs", "is reported to by", "supervises", "holds to account"],
    ),
    (
        LinkKind::Informs,
        &[
            "informs",
            "inform",
            "advises",
            "consults",
            "shares information with",
            "feeds into",
            "influences",
            "communicates with",
            "links to",
            "works with",
            "information",
            "advice",
            "liaises with",
            "supports",
        ],
        &["informed by", "advised by", "consulted by"],
    ),
    (
        LinkKind::MemberOf,
        &[
            "is a member of",
            "member of",
            "member",
            "sits on",
            "seat on",
            "seat",
            "membership",
            "represented on",
            "attends",
            "belongs to",
            "represents",
            "has a seat on",
        ],
        &["has member", "has as member", "includes", "members include", "comprises"],
    ),
    (
        LinkKind::Chairs,
        &["chairs", "chair of", "chair", "leads", "is chair of"],
        &["chaired by", "is chaired by", "led by", "has chair"],
    ),
    (
        LinkKind::PartOf,
        &[
            "is part of",
            "part of",
            "within",
            "sits within",
            "sub group of",
            "subgroup of",
            "contained in",
            "subgroup",
            "component of",
            "subcommittee of",
        ],
        &["contains", "has part", "has subgroup", "hosts"],
    ),
    (
        LinkKind::Owns,
        &["owns", "is accountable for", "accountable for", "responsible for", "owner of", "owner", "sponsors"],
        &["owned by", "is owned by", "accountability of", "sponsored by"],
    ),
    (
        LinkKind::Delivers,
        &["delivers", "does", "implements", "provides", "works on", "delivery"],
        &["delivered by", "is delivered by", "done by", "implemented by", "provided by"],
    ),
    (
        LinkKind::Scrutinises,
        &[
            "scrutinises",
            "scrutinizes",
            "scrutiny of",
            "challenges",
            "inspects",
            "monitors",
            "reviews",
            "scrutiny",
            "assures",
        ],
        &["scrutinised by", "scrutinized by", "monitored by", "inspected by", "reviewed by"],
    ),
    (
        LinkKind::Funds,
        &[
            "funds",
            "pays",
            "pays for",
            "finances",
            "funding",
            "contributes to",
            "funder of",
            "resources",
            "commissions",
        ],
        &["funded by", "paid by", "financed by", "commissioned by"],
    ),
    (
        LinkKind::AbsorbedInto,
        &[
            "is absorbed into",
            "absorbed into",
            "absorbed within",
            "merged into",
            "merges into",
            "merged with",
            "replaced by",
            "superseded by",
            "becomes",
            "succeeded by",
            "taken over by",
        ],
        &["took over from", "replaces", "replaced", "supersedes", "absorbs", "absorbed", "successor of"],
    ),
];

/// The kind of link that people mean, and whether it reads the other way round.
pub(super) fn meant(text: &str) -> Option<(LinkKind, bool)> {
    let said = plain(text);
    let said = said.strip_prefix("is ").unwrap_or(&said);
    let is = |word: &&str| {
        let word = plain(word);
        word == said || word.strip_prefix("is ") == Some(said)
    };
    WORDS.iter().find_map(|(kind, words, turned)| match () {
        () if words.iter().any(&is) => Some((*kind, false)),
        () if turned.iter().any(&is) => Some((*kind, true)),
        () => None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_is_understood_in_its_own_words_both_ways_and_no_word_means_two() {
        for kind in LinkKind::ALL {
            assert_eq!(meant(kind.word()), Some((kind, false)));
        }
        assert_eq!(meant("Chaired By"), Some((LinkKind::Chairs, true)));
        assert_eq!(meant("REPORTS_TO"), Some((LinkKind::ReportsTo, false)));
        assert_eq!(meant("knows"), None);
        let all: Vec<&str> = WORDS.iter().flat_map(|(_, words, turned)| words.iter().chain(*turned)).copied().collect();
        assert_eq!(all.iter().map(|word| plain(word)).collect::<BTreeSet<_>>().len(), all.len());
    }
}
