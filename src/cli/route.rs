//! `boardwalk route`: how one answers to another.

use std::io;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::console::{ERROR, FAINT, STRONG, counted, json_text, painted, paragraph};
use super::files::{legible, looked_into};
use super::format::Format;
use super::in_option::InOption;
use super::nodes::{introduced, named};
use super::{Console, Verdict};
use crate::analysis::{self, Fault, MOST_ROUTES, Route};
use crate::model::{Id, Link, LinkKind, LinkStatus, Map, Node};

/// Say how one body or post answers to another: every route, and where each breaks
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boardwalk route town.boardwalk play-group council\n  boardwalk route town.boardwalk \
                        \"Play Group\" \"Town Council\" --format json\n\nExit status: 0 if a route is unbroken, 1 if there \
                        is none or all are broken, 2 if the map or a body could not be found."
)]
pub(super) struct Arguments {
    /// The map
    file: PathBuf,

    /// Who answers, by id or name
    from: String,

    /// To whom, by id or name
    to: String,

    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    option: InOption,
}

#[derive(Serialize)]
struct Document<'a> {
    title: &'a str,
    file: String,
    from: End<'a>,
    to: End<'a>,
    routes: Vec<Way<'a>>,
    /// What else ties the two, directly; where no route leads there, else through others.
    ties: Vec<Tie<'a>>,
    /// Whether there may be more routes than these.
    cut_short: bool,
}

#[derive(Serialize)]
struct Tie<'a> {
    link: &'a str,
    kind: LinkKind,
    status: LinkStatus,
    from: End<'a>,
    to: End<'a>,
}

#[derive(Serialize)]
struct End<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Way<'a> {
    is_sound: bool,
    steps: Vec<Step<'a>>,
    faults: &'a [Fault],
}

#[derive(Serialize)]
struct Step<'a> {
    link: &'a str,
    kind: LinkKind,
    status: LinkStatus,
    to: End<'a>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let Some(map) = looked_into(&arguments.file, &arguments.option, console) else { return Ok(Verdict::Failed) };
    let map = if arguments.format == Format::Text { legible(map) } else { map };
    let ends = (named(&map, &arguments.from, console), named(&map, &arguments.to, console));
    let (Some(from), Some(to)) = ends else { return Ok(Verdict::Failed) };
    let routes = analysis::routes(&map, &from.id, &to.id);
    let ties = ties(&map, from, to, &routes);
    let text = match arguments.format {
        Format::Text => page(&map, from, to, &routes, console.width()) + &ties_page(&map, &ties, console.width()),
        Format::Json => {
            let document = Document {
                title: &map.title,
                file: arguments.file.display().to_string(),
                from: End { id: from.id.as_str(), name: &from.name },
                to: End { id: to.id.as_str(), name: &to.name },
                routes: routes.iter().map(|route| way(&map, route)).collect(),
                ties: ties.iter().map(|link| tie(&map, link)).collect(),
                cut_short: routes.len() == MOST_ROUTES,
            };
            json_text(&document)?
        }
    };
    console.print(&text)?;
    Ok(if routes.iter().any(Route::is_sound) { Verdict::Clean } else { Verdict::Found })
}

/// What else ties the two.
fn ties<'a>(map: &'a Map, from: &Node, to: &Node, routes: &[Route]) -> Vec<&'a Link> {
    let is_answering = !routes.is_empty() || !analysis::routes(map, &to.id, &from.id).is_empty();
    let ties = if is_answering { analysis::ties } else { analysis::instead };
    let ties = ties(map, &from.id, &to.id);
    ties.iter().filter_map(|id| map.links.get(id.as_str())).map(AsRef::as_ref).collect()
}

fn ties_page(map: &Map, ties: &[&Link], width: usize) -> String {
    if ties.is_empty() {
        return String::new();
    }
    let mut page = format!("\n{}\n", painted("What else ties the two", STRONG));
    for link in ties {
        page += &paragraph(&(map.sentence(link) + &status(link)), "     ", width);
    }
    page
}

/// The status of a line that is not active, in brackets.
fn status(link: &Link) -> String {
    match link.status {
        LinkStatus::Active => String::new(),
        status => format!(" ({})", status.word()),
    }
}

fn tie<'a>(map: &'a Map, link: &'a Link) -> Tie<'a> {
    let end = |id: &'a Id| End { id: id.as_str(), name: map.name(id.as_str()) };
    let Link { id, kind, status, from, to, .. } = link;
    Tie { link: id.as_str(), kind: *kind, status: *status, from: end(from), to: end(to) }
}

fn way<'a>(map: &'a Map, route: &'a Route) -> Way<'a> {
    let step = |step: &'a analysis::Step| {
        let link = map.links.get(step.link.as_str())?;
        let to = End { id: step.to.as_str(), name: map.name(step.to.as_str()) };
        Some(Step { link: step.link.as_str(), kind: link.kind, status: link.status, to })
    };
    Way { is_sound: route.is_sound(), steps: route.steps.iter().filter_map(step).collect(), faults: &route.faults }
}

fn page(map: &Map, from: &Node, to: &Node, routes: &[Route], width: usize) -> String {
    let mut page = format!("{} to {}\n", painted(introduced(from), STRONG), painted(introduced(to), STRONG));
    let sound = routes.iter().filter(|route| route.is_sound()).count();
    let summary = match (routes.len(), sound) {
        (0, _) if from.id == to.id => "Nobody answers to itself.".to_owned(),
        (0, _) if analysis::routes(map, &to.id, &from.id).is_empty() => {
            "No line leads from the one to the other, nor back.".to_owned()
        }
        (0, _) => format!("No line leads there. It is the other way round: {} answers to {}.", to.name, from.name),
        (MOST_ROUTES, sound) => format!("The first {MOST_ROUTES} routes, {sound} of them unbroken."),
        (all, sound) => format!("{}, {sound} unbroken.", counted(all, "route")),
    };
    page += &paragraph(&painted(summary, FAINT), "", width);
    for (number, route) in routes.iter().enumerate() {
        let mark = if route.is_sound() { "unbroken".to_owned() } else { painted("broken", ERROR) };
        page += &format!("\n{}. {mark}\n", number + 1);
        for step in &route.steps {
            let Some(link) = map.links.get(step.link.as_str()) else { continue };
            page += &paragraph(&(map.sentence(link) + &status(link)), "     ", width);
        }
        for fault in &route.faults {
            page += &paragraph(&painted(fault.told(map), FAINT), "     → ", width);
        }
    }
    page
}
