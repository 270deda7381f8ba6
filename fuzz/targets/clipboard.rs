//! Bytes of any kind as clipboard: see the properties.
#![no_main]

#[path = "../properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::check("clipboard", bytes));
