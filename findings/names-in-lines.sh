#!/usr/bin/env bash
# A name set in two lines within one SVG text: Chromium tells screen readers one word, and the checkers hear two.
#
# Guess, before it was run: <text><tspan>Town</tspan><tspan>Board</tspan></text>, each on a line of its own, is named
#   "Town Board" by all; a <title> names its group wherever it stands in it, and so does xlink:title a link.
# What happens: Chromium names the button, the link and what is labelled by the text "TownBoard". axe-core and
#   dom-accessibility-api (on which testing-library stands) say "Town Board". With a blank or a line break between the
#   tspans, or with two <text>, all agree. dom-accessibility-api knows a title only where it is the first child, axe-core
#   knows no xlink:title, Chromium does.
# What it costs: names of bodies are broken into lines on every card of a diagram. The tests of the names pass, and people
#   who listen hear "FestivalCommittee"; searching for "Festival Committee" by a voice command finds no such button.
# Seen: Chromium 147 (as @sparticuz/chromium 147.0.0 ships it; Debian's 156 says the same of the button), axe-core 4.14.1,
#   dom-accessibility-api 0.7.1 under jsdom 26.1.0, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TMPDIR=$folder
npm init -y > npm.log
npm install --silent --no-audit --no-fund puppeteer-core@24.43.1 @sparticuz/chromium@147.0.0 axe-core@4.14.1 \
    dom-accessibility-api@0.7.1 jsdom@26.1.0 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { computeAccessibleName } from 'dom-accessibility-api';
import { JSDOM } from 'jsdom';
import puppeteer from 'puppeteer-core';

const lines = (between) => `<text><tspan x="0" y="20">Town</tspan>${between}<tspan x="0" y="35">Board</tspan></text>`;
const button = (inner) => `<g id="it" role="button" tabindex="0">${inner}</g>`;
const card = '<rect width="90" height="40"/>';
// What is drawn, and the name according to Chromium, axe-core and dom-accessibility-api.
const cases = {
  'button of two tspans': [button(lines('')), 'TownBoard', 'Town Board', 'Town Board'],
  'link of two tspans': [`<a id="it" href="#x">${lines('')}</a>`, 'TownBoard', 'Town Board', 'Town Board'],
  'labelled by two tspans': [`<g id="n">${lines('')}</g><g id="it" role="img" aria-labelledby="n">${card}</g>`, 'TownBoard', 'Town Board', 'Town Board'],
  'a blank between them': [button(lines(' ')), 'Town Board', 'Town Board', 'Town Board'],
  'two texts': [button('<text y="20">Town</text><text y="35">Board</text>'), 'Town Board', 'Town Board', 'Town Board'],
  'title behind the shape': [button(`${card}<title>Board</title>`), 'Board', 'Board', ''],
  'xlink:title of a link': [`<a id="it" href="#x" xlink:title="Board">${card}</a>`, 'Board', '', ''],
};
const browser = await puppeteer.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: 'shell' });
let wrong = 0;
try {
  console.log(await browser.version());
  const page = await browser.newPage();
  const wire = await page.createCDPSession();
  for (const [what, [drawn, ...described]] of Object.entries(cases)) {
    const html = `<!doctype html><html lang="en"><title>Map</title><body><svg width="200" height="50">${drawn}</svg>`;
    await page.setContent(html);
    await wire.send('DOM.enable');
    const { root } = await wire.send('DOM.getDocument');
    const { nodeId } = await wire.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#it' });
    const { nodes } = await wire.send('Accessibility.getPartialAXTree', { nodeId, fetchRelatives: false });
    await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
    const axe = await page.evaluate(() => {
      window.axe.setup(document.body);
      const name = window.axe.commons.text.accessibleText(document.querySelector('#it'));
      window.axe.teardown();
      return name;
    });
    const api = computeAccessibleName(new JSDOM(html).window.document.querySelector('#it'));
    const seen = [nodes[0].name?.value ?? '', axe, api];
    console.log(`${what}: ${JSON.stringify(seen)}`);
    wrong += JSON.stringify(seen) !== JSON.stringify(described);
  }
} finally {
  await browser.close();
}
assert.equal(wrong, 0, `${wrong} names are no longer as described`);
JS
node look.mjs
echo "as described: lines of a name are one word to Chromium, and two to those who check it"
