//! Bytes of any kind as pasted_text: see the properties.
#![no_main]

#[path = "../properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::check("pasted_text", bytes));
