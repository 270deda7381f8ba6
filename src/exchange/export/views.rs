//! Views of a talk as pictures: what each shows, when, of which option, and what it is brought near to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analysis::{InFocus, Report, analyse, in_focus};
use crate::drawing::depict::extent;
use crate::drawing::sheet::Frame;
use crate::drawing::{
    self, Depiction, Difference, Focusing, Folding, Ink, Lens, Plan, Scene, Shown, depict, mark_size, parameters,
};
use crate::layout::{Form, Rect, Size};
use crate::model::{Id, Map, Rest, View, as_of};
use crate::options::in_option;

/// The shape of pages that show one view after the other.
pub const LYING: Size = Size::new(2.0, 1.0);

/// Why there is nothing to show of a map without views.
pub const NO_VIEWS: &str = "the map has no views; they are made under Present";

/// Around what a view is brought near to, in points of the scene.
const AROUND: f32 = 60.0;

/// A view as it is drawn.
pub struct Viewed {
    /// What is seen.
    pub scene: Scene,
    /// What stands out in it.
    pub depiction: Option<Depiction>,
    /// The part that is seen, if it is not all of it.
    pub part: Option<Rect>,
    /// What is told of it.
    pub caption: String,
}

impl Viewed {
    /// What stands around it: its caption too.
    pub fn frame(&self, frame: &Frame) -> Frame {
        Frame { caption: self.caption.clone(), ..frame.clone() }
    }
}

/// The view of a map that is called so, or stands at that place in the talk; why there is none, as a sentence.
pub fn view_called<'a>(map: &'a Map, asked: &str) -> Result<&'a View, String> {
    let views = map.views.in_order();
    let asked = asked.trim();
    let is_called = |view: &&&View| view.id.as_str() == asked || view.name.to_lowercase() == asked.to_lowercase();
    let by_place = || asked.parse().ok().and_then(|place: usize| views.get(place.checked_sub(1)?));
    if let Some(view) = views.iter().find(is_called).or_else(by_place).copied() {
        return Ok(view);
    }
    let quoted = crate::model::quote::shortened(asked);
    Err(match views.len() {
        0 => NO_VIEWS.to_owned(),
        number => {
            let names: Vec<String> = views
                .iter()
                .enumerate()
                .map(|(place, view)| format!("{} {}", place + 1, crate::model::quote::shortened(&view.name)))
                .collect();
            let all = crate::model::words::count(number, "view", "views");
            format!("no view is called “{quoted}”; the map has {all}: {}", crate::model::words::list(&names, 6))
        }
    })
}

/// The files of several pictures: their numbers stand before the ends of their names.
pub fn numbered(out: &Path, count: usize) -> Vec<PathBuf> {
    let digits = count.to_string().len();
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let end = out.extension().map_or_else(String::new, |end| format!(".{}", end.to_string_lossy()));
    (1..=count).map(|number| out.with_file_name(format!("{stem}-{number:0digits$}{end}"))).collect()
}

/// Draws a view. A view that names no option shows the map that is meant, which may be one of an option or of a date.
pub fn viewed(whole: &Map, meant: &Map, view: &View) -> Viewed {
    let option = view.option.as_ref().and_then(|id| whole.options.get(id.as_str()));
    let of_option = option.map(|option| in_option(whole, option).map);
    let base = of_option.as_ref().unwrap_or(meant);
    let then = view.as_of.map(|date| {
        let mut then = as_of(base, date);
        then.title = format!("{}, as of {date}", then.called());
        then
    });
    let map = then.as_ref().unwrap_or(base);
    let report = analyse(map);
    let shown = Shown::labelled(&view.shows).or_what_there_is(map);
    let form = view.layout.as_deref().and_then(Form::called).unwrap_or_default();
    let focus = view.in_focus();
    let seen = focus.as_ref().and_then(|focus| in_focus(map, whole, &focus.question)).map(Arc::new);
    let rest = focus.map(|focus| focus.rest).unwrap_or_default();
    let asked = seen.iter().flat_map(|seen| &seen.nodes);
    let also: BTreeSet<Id> = view.also.iter().chain(asked).cloned().collect();
    let mut folding = Folding::of_view(view, map);
    folding.only = seen.as_ref().filter(|_| rest == Rest::Folds).map(|seen| seen.nodes.clone());
    let lens = view.lens.as_deref().and_then(Lens::called).unwrap_or_default();
    let scene = if lens == Lens::Change && of_option.is_some() && then.is_none() {
        let stood = Plan::of(whole, shown, &also, &parameters(whole, form));
        let difference = Difference::between(whole, map);
        difference.draw(&difference.plan_folded(shown, &also, &folding, &stood.placement.standing, form))
    } else {
        let lens = if lens == Lens::Change { Lens::Status } else { lens };
        drawing::plan(map, shown, &also, &folding, &parameters(map, form)).draw(map, Some(&report), lens)
    };
    let scene = match &seen {
        Some(seen) => scene.focused(&Focusing { seen: Arc::clone(seen), rest, also: BTreeSet::new() }),
        None => scene,
    };
    let depiction = depicted(view, (map, &report), &scene, seen.as_deref());
    let part = near(view, &scene);
    let mut scene = scene;
    let about = [scene.title.as_str(), &scene.subtitle];
    let about: Vec<&str> = about.into_iter().filter(|text| !text.is_empty()).collect();
    scene.subtitle = about.join(", ");
    scene.title = crate::model::quote::shown(&view.name).into_owned();
    let caption = view.caption.as_deref().unwrap_or_default().trim().to_owned();
    Viewed { scene, depiction, part, caption }
}

/// The finding that is lit, or where what is in focus breaks off.
fn depicted(view: &View, (map, report): (&Map, &Report), scene: &Scene, seen: Option<&InFocus>) -> Option<Depiction> {
    let lit = view.finding.as_ref().and_then(|lit| report.findings.iter().find(|finding| finding.is_lit_by(lit)));
    if let Some(finding) = lit {
        return Some(depict(scene, map, finding, mark_size(1.0)));
    }
    let seen = seen.filter(|seen| !seen.gaps.is_empty())?;
    Some(Depiction::plain(BTreeSet::new(), Ink::Error, None).with_gaps(scene, &seen.gaps, mark_size(1.0)))
}

/// What the view is brought near to, as far as it is in the picture.
fn near(view: &View, scene: &Scene) -> Option<Rect> {
    let ids = scene.with_stand_ins(&view.near);
    ids.iter().filter_map(|id| extent(scene, id)).reduce(|one, other| one.union(&other)).map(|part| part.grown(AROUND))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::boardwalk_file;

    #[test]
    fn views_are_found_by_name_id_and_place_and_drawn_as_they_say() {
        let map =
            boardwalk_file::read(include_bytes!("../../../sample_maps/solihull-2011.boardwalk")).expect("a sound map");
        let views = map.views.in_order();
        let first = views[0];
        assert_eq!(view_called(&map, "1").map(|view| &view.id), Ok(&first.id));
        assert_eq!(view_called(&map, &first.name.to_uppercase()).map(|view| &view.id), Ok(&first.id));
        assert_eq!(view_called(&map, first.id.as_str()).map(|view| &view.id), Ok(&first.id));
        for asked in ["0", "99", "no such"] {
            assert!(view_called(&map, asked).is_err_and(|why| why.contains("no view is called")), "{asked}");
        }
        for view in views {
            let drawn = viewed(&map, &map, view);
            assert!(!drawn.scene.cards.is_empty(), "{}", view.name);
            let there = view.near.iter().any(|id| map.nodes.contains(id.as_str()));
            assert_eq!(drawn.part.is_some(), there, "{}", view.name);
            assert_eq!(drawn.caption.is_empty(), view.caption.is_none());
        }
    }
}
