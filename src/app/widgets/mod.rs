//! Widgets: what panels and dialogs are made of.

pub mod popup;
pub mod question;
pub mod theme;
