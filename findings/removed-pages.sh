#!/usr/bin/env bash
# A page taken out of a tagged PDF is still in the file, with all its words.
#
# Guess, before it was run: a removed page is gone from the file once it is saved, with its alternative texts and its line in
#   the outline; and words that were redacted are nowhere in the file.
# What happens, with three pages of which the middle one is confidential (T = its words, A = the alternative text of its
#   picture, O = its heading in the outline, each still in the saved file that shows two pages):
#     pikepdf del pages[1]              T A O, and the outline leads to the first page
#     pypdf remove_page                 T A O     with clean=True and unreferenced objects removed: A O
#     PyMuPDF delete_page, garbage=4    T A O     select: T A
#     pdf-lib removePage                T A O
#     pypdf append(pages=..), and pages put into a new file by pikepdf or pdf-lib: none
#   The tags and the outline still point at the page, so it is no waste to be cleaned away; without both of them it goes.
#   PyMuPDF apply_redactions, on all that is seen of the page: A O stay, after scrub() too.
# What it costs: "part two" is cut out of board packs before they are published. Tagged as the law asks, the public file
#   carries the confidential page, and a dozen lines of any library read it out.
# Seen: pikepdf 10.18.0, pypdf 7.1.1, PyMuPDF 2.0, pdf-lib 1.17.1, papers by typst 0.15.2, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1 pikepdf==10.18.0 pymupdf==2.0 typst==0.15.2
npm init -y > npm.log
npm install --silent --no-audit --no-fund pdf-lib@1.17.1 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > cut.py <<'PYTHON'
import pathlib
import pikepdf, pymupdf, pypdf, typst

pathlib.Path("chart.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
paper = """#set document(title: "Board pack")
#set text(lang: "en")
= Minutes
Of the open part.
#pagebreak()
= Dismissal
Payments to the director.
#image("chart.svg", alt: "Chart of the payments", width: 2cm)
#pagebreak()
= Closing
The end."""
pathlib.Path("paper.typ").write_text(paper)
typst.compile("paper.typ", output="tagged.pdf")
pathlib.Path("plain.typ").write_text("#set heading(outlined: false)\n" + paper)
typst.compile("plain.typ", output="untagged.pdf", pdf_tags=False)

for name, path in (("pikepdf-del", "tagged.pdf"), ("untagged-del", "untagged.pdf")):
    with pikepdf.open(path) as file:
        del file.pages[1]
        file.save(f"{name}.pdf")
with pikepdf.open("tagged.pdf") as file, pikepdf.new() as new:
    new.pages.extend([file.pages[0], file.pages[2]])
    new.save("pikepdf-new.pdf")
for name, clean in (("pypdf-remove", False), ("pypdf-clean", True)):
    writer = pypdf.PdfWriter(clone_from="tagged.pdf")
    writer.remove_page(writer.pages[1], clean=clean)
    if clean:
        writer.compress_identical_objects(remove_unreferenced=True)
    writer.write(f"{name}.pdf")
writer = pypdf.PdfWriter()
writer.append("tagged.pdf", pages=[0, 2])
writer.write("pypdf-append.pdf")
file = pymupdf.open("tagged.pdf")
file.delete_page(1)
file.save("pymupdf-delete.pdf", garbage=4)
file = pymupdf.open("tagged.pdf")
file.select([0, 2])
file.save("pymupdf-select.pdf", garbage=4)
for name, scrub in (("pymupdf-redact", False), ("pymupdf-scrub", True)):
    file = pymupdf.open("tagged.pdf")
    file[1].add_redact_annot(file[1].rect)
    file[1].apply_redactions()
    if scrub:
        file.scrub()
    file.save(f"{name}.pdf", garbage=4)
PYTHON
python/bin/python cut.py

cat > cut.mjs <<'JS'
import { PDFDocument } from 'pdf-lib';
import { readFileSync, writeFileSync } from 'node:fs';

const file = await PDFDocument.load(readFileSync('tagged.pdf'));
file.removePage(1);
writeFileSync('pdf-lib-remove.pdf', await file.save());
const [whole, part] = [await PDFDocument.load(readFileSync('tagged.pdf')), await PDFDocument.create()];
for (const page of await part.copyPages(whole, [0, 2])) part.addPage(page);
writeFileSync('pdf-lib-copy.pdf', await part.save());
JS
node cut.mjs

cat > look.py <<'PYTHON'
import logging
import pypdf

logging.disable(logging.ERROR)

def left(path):
    """What a file that no longer shows the page has of it: T its text, A the alternative text, O its line in the outline."""
    reader = pypdf.PdfReader(path)
    assert not any("Payments" in page.extract_text() for page in reader.pages), path
    found = set()
    for number in range(1, int(reader.trailer["/Size"])):
        it = reader.get_object(number)
        if not isinstance(it, dict):
            continue
        if it.get("/Type") == "/Page":
            page = pypdf.PageObject(reader)
            page.update(it)
            found |= {"T"} if "Payments to the director" in page.extract_text() else set()
        found |= {"A"} if it.get("/Alt") == "Chart of the payments" else set()
        found |= {"O"} if it.get("/Title") == "Dismissal" else set()
    return "".join(letter for letter in "TAO" if letter in found)

described = {"pikepdf-del": "TAO", "pikepdf-new": "", "untagged-del": "", "pypdf-remove": "TAO", "pypdf-clean": "AO",
             "pypdf-append": "", "pymupdf-delete": "TAO", "pymupdf-select": "TA", "pymupdf-redact": "AO", "pymupdf-scrub": "AO",
             "pdf-lib-remove": "TAO", "pdf-lib-copy": ""}
seen = {name: left(f"{name}.pdf") for name in described}
for name, letters in seen.items():
    print(f"{name:15} {letters or '-'}")
wrong = [name for name, letters in described.items() if seen[name] != letters]
raise SystemExit(f"no longer as described: {wrong}" if wrong else 0)
PYTHON
python/bin/python look.py
echo "as described: pages taken out of a tagged PDF stay in the file"
