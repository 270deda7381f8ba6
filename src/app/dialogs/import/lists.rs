//! What is not clear, what words say, whose names are nearly the same, and what is no longer in the file.

use egui::{Key, Label, Modifiers, RichText, ScrollArea, Ui};

use super::work::{Sheets, text_of};
use crate::analysis::Severity;
use crate::app::widgets::{spelling, theme};
use crate::editing::bring::Fate;
use crate::exchange::import::book::CellName;
use crate::exchange::import::doubt::Weight;
use crate::model::Map;
use crate::model::quote::shortened;
use crate::model::words::capitalised;

/// More of what is not clear than these are not listed; of all else ten times as many are.
const MOST: usize = 400;

/// Shows what is not clear, each where it stands; a cell can be mended here.
pub(super) fn doubts_ui(ui: &mut Ui, sheets: &mut Sheets) {
    let Some(shown) = &sheets.shown else { return };
    let doubts = &shown.worked.draft.doubts;
    if doubts.is_empty() {
        ui.label("All of it was clear.");
        return;
    }
    let (mut begun, mut ended, mut is_left) = (None, None, false);
    let book = std::sync::Arc::clone(&sheets.book);
    let (mended, is_begun) = (&mut sheets.mended, &mut sheets.is_begun);
    ScrollArea::vertical().id_salt("doubts").auto_shrink(false).show(ui, |ui| {
        // Of several doubts about a cell the first one has the field: two would take the keyboard from each other.
        let mut has_field = false;
        let mut has_told = false;
        for doubt in shown.gravest.iter().take(MOST).map(|place| &doubts[*place]) {
            let severity = match doubt.weight {
                Weight::Error => Severity::Error,
                Weight::Doubt => Severity::Warning,
                Weight::Note => Severity::Note,
            };
            let at = doubt.row.zip(doubt.column).map(|(row, column)| CellName { row, column });
            // The gravest come first, so that these are the last; nobody has to do anything about them.
            if doubt.weight == Weight::Note && !std::mem::replace(&mut has_told, true) {
                let number = doubts.len() - shown.to_look_at();
                ui.add_space(theme::GAP);
                theme::section_ui(ui, &format!("Only told ({number})"));
            }
            ui.horizontal_top(|ui| {
                theme::severity_mark_ui(ui, severity);
                if let Some(at) = at.filter(|_| doubt.weight != Weight::Note) {
                    let button = ui.small_button("Mend…");
                    theme::name_button(&button, &format!("Mend {}", doubt.place(&book)), true);
                    if button.clicked() {
                        begun = Some((doubt.sheet, at, text_of(&book, doubt.sheet, at).to_owned()));
                    }
                }
                ui.add(Label::new(capitalised(&doubt.sentence(&book))).wrap());
            });
            if let Some((sheet, cell, text)) =
                mended.as_mut().filter(|(sheet, cell, _)| !has_field && *sheet == doubt.sheet && Some(*cell) == at)
            {
                has_field = true;
                ui.horizontal(|ui| {
                    ui.add_space(theme::GAP * 2.0);
                    let label = ui.label("It should say");
                    let id = egui::Id::new("what a cell should say");
                    let field =
                        spelling::field_ui(ui, id, text, |field| field.desired_width(320.0)).labelled_by(label.id);
                    if std::mem::take(is_begun) {
                        field.request_focus();
                    }
                    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                    if ui.button("Write it").clicked() || is_entered {
                        ended = Some((*sheet, *cell, text.clone()));
                    }
                    // Escape takes this back first, and not the whole import.
                    is_left |= ui.button("Leave it").clicked()
                        || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
                });
            }
        }
        more_ui(ui, doubts.len(), MOST);
    });
    if begun.is_some() {
        (sheets.mended, sheets.is_begun) = (begun, true);
    }
    if let Some((sheet, cell, text)) = ended {
        sheets.mend(sheet, cell, &text);
        is_left = true;
    }
    if is_left {
        sheets.mended = None;
    }
}

/// Shows what words propose, each with the words that it rests on.
pub(super) fn words_ui(ui: &mut Ui, sheets: &mut Sheets) {
    let Some(shown) = &sheets.shown else { return };
    let proposals = &shown.worked.draft.proposals;
    let read = &shown.worked.incoming.read;
    let (mut all, mut turned) = (None, None);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::small(
            ui,
            "What the words of a column seem to say. What is ticked is written, with its words as evidence.",
        ));
        all = ui.small_button("Tick all").clicked().then_some(true);
        all = ui.small_button("Tick none").clicked().then_some(false).or(all);
    });
    ScrollArea::vertical().id_salt("words").auto_shrink(false).show(ui, |ui| {
        for proposal in proposals.iter().take(10 * MOST) {
            let mut is_taken = proposal.is_taken;
            let name = shortened(read.name(proposal.node.as_str()));
            ui.horizontal_wrapped(|ui| {
                let told = format!("{name} {}", shortened(&proposal.told(read)));
                if ui.checkbox(&mut is_taken, told).changed() {
                    turned = Some((proposal.node.clone(), proposal.words.clone()));
                }
                let words = format!("“{}”, {}", shortened(&proposal.words), proposal.place);
                ui.label(theme::small(ui, words));
            });
        }
        more_ui(ui, proposals.len(), 10 * MOST);
    });
    let of = |proposal: &crate::exchange::import::Proposal| (proposal.node.clone(), proposal.words.clone());
    match all {
        Some(true) => sheets.choices.refused.clear(),
        Some(false) => sheets.choices.refused = proposals.iter().map(of).collect(),
        None => {}
    }
    sheets.is_changed |= all.is_some() || turned.is_some();
    if let Some(turned) = turned
        && !sheets.choices.refused.remove(&turned)
    {
        sheets.choices.refused.insert(turned);
    }
}

/// Shows names that are nearly those of others.
pub(super) fn near_ui(ui: &mut Ui, sheets: &mut Sheets, map: &Map) {
    let Some(shown) = &sheets.shown else { return };
    let read = &shown.worked.incoming.read;
    ui.label(theme::small(ui, "Tick those that are the same, typed otherwise."));
    let mut turned = None;
    ScrollArea::vertical().id_salt("near").auto_shrink(false).show(ui, |ui| {
        let near = shown.worked.named.iter().filter_map(|named| Some((named, named.near.as_ref()?)));
        for (named, near) in near.take(10 * MOST) {
            let meant = match near {
                Fate::There(id) => map.name(id.as_str()),
                Fate::Same(id) => read.name(id.as_str()),
                Fate::New | Fate::Left => continue,
            };
            let mut is_that = named.fate == *near;
            let label = format!("{} is {}", shortened(read.name(named.id.as_str())), shortened(meant));
            if ui.checkbox(&mut is_that, label).changed() {
                turned = Some(named.id.clone());
            }
        }
        more_ui(ui, shown.near(), 10 * MOST);
    });
    if let Some(id) = turned {
        if !sheets.choices.same.remove(&id) {
            sheets.choices.same.insert(id);
        }
        sheets.is_changed = true;
    }
}

/// Shows what an earlier import of the file brought, and that is not in it any more.
pub(super) fn gone_ui(ui: &mut Ui, sheets: &mut Sheets, map: &Map) {
    let Some(shown) = &sheets.shown else { return };
    let (mut all, mut turned) = (None, None);
    ui.horizontal_wrapped(|ui| {
        let guess = shown.worked.earlier.as_ref().filter(|earlier| earlier.is_guess);
        let source = guess.and_then(|earlier| map.sources.get(earlier.source.as_str()));
        let by = match source {
            Some(source) => format!("This seems to be the next version of {}, which", shortened(&source.title)),
            None => "An earlier import".to_owned(),
        };
        let told = format!("{by} brought these, and the file says them no more. What is ticked ends; the rest stays.");
        ui.label(theme::small(ui, told));
        all = ui.small_button("End all").clicked().then_some(true);
        all = ui.small_button("Keep all").clicked().then_some(false).or(all);
    });
    ScrollArea::vertical().id_salt("gone").auto_shrink(false).show(ui, |ui| {
        for gone in shown.worked.gone.iter().take(10 * MOST) {
            let link = map.links.get(gone.id.as_str()).filter(|_| gone.is_link);
            let what = link.map_or_else(|| map.name(gone.id.as_str()).to_owned(), |link| map.sentence(link));
            let mut is_ended = gone.is_ended;
            if ui.checkbox(&mut is_ended, RichText::new(format!("End: {}", shortened(&what)))).changed() {
                turned = Some(gone.id.clone());
            }
        }
        more_ui(ui, shown.worked.gone.len(), 10 * MOST);
    });
    match all {
        Some(true) => sheets.choices.ended = shown.worked.gone.iter().map(|gone| gone.id.clone()).collect(),
        Some(false) => sheets.choices.ended.clear(),
        None => {}
    }
    sheets.is_changed |= all.is_some() || turned.is_some();
    if let Some(id) = turned
        && !sheets.choices.ended.remove(&id)
    {
        sheets.choices.ended.insert(id);
    }
}

/// Says how many there are that are not listed.
fn more_ui(ui: &mut Ui, number: usize, most: usize) {
    if number > most {
        ui.label(theme::small(ui, format!("and {} more", number - most)));
    }
}
