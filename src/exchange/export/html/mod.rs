//! One HTML file: a map that opens anywhere, without the program or a network. It is what people mail around.
//!
//! Reading order: `draw` turns marks into SVG, `picture` scenes into pictures made of such drawings, `facts` records and
//! findings into words; `studio` makes pictures, `talk` those of views, `pages` decides which there are, and this file puts
//! the page together. What the page looks like and does stands in `assets/html`.

mod draw;
mod facts;
mod pages;
mod picture;
mod studio;
mod talk;
#[cfg(test)]
mod tests;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{Format, Writer};

use self::draw::{Drawings, put};
use self::pages::Content;
use self::picture::seen;
use crate::drawing::text::is_treacherous;
use crate::drawing::{Lens, Palette, Shown};
use crate::model::quote::in_json;
use crate::model::{Id, Map};

/// What the page holds, in the order in which the browser reads it.
const FRAME: &str = include_str!("../../../../assets/html/page.html");
const STYLE: &str = include_str!("../../../../assets/html/style.css");
const SCRIPT: [&str; 8] = [
    include_str!("../../../../assets/html/data.js"),
    include_str!("../../../../assets/html/camera.js"),
    include_str!("../../../../assets/html/picture.js"),
    include_str!("../../../../assets/html/details.js"),
    include_str!("../../../../assets/html/panel.js"),
    include_str!("../../../../assets/html/search.js"),
    include_str!("../../../../assets/html/talk.js"),
    include_str!("../../../../assets/html/main.js"),
];
/// Inter with the letters of European languages, made from `assets/fonts` as `assets/html/fonts.md` says.
static REGULAR: &[u8] = include_bytes!("../../../../assets/html/inter-regular.woff2");
static SEMI_BOLD: &[u8] = include_bytes!("../../../../assets/html/inter-semibold.woff2");

/// A page of a map.
pub(super) static FORMAT: Format = Format {
    name: "html",
    title: "HTML page",
    extensions: &["html", "htm"],
    holds: "the map with its options, what changes in each, findings, records, what was noted, evidence and sources, to be opened in any browser and mailed around",
    loses: "stated totals, what partners expect where there are no options, dates on which it was otherwise, reasons of decisions, and fields that other programs added",
    writer: Writer::Facts(|facts| {
        // An option is shown within the whole map, and a date by what the map was then.
        let map = if facts.option.is_some() { facts.whole } else { facts.map };
        let option = facts.option.map(|option| &option.id);
        Ok(write(&Page { map, option, shown: Shown::default(), lens: Lens::default() }).into_bytes().into())
    }),
};

/// What is to be shown of a map.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The map, with its options.
    pub map: &'a Map,
    /// The option that is shown first; none for the map as it is.
    pub option: Option<&'a Id>,
    /// What the pictures hold.
    pub shown: Shown,
    /// What colour means at first.
    pub lens: Lens,
}

/// Writes the page.
pub fn write(page: &Page<'_>) -> String {
    let mut drawings = Drawings::default();
    let content = Content::of(page, &mut drawings);
    let all = drawings.in_order();
    let first = content.first();
    let style = style(&drawings);
    let script = SCRIPT.concat().replace('\r', "");
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; font-src data:; base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(&script)
    );
    let [left, top, width, height] = first.frame;
    let elsewhere = content.elsewhere(&all);
    filled(FRAME, |name| match name {
        "policy" => policy.clone(),
        "version" => env!("CARGO_PKG_VERSION").to_owned(),
        "title" => seen(page.map.called()),
        "place" => seen(&content.place),
        "seen" => seen(&first.seen),
        "style" => style.clone(),
        "lens" => content.lens.to_owned(),
        "frame" => format!("{left} {top} {width} {height}"),
        "picture" => first.markup(&all),
        "drawings" => elsewhere.clone(),
        "data" => as_data(&content),
        "script" => script.clone(),
        other => unreachable!("the page has no place for {other}"),
    })
}

/// The frame with what belongs in each place. What is put in is never looked at again: a map may be called "{{data}}".
fn filled(frame: &str, mut content: impl FnMut(&str) -> String) -> String {
    let mut page = String::with_capacity(frame.len());
    for (number, part) in frame.split("{{").enumerate() {
        match part.split_once("}}").filter(|_| number > 0) {
            Some((name, rest)) => {
                page += &content(name);
                page += rest;
            }
            None => page += part,
        }
    }
    page
}

/// Data that stands in a script element and cannot end it, and that turns nothing around where it is shown.
fn as_data(content: &Content) -> String {
    let text = serde_json::to_string(content).expect("texts, numbers and lists are always JSON");
    let text: String = text.chars().map(|letter| if is_treacherous(letter) { '\u{FFFD}' } else { letter }).collect();
    in_json(&text).replace('<', "\\u003c")
}

/// Fonts, colours and the style of the page.
fn style(drawings: &Drawings) -> String {
    let mut style = String::new();
    for (weight, font) in [(400, REGULAR), (600, SEMI_BOLD)] {
        let font = STANDARD.encode(font);
        put(
            &mut style,
            format_args!(
                "@font-face{{font-family:\"Boardwalk Inter\";font-weight:{weight};font-display:block;\
                 src:url(data:font/woff2;base64,{font}) format(\"woff2\")}}\n"
            ),
        );
    }
    let (light, dark) = (drawings.colours(Palette::Light), drawings.colours(Palette::Dark));
    put(
        &mut style,
        format_args!(":root{{color-scheme:light;{light}}}\n:root[data-theme=dark]{{color-scheme:dark;{dark}}}\n"),
    );
    put(
        &mut style,
        format_args!(
            "@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        ),
    );
    let contrast = drawings.colours(Palette::Contrast);
    put(
        &mut style,
        format_args!("@media (prefers-contrast:more){{:root:not([data-theme]){{color-scheme:light;{contrast}}}}}\n"),
    );
    put(&mut style, format_args!("@media print{{:root:root:root{{color-scheme:light;{light}}}}}\n"));
    for lens in Lens::ALL.map(Lens::word) {
        put(&mut style, format_args!("[data-lens={lens}] .only.{lens}{{display:inline}}\n"));
    }
    style += &drawings.classes();
    style += "\n";
    style + &STYLE.replace('\r', "")
}

/// What a policy knows a text by.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
