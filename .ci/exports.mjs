// Has mermaid itself read a diagram, and looks whether every card and every name is there as it is on the map.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const folder = process.argv[2];
const window = new JSDOM("").window;
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });
const text = readFileSync(`${folder}/out.mmd`, "utf8");
const map = JSON.parse(readFileSync(`${folder}/map.boardwalk`, "utf8"));
const names = new Map(map.nodes.map((node) => [node.id, node.name.split(/\s+/).filter(Boolean).join(" ")]));
const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
// What mermaid makes of codes on the way, and what a page makes of that.
const shown = (label) => {
    const page = window.document.createElement("p");
    page.innerHTML = label.replace(/ﬂ°°(\d+)¶ß/g, "&#$1;").replace(/ﬂ°([^¶]+)¶ß/g, "&$1;");
    return page.textContent;
};
const ids = new Map([...text.matchAll(/^%% (n\d+) is (\S+)$/gm)].map((found) => [found[1], found[2]]));
let read = 0;
for (const [id, vertex] of diagram.db.getVertices()) {
    const name = names.get(ids.get(id));
    if (name === undefined) continue;
    read += 1;
    if (shown(vertex.text) !== name) throw new Error(`${id}: ${shown(vertex.text)} instead of ${name}`);
}
const lines = text.split("\n").filter((line) => /^n\d+ -/.test(line)).length;
if (read === 0 || diagram.db.getEdges().length !== lines) throw new Error(`${read} cards, ${lines} lines`);
