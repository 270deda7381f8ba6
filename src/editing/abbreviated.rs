//! Abbreviated names: "Early Help Grp" is nearly "Early Help Group", and "Health & Care Bd" "Health and Care Board".

/// Words of names of bodies, each with what people write for it.
const WORDS: [(&str, &[&str]); 21] = [
    ("group", &["grp", "gp"]),
    ("groups", &["grps", "gps"]),
    ("board", &["bd", "brd"]),
    ("committee", &["cttee", "ctte", "cte", "cmte"]),
    ("subcommittee", &["subcttee", "subctte"]),
    ("subgroup", &["subgrp", "subgp"]),
    ("service", &["svc", "serv", "srv"]),
    ("services", &["svcs", "servs"]),
    ("management", &["mgmt", "mgt", "mngmt"]),
    ("partnership", &["pship", "partship", "ptnrship", "pnership"]),
    ("department", &["dept", "dpt"]),
    ("executive", &["exec"]),
    ("strategic", &["strat"]),
    ("operations", &["ops"]),
    ("development", &["dev", "devt"]),
    ("association", &["assoc", "assn"]),
    ("organisation", &["org", "orgn", "organization"]),
    ("information", &["info"]),
    ("government", &["govt", "gov"]),
    ("council", &["cncl"]),
    ("advisory", &["adv"]),
];

/// A name as [`key`](crate::model::spelling::key) has it, with its words written out, and without the "and" for which
/// some write a sign; nothing where that is the same.
pub(super) fn written_out(key: &str) -> Option<String> {
    let whole = |word: &str| WORDS.iter().find(|(_, short)| short.contains(&word)).map(|(whole, _)| *whole);
    let has_any = key.split(' ').any(|word| word == "and" || whole(word).is_some());
    let words = || key.split(' ').filter(|word| *word != "and").map(|word| whole(word).unwrap_or(word));
    has_any.then(|| words().collect::<Vec<_>>().join(" ")).filter(|out| !out.is_empty())
}

#[cfg(test)]
mod tests {
    use super::written_out;
    use crate::model::spelling::key;

    #[test]
    fn what_people_write_for_a_word_is_the_word() {
        for (short, whole) in [
            ("Early Help Grp", "early help group"),
            ("Health & Social Care Bd.", "health social care board"),
            ("Health and Social Care Board", "health social care board"),
            ("Scrutiny Cttee", "scrutiny committee"),
            ("Waste Mgmt Svc", "waste management service"),
        ] {
            let key = key(short);
            assert_eq!(written_out(&key).unwrap_or(key), whole, "{short}");
        }
        assert_eq!(written_out("early help group"), None);
        assert_eq!(written_out("and"), None);
    }
}
