"""Asks rustworkx and igraph the graph questions of Boardwalk's analysis.

Reads from standard input: the number of nodes, then one line "parent child" for each line of accountability.
Prints for each question and peer: question, peer, median milliseconds, answer; with tabs between. Building the graphs,
and the list of pairs to compare, is not timed.
"""

import statistics
import sys
import time

import igraph
import rustworkx

RUNS = 5


def timed(question, peer, ask, count):
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        answer = ask()
        times.append((time.perf_counter() - begun) * 1e3)
    print(question, peer, f"{statistics.median(times):.4f}", count(answer), sep="\t", flush=True)


size = int(sys.stdin.readline())
lines = [tuple(map(int, line.split())) for line in sys.stdin]

down = rustworkx.PyDiGraph(multigraph=False)
down.add_nodes_from(range(size))
down.add_edges_from_no_data(lines)
tied = rustworkx.PyGraph(multigraph=False)
tied.add_nodes_from(range(size))
tied.add_edges_from_no_data(lines)
igraph_down = igraph.Graph(n=size, edges=lines, directed=True)
igraph_tied = igraph.Graph(n=size, edges=lines).simplify()

timed("circles", "rustworkx", lambda: rustworkx.strongly_connected_components(down), len)
timed("circles", "igraph", lambda: igraph_down.connected_components(mode="strong"), len)

# What hangs on the top next: the nodes that the top dominates immediately.
timed(
    "dominators",
    "rustworkx",
    lambda: rustworkx.immediate_dominators(down, 0),
    lambda above: sum(1 for node, dominator in above.items() if dominator == 0 and node != 0),
)
timed(
    "dominators",
    "igraph",
    lambda: igraph_down.dominator(0),
    lambda above: sum(1 for node, dominator in enumerate(above) if dominator == 0 and node != 0),
)

timed("cuts", "rustworkx", lambda: rustworkx.articulation_points(tied), len)
timed("cuts", "igraph", lambda: igraph_tied.articulation_points(), len)

# Only those who share a neighbour can be alike.
around = [sorted(igraph_tied.neighbors(node)) for node in range(size)]
pairs = sorted({(one, other) for some in around for place, one in enumerate(some) for other in some[place + 1 :]})
timed(
    "overlap",
    "igraph",
    lambda: igraph_tied.similarity_jaccard(pairs=pairs, loops=False),
    lambda shares: sum(1 for share in shares if share >= 0.5),
)
