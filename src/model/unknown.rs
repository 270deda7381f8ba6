//! What a file holds that this version does not know: kept as it was, at every level.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::ser::Formatter;
use serde_json::value::RawValue;

/// A JSON value as one line of text, kept without being understood: `1e999` stays `1e999`.
///
/// No other type of the model asks a deserializer for *any* value, so that the reader of map files knows by that
/// question that the text itself is wanted. Other deserializers must not be used for maps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RawJson(pub String);

/// Fields that this version does not know, by name. They survive open and save.
pub type Unknown = BTreeMap<String, RawJson>;

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match RawValue::from_string(self.0.clone()) {
            Ok(value) => value.serialize(serializer),
            // Not from a file. As a text it is kept, and the file stays sound.
            Err(_) => serializer.serialize_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = RawJson;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the text of a JSON value")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<RawJson, E> {
                Ok(RawJson(text.to_owned()))
            }

            fn visit_string<E: de::Error>(self, text: String) -> Result<RawJson, E> {
                Ok(RawJson(text))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl JsonSchema for RawJson {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RawJson".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        true.into()
    }
}

/// Reads a field that, where it is there, is kept whatever it holds: even `null`.
pub(super) fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<RawJson>, D::Error> {
    RawJson::deserialize(deserializer).map(Some)
}

/// The fields of a record by name, each as the text of its value.
pub fn fields_of(record: &impl Serialize) -> BTreeMap<String, RawJson> {
    parts_of(&text_of(record))
}

/// A record as text on one line, spaced as files are.
pub fn text_of(record: &impl Serialize) -> RawJson {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, OneLine);
    record.serialize(&mut serializer).expect("the model has no value without a form in JSON");
    RawJson(String::from_utf8(bytes).expect("JSON is written as UTF-8"))
}

/// Sets a blank after each comma and colon.
struct OneLine;

impl Formatter for OneLine {
    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

/// The record that a text of the model's own holds, with what this version does not know of it as it was.
pub(super) fn record_of<T: DeserializeOwned>(text: &RawJson) -> Option<T> {
    T::deserialize(Text(&text.0)).ok()
}

/// A value in JSON that is asked for *any* value only where its text is wanted, as the reader of map files is.
#[derive(Clone, Copy)]
struct Text<'de>(&'de str);

type Fields<'de> = MapDeserializer<'de, std::vec::IntoIter<(String, Text<'de>)>, serde_json::Error>;

impl<'de> Text<'de> {
    fn fields(self) -> Result<Fields<'de>, serde_json::Error> {
        let fields: BTreeMap<String, &'de RawValue> = serde_json::from_str(self.0)?;
        let fields: Vec<_> = fields.into_iter().map(|(name, value)| (name, Text(value.get()))).collect();
        Ok(MapDeserializer::new(fields.into_iter()))
    }
}

impl<'de> IntoDeserializer<'de, serde_json::Error> for Text<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Plain values are read as anybody reads them.
macro_rules! plain {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
            serde_json::Deserializer::from_str(self.0).$method(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = serde_json::Error;

    plain! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 deserialize_char deserialize_str
        deserialize_string deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_identifier
        deserialize_ignored_any
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        if self.0 == "null" { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Self::Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let elements: Vec<&'de RawValue> = serde_json::from_str(self.0)?;
        visitor.visit_seq(SeqDeserializer::new(elements.into_iter().map(|element| Text(element.get()))))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Self::Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_map(self.fields()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        match self.0.starts_with('{') {
            true => MapAccessDeserializer::new(self.fields()?).deserialize_enum(name, variants, visitor),
            false => serde_json::Deserializer::from_str(self.0).deserialize_enum(name, variants, visitor),
        }
    }
}

/// The parts of a value that has named parts; none of any other.
pub fn parts_of(value: &RawJson) -> BTreeMap<String, RawJson> {
    let parts: BTreeMap<String, Box<RawValue>> = serde_json::from_str(&value.0).unwrap_or_default();
    parts.into_iter().map(|(name, value)| (name, RawJson(value.get().to_owned()))).collect()
}
