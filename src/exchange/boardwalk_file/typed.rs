//! The second pass over a map file: serde builds the map from text that is known to be sound JSON.

use std::fmt;

use jiter::{Jiter, JiterError, Peek};
use serde::de::value::StringDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

use super::fault::{ReadError, Trail};
use crate::model::Map;
use crate::model::quote::{message, shortened};

/// Builds the map that the text holds.
pub(super) fn map(text: &str) -> Result<Map, ReadError> {
    let mut cursor = Cursor { text, jiter: Jiter::new(text.as_bytes()), trail: Trail::default() };
    Map::deserialize(Value(&mut cursor)).map_err(|mistake| {
        ReadError::at(text, mistake.offset.unwrap_or_default(), &cursor.trail, mistake.message, mistake.advice)
    })
}

/// Where the reader is. After a mistake it stays where it was met.
struct Cursor<'t> {
    text: &'t str,
    jiter: Jiter<'t>,
    trail: Trail,
}

/// The value that stands next.
struct Value<'c, 't>(&'c mut Cursor<'t>);

/// What does not fit the model, and the byte at which it stands, once that is known.
#[derive(Debug)]
struct Mistake {
    offset: Option<usize>,
    message: String,
    advice: String,
}

impl Mistake {
    fn new(message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { offset: None, message: message.into(), advice: advice.into() }
    }

    /// Places the mistake, unless it was met further in.
    fn at(mut self, offset: usize) -> Self {
        self.offset.get_or_insert(offset);
        self
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.advice)
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        let text = self::message(&text);
        // The model's own messages give their advice after a colon.
        match text.split_once(": ") {
            Some((message, advice)) => Self::new(message, advice),
            None => Self::new(text.into_owned(), ""),
        }
    }

    fn invalid_value(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(format!("{} does not fit here", shortened(&found.to_string())), format!("write {expected}"))
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        Self::new(
            format!("\"{}\" is not known here", shortened(found)),
            format!("write one of {}", expected.join(", ")),
        )
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(format!("\"{field}\" is missing"), "add it")
    }
}

impl From<JiterError> for Mistake {
    fn from(error: JiterError) -> Self {
        // The first pass has found the text sound, so that this is never seen.
        Self::new(error.error_type.to_string(), "").at(error.index)
    }
}

impl<'t> Value<'_, 't> {
    /// What stands next, and at which byte it starts.
    fn peek(&mut self) -> Result<(Peek, usize), Mistake> {
        let peek = self.0.jiter.peek()?;
        Ok((peek, self.0.jiter.current_index()))
    }

    /// Passes over the value and gives its text.
    fn skip(&mut self) -> Result<&'t str, Mistake> {
        let (_, start) = self.peek()?;
        self.0.jiter.next_skip()?;
        Ok(self.0.text.get(start..self.0.jiter.current_index()).unwrap_or_default())
    }

    /// The text of a number that a whole-number type can take.
    fn whole<T: std::str::FromStr>(mut self, range: &str) -> Result<T, Mistake> {
        let (peek, start) = self.peek()?;
        let advice = || format!("write a whole number from {range}");
        if !peek.is_num() {
            return Err(wrong_type("a number", peek, advice()).at(start));
        }
        let digits = self.skip()?;
        digits.parse().map_err(|_| Mistake::new(format!("{} does not fit here", shortened(digits)), advice()).at(start))
    }
}

fn wrong_type(expected: &str, found: Peek, advice: impl Into<String>) -> Mistake {
    let found = match found {
        Peek::Null => "null",
        Peek::True | Peek::False => "true or false",
        Peek::String => "a text",
        Peek::Array => "a list",
        Peek::Object => "a record",
        _ => "a number",
    };
    Mistake::new(format!("this must be {expected} and is {found}"), advice)
}

impl<'de> Deserializer<'de> for Value<'_, '_> {
    type Error = Mistake;

    /// Whoever does not mind what stands here collects unknown fields, and gets the text of the value on one line.
    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_string(one_line(self.skip()?))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Mistake> {
        self.skip()?;
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Mistake> {
        match self.peek()? {
            (peek @ (Peek::True | Peek::False), _) => visitor.visit_bool(self.0.jiter.known_bool(peek)?),
            (peek, start) => Err(wrong_type("true or false", peek, "write true or false, without quotes").at(start)),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_u32(self.whole("0 to 4294967295")?)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_i32(self.whole("-2147483648 to 2147483647")?)
    }

    fn deserialize_f64<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Mistake> {
        let (peek, start) = self.peek()?;
        if !peek.is_num() {
            return Err(wrong_type("a number", peek, "write a number, without quotes").at(start));
        }
        let digits = self.skip()?;
        let advice = || Mistake::new(format!("{} is too big", shortened(digits)), "write a smaller number").at(start);
        let number = digits.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(advice)?;
        visitor.visit_f64(number).map_err(|mistake: Mistake| mistake.at(start))
    }

    fn deserialize_str<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Mistake> {
        match self.peek()? {
            (Peek::String, start) => {
                visitor.visit_str(self.0.jiter.known_str()?).map_err(|mistake: Mistake| mistake.at(start))
            }
            (peek, start) => Err(wrong_type("a text", peek, "write it in quotes").at(start)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Mistake> {
        let (peek, start) = self.peek()?;
        if peek == Peek::Null {
            self.0.jiter.known_null()?;
            return visitor.visit_none();
        }
        visitor.visit_some(self).map_err(|mistake: Mistake| mistake.at(start))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Mistake> {
        match self.peek()? {
            (Peek::Array, start) => {
                visitor.visit_seq(List { cursor: self.0, next: 0 }).map_err(|mistake: Mistake| mistake.at(start))
            }
            (peek, start) => Err(wrong_type("a list", peek, "write it in square brackets").at(start)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Mistake> {
        match self.peek()? {
            (Peek::Object, start) => {
                visitor.visit_map(Fields { cursor: self.0, first: true }).map_err(|mistake: Mistake| mistake.at(start))
            }
            (peek, start) => Err(wrong_type("a record", peek, "write it in curly brackets").at(start)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let (peek, start) = self.peek()?;
        let value = match peek {
            Peek::String => visitor.visit_enum(self.0.jiter.known_str()?.to_owned().into_deserializer()),
            Peek::Object => visitor.visit_enum(Tagged(self.0)),
            _ => Err(wrong_type("a text", peek, "write it in quotes")),
        };
        value.map_err(|mistake: Mistake| mistake.at(start))
    }

    forward_to_deserialize_any! {
        i8 i16 i64 i128 u8 u16 u64 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

/// The values of a list.
struct List<'c, 't> {
    cursor: &'c mut Cursor<'t>,
    next: usize,
}

impl<'de> de::SeqAccess<'de> for List<'_, '_> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mistake> {
        let jiter = &mut self.cursor.jiter;
        let next = if self.next == 0 { jiter.known_array()? } else { jiter.array_step()? };
        if next.is_none() {
            return Ok(None);
        }
        self.cursor.trail.enter_place(self.next, self.cursor.jiter.current_index());
        let value = seed.deserialize(Value(self.cursor))?;
        self.cursor.trail.leave();
        self.next += 1;
        Ok(Some(value))
    }
}

/// The fields of a record.
struct Fields<'c, 't> {
    cursor: &'c mut Cursor<'t>,
    first: bool,
}

impl<'de> de::MapAccess<'de> for Fields<'_, '_> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mistake> {
        let jiter = &mut self.cursor.jiter;
        let key = if self.first { jiter.known_object()? } else { jiter.next_key()? };
        self.first = false;
        let Some(key) = key.map(str::to_owned) else { return Ok(None) };
        self.cursor.trail.enter_key(key.clone());
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Mistake> {
        let value = seed.deserialize(Value(self.cursor))?;
        self.cursor.trail.leave();
        Ok(value)
    }
}

/// A record of one field, whose name says what its value is.
struct Tagged<'c, 't>(&'c mut Cursor<'t>);

impl<'de> de::EnumAccess<'de> for Tagged<'_, '_> {
    type Error = Mistake;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Mistake> {
        let Some(tag) = self.0.jiter.known_object()?.map(str::to_owned) else {
            return Err(Mistake::new(
                "this record is empty",
                "write what it is and its fields, such as {\"node\": {...}}",
            ));
        };
        self.0.trail.enter_key(tag.clone());
        let tag: StringDeserializer<Mistake> = tag.into_deserializer();
        Ok((seed.deserialize(tag)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for Tagged<'_, '_> {
    type Error = Mistake;

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mistake> {
        let value = seed.deserialize(Value(self.0))?;
        self.0.trail.leave();
        match self.0.jiter.next_key()? {
            None => Ok(value),
            Some(key) => {
                let message = format!("\"{}\" stands beside what the record is", shortened(key));
                Err(Mistake::new(message, "write it as a change of its own"))
            }
        }
    }

    fn unit_variant(self) -> Result<(), Mistake> {
        Err(Mistake::new("this must be a text and is a record", "write it in quotes"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Mistake> {
        Err(Mistake::new("this must be a text and is a record", "write it in quotes"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Mistake> {
        Err(Mistake::new("this must be a text and is a record", "write it in quotes"))
    }
}

/// A sound JSON text without line breaks, and with one space after each comma and colon.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let (mut in_text, mut escaped) = (false, false);
    for character in text.chars() {
        if in_text {
            line.push(character);
            in_text = escaped || character != '"';
            escaped = !escaped && character == '\\';
        } else if !character.is_ascii_whitespace() {
            in_text = character == '"';
            line.push(character);
            if matches!(character, ',' | ':') {
                line.push(' ');
            }
        }
    }
    line
}
