//! Graphs that would take much more than they are, if they were let.

use std::io::Write as _;
use std::process::Command;

use base64::Engine as _;

/// A page of draw.io as it packs it.
fn packed(page: &[u8]) -> String {
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(page).expect("packed");
    let packed = base64::engine::general_purpose::STANDARD.encode(packer.finish().expect("packed"));
    format!("<mxfile><diagram>{packed}</diagram></mxfile>")
}

/// Files, and whether they can be read all the same.
fn hostile() -> Vec<(&'static str, String, bool)> {
    let entities: String = (0..30).map(|level| format!("<!ENTITY e{} \"&e{level};&e{level};\">", level + 1)).collect();
    let graphml = |inner: &str| format!("<graphml><graph edgedefault=\"directed\">{inner}</graph></graphml>");
    let dot_groups: String = (0..1_000).map(|number| format!("n{number} ")).collect();
    vec![
        (
            "laughs.graphml",
            format!(
                "<!DOCTYPE g [<!ENTITY e0 \"ha\">{entities}]>{}",
                graphml("<node id=\"&e30;a\"><data key=\"k\">&e30;</data></node>")
            ),
            true,
        ),
        (
            "outside.graphml",
            format!(
                "<!DOCTYPE g SYSTEM \"file:///etc/passwd\" [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}",
                graphml("<node id=\"a\"><data key=\"k\">&x;</data></node>")
            ),
            true,
        ),
        ("deep.graphml", graphml(&"<node id=\"a\"><graph>".repeat(200_000)), false),
        ("deeper.graphml", graphml(&format!("<node id=\"a\"><data>{}", "<x>".repeat(400_000))), false),
        ("many.graphml", graphml(&"<node id=\"a\"/>".repeat(1_000_000)), false),
        (
            "wide.gexf",
            format!("<gexf><graph><nodes><node id=\"a\">{}</node></nodes></graph></gexf>", "<x/>".repeat(2_000_000)),
            true,
        ),
        (
            "long.graphml",
            graphml(&format!("<node id=\"a\"><data key=\"k\">{}</data></node>", "x".repeat(20 << 20))),
            true,
        ),
        ("bomb.drawio", packed(&vec![b' '; 200 << 20]), false),
        ("deep.json", format!("{{\"nodes\": {}", "[".repeat(4 << 20)), false),
        ("many.json", format!("{{\"nodes\": [{}0]}}", "0,".repeat(8 << 20)), false),
        ("wide.dot", format!("digraph {{ {{{dot_groups}}} -> {{{dot_groups}}} }}"), false),
        ("deep.dot", format!("digraph {{ {} a", "{".repeat(1 << 20)), false),
        (
            "defaults.dot",
            format!("digraph {{ {} a }}", (0..200_000).map(|number| format!("node [a{number}=1]")).collect::<String>()),
            false,
        ),
        // Names that are all the same are compared with one, not with each other.
        (
            "same.dot",
            format!("digraph {{ {} }}", (0..5_000).map(|it| format!("n{it} [label=x];")).collect::<String>()),
            true,
        ),
        ("joined.dot", format!("digraph {{ a [label={}\"\"] }}", "\"x\" + ".repeat(1 << 20)), true),
    ]
}

/// With no more memory than that, and in little time: what is more is refused before it is taken.
#[test]
#[cfg(target_os = "linux")]
fn no_graph_takes_more_than_200_megabytes_or_long() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text, is_read) in hostile() {
        std::fs::write(folder.path().join(name), text).expect("written");
        let out = format!("{name}.boardwalk");
        let script = "ulimit -v 204800 && exec \"$0\" \"$@\"";
        let started = std::time::Instant::now();
        let mut command = Command::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_boardwalk"), "import", name, "-o", &out]);
        // The allocator would else set a gigabyte of addresses aside at once.
        command.env("MIMALLOC_ARENA_RESERVE", "16384").current_dir(folder.path());
        let output = command.output().expect("the program starts");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let status = output.status.code();
        assert!(matches!(status, Some(0..=2)), "{name}: {status:?} {text}");
        assert_eq!(status != Some(2), is_read, "{name}: {text}");
        assert!(is_read || text.contains("error: "), "{name} is refused in a sentence: {text}");
        // Not optimised, and beside other tests: the program itself takes less than a second.
        assert!(started.elapsed().as_secs() < 20, "{name}: {:?}", started.elapsed());
        if name == "outside.graphml" {
            let told = String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(told.contains("names something outside it") && told.contains("&x; stands for"), "{told}");
            let map = std::fs::read_to_string(folder.path().join(&out)).expect("written");
            assert!(!map.contains("root:"), "what it names is not opened");
        }
    }
}
