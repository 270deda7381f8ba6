//! The alphabet: the order in which people expect names, whatever their letters.
//!
//! It is the order of Unicode's root collation, by `icu_collator`. Of the library's data those of single languages are left
//! out: nobody says in which language a map is read, and they are three times as large as the rest.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::provider::{
    Baked, CollationDiacriticsV1, CollationJamoV1, CollationMetadataV1, CollationReorderingV1, CollationRootV1,
    CollationSpecialPrimariesV1, CollationTailoringV1,
};
use icu_collator::{Collator, CollatorPreferences};
use icu_normalizer::provider::{Baked as Decompositions, NormalizerNfdDataV1, NormalizerNfdTablesV1};
use icu_provider::prelude::{DataError, DataErrorKind, DataMarker, DataProvider, DataRequest, DataResponse};

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
    static ORDER: LazyLock<Option<Collator>> = LazyLock::new(|| {
        let mut numbers = CollatorPreferences::default();
        numbers.numeric_ordering = Some(CollationNumericOrdering::True);
        // The data are in the program, and a test sorts by them.
        Collator::try_new_unstable(&Root, numbers, CollatorOptions::default()).ok()
    });
    let mut key = Vec::with_capacity(2 * name.len() + 8);
    if let Some(order) = &*ORDER {
        let Ok(()) = order.as_borrowed().write_sort_key_to(name, &mut key);
    }
    Place { key: key.into_boxed_slice(), name: name.into() }
}

/// Where a name stands among others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    key: Box<[u8]>,
    name: Box<str>,
}

/// The data of the root alone.
struct Root;

/// Gives some of them as the library has them.
macro_rules! taken {
    ($from:ident: $($marker:ident),*) => {$(
        impl DataProvider<$marker> for Root {
            fn load(&self, _: DataRequest<'_>) -> Result<DataResponse<$marker>, DataError> {
                $from.load(DataRequest::default())
            }
        }
    )*};
}

/// Has some of them not be there, so that they need not be in the program.
macro_rules! left_out {
    ($($marker:ident),*) => {$(
        impl DataProvider<$marker> for Root {
            fn load(&self, request: DataRequest<'_>) -> Result<DataResponse<$marker>, DataError> {
                Err(DataErrorKind::IdentifierNotFound.with_req(<$marker as DataMarker>::INFO, request))
            }
        }
    )*};
}

taken! {
    Baked: CollationRootV1, CollationJamoV1, CollationSpecialPrimariesV1, CollationDiacriticsV1, CollationMetadataV1
}
taken! { Decompositions: NormalizerNfdDataV1, NormalizerNfdTablesV1 }
left_out! { CollationTailoringV1, CollationReorderingV1 }

#[cfg(test)]
mod tests {
    use super::place;

    fn is_sorted_back(sorted: &[&str]) {
        let mut names = sorted.to_vec();
        names.reverse();
        names.sort_by_cached_key(|name| place(name));
        assert_eq!(names, sorted);
    }

    #[test]
    fn names_stand_as_people_look_for_them() {
        is_sorted_back(&[
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
        ]);
    }

    /// The orders are those of ICU in another program (node 20, `Intl.Collator("und")`).
    #[test]
    fn names_of_other_scripts_stand_as_their_readers_look_for_them() {
        is_sorted_back(&["Иван", "Ирина", "Йорк", "Кадри"]);
        is_sorted_back(&["กก", "แก", "ขา", "เขา", "คน"]);
        is_sorted_back(&["あめ", "アメリカ", "かさ", "がっこう", "カナダ"]);
        is_sorted_back(&["מגן", "מדינה", "מים", "מכון", "מלון"]);
        is_sorted_back(&["أحمد", "باب", "پاک", "تاج"]);
        is_sorted_back(&["Board", "Группа", "კახეთი", "Խումբ", "ועד", "لجنة", "กลุ่ม", "그룹", "グループ", "委员会"]);
    }
}
