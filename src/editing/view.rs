//! Views of a talk: kept, described, copied, put in another order, removed.

use super::ids::{Taken, slug};
use super::{Outcome, Refusal, Step, phrases};
use crate::model::edit::Edit;
use crate::model::quote::shortened;
use crate::model::view::{order_between, orders};
use crate::model::{EntryKind, Id, Map, View};

/// A text of a view that people type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ViewText {
    /// What it is called.
    Name,
    /// What the room reads.
    Caption,
    /// What only whoever presents it reads.
    Notes,
}

impl ViewText {
    /// Every text, in the order in which screens list them.
    pub const ALL: [Self; 3] = [Self::Name, Self::Caption, Self::Notes];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Caption => "Caption",
            Self::Notes => "Notes",
        }
    }

    /// What a view has of it.
    pub fn of(self, view: &View) -> &str {
        match self {
            Self::Name => &view.name,
            Self::Caption => view.caption.as_deref().unwrap_or_default(),
            Self::Notes => view.notes.as_deref().unwrap_or_default(),
        }
    }
}

/// A new view, and the step that adds it behind another one, or at the end: `seen` is what it looks like.
///
/// # Errors
/// When the file holds something else in the place of views.
pub fn add(map: &Map, name: &str, seen: View, behind: Option<&Id>) -> Result<(Id, Step), Refusal> {
    may_have(map)?;
    let name = phrases::tidy_name(name).unwrap_or_else(|| fresh_name(map, "View"));
    let id = Taken::of(map).fresh(&slug(&name), "view");
    let label = format!("keep view {}", quoted(&name));
    let view = View { id: id.clone(), name, ..seen };
    let edits = placed(map, &[view], place_behind(map, behind));
    Ok((id, Step { label, edits, chosen: Vec::new() }))
}

/// Views that make a talk by themselves, behind all that are there, as one step. Gives the id of the first.
///
/// # Errors
/// When there are none, or the file holds something else in the place of views.
pub fn add_all(map: &Map, views: Vec<View>) -> Result<(Id, Step), Refusal> {
    may_have(map)?;
    let mut taken = Taken::of(map);
    let views = views.into_iter().map(|view| View { id: taken.fresh(&slug(&view.name), "view"), ..view });
    let views: Vec<View> = views.collect();
    let Some(first) = views.first().map(|view| view.id.clone()) else {
        return Refusal::because("there is nothing to make a talk of yet; draw the map first");
    };
    let edits = placed(map, &views, map.views.len());
    Ok((first, Step { label: "make a talk".to_owned(), edits, chosen: Vec::new() }))
}

/// Gives a view another name, caption or other notes.
///
/// # Errors
/// When it is not there, or is to have no name.
pub fn describe(map: &Map, id: &Id, text: ViewText, typed: &str) -> Outcome {
    let old = view(map, id)?;
    let typed_text = Some(typed.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    let (label, changed) = match text {
        ViewText::Name => {
            let Some(name) = phrases::tidy_name(typed) else {
                return Refusal::because("a view needs a name; type one");
            };
            (format!("rename view {} to {}", quoted(&old.name), quoted(&name)), View { name, ..old.clone() })
        }
        ViewText::Caption => {
            (format!("caption view {}", quoted(&old.name)), View { caption: typed_text, ..old.clone() })
        }
        ViewText::Notes => (format!("note on view {}", quoted(&old.name)), View { notes: typed_text, ..old.clone() }),
    };
    Ok(Step { label, edits: vec![Edit::put(changed)], chosen: Vec::new() })
}

/// Has a view show what is seen now; its name, caption, notes and place stay.
///
/// # Errors
/// When it is not there.
pub fn update(map: &Map, id: &Id, seen: View) -> Outcome {
    let old = view(map, id)?.clone();
    let label = format!("change view {}", quoted(&old.name));
    let View { name, caption, notes, order, unknown, .. } = old;
    let changed = View { id: id.clone(), name, caption, notes, order, unknown, ..seen };
    Ok(Step { label, edits: vec![Edit::put(changed)], chosen: Vec::new() })
}

/// A copy of a view right behind it. Gives its id.
///
/// # Errors
/// When it is not there.
pub fn copy(map: &Map, id: &Id) -> Result<(Id, Step), Refusal> {
    let old = view(map, id)?;
    let (copy, step) = add(map, &fresh_name(map, &old.name), old.clone(), Some(id))?;
    Ok((copy, Step { label: format!("copy view {}", quoted(&old.name)), ..step }))
}

/// Puts a view in another place: so that `place` others stand before it.
///
/// # Errors
/// When it is not there.
pub fn reorder(map: &Map, id: &Id, place: usize) -> Outcome {
    let moved = view(map, id)?.clone();
    let label = format!("move view {}", quoted(&moved.name));
    let (mut others, mut stands) = (map.views.in_order(), 0);
    others.retain(|view| {
        stands += usize::from((&view.order, &view.id) < (&moved.order, &moved.id));
        view.id != *id
    });
    let edits = if stands == place { Vec::new() } else { placed_among(&others, &[moved], place) };
    Ok(Step { label, edits, chosen: Vec::new() })
}

/// Removes a view.
///
/// # Errors
/// When it is not there.
pub fn remove(map: &Map, id: &Id) -> Outcome {
    let label = format!("delete view {}", quoted(&view(map, id)?.name));
    Ok(Step { label, edits: vec![Edit::Remove(EntryKind::View, id.clone())], chosen: Vec::new() })
}

/// A name that no view has: that one, or "View 3" for "View" and "View 2" where there are these two.
pub fn fresh_name(map: &Map, name: &str) -> String {
    /// A number with more digits is no number of a copy: "As of 2009".
    const MOST_DIGITS: usize = 2;
    let copied = name.rsplit_once(' ').filter(|(_, last)| {
        (1..=MOST_DIGITS).contains(&last.len()) && last.bytes().all(|letter| letter.is_ascii_digit())
    });
    let stem = copied.map_or(name, |(stem, _)| stem);
    let is_free = |name: &String| map.views.iter().all(|view| view.name != *name);
    let numbered = (2_usize..).map(|number| format!("{stem} {number}"));
    let first = std::iter::once(name.to_owned());
    first.chain(numbered).find(is_free).expect("numbers do not end")
}

fn view<'a>(map: &'a Map, id: &Id) -> Result<&'a View, Refusal> {
    let view = map.views.get(id.as_str()).map(AsRef::as_ref);
    view.ok_or_else(|| Refusal("that view is not there any more; choose another".to_owned()))
}

fn may_have(map: &Map) -> Result<(), Refusal> {
    if map.views.are_closed() {
        let reason = "this map has views that only a later version of Boardwalk knows; use that one to add to them";
        return Refusal::because(reason);
    }
    Ok(())
}

/// How many views stand before one that is to stand behind another.
fn place_behind(map: &Map, behind: Option<&Id>) -> usize {
    let views = map.views.in_order();
    let place = behind.and_then(|id| views.iter().position(|view| view.id == *id));
    place.map_or(views.len(), |place| place + 1)
}

fn placed(map: &Map, new: &[View], place: usize) -> Vec<Edit> {
    placed_among(&map.views.in_order(), new, place)
}

/// The edits that put views among others, so that `place` of them stand before. Only where there is no room between two
/// do the others get new orders.
fn placed_among(others: &[&View], new: &[View], place: usize) -> Vec<Edit> {
    let place = place.min(others.len());
    let after = others.get(place).map(|view| view.order.as_str());
    let mut before = place.checked_sub(1).map(|place| others[place].order.clone());
    let mut edits = Vec::new();
    for view in new {
        let Some(order) = order_between(before.as_deref(), after) else {
            let all = others[..place].iter().copied().chain(new).chain(others[place..].iter().copied());
            let orders = orders(others.len() + new.len());
            return all.zip(orders).map(|(view, order)| Edit::put(View { order, ..view.clone() })).collect();
        };
        edits.push(Edit::put(View { order: order.clone(), ..view.clone() }));
        before = Some(order);
    }
    edits
}

fn quoted(name: &str) -> String {
    format!("“{}”", shortened(name))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::test_map::{done, map, refusal};
    use super::*;
    use crate::model::RawJson;

    fn names(map: &Map) -> Vec<String> {
        map.views.in_order().iter().map(|view| view.name.clone()).collect()
    }

    fn talk(number: usize) -> Map {
        (0..number).fold(map("board Board", ""), |map, number| {
            let (_, step) = add(&map, &number.to_string(), View::new("", ""), None).expect("a step");
            done(&map, Ok(step))
        })
    }

    #[test]
    fn views_are_kept_one_behind_the_other_and_between() {
        let talk = talk(2);
        let (id, step) = add(&talk, "Between", View::new("", ""), Some(&"0".into())).expect("a step");
        assert_eq!((id.as_str(), step.label.as_str(), step.edits.len()), ("between", "keep view “Between”", 1));
        let talk = done(&talk, Ok(step));
        assert_eq!(names(&talk), ["0", "Between", "1"]);
        let (_, step) = add(&talk, " ", View::new("", ""), None).expect("a step");
        assert_eq!(names(&done(&talk, Ok(step))).last().map(String::as_str), Some("View"));
    }

    #[test]
    fn texts_change_and_what_is_seen_stays_and_the_other_way_round() {
        let talk = talk(1);
        let id = Id::from("0");
        let talk = done(&talk, describe(&talk, &id, ViewText::Caption, " All of it \n"));
        let talk = done(&talk, describe(&talk, &id, ViewText::Name, "The  whole"));
        let seen = View { lens: Some("findings".to_owned()), ..View::new("", "") };
        let talk = done(&talk, update(&talk, &id, seen));
        let view = talk.views.get("0").expect("the view");
        assert_eq!((view.name.as_str(), view.caption.as_deref()), ("The whole", Some("All of it")));
        assert_eq!(view.lens.as_deref(), Some("findings"));
        let talk = done(&talk, describe(&talk, &id, ViewText::Caption, " "));
        assert_eq!(talk.views.get("0").and_then(|view| view.caption.clone()), None);
        assert_eq!(refusal(describe(&talk, &id, ViewText::Name, " ")), "a view needs a name; type one");
        assert!(refusal(remove(&talk, &"gone".into())).starts_with("that view is not there"));
    }

    #[test]
    fn a_copy_stands_behind_what_it_is_of_and_has_a_name_of_its_own() {
        let talk = talk(2);
        let (id, step) = copy(&talk, &"0".into()).expect("a step");
        let talk = done(&talk, Ok(step));
        assert_eq!(names(&talk), ["0", "0 2", "1"]);
        let (_, step) = copy(&talk, &id).expect("a step");
        assert_eq!(names(&done(&talk, Ok(step))), ["0", "0 2", "0 3", "1"]);
        assert_eq!(names(&done(&talk, remove(&talk, &id))), ["0", "1"]);
    }

    #[test]
    fn where_the_file_holds_something_else_no_view_is_added() {
        let mut map = map("board Board", "");
        map.views.unread = Some(RawJson("{\"new\": 1}".to_owned()));
        let refused = add(&map, "A", View::new("", ""), None).expect_err("there is no place");
        assert!(refused.to_string().starts_with("this map has views that only a later version"));
        map.views.unread = Some(RawJson("[7]".to_owned()));
        assert!(add(&map, "A", View::new("", ""), None).is_ok());
    }

    #[test]
    fn views_of_one_order_are_told_apart_as_soon_as_one_is_put_between() {
        let mut map = map("board Board", "");
        ["a", "b", "c"].into_iter().for_each(|id| drop(map.views.put(View::new(id, id))));
        let after = done(&map, reorder(&map, &"c".into(), 1));
        assert_eq!(names(&after), ["a", "c", "b"]);
    }

    proptest! {
        #[test]
        fn a_view_stands_where_it_is_put_and_the_others_keep_their_order(
            moves in vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..30)
        ) {
            let mut talk = talk(6);
            let mut expected = names(&talk);
            for (which, whither) in moves {
                let name = expected.remove(which.index(expected.len()));
                let place = whither.index(expected.len() + 1);
                expected.insert(place, name.clone());
                let step = reorder(&talk, &name.as_str().into(), place).expect("a step");
                prop_assert!(step.edits.len() <= 1, "one view has moved");
                talk = done(&talk, Ok(step));
                prop_assert_eq!(&names(&talk), &expected);
            }
        }
    }
}
