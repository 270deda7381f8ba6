#!/usr/bin/env bash
# SVG to PDF, six converters: there is no way to write a text into an SVG that can be searched in all PDFs and seen in none.
#
# Guess, before it was run: a text that is not painted (opacity="0", fill-opacity="0", fill="transparent", fill="none") lies
#   in the PDF as the words of a scan do: found by searching, seen by nobody.
# What happens: each converter has its own rule, and one of them shows what was hidden. `found` = in the text layer,
#   `seen` = ink on the page:
#                    opacity 0     its group's   fill-opacity 0  transparent  none     visibility
#     CairoSVG       -             -             -               -            -        -
#     svg-to-pdfkit  -             found         -               -            -        -
#     Chromium       found         found         found           found        -        -
#     typst          found         found         found           found        found    -
#     WeasyPrint     found         found         found           found        found    -
#     svglib         found, seen   found, seen   found, seen     found        -        -
# What it costs: names drawn as outlines with unseen texts beneath them cannot be searched in the PDF that somebody makes of
#   the picture, or are printed twice, and no attribute of the text mends it: only who makes the PDF can.
# Seen: CairoSVG 2.9.1, svglib 2.3.2, WeasyPrint 70.0, typst 0.15.2, svg-to-pdfkit 0.1.8 with pdfkit 0.20.2, Chromium 147 (as
#   @sparticuz/chromium 147.0.0 ships it), 30 November 2026. Needs what Chromium and cairo need of the system (libcairo2,
#   libpango-1.0-0, libpangoft2-1.0-0, fonts-dejavu-core).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TMPDIR=$folder
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cairosvg==2.9.1 svglib==2.3.2 reportlab==5.1.0 weasyprint==70.0 \
    typst==0.15.2 pymupdf==2.0 pillow==13.0.0
npm init -y > npm.log
npm install --silent --no-audit --no-fund svg-to-pdfkit@0.1.8 pdfkit@0.20.2 puppeteer-core@24.43.1 \
    @sparticuz/chromium@147.0.0 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > convert.py <<'PYTHON'
import cairosvg, typst, weasyprint
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg

WAYS = {"opacity": 'opacity="0"', "group": "", "fillopacity": 'fill-opacity="0"', "transparent": 'fill="transparent"',
        "none": 'fill="none"', "visibility": 'visibility="hidden"'}
texts = '<text x="5" y="20">plain</text>'
for number, (way, written) in enumerate(WAYS.items()):
    text = f'<text x="5" y="{45 + 25 * number}" {written}>{way}</text>'
    texts += f'<g opacity="0">{text}</g>' if way == "group" else text
svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200" font-size="12">{texts}</svg>'
open("in.svg", "w").write(svg)
cairosvg.svg2pdf(bytestring=svg.encode(), write_to="CairoSVG.pdf")
renderPDF.drawToFile(svg2rlg("in.svg"), "svglib.pdf")
weasyprint.HTML(string=f"<style>@page{{margin:0}}body{{margin:0}}</style>{svg}").write_pdf("WeasyPrint.pdf")
open("in.typ", "w").write('#set page(margin: 0pt)\n#image("in.svg", width: 300pt)')
typst.compile("in.typ", output="typst.pdf")
PYTHON
python/bin/python convert.py

cat > convert.mjs <<'JS'
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import puppeteer from 'puppeteer-core';
import PDFDocument from 'pdfkit';
import toPdf from 'svg-to-pdfkit';

const svg = readFileSync('in.svg', 'utf8');
const paper = new PDFDocument({ margin: 0 });
paper.pipe(createWriteStream('svg-to-pdfkit.pdf'));
toPdf(paper, svg, 0, 0);
paper.end();
const browser = await puppeteer.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: 'shell' });
const page = await browser.newPage();
await page.setContent(`<!doctype html><style>body{margin:0}</style>${svg}`);
writeFileSync('Chromium.pdf', await page.pdf({ preferCSSPageSize: true }));
await browser.close();
JS
node convert.mjs

cat > look.py <<'PYTHON'
import io
import pymupdf
from PIL import Image

WAYS = ["opacity", "group", "fillopacity", "transparent", "none", "visibility"]
DESCRIBED = {"CairoSVG": "- - - - - -", "svg-to-pdfkit": "- found - - - -", "Chromium": "found found found found - -",
             "typst": "found found found found found -", "WeasyPrint": "found found found found found -",
             "svglib": "seen seen seen found - -"}
wrong = 0
for converter, described in DESCRIBED.items():
    page = pymupdf.open(f"{converter}.pdf")[0]
    words = {word[4]: word[:4] for word in page.get_text("words")}
    picture = Image.open(io.BytesIO(page.get_pixmap(dpi=96).tobytes("png"))).convert("L")
    scale = 96 / 72

    def state(way):
        if way not in words:
            return "-"
        area = [round(side * scale) for side in words[way]]
        return "seen" if min(picture.crop(area).tobytes()) < 128 else "found"

    assert state("plain") == "seen", (converter, words)
    rows = sum(1 for y in range(picture.height) if min(picture.crop((0, y, picture.width, y + 1)).tobytes()) < 128)
    seen = " ".join(map(state, WAYS))
    print(f"{converter}: {seen} ({rows} rows with ink)")
    wrong += seen != described
raise SystemExit(wrong and f"{wrong} converters are no longer as described")
PYTHON
python/bin/python look.py
echo "as described: an unseen text is lost, found or printed, as the converter likes"
