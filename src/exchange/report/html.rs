//! HTML: one page that stands by itself, for the screen and for print. It asks nothing of any network.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Press;
use crate::report::{Block, Look, Paper, Run, Style, Table};

/// What does not change with the house style.
const SHEET: &str = include_str!("page.css");

/// Writes the paper.
pub(super) fn write(press: &Press<'_>) -> Result<Vec<u8>, String> {
    let (paper, style) = (press.paper, press.style);
    let body = blocks(press, &paper.blocks)?;
    let page = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'";
                title { (paper.title) }
                style { (PreEscaped(sheet(style))) }
            }
            body {
                header class=[style.cover.then_some("cover")] {
                    @if let Some(logo) = &style.logo {
                        img class="logo" src={ "data:image/png;base64," (STANDARD.encode(&logo.png)) } alt=(logo_words(style));
                    }
                    h1 { (paper.title) }
                    @if !paper.subtitle.is_empty() { p class="subtitle" { (paper.subtitle) } }
                    @if !style.organisation.is_empty() { p class="organisation" { (style.organisation) } }
                }
                (contents(paper))
                main { (body) }
            }
        }
    };
    Ok(page.into_string().into_bytes())
}

/// What stands in the place of the logo for those who cannot see it.
fn logo_words(style: &Style) -> &str {
    if style.organisation.is_empty() { "Logo" } else { &style.organisation }
}

/// The sheet with the house style. A typeface is a name in quotation marks, whatever it is called.
fn sheet(style: &Style) -> String {
    let is_plain = |letter: &char| letter.is_alphanumeric() || matches!(letter, ' ' | '-');
    let typeface: String = style.typeface.chars().filter(is_plain).collect();
    let (first, second) = (style.first_colour, style.second_colour);
    format!(
        ":root{{--first:#{};--second:#{};--rule:#{};--pale:#{};--typeface:\"{typeface}\"}}\n{SHEET}",
        first.readable().hex(),
        second.readable().hex(),
        second.hex(),
        first.pale().hex(),
    )
}

fn contents(paper: &Paper) -> Markup {
    html! {
        nav aria-labelledby="contents" {
            h2 id="contents" { "Contents" }
            ol {
                @for heading in paper.headings().iter().filter(|heading| heading.level == 1) {
                    li { a href={ "#" (heading.anchor) } { span class="number" { (heading.number) } " " (heading.text) } }
                }
            }
        }
    }
}

fn blocks(press: &Press<'_>, all: &[Block]) -> Result<Markup, String> {
    let mut page = String::new();
    for block in all {
        let part = match block {
            Block::Heading(heading) => html! {
                @if heading.level == 1 {
                    h2 id=(heading.anchor) { span class="number" { (heading.number) } " " (heading.text) }
                } @else {
                    h3 id=(heading.anchor) { span class="number" { (heading.number) } " " (heading.text) }
                }
            },
            Block::Paragraph(words) => html! { p { (runs(words)) } },
            Block::List(items) => html! { ul { @for item in items { li { (runs(item)) } } } },
            Block::Table(of) => table(of),
            Block::Picture(picture) => {
                let svg = STANDARD.encode(press.drawn(picture, "svg")?);
                html! {
                    figure {
                        img src={ "data:image/svg+xml;base64," (svg) } alt=(picture.words);
                        figcaption { (picture.caption) }
                    }
                }
            }
            Block::Landscape(inner) => {
                let inner = blocks(press, inner)?;
                html! { div class="wide" { (inner) } }
            }
        };
        page += &part.into_string();
        page.push('\n');
    }
    Ok(PreEscaped(page))
}

/// A table; it can be scrolled by itself where a screen is narrow, by keyboard too.
fn table(of: &Table) -> Markup {
    let all: u32 = of.columns.iter().map(|column| u32::from(column.width)).sum();
    let share = |width: u16| format!("width:{}%", u32::from(width) * 100 / all.max(1));
    html! {
        div class="table" role="region" aria-label=(of.words) tabindex="0" {
            table class=[(of.columns.len() <= 2).then_some("pair")] {
                colgroup { @for column in &of.columns { col style=(share(column.width)); } }
                thead {
                    tr {
                        @for column in &of.columns {
                            th scope="col" class=[column.is_number.then_some("count")] { (column.title) }
                        }
                    }
                }
                tbody {
                    @for (place, row) in of.rows.iter().enumerate() {
                        tr id=[of.anchors.get(place)] {
                            @for (cell, column) in row.iter().zip(&of.columns) {
                                td class=[column.is_number.then_some("count")] { (runs(cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Runs, each in a direction of its own, so that one in Arabic does not turn its neighbours.
fn runs(all: &[Run]) -> Markup {
    html! {
        @for run in all {
            @match &run.to {
                Some(anchor) => a href={ "#" (anchor) } { (words(run)) },
                None => (words(run)),
            }
        }
    }
}

fn words(run: &Run) -> Markup {
    html! {
        @match run.look {
            Look::Strong => strong { (isolated(&run.text)) },
            Look::Emphasis => em { (isolated(&run.text)) },
            Look::Plain => (isolated(&run.text)),
        }
    }
}

fn isolated(text: &str) -> Markup {
    match unicode_bidi::BidiInfo::new(text, Some(unicode_bidi::Level::ltr())).has_rtl() {
        true => html! { bdi { (text) } },
        false => html! { (text) },
    }
}
