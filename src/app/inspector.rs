//! The inspector: everything that the map says of what is chosen, with its evidence.

use egui::{RichText, Ui};

use super::figures;
use super::theme;
use super::workbench::{Act, Workbench, plural};
use crate::model::{Confidence, Evidence, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind};

/// How many lines of one kind are listed before the rest is counted.
const MOST_LINES: usize = 40;

/// Shows what is chosen, or the map in figures when nothing is.
pub fn inspector_ui(ui: &mut Ui, bench: &Workbench, acts: &mut Vec<Act>) {
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let map = bench.document.map();
        let mut chosen = bench.selected.iter();
        match (chosen.next(), chosen.next()) {
            (Some(id), None) => {
                if let Some(node) = map.nodes.get(id.as_str()) {
                    node_ui(ui, node, bench, acts);
                } else if let Some(link) = map.links.get(id.as_str()) {
                    link_ui(ui, link, bench, acts);
                } else {
                    figures::figures_ui(ui, bench);
                }
            }
            (Some(_), Some(_)) => several_ui(ui, bench, acts),
            (None, _) => match bench.chosen_finding() {
                Some(_) => finding_ui(ui, bench, acts),
                None => figures::figures_ui(ui, bench),
            },
        }
    });
}

fn several_ui(ui: &mut Ui, bench: &Workbench, acts: &mut Vec<Act>) {
    let map = bench.document.map();
    theme::heading_ui(ui, &plural(bench.selected.len(), "thing chosen", "things chosen"));
    for id in &bench.selected {
        let text =
            map.links.get(id.as_str()).map_or_else(|| map.name(id.as_str()).to_owned(), |link| sentence(map, link));
        go_to_ui(ui, &text, id, acts);
    }
}

fn finding_ui(ui: &mut Ui, bench: &Workbench, acts: &mut Vec<Act>) {
    let Some(finding) = bench.chosen_finding() else { return };
    let map = bench.document.map();
    let colour = theme::colours(ui).severity(finding.severity);
    ui.label(theme::strong(finding.severity.word(), theme::SMALL).color(colour));
    ui.label(theme::strong(finding.message.as_str(), 15.0));
    theme::section_ui(ui, "What to do");
    ui.label(&finding.hint);
    theme::section_ui(ui, "Concerns");
    for subject in &finding.subjects {
        let id = &subject.id;
        if let Some(link) = map.links.get(id.as_str()) {
            go_to_ui(ui, &sentence(map, link), id, acts);
        } else if map.nodes.contains(id.as_str()) {
            go_to_ui(ui, map.name(id.as_str()), id, acts);
        } else {
            ui.label(map.name(id.as_str()));
        }
    }
    theme::section_ui(ui, "Rule");
    let rule = format!("{} · {}", finding.rule, finding.code);
    if ui.link(rule).on_hover_text("Read what this rule checks, and why it matters").clicked() {
        acts.push(Act::Explain(finding.code));
    }
}

fn node_ui(ui: &mut Ui, node: &Node, bench: &Workbench, acts: &mut Vec<Act>) {
    let map = bench.document.map();
    theme::heading_ui(ui, &node.name);
    let kind = match (node.kind, node.strand_kind) {
        (NodeKind::Strand, Some(kind)) => format!("strand: {}", kind.word()),
        (kind, _) => kind.word().to_owned(),
    };
    let period = match (node.since, node.until) {
        (Some(since), Some(until)) => Some(format!("{since} to {until}")),
        (Some(since), None) => Some(format!("since {since}")),
        (None, Some(until)) => Some(format!("until {until}")),
        (None, None) => None,
    };
    let marks = [
        Some(kind),
        Some(node.status.word().to_owned()),
        (node.statutory == Some(true)).then(|| "statutory".to_owned()),
        node.is_accountable_body().then(|| "accountable body".to_owned()),
        period,
    ];
    ui.label(theme::small(ui, marks.into_iter().flatten().collect::<Vec<_>>().join(" · ")));
    if let Some(note) = &node.status_note {
        ui.label(note);
    }
    node_findings_ui(ui, &node.id, bench, acts);
    text_ui(ui, "Remit", node.remit.as_deref());
    lines_ui(ui, node, map, acts);
    let themes: Vec<&str> = node.themes.iter().map(|theme| map.name(theme.as_str())).collect();
    list_ui(ui, "Themes", &themes);
    text_ui(ui, "Sector", node.sector.as_deref());
    text_ui(ui, "Tier", node.tier.map(|tier| tier.word()));
    if let Some(meets) = &node.meets {
        let times = meets.times_a_year.map(|times| format!("{times} times a year"));
        let hours = meets.hours.map(|hours| format!("{hours} hours each"));
        text_ui(ui, "Meets", Some(&[times, hours].into_iter().flatten().collect::<Vec<_>>().join(", ")));
    }
    text_ui(ui, "Members in number", node.size.map(|size| size.to_string()).as_deref());
    text_ui(ui, "Resources", node.resourcing.map(|resourcing| resourcing.word()));
    let tags: Vec<&str> = node.tags.iter().map(String::as_str).collect();
    list_ui(ui, "Tags", &tags);
    for (name, value) in &node.fields {
        text_ui(ui, name, Some(value));
    }
    text_ui(ui, "Notes", node.notes.as_deref());
    evidence_ui(ui, &node.evidence, map);
    kept_ui(ui, node.unknown.len());
}

/// The lines of a node, one block for each way in which they read.
fn lines_ui(ui: &mut Ui, node: &Node, map: &Map, acts: &mut Vec<Act>) {
    let links: Vec<&Link> = map.links_of(node.id.as_str()).collect();
    for kind in LinkKind::ALL {
        for outward in [true, false] {
            let here = |link: &&&Link| link.kind == kind && (if outward { &link.from } else { &link.to }) == &node.id;
            let lines: Vec<&Link> = links.iter().filter(here).copied().collect();
            if lines.is_empty() {
                continue;
            }
            theme::section_ui(ui, title(kind, outward));
            for link in lines.iter().take(MOST_LINES) {
                let other = if outward { &link.to } else { &link.from };
                ui.horizontal_wrapped(|ui| {
                    go_to_ui(ui, map.name(other.as_str()), other, acts);
                    let details = details(link);
                    if !details.is_empty() {
                        ui.label(theme::small(ui, details));
                    }
                });
            }
            if lines.len() > MOST_LINES {
                ui.label(theme::small(ui, format!("and {} more", lines.len() - MOST_LINES)));
            }
        }
    }
}

/// The title of a block of lines, as the node's own point of view.
fn title(kind: LinkKind, outward: bool) -> &'static str {
    match (kind, outward) {
        (LinkKind::ReportsTo, true) => "Answers to",
        (LinkKind::ReportsTo, false) => "Who answers to it",
        (LinkKind::Informs, true) => "Informs",
        (LinkKind::Informs, false) => "Informed by",
        (LinkKind::MemberOf, true) => "Sits on",
        (LinkKind::MemberOf, false) => "Seats",
        (LinkKind::Chairs, true) => "Chairs",
        (LinkKind::Chairs, false) => "Chaired by",
        (LinkKind::PartOf, true) => "Part of",
        (LinkKind::PartOf, false) => "Contains",
        (LinkKind::Owns, true) => "Owns",
        (LinkKind::Owns, false) => "Owned by",
        (LinkKind::Delivers, true) => "Delivers",
        (LinkKind::Delivers, false) => "Delivered by",
        (LinkKind::Scrutinises, true) => "Scrutinises",
        (LinkKind::Scrutinises, false) => "Scrutinised by",
        (LinkKind::Funds, true) => "Pays for",
        (LinkKind::Funds, false) => "Paid by",
        (LinkKind::AbsorbedInto, true) => "Absorbed into",
        (LinkKind::AbsorbedInto, false) => "Took over from",
    }
}

/// What a line adds to the name at its other end.
fn details(link: &Link) -> String {
    let money = link.amount.map(|amount| {
        figures::money(amount, link.currency.as_deref())
            + &link.period.as_ref().map_or(String::new(), |period| format!(" in {period}"))
    });
    let parts = [
        (link.status != LinkStatus::Active).then(|| link.status.word().to_owned()),
        link.seats.map(|seats| plural(seats as usize, "seat", "seats")),
        (link.required == Some(true)).then(|| "required".to_owned()),
        money,
        link.arrangement.map(|arrangement| arrangement.word().to_owned()),
        link.since.map(|since| format!("since {since}")),
        link.until.map(|until| format!("until {until}")),
        link.note.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn link_ui(ui: &mut Ui, link: &Link, bench: &Workbench, acts: &mut Vec<Act>) {
    let map = bench.document.map();
    theme::heading_ui(ui, &sentence(map, link));
    ui.label(theme::small(ui, format!("line · {}", link.status.word())));
    node_findings_ui(ui, &link.id, bench, acts);
    theme::section_ui(ui, "From");
    go_to_ui(ui, map.name(link.from.as_str()), &link.from, acts);
    theme::section_ui(ui, "To");
    go_to_ui(ui, map.name(link.to.as_str()), &link.to, acts);
    text_ui(ui, "Seats", link.seats.map(|seats| seats.to_string()).as_deref());
    text_ui(ui, "Required", link.required.map(|required| if required { "yes" } else { "no" }));
    let amount = link.amount.map(|amount| figures::money(amount, link.currency.as_deref()));
    text_ui(ui, "Amount", amount.as_deref());
    text_ui(ui, "Period", link.period.as_deref());
    text_ui(ui, "Arrangement", link.arrangement.map(|arrangement| arrangement.word()));
    let totals: Vec<&str> = link.totals.iter().map(|total| map.name(total.as_str())).collect();
    list_ui(ui, "Counts in", &totals);
    text_ui(ui, "Since", link.since.map(|since| since.to_string()).as_deref());
    text_ui(ui, "Until", link.until.map(|until| until.to_string()).as_deref());
    text_ui(ui, "Note", link.note.as_deref());
    evidence_ui(ui, &link.evidence, map);
    kept_ui(ui, link.unknown.len());
}

/// A link as a sentence.
pub fn sentence(map: &Map, link: &Link) -> String {
    format!("{} {} {}", map.name(link.from.as_str()), link.kind.word(), map.name(link.to.as_str()))
}

fn node_findings_ui(ui: &mut Ui, id: &Id, bench: &Workbench, acts: &mut Vec<Act>) {
    let Some(picture) = &bench.picture else { return };
    let Some(indices) = picture.findings_of.get(id) else { return };
    theme::section_ui(ui, "Findings");
    for index in indices {
        let finding = &picture.report.findings[*index];
        let colours = theme::colours(ui);
        let frame = egui::Frame::new().fill(colours.canvas).corner_radius(4).inner_margin(egui::Margin {
            left: 12,
            right: 8,
            top: 6,
            bottom: 6,
        });
        let response = frame
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.label(finding.message.as_str());
                ui.label(theme::small(ui, format!("{} · {}", finding.rule, finding.code)));
            })
            .response;
        let edge = egui::Rect::from_min_size(response.rect.min, egui::vec2(3.0, response.rect.height()));
        ui.painter().rect_filled(edge, 1.5, colours.severity(finding.severity));
        let response = ui.interact(response.rect, ui.id().with(("finding", index)), egui::Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::WidgetType::Button, true, format!("Go to finding: {}", finding.message))
        });
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            acts.push(Act::Finding(*index));
        }
    }
}

fn go_to_ui(ui: &mut Ui, text: &str, id: &Id, acts: &mut Vec<Act>) {
    if ui.link(text).clicked() {
        acts.push(Act::GoTo(id.clone()));
    }
}

fn text_ui(ui: &mut Ui, title: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        theme::section_ui(ui, title);
        ui.label(text);
    }
}

fn list_ui(ui: &mut Ui, title: &str, items: &[&str]) {
    text_ui(ui, title, Some(&items.join(", ")));
}

fn evidence_ui(ui: &mut Ui, evidence: &[Evidence], map: &Map) {
    theme::section_ui(ui, "Evidence");
    if evidence.is_empty() {
        ui.label(theme::small(ui, "None is given."));
    }
    for evidence in evidence {
        let place = evidence.place.as_ref().map_or(String::new(), |place| format!(", {place}"));
        ui.label(format!("{}{place}", map.name(evidence.source.as_str())));
        let confidence = match evidence.confidence {
            Confidence::Stated => "stated",
            Confidence::Inferred => "inferred",
            Confidence::Assumed => "assumed",
        };
        let note = evidence.note.as_ref().map_or(String::new(), |note| format!(": {note}"));
        ui.label(theme::small(ui, format!("{confidence}{note}")));
    }
}

fn kept_ui(ui: &mut Ui, count: usize) {
    if count > 0 {
        ui.add_space(theme::GAP);
        let fields = plural(count, "field", "fields");
        let text = format!("The file holds {fields} here that this version does not know. They are kept.");
        ui.label(RichText::new(text).size(theme::SMALL).italics());
    }
}
