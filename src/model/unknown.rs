//! What a file holds that this version does not know: kept as it was, at every level.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;

/// A JSON value as one line of text, kept without being understood: `1e999` stays `1e999`.
///
/// No other type of the model asks a deserializer for *any* value, so that the reader of map files knows by that
/// question that the text itself is wanted. Other deserializers must not be used for maps.
#[derive(Debug, Clone, PartialEq, Eq)]
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
