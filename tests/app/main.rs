//! The window, as people use it: through the accessibility tree, with the real application behind it.

mod accepting;
mod answering;
mod areas;
mod editing;
mod expectations;
mod facts;
mod figures;
mod files;
mod hanging;
mod harness;
mod impact;
mod inspector;
mod keys;
mod looking;
mod matrix;
mod new_map;
mod options;
mod pasting;
mod pointing;
mod register;
mod scripts;
mod searching;
mod soak;
mod start;
mod staying;
mod versions;
