#!/usr/bin/env bash
# Arrowheads of an SVG in a PDF or a picture: one converter leaves all of them out, two turn the one at the start of a line
# the wrong way round, three make one in the colour of its line black.
#
# Guess, before it was run: markers are as old as SVG. Where orient="auto-start-reverse" of SVG 2 is not known, an arrowhead
#   at the start lies flat or is left out, and fill="context-stroke" is black; at the end of a line all draw one.
# What happens, for a line from left to right with an arrowhead at its start, one at its end, and one in the colour of its line:
#                      at the start        at the end    in the colour of the line
#     typst            outward             outward       yes
#     WeasyPrint       outward             outward       yes
#     CairoSVG         outward             outward       black
#     svg-to-pdfkit    inward, on the line outward       black
#     resvg-js         inward, on the line outward       black
#     svglib           none                none          none
#   None of them warns.
# What it costs: who funds whom is in the arrowhead. A line with heads at both ends ("advise each other") is one that leads
#   forward only, or has no direction at all; a report made by svglib and ReportLab has no arrow on any page.
# Seen: typst 0.15.2, WeasyPrint 70.0, CairoSVG 2.9.1, svglib 2.3.2 with reportlab 5.1.0, svg-to-pdfkit 0.1.8 with pdfkit 0.20.2,
#   @resvg/resvg-js 2.6.2, drawn by PyMuPDF 2.0, 30 November 2026. Needs cairo and pango (libcairo2, libpango-1.0-0,
#   libpangoft2-1.0-0).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cairosvg==2.9.1 svglib==2.3.2 reportlab==5.1.0 weasyprint==70.0 \
    typst==0.15.2 pymupdf==2.0 pillow==13.0.0
npm init -y > npm.log
npm install --silent --no-audit --no-fund svg-to-pdfkit@0.1.8 pdfkit@0.20.2 @resvg/resvg-js@2.6.2 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > lines.svg <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="400" height="160" viewBox="0 0 400 160">
  <defs>
    <marker id="red" viewBox="0 0 20 20" refX="0" refY="10" markerWidth="20" markerHeight="20" markerUnits="userSpaceOnUse"
      orient="auto-start-reverse"><path d="M0 0L20 10L0 20z" fill="#cc0000"/></marker>
    <marker id="same" viewBox="0 0 20 20" refX="0" refY="10" markerWidth="20" markerHeight="20" markerUnits="userSpaceOnUse"
      orient="auto"><path d="M0 0L20 10L0 20z" fill="context-stroke"/></marker>
  </defs>
  <path d="M100 30H300" stroke="#0000cc" stroke-width="2" fill="none" marker-start="url(#red)"/>
  <path d="M100 80H300" stroke="#0000cc" stroke-width="2" fill="none" marker-end="url(#red)"/>
  <path d="M100 130H300" stroke="#0000cc" stroke-width="2" fill="none" marker-end="url(#same)"/>
</svg>
SVG

cat > convert.py <<'PYTHON'
import cairosvg, typst, weasyprint
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg

cairosvg.svg2pdf(url="lines.svg", write_to="CairoSVG.pdf")
renderPDF.drawToFile(svg2rlg("lines.svg"), "svglib.pdf")
page = '<style>@page { size: 400px 160px; margin: 0 } body { margin: 0 } img { display: block }</style><img src="lines.svg">'
weasyprint.HTML(string=page, base_url=".").write_pdf("WeasyPrint.pdf")
with open("page.typ", "w") as file:
    file.write('#set page(width: 300pt, height: 120pt, margin: 0pt)\n#image("lines.svg", width: 300pt)')
typst.compile("page.typ", output="typst.pdf")
PYTHON
python/bin/python convert.py

cat > convert.cjs <<'JS'
const { createWriteStream, readFileSync, writeFileSync } = require('node:fs');
const PDFDocument = require('pdfkit'), toPdf = require('svg-to-pdfkit'), { Resvg } = require('@resvg/resvg-js');

const svg = readFileSync('lines.svg', 'utf8');
const file = new PDFDocument({ size: [300, 120], margin: 0 });
file.pipe(createWriteStream('svg-to-pdfkit.pdf'));
toPdf(file, svg, 0, 0, { width: 300, height: 120 });
file.end();
writeFileSync('resvg-js.png', new Resvg(svg, { background: '#ffffff' }).render().asPng());
JS
node convert.cjs

cat > look.py <<'PYTHON'
import pathlib
import pymupdf
from PIL import Image

def picture(name):
    path = pathlib.Path(f"{name}.pdf")
    if not path.exists():
        return Image.open(f"{name}.png").convert("RGB")
    page = pymupdf.open(path)[0]
    scale = 400 / page.rect.width
    drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale))
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)

def middle(image, around, colour):
    """Where the ink of a colour is, from left to right, beside the line of the given height."""
    found = [x for x in range(image.width) for y in (around - 4, around + 4)
             if all(abs(seen - wanted) < 60 for seen, wanted in zip(image.getpixel((x, y)), colour))]
    return (min(found) + max(found)) / 2 if found else None

RED, BLUE, BLACK = (204, 0, 0), (0, 0, 204), (0, 0, 0)
def heads(name):
    image = picture(name)
    assert image.getpixel((200, 30))[2] > 150 > image.getpixel((200, 30))[0], f"{name} draws no line"
    start, end = middle(image, 30, RED), middle(image, 80, RED)
    return ("none" if start is None else "outward" if start < 100 else "inward",
            "none" if end is None else "outward" if end > 300 else "inward",
            "yes" if middle(image, 130, BLUE) else "black" if middle(image, 130, BLACK) else "none")

described = {"typst": ("outward", "outward", "yes"), "WeasyPrint": ("outward", "outward", "yes"),
             "CairoSVG": ("outward", "outward", "black"), "svg-to-pdfkit": ("inward", "outward", "black"),
             "resvg-js": ("inward", "outward", "black"), "svglib": ("none", "none", "none")}
seen = {name: heads(name) for name in described}
for name, found in seen.items():
    print(f"{name:14}", *found)
wrong = [name for name in described if seen[name] != described[name]]
raise SystemExit(f"no longer as described: {wrong}" if wrong else 0)
PYTHON
python/bin/python look.py
echo "as described: arrowheads turn round or go, by the converter"
