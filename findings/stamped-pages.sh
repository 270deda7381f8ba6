#!/usr/bin/env bash
# pypdf 7.1.1: a page that is stamped with another tagged page has the stamp's words in its heading.
#
# Guess, before it was run: a stamp ("DRAFT not agreed") that is laid over a page is decoration to its tags, however it was
#   made; the heading stays a heading of its own words.
# What happens: merge_page() puts the stamp's marks beside those of the page, with their numbers. Both begin with 0, and number
#   0 of the page is its heading: "Minutes of the board" and "DRAFT not agreed" are one heading now (pdfinfo -struct-text of
#   poppler 22.12 prints it so). A stamp made without tags does no harm; pikepdf's add_overlay() and PyMuPDF's show_pdf_page()
#   keep the stamp's marks apart.
# What it costs: stamps are made with today's tools, which tag by themselves. On each page whatever comes first is read out with
#   DRAFT in it, and a check that all words have tags passes.
# Seen: pypdf 7.1.1, pikepdf 10.18.0, PyMuPDF 2.0, papers by typst 0.15.2, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1 pikepdf==10.18.0 pymupdf==2.0 typst==0.15.2

cat > look.py <<'PYTHON'
import pathlib
import pikepdf, pymupdf, pypdf, typst

def paper(name, body, **options):
    pathlib.Path(f"{name}.typ").write_text(f'#set document(title: "{name}")\n#set text(lang: "en")\n{body}')
    typst.compile(f"{name}.typ", output=f"{name}.pdf", **options)

paper("paper", "= Minutes of the board\nFirst words.")
stamp = "#place(center + horizon)[DRAFT not agreed]"
paper("stamp", stamp)
paper("untagged", stamp, pdf_tags=False)

for name in ("stamp", "untagged"):
    writer = pypdf.PdfWriter(clone_from="paper.pdf")
    writer.pages[0].merge_page(pypdf.PdfReader(f"{name}.pdf").pages[0])
    writer.write(f"pypdf-{name}.pdf")
with pikepdf.open("paper.pdf") as file, pikepdf.open("stamp.pdf") as over:
    file.pages[0].add_overlay(over.pages[0])
    file.save("pikepdf-stamp.pdf")
file = pymupdf.open("paper.pdf")
file[0].show_pdf_page(file[0].rect, pymupdf.open("stamp.pdf"), 0)
file.save("pymupdf-stamp.pdf")

def first_number(it):
    """The number of the marked words that a tag, or the first tag in it, has."""
    if isinstance(it, int):
        return it
    if isinstance(it, pikepdf.Array):
        return first_number(it[0])
    return int(it.MCID) if "/MCID" in it else first_number(it.K)

def heading(path):
    """The number of the heading's words, and how often the page has words of that number."""
    with pikepdf.open(path) as file:
        tag = next(it for it in file.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/H1")
        number = first_number(tag.K)
        numbers = [int(parts[1].MCID) for parts, name in pikepdf.parse_content_stream(file.pages[0])
                   if str(name) == "BDC" and isinstance(parts[1], pikepdf.Dictionary) and "/MCID" in parts[1]]
        assert path == "paper.pdf" or "DRAFT" in pymupdf.open(path)[0].get_text()
        return number, numbers.count(number)

described = {"paper": (0, 1), "pypdf-stamp": (0, 2), "pypdf-untagged": (0, 1), "pikepdf-stamp": (0, 1), "pymupdf-stamp": (0, 1)}
seen = {name: heading(f"{name}.pdf") for name in described}
for name, (number, times) in seen.items():
    print(f"{name:15} the heading is number {number}, and {times} of the page's words are that number")
wrong = [name for name in described if seen[name] != described[name]]
raise SystemExit(f"no longer as described: {wrong}" if wrong else 0)
PYTHON
python/bin/python look.py
echo "as described: a tagged stamp is read as part of the heading"
