//! Help: what can be looked up in it.

/// What is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// What has the keyboard just now or is chosen; if nothing is, how the program is used.
    Here,
    /// Every shortcut.
    Keys,
    /// A rule, by its code.
    Rule(&'static str),
    /// A field, by the record that it belongs to and its name, both as in the schema of map files.
    Field(&'static str, &'static str),
}
