//! What each format becomes, as the README and the window tell it.

/// What the parts of a format become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Becomes {
    /// What the format is called.
    pub format: &'static str,
    /// How its files end.
    pub files: &'static str,
    /// What becomes a body, post or strand.
    pub nodes: &'static str,
    /// What becomes a line.
    pub lines: &'static str,
    /// What becomes a field, and what does not come.
    pub rest: &'static str,
}

/// One for each format.
pub const TABLE: [Becomes; 8] = [
    Becomes {
        format: "GraphML",
        files: ".graphml (also yEd's)",
        nodes: "nodes and yEd's groups, called by their label, else by their name or id",
        lines: "edges, of the kind that their label or an attribute says; what is within a group is part of it",
        rest: "attributes are fields; shapes and colours, ports and hyperedges are left out",
    },
    Becomes {
        format: "GEXF",
        files: ".gexf",
        nodes: "nodes, called by their label",
        lines: "edges; a mutual one is two lines; what is within another node is part of it",
        rest: "attributes are fields, start and end are since and until; of several spells the first is taken; colours are left out",
    },
    Becomes {
        format: "DOT",
        files: ".dot, .gv",
        nodes: "nodes, and clusters that have a label",
        lines: "edges, one for each pair of a chain or of groups; what is in a cluster is part of it",
        rest: "attributes are fields, but for those that only say how Graphviz draws",
    },
    Becomes {
        format: "Kumu",
        files: ".json",
        nodes: "elements",
        lines: "connections; a mutual one is two lines",
        rest: "type is the kind, description the remit, other fields stay fields; loops and views are left out; Kumu's spreadsheets are read as spreadsheets",
    },
    Becomes {
        format: "draw.io",
        files: ".drawio, .xml (plain or compressed)",
        nodes: "shapes with words on them, and containers, of all pages",
        lines: "connectors that are fastened at both ends, of the kind that their words say; what is in a container is part of it",
        rest: "data of shapes are fields; shapes without words, loose connectors and styles are left out",
    },
    Becomes {
        format: "JSON Graph",
        files: ".json, .jgf",
        nodes: "nodes, of version 1 and 2",
        lines: "edges, of the kind that their relation or label says",
        rest: "metadata are fields; hyperedges are left out",
    },
    Becomes {
        format: "JSON with nodes and links",
        files: ".json",
        nodes: "nodes, as networkx, graphology, Cytoscape and D3 write them",
        lines: "links or edges; what has a parent in Cytoscape is part of it",
        rest: "attributes are fields",
    },
    Becomes {
        format: "ArchiMate",
        files: ".xml (exchange file)",
        nodes: "elements: roles are posts, actors partners, functions and processes strands",
        lines: "relationships, of the kind that their name or type says",
        rest: "properties are fields, documentation the remit; views and folders are left out",
    },
];

/// What a format becomes, by what it is called.
pub fn of_format(format: &str) -> Option<&'static Becomes> {
    TABLE.iter().find(|becomes| becomes.format == format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_says_of_every_format_what_it_becomes() {
        let readme = include_str!("../../../../README.md");
        for Becomes { format, files, nodes, lines, rest } in TABLE {
            let row = format!("| {format} ({files}) | {nodes} | {lines} | {rest} |");
            assert!(readme.contains(&row), "{row}");
        }
    }
}
