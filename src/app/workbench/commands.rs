//! Commands carried out: what each does, when it can be given, and its words in the menu.

use super::*;
use crate::editing::place::{Alignment, Axis};

impl Workbench {
    pub(super) fn command(&mut self, command: Command, ctx: &egui::Context) {
        match command {
            Command::NewMap => self.new_map.open(),
            Command::Open => self.ask_to_open(ctx),
            Command::Save => self.save(ctx),
            Command::SaveAs => self.ask_to_save_as(ctx),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Cut => self.cut(ctx),
            Command::Copy => self.copy(ctx),
            Command::Paste => ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            Command::Duplicate => self.duplicate(ctx),
            Command::Delete => self.ask(Question::Remove(self.chosen()), ctx),
            Command::SelectAll => self.choose_all(),
            Command::AddBody => self.name_new_body(),
            Command::DrawLine => self.choose_line_target(None),
            Command::RepeatLine => self.repeat_line(ctx),
            Command::Rename => self.name_chosen(),
            Command::ChangeKind => self.choose_kind(),
            Command::ChangeStatus => self.choose_status(),
            Command::MoveUnder => self.choose_parent(),
            Command::Reverse => self.reverse(ctx),
            Command::Merge => self.choose_merge(ctx),
            Command::Split => self.split(ctx),
            Command::Find => {
                self.parts.presenting = false;
                ctx.memory_mut(|memory| memory.request_focus(crate::app::search::field()));
            }
            Command::AlignLeft => self.align(Alignment::Left, ctx),
            Command::AlignCentre => self.align(Alignment::Centre, ctx),
            Command::AlignRight => self.align(Alignment::Right, ctx),
            Command::AlignTop => self.align(Alignment::Top, ctx),
            Command::AlignMiddle => self.align(Alignment::Middle, ctx),
            Command::AlignBottom => self.align(Alignment::Bottom, ctx),
            Command::DistributeAcross => self.distribute(Axis::Horizontal, ctx),
            Command::DistributeDown => self.distribute(Axis::Vertical, ctx),
            Command::Pin => self.pin(ctx),
            Command::TidySelection => self.tidy(self.chosen(), ctx),
            Command::TidyCards => self.tidy(self.document.map().placement.ids().cloned().collect(), ctx),
            Command::Fit => self.canvas.fit(),
            Command::ZoomToSelection => {
                let chosen: Vec<Id> =
                    if self.selected.is_empty() { self.lit() } else { self.selected.clone() }.into_iter().collect();
                self.canvas.zoom_to(&chosen);
            }
            Command::ActualSize => self.canvas.set_zoom(1.0),
            Command::ZoomIn => self.canvas.zoom_by(1.25),
            Command::ZoomOut => self.canvas.zoom_by(0.8),
            Command::GoBack => self.retrace(-1, ctx),
            Command::GoForward => self.retrace(1, ctx),
            Command::Present => {
                self.parts.presenting = !self.parts.presenting;
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(self.parts.presenting));
                self.canvas.fit();
            }
            Command::ToggleOutline => self.parts.outline = Some(!self.shows_outline(ctx)),
            Command::ToggleInspector => self.parts.inspector = !self.parts.inspector,
            Command::ToggleFindings => self.toggle_lower(Lower::Findings),
            Command::ToggleRegister => self.toggle_lower(Lower::Register),
            Command::ToggleMatrix => self.toggle_lower(Lower::Matrix),
            Command::ToggleMinimap => self.parts.minimap = !self.parts.minimap,
            Command::ToggleLegend => self.parts.legend = !self.parts.legend,
            Command::SystemTheme => ctx.set_theme(egui::ThemePreference::System),
            Command::LightTheme => ctx.set_theme(egui::ThemePreference::Light),
            Command::DarkTheme => ctx.set_theme(egui::ThemePreference::Dark),
            Command::NextFinding => self.step_finding(1, ctx),
            Command::PreviousFinding => self.step_finding(-1, ctx),
            Command::FixFinding => {
                if let Some(index) = self.finding {
                    self.fix(index, ctx);
                }
            }
            Command::AcceptFinding => self.accept_or_reopen(ctx),
            Command::ExplainRules => {
                self.parts.lower = Some(Lower::Findings);
                self.explaining = crate::analysis::rules().first().map(|rule| rule.code);
            }
            Command::Palette => self.choose_command(ctx),
            Command::Shortcuts => self.page = Some(Page::Shortcuts),
            Command::About => self.page = Some(Page::About),
        }
    }

    fn toggle_lower(&mut self, lower: Lower) {
        self.parts.lower = if self.parts.lower == Some(lower) { None } else { Some(lower) };
    }

    /// Whether a command can be given just now.
    pub fn is_enabled(&self, command: Command) -> bool {
        let map = self.document.map();
        let may_change = !self.document.is_read_only();
        let nodes = self.selected.iter().filter(|id| map.nodes.contains(id.as_str())).count();
        let links = self.selected.iter().filter(|id| map.links.contains(id.as_str())).count();
        match command {
            Command::Undo => self.document.undo_label().is_some(),
            Command::Redo => self.document.redo_label().is_some(),
            Command::Copy => nodes + links > 0,
            Command::Cut | Command::Delete | Command::ChangeKind | Command::ChangeStatus => {
                may_change && nodes + links > 0
            }
            Command::Paste | Command::AddBody => may_change,
            Command::Duplicate | Command::MoveUnder | Command::Pin => may_change && nodes > 0,
            Command::DrawLine | Command::RepeatLine => may_change && (nodes == 1 || nodes == 2) && links == 0,
            Command::Rename | Command::Split => may_change && nodes == 1 && links == 0,
            Command::Merge => may_change && (nodes == 1 || nodes == 2) && links == 0,
            Command::Reverse => may_change && links > 0 && nodes == 0,
            Command::AlignLeft
            | Command::AlignCentre
            | Command::AlignRight
            | Command::AlignTop
            | Command::AlignMiddle
            | Command::AlignBottom => may_change && nodes > 1,
            Command::DistributeAcross | Command::DistributeDown => may_change && nodes > 2,
            Command::TidySelection => may_change && self.selected.iter().any(|id| map.placement.contains(id.as_str())),
            Command::TidyCards => may_change && !map.placement.is_empty(),
            Command::SelectAll => !map.nodes.is_empty(),
            Command::ZoomToSelection => !self.selected.is_empty() || self.finding.is_some(),
            Command::GoBack => self.trail.reaches(-1),
            Command::GoForward => self.trail.reaches(1),
            Command::NextFinding | Command::PreviousFinding => !self.open_findings().is_empty(),
            Command::AcceptFinding => may_change && self.chosen_finding().is_some(),
            Command::FixFinding => may_change && self.chosen_finding().is_some_and(|finding| !finding.fixes.is_empty()),
            _ => true,
        }
    }

    /// Whether what a command switches is on; nothing for a command that switches nothing.
    pub fn is_on(&self, command: Command, ctx: &egui::Context) -> Option<bool> {
        let theme = ctx.options(|options| options.theme_preference);
        match command {
            Command::Present => Some(self.parts.presenting),
            Command::ToggleOutline => Some(self.shows_outline(ctx)),
            Command::ToggleInspector => Some(self.parts.inspector),
            Command::ToggleFindings => Some(self.parts.lower == Some(Lower::Findings)),
            Command::ToggleRegister => Some(self.parts.lower == Some(Lower::Register)),
            Command::ToggleMatrix => Some(self.parts.lower == Some(Lower::Matrix)),
            Command::ToggleMinimap => Some(self.parts.minimap),
            Command::ToggleLegend => Some(self.parts.legend),
            Command::SystemTheme => Some(theme == egui::ThemePreference::System),
            Command::LightTheme => Some(theme == egui::ThemePreference::Light),
            Command::DarkTheme => Some(theme == egui::ThemePreference::Dark),
            _ => None,
        }
    }

    /// A command's words in the menu, with the step that it concerns.
    pub fn label(&self, command: Command) -> String {
        let step = match command {
            Command::Undo => self.document.undo_label(),
            Command::Redo => self.document.redo_label(),
            Command::FixFinding => {
                self.chosen_finding().and_then(|finding| finding.fixes.first()).map(|fix| fix.label.as_str())
            }
            _ => None,
        };
        if command == Command::AcceptFinding && self.chosen_finding().is_some_and(Finding::is_accepted) {
            return "Open the finding again".to_owned();
        }
        let label = command.entry().label;
        step.map_or_else(|| label.to_owned(), |step| format!("{label}: {step}"))
    }
}
