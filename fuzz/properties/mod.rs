//! What must hold of every reader, whatever bytes it is given. The targets of the fuzzer and the ordinary test that goes
//! through its corpus share this.

mod imports;
mod kept;
mod readers;
mod values;

use std::time::Duration;

use cpu_time::ThreadTime;

/// A reader, and what must hold of it.
type Target = (&'static str, fn(&[u8]));

/// All of them.
pub(crate) const TARGETS: [Target; 9] = [
    ("baseline", readers::baseline),
    ("clipboard", readers::clipboard),
    ("graphs", imports::graphs),
    ("map_file", readers::map_file),
    ("pasted_text", readers::pasted_text),
    ("preferences", readers::preferences),
    ("safety_copy", readers::safety_copy),
    ("sheets", imports::sheets),
    ("values", values::values),
];

/// Gives the bytes to a reader. Panics if something does not hold, or takes longer than its bytes are worth.
pub(crate) fn check(target: &str, bytes: &[u8]) {
    let (_, holds) = TARGETS.iter().find(|(name, _)| *name == target).expect("a target of that name");
    let start = ThreadTime::now();
    holds(bytes);
    let most = Duration::from_millis(500) + Duration::from_micros(100) * u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let taken = start.elapsed();
    assert!(taken < most, "{taken:?} for {} bytes", bytes.len());
}
