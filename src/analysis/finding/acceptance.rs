//! Acceptances: that people live with a finding.

use serde::Serialize;

use crate::model::{Id, When};

/// That a finding was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Acceptance {
    /// Why.
    pub reason: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
    /// Whether the facts have changed since: then the finding is open again.
    pub facts_changed: bool,
    /// What it was about when it was accepted, as the map has it written down.
    #[serde(skip)]
    pub subjects: Vec<Id>,
}

impl Acceptance {
    /// In a sentence: "Accepted on 2011-05-12: ..." or that its facts have changed.
    pub fn words(&self) -> String {
        let on = self.date.map_or_else(String::new, |date| format!(" on {date}"));
        let reason = &self.reason;
        if self.facts_changed {
            format!("Was accepted{on}: its facts have changed. The reason was: {reason}")
        } else {
            format!("Accepted{on}: {reason}")
        }
    }
}
