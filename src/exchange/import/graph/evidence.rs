//! Evidence as exports tell it in words: "Review, 5 item 4 (stated): not quite".

use crate::model::{Confidence, Evidence, Id};

/// Words that say how sure something is.
const WORDS: [(&str, Confidence); 3] =
    [("stated", Confidence::Stated), ("inferred", Confidence::Inferred), ("assumed", Confidence::Assumed)];

/// What a line of words says: the title of the source, and the rest. Said again it is the same line, even where nobody can
/// tell where the title ends and the place begins.
pub(super) fn read(line: &str) -> (&str, Evidence) {
    let found = WORDS.iter().flat_map(|(word, sure)| {
        let mark = format!(" ({word})");
        let ends = line.match_indices(&mark).map(|(at, _)| (at, at + mark.len(), *sure)).collect::<Vec<_>>();
        ends.into_iter().filter(|(_, end, _)| line[*end..].is_empty() || line[*end..].starts_with(": "))
    });
    let Some((at, end, confidence)) = found.min_by_key(|(at, ..)| *at) else {
        return (line, Evidence::new(Id::from("")));
    };
    let note = line[end..].strip_prefix(": ").map(str::to_owned);
    let (title, place) = match line[..at].split_once(", ") {
        Some((title, place)) => (title, Some(place.to_owned())),
        None => (&line[..at], None),
    };
    (title, Evidence { place, confidence, note, ..Evidence::new(Id::from("")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_in_words_is_read_again() {
        for (line, title, place, sure, note) in [
            ("Review, 5 item 4 (stated)", "Review", Some("5 item 4"), Confidence::Stated, None),
            ("Review (inferred): \"on hold\"", "Review", None, Confidence::Inferred, Some("\"on hold\"")),
            (
                "Minutes (2010), p. 3 (assumed): so (stated) they say",
                "Minutes (2010)",
                Some("p. 3"),
                Confidence::Assumed,
                Some("so (stated) they say"),
            ),
            ("Only a title", "Only a title", None, Confidence::Stated, None),
        ] {
            let (said, evidence) = read(line);
            assert_eq!((said, evidence.place.as_deref(), evidence.confidence), (title, place, sure), "{line}");
            assert_eq!(evidence.note.as_deref(), note, "{line}");
        }
    }
}
