//! What a fuzzer has found worth keeping, given to every reader again: see `fuzz` and `.ci/fuzz`.

#[path = "../fuzz/properties/mod.rs"]
mod properties;

use std::fs;
use std::path::Path;

#[test]
fn every_reader_keeps_to_its_properties() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (target, _) in properties::TARGETS {
        let files =
            fs::read_dir(seeds.join(target)).expect("a folder of seeds").map(|entry| entry.expect("an entry").path());
        let files: Vec<_> = files.collect();
        assert!(files.len() >= 5, "{target} has hardly any seeds");
        for file in files {
            let bytes = fs::read(&file).expect("a seed");
            let held = std::panic::catch_unwind(|| properties::check(target, &bytes));
            assert!(held.is_ok(), "{} is what does not hold", file.display());
        }
    }
}
