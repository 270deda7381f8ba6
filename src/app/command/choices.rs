//! Choices: the short lists that some commands open, and what each entry of them does.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::keys_in_words;
use crate::analysis;
use crate::app::act::{Act, Ask, Choice, Command, ImportFrom, Item, NameFor, Place, Tie, Wish};
use crate::document::Made;
use crate::editing::add::NewLine;
use crate::editing::{Outcome, add, change, kinds};
use crate::exchange::import;
use crate::model::words::capitalised;
use crate::model::{End, Id, LinkKind, LinkStatus, Map, NodeKind, NodeStatus, alphabet};
use crate::session::Session;
use crate::session::capture::changed_by;
use crate::session::edit::Addition;
use crate::session::file_acts::{FileAct, Next};
use crate::session::options::OptionAct;

/// What was changed since the workshop began, the last first; each leads to where it was changed.
pub(super) fn changes_since(session: &Session) -> Choice {
    let item = |label: &str, option: Option<&Id>, changed: Vec<Id>| {
        let map = session.document.baseline();
        let name = option.map(|id| map.name(id.as_str()).to_owned());
        let is_in_option = option.is_some_and(|id| map.options.contains(id.as_str()));
        let is_there = |id: &Id| map.nodes.contains(id.as_str()) || map.links.contains(id.as_str());
        // What an option has is known when it is open.
        let changed: Vec<Id> = changed.into_iter().filter(|id| is_in_option || is_there(id)).collect();
        let mut acts = vec![Act::Option(OptionAct::Open(option.cloned()))];
        match changed.as_slice() {
            [] => acts.push(Act::Say("What was changed is not on the map any more".to_owned())),
            [one] => acts.push(Act::go_to(one.clone())),
            several => {
                acts.push(Act::Select(several.iter().cloned().collect()));
                acts.push(Act::Look(Wish::ZoomTo(several.to_vec())));
            }
        }
        let detail = name.map(|option| format!("in option {option}")).unwrap_or_default();
        Item { label: capitalised(label), detail, act: Act::Several(acts) }
    };
    let made = session.changes_since();
    let made = made.iter().rev().map(|made: &Made<'_>| item(made.label, made.option, changed_by(made)));
    let earlier = session.changed_earlier().iter().rev().map(|change| {
        let option = change.option.as_deref().map(Id::from);
        item(&change.label, option.as_ref(), change.about.iter().map(|id| Id::from(id.as_str())).collect())
    });
    let items = made.chain(earlier).collect();
    Choice::new(session.changes_in_words().unwrap_or_default(), items)
}

/// Lets people say where a line from the chosen node is to lead, and of which kind it is; with two chosen nodes only the
/// latter.
pub(super) fn line_target(session: &Session, kind: Option<LinkKind>) -> Vec<Act> {
    let map = session.document.map();
    match session.chosen_nodes().as_slice() {
        [from, to, ..] => vec![Act::Ask(Ask::LineKind { from: from.clone(), to: to.clone(), at: None })],
        [from] => {
            let act = |to: &Id| match kind {
                Some(kind) => Act::Draw { kind, from: from.clone(), to: to.clone() },
                None => Act::Ask(Ask::LineKind { from: from.clone(), to: to.clone(), at: None }),
            };
            let word = kind.map_or("…", LinkKind::word);
            let title = format!("{} {word}", map.name(from.as_str()));
            let mut items = nodes(map, |id| id != from, act);
            items.push(Item {
                label: "Somebody off the map …".to_owned(),
                detail: "a line to a name without a card".to_owned(),
                act: Act::Ask(Ask::Name(NameFor::OffMap(from.clone()))),
            });
            choose(Choice::new(title, items))
        }
        [] => Vec::new(),
    }
}

/// What a line between two nodes can say, the kind used last marked; none if one of them is not there.
pub fn line_kind(session: &Session, from: &Id, to: &Id) -> Option<Choice> {
    let map = session.document.map();
    let kind_of = |id: &Id| map.nodes.get(id.as_str()).map(|node| node.kind);
    let (one, other) = (kind_of(from)?, kind_of(to)?);
    let item = |kind: LinkKind, from: &Id, to: &Id, detail: String| Item {
        label: format!("{} {}", kind.word(), map.name(to.as_str())),
        detail,
        act: Act::Draw { kind, from: from.clone(), to: to.clone() },
    };
    let mut items: Vec<Item> =
        kinds::fitting(one, other).into_iter().map(|kind| item(kind, from, to, String::new())).collect();
    let turned = format!("from {}", map.name(to.as_str()));
    items.extend(kinds::fitting(other, one).into_iter().map(|kind| item(kind, to, from, turned.clone())));
    let last = session.last_used.line;
    let is_last =
        |item: &Item| matches!(&item.act, Act::Draw { kind, from: start, .. } if Some(*kind) == last && start == from);
    Some(Choice::new(format!("{} …", map.name(from.as_str())), items).with_marked(is_last))
}

/// What a line between a node and somebody off the map can say; none if the node is not there.
pub fn kind_of_line_off_map(session: &Session, node: &Id, name: &str) -> Option<Choice> {
    let map = session.document.map();
    let known = map.nodes.get(node.as_str())?;
    let name = name.trim();
    // What stands there is not known, but it is somebody.
    let anybody = [NodeKind::Board, NodeKind::Partner];
    let fits = |kind: LinkKind, end: End| {
        let between = |other: NodeKind| match end {
            End::To => kinds::fitting(known.kind, other),
            End::From => kinds::fitting(other, known.kind),
        };
        kind != LinkKind::AbsorbedInto && anybody.into_iter().any(|other| between(other).contains(&kind))
    };
    let item = |(kind, end): (LinkKind, End)| Item {
        label: match end {
            End::To => format!("{} {name}", kind.word()),
            End::From => format!("{} {}", kind.word(), known.name),
        },
        detail: if end == End::From { format!("from {name}") } else { String::new() },
        act: Act::Make(add::line_off_map(map, kind, node, end, name)),
    };
    let ways = [End::To, End::From].into_iter().flat_map(|end| LinkKind::ALL.map(|kind| (kind, end)));
    let items = ways.filter(|(kind, end)| fits(*kind, *end)).map(item).collect();
    Some(Choice::new(format!("{} …", known.name), items))
}

/// What a line from a node to something new can say, before the new one is there; none if the node is not.
pub fn kind_of_new_line(
    session: &Session,
    from: &Id,
    kind: NodeKind,
    name: &str,
    at: Option<(i32, i32)>,
) -> Option<Choice> {
    let node = session.document.map().nodes.get(from.as_str())?;
    let item = |line: NewLine| Item {
        label: match line.is_from_new {
            true => format!("{} {}", line.kind.word(), node.name),
            false => format!("{} {}", line.kind.word(), name.trim()),
        },
        detail: if line.is_from_new { format!("from {}", name.trim()) } else { String::new() },
        act: Act::Add(Addition { kind, name: name.to_owned(), at, line: Some(line) }),
    };
    let line = |kind: LinkKind, is_from_new: bool| item(NewLine { kind, other: from.clone(), is_from_new });
    let out = kinds::fitting(node.kind, kind).into_iter().map(|kind| line(kind, false));
    let back = kinds::fitting(kind, node.kind).into_iter().map(|kind| line(kind, true));
    let items = out.chain(back).collect();
    let last = session.last_used.line;
    let is_last = |item: &Item| match &item.act {
        Act::Add(Addition { line: Some(line), .. }) => Some(line.kind) == last && !line.is_from_new,
        _ => false,
    };
    Some(Choice::new(format!("{} …", node.name), items).with_marked(is_last))
}

/// Lets people choose another kind for what is chosen.
pub(super) fn kind(session: &Session) -> Vec<Act> {
    let map = session.document.map();
    let (nodes, links) = (session.chosen_nodes(), session.chosen_links());
    let items = if nodes.is_empty() {
        LinkKind::ALL.map(|kind| made(kind.word(), change::line_kind(map, &links, kind))).to_vec()
    } else {
        NodeKind::ALL.map(|kind| made(kind.word(), change::kind(map, &nodes, kind))).to_vec()
    };
    let now = match (nodes.first(), links.first()) {
        (Some(id), _) => map.nodes.get(id.as_str()).map(|node| node.kind.word()),
        (None, Some(id)) => map.links.get(id.as_str()).map(|link| link.kind.word()),
        _ => None,
    };
    choose_beside("Change the kind to", items, now)
}

/// Lets people choose another status for what is chosen.
pub(super) fn status(session: &Session) -> Vec<Act> {
    let map = session.document.map();
    let (nodes, links) = (session.chosen_nodes(), session.chosen_links());
    let items = if nodes.is_empty() {
        LinkStatus::ALL.map(|status| made(status.word(), change::line_status(map, &links, status))).to_vec()
    } else {
        let kinds: BTreeSet<NodeKind> =
            nodes.iter().filter_map(|id| map.nodes.get(id.as_str())).map(|node| node.kind).collect();
        // Of posts alone, one that is on hold is vacant.
        let word = |status: NodeStatus| match kinds.iter().collect::<Vec<_>>().as_slice() {
            [kind] => status.word_of(**kind),
            _ => status.word(),
        };
        NodeStatus::ALL.map(|status| made(word(status), change::status(map, &nodes, status))).to_vec()
    };
    let now = match (nodes.first(), links.first()) {
        (Some(id), _) => map.nodes.get(id.as_str()).map(|node| node.status_word()),
        (None, Some(id)) => map.links.get(id.as_str()).map(|link| link.status.word()),
        _ => None,
    };
    choose_beside("It is", items, now)
}

/// Lets people say what the chosen nodes are to answer to.
pub(super) fn parent(session: &Session) -> Vec<Act> {
    let chosen = session.chosen_nodes();
    let act = |parent: &Id| Act::Ask(Ask::MoveUnder { ids: chosen.clone(), parent: parent.clone() });
    let items = nodes(session.document.map(), |id| !chosen.contains(id), act);
    choose(Choice::new("Have it answer to", items))
}

/// Lets people say to whom the chosen node might answer, and shows it; of two chosen nodes at once.
pub(super) fn answer(session: &Session) -> Vec<Act> {
    let map = session.document.map();
    let act = |from: &Id, to: &Id| Act::Answer { from: from.clone(), to: to.clone() };
    match session.chosen_nodes().as_slice() {
        [from, to] => vec![act(from, to)],
        [from] => {
            let items = nodes(map, |id| id != from, |to| act(from, to));
            choose(Choice::new(format!("How does {} answer to …", map.name(from.as_str())), items))
        }
        _ => Vec::new(),
    }
}

/// To whom something without a line upward may answer: whoever does not answer to it already.
pub(super) fn upper(session: &Session, from: &Id) -> Choice {
    let map = session.document.map();
    let below = analysis::below(map, from);
    let is_fit = |id: &Id| {
        let node = map.nodes.get(id.as_str());
        id != from && !below.contains(id) && node.is_some_and(|node| node.kind != NodeKind::Strand && map.is_live(node))
    };
    let act = |to: &Id| Act::Draw { kind: LinkKind::ReportsTo, from: from.clone(), to: to.clone() };
    Choice::new(format!("{} {} …", map.name(from.as_str()), LinkKind::ReportsTo.word()), nodes(map, is_fit, act))
}

/// Merges the two chosen nodes, or lets people say what the one goes together with.
pub(super) fn merge(session: &Session) -> Vec<Act> {
    let map = session.document.map();
    let merge = |keep: &Id, other: &Id| Act::Ask(Ask::Merge { keep: keep.clone(), other: other.clone() });
    match session.chosen_nodes().as_slice() {
        [keep, other] => vec![merge(keep, other)],
        [keep] => {
            let items = nodes(map, |id| id != keep, |other| merge(keep, other));
            choose(Choice::new(format!("Merge into {}", map.name(keep.as_str())), items))
        }
        _ => Vec::new(),
    }
}

/// Every command but the one that opens this list; those that cannot be given now say so.
pub fn palette(session: &Session, ctx: &egui::Context) -> Choice {
    let item = |entry: &super::Entry| {
        let keys = entry.keys.map_or_else(String::new, |keys| format!("    {}", keys_in_words(ctx, &keys)));
        let place = if entry.is_enabled(session) { entry.menu.label() } else { "not just now" };
        Item { label: entry.label_in(session), detail: format!("{place}{keys}"), act: Act::Command(entry.command) }
    };
    let others = super::entries().iter().filter(|entry| entry.command != Command::Palette);
    Choice::new("All commands", others.map(item).collect())
}

/// Which of several files that were dropped is to be opened.
pub fn dropped(paths: &[PathBuf]) -> Choice {
    let item = |path: &PathBuf| Item {
        label: path.file_name().unwrap_or(path.as_os_str()).display().to_string(),
        detail: crate::storage::folder_of(path),
        act: match is_table(path) {
            true => Act::Ask(Ask::Import(ImportFrom::File(path.clone()))),
            false => Act::File(FileAct::UnlessUnsaved(Next::OpenPath(path.clone()))),
        },
    };
    Choice::new("Open which file?", paths.iter().map(item).collect())
}

/// Whether a file is no map, but a table to import, by its name.
pub fn is_table(path: &Path) -> bool {
    let extension = path.extension().and_then(std::ffi::OsStr::to_str);
    extension.is_some_and(|extension| import::EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// What is named when something new is to be added, at a canvas point or where the layout puts it.
pub fn name_at(session: &Session, at: Option<(i32, i32)>, tie: Tie) -> Act {
    let kind = session.last_used.node;
    Act::Ask(Ask::Name(NameFor::New { at, tie, kind, is_kind_chosen: false }))
}

fn choose(choice: Choice) -> Vec<Act> {
    vec![Act::Ask(Ask::Choose(choice))]
}

fn choose_beside(title: &str, items: Vec<Item>, now: Option<&str>) -> Vec<Act> {
    let choice = Choice::new(title, items).with_marked(|item| Some(item.label.as_str()) == now);
    choose(choice.at(Place::BesideChosen))
}

fn made(word: &str, outcome: Outcome) -> Item {
    Item { label: word.to_owned(), detail: String::new(), act: Act::Make(outcome) }
}

/// The nodes of a map as entries of a list, bodies first, each kind by name.
pub(super) fn nodes(map: &Map, is_wanted: impl Fn(&Id) -> bool, act: impl Fn(&Id) -> Act) -> Vec<Item> {
    let mut nodes: Vec<_> = map.nodes.iter().filter(|node| is_wanted(&node.id)).collect();
    nodes.sort_by_cached_key(|node| (node.status == NodeStatus::Ended, node.kind, alphabet::place(&node.name)));
    nodes
        .into_iter()
        .map(|node| Item {
            label: node.name.clone(),
            detail: format!("{} · {}", node.kind.word(), node.status_word()),
            act: act(&node.id),
        })
        .collect()
}
