//! Each kind of row, and the reason of what is proposed for it.

use super::*;
use crate::editing::close::hanging;
use crate::model::edit::{Edit, apply};
use crate::model::{Link, Node, NodeStatus, Theme, Unknown};

struct Town(Map);

impl Town {
    fn new() -> Self {
        let mut map = Map::default();
        for name in ["Health", "Homes", "Safety"] {
            let (id, name) = (Id::from(name.to_lowercase()), name.to_owned());
            map.themes.put(Theme { id, name, evidence: Vec::new(), unknown: Unknown::new() });
        }
        Self(map).node("Council", NodeKind::Partner, "").node("Board", NodeKind::Board, "Health, Homes").line(
            LinkKind::ReportsTo,
            "Board",
            "Council",
        )
    }

    fn node(mut self, name: &str, kind: NodeKind, themes: &str) -> Self {
        let themes = themes.split(", ").filter(|theme| !theme.is_empty()).map(|theme| Id::from(theme.to_lowercase()));
        self.0.nodes.put(Node { themes: themes.collect(), ..Node::new(name.to_lowercase(), kind, name) });
        self
    }

    fn line(mut self, kind: LinkKind, from: &str, to: &str) -> Self {
        let (from, to) = (from.to_lowercase(), to.to_lowercase());
        self.0.links.put(Link::new(format!("{from}-{kind:?}-{to}").to_lowercase(), kind, from, to));
        self
    }

    fn ended(mut self, name: &str) -> Self {
        let node = self.0.nodes.get(name.to_lowercase().as_str()).expect("a card");
        let node = Node { status: NodeStatus::Ended, ..Node::clone(node) };
        self.0.nodes.put(node);
        self
    }

    /// What is proposed for the row of that name, "Council: Board answers to it" or "ends: …"; nothing if nothing is.
    fn proposed(&self, name: &str, way: Way) -> String {
        let map = apply(&self.0, &[] as &[Edit]).expect("a sound map");
        let body = Id::from("board");
        let rows = hanging(&map, &body);
        let place = rows.iter().position(|row| row.name(&map, &body) == name).expect("a row");
        match &proposals(&map, &body, &way, &rows)[place] {
            None => String::new(),
            Some(Suggestion { fate: Fate::To(taker), reason }) => format!("{}: {reason}", map.name(taker.as_str())),
            Some(Suggestion { fate, reason }) => format!("{fate:?}: {reason}").to_lowercase(),
        }
    }
}

fn into(heir: &str) -> Way {
    Way::GoesInto(heir.to_lowercase().into())
}

#[test]
fn a_strand_goes_to_its_other_owner_the_heir_who_delivers_it_who_carries_its_themes_or_up() {
    use LinkKind::{Delivers, Informs, Owns};
    let bare = Town::new().node("Play", NodeKind::Strand, "Health, Safety").line(Owns, "Board", "Play");
    assert_eq!(bare.proposed("Play", Way::Ends), "Council: Board answers to it");
    let near = bare
        .node("Panel", NodeKind::Group, "Health")
        .node("Forum", NodeKind::Group, "Health, Safety")
        .node("Far", NodeKind::Group, "Health, Safety")
        .line(Informs, "Panel", "Board")
        .line(Informs, "Forum", "Board")
        .line(Informs, "Far", "Forum");
    assert_eq!(near.proposed("Play", Way::Ends), "Forum: carries Health and Safety too", "most of its themes, nearest");
    let delivered = near.node("Team", NodeKind::Group, "").line(Delivers, "Team", "Play");
    assert_eq!(delivered.proposed("Play", Way::Ends), "Team: delivers it already");
    assert_eq!(delivered.proposed("Play", into("Panel")), "Panel: Board goes into it");
    let owned = delivered.node("Owner", NodeKind::Group, "").line(Owns, "Owner", "Play");
    assert_eq!(owned.proposed("Play", into("Panel")), "Owner: owns it already");
    let ended = owned.ended("Owner").ended("Team").ended("Forum").ended("Far");
    assert_eq!(ended.proposed("Play", Way::Ends), "Panel: carries Health too", "nobody who has ended");
}

#[test]
fn a_work_of_the_themes_of_the_body_goes_to_who_shares_the_bodys() {
    let town = Town::new()
        .node("Play", NodeKind::Strand, "")
        .node("Panel", NodeKind::Group, "Homes")
        .line(LinkKind::Owns, "Board", "Play")
        .line(LinkKind::Informs, "Panel", "Board");
    assert_eq!(town.proposed("Play", Way::Ends), "Panel: carries Homes too");
}

#[test]
fn who_answers_to_it_goes_up_unless_it_answers_to_another_and_never_below_itself() {
    use LinkKind::ReportsTo;
    let town = Town::new().node("Group", NodeKind::Group, "").line(ReportsTo, "Group", "Board");
    assert_eq!(town.proposed("Group", Way::Ends), "Council: Board answers to it");
    let other = town.node("Cabinet", NodeKind::Board, "").line(ReportsTo, "Group", "Cabinet");
    assert_eq!(other.proposed("Group", Way::Ends), "ends: answers to cabinet as well");
    let above = Town::new()
        .node("Top", NodeKind::Partner, "")
        .line(ReportsTo, "Council", "Top")
        .node("Group", NodeKind::Group, "")
        .line(ReportsTo, "Group", "Board")
        .ended("Council");
    assert_eq!(above.proposed("Group", Way::Ends), "Top: the next one at work above Board");
    let circle = Town::new()
        .node("Group", NodeKind::Group, "Health")
        .line(ReportsTo, "Group", "Board")
        .node("Sub", NodeKind::Group, "Health")
        .line(ReportsTo, "Sub", "Group")
        .ended("Council");
    assert_eq!(circle.proposed("Group", Way::Ends), "", "Sub answers to Group");
    assert_eq!(circle.proposed("Group", into("Sub")), "", "nor where the board goes into it");
}

#[test]
fn a_seat_ends_where_there_is_another_and_the_only_voice_goes_on() {
    use LinkKind::{Chairs, Informs, MemberOf};
    let town = Town::new().node("School", NodeKind::Partner, "").line(MemberOf, "School", "Board");
    assert_eq!(town.proposed("School", Way::Ends), "Council: Board answers to it");
    let near = town.node("Panel", NodeKind::Group, "Homes").line(Informs, "Panel", "Board");
    assert_eq!(near.proposed("School", Way::Ends), "Panel: carries Homes too");
    assert_eq!(near.proposed("School", into("Panel")), "Panel: Board goes into it");
    let seated = near.node("Forum", NodeKind::Group, "").line(Chairs, "School", "Forum");
    assert_eq!(seated.proposed("School", Way::Ends), "ends: sits on forum as well");
    assert_eq!(seated.proposed("School", into("Forum")), "ends: sits on forum already");
    let own = Town::new().line(MemberOf, "Council", "Board");
    assert_eq!(own.proposed("Council", Way::Ends), "ends: board answers to it");
    assert_eq!(seated.proposed("School", Way::Rests), "waits: waits until board is back");
}

#[test]
fn its_own_seats_end_with_it_and_its_chair_goes_up() {
    let town = Town::new()
        .node("Panel", NodeKind::Group, "")
        .node("Forum", NodeKind::Group, "")
        .line(LinkKind::MemberOf, "Board", "Panel")
        .line(LinkKind::Chairs, "Board", "Forum");
    assert_eq!(town.proposed("Panel", Way::Ends), "ends: board ends");
    assert_eq!(town.proposed("Forum", Way::Ends), "Council: Board answers to it");
    assert_eq!(town.proposed("Forum", Way::Rests), "waits: waits until board is back");
    assert_eq!(town.proposed("Panel", into("Forum")), "Forum: Board goes into it");
}

#[test]
fn scrutiny_ends_where_another_scrutinises_or_nothing_is_left_to() {
    use LinkKind::Scrutinises;
    let town = Town::new()
        .node("Panel", NodeKind::Group, "")
        .node("Trust", NodeKind::Board, "")
        .line(Scrutinises, "Board", "Trust")
        .line(Scrutinises, "Panel", "Board");
    assert_eq!(town.proposed("Panel", Way::Ends), "ends: nothing is left to scrutinise");
    assert_eq!(town.proposed("Trust", Way::Ends), "Council: Board answers to it");
    let other = town.line(Scrutinises, "Panel", "Trust");
    assert_eq!(other.proposed("Trust", Way::Ends), "ends: panel scrutinises it already");
}

#[test]
fn money_duties_and_what_went_into_it_go_up_or_to_the_heir_and_advice_ends() {
    use LinkKind::{AbsorbedInto, Funds, Informs};
    let mut town = Town::new()
        .node("Payer", NodeKind::Partner, "")
        .line(Funds, "Payer", "Board")
        .node("Old", NodeKind::Group, "")
        .line(AbsorbedInto, "Old", "Board")
        .ended("Old")
        .node("Asker", NodeKind::Group, "")
        .line(Informs, "Asker", "Board")
        .node("Heir", NodeKind::Board, "");
    let board = town.0.nodes.get("board").expect("it").as_ref().clone();
    town.0.nodes.put(Node { statutory: Some(true), ..board });
    for name in ["Payer", "Old", "Board"] {
        assert_eq!(town.proposed(name, Way::Ends), "Council: Board answers to it", "{name}");
        assert_eq!(town.proposed(name, into("Heir")), "Heir: Board goes into it", "{name}");
    }
    assert_eq!(town.proposed("Asker", Way::Ends), "ends: board ends");
    assert_eq!(town.proposed("Payer", Way::Rests), "waits: waits until board is back");
    let gone = town.line(AbsorbedInto, "Board", "Heir");
    assert_eq!(gone.proposed("Payer", Way::Ends), "Heir: Board goes into it", "it goes there already");
}

#[test]
fn a_seat_that_speaks_for_it_speaks_for_itself_and_money_to_nobody_above_is_left_open() {
    let mut town = Town::new()
        .node("Payer", NodeKind::Partner, "")
        .node("Panel", NodeKind::Group, "")
        .line(LinkKind::Funds, "Payer", "Board")
        .line(LinkKind::MemberOf, "Payer", "Panel")
        .ended("Council");
    assert_eq!(town.proposed("Payer", Way::Ends), "", "the map gives no hint");
    let seat = town.0.links.get("payer-memberof-panel").expect("it").as_ref().clone();
    town.0.links.put(Link { on_behalf_of: Some("board".into()), ..seat });
    town.0.links.remove("payer-funds-board");
    assert_eq!(town.proposed("Payer", Way::Ends), "ends: speaks for itself from then on");
    assert_eq!(town.proposed("Payer", into("Panel")), "Panel: Board goes into it");
}
