//! Amounts, dates, numbers and names: what people type into fields.

use std::sync::LazyLock;

use boardwalk::editing::fields::Fielded;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::alphabet::place;
use boardwalk::model::edit::apply;
use boardwalk::model::quote::{acts_unseen, in_json, message, shortened, shown};
use boardwalk::model::spelling::{Wanted, is_nearly, is_slip, joined, key, plain};
use boardwalk::model::{Header, Link, Map, Node, Source, Theme, Total, When, amount, invariants};

const FULL: &[u8] = include_bytes!("../../src/exchange/boardwalk_file/full.boardwalk");

static MAP: LazyLock<Map> = LazyLock::new(|| boardwalk_file::read(FULL).expect("a map"));

pub(crate) fn values(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(amount) = amount::parse(text) {
        assert_eq!(amount.to_string(), text);
    }
    if let Ok(when) = text.parse::<When>() {
        assert_eq!(when.to_string(), text);
        assert!(when.earliest() <= when.latest());
    }
    quotes(text);
    names(text);
    fields_of::<Node>(text);
    fields_of::<Link>(text);
    fields_of::<Theme>(text);
    fields_of::<Source>(text);
    fields_of::<Total>(text);
    fields_of::<Header>(text);
}

fn quotes(text: &str) {
    for quoted in [shortened(text), message(text), shown(text)] {
        assert!(!quoted.chars().any(acts_unseen), "{quoted:?}");
    }
    assert!(shortened(text).chars().count() <= 120);
    let json = serde_json::to_string(text).expect("a text");
    assert_eq!(serde_json::from_str::<String>(&in_json(&json)).expect("JSON"), text);
}

fn names(text: &str) {
    assert_eq!(plain(&plain(text)), plain(text), "of {text:?}");
    assert_eq!(joined(&joined(text)), joined(text), "of {text:?}");
    assert_eq!(key(&text.to_lowercase()), key(text), "of {text:?}");
    let mut parts: Vec<&str> = text.split(['\n', ';']).collect();
    for (one, other) in parts.iter().zip(parts.iter().skip(1)) {
        assert_eq!(is_slip(one, other), is_slip(other, one), "{one:?} {other:?}");
        assert_eq!(is_nearly(one, other), is_nearly(other, one), "{one:?} {other:?}");
    }
    // What is searched for by its whole name is found.
    let wanted = Wanted::new(text);
    assert!(wanted.is_empty() || wanted.fit(text).is_some(), "{text:?}");
    // A sort panics where the order contradicts itself.
    parts.sort_by_cached_key(|part| place(part));
}

/// What is taken reads the same when it is written again, and the map is sound with it.
fn fields_of<R: Fielded + std::fmt::Debug>(text: &str) {
    let Some(record) = R::all(&MAP).into_iter().next() else { return };
    for field in R::fields() {
        let mut changed = R::clone(&record);
        match field.write(&mut changed, text, &MAP) {
            Err(why) => assert!(why.chars().count() < 2000, "{}: {why}", field.name),
            Ok(()) => {
                let read = field.read(&changed, &MAP);
                let mut again = R::clone(&record);
                let written = field.write(&mut again, &read, &MAP);
                assert_eq!(written, Ok(()), "{} does not take {read:?}, which it reads itself", field.name);
                assert_eq!(field.read(&again, &MAP), read, "{}", field.name);
                // Most texts change nothing, or what any other would change too.
                if changed != *record
                    && text.len() < 40
                    && let Ok(map) = apply(&MAP, &[changed.clone().put()])
                {
                    assert_eq!(invariants::problems(&map), []);
                    let text = boardwalk_file::write(&map);
                    let back = boardwalk_file::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
                    assert!(back == map, "{} does not last in a file: {text}", field.name);
                }
            }
        }
    }
}
