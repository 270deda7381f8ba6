//! The notice: what the last step did to the findings; and the message that the status bar tells. Both for a moment.

use std::time::{Duration, Instant};

use crate::analysis::{Changes, Finding, Severity, Subject, SubjectKind};
use crate::editing::close::hanging;
use crate::model::edit::Edit;
use crate::model::words::{capitalised, count};
use crate::model::{Entry, Id, Map, Node, NodeKind, NodeStatus};

/// How long a notice stays.
const NOTICE_STAYS: Duration = Duration::from_secs(9);
/// How long a message stays in the status bar.
const MESSAGE_STAYS: Duration = Duration::from_secs(8);
/// How many new findings are named.
const NAMED: usize = 2;

/// What the last step was, and what came of it.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The step.
    pub title: String,
    /// Whether it can be taken back.
    pub is_made: bool,
    solved: usize,
    changed: usize,
    news: Vec<(Severity, String)>,
    left: Option<LeftOpen>,
    /// Whether it was made in what was looked at before, so that findings of before and after can be held together.
    is_of_one: bool,
    since: Instant,
}

/// What a step did to the findings: how many it solved and changed, and what is new, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    solved: usize,
    changed: usize,
    new: Vec<(Severity, String)>,
}

impl News {
    /// Of the changes of the findings of what is this map now.
    pub fn of(changes: &Changes<'_>, map: &Map) -> Self {
        let name = |finding: &&Finding| {
            let rule = finding.rule.replace('-', " ");
            let words = match finding.subjects.first() {
                Some(Subject { kind: SubjectKind::Link, id }) => match map.links.get(id.as_str()) {
                    Some(link) => format!("{rule}, where {}", map.sentence(link)),
                    None => rule,
                },
                Some(subject) => format!("{rule} at {}", map.name(subject.id.as_str())),
                None => rule,
            };
            (finding.severity, words)
        };
        let new = changes.new.iter().map(name).collect();
        Self { solved: changes.solved.len(), changed: changes.changed.len(), new }
    }
}

/// What still hangs on a body that the step ended or put on hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOpen {
    /// The body.
    pub body: Id,
    /// How much hangs on it.
    pub number: usize,
}

impl Notice {
    /// A step was made.
    pub fn made(label: &str) -> Self {
        Self {
            title: capitalised(label),
            is_made: true,
            solved: 0,
            changed: 0,
            news: Vec::new(),
            left: None,
            is_of_one: true,
            since: Instant::now(),
        }
    }

    /// The same, made in another option than the one that was looked at.
    pub fn elsewhere(self) -> Self {
        Self { is_of_one: false, ..self }
    }

    /// A step was taken back.
    pub fn undone(label: &str) -> Self {
        Self { title: format!("Undone: {label}"), is_made: false, ..Self::made(label) }
    }

    /// Notes what still hangs on the body that a step ended or put on hold, or for which it answered some of that: nothing
    /// that is left open is forgotten.
    pub fn note_left_open(&mut self, before: &Map, after: &Map, step: &[Edit], chosen: &[Id]) {
        let is_stopped = |node: &Node| matches!(node.status, NodeStatus::Dormant | NodeStatus::Ended);
        let stops = |edit: &Edit| match edit {
            Edit::Put(Entry::Node(node)) if is_stopped(node) && node.kind != NodeKind::Strand => {
                let was = before.nodes.get(node.id.as_str())?;
                (was.status != node.status).then(|| node.id.clone())
            }
            _ => None,
        };
        let mut stopped = step.iter().filter_map(stops);
        let hangs = |map: &Map, body: &Id| hanging(map, body).len();
        let body = match (stopped.next(), stopped.next(), chosen) {
            (Some(body), None, _) => body,
            (None, _, [body]) if after.nodes.get(body.as_str()).is_some_and(|node| is_stopped(node)) => {
                if hangs(before, body) <= hangs(after, body) {
                    return;
                }
                body.clone()
            }
            _ => return,
        };
        let number = hangs(after, &body);
        self.left = (number > 0).then_some(LeftOpen { body, number });
    }

    /// What still hangs on the body that the step ended or put on hold.
    pub fn left_open(&self) -> Option<&LeftOpen> {
        self.left.as_ref()
    }

    /// The same in words, if anything does.
    pub fn left_words(&self) -> Option<String> {
        let number = self.left.as_ref()?.number;
        let verb = if number == 1 { "hangs" } else { "hang" };
        Some(format!("{} still {verb} on it", count(number, "thing", "things")))
    }

    /// Notes what the step did to the findings.
    pub fn note(&mut self, news: News) {
        if self.is_of_one {
            self.solved += news.solved;
            self.changed += news.changed;
            self.news.extend(news.new);
        }
    }

    /// For how much longer it is shown; none once its time is over.
    pub fn left(&self) -> Option<Duration> {
        NOTICE_STAYS.checked_sub(self.since.elapsed())
    }

    /// The worst of the new findings.
    pub fn worst(&self) -> Option<Severity> {
        self.news.iter().map(|(severity, _)| *severity).max()
    }

    /// The whole of it in a sentence, as it is read out.
    pub fn words(&self) -> String {
        let parts =
            [Some(self.title.clone()), self.left_words(), self.solved_words(), self.changed_words(), self.new_words()];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// How many findings it solved, if any.
    pub fn solved_words(&self) -> Option<String> {
        (self.solved > 0).then(|| format!("solved {}", count(self.solved, "finding", "findings")))
    }

    /// How many findings are about others than before, and yet the same.
    pub fn changed_words(&self) -> Option<String> {
        (self.changed > 0).then(|| format!("changed {}", count(self.changed, "finding", "findings")))
    }

    /// Which findings it caused, if any: the first by name.
    pub fn new_words(&self) -> Option<String> {
        let named: Vec<&str> = self.news.iter().take(NAMED).map(|(_, words)| words.as_str()).collect();
        let more = self.news.len() - named.len();
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        (!named.is_empty()).then(|| format!("new: {}{rest}", named.join(", ")))
    }
}

/// Something that is told in the status bar.
#[derive(Debug, Clone)]
pub(super) struct Message {
    text: String,
    since: Instant,
}

impl Message {
    pub(super) fn new(text: String) -> Self {
        Self { text, since: Instant::now() }
    }

    /// What is told, and for how much longer; none once its time is over.
    pub(super) fn told(&self) -> Option<(&str, Duration)> {
        MESSAGE_STAYS.checked_sub(self.since.elapsed()).map(|left| (self.text.as_str(), left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::model::{Link, LinkKind, Node, NodeKind};

    #[test]
    fn a_notice_names_the_first_new_findings_and_counts_the_rest() {
        let mut map = Map::default();
        let mut council = Node::new("council", NodeKind::Partner, "Council");
        council.accountable_body = Some(true);
        map.nodes.put(council);
        let sound = analyse(&map);
        for name in ["Play", "Sport", "Youth"] {
            map.nodes.put(Node::new(name.to_lowercase(), NodeKind::Board, name));
        }
        let broken = analyse(&map);
        let mut notice = Notice::made("add three boards");
        notice.note(News::of(&Changes::between(&sound, &broken), &map));
        let words = notice.words();
        assert!(words.starts_with("Add three boards; new: ") && words.contains(" at Play"), "{words}");
        assert_eq!(notice.worst(), broken.open().iter().map(|finding| finding.severity).max());
        assert_eq!(notice.solved_words(), None);
        let mut back = Notice::undone("add three boards");
        back.note(News::of(&Changes::between(&broken, &sound), &map));
        assert_eq!(back.words(), format!("Undone: add three boards; solved {} findings", broken.open().len()));
        // A third one within the circle of two is the same circle with one more.
        let ring = |names: &[&str]| {
            let mut map = Map::default();
            names.iter().for_each(|name| drop(map.nodes.put(Node::new(*name, NodeKind::Board, *name))));
            for (from, to) in names.iter().zip(names.iter().cycle().skip(1)) {
                map.links.put(Link::new(format!("{from}-{to}"), LinkKind::ReportsTo, *from, *to));
            }
            map
        };
        let (two, three) = (ring(&["a", "b"]), ring(&["a", "b", "c"]));
        let mut grown = Notice::made("add one more");
        grown.note(News::of(&Changes::between(&analyse(&two), &analyse(&three)), &three));
        assert!(grown.changed_words().is_some_and(|words| words.starts_with("changed 1 finding")), "{}", grown.words());
        map.links.put(Link::new("up", LinkKind::ReportsTo, "play", "council"));
        assert!(analyse(&map).open().len() < broken.open().len());
    }
}
