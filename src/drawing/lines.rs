//! The lines of a plan: how each is drawn where several run together, and how many one stands for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bus::Trunks;
use super::paved::Paved;
use super::{Choice, Line, Plan, line};
use crate::model::{Id, Link, LinkKind, Map};

/// Where more lines than this run beside those of accountability, they are drawn lighter.
const MANY: usize = 60;

/// What is drawn already: lines among many, and others by the end at which they may run together and by what they look like,
/// but for their status.
#[derive(Default)]
struct Drawn {
    among_many: Paved,
    buses: BTreeMap<(Id, LinkKind, u32), Paved>,
}

impl Plan {
    /// The lines of what was placed, by id.
    pub(super) fn lines(&self, map: &Map, choice: &Choice) -> Arc<Vec<Line>> {
        let mut links: Vec<&Link> =
            choice.links.iter().filter_map(|id| map.links.get(id.as_str()).map(AsRef::as_ref)).collect();
        // What lines share looks as the best of them does; each shows in its own part how it differs.
        links.sort_by_key(|link| link.status);
        let are_many = links.iter().filter(|link| self.is_aside(link)).count() > MANY;
        let trunks = Trunks::of(self.placement.routes.values().map(Vec::as_slice));
        let mut drawn = Drawn::default();
        let lines = links.into_iter().filter_map(|link| self.line(link, are_many, &trunks, &mut drawn));
        let mut lines: Vec<Line> = lines.collect();
        lines.sort_by(|one, other| one.id.cmp(&other.id));
        Arc::new(lines)
    }

    /// Whether a line runs beside the structure, which is seen without it.
    fn is_aside(&self, link: &Link) -> bool {
        match link.kind {
            LinkKind::ReportsTo => false,
            LinkKind::PartOf | LinkKind::Owns | LinkKind::AbsorbedInto => !self.placement.hung.contains(&link.id),
            LinkKind::Informs
            | LinkKind::MemberOf
            | LinkKind::Chairs
            | LinkKind::Delivers
            | LinkKind::Scrutinises
            | LinkKind::Funds => true,
        }
    }

    fn line(&self, link: &Link, are_many: bool, trunks: &Trunks, drawn: &mut Drawn) -> Option<Line> {
        let points = self.placement.routes.get(&link.id)?.clone();
        let is_among_many = are_many && self.is_aside(link);
        let style = line::style(link);
        let style = if is_among_many { style.among_many() } else { style };
        let has_sign = style.sign.is_some() || style.is_in_question;
        let signed = if has_sign { trunks.part_alone(&points) } else { Vec::new() };
        let paved = if is_among_many { &mut drawn.among_many } else { drawn.buses.entry(bus_of(link)).or_default() };
        let parts = paved.add(&points);
        let is_shared = parts.len() != 1 || parts[0] != points;
        let mut marks = line::draw_parts(&style, &points, parts, &signed);
        let bundle = self.folded.as_ref().and_then(|folded| folded.bundles.get(&link.id)).cloned().unwrap_or_default();
        // Of what hangs the card says how many there are, and among many lines nobody could tell whose number it is.
        if !bundle.is_empty() && !is_among_many && !self.placement.hung.contains(&link.id) {
            let alone = trunks.part_alone(&points);
            marks.extend(line::number(bundle.len(), if alone.len() > 1 { &alone } else { &points }, style.pen.ink));
        }
        Some(Line {
            id: link.id.clone(),
            kind: link.kind,
            status: link.status,
            from: link.from.clone(),
            to: link.to.clone(),
            off_map: link.off_map().map(|(end, name)| (end, name.to_owned())),
            pen: style.pen,
            is_shared,
            bundle,
            marks,
            points,
            changed: None,
        })
    }
}

/// The lines that may run together: into one end, or out of what owns.
fn bus_of(link: &Link) -> (Id, LinkKind, u32) {
    let end = if link.kind == LinkKind::Owns { &link.from } else { &link.to };
    (end.clone(), link.kind, line::style(link).pen.width.to_bits())
}
