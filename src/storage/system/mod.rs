//! What not every system can do: rights from the first byte, owners, notes at files, and two files that change places.

#[cfg(not(unix))]
mod elsewhere;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(super) use elsewhere::{CAN_EXCHANGE, create, dress, exchange, make_private, private_folder};
#[cfg(unix)]
pub(super) use unix::{CAN_EXCHANGE, create, dress, exchange, make_private, private_folder};

/// Something of a file that cannot be given to the one that takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Whose it is.
    Owner,
    /// Its group.
    Group,
    /// The list of who may use it, beside owner and group.
    Access,
    /// What other programs have noted at it.
    Notes,
}

impl Loss {
    /// What saving would do.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Owner => "make you the owner of the file",
            Self::Group => "take the file from its group, whose members could not use it any more",
            Self::Access => "drop the list of who else may use the file",
            Self::Notes => "drop what other programs have noted at the file, such as tags",
        }
    }

    /// What saving has done.
    pub(super) fn words_after(self) -> &'static str {
        match self {
            Self::Owner => "made you the owner of the file",
            Self::Group => "took the file from its group, whose members cannot use it any more",
            Self::Access => "dropped the list of who else may use the file",
            Self::Notes => "dropped what other programs had noted at the file, such as tags",
        }
    }
}

/// Who may use a new file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rights<'a> {
    /// Nobody but its owner.
    Private,
    /// Whoever may use any new file here.
    Usual,
    /// The same, but nobody who may not use that file.
    AtMost(&'a std::fs::Metadata),
}
