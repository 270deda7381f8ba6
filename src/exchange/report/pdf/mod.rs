//! PDF: the paper as it is printed and sent, tagged so that it can be heard (PDF/UA-1). Reading order: [`letters`] sets words,
//! [`lines`] breaks them into lines, [`flow`], [`table`] and [`front`] lay them out on [`page`]s, which [`drawn`] and
//! [`tags`] write.

mod drawn;
mod flow;
mod front;
mod letters;
mod lines;
mod page;
mod table;
mod tags;

use std::collections::HashMap;

use krilla::SerializeSettings;
use krilla::configure::{Accessibility, ConfigurationBuilder};

use super::Press;
use drawn::{Laid, drawn};
use flow::Flow;
use letters::Setter;
use page::Nodes;

/// Writes the paper.
pub(super) fn write(press: &Press<'_>) -> Result<Vec<u8>, String> {
    let setter = Setter::new(press.fonts);
    let laid = laid_out(press, &setter);
    let rules = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    if let Ok(configuration) = rules {
        let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
        if let Ok(bytes) = drawn(press, &setter, &laid, settings) {
            return Ok(bytes);
        }
    }
    // A letter that no font has breaks the rules, but is no reason to have no paper.
    drawn(press, &setter, &laid, SerializeSettings::default())
}

/// Lays out what follows the contents first: only then is it known on which pages it stands.
fn laid_out<'a>(press: &'a Press<'a>, setter: &'a Setter<'a>) -> Laid<'a> {
    let paper = press.paper;
    let mut body = Flow::new(setter, press.style);
    body.blocks(&paper.blocks, false);
    let front = |before: usize, nodes: Nodes| {
        let mut front = Flow::new(setter, press.style);
        front.nodes = nodes;
        front.front(paper, &body.anchors, before);
        front
    };
    // Numbers of pages take no room of their own, so that the front is as long with the right ones.
    let before = front(0, Nodes::default()).pages.len();
    let nodes = body.nodes.0.clone();
    let front = front(before, Nodes(nodes));
    let anchors: HashMap<_, _> =
        body.anchors.iter().map(|(name, (page, y))| (name.clone(), (page + before, *y))).collect();
    let mut pages = front.pages;
    pages.extend(body.pages);
    Laid { pages, nodes: front.nodes, anchors }
}
