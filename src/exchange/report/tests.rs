//! What holds of every format.

use std::collections::BTreeSet;

use super::{FORMATS, Press, extensions, format};
use crate::drawing::typeset::Fonts;
use crate::exchange::boardwalk_file;
use crate::report::{Block, Paper, Run, Section, Style, paper};

#[test]
fn every_format_is_found_by_its_name_and_makes_the_same_file_twice() {
    let map = boardwalk_file::read(include_bytes!("../boardwalk_file/full.boardwalk")).expect("a sound map");
    let paper = paper(&map, None, &Section::ALL);
    let (style, fonts) = (Style::default(), Fonts::default());
    let press = Press { paper: &paper, style: &style, fonts: &fonts };
    let mut made = BTreeSet::new();
    for known in &FORMATS {
        let found = format(&known.extension.to_uppercase()).expect("it is found by its name");
        let bytes = (found.write)(&press).expect("a file");
        assert_eq!((found.write)(&press).as_ref(), Ok(&bytes), "{}", known.extension);
        assert!(!bytes.is_empty() && made.insert(bytes), "{} makes a file of its own", known.extension);
    }
    assert!(format("gif").is_none());
    assert_eq!(extensions().matches('.').count(), FORMATS.len());
}

/// The samples, each as it is and with each of its options.
fn papers() -> Vec<Paper> {
    let samples: [&[u8]; 3] = [
        include_bytes!("../../../sample_maps/solihull-2011.boardwalk"),
        include_bytes!("../../../sample_maps/middlesbrough-2010.boardwalk"),
        include_bytes!("../../../sample_maps/first-steps.boardwalk"),
    ];
    let mut papers = Vec::new();
    for sample in samples {
        let map = boardwalk_file::read(sample).expect("a sound map");
        papers.push(paper(&map, None, &Section::ALL));
        papers.extend(map.options.iter().map(|option| paper(&map, Some(option), &Section::ALL)));
    }
    papers
}

/// What leads somewhere, and where one can be led to.
#[derive(Default)]
struct Links {
    anchors: Vec<String>,
    targets: BTreeSet<String>,
}

impl Links {
    fn follow(&mut self, runs: &[Run]) {
        assert!(!runs.iter().all(|run| run.text.trim().is_empty()), "a paragraph of nothing: {runs:?}");
        self.targets.extend(runs.iter().filter_map(|run| run.to.clone()));
    }

    fn read(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    assert!(!heading.number.is_empty() && !heading.text.trim().is_empty(), "{heading:?}");
                    self.anchors.push(heading.anchor.clone());
                }
                Block::Paragraph(runs) => self.follow(runs),
                Block::List(items) => items.iter().for_each(|item| self.follow(item)),
                Block::Table(table) => {
                    assert!(!table.rows.is_empty(), "a table of nothing: {}", table.words);
                    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.words);
                    let cells = table.rows.iter().flatten().flatten();
                    self.targets.extend(cells.filter_map(|run| run.to.clone()));
                    self.anchors.extend(table.anchors.iter().cloned());
                }
                Block::Picture(picture) => assert!(picture.words.len() > 40, "{}", picture.words),
                Block::Landscape(_) => {}
            }
            if let Block::Landscape(inner) = block {
                self.read(inner);
            }
        }
    }
}

#[test]
fn every_link_leads_somewhere_and_nothing_is_empty() {
    for paper in papers() {
        let mut links = Links::default();
        links.read(&paper.blocks);
        let anchors: BTreeSet<String> = links.anchors.iter().cloned().collect();
        assert_eq!(anchors.len(), links.anchors.len(), "each has one place: {:?}", links.anchors);
        let lost: Vec<&String> = links.targets.difference(&anchors).collect();
        assert!(lost.is_empty() && !links.targets.is_empty(), "{}: {lost:?}", paper.title);
    }
}
