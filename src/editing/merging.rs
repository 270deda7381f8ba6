//! What comes of merging, in words, before anything happens.

use super::decide;
use super::describe::differences_between;
use crate::model::diff::between;
use crate::model::three_way::Merged;
use crate::model::words::{count, list};
use crate::model::{Change, Entry, NodeKind};

/// What comes of merging another version into a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// All of it in a few sentences.
    pub summary: String,
    /// Each change of the map, in a sentence without a full stop.
    pub changes: Vec<String>,
    /// Where the two do not go together, place by place.
    pub undecided: Vec<String>,
}

impl Told {
    /// What is told of a merge.
    pub fn of(merged: &Merged) -> Self {
        let (ours, map) = (&merged.ours, &merged.map);
        let (mut come, mut edited, mut go) = (Kinds::default(), Kinds::default(), Kinds::default());
        for change in between(ours, map) {
            match change {
                Change { before: None, after: Some(entry), .. } => come.add(&entry),
                Change { before: Some(_), after: Some(entry), .. } => edited.add(&entry),
                Change { before: Some(entry), after: None, .. } => go.add(&entry),
                Change { before: None, after: None, .. } => {}
            }
        }
        let mut changes = differences_between(ours, map);
        for option in ours.options.differences(&map.options) {
            let (kinds, what) = match (option.before, option.after) {
                (None, _) => (&mut come, "comes in"),
                (_, None) => (&mut go, "goes"),
                _ => (&mut edited, "changes"),
            };
            kinds.options += 1;
            let name = option.after.or(option.before).map(|option| option.name.as_str()).unwrap_or_default();
            changes.push(format!("The option “{name}” {what}"));
        }
        let undecided: Vec<String> = map.undecided.iter().map(|one| decide::place(map, one)).collect();
        let summary = summary([&come, &edited, &go], merged.renamed.len(), undecided.len());
        Self { summary, changes, undecided }
    }

    /// Whether the map stays as it is, with nothing to decide on.
    pub fn is_nothing(&self) -> bool {
        self.changes.is_empty() && self.undecided.is_empty()
    }
}

/// "2 bodies and 1 line come in; 1 body is changed. 3 things that both have changed differently are left to decide."
fn summary(kinds: [&Kinds; 3], renamed: usize, undecided: usize) -> String {
    let does = [["comes in", "come in"], ["is changed", "are changed"], ["goes", "go"]];
    let parts = kinds.into_iter().zip(does).filter_map(|(kinds, does)| kinds.words(does));
    let parts: Vec<String> = parts.collect();
    let mut text = match parts.is_empty() {
        true => "Nothing of the other map is new here.".to_owned(),
        false => format!("{}.", parts.join("; ")),
    };
    if renamed > 0 {
        text += match renamed {
            1 => " One thing was added by both under one id: both stay.".to_owned(),
            many => format!(" {many} things were added by both under one id: both of each stay."),
        }
        .as_str();
    }
    if undecided > 0 {
        let things = count(undecided, "thing", "things");
        let (are, each) = if undecided == 1 { ("is", "it stays") } else { ("are", "each stays") };
        text += &format!(" {things} that both have differently {are} left to be decided; until then {each} as it was.");
    }
    text
}

/// How many there are of what people count.
#[derive(Default)]
struct Kinds {
    bodies: usize,
    posts: usize,
    strands: usize,
    lines: usize,
    others: usize,
    options: usize,
    views: usize,
    captures: usize,
    places: usize,
    is_map: bool,
}

impl Kinds {
    fn add(&mut self, entry: &Entry) {
        match entry {
            Entry::Node(node) => match node.kind {
                NodeKind::Strand => self.strands += 1,
                NodeKind::Post => self.posts += 1,
                NodeKind::Board | NodeKind::Group | NodeKind::Partner => self.bodies += 1,
            },
            Entry::Link(_) => self.lines += 1,
            Entry::Position(_) | Entry::Spots(_) => self.places += 1,
            Entry::View(_) => self.views += 1,
            Entry::Capture(_) => self.captures += 1,
            Entry::Map(_) => self.is_map = true,
            Entry::Source(_) | Entry::Theme(_) | Entry::Area(_) | Entry::Total(_) | Entry::Expectation(_) => {
                self.others += 1;
            }
        }
    }

    /// "2 bodies and 1 line come in"; none of nothing.
    fn words(&self, [does, do_so]: [&str; 2]) -> Option<String> {
        let all = [
            (self.bodies, "body", "bodies"),
            (self.posts, "post", "posts"),
            (self.strands, "strand", "strands"),
            (self.lines, "line", "lines"),
            (self.others, "other entry", "other entries"),
            (self.options, "option", "options"),
            (self.views, "view", "views"),
            (self.captures, "capture", "captures"),
            (self.places, "place of a card", "places of cards"),
        ];
        let number = all.iter().map(|(number, ..)| number).sum::<usize>() + usize::from(self.is_map);
        let heading = self.is_map.then(|| "what the map says of itself".to_owned());
        let named = all.iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| count(*number, one, many));
        let named: Vec<String> = named.chain(heading).collect();
        let verb = if number == 1 { does } else { do_so };
        (number > 0).then(|| format!("{} {verb}", list(&named, named.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_map::map;
    use super::*;
    use crate::model::edit::{Edit, apply, removal_of_node};
    use crate::model::three_way::{merge, merge_apart};
    use crate::model::{DesignOption, Map, Node, NodeStatus};

    fn with_status(map: &Map, id: &str, status: NodeStatus) -> Map {
        let node = Node { status, ..Node::clone(map.nodes.get(id).expect("a card")) };
        apply(map, &[Edit::put(node)]).expect("a sound map")
    }

    #[test]
    fn what_comes_in_changes_and_goes_is_counted_and_listed() {
        let base = map("board Board, group Forum, group Panel", "Forum reports_to Board");
        let ours = with_status(&base, "board", NodeStatus::Dormant);
        let theirs = with_status(&with_status(&base, "board", NodeStatus::Ended), "forum", NodeStatus::Dormant);
        let more =
            [Edit::put(Node::new("new", NodeKind::Group, "New")), Edit::PutOption(DesignOption::new("o", "Lean"))];
        let theirs = apply(&theirs, &more).expect("a sound map");
        let theirs = apply(&theirs, &removal_of_node(&theirs, &"panel".into())).expect("a sound map");
        let told = Told::of(&merge(&base, &ours, &theirs));
        let wanted = "1 body and 1 option come in; 2 bodies are changed; 1 body goes. 1 thing that both have \
                      differently is left to be decided; until then it stays as it was.";
        assert_eq!(told.summary, wanted);
        assert_eq!(told.undecided, ["Board: status"]);
        let changes = [
            "Board: Status changes from on hold to active",
            "Forum: Status changes from active to on hold",
            "New group: New",
            "Panel goes",
            "The option “Lean” comes in",
        ];
        assert_eq!(told.changes, changes);
        let none = Told::of(&merge(&base, &ours, &base));
        assert!(none.is_nothing() && none.summary == "Nothing of the other map is new here.", "{}", none.summary);
        assert!(!Told::of(&merge_apart(&ours, &theirs)).is_nothing());
    }
}
