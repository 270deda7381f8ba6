//! Views: what of a map is seen and how, kept with a caption and notes, in the order in which a talk shows them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::unknown::{record_of, text_of};
use super::{Id, RawJson, Table, Unknown, When};

/// A way in which the map is looked at, kept to be shown again. What it names may be gone; then it shows what is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct View {
    /// Names the view for ever.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// What is told of it on the screen: a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// What whoever presents it wants to remember.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Its place among the others: views stand in the order of these texts, then of their ids.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// The option that is seen; the map itself if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<Id>,
    /// The date as of which the map is seen; now if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<When>,
    /// What is shown beside boards, groups and their accountability, such as `strands` or `seats`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub shows: BTreeSet<String>,
    /// Nodes and links that are shown beside that.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub also: BTreeSet<Id>,
    /// What colour means, such as `findings`; what is at work, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lens: Option<String>,
    /// How cards are laid out; as usual, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<String>,
    /// What is in focus, in the words for it, such as `way-up:play-group`; nothing, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<String>,
    /// Nodes that are folded to one card.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub folded: BTreeSet<Id>,
    /// Nodes that are to be seen whatever is folded for want of room.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unfolded: BTreeSet<Id>,
    /// How many pixels high names are to be on a screen of 1920 by 1080, for which as much is folded as that takes; 0 if
    /// nothing is to be folded for want of room. If left out, only what nobody could read is folded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fold_to: Option<u32>,
    /// Nodes and links that the picture is brought near to; all of it, if left out.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub near: BTreeSet<Id>,
    /// The finding that is lit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<LitFinding>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A finding as a view names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LitFinding {
    /// The code of the rule, such as `BW302`.
    pub rule: String,
    /// What the finding is about, in the order in which it names them.
    pub subjects: Vec<Id>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl View {
    /// A view of the whole map as it is.
    pub fn new(id: impl Into<Id>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            caption: None,
            notes: None,
            order: String::new(),
            option: None,
            as_of: None,
            shows: BTreeSet::new(),
            also: BTreeSet::new(),
            lens: None,
            layout: None,
            focus: None,
            folded: BTreeSet::new(),
            unfolded: BTreeSet::new(),
            fold_to: None,
            near: BTreeSet::new(),
            finding: None,
            unknown: Unknown::new(),
        }
    }
}

/// The views of a map. What stands among them or in their place in a file and is none is kept as it is, and written again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Views {
    table: Table<View>,
    /// What the file holds there that this version does not understand.
    pub unread: Option<RawJson>,
}

impl Views {
    /// Whether a file leaves them out.
    pub fn are_absent(&self) -> bool {
        self.table.is_empty() && self.unread.is_none()
    }

    /// Whether the file holds something else than a list in their place, beside which there can be none.
    pub fn are_closed(&self) -> bool {
        self.unread.as_ref().is_some_and(|unread| elements(unread).is_none())
    }

    /// The views in the order of the talk.
    pub fn in_order(&self) -> Vec<&View> {
        let mut views: Vec<&View> = self.table.iter().map(AsRef::as_ref).collect();
        views.sort_by(|one, other| (&one.order, &one.id).cmp(&(&other.order, &other.id)));
        views
    }
}

fn elements(text: &RawJson) -> Option<Vec<RawJson>> {
    record_of(text)
}

impl Deref for Views {
    type Target = Table<View>;

    fn deref(&self) -> &Table<View> {
        &self.table
    }
}

impl DerefMut for Views {
    fn deref_mut(&mut self) -> &mut Table<View> {
        &mut self.table
    }
}

impl<'a> IntoIterator for &'a Views {
    type Item = <&'a Table<View> as IntoIterator>::Item;
    type IntoIter = <&'a Table<View> as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (&self.table).into_iter()
    }
}

impl FromIterator<View> for Views {
    fn from_iter<I: IntoIterator<Item = View>>(views: I) -> Self {
        Self { table: views.into_iter().collect(), unread: None }
    }
}

impl Serialize for Views {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(untagged)]
        enum Element<'a> {
            Unread(RawJson),
            View(&'a View),
        }
        match &self.unread {
            None => self.table.serialize(serializer),
            Some(unread) if self.table.is_empty() => unread.serialize(serializer),
            Some(unread) => {
                let unread = elements(unread).unwrap_or_else(|| vec![unread.clone()]).into_iter().map(Element::Unread);
                serializer.collect_seq(unread.chain(self.table.iter().map(|view| Element::View(view))))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Views {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = RawJson::deserialize(deserializer)?;
        let Some(elements) = elements(&text) else { return Ok(Self { unread: Some(text), ..Self::default() }) };
        let read: Vec<Option<View>> = elements.iter().map(record_of).collect();
        let mut times: BTreeMap<Id, usize> = BTreeMap::new();
        read.iter().flatten().for_each(|view| *times.entry(view.id.clone()).or_default() += 1);
        let is_one = |view: &View| Id::is_slug(view.id.as_str()) && times.get(&view.id) == Some(&1);
        let (mut table, mut unread) = (Table::default(), Vec::new());
        for (element, view) in elements.into_iter().zip(read) {
            match view.filter(is_one) {
                Some(view) => drop(table.put(view)),
                None => unread.push(element),
            }
        }
        let unread = match (table.is_empty(), unread.is_empty()) {
            (true, _) => Some(text),
            (_, true) => None,
            _ => Some(text_of(&unread)),
        };
        Ok(Self { table, unread })
    }
}

impl JsonSchema for Views {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Views".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Table<View>>::json_schema(generator)
    }
}

/// The letters of an order, lowest first.
const LETTERS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A text that stands between two others, so that a view gets its place there and no other has to change; none where
/// there is no room. Without one before it stands before all, without one after it after all.
///
/// ```
/// use boardwalk::model::view::order_between;
/// assert_eq!(order_between(None, None).as_deref(), Some("1"));
/// assert_eq!(order_between(Some("1"), None).as_deref(), Some("2"));
/// assert_eq!(order_between(Some("1"), Some("2")).as_deref(), Some("1i"));
/// assert_eq!(order_between(Some("2"), Some("2")), None);
/// ```
pub fn order_between(before: Option<&str>, after: Option<&str>) -> Option<String> {
    let value = |letter: &u8| LETTERS.iter().position(|known| known == letter);
    let before = before.unwrap_or_default().as_bytes();
    let mut limit = after.map(str::as_bytes);
    let mut order = String::new();
    for place in 0.. {
        let low = before.get(place).map_or(Some(0), value)?;
        let high = limit.map_or(Some(LETTERS.len()), |limit| value(limit.get(place)?))?;
        let chosen = match high.checked_sub(low)? {
            0 => low,
            1 => {
                limit = None;
                low
            }
            _ if after.is_none() => low + 1,
            room => low + room / 2,
        };
        order.push(char::from(LETTERS[chosen]));
        if chosen > low {
            return Some(order);
        }
    }
    None
}

/// So many texts in order, for views that all get their places anew.
pub fn orders(count: usize) -> Vec<String> {
    let next = |order: &String| order_between(Some(order), None);
    std::iter::successors(order_between(None, None), next).take(count).collect()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn as_many_orders_as_are_wanted_stand_one_behind_the_other() {
        let orders = orders(300);
        assert_eq!(orders.len(), 300);
        assert!(orders.is_sorted_by(|one, next| one < next));
        assert!(orders.iter().all(|order| order.len() < 12));
    }

    proptest! {
        #[test]
        fn there_is_a_place_between_any_two_that_were_given_out(places in vec(any::<prop::sample::Index>(), 1..200)) {
            let mut orders: Vec<String> = Vec::new();
            for place in places {
                let place = place.index(orders.len() + 1);
                let before = place.checked_sub(1).map(|place| orders[place].as_str());
                let order = order_between(before, orders.get(place).map(String::as_str)).expect("a place");
                orders.insert(place, order);
                prop_assert!(orders.is_sorted_by(|one, next| one < next), "{orders:?}");
            }
        }

        #[test]
        fn whatever_texts_a_file_holds_there_is_a_place_between_them_or_none_is_given(one in ".{0,4}", other in ".{0,4}") {
            if let Some(order) = order_between(Some(&one), Some(&other)) {
                prop_assert!(one < order && order < other);
            }
        }
    }
}
