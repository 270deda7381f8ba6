#!/usr/bin/env bash
# SVGO 4.1.0, default settings: a picture that readers of screens could use comes back as one that they cannot.
#
# Guess, before it was run: shapes are written shorter, and what makes an SVG accessible stays: roles, titles with the ids by
#   which aria-labelledby finds them, links, and texts that are there to be searched but not seen.
# What happens: every role goes. The ids that aria-labelledby names are taken away, and the reference stays. A link with the
#   href of SVG 2 loses its address and stays a link; one with xlink:href keeps it. A text with opacity="0" is deleted, one
#   with fill-opacity="0" stays. aria-label and tabindex stay, on things that now have no role.
# What it costs: whoever publishes a map through a web site's usual build has a picture without a name, with dead links and
#   without searchable words, and sees no difference.
# Seen: SVGO 4.1.0 on Node 20.20.2, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > npm.log
npm install --silent --no-audit --no-fund svgo@4.1.0 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { optimize } from 'svgo';

const before = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="100"
  viewBox="0 0 200 100" role="img" aria-labelledby="map-name map-words">
  <title id="map-name">The partnership</title><desc id="map-words">Two bodies</desc>
  <g role="listitem" tabindex="0" aria-label="Board"><rect id="board" x="5" y="5" width="80" height="30" fill="#eee"/>
    <text x="10" y="20" opacity="0">Trust Board</text></g>
  <g role="listitem" tabindex="0" aria-label="Group"><rect x="105" y="5" width="80" height="30" fill="#eee"/>
    <text x="110" y="20" fill-opacity="0">Delivery Group</text></g>
  <a href="#board"><text x="5" y="90">By href</text></a><a xlink:href="#board"><text x="105" y="90">By xlink</text></a></svg>`;
const after = optimize(before).data;
console.log(after);

const has = (text) => after.includes(text);
assert.equal(has('role='), false, 'roles are gone');
assert.equal(has('aria-labelledby="map-name map-words"'), true, 'the reference is as it was');
assert.equal(has('id="map-'), false, 'what it refers to is gone');
assert.match(after, /<a><text[^>]*>By href/, 'a link without an address');
assert.match(after, /<a xlink:href="#a"><text[^>]*>By xlink/, 'a link with one');
assert.match(after, /<path id="a"/, 'which leads to the board');
assert.equal(has('Trust Board'), false, 'an unseen text is deleted');
assert.equal(has('Delivery Group'), true, 'an unseen text of the other kind stays');
assert.equal(has('tabindex="0"') && has('aria-label="Board"'), true, 'keyboard stop and name stay');
JS
node look.mjs
echo "as described: SVGO took roles, references, a link's address and an unseen text"
