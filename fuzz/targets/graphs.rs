//! Bytes of any kind as a graph of another program: see the properties.
#![no_main]

#[path = "../properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::check("graphs", bytes));
