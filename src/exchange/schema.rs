//! The JSON Schema of map files, generated from the model.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;

use super::boardwalk_file::MapFile;

/// The schema, as `assets/boardwalk.schema.json` holds it.
pub fn text() -> String {
    // Formats such as uint32 are no words of JSON Schema: strict validators refuse the whole schema for one.
    let without_formats = RecursiveTransform(|schema: &mut Schema| {
        schema.remove("format");
    });
    let settings = SchemaSettings::draft2020_12().with_transform(without_formats);
    let schema = settings.into_generator().into_root_schema_for::<MapFile<'_>>();
    format!("{:#}\n", schema.as_value())
}
