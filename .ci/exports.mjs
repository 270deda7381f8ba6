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
// What would act unseen is a mark, and what is isolated is so to its end.
const seen = (name) => {
    let [found, depth] = ["", 0];
    for (const letter of name) {
        if (letter === "\u2069" && depth === 0) continue;
        if (/[\u2066-\u2068]/.test(letter)) depth += 1;
        if (letter === "\u2069") depth -= 1;
        found += /(?![\n\t])\p{Cc}|[\u202a-\u202e\ufffe\uffff]/u.test(letter) ? "\ufffd" : letter;
    }
    return found + "\u2069".repeat(depth);
};
const names = new Map(map.nodes.map((node) => [node.id, seen(node.name).split(/\s+/).filter(Boolean).join(" ")]));
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
    // These are looked for before codes are made signs.
    if (/\$\$.*\$\$|fa[bklrs]?:fa-/.test(vertex.text)) throw new Error(`${id}: a formula or an icon in ${vertex.text}`);
    if (shown(vertex.text) !== name) throw new Error(`${id}: ${shown(vertex.text)} instead of ${name}`);
}
const lines = text.split("\n").filter((line) => /^n\d+ -/.test(line)).length;
if (read === 0 || diagram.db.getEdges().length !== lines) throw new Error(`${read} cards, ${lines} lines`);
