//! The alphabet: the order in which people expect names, whatever their letters.
//!
//! It stands on [`plain`], as comparing does. A collation library (`icu_collator` with the root alone) gives the same order
//! for Latin letters; it was measured at 290 kB of the program and twenty crates more to build.

use super::spelling::plain;

/// What a name is sorted by: accented letters stand with their letters, and Group 2 before Group 10. Accents and case
/// decide only between names that are the same otherwise.
///
/// ```
/// use boardwalk::model::alphabet::place;
/// let mut names = ["Zebra", "group 10", "Équipe", "Group 2", "Ecole"];
/// names.sort_by_cached_key(|name| place(name));
/// assert_eq!(names, ["Ecole", "Équipe", "Group 2", "group 10", "Zebra"]);
/// ```
pub fn place(name: &str) -> Place {
    Place { letters: with_even_numbers(&plain(name)), small: name.to_lowercase(), name: name.to_owned() }
}

/// Where a name stands among others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    letters: String,
    small: String,
    name: String,
}

/// A name whose numbers are led by how many digits they have, so that they sort as numbers.
fn with_even_numbers(name: &str) -> String {
    let mut even = String::with_capacity(name.len() + 8);
    let mut rest = name;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        even.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        let digits = rest[..end].trim_start_matches('0');
        even.push_str(&format!("{:03}{digits}", digits.len().min(999)));
        rest = &rest[end..];
    }
    even + rest
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn names_stand_as_people_look_for_them() {
        let sorted = [
            "2 Rivers Board",
            "10 Rivers Board",
            "area 1.2",
            "Area 1.10",
            "Ecole",
            "Équipe",
            "Equipe Nord",
            "Ethics Panel",
            "Group",
            "Group 2",
            "group 2a",
            "Group 010",
            "Group 10 North",
            "Łódź Board",
            "London Board",
            "Strasse",
            "Straße",
            "Zebra",
            "Ёлка",
            "Ельник",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by_cached_key(|name| place(name));
        assert_eq!(names, sorted);
    }
}
