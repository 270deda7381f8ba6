//! Graphs that would take much more than they are, if they were let.

use std::io::Write as _;

use base64::Engine as _;

#[cfg(target_os = "linux")]
use crate::bounded;

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
    let keys: String = (0..2_000)
        .map(|number| format!("<key id=\"a{number}\" for=\"node\" attr.name=\"a{number}\"><default>q</default></key>"))
        .collect();
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
        ("name.json", format!("{{\"nodes\": [{{\"id\": \"{}\"}}], \"edges\": []}}", "x".repeat(20 << 20)), false),
        ("name.graphml", graphml(&format!("<node id=\"{}\"/>", "x".repeat(20 << 20))), false),
        (
            "usual.graphml",
            format!("<graphml>{keys}<graph edgedefault=\"directed\">{}</graph></graphml>", "<node/>".repeat(10_000)),
            false,
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
    for (name, text, should) in hostile() {
        let (is_read, told) = bounded::import(folder.path(), name, text);
        assert_eq!(is_read, should, "{name}: {told}");
        if name == "outside.graphml" {
            assert!(told.contains("names something outside it") && told.contains("&x; stands for"), "{told}");
            let out = folder.path().join("outside.graphml.boardwalk");
            let map = std::fs::read_to_string(out).expect("written");
            assert!(!map.contains("root:"), "what it names is not opened");
        }
    }
}
