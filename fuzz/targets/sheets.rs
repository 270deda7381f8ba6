//! Bytes of any kind as a sheet of another program: see the properties.
#![no_main]

#[path = "../properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::check("sheets", bytes));
