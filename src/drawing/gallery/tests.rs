//! Whether everything in the gallery can be seen.

use super::*;

/// What is pale on purpose where nobody asks for high contrast: it is told in words or by another mark as well.
const PALE: [Ink; 11] = [
    Ink::Hairline,
    Ink::EndedLine,
    Ink::FaintLine,
    Ink::ManyLine,
    Ink::ManyStrandLine,
    Ink::ManyMoneyLine,
    Ink::ManyProposedLine,
    Ink::TrayLine,
    Ink::HoldLine,
    Ink::NoCategory,
    Ink::CategoryLine,
];

/// The ground at a point: what was filled there last.
fn ground(filled: &[(Outline, Ink)], at: Point) -> Ink {
    let is_inside = |outline: &Outline| match outline {
        Outline::Circle(centre, radius) => (at.x - centre.x).hypot(at.y - centre.y) <= *radius,
        other => {
            let points = other.points();
            let next = points.iter().skip(1).chain(points.first());
            let turns = points.iter().zip(next);
            turns.map(|(a, b)| (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x)).all(|side| side >= -0.01)
        }
    };
    filled.iter().rev().find(|(outline, _)| is_inside(outline)).map_or(Ink::Canvas, |(_, ink)| *ink)
}

/// Every text and every line as it is drawn, with the ground that it is drawn on. A line is met where it begins, or for
/// the border of something just outside it.
fn inks_and_grounds(palette: Palette) -> BTreeSet<(Ink, Ink, bool)> {
    let (_, pieces) = gallery(palette);
    let mut filled: Vec<(Outline, Ink)> = Vec::new();
    let mut met = BTreeSet::new();
    for mark in pieces.iter().filter(|piece| piece.tone == Tone::Plain).flat_map(|piece| &piece.marks) {
        match mark {
            Mark::Text(run) => {
                let bounds = mark.bounds();
                let middle = Point::new((bounds.min.x + bounds.max.x) / 2.0, run.at.y - run.size * 0.3);
                met.insert((run.ink, ground(&filled, middle), true));
            }
            // A line in the ink of a ground parts others from each other.
            Mark::Path { pen, .. } if pen.ink.is_ground() => {}
            Mark::Path { points, pen } => {
                met.insert((pen.ink, ground(&filled, points[0]), false));
            }
            Mark::Shape { outline, fill, pen } => {
                let bounds = outline.bounds();
                let outside = Point::new((bounds.min.x + bounds.max.x) / 2.0, bounds.min.y - 2.0);
                if let Some(pen) = pen.filter(|pen| Some(pen.ink) != *fill && !pen.ink.is_ground()) {
                    met.insert((pen.ink, ground(&filled, outside), false));
                    met.insert((pen.ink, fill.unwrap_or_else(|| ground(&filled, bounds.min.moved(3.0, 12.0))), false));
                }
                filled.extend(fill.map(|ink| (outline.clone(), ink)));
            }
            // Hatching is a ground: names are read on it.
            Mark::Hatch { .. } => {}
        }
    }
    met
}

#[test]
fn whatever_is_drawn_stands_out_from_what_it_is_drawn_on() {
    for palette in Palette::ALL {
        let met = inks_and_grounds(palette);
        assert!(met.iter().filter(|(.., is_text)| *is_text).count() >= 15, "{met:?}");
        assert!(met.len() >= 40, "{}", met.len());
        for (ink, ground, is_text) in met {
            let is_strict = palette == Palette::Contrast;
            let least = match (is_text, is_strict) {
                (true, true) => 7.0,
                (true, false) | (false, true) => 4.5,
                (false, false) if PALE.contains(&ink) => 1.0,
                (false, false) => 3.0,
            };
            // What borders a category lies against seven colours: it is enough that it stands out from the card.
            if matches!(ground, Ink::Category(_) | Ink::NoCategory | Ink::Error | Ink::Warning | Ink::Note)
                && ink == Ink::CategoryLine
            {
                continue;
            }
            let contrast = palette.colour(ink).contrast(palette.colour(ground));
            assert!(contrast >= least, "{palette:?}: {ink:?} on {ground:?} has {contrast:.2}, text: {is_text}");
        }
    }
}

#[test]
fn everything_hangs_within_the_gallery() {
    let (size, pieces) = gallery(Palette::Light);
    for mark in pieces.iter().flat_map(|piece| &piece.marks) {
        let bounds = mark.bounds();
        let is_within = bounds.min.x >= 0.0 && bounds.max.x <= size.width && bounds.max.y <= size.height;
        assert!(is_within && bounds.min.y >= 0.0, "{mark:?} in {size:?}");
    }
}

#[test]
fn every_change_and_a_finding_are_shown() {
    let (before, after) = two_maps();
    let difference = Difference::between(&before, &after);
    let plan = difference.plan(Shown::default(), &BTreeSet::new(), &Default::default(), Form::Layers);
    let scene = difference.draw(&plan);
    let changes: BTreeSet<Change> = scene.cards.iter().filter_map(|card| Some(card.changed.as_ref()?.how)).collect();
    assert!(changes.len() >= 4, "{changes:?}");
    assert!(!analyse(&before).findings.is_empty());
}
