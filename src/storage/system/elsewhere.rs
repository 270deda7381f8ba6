//! Where files have no owners that a program could set: a new file has the rights of its folder.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use super::{Loss, Rights};

/// Whether two files can change places, on some disks at least.
pub(in crate::storage) const CAN_EXCHANGE: bool = false;

/// A new file.
pub(in crate::storage) fn create(path: &Path, _: Rights<'_>) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create_new(true).open(path)
}

/// Gives a new file what the old one has; what it cannot be given.
pub(in crate::storage) fn dress(new: &File, old: &Path) -> io::Result<Vec<Loss>> {
    new.set_permissions(fs::metadata(old)?.permissions()).map(|()| Vec::new())
}

/// Has two files change places.
pub(in crate::storage) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A folder with all above it, which is the user's own by where it lies.
pub(in crate::storage) fn private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Nobody but the owner may use what is there: so it is in the user's own folder.
pub(in crate::storage) fn make_private(_: &Path) -> io::Result<()> {
    Ok(())
}
