//! Options: which one is meant, what it changes and why, what becomes of everything under it, and how several compare.
//!
//! Reading order: [`choice`](chosen) finds an option by its name, [`difference`](differences) says what differs between two
//! maps, [`decisions`](decisions()) lists what an option changes with the reasons, [`ledger`](ledger()) says what becomes of
//! each body and strand, `expectations` how they stand to what partners expect, [`compare`](compare()) sets options beside
//! each other, [`counted`](InFull::counted) says what each of its figures counts, and [`talk`](talk()) makes views of it all to be presented.

mod choice;
mod compare;
mod counted;
mod decisions;
mod difference;
mod expectations;
mod heirs;
mod ledger;
mod proposals;
mod talk;

pub use choice::{chosen, in_option, quoted, twins};
pub use compare::{
    Compared, Comparison, Counts, Figure, InFull, MOST_COMPARED, Rank, Side, Standing, compare, compare_in_full,
};
pub use counted::{Item, On};
pub use decisions::{Decision, Decisions, decisions};
pub use difference::{Differs, FieldDiffers, differences};
pub use expectations::{Outlook, Proposal};
pub use heirs::Why;
pub use ledger::{About, Behind, Fate, FateKind, Ledger, Line, Tally, ledger};
pub use proposals::{Suggestion, proposals};
pub use talk::talk;
