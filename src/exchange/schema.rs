//! The JSON Schema of map files, generated from the model.

use schemars::generate::SchemaSettings;

use super::boardwalk_file::MapFile;

/// The schema, as `assets/boardwalk.schema.json` holds it.
pub fn text() -> String {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<MapFile<'_>>();
    format!("{:#}\n", schema.as_value())
}
