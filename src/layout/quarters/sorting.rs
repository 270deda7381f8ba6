//! Which quarter each card stands in.

use std::collections::BTreeMap;

use crate::layout::AreaKind;
use crate::layout::forest::Forest;
use crate::layout::form::By;
use crate::layout::ground::Head;
use crate::model::{Id, Map, NodeKind, NodeStatus, StrandKind, Tier, alphabet};

/// Cards by quarters.
pub(in crate::layout) struct Sorting {
    /// The quarter of each card.
    pub(in crate::layout) of: Vec<usize>,
    pub(in crate::layout) heads: Vec<Head>,
    /// How many of the quarters are rings; the one after them stands beside them.
    pub(in crate::layout) rings: usize,
}

/// The tiers from the innermost ring outwards.
const TIERS: [Tier; 5] = [Tier::Outcome, Tier::Delivery, Tier::Process, Tier::Strategy, Tier::Governance];
/// The ring around all tiers, of those that stand in none.
const AROUND: usize = TIERS.len();
/// What stands beside the rings.
const BESIDE: usize = AROUND + 1;

impl Sorting {
    /// Cards by tier. Where the map says none, kind and line upward tell; what has ended stands beside the rings.
    pub(super) fn by_tier(forest: &Forest) -> Self {
        let mut of = vec![BESIDE; forest.len()];
        let mut is_told = vec![true; forest.len()];
        for &card in &forest.top_down {
            let node = forest.nodes[card];
            let place = |tier: Tier| TIERS.iter().position(|known| *known == tier).unwrap_or_default();
            let above = forest.parent[card].map(|parent| of[parent]).filter(|place| *place != BESIDE);
            let inwards = |place: usize| place.saturating_sub(1).clamp(1, 3);
            of[card] = match (node.tier, node.kind) {
                _ if node.status == NodeStatus::Ended => BESIDE,
                (Some(tier), _) => place(tier),
                (None, NodeKind::Partner) if !node.is_accountable_body() => AROUND,
                (None, kind) => {
                    is_told[card] = false;
                    match kind {
                        NodeKind::Partner | NodeKind::Board => place(Tier::Governance),
                        NodeKind::Group => above.map_or(place(Tier::Strategy), inwards),
                        NodeKind::Post => above.unwrap_or(match forest.children[card].is_empty() {
                            true => AROUND,
                            false => place(Tier::Governance),
                        }),
                        NodeKind::Strand => match node.strand_kind {
                            Some(StrandKind::Priority) => place(Tier::Outcome),
                            Some(StrandKind::Plan) => place(Tier::Strategy),
                            _ => place(Tier::Delivery),
                        },
                    }
                }
            };
        }
        let head = |ring: usize, title: &str| {
            let all = of.iter().filter(|place| **place == ring).count();
            let guessed = of.iter().zip(&is_told).filter(|(place, told)| **place == ring && !**told).count();
            let note = match guessed {
                0 => String::new(),
                some if some == all => "placed by kind".to_owned(),
                some => format!("{some} placed by kind"),
            };
            Head { kind: AreaKind::Ring(u8::try_from(ring).unwrap_or_default()), title: title.to_owned(), note }
        };
        let mut heads: Vec<Head> = TIERS.iter().enumerate().map(|(ring, tier)| head(ring, title_of(*tier))).collect();
        let has = |place: usize| of.contains(&place);
        let (has_around, has_beside) = (has(AROUND), has(BESIDE));
        if has_around {
            let is_post = |card: usize| of[card] == AROUND && forest.nodes[card].kind != NodeKind::Partner;
            let title = if (0..forest.len()).any(is_post) { "Partners and posts" } else { "Partners" };
            heads.push(Head { note: String::new(), ..head(AROUND, title) });
        }
        let rings = heads.len();
        if has_beside {
            heads.push(Head { kind: AreaKind::Ended, title: "Ended".to_owned(), note: String::new() });
            of.iter_mut().filter(|place| **place == BESIDE).for_each(|place| *place = rings);
        }
        Self { of, heads, rings }
    }

    /// Cards by what they have in common.
    pub(super) fn by(map: &Map, forest: &Forest, by: By) -> Self {
        let keys: Vec<(Rank, String)> = forest.nodes.iter().map(|node| key(map, node, by)).collect();
        let mut lanes: BTreeMap<&(Rank, String), usize> = keys.iter().map(|key| (key, 0)).collect();
        lanes.values_mut().enumerate().for_each(|(lane, place)| *place = lane);
        let mut titled: BTreeMap<&str, usize> = BTreeMap::new();
        keys.iter().for_each(|(_, title)| *titled.entry(title.as_str()).or_default() += 1);
        let head = |(_, title): &(Rank, String)| Head {
            kind: AreaKind::Lane,
            title: title.clone(),
            note: titled[title.as_str()].to_string(),
        };
        let heads = lanes.keys().map(|key| head(key)).collect();
        Self { of: keys.iter().map(|key| lanes[key]).collect(), heads, rings: 0 }
    }

    /// How many cards stand in each quarter.
    pub(super) fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.heads.len()];
        self.of.iter().for_each(|place| counts[*place] += 1);
        counts
    }
}

/// What a lane is sorted by: what is said comes before what is not, in the order of the map or else of its name.
type Rank = (u8, usize, Option<alphabet::Place>);

fn key(map: &Map, node: &crate::model::Node, by: By) -> (Rank, String) {
    let alphabetical = |name: &str| ((0, 0, Some(alphabet::place(name))), name.to_owned());
    let unsaid = |title: &str| ((2, 0, None), title.to_owned());
    let in_order = |place: usize, title: &str| ((0, place, None), title.to_owned());
    match by {
        By::Status => in_order(node.status as usize, &crate::model::words::capitalised(node.status.word())),
        By::Sector => match node.sector.as_deref().map(str::trim).filter(|sector| !sector.is_empty()) {
            Some(sector) => alphabetical(&crate::model::words::capitalised(sector)),
            None => unsaid("No sector said"),
        },
        By::Area => match &node.area {
            Some(area) => alphabetical(map.name(area.as_str())),
            None => unsaid("No area said"),
        },
        By::Theme => {
            let themes: Vec<&Id> = node.themes.iter().collect();
            match themes.as_slice() {
                [] => unsaid("No theme said"),
                [theme] => alphabetical(map.name_of_theme(theme)),
                _ => ((1, 0, None), "Several themes".to_owned()),
            }
        }
    }
}

fn title_of(tier: Tier) -> &'static str {
    match tier {
        Tier::Governance => "Governance",
        Tier::Strategy => "Strategy",
        Tier::Process => "Processes",
        Tier::Delivery => "Delivery",
        Tier::Outcome => "Outcomes",
    }
}
