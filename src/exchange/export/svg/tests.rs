//! Whether pictures in SVG hold what is seen.

use super::*;
use crate::drawing::sheet::Frame;
use crate::drawing::typeset::Fonts;
use crate::drawing::{Lens, Shown, compose};
use crate::exchange::export::png;
use crate::layout::Size;
use crate::model::{Link, LinkKind, Map, Node, NodeKind};

const SIZE: Size = Size::new(640.0, 400.0);

fn picture(map: &Map, shown: Shown, lens: Lens, palette: Palette, lettering: Lettering) -> String {
    let (scene, fonts) = (compose(map, None, shown, lens), Fonts::default());
    let frame = Frame::default();
    let picture =
        Picture { scene: &scene, depiction: None, part: None, palette, frame, size: SIZE, scale: 1.0, fonts: &fonts };
    write(&picture, lettering)
}

fn map(name: &str) -> Map {
    let mut map = Map { title: name.to_owned(), ..Map::default() };
    map.nodes.put(Node::new("board", NodeKind::Board, name));
    map.nodes.put(Node::new("group", NodeKind::Group, "Group"));
    map.links.put(Link::new("line", LinkKind::ReportsTo, "group", "board"));
    map
}

#[test]
fn hostile_names_stay_text() {
    let name = "</text><image href=\"/etc/passwd\"/>&amp; <b> \u{202E}\u{1}";
    let svg = picture(&map(name), Shown::default(), Lens::Status, Palette::Light, Lettering::Outlines);
    let mut reader = quick_xml::Reader::from_str(&svg);
    let mut images = 0;
    loop {
        match reader.read_event().expect("well-formed markup") {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                images += usize::from(tag.name().as_ref() == b"image");
            }
            _ => {}
        }
    }
    assert_eq!(images, 0);
    png::render(&svg, 1.0).expect("a picture");
}

#[test]
fn an_svg_needs_no_font_where_it_is_read_and_its_words_can_still_be_searched() {
    let svg = picture(&map("Trust Board"), Shown::default(), Lens::Status, Palette::Light, Lettering::Outlines);
    let shown: Vec<&str> = svg.split("<text ").skip(1).filter(|text| !text.contains("opacity=\"0\"")).collect();
    assert!(shown.is_empty(), "{shown:?}");
    assert!(svg.contains("opacity=\"0\">Trust Board</text>"));
    let drawn = svg.matches("<use ").count();
    assert!(drawn > 20 && svg.matches("<path id=\"letter").count() < drawn, "each letter is there once");
}

#[test]
fn words_in_other_scripts_are_drawn_in_a_picture_without_any_fonts_of_its_painter() {
    let fonts: &[u8] = include_bytes!("../../../../tests/fonts/hebrew.ttf");
    let fonts = Fonts::new([(fonts.into(), 0)]);
    let scene = compose(&map("ועדת הילדים"), None, Shown::default(), Lens::Status);
    let export = Picture {
        scene: &scene,
        depiction: None,
        part: None,
        palette: Palette::Light,
        frame: Frame::default(),
        size: SIZE,
        scale: 1.0,
        fonts: &fonts,
    };
    let foreign: String = export.foreign_letters().into_iter().collect();
    assert_eq!(foreign, "דהוילםעת");
    let svg = write(&export, Lettering::Texts);
    let texts = svg.split("<text ").skip(1).filter_map(|text| text.split("</text>").next());
    let texts: Vec<&str> = texts.filter(|text| text.contains('ע')).collect();
    assert!(texts.is_empty(), "{texts:?}");
    assert!(svg.contains("<use "));
    png::render(&svg, 1.0).expect("a picture");
}

#[test]
fn pictures_have_the_size_asked_for_and_the_colours_of_their_theme() {
    for palette in Palette::ALL {
        let svg = picture(&map("Trust"), Shown::default(), Lens::Status, palette, Lettering::Texts);
        let png = png::render(&svg, 1.0).expect("a picture");
        let pixels = resvg::tiny_skia::Pixmap::decode_png(&png).expect("a PNG");
        assert_eq!((pixels.width(), pixels.height()), (640, 400));
        let ground = palette.colour(Ink::Canvas);
        let corner = pixels.pixel(3, 60).expect("a pixel");
        assert_eq!((corner.red(), corner.green(), corner.blue()), (ground.0, ground.1, ground.2));
        let ink = palette.colour(Ink::CardLine);
        let has_cards =
            pixels.pixels().iter().any(|pixel| (pixel.red(), pixel.green(), pixel.blue()) == (ink.0, ink.1, ink.2));
        assert!(has_cards, "{palette:?}");
    }
}

#[test]
fn an_empty_map_is_a_picture_too() {
    let svg = picture(&Map::default(), Shown::ALL, Lens::Theme, Palette::Dark, Lettering::Outlines);
    png::render(&svg, 1.0).expect("a picture");
}

#[test]
fn numbers_are_short() {
    assert_eq!([number(1.0), number(0.5), number(-0.001), number(12.345)], ["1", "0.5", "0", "12.35"]);
}
