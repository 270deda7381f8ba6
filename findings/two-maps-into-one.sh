#!/usr/bin/env bash
# Two maps put together or compared, of which one says that the board funds the group, the other that it reports to it:
# networkx and igraph make one line of both, and networkx sees no difference.
#
# Guess, before it was run: in graphs that may have several lines between two bodies, joining maps gives both lines; the
#   difference of two maps names a line of another kind; and two graphs that differ in the kind of a line are not the same.
# What happens, with one line board -> group of kind "funds" and amount 100 in one map, of kind "reports" since 2010 in the
#   other:
#     networkx  compose()       one line, kind "reports", amount 100, since 2010; the graphs' update() gives two
#               difference()    no line, symmetric_difference() neither; intersection() has the line, without a kind
#               is_isomorphic() with categorical_edge_match("kind"): the same; as DiGraph: not the same
#               MultiGraph(map) of "a funds b" and "b reports to a": one line, and the kind is the first's;
#                               map.to_undirected(): one line as well, and the kind is the second's
#     igraph    union()         one line with kind_1 and kind_2, amount and since, and the second map printed on standard
#                               output; intersection() has the same line
#     graphology union()        two lines; disjointUnion(), which keeps the maps' bodies apart: the attributes of a line
#                               are the letters of the body that it leads to, {0: "g", 1: "r", 2: "o" ...}
#     rustworkx union           two lines
# What it costs: maps of two departments are joined into one of the town. The fund's amount stands on the line of reporting,
#   the line of funding is gone, and the check of what has changed says that nothing has.
# Seen: networkx 3.6.1, igraph 1.0.0, rustworkx 0.18.1, graphology 0.26.0 with graphology-operators 1.6.1 on Node 20.20.2,
#   30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check networkx==3.6.1 igraph==1.0.0 rustworkx==0.18.1
npm init -y > npm.log
npm install --silent --no-audit --no-fund graphology@0.26.0 graphology-operators@1.6.1 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > look.py <<'PYTHON'
import contextlib, io, warnings
import igraph, networkx, rustworkx

warnings.simplefilter("error")
FUNDS, REPORTS = {"kind": "funds", "amount": 100}, {"kind": "reports", "since": 2010}
MIXED = {"kind": "reports", "amount": 100, "since": 2010}

wrong = []
def check(what, seen, described):
    print(f"{what}: {seen}")
    if seen != described:
        wrong.append(what)

def by_networkx(*lines):
    graph = networkx.MultiDiGraph()
    for source, target, line in lines:
        graph.add_edge(source, target, **line)
    return graph

def lines(graph):
    return [line for _, _, line in graph.edges(data=True)]

first, second = by_networkx(("board", "group", FUNDS)), by_networkx(("board", "group", REPORTS))
check("networkx, compose", lines(networkx.compose(first, second)), [MIXED])
updated = first.copy()
updated.update(second)
check("networkx, update", lines(updated), [FUNDS, REPORTS])
check("networkx, difference", lines(networkx.difference(first, second)), [])
check("networkx, symmetric difference", lines(networkx.symmetric_difference(first, second)), [])
check("networkx, intersection", lines(networkx.intersection(first, second)), [{}])
same_kind = networkx.algorithms.isomorphism.categorical_edge_match("kind", None)
check("networkx, the same", networkx.is_isomorphic(first, second, edge_match=same_kind), True)
check("networkx, the same as DiGraph",
      networkx.is_isomorphic(networkx.DiGraph(first), networkx.DiGraph(second), edge_match=same_kind), False)
both_ways = by_networkx(("a", "b", {"kind": "funds"}), ("b", "a", {"kind": "reports"}))
check("networkx, MultiGraph(..)", lines(networkx.MultiGraph(both_ways)), [{"kind": "funds"}])
check("networkx, to_undirected", lines(both_ways.to_undirected()), [{"kind": "reports"}])

def by_igraph(line):
    graph = igraph.Graph(directed=True)
    graph.add_vertices(["board", "group"])
    graph.add_edge("board", "group", **line)
    return graph

pair = [by_igraph(FUNDS), by_igraph(REPORTS)]
both = {"kind_1": "funds", "kind_2": "reports", "amount": 100, "since": 2010}
with contextlib.redirect_stdout(io.StringIO()) as printed:
    united = igraph.union(pair)
check("igraph, union", [line.attributes() for line in united.es], [both])
check("igraph, something printed meanwhile", printed.getvalue().startswith("IGRAPH"), True)
check("igraph, intersection", [line.attributes() for line in igraph.intersection(pair).es], [both])

def by_rustworkx(line):
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(["board", "group"])
    graph.add_edge(0, 1, line)
    return graph

united = rustworkx.digraph_union(by_rustworkx(FUNDS), by_rustworkx(REPORTS), merge_nodes=True, merge_edges=True)
check("rustworkx, union", united.edges(), [FUNDS, REPORTS])
raise SystemExit(f"no longer as described: {wrong}" if wrong else 0)
PYTHON
python/bin/python look.py

cat > look.cjs <<'JS'
const assert = require('node:assert/strict');
const { MultiDirectedGraph } = require('graphology'), { disjointUnion, union } = require('graphology-operators');

const map = (line) => {
  const graph = new MultiDirectedGraph();
  graph.mergeEdge('board', 'group', line);
  return graph;
};
const lines = (graph) => graph.mapEdges((key, line) => line);
const maps = [map({ kind: 'funds', amount: 100 }), map({ kind: 'reports', since: 2010 })];
console.log('graphology, union:', lines(union(...maps)));
assert.deepEqual(lines(union(...maps)), [{ kind: 'funds', amount: 100 }, { kind: 'reports', since: 2010 }]);
const apart = lines(disjointUnion(...maps));
console.log('graphology, disjointUnion:', apart);
assert.deepEqual(apart, [{ ...'group' }, { ...'group' }]);
JS
node look.cjs
echo "as described: two lines of different kinds become one where maps are joined"
