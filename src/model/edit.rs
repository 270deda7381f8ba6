//! Edits: the one way in which a map changes.
