//! The model: what a partnership landscape consists of, and the one way in which it changes.
//!
//! Reading order: [`id`] and [`when`] are the small values, [`evidence`], [`area`], [`node`] and [`link`] the records,
//! [`expectation`], [`view`], [`records`] and [`accepted`] the remaining ones, [`table`] holds those of one type, [`entry`] is any of them, [`option`] a
//! redesign, [`map`] the whole, [`invariants`] what holds in each map, [`edit`] the way it changes, [`diff`] what two maps
//! differ in, [`three_way`] how two versions of one become one, [`descent`] from which version a map comes, and [`undecided`] where they do not go together; [`as_of`](mod@as_of) is a map on a date; [`words`] are lists and counts as people write them, [`quote`] what others wrote as sentences may repeat it,
//! [`spelling`] tells when two names are one, and [`alphabet`] in which order they stand.

pub mod accepted;
pub mod alphabet;
pub mod amount;
pub mod area;
pub mod as_of;
pub mod capture;
pub mod decide;
pub mod descent;
pub mod diff;
pub mod edit;
pub mod entry;
pub mod evidence;
pub mod expectation;
pub mod focus;
pub mod id;
pub mod invariants;
pub mod link;
pub mod map;
mod merge;
pub mod node;
pub mod option;
pub mod places;
pub mod quantity;
pub mod quote;
pub mod records;
mod repoint;
pub mod seat;
pub mod spelling;
pub mod table;
pub mod three_way;
pub mod undecided;
pub mod unknown;
pub mod view;
mod weight;
pub mod when;
pub mod whereabouts;
pub mod words;

pub use accepted::{Accepted, Grade};
pub use area::{Area, Areas};
pub use as_of::{Lives, as_of};
pub use capture::{Capture, CaptureKind};
pub use entry::{Entry, EntryKind, Header};
pub use evidence::{Confidence, Evidence};
pub use expectation::{Expectation, ExpectationKind, Fulfilment, Stance};
pub use focus::{Focus, Question, Rest};
pub use id::Id;
pub use link::{Arrangement, End, Link, LinkKind, LinkStatus};
pub use map::Map;
pub use node::{Meets, Node, NodeKind, NodeStatus, Resourcing, StrandKind, Tier};
pub use option::{Change, DesignOption};
pub use quantity::Quantity;
pub use records::{Position, Record, Settings, Source, Spot, Spots, Theme, Total};
pub use seat::{Period, SeatRole};
pub use table::Table;
pub use undecided::Undecided;
pub use unknown::{RawJson, Unknown};
pub use view::{LitFinding, View, Views};
pub use when::When;
