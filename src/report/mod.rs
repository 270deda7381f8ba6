//! The report: a board paper on a map as content, whatever the format; the formats are in `exchange::report`.
//!
//! Reading order: [`block`] is what a paper consists of, [`section`] what it may hold, [`style`] how it looks; `facts` is
//! what is known of the map, worked out once, and `cite` how evidence is named. A section is a file with one function,
//! from facts to blocks; an empty one is left out, unless that nothing was found is news.

mod accepted;
mod at_risk;
pub mod block;
mod captures;
mod cite;
mod decisions;
mod expectations;
mod facts;
mod findings;
mod headings;
mod ledger;
mod options;
mod picture;
mod register;
pub mod section;
mod sources;
pub mod style;
mod summary;

pub use block::{Block, Column, Heading, Look, Paper, Picture, Run, Table};
pub use section::Section;
pub use style::{Colour, Logo, Style};

use std::collections::HashSet;

use crate::drawing::compose::subtitle;
use crate::model::{DesignOption, Map};
use facts::Facts;

/// Makes the paper on a map, with these sections in this order. The ledger and the decisions are about one option: that
/// which is given, else the only one that there is.
pub fn paper(map: &Map, option: Option<&DesignOption>, sections: &[Section]) -> Paper {
    let only = || map.options.iter().next().filter(|_| map.options.len() == 1).map(AsRef::as_ref);
    let mut facts = Facts::of(map, option.or_else(only));
    facts.sources.are_listed = sections.contains(&Section::Sources);
    let mut blocks = Vec::new();
    for section in sections {
        let inner = of_section(&facts, *section, sections);
        if !inner.is_empty() {
            blocks.push(Block::heading(1, section.title(), section.word()));
            blocks.extend(inner);
        }
    }
    let (mut blocks, mut numbers) = (gathered(blocks), [0, 0]);
    number(&mut blocks, &mut numbers);
    Paper { title: block::told(map.called()), subtitle: block::told(&subtitle(map)), blocks }
}

/// Why a paper is not written, in which nothing stands but its title.
pub const NOTHING_TO_TELL: &str = "none of its sections has anything to tell; choose others";

/// The sections that a paper lacks because there is nothing to tell in them.
pub fn left_out(paper: &Paper, sections: &[Section]) -> Vec<Section> {
    let there: HashSet<&str> = paper.headings().iter().map(|heading| heading.anchor.as_str()).collect();
    sections.iter().copied().filter(|section| !there.contains(section.word())).collect()
}

fn of_section(facts: &Facts<'_>, section: Section, all: &[Section]) -> Vec<Block> {
    match section {
        Section::Summary => summary::blocks(facts),
        Section::Picture => picture::blocks(facts),
        Section::Findings => findings::blocks(facts, all.contains(&Section::WorkAtRisk)),
        Section::WorkAtRisk => at_risk::blocks(facts),
        Section::Accepted => accepted::blocks(facts),
        Section::Options => options::blocks(facts),
        Section::Expectations => expectations::blocks(facts),
        Section::Ledger => ledger::blocks(facts),
        Section::Decisions => decisions::blocks(facts),
        Section::Captures => captures::blocks(facts),
        Section::Register => register::blocks(facts),
        Section::Sources => sources::blocks(facts),
    }
}

/// The heading of what stands on wide pages stands there too, and wide pages that follow each other are one run of them.
fn gathered(blocks: Vec<Block>) -> Vec<Block> {
    let mut gathered: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Block::Landscape(inner) = block else {
            gathered.push(block);
            continue;
        };
        let heading = gathered.pop_if(|last| matches!(last, Block::Heading(_)));
        let wide = heading.into_iter().chain(inner);
        match gathered.last_mut() {
            Some(Block::Landscape(before)) => before.extend(wide),
            _ => gathered.push(Block::Landscape(wide.collect())),
        }
    }
    gathered
}

/// Gives headings their numbers.
fn number(blocks: &mut [Block], numbers: &mut [usize; 2]) {
    for block in blocks {
        match block {
            Block::Heading(heading) if heading.level == 1 => {
                *numbers = [numbers[0] + 1, 0];
                heading.number = numbers[0].to_string();
            }
            Block::Heading(heading) => {
                numbers[1] += 1;
                heading.number = format!("{}.{}", numbers[0], numbers[1]);
            }
            Block::Landscape(inner) => number(inner, numbers),
            Block::Paragraph(_) | Block::List(_) | Block::Table(_) | Block::Picture(_) => {}
        }
    }
}
