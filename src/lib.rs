//! Boardwalk: a linter and a drawing board for accountability.
//!
//! Modules in reading order: [`model`] is what a landscape consists of; [`editing`] is what people do to it; [`analysis`]
//! finds what is wrong with it, [`options`] sets redesigns of it beside each other, [`layout`] where its cards stand and how its lines run, [`drawing`] what it looks like,
//! [`report`] makes a board paper of it,
//! [`document`] what is open; [`exchange`] turns text and bytes into values and back, [`storage`] is the disk; [`session`]
//! is what the window works on; [`cli`] and [`app`] are the two faces.
//! Dependencies point one way, and `tests/tidy` holds them there.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod document;
pub mod drawing;
pub mod editing;
pub mod exchange;
pub mod layout;
pub mod model;
pub mod options;
pub mod report;
pub mod session;
pub mod storage;
