//! `boardwalk git-setup`: lets git merge maps as maps, and show what differs in them in plain English.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use super::{Console, Verdict};

/// Let git merge maps record by record in this repository, and show differences in plain English
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boardwalk git-setup\n  boardwalk git-setup councils/\n\nEach person runs it once in \
                        each copy of the repository. It may be run again, as after moving boardwalk.\n\nExit status: 0 \
                        if all is set up, 2 if not."
)]
pub(super) struct Arguments {
    /// A folder of the repository
    #[arg(default_value = ".")]
    folder: PathBuf,
}

/// What the repository says to everybody. Who has not set git up gets a conflict, never a merge of the text.
const FOR_ALL: &str = "*.boardwalk -merge diff=boardwalk";
/// What this copy says, before and above what branches say: their files may not be there yet.
const HERE: &str = "*.boardwalk merge=boardwalk diff=boardwalk";

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    match set_up(&arguments.folder) {
        Ok(told) => {
            console.print(&told)?;
            Ok(Verdict::Clean)
        }
        Err(what) => {
            console.complain(what);
            Ok(Verdict::Failed)
        }
    }
}

fn set_up(folder: &Path) -> Result<String, String> {
    let attributes_here = PathBuf::from(git(folder, &["rev-parse", "--git-path", "info/attributes"])?);
    let attributes_here = folder.join(attributes_here);
    let is_bare = git(folder, &["rev-parse", "--is-bare-repository"])? == "true";
    let mut told = String::new();
    // The attributes come first: a driver without them is never asked.
    if !is_bare {
        let root = PathBuf::from(git(folder, &["rev-parse", "--show-toplevel"])?);
        let file = root.join(".gitattributes");
        if add_line(&file, FOR_ALL)? {
            told += &format!(
                "{}: added \"{FOR_ALL}\"; commit this file, for those who have not set git up\n",
                file.display()
            );
        }
    }
    add_line(&attributes_here, HERE)?;
    let program = program()?;
    let settings = [
        ("merge.boardwalk.name", "Boardwalk maps, record by record".to_owned()),
        ("merge.boardwalk.driver", driver(&program)),
        // What it prints is kept by git under this command and the file: another number is other words.
        ("diff.boardwalk.textconv", format!("{program} textconv --words 1")),
        ("diff.boardwalk.cachetextconv", "false".to_owned()),
    ];
    for (name, value) in &settings {
        git(folder, &["config", "--local", name, value])?;
    }
    Ok(told + "git merges maps record by record here now, and shows what differs in them in plain English.\n")
}

/// git takes every status up to 128 for a conflict, and keeps our side alone: so it does where the program is gone. From 129
/// on it undoes the merge.
fn driver(program: &str) -> String {
    let merge = format!("{program} merge --marker-size %L --name %P --output %A %O %A %B");
    format!("{merge} || {{ status=$?; test $status -eq 1 && exit 1; exit 129; }}")
}

/// The program's own path, as the shell that git starts reads it.
fn program() -> Result<String, String> {
    let path = std::env::current_exe().map_err(|error| format!("the program does not find itself ({error})"))?;
    let path = path.to_str().ok_or("the path of the program is no text that git could keep")?.replace('\\', "/");
    Ok(format!("'{}'", path.replace('\'', "'\\''")))
}

/// Adds a line to a file that may not be there, unless it has that line; gives whether it was added.
fn add_line(file: &Path, line: &str) -> Result<bool, String> {
    let trouble = |error: io::Error| format!("{}: the file cannot be written ({error})", file.display());
    let mut text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(trouble(error)),
    };
    // Of two lines about the same files the later one holds.
    let of_maps = text.lines().rfind(|other| other.starts_with("*.boardwalk "));
    if of_maps == Some(line) {
        return Ok(false);
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text += line;
    text.push('\n');
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(trouble)?;
    }
    fs::write(file, text).map_err(trouble)?;
    Ok(true)
}

/// What git answers.
fn git(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let output = output.map_err(|error| format!("git does not start ({error}); install git first"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(format!("{}: git says: {said}", folder.display()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}
