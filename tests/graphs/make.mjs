// Makes graphology.gexf, graphology.graphml and graphology.json with graphology 0.26, graphology-gexf 0.13 and
// graphology-graphml 0.5: see make.py.
import { writeFileSync } from "node:fs";
import graphology from "graphology";
import gexf from "graphology-gexf";

const graph = new graphology.MultiGraph();
graph.setAttribute("name", "Town");
graph.addNode("trust", { label: "Children's Trust Board", type: "board", size: 14, color: "#ff0000", x: 1, y: 2, also: ["Trust", "CTB"] });
graph.addNode("play", { label: "Play Group", type: "group", size: 9, x: 3, y: 4 });
graph.addDirectedEdge("play", "trust", { kind: "reports to", weight: 2 });
graph.addUndirectedEdge("trust", "play", { kind: "informs" });
writeFileSync(new URL("graphology.gexf", import.meta.url), gexf.write(graph) + "\n");
writeFileSync(new URL("graphology.json", import.meta.url), JSON.stringify(graph.export(), null, 1) + "\n");
