#!/usr/bin/env bash
# GML by igraph 1.0.0: names of attributes are squeezed until three are one.
#
# Guess, before it was run: GML has no underscores in names of keys, so that igraph refuses `link_id` or tells how it is
#   called now, and that networkx, which writes GML too, has the same rule.
# What happens: igraph leaves out whatever is no letter or digit, without a warning: `link_id` is linkid, and `part_of` and
#   `partOf` stay apart, but `part_of`, `part-of` and `part of` are three lines `partof` in one node. igraph itself reads the
#   last of them, networkx a list of all. `2nd` is igraph2nd. A missing text is the text "None". networkx writes
#   link_id as it is, and igraph reads that.
# What it costs: a map that went through igraph to Gephi or Cytoscape and back has lost its ids, its fields have the values
#   of other fields, and "None" chairs boards.
# Seen: igraph 1.0.0, networkx 3.6.1, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check igraph==1.0.0 networkx==3.6.1

cat > look.py <<'PYTHON'
import pathlib, warnings
import igraph, networkx

warnings.simplefilter("error", RuntimeWarning)
graph = igraph.Graph(directed=True)
graph.add_vertices(2)
graph.vs["name"] = ["Trust Board", "Delivery Group"]
graph.vs["link_id"] = ["l1", "l2"]
graph.vs["part_of"] = ["town", "board"]
graph.vs["part-of"] = ["north", "south"]
graph.vs["part of"] = ["2010", "2011"]
graph.vs["partOf"] = ["x", "y"]
graph.vs["2nd"] = ["p", "q"]
graph.vs["chair"] = ["Lee", None]
graph.add_edges([(0, 1)])
graph.es["agreed_on"] = ["2010"]
graph.write_gml("by_igraph.gml")
text = pathlib.Path("by_igraph.gml").read_text()
print(text)
names = [line.split()[0] for line in text.split("node")[1].splitlines() if line.startswith("    ")]
assert names == ["id", "name", "linkid", "partof", "partof", "partof", "partOf", "igraph2nd", "chair"], names
assert "agreedon" in text and "agreed_on" not in text

again = igraph.Graph.Read_GML("by_igraph.gml")
print("igraph reads:", again.vs[1].attributes())
assert again.vs["partof"] == ["2010", "2011"] and again.vs["chair"] == ["Lee", "None"]
other = networkx.read_gml("by_igraph.gml", label="name").nodes["Delivery Group"]
print("networkx reads:", other)
assert other["partof"] == ["board", "south", "2011"] and other["chair"] == "None"

usual = networkx.DiGraph()
usual.add_node("Trust Board", link_id="l1")
networkx.write_gml(usual, "by_networkx.gml")
assert networkx.read_gml("by_networkx.gml").nodes["Trust Board"] == {"link_id": "l1"}
assert igraph.Graph.Read_GML("by_networkx.gml").vs["link_id"] == ["l1"]
PYTHON
python/bin/python look.py
echo "as described: igraph's GML has three attributes under one name"
