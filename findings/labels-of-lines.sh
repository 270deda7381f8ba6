#!/usr/bin/env bash
# Labels of lines in an SVG, with a light rim or along a path: three of six converters print a blank spot for a rim, one cuts
# into the letters, and two put words along a path at the top of the page.
#
# Guess, before it was run: paint-order="stroke" (a rim of the paper's colour that keeps a label readable on its line) and
#   <textPath> are old enough; where a converter does not know them the letters are a bit thin, or the label lies straight.
# What happens:
#                      with a rim                         along a path
#     resvg-js         whole                              on it
#     typst            each rim cuts the letter before    on it
#     svglib           whole, without a rim               elsewhere
#     WeasyPrint       not seen                           elsewhere
#     svg-to-pdfkit    not seen                           on it
#     CairoSVG         not seen                           on it
#   Where paint-order is not known the rim is painted over the letters. Whoever searches the PDF finds the label, and so does
#   a test that reads its text. None of them warns.
# What it costs: "funds" and "reports to" are what a map of a partnership says. On the printed paper each line has a gap where
#   its label was, or words in a heap at the edge of the page.
# Seen: typst 0.15.2, WeasyPrint 70.0, CairoSVG 2.9.1, svglib 2.3.2 with reportlab 5.1.0, svg-to-pdfkit 0.1.8 with pdfkit 0.20.2,
#   @resvg/resvg-js 2.6.2, drawn by PyMuPDF 2.0, 30 November 2026. Needs cairo, pango and a font (libcairo2, libpango-1.0-0,
#   libpangoft2-1.0-0, fonts-dejavu-core).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cairosvg==2.9.1 svglib==2.3.2 reportlab==5.1.0 weasyprint==70.0 \
    typst==0.15.2 pymupdf==2.0 pillow==13.0.0
npm init -y > npm.log
npm install --silent --no-audit --no-fund svg-to-pdfkit@0.1.8 pdfkit@0.20.2 @resvg/resvg-js@2.6.2 >> npm.log 2>&1 || { cat npm.log; exit 1; }

picture() { # what is in it
    echo "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='400' height='200'
      viewBox='0 0 400 200' font-family='DejaVu Sans' font-size='30' fill='#cc0000'>$1</svg>"
}
picture "<text x='100' y='110'>reports</text>" > plain.svg
picture "<text x='100' y='110' stroke='#ffffff' stroke-width='10' paint-order='stroke'>reports</text>" > rim.svg
picture "<defs><path id='line' d='M100 110H380'/></defs><text><textPath xlink:href='#line'>reports</textPath></text>" > path.svg

cat > convert.py <<'PYTHON'
import cairosvg, typst, weasyprint
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg

for name in ("plain", "rim", "path"):
    cairosvg.svg2pdf(url=f"{name}.svg", write_to=f"{name}-CairoSVG.pdf")
    renderPDF.drawToFile(svg2rlg(f"{name}.svg"), f"{name}-svglib.pdf")
    page = f'<style>@page {{ size: 400px 200px; margin: 0 }} body {{ margin: 0 }} img {{ display: block }}</style><img src="{name}.svg">'
    weasyprint.HTML(string=page, base_url=".").write_pdf(f"{name}-WeasyPrint.pdf")
    with open("page.typ", "w") as file:
        file.write(f'#set page(width: 300pt, height: 150pt, margin: 0pt)\n#image("{name}.svg", width: 300pt)')
    typst.compile("page.typ", output=f"{name}-typst.pdf")
PYTHON
python/bin/python convert.py

cat > convert.cjs <<'JS'
const { createWriteStream, readFileSync, writeFileSync } = require('node:fs');
const PDFDocument = require('pdfkit'), toPdf = require('svg-to-pdfkit'), { Resvg } = require('@resvg/resvg-js');

for (const name of ['plain', 'rim', 'path']) {
  const svg = readFileSync(`${name}.svg`, 'utf8');
  const file = new PDFDocument({ size: [300, 150], margin: 0 });
  file.pipe(createWriteStream(`${name}-svg-to-pdfkit.pdf`));
  toPdf(file, svg, 0, 0, { width: 300, height: 150 });
  file.end();
  writeFileSync(`${name}-resvg-js.png`, new Resvg(svg, { background: '#ffffff' }).render().asPng());
}
JS
node convert.cjs

cat > look.py <<'PYTHON'
import pathlib
import pymupdf
from PIL import Image

def page(name):
    """A picture of the page, 400 pixels wide, and the text of the PDF."""
    path = pathlib.Path(f"{name}.pdf")
    if not path.exists():
        return Image.open(f"{name}.png").convert("RGB"), None
    page = pymupdf.open(path)[0]
    scale = 400 / page.rect.width
    drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale))
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples), "reports" in page.get_text()

def red(image, box):
    """How many pixels of a part are clearly of the label's colour."""
    pixels = image.crop(box)
    return sum(pixels.getpixel((x, y))[0] - pixels.getpixel((x, y))[1] > 120
               for x in range(pixels.width) for y in range(pixels.height))

LABEL, PAGE = (90, 80, 240, 120), (0, 0, 400, 200)
def look(name):
    rim, found = page(f"rim-{name}")
    along, whole = page(f"path-{name}")[0], red(page(f"plain-{name}")[0], LABEL)
    assert found in (True, None), f"no text in what {name} wrote"
    left = red(rim, LABEL) / whole
    return ("whole" if left > 0.95 else "cut" if left > 0.5 else "not seen" if left == 0 else "nearly gone",
            "on it" if red(along, LABEL) > whole / 2 else "elsewhere" if red(along, PAGE) else "nowhere"), left

described = {"resvg-js": ("whole", "on it"), "typst": ("cut", "on it"), "svglib": ("whole", "elsewhere"),
             "WeasyPrint": ("not seen", "elsewhere"), "svg-to-pdfkit": ("not seen", "on it"), "CairoSVG": ("not seen", "on it")}
wrong = []
for name, wanted in described.items():
    seen, left = look(name)
    print(f"{name:14}", *seen, f"({left:.0%} of the letters' ink)")
    if seen != wanted:
        wrong.append(name)
raise SystemExit(f"no longer as described: {wrong}" if wrong else 0)
PYTHON
python/bin/python look.py
echo "as described: labels of lines are blank spots, or lie elsewhere"
