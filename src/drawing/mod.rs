//! The drawing: what the screen and every export share. No toolkit stands in here, and nothing is painted here either:
//! a map becomes a [`Scene`], plain data that any painter can follow.
//!
//! Reading order: [`ink`] and [`mark`] are what pictures are made of, [`sight`] is who tells their colours apart,
//! [`text`] is how wide a text runs, and
//! [`typeset`] its letters as outlines; [`shown`]
//! chooses, [`card`], [`line`] and [`area`] draw, [`lens`] colours, [`compose`](mod@compose) puts it together into a
//! [`scene`], and [`legend`](mod@legend) explains it; [`depict`](mod@depict) draws a finding into it, with a [`callout`]
//! and the mark of its [`family`]; [`change`] draws what becomes of one map in another, and [`focus`] has what
//! nobody looks at stand back.

pub mod area;
mod areas;
mod bus;
pub mod callout;
pub mod card;
pub mod change;
pub mod changed;
pub mod compose;
pub mod depict;
pub mod entry;
pub mod family;
pub mod fit;
pub mod focus;
pub mod fold;
pub mod gallery;
pub mod ink;
mod inside;
pub mod legend;
pub mod lens;
pub mod line;
mod lines;
pub mod mark;
pub mod packed;
mod paved;
pub mod placing;
pub mod scene;
pub mod sheet;
pub mod shown;
pub mod sight;
pub mod text;
pub mod typeset;
mod union;
pub mod words;

pub use callout::Callout;
pub use change::Difference;
pub use changed::{Change, Changed};
pub use compose::{Earlier, Plan, compose};
pub use depict::{Depiction, depict, mark_size};
pub use family::family_mark;
pub use fit::{names_in, names_near, plan};
pub use focus::Focusing;
pub use fold::{Folding, Least};
pub use ink::{Ink, Palette, Rgb};
pub use inside::Inside;
pub use legend::{Legend, legend};
pub use lens::{Category, Lens};
pub use mark::{Anchor, Dash, Mark, Outline, Pen, TextRun};
pub use placing::parameters;
pub use scene::{Area, Card, Focused, Fold, Line, Scene};
pub use sheet::Sheet;
pub use shown::{Choice, Hidden, Shown, Switch};
pub use sight::Sight;
pub use text::Weight;
