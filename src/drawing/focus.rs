//! Focus in a picture: what is looked at stays as it is, and the rest fades or is left out. Nothing moves for it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::compose::bounds;
use super::line::in_full;
use super::scene::Focused;
use super::{Card, Line, Scene};
use crate::analysis::InFocus;
use crate::layout::Rect;
use crate::model::{Id, Rest};

/// What a picture is to have in focus.
#[derive(Debug, Clone, PartialEq)]
pub struct Focusing {
    /// What is in focus.
    pub seen: Arc<InFocus>,
    /// What becomes of the rest.
    pub rest: Rest,
    /// What of the rest is there although it is to be left out, because somebody works on it.
    pub also: BTreeSet<Id>,
}

impl Scene {
    /// The same picture with something in focus. Everything stands where it stood.
    pub fn focused(&self, wanted: &Focusing) -> Self {
        let Focusing { seen, rest, also } = wanted;
        // What shows where something stood goes with it.
        let of_card = |card: &Card| card.changed.as_ref().map_or_else(|| card.id.clone(), |changed| changed.of.clone());
        let of_line = |line: &Line| line.changed.as_ref().map_or_else(|| line.id.clone(), |changed| changed.of.clone());
        let is_meant_card = |card: &Card| {
            seen.nodes.contains(&card.id) || seen.nodes.contains(&of_card(card)) || card.stands_for_any(&seen.nodes)
        };
        let is_meant_line = |line: &Line| {
            let of = of_line(line);
            seen.links.contains(&line.id)
                || seen.links.contains(&of)
                || line.bundle.iter().any(|id| seen.links.contains(id))
                || line.changed.is_some() && seen.nodes.contains(&of)
        };
        let cards = self.cards.iter().filter(|card| is_meant_card(card)).map(|card| card.id.clone());
        let ids =
            cards.chain(self.lines.iter().filter(|line| is_meant_line(line)).map(|line| line.id.clone())).collect();
        let focused = |left_out| {
            let (title, text) = (seen.title.clone(), seen.text.clone());
            Some(Arc::new(Focused { title, text, left_out, ids }))
        };
        if *rest != Rest::IsLeftOut {
            // What fades may have drawn a part of what does not.
            let is_cut = |line: &Line| line.is_shared && is_meant_line(line);
            let lines = match self.lines.iter().any(is_cut) {
                true => Arc::new(
                    self.lines.iter().map(|line| if is_cut(line) { alone(line) } else { line.clone() }).collect(),
                ),
                false => Arc::clone(&self.lines),
            };
            return Self { focus: focused(0), lines, ..self.clone() };
        }
        let has_line = |line: &Line| also.contains(&line.id);
        let ends: BTreeSet<&Id> =
            self.lines.iter().filter(|line| has_line(line)).flat_map(|line| [&line.from, &line.to]).collect();
        let is_kept = |card: &Card| is_meant_card(card) || also.contains(&card.id) || ends.contains(&card.id);
        let cards: Vec<Card> = self.cards.iter().filter(|card| is_kept(card)).cloned().collect();
        let is_there = |id: &Id| cards.binary_search_by(|card| card.id.cmp(id)).is_ok();
        let is_kept_line = |line: &Line| {
            let is_wanted =
                is_meant_line(line) || has_line(line) || also.contains(&line.from) || also.contains(&line.to);
            is_wanted && is_there(&line.from) && is_there(&line.to)
        };
        let lines: Vec<Line> = self.lines.iter().filter(|line| is_kept_line(line)).map(alone).collect();
        let has_card = |area: &Rect| cards.iter().any(|card| area.contains(card.rect.centre()));
        let areas: Vec<_> = self.areas.iter().filter(|area| has_card(&area.rect)).cloned().collect();
        let left_out = self.cards.len() - cards.len();
        let bounds = if cards.is_empty() { self.bounds } else { bounds(&cards, &lines, &areas) };
        Self { focus: focused(left_out), cards, lines: Arc::new(lines), areas, bounds, ..self.clone() }
    }
}

/// A line that may have lost others with which it shared a part of its course.
fn alone(line: &Line) -> Line {
    if line.changed.is_some() || !line.is_shared {
        return line.clone();
    }
    let mut marks = in_full(line);
    marks.extend(line.marks.iter().cloned());
    Line { marks, is_shared: false, ..line.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::in_focus;
    use crate::drawing::{Lens, Shown, compose, legend};
    use crate::model::{Link, LinkKind, Map, Node, NodeKind, Question};

    /// A council, a board below it, and four groups of which all answer to the board.
    fn map() -> Map {
        let mut map = Map::default();
        let mut council = Node::new("council", NodeKind::Partner, "Council");
        council.accountable_body = Some(true);
        map.nodes.put(council);
        map.nodes.put(Node::new("board", NodeKind::Board, "Board"));
        map.links.put(Link::new("up", LinkKind::ReportsTo, "board", "council"));
        for group in ["a", "b", "c", "d"] {
            map.nodes.put(Node::new(group, NodeKind::Group, format!("Group {group}")));
            map.links.put(Link::new(format!("{group}-up"), LinkKind::ReportsTo, group, "board"));
        }
        map
    }

    fn focused(question: &Question, rest: Rest, also: &[&str]) -> (Scene, Scene) {
        let map = map();
        let scene = compose(&map, None, Shown::ALL, Lens::Status);
        let seen = Arc::new(in_focus(&map, &map, question).expect("it is about something"));
        let also = also.iter().map(|id| Id::from(*id)).collect();
        let focused = scene.focused(&Focusing { seen, rest, also });
        (scene, focused)
    }

    #[test]
    fn what_is_not_in_focus_fades_and_says_so_and_nothing_moves() {
        let (before, after) = focused(&Question::WayUp("a".into()), Rest::Fades, &[]);
        assert_eq!(before.cards.len(), after.cards.len());
        for (one, other) in before.cards.iter().zip(&after.cards) {
            assert_eq!((&one.id, one.rect), (&other.id, other.rect));
            let is_on_the_way = ["a", "board", "council"].contains(&one.id.as_str());
            assert_eq!(after.is_faded(&one.id), !is_on_the_way, "{}", one.id);
            assert_eq!(after.words(other).ends_with(", not in focus"), !is_on_the_way);
            assert!(!before.is_faded(&one.id));
        }
        assert!(after.is_faded(&"b-up".into()) && !after.is_faded(&"a-up".into()));
        assert_eq!(before.bounds, after.bounds);
        let labels: Vec<String> =
            legend(&after, None).groups.into_iter().flat_map(|group| group.entries).map(|entry| entry.label).collect();
        assert!(labels.contains(&"not in focus".to_owned()), "{labels:?}");
    }

    #[test]
    fn what_is_left_out_is_gone_and_what_stays_stands_where_it_stood() {
        let (before, after) = focused(&Question::WayUp("a".into()), Rest::IsLeftOut, &["d"]);
        let ids: Vec<&str> = after.cards.iter().map(|card| card.id.as_str()).collect();
        assert_eq!(ids, ["a", "board", "council", "d"], "somebody works on d");
        assert!(after.is_faded(&"d".into()) && after.line("d-up").is_some() && after.line("b-up").is_none());
        for card in &after.cards {
            assert_eq!(before.card(card.id.as_str()).map(|card| card.rect), Some(card.rect));
        }
        for line in after.lines.iter() {
            let end = *line.points.last().expect("a course");
            assert_eq!(before.line(line.id.as_str()).map(|line| &line.points), Some(&line.points));
            assert!(line.marks.iter().any(|mark| mark.bounds().grown(12.0).contains(end)), "{} is whole", line.id);
        }
        assert_eq!(after.focus.as_ref().map(|focus| focus.left_out), Some(2));
        assert!(after.bounds.width() <= before.bounds.width());
    }
}
