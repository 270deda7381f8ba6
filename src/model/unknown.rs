//! What a file holds that this version does not know: kept as it was, at every level.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use schemars::JsonSchema;
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

/// The parts of a value that has named parts; none of any other.
pub fn parts_of(value: &RawJson) -> BTreeMap<String, RawJson> {
    let parts: BTreeMap<String, Box<RawValue>> = serde_json::from_str(&value.0).unwrap_or_default();
    parts.into_iter().map(|(name, value)| (name, RawJson(value.get().to_owned()))).collect()
}
