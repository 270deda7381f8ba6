#!/usr/bin/env bash
# WeasyPrint 70.0: a table that goes over six pages is six tables to a screen reader, though the file says it is PDF/UA.
#
# Guess, before it was run: a tagged PDF has the table once, its header once (the repeated ones are decoration) and each row
#   once, even a row that is broken over two pages; and an inline SVG with role="img" and aria-label is a figure with a text.
# What happens: each page has a <Table> with a <THead> of its own, and a row broken over two pages is two rows, a list item
#   two items, a paragraph two paragraphs. A link has one <Link> for each of its lines. The SVG named by aria-label is a figure
#   without a text, so is one with aria-hidden="true"; one with a <title> has its text. No warning, and the file claims PDF/UA-1
#   all the same. typst tags the same table once, with all rows whole.
# What it costs: who listens hears a new table begin on every page, "row 3 of 7", and one body twice; who takes tables out of
#   papers by their tags counts 42 bodies where there are 40. Checking the claim of the file instead of its tags finds nothing.
# Seen: WeasyPrint 70.0, typst 0.15.2, pikepdf 10.18.0, 30 November 2026. Needs pango (libpango-1.0-0, libpangoft2-1.0-0) and
#   a font (fonts-dejavu-core).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check weasyprint==70.0 typst==0.15.2 pikepdf==10.18.0

cat > look.py <<'PYTHON'
import logging, pathlib
import pikepdf, typst, weasyprint

warnings = []
handler = logging.Handler()
handler.emit = lambda record: warnings.append(record.getMessage())
logging.getLogger("weasyprint").addHandler(handler)

BODIES, LONG = range(1, 41), 12
remits = ["Remit in a few words. " * (120 if number == LONG else 4) for number in BODIES]

def page(body):
    return f'<!doctype html><html lang="en"><title>Paper</title><style>@page {{ size: A5 }}</style><body><h1>Bodies</h1>{body}'

def svg(attributes, title=""):
    return f'<svg width="90" height="30" {attributes}>{title}<rect width="90" height="30"/></svg>'

def tags(path):
    """How often each tag stands in the file, the rows of data, and the texts of its figures."""
    counts, texts = {}, []
    def walk(it):
        if isinstance(it, pikepdf.Array):
            for inner in it:
                walk(inner)
        elif isinstance(it, pikepdf.Dictionary):
            if "/S" in it:
                counts[str(it.S)] = counts.get(str(it.S), 0) + 1
                if it.S == "/Figure":
                    texts.append(str(it.get("/Alt", "")))
            walk(it.get("/K"))
    with pikepdf.open(path) as file:
        walk(file.Root.StructTreeRoot.K)
        claims = "pdfuaid:part" in file.Root.Metadata.read_bytes().decode()
        return counts, texts, len(file.pages), claims

table = "".join(f"<tr><td>Body {number}</td><td>{remit}</td></tr>" for number, remit in zip(BODIES, remits))
table = f"<table><thead><tr><th>Body</th><th>Remit</th></tr></thead><tbody>{table}</tbody></table>"
weasyprint.HTML(string=page(table)).write_pdf("table.pdf", pdf_variant="pdf/ua-1")
counts, _, pages, claims = tags("table.pdf")
print("WeasyPrint:", counts, "on", pages, "pages")
assert claims and pages > 2
assert counts["/Table"] == counts["/THead"] == pages and counts["/TH"] == 2 * pages
rows = counts["/TR"] - counts["/THead"]
assert rows > len(BODIES), rows

cells = ",".join(f"[Body {number}],[{remit}]" for number, remit in zip(BODIES, remits))
pathlib.Path("table.typ").write_text(f"""#set document(title: "Paper")
#set text(lang: "en")
#set page("a5")
#table(columns: 2, table.header[Body][Remit], {cells})""")
typst.compile("table.typ", output="typst.pdf", pdf_standards=["ua-1"])
counts, _, pages, claims = tags("typst.pdf")
print("typst:", counts, "on", pages, "pages")
assert claims and pages > 2
assert (counts["/Table"], counts["/THead"], counts["/TH"], counts["/TR"]) == (1, 1, 2, 1 + len(BODIES))

words = "words that fill lines " * 400
weasyprint.HTML(string=page(f'<p>{words}</p><ul><li>{words}</li></ul>')).write_pdf("text.pdf", pdf_variant="pdf/ua-1")
counts, _, _, _ = tags("text.pdf")
print("one paragraph, one list with one item:", counts)
assert counts["/P"] > 1 and counts["/L"] > 1 and counts["/LI"] > 1
link = f'<p><a href="https://example.org/remit">{"of many words " * 20}</a></p>'
weasyprint.HTML(string=page(link)).write_pdf("link.pdf", pdf_variant="pdf/ua-1")
counts, _, pages, _ = tags("link.pdf")
print("one link:", counts, "on", pages, "page")
assert pages == 1 and counts["/Link"] > 1

figures = svg('role="img" aria-label="Map of the town"') + svg('aria-hidden="true"') + svg('role="img"', "<title>Map of the county</title>")
weasyprint.HTML(string=page(figures)).write_pdf("figures.pdf", pdf_variant="pdf/ua-1")
_, texts, _, claims = tags("figures.pdf")
print("figures:", texts)
assert claims and texts == ["", "", "Map of the county"]
print("warnings:", warnings)
assert not warnings
PYTHON
python/bin/python look.py
echo "as described: WeasyPrint tags a table anew on each page"
