//! The first pass over a map file: is it sound JSON, is it a map, and does nothing stand twice.

use std::collections::HashSet;

use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};

use super::fault::{ReadError, Trail};
use super::{FORMAT, MOST_LEVELS};
use crate::model::quote::shortened;

/// Looks at every byte of the text of a map file and gives the version of the format.
pub(super) fn scan(text: &str) -> Result<u64, ReadError> {
    match text.trim_ascii_start().bytes().next() {
        None => {
            return Err(ReadError::of_file("the file is empty", "check that it is the right file, or get a backup"));
        }
        Some(b'{') => {}
        Some(_) => return Err(no_map("it does not begin with \"{\"")),
    }
    let mut scan = Scan {
        text,
        jiter: Jiter::new(text.as_bytes()),
        trail: Trail::default(),
        ids: HashSet::new(),
        head: Head::default(),
    };
    match scan.value(1).and_then(|()| scan.jiter.finish().map_err(Fault::from)) {
        Ok(()) => scan.head.version(),
        Err(fault) => Err(ReadError::at(text, fault.offset, &scan.trail, fault.message, fault.advice)),
    }
}

fn no_map(reason: &str) -> ReadError {
    ReadError::of_file(format!("this is no Boardwalk map: {reason}"), "open a file whose name ends in \".boardwalk\"")
}

/// What the file says that it is, as JSON text.
#[derive(Default)]
struct Head<'t> {
    format: Option<&'t str>,
    version: Option<&'t str>,
}

impl Head<'_> {
    fn version(&self) -> Result<u64, ReadError> {
        match self.format {
            None => return Err(no_map("it has no \"format\"")),
            Some(format) if format.trim_matches('"') != FORMAT => {
                return Err(no_map(&format!("its \"format\" is not \"{FORMAT}\"")));
            }
            Some(_) => {}
        }
        let version = self.version.and_then(|version| version.parse().ok()).filter(|version| *version > 0);
        version.ok_or_else(|| {
            let message = "the map does not say of which version of the format it is";
            ReadError::of_file(message, "write \"version\": 1 below \"format\"")
        })
    }
}

struct Scan<'t> {
    text: &'t str,
    jiter: Jiter<'t>,
    trail: Trail,
    /// The ids met so far in the list of records that is being read.
    ids: HashSet<String>,
    head: Head<'t>,
}

/// A mistake at a byte.
struct Fault {
    offset: usize,
    message: String,
    advice: String,
}

impl Scan<'_> {
    /// Passes over one value. The trail stays where it is when something is wrong.
    fn value(&mut self, level: usize) -> Result<(), Fault> {
        let peek = self.jiter.peek()?;
        let start = self.jiter.current_index();
        match peek {
            Peek::Array | Peek::Object if level > MOST_LEVELS => {
                return Err(Fault {
                    offset: start,
                    message: format!("lists and records are nested more than {MOST_LEVELS} deep"),
                    advice: "check that it is the right file".to_owned(),
                });
            }
            Peek::Array => self.list(level)?,
            Peek::Object => self.record(level)?,
            Peek::String => {
                let text = self.jiter.known_str()?;
                if let Some(kind) = self.trail.ends_at_id()
                    && !self.ids.insert(text.to_owned())
                {
                    return Err(Fault {
                        offset: start,
                        message: format!("another {} has the id \"{}\"", kind.word(), shortened(text)),
                        advice: "give one of them an id of its own, or take one out".to_owned(),
                    });
                }
            }
            Peek::True | Peek::False => drop(self.jiter.known_bool(peek)?),
            Peek::Null => self.jiter.known_null()?,
            _ => drop(self.jiter.known_number_bytes(peek)?),
        }
        Ok(())
    }

    fn list(&mut self, level: usize) -> Result<(), Fault> {
        let mut place = 0;
        let mut next = self.jiter.known_array()?;
        while next.is_some() {
            self.trail.enter_place(place, self.jiter.current_index());
            self.value(level + 1)?;
            self.trail.leave();
            place += 1;
            next = self.jiter.array_step()?;
        }
        Ok(())
    }

    fn record(&mut self, level: usize) -> Result<(), Fault> {
        let mut keys = HashSet::new();
        let mut end_of_last = self.jiter.current_index();
        let mut next = self.jiter.known_object()?.map(str::to_owned);
        while let Some(key) = next {
            if !keys.insert(key.clone()) {
                let between = self.text.get(end_of_last..).unwrap_or_default();
                return Err(Fault {
                    offset: end_of_last + between.find('"').unwrap_or_default(),
                    message: format!("\"{}\" stands twice in the same record", shortened(&key)),
                    advice: "take one of the two out".to_owned(),
                });
            }
            if level == 1 {
                self.ids.clear();
            }
            self.trail.enter_key(key.clone());
            self.jiter.peek()?;
            let start = self.jiter.current_index();
            self.value(level + 1)?;
            self.trail.leave();
            end_of_last = self.jiter.current_index();
            match key.as_str() {
                "format" if level == 1 => self.head.format = self.text.get(start..end_of_last),
                "version" if level == 1 => self.head.version = self.text.get(start..end_of_last),
                _ => {}
            }
            next = self.jiter.next_key()?.map(str::to_owned);
        }
        Ok(())
    }
}

impl From<JiterError> for Fault {
    fn from(error: JiterError) -> Self {
        use JsonErrorType as Json;
        let JiterErrorType::JsonError(kind) = error.error_type else {
            return Self { offset: error.index, message: error.error_type.to_string(), advice: String::new() };
        };
        let (message, advice) = match kind {
            Json::EofWhileParsingList
            | Json::EofWhileParsingObject
            | Json::EofWhileParsingString
            | Json::EofWhileParsingValue => {
                ("the file ends too early", "it was probably cut off when it was copied: get a whole copy or a backup")
            }
            Json::ExpectedColon => ("a colon is missing", "write : between a field and its value"),
            Json::ExpectedListCommaOrEnd => ("a comma or the end of the list is missing", "write , or ] here"),
            Json::ExpectedObjectCommaOrEnd => ("a comma or the end of the record is missing", "write , or } here"),
            Json::ExpectedSomeIdent | Json::ExpectedSomeValue => {
                ("this is no value", "write a text in quotes, a number, true, false, null, a list or a record")
            }
            Json::InvalidNumber => ("this is no number", "write it like 4, -4 or 1.5"),
            Json::NumberOutOfRange => ("this number is too long", "write fewer digits, or put it in quotes"),
            Json::InvalidEscape
            | Json::UnexpectedEndOfHexEscape
            | Json::InvalidUnicodeCodePoint
            | Json::LoneLeadingSurrogateInHexEscape => {
                ("this backslash begins nothing that JSON knows", "write \\\\ for a backslash")
            }
            Json::ControlCharacterWhileParsingString => (
                "a text holds a control character, such as a line break or a tab",
                "write \\n for a line break and \\t for a tab",
            ),
            Json::KeyMustBeAString => ("the name of a field is not in quotes", "put it in quotes"),
            Json::TrailingComma => ("nothing follows this comma", "take the comma before it out"),
            Json::TrailingCharacters => ("something follows the end of the map", "take it out"),
            Json::RecursionLimitExceeded | Json::FloatExpectingInt | Json::DuplicateKey(_) | Json::InternalError(_) => {
                return Self { offset: error.index, message: kind.to_string(), advice: String::new() };
            }
        };
        Self { offset: error.index, message: message.to_owned(), advice: advice.to_owned() }
    }
}
