#!/usr/bin/env bash
# Two lines between the same two bodies (one funds and one reports, say): libraries differ on what breaks, and one library
# differs with itself.
#
# Guess, before it was run: networkx, igraph and rustworkx all know multigraphs, so a double line is no bridge, two paths
#   are two paths, and clustering lies between 0 and 1.
# What happens:
#   rustworkx  bridges() lists the double line as a bridge, though its own minimum cut says 2; transitivity() of a triangle
#              of double lines is 2.0; core_number() counts neighbours, where igraph counts lines
#   igraph     get_all_simple_paths() gives one path for two lines, get_all_shortest_paths() two
#   networkx   the other way round: all_simple_paths() two, all_shortest_paths() one; edge_connectivity() is 2 and
#              edge_disjoint_paths() finds one path, minimum_edge_cut() names one line
# What it costs: "what if this tie is lost" answers with a break that is none, and figures of one map cannot be compared
#   between tools, unless parallel lines are merged first and counted apart.
# Seen: networkx 3.6.1, igraph 1.0.0, rustworkx 0.18.1, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check networkx==3.6.1 igraph==1.0.0 rustworkx==0.18.1

cat > look.py <<'PYTHON'
import igraph, networkx, rustworkx

def graphs(lines, directed=False):
    count = 1 + max(max(line) for line in lines)
    nx = (networkx.MultiDiGraph if directed else networkx.MultiGraph)(lines)
    ig = igraph.Graph(count, lines, directed=directed)
    rx = (rustworkx.PyDiGraph if directed else rustworkx.PyGraph)()
    rx.add_nodes_from(range(count))
    rx.add_edges_from_no_data(lines)
    return nx, ig, rx

wrong = []
def check(what, seen, described):
    print(f"{what}: {seen}")
    if seen != described:
        wrong.append(what)

# A double line from 0 to 1, a single one from 1 to 2.
chain = [(0, 1), (0, 1), (1, 2)]
nx, ig, rx = graphs(chain)
check("bridges, networkx", sorted(networkx.bridges(nx)), [(1, 2)])
check("bridges, igraph", [chain[number] for number in ig.bridges()], [(1, 2)])
check("bridges, rustworkx", sorted(rustworkx.bridges(rx)), [(0, 1), (1, 2)])

nx, ig, rx = graphs(chain[:2])
check("minimum cut, rustworkx", rustworkx.stoer_wagner_min_cut(rx, weight_fn=lambda _: 1)[0], 2.0)
check("edge connectivity, igraph", ig.edge_connectivity(), 2)
check("edge connectivity, networkx", networkx.edge_connectivity(nx), 2)
check("lines in its minimum cut, networkx", len(networkx.minimum_edge_cut(nx)), 1)
check("disjoint paths, networkx", len(list(networkx.edge_disjoint_paths(nx, 0, 1))), 1)

nx, ig, rx = graphs(chain, directed=True)
check("simple paths, networkx", len(list(networkx.all_simple_paths(nx, 0, 2))), 2)
check("simple paths, igraph", len(ig.get_all_simple_paths(0, 2)), 1)
check("simple paths, rustworkx", len(rustworkx.all_simple_paths(rx, 0, 2)), 2)
check("shortest paths, networkx", len(list(networkx.all_shortest_paths(nx, 0, 2))), 1)
check("shortest paths, igraph", len(ig.get_all_shortest_paths(0, 2)), 2)
check("shortest paths, rustworkx", len(rustworkx.digraph_all_shortest_paths(rx, 0, 2, lambda _: 1.0)), 2)

nx, ig, rx = graphs([(0, 1), (0, 1), (1, 2), (1, 2), (2, 0), (2, 0)])
check("transitivity, rustworkx", rustworkx.transitivity(rx), 2.0)
check("transitivity, igraph", ig.transitivity_undirected(), 1.0)
check("core numbers, rustworkx", dict(rustworkx.core_number(rx)), {0: 2, 1: 2, 2: 2})
check("core numbers, igraph", ig.coreness(), [4, 4, 4])
raise SystemExit(f"no longer as described: {wrong}" if wrong else 0)
PYTHON
python/bin/python look.py
echo "as described: a double line is a bridge for rustworkx, one path or two for the others"
