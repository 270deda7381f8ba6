//! JSON: all that the map says, with what follows from it, for programs that know nothing of maps.

use serde::Serialize;

use super::{Format, Writer, json_bytes};
use crate::analysis::{Finding, Metrics};
use crate::model::{Area, End, Expectation, Link, Map, Node, Source, Theme, Total, When};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "json",
    title: "JSON",
    extensions: &["json"],
    holds: "every record with the fields of the map file, names beside ids, findings with hints, and the figures",
    loses: "options, views, captures and settings, where cards stand, and what is accepted without being found",
    writer: Writer::Facts(|facts| {
        let (map, findings) = (facts.map, &facts.report.findings);
        Ok(json_bytes(&Document {
            title: map.called(),
            place: map.place.as_deref(),
            as_of: map.as_of,
            summary: map.summary.as_deref(),
            option: facts.option.map(|option| option.name.as_str()),
            nodes: map.nodes.iter().map(|node| told(map, node)).collect(),
            links: map.links.iter().map(|link| tied(map, link)).collect(),
            themes: map.themes.iter().map(AsRef::as_ref).collect(),
            areas: map.areas.iter().map(AsRef::as_ref).collect(),
            sources: map.sources.iter().map(AsRef::as_ref).collect(),
            totals: map.totals.iter().map(AsRef::as_ref).collect(),
            expectations: map.expectations.iter().map(AsRef::as_ref).collect(),
            findings,
            metrics: &facts.report.metrics,
        })
        .into())
    }),
};

/// The document. Its fields stay, others may come.
#[derive(Serialize)]
struct Document<'a> {
    title: &'a str,
    place: Option<&'a str>,
    as_of: Option<When>,
    summary: Option<&'a str>,
    option: Option<&'a str>,
    nodes: Vec<Told<'a>>,
    links: Vec<Tied<'a>>,
    themes: Vec<&'a Theme>,
    areas: Vec<&'a Area>,
    sources: Vec<&'a Source>,
    totals: Vec<&'a Total>,
    expectations: Vec<&'a Expectation>,
    findings: &'a [Finding],
    metrics: &'a Metrics,
}

/// A node.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    node: &'a Node,
    theme_names: Vec<&'a str>,
    area_name: Option<&'a str>,
}

/// A link.
#[derive(Serialize)]
struct Tied<'a> {
    #[serde(flatten)]
    link: &'a Link,
    from_name: &'a str,
    to_name: &'a str,
}

fn told<'a>(map: &'a Map, node: &'a Node) -> Told<'a> {
    let theme_names = node.themes.iter().map(|theme| map.name_of_theme(theme)).collect();
    Told { node, theme_names, area_name: node.area.as_ref().map(|area| map.name_of_area(area)) }
}

fn tied<'a>(map: &'a Map, link: &'a Link) -> Tied<'a> {
    let (from_name, to_name) = (map.end(link, End::From), map.end(link, End::To));
    Tied { link, from_name, to_name }
}
