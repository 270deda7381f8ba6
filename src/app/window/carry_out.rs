//! Carrying out: an arm an act. Each calls one method of the session, and hands to the canvas where it is to look.

use egui::{Context, ViewportCommand};

use super::{Window, native};
use crate::app::act::{Act, Ask, Native, Target, Wish};
use crate::app::command;
use crate::app::panels::top_bar;
use crate::session::file_acts::{FileAct, Next};
use crate::session::looking::Look;
use crate::session::panels::Panel;
use crate::session::selection::Selection;
use crate::session::talk::TalkAct;
use crate::session::tour::{Tour, TourAct};

impl Window {
    /// Carries out what was asked for in a frame: commands last, when what is being typed has become part of the map.
    pub(super) fn carry_out(&mut self, acts: Vec<Act>, ctx: &Context) {
        let (commands, others): (Vec<Act>, Vec<Act>) = acts.into_iter().partition(|act| matches!(act, Act::Command(_)));
        for act in others {
            self.act(act, ctx);
        }
        if !commands.is_empty() {
            self.settle(ctx);
        }
        for command in commands {
            self.act(command, ctx);
        }
    }

    /// The same where another map may take the place of this one: then what is being noted is noted as it is.
    pub(super) fn settle_for_good(&mut self, ctx: &Context) {
        self.settle(ctx);
        self.session.settle_capture();
    }

    /// Makes steps of what is being typed.
    pub(super) fn settle(&mut self, ctx: &Context) {
        let mut acts = Vec::new();
        self.panels.settle(&self.session, &mut acts);
        for act in acts {
            self.act(act, ctx);
        }
    }

    /// Carries out what a person asked for.
    pub fn act(&mut self, act: Act, ctx: &Context) {
        let session = &mut self.session;
        session.panels.start &= !begins_a_map(&act);
        let look = match act {
            Act::Command(command) => {
                // What a command does follows from how things are now, not from when it was asked for.
                for act in command::entry(command).acts_in(session) {
                    self.act(act, ctx);
                }
                return;
            }
            Act::Ask(ask) if session.document.is_read_only() && ask.changes_the_map() => {
                session.ask_why_not();
                Look::Stay
            }
            Act::Ask(ask) => {
                for act in self.dialogs.open(ask, session, ctx) {
                    self.act(act, ctx);
                }
                return;
            }
            Act::Make(outcome) => session.make(outcome),
            Act::Draw { kind, from, to } => session.draw_line(kind, &from, &to),
            Act::Add(addition) => session.add(&addition),
            Act::Paste(text) if session.has_to_ask_about(&text) => return self.act(Act::Ask(Ask::Pasted(text)), ctx),
            Act::Paste(text) => session.paste(&text),
            Act::GoTo(Target::Record(id)) => session.go_to(id),
            Act::GoTo(Target::Finding(key)) => session.go_to_finding(key),
            Act::GoTo(Target::FindingsOf(id)) => match session.first_finding_of(&id) {
                Some(key) => {
                    session.panels.set_open(Panel::Findings, true);
                    session.go_to_finding(key)
                }
                None => Look::Stay,
            },
            Act::Answer { from, to } => session.show_answer(&from, &to),
            Act::Retrace(step) => session.retrace(step),
            Act::Spotlight(spotlight) => session.shine(spotlight),
            Act::Focus(focus) => session.focus_on(focus),
            Act::Capture(act) => session.capture(act),
            Act::Fold(act) => session.fold(act),
            Act::Several(acts) => return acts.into_iter().for_each(|act| self.act(act, ctx)),
            Act::TypeOn(drafts) => return self.type_on(&drafts, ctx),
            other => {
                self.set(other, ctx);
                Look::Stay
            }
        };
        match look {
            Look::Stay => {}
            Look::Show(ids) => self.canvas.bring_into_view(&ids),
            Look::ZoomTo(ids) => self.canvas.zoom_to(&ids),
            Look::Focus(id) => self.canvas.focus_card(&id),
        }
        ctx.request_repaint();
    }

    /// Carries out what leaves the canvas looking where it looks, or only tells where.
    fn set(&mut self, act: Act, ctx: &Context) {
        let session = &mut self.session;
        match act {
            Act::Undo => session.undo(),
            Act::Redo => session.redo(),
            Act::Select(ids) => session.selection = Selection::of(ids),
            Act::SelectAlso(id) => session.selection.toggle(id),
            Act::Look(Wish::Fit) => self.canvas.fit(),
            Act::Look(Wish::ZoomTo(ids)) => self.canvas.zoom_to(&ids),
            Act::Look(Wish::Zoom(zoom)) => self.canvas.set_zoom(zoom),
            Act::Look(Wish::ZoomBy(factor)) => self.canvas.zoom_by(factor),
            Act::Show(shown) => session.view.show(session.document.map(), shown),
            Act::LetGo(id) => session.view.let_go(id.as_ref()),
            Act::LayOutAnew => session.view.laid_out += 1,
            Act::LayOut(form) => {
                session.view.form = form;
                self.canvas.fit();
            }
            Act::Lens(lens) => session.view.lens = lens,
            Act::Date(date) => session.look_at(date),
            Act::Open(panel, is_open) => session.panels.set_open(panel, is_open),
            Act::Report(act) => session.reports.act(act),
            Act::Explain(code) => session.panels.explain(code),
            Act::Present(presenting) => {
                session.present(presenting);
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(presenting));
                if session.view_shown().is_none() {
                    self.canvas.fit();
                }
            }
            Act::Talk(act) => {
                let is_kept = matches!(act, TalkAct::Keep | TalkAct::Update);
                let near = if is_kept { self.canvas.cards_in_view() } else { Default::default() };
                session.talk(act, near);
            }
            Act::Tour(act) => {
                self.panels.tour.act(act, session);
                if act == TourAct::Take {
                    session.file(FileAct::UnlessUnsaved(Next::OpenSample(Tour::sample())));
                }
            }
            Act::Theme(theme) => session.panels.look.theme = theme,
            Act::ThemeOfRoom(theme) => session.panels.look.theme_of_room = theme,
            Act::Scale(scale) => {
                session.panels.look.scale = scale;
                session.say(format!("Text and buttons are at {scale} of their usual size"));
            }
            Act::Motion(motion) => session.panels.still = !motion,
            Act::Say(message) => session.say(message),
            Act::CloseNotice => session.notice = None,
            Act::File(act) => session.file(act),
            Act::Option(act) => session.option(act),
            Act::MakeOption(outcome, id) => {
                if session.made(outcome) {
                    session.work_on(Some(&id));
                }
            }
            Act::Native(Native::Close) => ctx.send_viewport_cmd(ViewportCommand::Close),
            Act::Native(Native::RequestPaste) => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Act::Native(Native::CopyText(text)) => ctx.copy_text(text),
            Act::Native(Native::CopyPicture(pixels)) => {
                let size = [pixels.width as usize, pixels.height as usize];
                ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied(size, &pixels.rgba));
            }
            Act::Native(Native::NewWindow(path)) => {
                if let Err(error) = native::open_window(&path) {
                    session.say(format!("No other window can be opened: {error}"));
                }
            }
            Act::Native(Native::FocusSearch) => top_bar::focus_search(ctx),
            Act::Command(_)
            | Act::Ask(_)
            | Act::Make(_)
            | Act::Draw { .. }
            | Act::Add(_)
            | Act::Paste(_)
            | Act::GoTo(_)
            | Act::Answer { .. }
            | Act::Retrace(_)
            | Act::Spotlight(_)
            | Act::Focus(_)
            | Act::Capture(_)
            | Act::Fold(_)
            | Act::TypeOn(_)
            | Act::Several(_) => {}
        }
    }
}

/// Whether something is drawn, on a map that is empty so far if the start page is still there.
fn begins_a_map(act: &Act) -> bool {
    matches!(act, Act::Ask(Ask::Name(_)) | Act::Make(_) | Act::Draw { .. } | Act::Add(_) | Act::Paste(_))
}
