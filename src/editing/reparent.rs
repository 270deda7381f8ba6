//! Putting bodies under another.

/// What becomes of those that answer to a body which is put under another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Children {
    /// They stay under it.
    Follow,
    /// They go up to what it answered to before.
    GoUp,
}
