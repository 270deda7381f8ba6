//! What options cost, on a landscape of 1,000 bodies with six of them that differ from it by a few records: the comparison of
//! all six beside one whole analysis, and the step from one option to another beside an edit, until it is shown. In turn,
//! within one run, in processor time: what counts is the ratio. The targets: at most 3 for the comparison and 1.5 for the
//! step, and no frame of the window's thread above 8 ms.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use boardwalk::analysis::analyse;
use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::document::Document;
use boardwalk::editing::change;
use boardwalk::model::edit::{Edit, apply};
use boardwalk::model::{
    DesignOption, Id, Link, LinkKind, Map, Node, NodeKind, NodeStatus, StrandKind, Theme, Unknown, diff,
};
use boardwalk::options::compare;
use boardwalk::session::options::OptionAct;
use boardwalk::session::panels::Panel;
use boardwalk::storage::Home;
use cpu_time::{ProcessTime, ThreadTime};
use egui::{Context, RawInput, Rect, pos2, vec2};

// As the program has it.
#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

const BODIES: usize = 1_000;
const OPTIONS: usize = 6;
const ROUNDS: usize = 15;

/// A landscape with something of everything: a tree of lines upward, strands with owners, seats, remits by theme.
fn landscape() -> Map {
    let mut map = Map { title: "Landscape".into(), ..Map::default() };
    for number in 0..40 {
        let (id, name) = (Id::from(format!("theme-{number}")), format!("Theme {number}"));
        map.themes.put(Theme { id, name, evidence: Vec::new(), unknown: Unknown::new() });
    }
    let body = |number: usize| format!("body-{number}");
    for number in 0..BODIES {
        let kind = if number < BODIES / 5 { NodeKind::Board } else { NodeKind::Group };
        let mut node = Node::new(body(number), kind, format!("Advisory Group {number} for International Partnerships"));
        node.accountable_body = (number == 0).then_some(true);
        node.themes.insert(format!("theme-{}", number % 40).into());
        node.status = if number % 11 == 5 { NodeStatus::Dormant } else { NodeStatus::Active };
        map.nodes.put(node);
        let link = |kind, what: &str, to: usize| Link::new(format!("{what}-{number}"), kind, body(number), body(to));
        if number > 0 {
            map.links.put(link(LinkKind::ReportsTo, "up", (number - 1) / 5));
            map.links.put(link(LinkKind::MemberOf, "seat", number / 7));
            map.links.put(link(LinkKind::Informs, "told", number / 3));
        }
        if number % 2 == 0 {
            let mut strand = Node::new(format!("strand-{number}"), NodeKind::Strand, format!("Plan {number}"));
            strand.strand_kind = Some(StrandKind::Plan);
            strand.themes.insert(format!("theme-{}", number % 40).into());
            map.nodes.put(strand);
            let owns = Link::new(format!("owns-{number}"), LinkKind::Owns, body(number), format!("strand-{number}"));
            map.links.put(owns);
        }
    }
    map
}

/// The landscape with six options, each of which closes three bodies and gives their strands and lines to another.
fn with_options() -> Map {
    let baseline = landscape();
    let mut map = baseline.clone();
    for option in 0..OPTIONS {
        let mut edits = Vec::new();
        for closed in 0..3 {
            let number = 200 + 100 * option + 2 * closed;
            let node = baseline.nodes.get(&format!("body-{number}")).expect("a body");
            let note = Some("Agreed".to_owned());
            edits.push(Edit::put(Node { status: NodeStatus::Ended, status_note: note, ..Node::clone(node) }));
            let owns = baseline.links.get(&format!("owns-{number}")).expect("a line");
            edits.push(Edit::put(Link { from: format!("body-{}", number + 1).into(), ..Link::clone(owns) }));
        }
        let changes = diff::between(&baseline, &apply(&baseline, &edits).expect("a sound map"));
        let new = DesignOption::new(format!("option-{option}"), format!("Option {option}"));
        map.options.put(DesignOption { changes, ..new });
    }
    map
}

fn taken<T>(work: impl FnOnce() -> T) -> Duration {
    let start = ProcessTime::now();
    black_box(work());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The window with the landscape in it.
struct Stage {
    ctx: Context,
    app: App,
    time: f64,
    /// The most that the window's thread has taken for a frame.
    worst: Duration,
    // Dropped last: the window keeps unsaved work there.
    _home: tempfile::TempDir,
}

impl Stage {
    fn new() -> Self {
        let (ctx, home) = (Context::default(), tempfile::tempdir().expect("a temporary folder"));
        let mut app = App::new(&ctx, None, Home::at(home.path()), false);
        app.session_mut().replace(Document::new(with_options()));
        let mut stage = Self { ctx, app, time: 0.0, worst: Duration::ZERO, _home: home };
        stage.settle();
        stage
    }

    fn settle(&mut self) {
        self.frame();
        while self.app.session().is_waiting() {
            self.frame();
        }
        (0..40).for_each(|_| self.frame());
    }

    fn frame(&mut self) {
        self.time += 1.0 / 60.0;
        let start = ThreadTime::now();
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 1000.0)));
        let input = RawInput { screen_rect, time: Some(self.time), focused: true, ..RawInput::default() };
        let app = &mut self.app;
        self.ctx.run_ui(input, |ui| app.window_ui(ui)).textures_delta.clear();
        self.worst = self.worst.max(start.elapsed());
    }

    /// Does something, and draws frames until the picture is of what came of it.
    fn until_shown(&mut self, act: Act) -> Duration {
        let start = ProcessTime::now();
        self.app.act(act, &self.ctx);
        let is_shown = |app: &App| {
            let session = app.session();
            let is_now = |map: &Arc<Map>| Arc::ptr_eq(map, session.document.map());
            session.picture.as_ref().is_some_and(|picture| is_now(&picture.request.map))
        };
        while !is_shown(&self.app) {
            self.frame();
        }
        start.elapsed()
    }
}

#[expect(clippy::print_stdout, reason = "a bench tells what it counted")]
fn main() {
    let map = with_options();
    let options: Vec<&DesignOption> = map.options.iter().map(AsRef::as_ref).collect();
    let (mut whole, mut all) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        whole.push(taken(|| analyse(&map)));
        all.push(taken(|| compare(&map, &options)));
    }
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let told = |what: &str, one: Duration, other: Duration, most: f64| {
        let ratio = other.as_secs_f64() / one.as_secs_f64();
        let verdict = if ratio > most { "which is too long" } else { "as it should be" };
        println!("{what}: {:.1} ms to {:.1} ms, {ratio:.2} times, {verdict}", milliseconds(other), milliseconds(one));
    };
    told("the comparison of six options to one whole analysis", median(whole), median(all), 3.0);

    let mut stage = Stage::new();
    let (mut edits, mut steps) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let open = |option: Option<usize>| Act::Option(OptionAct::Open(option.map(|n| format!("option-{n}").into())));
        stage.until_shown(open(None));
        stage.settle();
        let name = format!("Renamed {round}");
        let step = change::rename(stage.app.session().document.map(), &"body-7".into(), &name);
        edits.push(stage.until_shown(Act::Make(step)));
        stage.settle();
        steps.push(stage.until_shown(open(Some(round % OPTIONS))));
        stage.settle();
    }
    told("a step to an option to an edit, until it is shown", median(edits), median(steps), 1.5);

    stage.worst = Duration::ZERO;
    for option in (0..OPTIONS).chain(0..OPTIONS) {
        stage.until_shown(Act::Option(OptionAct::Open(Some(Id::from(format!("option-{option}"))))));
        stage.settle();
    }
    let verdict = if stage.worst > Duration::from_millis(8) { ", which is too long" } else { "" };
    println!("the worst frame while cards glide to another option: {:.1} ms{verdict}", milliseconds(stage.worst));

    for panel in [Panel::Comparison, Panel::Ledger, Panel::Decisions] {
        stage.app.act(Act::Open(panel, true), &stage.ctx);
        stage.settle();
        stage.worst = Duration::ZERO;
        for option in 0..OPTIONS {
            let id = Id::from(format!("option-{option}"));
            stage.until_shown(Act::Option(OptionAct::Open(Some(id))));
            stage.settle();
        }
        let verdict = if stage.worst > Duration::from_millis(8) { ", which is too long" } else { "" };
        let worst = milliseconds(stage.worst);
        println!("the worst frame of the window's thread, {} open: {worst:.1} ms{verdict}", panel.label());
    }
}
