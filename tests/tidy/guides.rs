//! The guides for people: every file and folder that they mention is there.

use pulldown_cmark::{Event, Options, Parser, Tag};

/// The ends of names by which a word is taken for a file, even without a folder.
const ENDS: [&str; 4] = [".rs", ".md", ".toml", ".json"];

/// The files and folders that a text in Markdown mentions, in code or as the target of a link, and that are not among
/// these files. A part of a path in capitals stands for any name: of `src/app/panels/NAME.rs` there must be one.
pub(crate) fn missing(text: &str, files: &[String]) -> Vec<String> {
    let is_there = |path: &String| files.iter().any(|file| fits(path, file));
    mentioned(text).into_iter().filter(|path| !is_there(path)).collect()
}

fn mentioned(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Code(code) => found.extend(code.split_whitespace().filter(|word| is_path(word)).map(str::to_owned)),
            Event::Start(Tag::Link { dest_url: target, .. } | Tag::Image { dest_url: target, .. }) => {
                let path = target.split('#').next().unwrap_or_default();
                found.extend((!path.is_empty() && !path.contains("://")).then(|| path.to_owned()));
            }
            _ => {}
        }
    }
    found
}

/// Whether a word of code is meant as a path of the repository. What is built is none.
fn is_path(word: &str) -> bool {
    let is_plain = word.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-./".contains(letter));
    is_plain && (word.contains('/') || ENDS.iter().any(|end| word.ends_with(end))) && !word.starts_with("target/")
}

/// Whether a path names a file, or a folder around it.
fn fits(path: &str, file: &str) -> bool {
    let mut parts = file.split('/');
    path.trim_end_matches('/').split('/').all(|wanted| parts.next().is_some_and(|part| is_part(wanted, part)))
}

fn is_part(wanted: &str, part: &str) -> bool {
    let split = |name: &str| {
        name.split_once('.').map_or((name.to_owned(), None), |(stem, end)| (stem.to_owned(), Some(end.to_owned())))
    };
    let ((stem, end), (_, other)) = (split(wanted), split(part));
    let stands_for_any = !stem.is_empty() && stem.bytes().all(|letter| letter.is_ascii_uppercase());
    wanted == part || (stands_for_any && end == other)
}
