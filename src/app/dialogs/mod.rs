//! Dialogs: what stands in front of the window, as a stack. Only the last one is shown and has the keyboard; each has a
//! file of its own, and none knows another.

mod about;
mod accept;
mod changed_on_disk;
mod chooser;
mod close;
mod conflicts;
mod context_menu;
mod copying;
mod difference;
mod export;
mod failed;
mod fix;
mod help;
mod import;
mod keyboard;
mod losing;
mod merge;
mod merge_file;
mod move_under;
mod naming;
pub mod new_map;
mod on_date;
mod option;
mod overwrite;
mod pasted;
mod path;
mod read_only;
mod recover;
mod remove;
mod report;
mod split;
mod typed;
mod typing;
mod unsaved;
mod versions;
mod waiting;

use egui::Context;

use super::act::{Act, Ask, Choice, ImportFrom, Native, Place};
use super::command::choices;
use super::seen::Seen;
use super::widgets::choosing::Choosing;
use super::widgets::question::Answer;
use crate::editing::Outcome;
use crate::session::Session;
use crate::session::file_acts::{FileAct, FileQuestion, Next};
use crate::session::task::Wake;
use crate::storage::recovery::Draft;
use about::About;
use accept::Accept;
use changed_on_disk::ChangedOnDisk;
use chooser::Chooser;
use close::Close;
use conflicts::Conflicts;
use context_menu::ContextMenu;
use copying::Copying;
use difference::Difference;
use export::Export;
use failed::Failed;
use fix::Fix;
use help::Help;
use import::Import;
use losing::Losing;
use merge::Merge;
use merge_file::MergeFile;
use move_under::MoveUnder;
use naming::Naming;
use new_map::NewMapPage;
use on_date::OnDate;
use option::Described;
use overwrite::Overwrite;
use pasted::Pasted;
use path::PathDialog;
use read_only::ReadOnly;
use recover::Recover;
use remove::Remove;
use report::ReportPage;
use split::Split;
use typed::Typed;
use unsaved::Unsaved;
use versions::Versions;
use waiting::Waiting;

/// Something that stands in front of the window.
enum Dialog {
    About(About),
    Accept(Accept),
    ChangedOnDisk(ChangedOnDisk),
    Chooser(Chooser),
    Close(Box<Close>),
    Conflicts(Conflicts),
    Copying(Copying),
    Difference(Difference),
    Export(Box<Export>),
    Failed(Failed),
    Fix(Fix),
    Help(Box<Help>),
    Import(Box<Import>),
    Losing(Losing),
    Menu(ContextMenu),
    Merge(Box<Merge>),
    MergeFile(Box<MergeFile>),
    MoveUnder(MoveUnder),
    Naming(Naming),
    NewMap(Box<NewMapPage>),
    Option(Described),
    Overwrite(Overwrite),
    Pasted(Box<Pasted>),
    Path(Box<PathDialog>),
    OnDate(OnDate),
    ReadOnly(ReadOnly),
    Recover(Recover),
    Remove(Remove),
    Report(Box<ReportPage>),
    Split(Split),
    Typed(Typed),
    Unsaved(Unsaved),
    Versions(Box<Versions>),
    Waiting(Waiting),
}

/// What came of asking.
enum Opened {
    /// It has to be asked.
    Dialog(Dialog),
    /// There was nothing to ask: this is to be done at once.
    Acts(Vec<Act>),
}

/// What dialogs need beside the session, and what stays when they are closed.
struct Kept {
    /// Whether the system's own dialogs may be used.
    native: bool,
    /// What was typed on the page for a new map, until a map has been made of it.
    new_map: NewMapPage,
    /// What was chosen for the last export.
    export: export::Chosen,
    /// What was typed in the last import, until a map has it.
    import: Vec<Draft>,
    /// What was chosen and typed for the last paper on the open map.
    report: Option<Box<ReportPage>>,
    /// What was answered of bodies that are not closed yet.
    closing: Vec<Close>,
    wake: Wake,
}

/// A dialog on the stack.
struct Front {
    dialog: Dialog,
    /// Whether it has not been shown yet.
    is_new: bool,
    /// What had the keyboard before.
    keyboard: Option<egui::Id>,
}

/// The dialogs that are open, the one in front last.
pub struct Dialogs {
    stack: Vec<Front>,
    kept: Kept,
}

impl Dialogs {
    /// None yet. `native` tells whether the system's own dialogs may be used; tests have none.
    pub fn new(native: bool, wake: Wake) -> Self {
        Self {
            stack: Vec::new(),
            kept: Kept {
                native,
                new_map: NewMapPage::default(),
                export: export::Chosen::default(),
                import: Vec::new(),
                report: None,
                closing: Vec::new(),
                wake,
            },
        }
    }

    /// Asks, unless there is nothing to be asked: then gives what is to be done at once.
    pub fn open(&mut self, ask: Ask, session: &Session, ctx: &Context) -> Vec<Act> {
        match open(ask, session, &mut self.kept, ctx) {
            // One file is written after the other, and people are asked about all of them at once.
            Opened::Dialog(Dialog::Waiting(_)) if self.is_waiting() => Vec::new(),
            Opened::Dialog(dialog) => {
                // Another base was chosen for it: it is asked once.
                if matches!(dialog, Dialog::MergeFile(_)) {
                    self.stack.retain(|front| !matches!(front.dialog, Dialog::MergeFile(_)));
                }
                self.stack.push(Front { dialog, is_new: true, keyboard: None });
                Vec::new()
            }
            Opened::Acts(acts) => acts,
        }
    }

    /// Puts a text back where it was being typed; whether there is such a place.
    pub fn put_back(&mut self, draft: &Draft, session: &Session, acts: &mut Vec<Act>) -> bool {
        // Several fields of one question may have been typed in.
        if self.stack.iter_mut().any(|front| front.dialog.takes(draft, session)) {
            return true;
        }
        let (map, kept) = (session.document.map(), &mut self.kept);
        let dialog = match draft.place.first().map(String::as_str) {
            Some(accept::ROOM) => Accept::put_back(draft, session).map(Dialog::Accept),
            Some(close::ROOM) => match Close::put_back(draft, &session.document) {
                Some(question) if !question.is_here(&session.document) => {
                    // It stands there again when it is asked in its option.
                    kept.closing.push(question);
                    return true;
                }
                question => question.map(Box::new).map(Dialog::Close),
            },
            Some(export::ROOM) => {
                let (chosen, choosing) = (kept.export.clone(), kept.choosing());
                Some(Dialog::Export(Box::new(Export::put_back(draft, session, chosen, choosing))))
            }
            Some(import::ROOM) => {
                Import::put_back(draft, session, kept.native, &kept.wake).map(|import| Dialog::Import(Box::new(import)))
            }
            Some(naming::ROOM) => Naming::put_back(draft, session).map(Dialog::Naming),
            Some(path::ROOM) => Some(Dialog::Path(Box::new(PathDialog::put_back(draft, &kept.wake)))),
            Some(option::ROOM) => Described::put_back(draft, session).map(Dialog::Option),
            Some(report::ROOM) => {
                ReportPage::put_back(draft, session, kept.choosing()).map(|page| Dialog::Report(Box::new(page)))
            }
            Some(split::ROOM) => Split::put_back(draft, map).map(Dialog::Split),
            Some(new_map::ROOM) => {
                let is_known = kept.new_map.put_back(draft);
                acts.extend(is_known.then_some(Act::Ask(Ask::NewMap)));
                return is_known;
            }
            _ => None,
        };
        let Some(dialog) = dialog else { return false };
        self.stack.push(Front { dialog, is_new: true, keyboard: None });
        true
    }

    /// Opens again what was left with this text in it; whether there is such a dialog.
    pub fn type_on(&mut self, draft: &Draft, session: &Session, acts: &mut Vec<Act>) -> bool {
        match draft.place.first().map(String::as_str) {
            Some(report::ROOM) => acts.push(Act::Ask(Ask::Report)),
            Some(new_map::ROOM) => acts.push(Act::Ask(Ask::NewMap)),
            Some(import::ROOM) => {
                let (native, wake) = (self.kept.native, &self.kept.wake);
                let Some(mut import) = Import::put_back(draft, session, native, wake) else { return false };
                self.kept.import.retain(|draft| !import.takes(draft));
                self.stack.push(Front { dialog: Dialog::Import(Box::new(import)), is_new: true, keyboard: None });
            }
            Some(close::ROOM) => match Close::again(&self.kept.closing, draft, &session.document) {
                Some(again) => acts.extend(again),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    /// Whether something stands in front of the window and takes the keyboard.
    pub fn is_open(&self) -> bool {
        !self.stack.is_empty()
    }

    fn is_waiting(&self) -> bool {
        self.stack.iter().any(|front| matches!(front.dialog, Dialog::Waiting(_)))
    }

    /// Whether anything in front has to do with the map that is open, and would go with it.
    pub fn is_about_the_map(&self) -> bool {
        self.stack.iter().any(|front| !front.dialog.outlives_the_map())
    }

    /// Whether what is in front has not been shown yet: its field takes text from the second frame on.
    pub fn is_opening(&self) -> bool {
        self.stack.last().is_some_and(|front| front.is_new)
    }

    /// Shows the one in front. Whether there was one.
    pub fn show(&mut self, ctx: &Context, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        let Some(mut front) = self.stack.pop() else { return false };
        let is_new = std::mem::take(&mut front.is_new);
        if is_new {
            front.keyboard = ctx.memory(egui::Memory::focused);
        }
        if front.dialog.show(ctx, seen, is_new, acts) {
            self.stack.push(front);
        } else {
            keyboard::give_back(ctx, front.keyboard);
            self.kept.take_back(front.dialog, seen.session);
        }
        true
    }

    /// Closes what was asked about a map that is open no more.
    pub fn note_another_map(&mut self, session: &Session) {
        for front in std::mem::take(&mut self.stack) {
            if front.dialog.outlives_the_map() && !front.dialog.is_done_with_opening() {
                self.stack.push(front);
            } else {
                self.kept.take_back(front.dialog, session);
            }
        }
        (self.kept.closing, self.kept.report) = (Vec::new(), None);
        self.kept.export.forget_path();
    }
}

/// Makes the step that was answered. Whether the question stays: what was chosen is not lost when a step is refused.
fn make_unless_refused(answer: Answer<Outcome>, acts: &mut Vec<Act>) -> bool {
    match answer {
        Answer::Pending => true,
        Answer::Cancelled => false,
        Answer::Given(outcome) => {
            let is_refused = outcome.is_err();
            acts.push(Act::Make(outcome));
            is_refused
        }
    }
}

impl Kept {
    /// The system's own dialog for a file to be written, where that may be used.
    fn choosing(&self) -> Option<Choosing> {
        Choosing::new(self.native, &self.wake)
    }

    fn take_back(&mut self, dialog: Dialog, session: &Session) {
        match dialog {
            Dialog::NewMap(page) => {
                self.new_map = if page.has_become(session.document.baseline()) { page.left_over() } else { *page };
            }
            Dialog::Close(question) => {
                self.closing.extend(question.typed(session.document.baseline()).is_some().then_some(*question));
            }
            Dialog::Export(export) => self.export = export.chosen(),
            Dialog::Import(import) if import.has_become(session.document.map()) => {}
            Dialog::Import(import) => import.leave_typed(&mut self.import),
            Dialog::Report(page) => self.report = Some(page),
            _ => {}
        }
    }
}

/// What an ask leads to.
fn open(ask: Ask, session: &Session, kept: &mut Kept, ctx: &Context) -> Opened {
    let list = |choice: Choice| Opened::Dialog(Dialog::Chooser(Chooser::new(choice)));
    Opened::Dialog(match ask {
        Ask::NewMap => Dialog::NewMap(Box::new(std::mem::take(&mut kept.new_map).opened())),
        Ask::Name(name) => match Naming::new(name, session) {
            Some(naming) => Dialog::Naming(naming),
            None => return Opened::Acts(Vec::new()),
        },
        Ask::Choose(choice) => return list(choice),
        Ask::Palette => return list(choices::palette(session, ctx)),
        Ask::LineKind { from, to, at } => match choices::line_kind(session, &from, &to) {
            Some(choice) => return list(choice.at(at.map_or(Place::Middle, Place::At))),
            None => return Opened::Acts(Vec::new()),
        },
        Ask::Menu { on, at } => Dialog::Menu(ContextMenu::new(on, at)),
        Ask::Remove(ids) => match Remove::new(session.document.map(), &ids) {
            Ok(remove) => Dialog::Remove(remove),
            Err(acts) => return Opened::Acts(acts),
        },
        Ask::MoveUnder { ids, parent } => match MoveUnder::new(session.document.map(), ids, parent) {
            Ok(question) => Dialog::MoveUnder(question),
            Err(acts) => return Opened::Acts(acts),
        },
        Ask::Merge { keep, other } => match Merge::new(session.document.map(), keep, other) {
            Ok(merge) => Dialog::Merge(Box::new(merge)),
            Err(refusal) => return Opened::Acts(vec![Act::Make(Err(refusal))]),
        },
        Ask::Pasted(text) => match Pasted::new(&text, session) {
            Ok(pasted) => Dialog::Pasted(Box::new(pasted)),
            Err(acts) => return Opened::Acts(acts),
        },
        Ask::Import(from) => return import(from, session, kept),
        Ask::Close(id) => {
            let place = kept.closing.iter().position(|before| before.is_about(&session.document, &id));
            let before = place.map(|place| kept.closing.remove(place));
            Dialog::Close(Box::new(Close::new(&session.document, &id, before.as_ref())))
        }
        Ask::Split(id) => Dialog::Split(Split::new(session.document.map(), id)),
        Ask::Accept(keys) => match Accept::new(keys.iter().filter_map(|key| session.finding(key)).collect()) {
            Some(accept) => Dialog::Accept(accept),
            None => return Opened::Acts(Vec::new()),
        },
        Ask::Fix(key) => match session.finding(&key).and_then(|finding| Fix::new(finding, &kept.wake)) {
            Some(fix) => Dialog::Fix(fix),
            None => return Opened::Acts(Vec::new()),
        },
        Ask::File(question) => match question {
            FileQuestion::Path { wish, folder } => {
                Dialog::Path(Box::new(PathDialog::new(wish, folder, kept.native, &kept.wake)))
            }
            FileQuestion::Unsaved(next) => Dialog::Unsaved(Unsaved(next)),
            FileQuestion::ChangedOnDisk(path, next) => Dialog::ChangedOnDisk(ChangedOnDisk { path, next }),
            FileQuestion::Overwrite(path, next) => Dialog::Overwrite(Overwrite { path, next }),
            FileQuestion::Difference(difference) => Dialog::Difference(Difference(difference)),
            FileQuestion::Losing(losing) => Dialog::Losing(Losing(losing)),
            FileQuestion::ReadOnly(why) => Dialog::ReadOnly(ReadOnly(why)),
            FileQuestion::OnDate(date) => Dialog::OnDate(OnDate(date)),
            FileQuestion::Failed(title, message) => Dialog::Failed(Failed { title, message }),
            FileQuestion::Waiting => Dialog::Waiting(Waiting),
            FileQuestion::Recover(offer) => Dialog::Recover(Recover(offer)),
            FileQuestion::Import(path) => return import(ImportFrom::File(path), session, kept),
            FileQuestion::Merge(theirs, base) => Dialog::MergeFile(Box::new(MergeFile::new(theirs, base, session))),
            FileQuestion::Beside(path) if kept.native => {
                return Opened::Acts(vec![Act::Native(Native::NewWindow(path))]);
            }
            FileQuestion::Beside(path) => {
                return Opened::Acts(vec![Act::File(FileAct::UnlessUnsaved(Next::OpenPath(path)))]);
            }
        },
        Ask::Option(what) => match Described::new(what, session.document.baseline()) {
            Some(described) => Dialog::Option(described),
            None => return Opened::Acts(Vec::new()),
        },
        Ask::Conflicts if Conflicts::are_there(session) => Dialog::Conflicts(Conflicts),
        Ask::Conflicts => return Opened::Acts(Vec::new()),
        Ask::Typed(drafts) => Dialog::Typed(Typed(drafts)),
        Ask::CopyPicture => Dialog::Copying(Copying::default()),
        Ask::Export => Dialog::Export(Box::new(Export::new(session, kept.export.clone(), kept.choosing()))),
        Ask::Report => Dialog::Report(match kept.report.take() {
            Some(page) => Box::new(page.opened_again(session)),
            None => Box::new(ReportPage::new(session, kept.choosing())),
        }),
        Ask::Versions => Dialog::Versions(Box::new(Versions::new(session))),
        Ask::Help(topic) => Dialog::Help(Box::new(Help::new(topic, session, ctx))),
        Ask::About => Dialog::About(About),
    })
}

/// Begins to read what is to be imported, with what was typed in it before.
fn import(from: ImportFrom, session: &Session, kept: &mut Kept) -> Opened {
    let mut import = Import::new(from, session, kept.native, &kept.wake);
    kept.import.retain(|draft| !import.takes(draft));
    Opened::Dialog(Dialog::Import(Box::new(import)))
}

impl Dialog {
    /// Shows it; whether it stays open.
    fn show(&mut self, ctx: &Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        match self {
            Self::About(about) => about.show(ctx),
            Self::Accept(question) => question.show(ctx, seen, is_new, acts),
            Self::ChangedOnDisk(question) => question.show(ctx, is_new, acts),
            Self::Chooser(chooser) => chooser.show(ctx, seen, is_new, acts),
            Self::Close(question) => question.show(ctx, seen, is_new, acts),
            Self::Conflicts(conflicts) => conflicts.show(ctx, seen, acts),
            Self::Copying(copying) => copying.show(ctx, seen, acts),
            Self::Difference(question) => question.show(ctx, acts),
            Self::Export(export) => export.show(ctx, seen, is_new, acts),
            Self::Failed(failed) => failed.show(ctx, is_new),
            Self::Fix(question) => question.show(ctx, seen, acts),
            Self::Help(help) => help.show(ctx, is_new, acts),
            Self::Import(import) => import.show(ctx, seen, acts),
            Self::Losing(question) => question.show(ctx, is_new, acts),
            Self::Menu(menu) => menu.show(ctx, seen, is_new, acts),
            Self::Merge(question) => question.show(ctx, seen, acts),
            Self::MergeFile(question) => question.show(ctx, seen, acts),
            Self::MoveUnder(question) => question.show(ctx, seen, acts),
            Self::Naming(naming) => naming.show(ctx, seen, is_new, acts),
            Self::NewMap(page) => page.show(ctx, is_new, acts),
            Self::OnDate(question) => question.show(ctx, is_new, acts),
            Self::Option(question) => question.show(ctx, seen, is_new, acts),
            Self::Overwrite(question) => question.show(ctx, is_new, acts),
            Self::Pasted(question) => question.show(ctx, seen, acts),
            Self::Path(dialog) => dialog.show(ctx, seen, acts),
            Self::ReadOnly(question) => question.show(ctx, is_new, acts),
            Self::Recover(question) => question.show(ctx, is_new, acts),
            Self::Remove(question) => question.show(ctx, acts),
            Self::Report(page) => page.show(ctx, seen, is_new),
            Self::Split(question) => question.show(ctx, seen, is_new, acts),
            Self::Typed(typed) => typed.show(ctx, acts),
            Self::Unsaved(question) => question.show(ctx, seen, is_new, acts),
            Self::Versions(versions) => versions.show(ctx, seen, acts),
            Self::Waiting(question) => question.show(ctx, seen, is_new, acts),
        }
    }

    /// Whether it was about opening the map that is open now.
    fn is_done_with_opening(&self) -> bool {
        matches!(self, Self::Path(dialog) if dialog.is_given())
    }

    /// Whether it has nothing to do with the map that is open.
    fn outlives_the_map(&self) -> bool {
        match self {
            Self::Path(dialog) => dialog.outlives_the_map(),
            Self::About(_) | Self::Failed(_) | Self::Recover(_) | Self::Help(_) | Self::Typed(_) | Self::Waiting(_) => {
                true
            }
            _ => false,
        }
    }
}
