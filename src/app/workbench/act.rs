//! Acts: what people ask for by pointing at something, and how each is carried out.

use super::*;
use crate::editing;
use crate::model::LinkKind;

/// What a person asked for by pointing at something. Panels collect these; the workbench carries them out after the
/// frame is drawn, so that no panel changes what another one is just showing.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Give a command.
    Command(Command),
    /// Choose a node or a link, and go there.
    GoTo(Id),
    /// Choose a node or a link where it stands.
    Select(Id),
    /// Add a node or a link to what is chosen, or take it out.
    SelectAlso(Id),
    /// Choose exactly these nodes and links.
    SelectAll(BTreeSet<Id>),
    /// Choose nothing.
    SelectNothing,
    /// Choose a finding, by its place in the report, and go there.
    Finding(usize),
    /// Show the first finding of a node.
    FindingsOf(Id),
    /// Make the change that mends a finding, by its place in the report.
    Fix(usize),
    /// Light something on the map because of what is chosen, or put the light out.
    Spotlight(Option<Spotlight>),
    /// Read the explanation of a rule.
    Explain(&'static str),
    /// Stop reading explanations.
    CloseExplanation,
    /// Change what the picture shows.
    Show(Shown),
    /// Let go of what came into the picture because somebody looked at it.
    ForgetAlso,
    /// Change what colour means.
    Lens(Lens),
    /// Show another of the panels below the canvas.
    Lower(Lower),
    /// Change the map, or tell why that cannot be done.
    Make(editing::Outcome),
    /// Put what the clipboard holds on the map.
    Paste(String),
    /// Draw a line, and remember its kind for the next one.
    Draw {
        /// What the line says.
        kind: LinkKind,
        /// The node that it reads from.
        from: Id,
        /// The node that it reads to.
        to: Id,
    },
    /// Add what was named, at the end of a line of that kind.
    AddAtLine(Naming, LinkKind),
    /// Let people name something where it stands.
    Name(Naming),
    /// Ask before something is done that has a choice in it.
    Ask(Question),
    /// Let people choose one of a list.
    Choose(Chooser),
    /// Open a file of the list of recent ones.
    OpenRecent(std::path::PathBuf),
    /// Open a sample map.
    OpenSample(usize),
}

impl Workbench {
    /// Carries out what a person asked for.
    pub fn act(&mut self, act: Act, ctx: &egui::Context) {
        match act {
            Act::Command(command) if self.is_enabled(command) => self.command(command, ctx),
            Act::Command(command) => {
                let label = command.entry().label.trim_end_matches('…');
                self.say(format!("{label} cannot be done just now: choose on the map what it is to be done with"));
            }
            Act::Select(id) => {
                self.finding = None;
                self.selected = BTreeSet::from([id]);
            }
            Act::SelectAlso(id) => {
                if !self.selected.remove(&id) {
                    self.selected.insert(id);
                }
            }
            Act::SelectAll(ids) => {
                self.finding = None;
                self.selected = ids;
            }
            Act::SelectNothing => {
                self.selected.clear();
                self.finding = None;
            }
            Act::GoTo(id) => self.go_to(id, ctx),
            Act::Finding(index) => self.go_to_finding(index, ctx),
            Act::FindingsOf(id) => {
                let first = self.picture.as_ref().and_then(|picture| picture.findings_of.get(&id)?.first().copied());
                if let Some(index) = first {
                    self.parts.lower = Some(Lower::Findings);
                    self.go_to_finding(index, ctx);
                }
            }
            Act::Fix(index) => self.fix(index, ctx),
            Act::Spotlight(spotlight) => self.shine(spotlight, ctx),
            Act::Explain(code) => {
                self.parts.lower = Some(Lower::Findings);
                self.explaining = Some(code);
            }
            Act::CloseExplanation => self.explaining = None,
            Act::Show(shown) => self.shown = shown,
            Act::ForgetAlso => self.also.clear(),
            Act::Lens(lens) => self.lens = lens,
            Act::Lower(lower) => self.parts.lower = Some(lower),
            Act::Make(outcome) => self.make(outcome, ctx),
            Act::Paste(text) => self.paste(&text, ctx),
            Act::Draw { kind, from, to } => self.draw_line(kind, &from, &to, ctx),
            Act::AddAtLine(naming, kind) => self.add_at_line(&naming, kind, ctx),
            Act::Name(naming) => self.naming = Some(naming),
            Act::Ask(question) => self.ask(question, ctx),
            Act::Choose(chooser) => self.chooser = Some(chooser),
            Act::OpenRecent(path) => self.open_path(path, ctx),
            Act::OpenSample(index) => self.open_sample(index, ctx),
        }
    }
}
