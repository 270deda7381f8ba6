//! What is being typed in dialogs, or was when they were closed.

use super::{Dialog, Dialogs};
use crate::session::Session;
use crate::session::files::Typed;
use crate::storage::recovery::Draft;

impl Dialogs {
    /// What is being typed, and is not on the map yet.
    pub fn drafts(&self, session: &Session) -> Typed {
        let map = session.document.map();
        let mut all = Typed::default();
        for front in &self.stack {
            match &front.dialog {
                Dialog::Accept(question) => all.on_map.extend(question.typed()),
                Dialog::Close(question) => all.on_map.extend(question.typed(session.document.baseline())),
                Dialog::Naming(naming) => all.on_map.extend(naming.typed(map)),
                Dialog::Option(described) => all.on_map.extend(described.typed(session.document.baseline())),
                Dialog::Split(question) => all.on_map.extend(question.typed(map)),
                Dialog::Typed(texts) => all.on_map.extend(texts.0.iter().cloned()),
                Dialog::Path(dialog) => all.beside.extend(dialog.typed()),
                Dialog::Export(export) => all.beside.extend(export.typed()),
                Dialog::Report(page) => all.beside.extend(page.typed()),
                Dialog::NewMap(page) => all.for_later.extend(page.typed()),
                Dialog::Import(import) => all.for_later.extend(import.typed()),
                _ => {}
            }
        }
        let kept = &self.kept;
        all.beside.extend(kept.closing.iter().filter_map(|question| question.typed(session.document.baseline())));
        all.beside.extend(kept.report.iter().flat_map(|page| page.typed()));
        all.for_later.extend(kept.new_map.typed());
        all.for_later.extend(kept.import.iter().cloned());
        all
    }
}

impl Dialog {
    /// Whether a text that was being typed belongs here, which then has it.
    pub(super) fn takes(&mut self, draft: &Draft, session: &Session) -> bool {
        match self {
            Self::Export(export) => export.takes(draft),
            Self::Import(import) => import.takes(draft),
            Self::NewMap(page) => page.put_back(draft),
            Self::Option(described) => described.takes(draft, session),
            Self::Report(page) => page.takes(draft),
            _ => false,
        }
    }
}
