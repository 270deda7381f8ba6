//! Making room on a page that stays: what is in the way goes down, with all that hangs below it, and nothing else moves.

use super::Kept;
use crate::layout::areas::PADDING;
use crate::layout::section::Section;
use crate::layout::standing::Standing;

/// What comes nearer to something that moved than this has to go down.
const NEAR: f32 = 6.0;
/// How many steps down are made for each card before the page is given up.
const MOST_STEPS: usize = 30;

impl Kept<'_> {
    /// Makes room for cards that are higher or wider than they were: for all that hangs below them, and for what stands
    /// there. Whether that was possible.
    pub(super) fn make_room_for_grown(&mut self, standing: &Standing) -> bool {
        let forest = self.forest;
        let mut lower = vec![0.0_f32; forest.len()];
        let mut moved = Vec::new();
        for &node in forest.top_down.iter().filter(|&&node| self.placed[node]) {
            let Some(stood) = standing.cards.get(&forest.nodes[node].id) else { continue };
            let own = forest.parent[node].map_or(0.0, |parent| lower[parent]);
            let is_same = stood.is_of_size(forest.sizes[node]);
            let grown = if is_same { 0.0 } else { (forest.sizes[node].height - stood.card.height()).max(0.0) };
            self.stand.card[node] = self.stand.card[node].moved(0.0, own);
            self.stand.bus[node] += own + grown;
            lower[node] = own + grown;
            self.shifted[node] |= own > 0.0;
            let is_wider = !is_same && forest.sizes[node].width > stood.card.width();
            if own > 0.0 || grown > 0.0 || is_wider {
                moved.push(node);
            }
        }
        self.settle(moved)
    }

    /// Makes room for a tree that was just put somewhere. Whether that was possible.
    pub(super) fn make_room_for(&mut self, tree: usize) -> bool {
        let tree = self.forest.tree(tree);
        // It was put where lines may run.
        tree.iter().for_each(|&node| self.shifted[node] = true);
        self.settle(tree)
    }

    /// How far what stood before has moved on average.
    pub(super) fn moved_from(&self, before: &Self) -> f32 {
        let stood: Vec<usize> = (0..self.forest.len()).filter(|&node| before.placed[node]).collect();
        let far = |node: &usize| (self.stand.card[*node].min.y - before.stand.card[*node].min.y).abs();
        stood.iter().map(far).sum::<f32>() / stood.len().max(1) as f32
    }

    /// Has everything go down that one of these cards stands on, and what those stand on in turn. Whether it came to an end.
    fn settle(&mut self, mut moved: Vec<usize>) -> bool {
        let mut left = MOST_STEPS * self.forest.len();
        while let Some(node) = moved.pop() {
            for other in 0..self.forest.len() {
                let (card, there) = (self.stand.card[node], self.stand.card[other]);
                if other == node || !self.placed[other] || !there.overlaps(&card.grown(NEAR)) {
                    continue;
                }
                let is_above = there.centre().y < card.centre().y;
                if is_above && !there.overlaps(&card) {
                    continue;
                }
                let tree = self.forest.tree(other);
                if is_above || tree.contains(&node) || left == 0 {
                    return false;
                }
                left -= 1;
                let by = card.max.y + self.parameters.card_gap - there.min.y;
                self.lower(tree, by, &mut moved);
            }
            if !self.settle_frames(node, &mut moved) {
                return false;
            }
        }
        true
    }

    /// Keeps a card in its frame and out of others. Whether that was possible.
    fn settle_frames(&mut self, node: usize, moved: &mut Vec<usize>) -> bool {
        let own = self.section[self.root[node]];
        let card = self.stand.card[node];
        if let Some(frame) = own.and_then(|section| self.frames.get_mut(&section)) {
            frame.min.x = frame.min.x.min(card.min.x - PADDING);
            frame.max.y = frame.max.y.max(card.max.y + PADDING);
            frame.max.x = frame.max.x.max(card.max.x + PADDING);
        }
        let reach = own.and_then(|section| self.frames.get(&section)).copied().unwrap_or(card);
        let others: Vec<Section> = self.frames.keys().copied().filter(|section| Some(*section) != own).collect();
        for section in others {
            let frame = self.frames[&section];
            if !frame.overlaps(&reach.grown(NEAR)) {
                continue;
            }
            if frame.min.y < reach.min.y {
                return false;
            }
            let by = reach.max.y + self.parameters.area_gap / 2.0 - frame.min.y;
            let is_in = |root: &&usize| self.section[**root] == Some(section) && self.placed[**root];
            let roots: Vec<usize> = self.forest.roots.iter().filter(is_in).copied().collect();
            self.frames.insert(section, frame.moved(0.0, by));
            for root in roots {
                self.lower(self.forest.tree(root), by, moved);
            }
        }
        // Trees that stand in no frame do not stand below one: what a frame grows over is given up.
        let is_covered = |other: usize| self.placed[other] && self.section[self.root[other]].is_none();
        own.is_none()
            || !(0..self.forest.len()).any(|other| is_covered(other) && self.stand.card[other].overlaps(&reach))
    }

    /// Moves a tree down.
    fn lower(&mut self, tree: Vec<usize>, by: f32, moved: &mut Vec<usize>) {
        for node in tree {
            if self.placed[node] {
                self.stand.card[node] = self.stand.card[node].moved(0.0, by);
                self.stand.bus[node] += by;
                self.shifted[node] = true;
                moved.push(node);
            }
        }
    }
}
