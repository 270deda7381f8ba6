//! Options: which one is meant, what it changes and why, what becomes of everything under it, and how several compare.
//!
//! Reading order: [`choice`](chosen) finds an option by its name, [`difference`](differences) says what differs between two
//! maps, [`decisions`](decisions()) lists what an option changes with the reasons, [`ledger`](ledger()) says what becomes of
//! each body and strand, `expectations` how they stand to what partners expect, and [`compare`](compare()) sets options
//! beside each other.

mod choice;
mod compare;
mod decisions;
mod difference;
mod expectations;
mod heirs;
mod ledger;

pub use choice::{chosen, in_option, quoted, twins};
pub use compare::{Compared, Comparison, Figure, MOST_COMPARED, Rank, Standing, compare};
pub use decisions::{Decision, Decisions, decisions};
pub use difference::{Differs, FieldDiffers, differences};
pub use expectations::{Outlook, Proposal};
pub use heirs::Why;
pub use ledger::{About, Fate, Ledger, Line, Tally, ledger};
