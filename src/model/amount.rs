//! Money in a file: an exact decimal, written as text so that no program on the way rounds it.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A text that is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no amount: write plain digits, such as \"24383000\" or \"1250.50\"")]
pub struct NoAmount(pub String);

/// The amount that `text` writes, if it is written as amounts are: plain digits, a point at most, up to 28 digits.
pub fn parse(text: &str) -> Result<Decimal, NoAmount> {
    let amount = Decimal::from_str_exact(text).ok().filter(|amount| amount.to_string() == text);
    amount.ok_or_else(|| NoAmount(text.to_owned()))
}

/// Writes an amount.
pub fn serialize<S: Serializer>(amount: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(amount)
}

/// Reads an amount.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// Amounts that may be absent.
pub mod optional {
    use super::{Amount, Decimal, Deserialize, Deserializer, Serialize, Serializer};

    /// Writes an amount.
    pub fn serialize<S: Serializer>(amount: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
        amount.map(Amount).serialize(serializer)
    }

    /// Reads an amount.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
        Ok(Option::<Amount>::deserialize(deserializer)?.map(|Amount(amount)| amount))
    }
}

/// An amount as a file writes it.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(#[serde(with = "self")] Decimal);

impl JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An exact amount in plain digits",
            "pattern": "^-?[0-9]+(\\.[0-9]+)?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn amounts_are_exact_and_written_one_way() {
        for text in ["0", "24383000", "1250.50", "-3", "0.0000000000000000000000000001"] {
            assert_eq!(parse(text).map(|amount| amount.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "1e3", "+5", "1_000", "1,000", " 1", "01", "1.", ".5", "-0", "0.00000000000000000000000000001"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
