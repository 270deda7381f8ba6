//! Where commands write: two streams, with colour where it shows, and lines no wider than the terminal.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};

use clap::builder::styling::{AnsiColor, Style};
use serde::Serialize;

use crate::model::quote::{acts_unseen, in_json, message, shown};

/// What a heading looks like.
pub(super) const STRONG: Style = Style::new().bold();
/// What matters less looks like this.
pub(super) const FAINT: Style = Style::new().dimmed();
/// What an error looks like.
pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// What a warning looks like.
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// What a note looks like.
pub(super) const NOTE: Style = AnsiColor::Blue.on_default().bold();

/// Longer lines tire the eye, and shorter ones leave no room for a sentence.
const WIDTHS: std::ops::RangeInclusive<usize> = 48..=100;

/// The two streams that commands write to, and the width of their lines.
pub struct Console {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    width: usize,
    table_width: usize,
}

impl Console {
    /// The process's own streams: colour on a terminal that shows it, plain text elsewhere.
    pub fn standard() -> Self {
        let console = Self::new(anstream::stdout(), anstream::stderr(), textwrap::termwidth());
        match io::stdout().is_terminal() {
            true => console,
            // Elsewhere nobody knows how much there is; more than this no reader is sure to have.
            false => Self { table_width: *WIDTHS.end(), ..console },
        }
    }

    /// Any two streams. They get colour as ANSI escapes, and lines of about `width` columns.
    pub fn new(out: impl Write + 'static, err: impl Write + 'static, width: usize) -> Self {
        let table_width = width.max(*WIDTHS.start());
        Self { out: Box::new(out), err: Box::new(err), width: table_width.min(*WIDTHS.end()), table_width }
    }

    /// The number of columns that a line may take.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The number of columns that a table may take: all that the terminal has.
    pub(super) fn table_width(&self) -> usize {
        self.table_width
    }

    /// Prints a result. A reader that has heard enough (`| head`) is no error.
    pub(super) fn print(&mut self, text: &str) -> io::Result<()> {
        let text = harmless(text);
        match self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written,
        }
    }

    /// Says on the error stream what went wrong; there is nobody left to tell if that fails.
    pub fn complain(&mut self, what: impl Display) {
        let _ = writeln!(self.err, "{}: {what}", painted("error", ERROR), what = message(&what.to_string()));
    }

    /// Says on the error stream what is worth knowing beside the result.
    pub(super) fn warn(&mut self, what: impl Display) {
        let _ = writeln!(self.err, "{}: {what}", painted("warning", WARNING), what = message(&what.to_string()));
    }

    /// Says on the error stream what is harmless, and may yet not be what was meant.
    pub(super) fn note(&mut self, what: impl Display) {
        let _ = writeln!(self.err, "{}: {what}", painted("note", NOTE), what = message(&what.to_string()));
    }

    /// Prints what clap has to say (help, version or a complaint), and gives the exit status that belongs to it.
    pub(super) fn refusal(&mut self, refusal: &clap::Error) -> u8 {
        let stream = if refusal.use_stderr() { &mut self.err } else { &mut self.out };
        // It repeats what was typed, or what a pattern of the shell has become.
        let _ = write!(stream, "{}", harmless(&refusal.render().ansi().to_string()));
        u8::try_from(refusal.exit_code()).unwrap_or(2)
    }
}

/// A text in which nothing but our own colours makes a terminal act: what else would is shown as an escape.
fn harmless(text: &str) -> Cow<'_, str> {
    let is_plain = |character: char| matches!(character, '\n' | '\t') || !acts_unseen(character);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut harmless = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let kept = match colour(rest) {
            Some(length) => length,
            None if rest.starts_with("\r\n") => 2,
            None if is_plain(character) => character.len_utf8(),
            None => 0,
        };
        harmless.push_str(&rest[..kept]);
        let passed = kept.max(character.len_utf8());
        if kept == 0 {
            harmless.push_str(&shown(&rest[..passed]));
        }
        rest = &rest[passed..];
    }
    Cow::Owned(harmless)
}

/// How long the escape is that the text begins with, if it sets a colour.
fn colour(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix("\u{1b}[")?;
    let end = numbers.find(|character: char| !character.is_ascii_digit() && character != ';')?;
    numbers[end..].starts_with('m').then_some("\u{1b}[".len() + end + 1)
}

/// A document for programs, in which nothing acts unseen either.
pub(super) fn json_text(document: &impl Serialize) -> io::Result<String> {
    Ok(in_json(&serde_json::to_string_pretty(document)?).into_owned() + "\n")
}

/// The text in a style.
pub(super) fn painted(text: impl Display, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// The text as a paragraph of at most `width` columns: `first` leads its first line, blanks of that width the others.
pub(super) fn paragraph(text: &str, first: &str, width: usize) -> String {
    let indent = " ".repeat(textwrap::core::display_width(first));
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(&indent);
    // Names and paths stay whole, hyphens or not, so that they can be searched and copied.
    let options = options.break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options) + "\n"
}

/// The number with its noun: "1 error", "2 errors".
pub(super) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::{counted, harmless, paragraph};

    #[test]
    fn nothing_but_colours_makes_a_terminal_act() {
        assert_eq!(harmless("\u{1b}[1mTitle\u{1b}[0m\r\n"), "\u{1b}[1mTitle\u{1b}[0m\r\n");
        assert_eq!(harmless("\u{1b}[2Ja\u{9b}2J\u{202e}\u{7}"), "\\u{1b}[2Ja\\u{9b}2J\\u{202e}\\u{7}");
    }

    #[test]
    fn paragraphs_hang_under_their_first_word() {
        assert_eq!(paragraph("one two three four", "- ", 11), "- one two\n  three\n  four\n");
        assert_eq!(paragraph("one two-three", "", 9), "one\ntwo-three\n");
    }

    #[test]
    fn nouns_agree_with_their_number() {
        assert_eq!([counted(0, "note"), counted(1, "note"), counted(2, "note")], ["0 notes", "1 note", "2 notes"]);
    }
}
