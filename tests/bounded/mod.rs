//! Importing files that would take much more than they are, with little memory and in little time.

use std::path::Path;
use std::process::Command;

/// Imports a file with no more than 200 megabytes and in little time: whether it could be read, and what was printed on
/// both streams, in one line. What cannot be read is refused in a sentence.
pub(super) fn import(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> (bool, String) {
    std::fs::write(folder.join(name), bytes).expect("written");
    let out = format!("{name}.boardwalk");
    let script = "ulimit -v 204800 && exec \"$0\" \"$@\"";
    let started = std::time::Instant::now();
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_boardwalk"), "import", name, "-o", &out]);
    // The allocator would else set a gigabyte of addresses aside at once.
    command.env("MIMALLOC_ARENA_RESERVE", "16384").current_dir(folder);
    let output = command.output().expect("the program starts");
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let status = output.status.code();
    assert!(matches!(status, Some(0..=2)), "{name}: {status:?} {text}");
    let is_read = status != Some(2);
    assert!(is_read || text.contains("error: "), "{name} is refused in a sentence: {text}");
    // Not optimised, and beside other tests: the program itself takes less than a second.
    assert!(started.elapsed().as_secs() < 20, "{name}: {:?}", started.elapsed());
    (is_read, text)
}
