//! Widgets: what panels and dialogs are made of.

pub mod choosing;
pub mod folding;
pub mod in_view;
pub mod keys;
pub mod list;
pub mod lookup;
pub mod picking;
pub mod popup;
pub mod question;
pub mod regions;
pub mod ring;
pub mod scripts;
pub mod spelling;
pub mod tab_line;
pub mod theme;
pub mod uneven;
