#!/usr/bin/env bash
# maxGraph 0.24.0, the successor of the mxGraph that draw.io is built on: it reads draw.io's files, shows other names, and
# writes places that nobody else reads.
#
# Guess, before it was run: both have one file format; what one writes the other reads, perhaps with other defaults, and
#   a shape with data of its own (UserObject) has its label in both.
# What happens: maxGraph reads <mxGraphModel> whole, with the shapes within containers. The label of a shape with data is
#   the word "UserObject" for each of them. What it writes has elements <GraphDataModel>, <Cell>, <Geometry>, styles as
#   elements, and places as _x, _y, _width, _height. mxGraph finds no cell in it; with the elements named as it wants them
#   it finds the cells, all at 0,0 without a size.
# What it costs: a map edited in a program on maxGraph and taken back to draw.io is a heap of nothing in one corner. Who
#   reads draw.io's files should know <Cell> and _x as well, and take the label from the wrapper.
# Seen: @maxgraph/core 0.24.0, mxgraph 4.2.2, under jsdom 26.1.0, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > npm.log
npm install --silent --no-audit --no-fund @maxgraph/core@0.24.0 mxgraph@4.2.2 jsdom@26.1.0 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true });
const globals = ['document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'HTMLElement', 'SVGElement', 'Event', 'MouseEvent', 'navigator'];
for (const name of globals) Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
globalThis.window = window;
const max = await import('@maxgraph/core');
const mx = (await import('mxgraph')).default({ mxBasePath: '', mxLoadResources: false, mxLoadStylesheets: false });
// mxGraph finds the classes of a file by their names in the window.
for (const name of ['mxGraphModel', 'mxCell', 'mxGeometry', 'mxPoint']) window[name] = globalThis[name] = mx[name];

const place = '<mxGeometry x="20" y="40" width="120" height="30" as="geometry"/>';
const drawio = `<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
  <UserObject label="Trust Board" id="board"><mxCell vertex="1" parent="1">${place}</mxCell></UserObject>
  <mxCell id="group" value="Delivery Group" vertex="1" parent="1">${place}</mxCell></root></mxGraphModel>`;
const places = (cells) => Object.values(cells ?? {}).filter((cell) => cell.vertex ?? cell.isVertex?.())
  .map(({ id, geometry }) => [id, geometry.x, geometry.y, geometry.width, geometry.height]);
const readByMx = (xml) => {
  const document = mx.mxUtils.parseXml(xml);
  const model = new mx.mxGraphModel();
  new mx.mxCodec(document).decode(document.documentElement, model);
  return places(model.cells);
};
const here = [['board', 20, 40, 120, 30], ['group', 20, 40, 120, 30]];
const nowhere = [['board', 0, 0, 0, 0], ['group', 0, 0, 0, 0]];

assert.deepEqual(readByMx(drawio), here, "mxGraph reads draw.io's file");
const model = new max.GraphDataModel();
new max.ModelXmlSerializer(model).import(drawio);
assert.deepEqual(places(model.cells), here, 'so does maxGraph');
const graph = new max.Graph(document.createElement('div'), model);
const labels = ['board', 'group'].map((id) => graph.convertValueToString(model.getCell(id)));
console.log('labels by maxGraph:', labels);
assert.deepEqual(labels, ['UserObject', 'Delivery Group']);

const written = new max.ModelXmlSerializer(model).export();
console.log(written);
assert.match(written, /<Geometry _x="20" _y="40" _width="120" _height="30"/);
const again = new max.GraphDataModel();
new max.ModelXmlSerializer(again).import(written);
assert.deepEqual(places(again.cells), here, 'maxGraph reads what it wrote');
assert.deepEqual(readByMx(written), [], 'mxGraph does not');
const renamed = written.replaceAll('GraphDataModel', 'mxGraphModel').replace(/(<\/?)(Cell|Geometry)\b/g, '$1mx$2');
console.log('read by mxGraph under its own names:', readByMx(renamed));
assert.deepEqual(readByMx(renamed), nowhere);
JS
node look.mjs
echo "as described: maxGraph's file has no places for mxGraph, and its labels are names of elements"
