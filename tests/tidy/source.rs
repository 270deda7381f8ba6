//! A source as the rules read it: its words and signs, the paths that it names, and which of it are tests.

use std::ops::Range;

/// A source file.
pub(crate) struct Source {
    /// Where it lies, from the root: `src/layout/page.rs`.
    pub(crate) path: String,
    /// All that it says.
    pub(crate) text: String,
    /// Its words and signs. Comments and literals are left out.
    pub(crate) tokens: Vec<Token>,
    /// What it names, as `a::b::c`.
    pub(crate) names: Vec<Name>,
    tests: Vec<Range<usize>>,
    modules: Vec<(String, Range<usize>)>,
}

/// A word or a sign of a source.
pub(crate) struct Token {
    /// The word, or the sign.
    pub(crate) word: String,
    /// Its line.
    pub(crate) line: usize,
}

/// A path that a source names, such as `crate::model::Map`; of `use a::{b, c}` there are two.
pub(crate) struct Name {
    /// Its words. A `use` of everything ends in `*`.
    pub(crate) words: Vec<String>,
    /// Where it begins among the tokens.
    pub(crate) at: usize,
    /// For a `use`, what it is called from then on.
    pub(crate) alias: Option<String>,
}

impl Source {
    /// Reads a source.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let tokens = tokens(text);
        let mut source = Self {
            path: path.to_owned(),
            text: text.to_owned(),
            names: Vec::new(),
            tests: Vec::new(),
            modules: Vec::new(),
            tokens,
        };
        source.tests = source.test_ranges();
        source.modules = source.inner_modules();
        source.names = source.read_names();
        source
    }

    /// The word at that place, or nothing.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    /// The line of a token.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |token| token.line)
    }

    /// Whether a token stands in what is compiled for tests only.
    pub(crate) fn is_test(&self, at: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&at))
    }

    /// The modules written out in the file around a token, outer ones first.
    pub(crate) fn modules_around(&self, at: usize) -> impl Iterator<Item = &str> {
        self.modules.iter().filter(move |(_, range)| range.contains(&at)).map(|(name, _)| name.as_str())
    }

    /// The modules that the file declares for tests only.
    pub(crate) fn test_modules(&self) -> impl Iterator<Item = &str> {
        let places = (0..self.tokens.len()).filter(|at| self.word(*at) == "mod" && self.is_test(*at));
        places.map(|at| self.word(at + 1))
    }

    /// Whether the file defines a type, or something else that can have an `impl`, of that name.
    pub(crate) fn defines(&self, name: &str) -> bool {
        let words = ["struct", "enum", "union", "trait", "type"];
        (1..self.tokens.len()).any(|at| self.word(at) == name && words.contains(&self.word(at - 1)))
    }

    /// The types to which the file adds functions of their own, and where.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = (&str, usize)> {
        let begins = |at: &usize| {
            self.word(*at) == "impl" && (*at == 0 || ["}", "{", ";", "]", "unsafe"].contains(&self.word(*at - 1)))
        };
        (0..self.tokens.len()).filter(begins).filter_map(|at| Some((self.type_of_block(at)?, at)))
    }

    /// The type of an `impl`, unless it is for a trait.
    fn type_of_block(&self, at: usize) -> Option<&str> {
        let mut at = if self.word(at + 1) == "<" { self.end_of_generics(at + 1) } else { at + 1 };
        let mut last = None;
        while !["{", "where", ""].contains(&self.word(at)) {
            match self.word(at) {
                "for" => return None,
                "<" => at = self.end_of_generics(at) - 1,
                name if is_name(name) => last = Some(name),
                _ => {}
            }
            at += 1;
        }
        last
    }

    fn end_of_generics(&self, start: usize) -> usize {
        let mut depth = 0;
        for at in start..self.tokens.len() {
            match self.word(at) {
                "<" => depth += 1,
                ">" if self.word(at - 1) != "-" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.tokens.len()
    }

    /// The structs of the file with the number of their named fields, and where they begin.
    pub(crate) fn structs(&self) -> impl Iterator<Item = (&str, usize, usize)> {
        let begins = |at: &usize| self.word(*at) == "struct" && is_name(self.word(*at + 1));
        (0..self.tokens.len()).filter(begins).filter_map(|at| {
            let open = (at..self.tokens.len()).find(|at| ["{", "(", ";"].contains(&self.word(*at)))?;
            let fields = if self.word(open) == "{" { self.fields(open) } else { 0 };
            Some((self.word(at + 1), fields, at))
        })
    }

    fn fields(&self, open: usize) -> usize {
        let mut depth = 0;
        let is_field = |at: &usize| {
            match self.word(*at) {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            depth == 1 && self.word(*at) == ":" && self.word(*at - 1) != ":" && self.word(*at + 1) != ":"
        };
        (open..self.end_of_item(open)).filter(is_field).count()
    }

    /// Where what begins at a token ends: behind its braces or its semicolon, or with what is around it.
    fn end_of_item(&self, start: usize) -> usize {
        let mut depth = 0;
        for at in start..self.tokens.len() {
            match self.word(at) {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            if depth < 0 || (depth == 0 && ["}", ";"].contains(&self.word(at))) {
                return at + 1;
            }
        }
        self.tokens.len()
    }

    fn test_ranges(&self) -> Vec<Range<usize>> {
        let marks = ["#", "[", "cfg", "(", "test", ")", "]"];
        let is_marked = |start: &usize| marks.iter().enumerate().all(|(at, mark)| self.word(start + at) == *mark);
        let starts = (0..self.tokens.len()).filter(is_marked);
        starts
            .map(|start| {
                let mut item = start + marks.len();
                while self.word(item) == "#" {
                    item = (item..self.tokens.len()).find(|at| self.word(*at) == "]").unwrap_or(item) + 1;
                }
                start..self.end_of_item(item)
            })
            .collect()
    }

    fn inner_modules(&self) -> Vec<(String, Range<usize>)> {
        let begins = |at: &usize| self.word(*at) == "mod" && self.word(*at + 2) == "{";
        let starts = (0..self.tokens.len()).filter(begins);
        starts.map(|at| (self.word(at + 1).to_owned(), at + 2..self.end_of_item(at))).collect()
    }

    fn read_names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let before = |back: usize| at.checked_sub(back).map_or("", |at| self.word(at));
            let goes_on = before(1) == ":" && before(2) == ":";
            // `::std::fs` begins outside, `a::<T>::b` goes on.
            let begins = !goes_on || !(is_name(before(3)) || before(3) == ">");
            if begins && is_name(self.word(at)) {
                let is_use = before(1) == "use" || (goes_on && before(3) == "use");
                self.read_name(&mut at, &[], is_use, &mut names);
            } else {
                at += 1;
            }
        }
        names
    }

    /// Reads one path from `at` on, and leaves `at` behind it.
    fn read_name(&self, at: &mut usize, begun: &[String], is_use: bool, names: &mut Vec<Name>) {
        let start = *at;
        let mut words = begun.to_vec();
        while self.word(*at) != "{" {
            words.push(self.word(*at).to_owned());
            *at += 1;
            let next = self.word(*at + 2);
            let goes_on = self.word(*at) == ":"
                && self.word(*at + 1) == ":"
                && (is_name(next) || next == "{" || (next == "*" && is_use));
            if !goes_on {
                let mut alias = is_use.then(|| words.iter().rfind(|word| *word != "self").cloned()).flatten();
                if is_use && self.word(*at) == "as" {
                    alias = Some(self.word(*at + 1).to_owned());
                    *at += 2;
                }
                names.push(Name { words, at: start, alias });
                return;
            }
            *at += 2;
        }
        *at += 1;
        while *at < self.tokens.len() && self.word(*at) != "}" {
            match self.word(*at) {
                word if is_name(word) || word == "{" || (word == "*" && is_use) => {
                    self.read_name(at, &words, is_use, names);
                }
                _ => *at += 1,
            }
        }
        *at += 1;
    }
}

/// Whether a path may begin with or go through the word: not with a keyword such as the one of `use ::std::fs`.
fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && !["as", "dyn", "for", "impl", "in", "mut", "return", "use"].contains(&word)
}

fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let length = literal_or_comment(rest).unwrap_or_else(|| {
            let name = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
            let length = name.max(first.len_utf8());
            if !first.is_whitespace() {
                tokens.push(Token { word: rest[..length].to_owned(), line });
            }
            length
        });
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// The length of the comment, text or letter that the source begins with, if it begins with one.
fn literal_or_comment(source: &str) -> Option<usize> {
    let until = |end: &str, from: usize| source[from..].find(end).map_or(source.len(), |at| from + at + end.len());
    if source.starts_with("//") {
        return Some(until("\n", 2));
    }
    if source.starts_with("/*") {
        return Some(until("*/", 2));
    }
    let prefix = source.find(|letter| !"bcr".contains(letter))?;
    let hashes = source[prefix..].len() - source[prefix..].trim_start_matches('#').len();
    if source[..prefix].ends_with('r') && source[prefix + hashes..].starts_with('"') {
        return Some(until(&format!("\"{}", "#".repeat(hashes)), prefix + hashes + 1));
    }
    let quote = source[prefix..].chars().next().filter(|quote| "'\"".contains(*quote))?;
    let is_lifetime =
        quote == '\'' && !source[prefix + 1..].starts_with('\\') && source[prefix + 1..].chars().nth(1) != Some('\'');
    if is_lifetime {
        return (prefix == 0).then_some(1);
    }
    let mut is_escaped = false;
    let end = source[prefix + 1..].find(|letter| {
        let ends = letter == quote && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        ends
    });
    Some(end.map_or(source.len(), |end| prefix + 1 + end + 1))
}
