//! Expectations: how options stand to what partners expect, as people have judged it, and what the map proposes elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::ledger::is_grounded;
use crate::analysis::{Context, NodeIndex};
use crate::model::quote::shortened;
use crate::model::words::list;
use crate::model::{DesignOption, Evidence, Expectation, ExpectationKind, Fulfilment, Id, LinkKind, Map, NodeKind};

/// How many bodies a proposal names.
const MOST_NAMED: usize = 2;

/// How an option stands to one expectation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outlook {
    /// The expectation.
    pub id: Id,
    /// Whose it is.
    pub partner: Id,
    /// What they are called.
    pub partner_name: String,
    /// Whether it is wanted, needed or feared.
    pub kind: ExpectationKind,
    /// What is expected.
    pub text: String,
    /// How far the option meets it, as people have judged.
    pub stance: Fulfilment,
    /// Why they judge so.
    pub reason: Option<String>,
    /// What their judgement rests on.
    pub evidence: Vec<Evidence>,
    /// What the map proposes where nobody has judged.
    pub proposed: Option<Proposal>,
}

/// What the map tells of an expectation that nobody has judged yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// How far it seems to be met.
    pub stance: Fulfilment,
    /// By what; a sentence without a full stop.
    pub why: String,
}

impl Outlook {
    /// How far it is met in words: "met", "not known"; with a question mark what is only proposed: "partly met?".
    pub fn word(&self) -> String {
        match &self.proposed {
            Some(proposal) => format!("{}?", proposal.stance.word()),
            None => self.stance.word().to_owned(),
        }
    }

    /// "Police needs: A board that unblocks".
    pub fn sentence(&self) -> String {
        format!("{} {}: {}", self.partner_name, self.kind.word(), self.text)
    }
}

/// How an option stands to each expectation of its map and of the map as the option wants it, partner by partner.
///
/// Where nobody has judged, a stance is proposed by one rule, and only of what is wanted or needed, is about a theme, and
/// comes from somebody who is at work in the option: it is
/// - not met if no body at work carries the theme,
/// - met if one of those that carry it has a sound route, or needs none, and the partner is that body, or sits on it itself or
///   by a post that is part of it,
/// - partly met otherwise.
///
/// What is feared, and what is about no theme, a map cannot tell.
pub(super) fn outlooks(before: &Map, context: &Context<'_>, option: &DesignOption) -> Vec<Outlook> {
    let after = context.map();
    let mut all: BTreeMap<(&str, &Id), &Arc<Expectation>> = BTreeMap::new();
    for expectation in before.expectations.iter().chain(&after.expectations) {
        let is_changed = after.expectations.get(expectation.id.as_str()).is_some_and(|other| other != expectation);
        if !is_changed {
            let name = expectation.partner.as_str();
            let called = if after.nodes.contains(name) { after.name(name) } else { before.name(name) };
            all.insert((called, &expectation.id), expectation);
        }
    }
    let of = |(partner_name, expectation): (&str, &Arc<Expectation>)| {
        let judged = option.stances.get(expectation.id.as_str());
        let stance = judged.map_or(Fulfilment::Unknown, |judged| judged.stance);
        let proposed = (stance == Fulfilment::Unknown).then(|| proposal(context, expectation)).flatten();
        Outlook {
            id: expectation.id.clone(),
            partner: expectation.partner.clone(),
            partner_name: partner_name.to_owned(),
            kind: expectation.kind,
            text: expectation.text.clone(),
            stance,
            reason: judged.and_then(|judged| judged.reason.clone()),
            evidence: judged.map(|judged| judged.evidence.clone()).unwrap_or_default(),
            proposed,
        }
    };
    all.into_iter().map(|((name, _), expectation)| of((name, expectation))).collect()
}

/// What a map proposes of an expectation.
fn proposal(context: &Context<'_>, expectation: &Expectation) -> Option<Proposal> {
    let theme = expectation.theme.as_ref().filter(|_| expectation.kind != ExpectationKind::Fears)?;
    let partner = context.at(expectation.partner.as_str()).filter(|&at| context.is_live(at))?;
    let carriers: Vec<NodeIndex> =
        context.live_bodies().filter(|&body| context.themes_of(body).contains(theme)).collect();
    let theme = format!("“{}”", shortened(context.map().name_of_theme(theme)));
    if carriers.is_empty() {
        return Some(Proposal { stance: Fulfilment::Not, why: format!("no body at work carries {theme}") });
    }
    let names = |bodies: &[NodeIndex]| list(&context.names(bodies), MOST_NAMED);
    let grounded: Vec<NodeIndex> = carriers.iter().copied().filter(|&body| is_grounded(context, body)).collect();
    if grounded.is_empty() {
        let (who, carry) = (names(&carriers), if carriers.len() == 1 { "carries" } else { "carry" });
        let why = format!("{who} {carry} {theme}, with no sound route to an accountable body");
        return Some(Proposal { stance: Fulfilment::Partly, why });
    }
    let (who, carry) = (names(&grounded), if grounded.len() == 1 { "carries" } else { "carry" });
    let called = context.name(partner);
    Some(match grounded.iter().copied().find(|&body| is_there(context, partner, body)) {
        Some(body) if body == partner => {
            Proposal { stance: Fulfilment::Met, why: format!("{called} carries {theme} itself") }
        }
        Some(body) => {
            let why = format!("{} carries {theme}, and {called} sits there", context.name(body));
            Proposal { stance: Fulfilment::Met, why }
        }
        None => {
            let why = format!("{who} {carry} {theme}, where {called} has no seat");
            Proposal { stance: Fulfilment::Partly, why }
        }
    })
}

/// Whether somebody is a body, or sits on it, itself or by a post of its own.
fn is_there(context: &Context<'_>, partner: NodeIndex, body: NodeIndex) -> bool {
    let parts = context.onto(partner, LinkKind::PartOf).filter(|part| context.holds(partner, part));
    let posts = parts.map(|part| part.node).filter(|&part| context.kind(part) == NodeKind::Post);
    let sits = |member: NodeIndex| {
        let seats = [LinkKind::MemberOf, LinkKind::Chairs].into_iter().flat_map(|kind| context.out(member, kind));
        seats.into_iter().any(|seat| seat.node == body && context.holds(member, &seat))
    };
    partner == body || std::iter::once(partner).chain(posts).any(sits)
}

#[cfg(test)]
mod tests {
    use super::{Context, Outlook, outlooks};
    use crate::model::edit::{Edit, apply};
    use crate::model::{
        DesignOption, Expectation, ExpectationKind, Fulfilment, Link, LinkKind, Map, Node, NodeKind, NodeStatus,
        Stance, Theme,
    };

    /// A council at which accountability ends, a forum that carries play and answers to it, and the police, who want play.
    fn town(kind: ExpectationKind) -> Map {
        let mut council = Node::new("council", NodeKind::Partner, "Council");
        council.accountable_body = Some(true);
        let mut forum = Node::new("forum", NodeKind::Group, "Forum");
        forum.themes.insert("play".into());
        let mut wish = Expectation::new("wish", "police", kind, "Places to play");
        wish.theme = Some("play".into());
        let play = Theme { id: "play".into(), name: "Play".into(), evidence: Vec::new(), unknown: Default::default() };
        let put = [
            Edit::put(play),
            Edit::put(council),
            Edit::put(forum),
            Edit::put(Node::new("police", NodeKind::Partner, "Police")),
            Edit::put(Link::new("up", LinkKind::ReportsTo, "forum", "council")),
            Edit::put(wish),
        ];
        apply(&Map::default(), &put).expect("a sound map")
    }

    fn only(map: &Map, option: &DesignOption) -> Outlook {
        let mut all = outlooks(map, &Context::new(map), option);
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    fn proposed(map: &Map) -> Option<(Fulfilment, String)> {
        let proposal = only(map, &DesignOption::new("o", "O")).proposed?;
        Some((proposal.stance, proposal.why))
    }

    fn with(map: &Map, edits: &[Edit]) -> Map {
        apply(map, edits).expect("a sound map")
    }

    #[test]
    fn what_is_judged_is_told_and_nothing_else_is_proposed() {
        let town = town(ExpectationKind::Wants);
        let mut option = DesignOption::new("o", "O");
        option.stances.put(Stance { reason: Some("Two".into()), ..Stance::new("wish", Fulfilment::Met) });
        option.stances.put(Stance::new("gone", Fulfilment::Not));
        let told = only(&town, &option);
        assert_eq!((told.stance, told.reason.as_deref(), told.proposed.as_ref()), (Fulfilment::Met, Some("Two"), None));
        assert_eq!((told.sentence().as_str(), told.word().as_str()), ("Police wants: Places to play", "met"));
    }

    #[test]
    fn a_theme_that_is_carried_with_a_route_is_met_for_who_sits_there_and_partly_for_others() {
        let town = town(ExpectationKind::Needs);
        let partly = "Forum carries “Play”, where Police has no seat".to_owned();
        assert_eq!(proposed(&town), Some((Fulfilment::Partly, partly)));
        let seat = Edit::put(Link::new("seat", LinkKind::MemberOf, "police", "forum"));
        let met = Some((Fulfilment::Met, "Forum carries “Play”, and Police sits there".to_owned()));
        assert_eq!(proposed(&with(&town, &[seat])), met);
        let by_post = [
            Edit::put(Node::new("chief", NodeKind::Post, "Chief")),
            Edit::put(Link::new("part", LinkKind::PartOf, "chief", "police")),
            Edit::put(Link::new("chair", LinkKind::Chairs, "chief", "forum")),
        ];
        assert_eq!(proposed(&with(&town, &by_post)), met, "by a post of its own");
        let mut police = Node::clone(town.nodes.get("police").expect("a partner"));
        police.themes.insert("play".into());
        let itself = Some((Fulfilment::Met, "Police carries “Play” itself".to_owned()));
        assert_eq!(proposed(&with(&town, &[Edit::put(police)])), itself);
        assert_eq!(only(&town, &DesignOption::new("o", "O")).word(), "partly met?");
    }

    #[test]
    fn without_a_route_it_is_partly_met_and_without_a_body_at_work_not_at_all() {
        let town = town(ExpectationKind::Wants);
        let seat = Edit::put(Link::new("seat", LinkKind::MemberOf, "police", "forum"));
        let cut = with(&town, &[seat, Edit::Remove(crate::model::EntryKind::Link, "up".into())]);
        let why = "Forum carries “Play”, with no sound route to an accountable body".to_owned();
        assert_eq!(proposed(&cut), Some((Fulfilment::Partly, why)));
        let mut forum = Node::clone(town.nodes.get("forum").expect("a group"));
        forum.status = NodeStatus::Dormant;
        let why = "no body at work carries “Play”".to_owned();
        assert_eq!(proposed(&with(&town, &[Edit::put(forum)])), Some((Fulfilment::Not, why)));
    }

    #[test]
    fn a_map_cannot_tell_of_fears_of_what_has_no_theme_and_of_who_is_gone() {
        assert_eq!(proposed(&town(ExpectationKind::Fears)), None);
        let town = town(ExpectationKind::Wants);
        let mut wish = Expectation::clone(town.expectations.get("wish").expect("one"));
        wish.theme = None;
        assert_eq!(proposed(&with(&town, &[Edit::put(wish)])), None);
        let mut police = Node::clone(town.nodes.get("police").expect("a partner"));
        police.status = NodeStatus::Ended;
        assert_eq!(proposed(&with(&town, &[Edit::put(police)])), None);
    }

    #[test]
    fn what_an_option_takes_away_with_its_partner_is_still_asked() {
        let town = town(ExpectationKind::Wants);
        let without = with(&town, &crate::model::edit::removal_of_node(&town, &"police".into()));
        let all = outlooks(&town, &Context::new(&without), &DesignOption::new("o", "O"));
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].partner_name.as_str(), all[0].word().as_str()), ("Police", "not known"));
    }
}
