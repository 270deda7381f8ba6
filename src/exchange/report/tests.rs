//! What holds of every format.

use std::collections::BTreeSet;

use super::{FORMATS, Press, extensions, format};
use crate::drawing::typeset::Fonts;
use crate::exchange::boardwalk_file;
use crate::report::{Section, Style, paper};

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
