//! Modes, owners, groups and extended attributes, of which lists of access are a kind.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::Path;

use rustix::fs::{CWD, RenameFlags};
use xattr::FileExt;

use super::{Loss, Rights};

/// What the owner, the group and others may do.
const ALL: u32 = 0o7777;
const GROUP: u32 = 0o070;
/// Runs as its owner, or as its group: of no use to a map.
const RUNS_AS: u32 = 0o6000;
/// The mode of new files, from which the user's mask takes what is not wanted.
const USUAL: u32 = 0o666;

/// Attributes that belong to the system or to the file alone: they come by themselves, or not at all.
const OF_SYSTEM: [&str; 3] = ["security.", "trusted.", "com.apple."];
/// What says who may use a file begins so.
const ACCESS: &str = "system.";

/// Whether two files can change places, on some disks at least.
pub(in crate::storage) const CAN_EXCHANGE: bool = true;

/// A new file, which from its first moment nobody may use but who is meant to.
pub(in crate::storage) fn create(path: &Path, rights: Rights<'_>) -> io::Result<File> {
    let mode = match rights {
        Rights::Private => 0o600,
        Rights::Usual => USUAL,
        Rights::AtMost(like) => 0o600 | (like.mode() & USUAL),
    };
    OpenOptions::new().read(true).write(true).create_new(true).mode(mode).open(path)
}

/// Gives a new file, which is empty still, what the old one has: owner, group, attributes and mode. What it cannot be given;
/// nobody may use it then whom the old one would not have let.
pub(in crate::storage) fn dress(new: &File, old: &Path) -> io::Result<Vec<Loss>> {
    let (was, is) = (fs::metadata(old)?, new.metadata()?);
    let mut losses = Vec::new();
    if was.uid() != is.uid() && fchown(new, Some(was.uid()), None).is_err() {
        losses.push(Loss::Owner);
    }
    if was.gid() != is.gid() && fchown(new, None, Some(was.gid())).is_err() {
        losses.push(Loss::Group);
    }
    losses.extend(give_attributes(new, old)?);
    let mut mode = was.mode() & ALL & !RUNS_AS;
    if losses.contains(&Loss::Group) {
        // Another group is not to have what was the old one's.
        mode &= !GROUP;
    }
    // Some disks have one mode for all, which cannot be set.
    if new.metadata()?.mode() & ALL != mode {
        new.set_permissions(Permissions::from_mode(mode))?;
    }
    losses.sort();
    losses.dedup();
    Ok(losses)
}

fn give_attributes(new: &File, old: &Path) -> io::Result<Vec<Loss>> {
    let wanted = names(xattr::list_deref(old))?;
    let given = names(new.list_xattr())?;
    let mut losses = Vec::new();
    // A folder may give a new file what the old one does not have.
    for name in given.iter().filter(|name| !wanted.contains(name)) {
        if new.remove_xattr(name).is_err() {
            losses.push(loss_of(name));
        }
    }
    for name in &wanted {
        let value = xattr::get_deref(old, name)?;
        if given.contains(name) && new.get_xattr(name).is_ok_and(|given| given == value) {
            continue;
        }
        if value.is_some_and(|value| new.set_xattr(name, &value).is_err()) {
            losses.push(loss_of(name));
        }
    }
    Ok(losses)
}

/// The names of attributes that people or their programs have given; a disk that knows none has none.
fn names(listed: io::Result<xattr::XAttrs>) -> io::Result<Vec<OsString>> {
    let is_of_people = |name: &OsString| {
        let name = name.to_string_lossy();
        !OF_SYSTEM.iter().any(|begins| name.starts_with(begins))
    };
    match listed {
        Ok(names) => Ok(names.filter(is_of_people).collect()),
        Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn loss_of(name: &OsStr) -> Loss {
    if name.to_string_lossy().starts_with(ACCESS) { Loss::Access } else { Loss::Notes }
}

/// Has two files change places, so that at no moment one of the two names is free.
pub(in crate::storage) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    let done = rustix::fs::renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(io::Error::from);
    // So says a disk that knows no such thing.
    done.map_err(
        |error| if error.kind() == io::ErrorKind::InvalidInput { io::ErrorKind::Unsupported.into() } else { error },
    )
}

/// A folder with all above it, into which nobody but its owner may look from its first moment.
pub(in crate::storage) fn private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    // Of an earlier version; some disks know no modes.
    set_mode(path, 0o700).ok();
    Ok(())
}

/// Nobody but the owner may use what is there.
pub(in crate::storage) fn make_private(path: &Path) -> io::Result<()> {
    set_mode(path, 0o600)
}

fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    if fs::metadata(path)?.mode() & ALL == mode {
        Ok(())
    } else {
        fs::set_permissions(path, Permissions::from_mode(mode))
    }
}
