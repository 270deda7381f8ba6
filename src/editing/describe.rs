//! Describing: what edits do to a map, in sentences, before they are made.

use super::fields::{self, Fielded};
use super::phrases::{called, line};
use crate::model::diff;
use crate::model::edit::Edit;
use crate::model::quote::shortened;
use crate::model::words::{count, money};
use crate::model::{End, Entry, EntryKind, Expectation, Link, LinkStatus, Map, Node, Period};

/// What each edit does, as sentences without full stops: "New line: Forum reports to Board", "Forum owns “Play”: Status
/// changes from active to lapsed".
pub fn describe(map: &Map, edits: &[Edit]) -> Vec<String> {
    edits.iter().filter(|edit| !matches!(edit, Edit::Reason(..))).map(|edit| of_one(map, edit)).collect()
}

/// What is another in `theirs`, in sentences as [`describe`] has them.
pub fn differences_between(mine: &Map, theirs: &Map) -> Vec<String> {
    let edit = |(before, after): (Option<Entry>, Option<Entry>)| match (before, after) {
        (_, Some(entry)) => Some(Edit::Put(entry)),
        (Some(entry), None) => entry.id().map(|id| Edit::Remove(entry.kind(), id.clone())),
        (None, None) => None,
    };
    let changes = diff::between(mine, theirs).into_iter();
    describe(mine, &changes.filter_map(|change| edit((change.before, change.after))).collect::<Vec<_>>())
}

/// Sentences in one: the first, and how many more there are.
pub fn in_short(sentences: &[String]) -> String {
    match sentences {
        [] => "Nothing that the map says".to_owned(),
        [only] => only.clone(),
        [first, others @ ..] => format!("{first}, and {}", count(others.len(), "more change", "more changes")),
    }
}

/// What people call a field of a record, by its name in files, and what stands in it as they write it; none of a field
/// that nobody edits by itself.
pub fn field(map: &Map, entry: &Entry, name: &str) -> Option<(&'static str, String)> {
    fn of<R: Fielded>(map: &Map, record: &R, name: &str) -> Option<(&'static str, String)> {
        fields::field::<R>(name).map(|field| (field.label, field.read(record, map)))
    }
    match entry {
        Entry::Map(header) => of(map, header.as_ref(), name),
        Entry::Source(source) => of(map, source.as_ref(), name),
        Entry::Theme(theme) => of(map, theme.as_ref(), name),
        Entry::Area(area) => of(map, area.as_ref(), name),
        Entry::Node(node) => of(map, node.as_ref(), name),
        Entry::Total(total) => of(map, total.as_ref(), name),
        Entry::Expectation(expectation) => of(map, expectation.as_ref(), name),
        Entry::Link(link) => of(map, link.as_ref(), name),
        Entry::Position(_) | Entry::Spots(_) | Entry::View(_) | Entry::Capture(_) => None,
    }
}

/// What a line says beside the name at its other end: "off the map · chair · since 2004"; empty if nothing.
pub fn beside(map: &Map, link: &Link, far: End) -> String {
    let money = link.amount.map(|amount| {
        money(amount, link.currency.as_deref())
            + &link.period.as_ref().map_or(String::new(), |period| format!(" in {period}"))
    });
    let parts = [
        link.off_map_at(far).map(|_| "off the map".to_owned()),
        (link.status != LinkStatus::Active).then(|| link.status.word().to_owned()),
        link.role.map(|role| role.word().to_owned()),
        link.voting.map(|votes| if votes { "with a vote" } else { "without a vote" }.to_owned()),
        link.on_behalf_of.as_ref().map(|other| format!("for {}", map.name(other.as_str()))),
        (link.joint == Some(true)).then(|| "jointly with others".to_owned()),
        link.seats.map(|seats| count(seats as usize, "seat", "seats")),
        (link.required == Some(true)).then(|| "required".to_owned()),
        money,
        link.arrangement.map(|arrangement| arrangement.word().to_owned()),
        link.since.map(|since| format!("since {since}")),
        link.until.map(|until| format!("until {until}")),
        (!link.periods.is_empty()).then(|| format!("also {}", periods(&link.periods))),
        link.note.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// "2005 to 2007-03, until 2003".
fn periods(periods: &[Period]) -> String {
    let told: Vec<String> = periods.iter().map(ToString::to_string).filter(|period| !period.is_empty()).collect();
    told.join(", ")
}

fn of_one(map: &Map, edit: &Edit) -> String {
    match edit {
        Edit::Put(Entry::Link(link)) => match map.links.get(link.id.as_str()) {
            Some(was) => format!("{}: {}", line(map, was), differences::<Link>(map, was, link)),
            None => format!("New line: {}{}", line(map, link), status(link)),
        },
        Edit::Put(Entry::Node(node)) => match map.nodes.get(node.id.as_str()) {
            Some(was) => format!("{}: {}", called(was), differences::<Node>(map, was, node)),
            None => format!("New {}: {}", node.kind.word(), called(node)),
        },
        Edit::Put(Entry::Theme(theme)) => format!("Theme: {}", theme.name),
        Edit::Put(Entry::Area(area)) => format!("Area: {}", area.name),
        Edit::Put(Entry::Source(source)) => format!("Source: {}", source.title),
        Edit::Put(Entry::Total(total)) => format!("Stated total: {}", total.name),
        Edit::Put(Entry::Expectation(expectation)) => match map.expectations.get(expectation.id.as_str()) {
            Some(was) => format!("{}: {}", map.expects(was), differences::<Expectation>(map, was, expectation)),
            None => format!("New expectation: {}", map.expects(expectation)),
        },
        Edit::Put(Entry::View(view)) => match map.views.contains(view.id.as_str()) {
            true => format!("The view “{}” changes", shortened(&view.name)),
            false => format!("New view: “{}”", shortened(&view.name)),
        },
        Edit::Put(Entry::Capture(capture)) => {
            let is_known = map.captures.contains(capture.id.as_str());
            let (what, text) = (capture.kind.word(), shortened(&capture.text));
            if is_known { format!("The {what} “{text}” changes") } else { format!("New {what}: “{text}”") }
        }
        Edit::Put(Entry::Map(_)) => "What the map says of itself changes".to_owned(),
        Edit::Put(Entry::Position(position)) => format!("{} moves", map.name(position.id.as_str())),
        Edit::Put(Entry::Spots(spots)) => format!("{} moves", map.name(spots.id.as_str())),
        Edit::PutOption(option) => format!("Option: {}", option.name),
        Edit::Reason(_, _, reason) => format!("Because {reason}"),
        Edit::Decide(one) => format!("Decided: {one}"),
        Edit::Remove(EntryKind::Link, id) => match map.links.get(id.as_str()) {
            Some(link) => format!("The line goes by which {}", line(map, link)),
            None => "A line goes".to_owned(),
        },
        Edit::Remove(EntryKind::Node, id) => match map.nodes.get(id.as_str()) {
            Some(node) => format!("{} goes", called(node)),
            None => "A card goes".to_owned(),
        },
        Edit::Remove(EntryKind::Expectation, id) => match map.expectations.get(id.as_str()) {
            Some(expectation) => format!("An expectation goes: {}", map.expects(expectation)),
            None => "An expectation goes".to_owned(),
        },
        Edit::Remove(EntryKind::Position | EntryKind::Spots, id) => {
            format!("{} goes back to where the layout puts it", map.name(id.as_str()))
        }
        Edit::Remove(
            EntryKind::Map
            | EntryKind::Theme
            | EntryKind::Area
            | EntryKind::Source
            | EntryKind::Total
            | EntryKind::View
            | EntryKind::Capture
            | EntryKind::Option,
            id,
        ) => format!("{} goes", map.name(id.as_str())),
    }
}

/// ", as proposed" for a line that does not hold yet.
fn status(link: &Link) -> String {
    match link.status {
        crate::model::LinkStatus::Active => String::new(),
        other => format!(" ({})", other.word()),
    }
}

/// "Status changes from active to lapsed, Until is left open".
fn differences<R: Fielded>(map: &Map, was: &R, is: &R) -> String {
    let changed = R::fields().iter().filter_map(|field| {
        let (before, after) = (field.read(was, map), field.read(is, map));
        let told = match (before.is_empty(), after.is_empty()) {
            _ if before == after => return None,
            (true, _) => format!("{} becomes {after}", field.label),
            (_, true) => format!("{} is left open", field.label),
            _ => format!("{} changes from {before} to {after}", field.label),
        };
        Some(told)
    });
    let changed: Vec<String> = changed.collect();
    if changed.is_empty() { "stays as it is".to_owned() } else { changed.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::{describe, differences_between, in_short};
    use crate::editing::test_map::map;
    use crate::model::edit::Edit;
    use crate::model::{EntryKind, Link, LinkKind, LinkStatus, Node, NodeKind, NodeStatus};

    #[test]
    fn what_is_new_what_goes_and_what_changes_is_told() {
        let map = map("group Forum, board Board", "Forum reports_to Board");
        let was = map.links.get("forum-reports-to-board").expect("a line").as_ref().clone();
        let mut forum = map.nodes.get("forum").expect("a card").as_ref().clone();
        forum.status = NodeStatus::Ended;
        let edits = [
            Edit::put(Link { status: LinkStatus::Lapsed, ..was.clone() }),
            Edit::put(Link { status: LinkStatus::Proposed, ..Link::new("new", LinkKind::Informs, "forum", "board") }),
            Edit::put(was.clone()),
            Edit::Remove(EntryKind::Link, was.id.clone()),
            Edit::put(forum),
            Edit::put(Node::new("plan", NodeKind::Strand, "Plan")),
            Edit::Remove(EntryKind::Node, "board".into()),
        ];
        assert_eq!(
            describe(&map, &edits),
            [
                "Forum reports to Board: Status changes from active to lapsed",
                "New line: Forum informs Board (proposed)",
                "Forum reports to Board: stays as it is",
                "The line goes by which Forum reports to Board",
                "Forum: Status changes from active to ended",
                "New strand: “Plan”",
                "Board goes",
            ]
        );
    }

    #[test]
    fn the_difference_between_two_maps_is_told_in_full_and_in_short() {
        let (mine, theirs) = (map("group Forum", ""), map("group Forum, board Board, board Panel", ""));
        let told = differences_between(&mine, &theirs);
        assert_eq!(told, ["New board: Board", "New board: Panel"]);
        assert_eq!(in_short(&told), "New board: Board, and 1 more change");
        assert_eq!(in_short(&told[..1]), "New board: Board");
        assert_eq!(differences_between(&theirs, &mine), ["Board goes", "Panel goes"]);
        assert_eq!(in_short(&differences_between(&mine, &mine)), "Nothing that the map says");
    }
}
