//! The words of DOT: names, quoted or not, marks between them, and what is passed over.

use super::super::super::Unreadable;

/// What stands next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// A name or a value.
    Name(Name),
    /// A mark: a bracket, an equals sign, a colon, a comma, a semicolon.
    Mark(char),
    /// An edge, and whether it has a direction.
    Edge(bool),
}

/// A name or a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// What it says, with its backslashes, but for those before quotation marks and at ends of lines.
    pub(super) text: String,
    /// Whether it stood bare, so that it may be a word of the language.
    pub(super) is_bare: bool,
    /// Whether it is markup.
    pub(super) is_markup: bool,
}

/// The words of a text.
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
    /// The line on which the next word begins, from 1.
    pub(super) line: usize,
    ahead: Option<(Option<Word>, usize)>,
}

impl<'t> Words<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text: text.trim_start_matches('\u{feff}'), at: 0, line: 1, ahead: None }
    }

    /// What is wrong here.
    pub(super) fn wrong(&self, what: &str) -> Unreadable {
        Unreadable(format!("it is DOT that is not understood: line {}: {what}", self.line))
    }

    /// The next word, which stays where it is.
    pub(super) fn peek(&mut self) -> Result<Option<&Word>, Unreadable> {
        if self.ahead.is_none() {
            let word = self.read()?;
            self.ahead = Some((word, self.line));
        }
        Ok(self.ahead.as_ref().and_then(|(word, _)| word.as_ref()))
    }

    /// The next word.
    pub(super) fn next(&mut self) -> Result<Option<Word>, Unreadable> {
        match self.ahead.take() {
            Some((word, _)) => Ok(word),
            None => self.read(),
        }
    }

    /// Whether the next word is that mark, which is then taken.
    pub(super) fn takes(&mut self, mark: char) -> Result<bool, Unreadable> {
        let is_so = self.peek()? == Some(&Word::Mark(mark));
        if is_so {
            self.ahead = None;
        }
        Ok(is_so)
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn go(&mut self, bytes: usize) {
        self.line += self.text.as_bytes()[self.at..self.at + bytes].iter().filter(|byte| **byte == b'\n').count();
        self.at += bytes;
    }

    /// Passes over blanks, comments, and lines that another program has left.
    fn pass(&mut self) -> Result<(), Unreadable> {
        loop {
            let rest = self.rest();
            let blanks = rest.len() - rest.trim_start().len();
            self.go(blanks);
            let rest = self.rest();
            let begins_line = self.text[..self.at].trim_end_matches([' ', '\t']).ends_with('\n') || self.at == 0;
            if rest.starts_with("//") || (rest.starts_with('#') && begins_line) {
                self.go(rest.find('\n').unwrap_or(rest.len()));
            } else if rest.starts_with("/*") {
                let end = rest.find("*/").ok_or_else(|| self.wrong("a comment does not end"))?;
                self.go(end + 2);
            } else if blanks == 0 {
                return Ok(());
            }
        }
    }

    fn read(&mut self) -> Result<Option<Word>, Unreadable> {
        self.pass()?;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(None) };
        if rest.starts_with("->") || rest.starts_with("--") {
            self.go(2);
            return Ok(Some(Word::Edge(rest.starts_with("->"))));
        }
        match first {
            '{' | '}' | '[' | ']' | '=' | ';' | ',' | ':' => {
                self.go(1);
                Ok(Some(Word::Mark(first)))
            }
            '"' => {
                let mut text = self.quoted()?;
                // Pieces may be joined.
                loop {
                    let (at, line) = (self.at, self.line);
                    self.pass()?;
                    if !self.rest().starts_with('+') {
                        (self.at, self.line) = (at, line);
                        break;
                    }
                    self.go(1);
                    self.pass()?;
                    if !self.rest().starts_with('"') {
                        return Err(self.wrong("after + there must be a text in quotation marks"));
                    }
                    text += &self.quoted()?;
                }
                Ok(Some(Word::Name(Name { text, is_bare: false, is_markup: false })))
            }
            '<' => {
                let mut depth = 0_usize;
                let end = rest.char_indices().find_map(|(at, letter)| {
                    match letter {
                        '<' => depth += 1,
                        '>' => depth -= 1,
                        _ => {}
                    }
                    (depth == 0).then_some(at)
                });
                let end = end.ok_or_else(|| self.wrong("a label in markup does not end"))?;
                let text = rest[1..end].to_owned();
                self.go(end + 1);
                Ok(Some(Word::Name(Name { text, is_bare: false, is_markup: true })))
            }
            letter if letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-') || !letter.is_ascii() => {
                let is_number = letter.is_ascii_digit() || matches!(letter, '.' | '-');
                let goes_on = |letter: char| match is_number {
                    true => letter.is_ascii_digit() || letter == '.',
                    false => {
                        letter.is_alphanumeric() || letter == '_' || (!letter.is_ascii() && !letter.is_whitespace())
                    }
                };
                let tail = &rest[letter.len_utf8()..];
                let end = letter.len_utf8() + tail.find(|letter| !goes_on(letter)).unwrap_or(tail.len());
                let text = rest[..end].to_owned();
                self.go(end);
                Ok(Some(Word::Name(Name { text, is_bare: true, is_markup: false })))
            }
            other => Err(self.wrong(&format!("\"{other}\" has no meaning here"))),
        }
    }

    fn quoted(&mut self) -> Result<String, Unreadable> {
        let rest = self.rest();
        let mut text = String::new();
        let mut letters = rest.char_indices().skip(1).peekable();
        while let Some((at, letter)) = letters.next() {
            match (letter, letters.peek().map(|(_, next)| *next)) {
                ('"', _) => {
                    self.go(at + 1);
                    return Ok(text);
                }
                ('\\', Some('"')) => {
                    text.push('"');
                    letters.next();
                }
                // Graphviz breaks long texts so.
                ('\\', Some('\n')) => drop(letters.next()),
                ('\\', Some('\r')) => {
                    letters.next();
                    letters.next_if(|(_, next)| *next == '\n');
                }
                // So that the second is not taken for the beginning of something.
                ('\\', Some('\\')) => {
                    text.push_str("\\\\");
                    letters.next();
                }
                (letter, _) => text.push(letter),
            }
        }
        Err(self.wrong("a quotation mark is missing"))
    }
}
