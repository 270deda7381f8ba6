//! What was found, for programs that show findings beside files: SARIF 2.1.0, the OASIS standard of 2020.

use std::io;
use std::path::Path;

use serde_json::{Value, json};

use super::baseline::Key;
use super::{Checked, Checks, subject_name};
use crate::analysis::{Finding, Rule, Severity, Subject, SubjectKind, rules};
use crate::cli::console::json_text;
use crate::cli::files::Trouble;
use crate::cli::markdown::plain;
use crate::model::words::capitalised;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run over all maps, with a newline at the end. Maps that could not be checked are told as what hindered the run.
pub(super) fn document(checks: &Checks) -> io::Result<String> {
    let results: Vec<Value> = checks.checked.iter().flat_map(results).collect();
    let troubles: Vec<Value> = checks.troubles.iter().flat_map(notifications).collect();
    let mut invocation = json!({ "executionSuccessful": troubles.is_empty() });
    if !troubles.is_empty() {
        invocation["toolExecutionNotifications"] = troubles.into();
    }
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Boardwalk",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules().iter().map(described).collect::<Vec<Value>>(),
            }},
            "invocations": [invocation],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    json_text(&document)
}

fn described(rule: &Rule) -> Value {
    // The maps that run as its tests say nothing that its words do not.
    let markdown = rule.explanation.split("\n## Maps in which").next().unwrap_or_default().trim_end();
    let text = plain(markdown);
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": capitalised(rule.summary) + "." },
        "fullDescription": { "text": first_paragraph(&text) },
        "help": { "text": text, "markdown": markdown },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [rule.family.word().to_lowercase()] },
    })
}

/// What the rule checks: the first paragraph below the first heading of its explanation.
fn first_paragraph(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.skip(2).find(|paragraph| !paragraph.is_empty()).unwrap_or_default()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn results(checked: &Checked) -> impl Iterator<Item = Value> {
    let suppressed = |finding: &Finding| {
        let mut result = result(finding, checked);
        let reason = finding.acceptance.as_ref().map_or("", |acceptance| acceptance.reason.as_str());
        // The map itself says that its people live with it.
        result["suppressions"] = json!([{ "kind": "inSource", "status": "accepted", "justification": reason }]);
        result
    };
    let open = checked.findings.iter().map(|finding| result(finding, checked));
    open.chain(checked.accepted.iter().map(suppressed))
}

fn result(finding: &Finding, checked: &Checked) -> Value {
    let rule = rules().iter().position(|rule| rule.code == finding.code);
    let (first, others) = finding.subjects.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
    let logical = |subject: &Subject| {
        json!({
            "name": subject_name(subject, &checked.map),
            "fullyQualifiedName": format!("{}/{}", table(subject.kind), subject.id),
            "kind": "element",
        })
    };
    let mut location = json!({ "physicalLocation": place(first, checked) });
    if let Some(subject) = first {
        location["logicalLocations"] = json!([logical(subject)]);
    }
    let related = |(number, subject): (usize, &Subject)| {
        json!({
            "id": number + 1,
            "physicalLocation": place(Some(subject), checked),
            "logicalLocations": [logical(subject)],
            "message": { "text": subject_name(subject, &checked.map) },
        })
    };
    let mut result = json!({
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": level(finding.severity),
        "message": { "text": format!("{}. {}", finding.message, finding.hint) },
        "locations": [location],
        "partialFingerprints": {
            "boardwalkFinding/v1": Key::of(finding).line(),
            "boardwalkFinding/v2": Key::identity(finding).line(),
        },
    });
    if !others.is_empty() {
        result["relatedLocations"] = others.iter().enumerate().map(related).collect();
    }
    if checked.compared.is_some() {
        result["baselineState"] = "new".into();
    }
    result
}

/// The file, and the line on which the subject's record begins where it is known.
fn place(subject: Option<&Subject>, checked: &Checked) -> Value {
    let line = subject.and_then(|subject| checked.lines.get(&(table(subject.kind), subject.id.clone())));
    let mut place = json!({ "artifactLocation": { "uri": uri(&checked.file) } });
    if let Some(line) = line {
        place["region"] = json!({ "startLine": line });
    }
    place
}

/// The list of a map file that holds subjects of a kind.
fn table(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Node => "nodes",
        SubjectKind::Link => "links",
        SubjectKind::Theme => "themes",
        SubjectKind::Total => "totals",
    }
}

fn notifications(trouble: &Trouble) -> impl Iterator<Item = Value> {
    trouble.complaints.iter().map(|what| {
        json!({
            "level": "error",
            "message": { "text": what },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&trouble.file) } } }],
        })
    })
}

/// A file as a reference (RFC 3986): from the folder in which the program runs if it lies there, else in full.
fn uri(file: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let file = file.strip_prefix(&here).unwrap_or(file);
    let path = file.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let lead = match (file.is_absolute(), path.starts_with('/')) {
        (false, _) => "",
        (true, true) => "file://",
        (true, false) => "file:///",
    };
    path.bytes().fold(lead.to_owned(), |uri, byte| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            uri + &char::from(byte).to_string()
        }
        _ => uri + &format!("%{byte:02X}"),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::uri;

    #[test]
    fn files_are_references_that_any_program_can_follow() {
        assert_eq!(uri(Path::new("maps/town one.boardwalk")), "maps/town%20one.boardwalk");
        assert_eq!(uri(Path::new("./a:b#c.boardwalk")), "a%3Ab%23c.boardwalk");
        assert_eq!(uri(Path::new("é.boardwalk")), "%C3%A9.boardwalk");
        let here = std::env::current_dir().expect("a folder");
        assert_eq!(uri(&here.join("maps").join("town.boardwalk")), "maps/town.boardwalk");
        assert!(uri(here.parent().expect("a folder above")).starts_with("file:///"));
    }
}
