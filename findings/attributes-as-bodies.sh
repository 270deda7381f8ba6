#!/usr/bin/env bash
# pydot 4.0.1: the attributes of a graph are counted among its nodes, and what is within a cluster is not.
#
# Guess, before it was run: get_nodes() of a file with two bodies and a title has two nodes, or four with those in a cluster.
# What happens: `graph [label="Town"]`, `node [shape=box]` and `edge [style=solid]` are each a node, called graph, node and
#   edge; two bodies within a cluster are none, nor are bodies that only stand at the ends of a line. Graphviz itself, by its
#   own JSON, says four. networkx.nx_pydot.from_pydot leaves the three out, and loses the cluster.
# What it costs: "the file has as many bodies as the map" fails or, worse, is made to pass with a number that is wrong
#   for every other file.
# Seen: pydot 4.0.1, networkx 3.6.1, Graphviz as @hpcc-js/wasm-graphviz 1.29.2 ships it, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pydot==4.0.1 networkx==3.6.1
npm init -y > npm.log
npm install --silent --no-audit --no-fund @hpcc-js/wasm-graphviz@1.29.2 >> npm.log 2>&1 || { cat npm.log; exit 1; }
cat > in.dot <<'DOT'
digraph {
  graph [label="Town"];
  node [shape=box];
  edge [style=solid];
  board [label="Trust Board"];
  subgraph cluster_area { group; team; }
  partner -> board;
}
DOT

cat > look.py <<'PYTHON'
import networkx, pydot

graph = pydot.graph_from_dot_file("in.dot")[0]
names = sorted(node.get_name() for node in graph.get_nodes())
within = sorted(node.get_name() for node in graph.get_subgraphs()[0].get_nodes())
print("pydot:", names, "within:", within)
assert names == ["board", "edge", "graph", "node"] and within == ["group", "team"]
nodes = sorted(networkx.nx_pydot.from_pydot(graph).nodes)
print("networkx:", nodes)
assert nodes == ["board", "partner"]
PYTHON
python/bin/python look.py
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Graphviz } from '@hpcc-js/wasm-graphviz';

const graphviz = await Graphviz.load();
const { objects } = JSON.parse(graphviz.layout(readFileSync('in.dot', 'utf8'), 'dot_json', 'dot'));
const names = objects.filter((object) => !object.nodes && !object.subgraphs).map((object) => object.name).sort();
console.log(`Graphviz ${graphviz.version()}:`, names);
assert.deepEqual(names, ['board', 'group', 'partner', 'team']);
JS
node look.mjs
echo "as described: pydot counts three attribute statements as nodes, and misses three bodies"
