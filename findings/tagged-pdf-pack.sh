#!/usr/bin/env bash
# Tagged PDFs put together into one: the second paper is read out as the first one, or not at all, and its links lead into
# the first one.
#
# Guess, before it was run: tools either keep tags of all papers or drop them all, and a link within a paper leads to the same
#   place of that paper afterwards.
# What happens, with two papers that have headings of the same names (4 pages, links by named places):
#     pypdf append        tags of both gone, also language and title; links of the second lead into the first
#     pikepdf extend      tags of the first alone; pages of the second say they are pages of the first; links lead into it
#     pikepdf add_pages_from  the same tags; links right
#     pdf-lib copyPages   as pikepdf extend
#     PyMuPDF insert_pdf  tags of the first alone; the second has no mark of any; its links are gone
#   Nobody keeps the tags of the second paper. pikepdf warns of the links, nobody of the tags.
# What it costs: board packs are made like this. A paper that passed every check of accessibility is, in the pack, without
#   headings and alternative texts, and "See finding 3" leads to somebody else's finding.
# Seen: pypdf 7.1.1, pikepdf 10.18.0, PyMuPDF 2.0, pdf-lib 1.17.1, papers by typst 0.15.2, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1 pikepdf==10.18.0 pymupdf==2.0 typst==0.15.2
npm init -y > npm.log
npm install --silent --no-audit --no-fund pdf-lib@1.17.1 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > join.py <<'PYTHON'
import warnings
import pikepdf, pymupdf, pypdf, typst

for name, title in (("a", "Town"), ("b", "County")):
    open(f"{name}.typ", "w").write(f"""#set document(title: "{title}")
#set text(lang: "en")
= Summary <summary>
See #link(<findings>)[the findings].
#pagebreak()
= Findings <findings>
Findings of {title}.""")
    typst.compile(f"{name}.typ", output=f"{name}.pdf")
pack = pypdf.PdfWriter()
[pack.append(name) for name in ("a.pdf", "b.pdf")]
pack.write("pypdf.pdf")
warnings.simplefilter("ignore")
first = pikepdf.open("a.pdf")
first.pages.extend(pikepdf.open("b.pdf").pages)
first.save("extend.pdf")
first = pikepdf.open("a.pdf")
first.add_pages_from(pikepdf.open("b.pdf"))
first.save("add_pages_from.pdf")
first = pymupdf.open("a.pdf")
first.insert_pdf(pymupdf.open("b.pdf"))
first.save("PyMuPDF.pdf")
PYTHON
python/bin/python join.py
cat > join.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import { PDFDocument } from 'pdf-lib';
const [first, second] = await Promise.all(['a', 'b'].map((name) => PDFDocument.load(readFileSync(`${name}.pdf`))));
for (const page of await first.copyPages(second, second.getPageIndices())) first.addPage(page);
writeFileSync('pdf-lib.pdf', await first.save());
JS
node join.mjs

cat > look.py <<'PYTHON'
import pikepdf

def told(name):
    """How many headings are tagged, the language, which tags pages take for theirs, and to which page each link leads."""
    pdf = pikepdf.open(f"{name}.pdf")
    root = pdf.Root
    headings = 0

    def walk(part):
        nonlocal headings
        if isinstance(part, pikepdf.Array):
            [walk(inner) for inner in part]
        elif isinstance(part, pikepdf.Dictionary):
            headings += str(part.get("/S")) == "/H1"
            walk(part.get("/K", pikepdf.Array()))

    walk(root.get("/StructTreeRoot", pikepdf.Array()))
    places = dict(pikepdf.NameTree(root.Names.Dests).items()) if "/Names" in root else {}
    links = []
    for number, page in enumerate(pdf.pages, 1):
        for note in page.get("/Annots", []):
            to = note.get("/Dest") or note.A.D
            to = to if isinstance(to, pikepdf.Array) else places[str(to)]
            to = to.D if isinstance(to, pikepdf.Dictionary) else to
            links.append((number, [page.obj.objgen for page in pdf.pages].index(to[0].objgen) + 1))
    tagged = [page.get("/StructParents") for page in pdf.pages]
    shared = len(pdf.pages) - tagged.count(None) - len(set(tagged) - {None})
    return headings, str(root.get("/Lang", "-")), tagged.count(None), shared, links

# Headings, language, pages without tags, pages that take another page's tags, links (from page, to page).
DESCRIBED = {"a": (2, "en", 0, 0, [(1, 2)]), "b": (2, "en", 0, 0, [(1, 2)]),
             "pypdf": (0, "-", 4, 0, [(1, 2), (3, 2)]),
             "extend": (2, "en", 0, 2, [(1, 2), (3, 2)]),
             "add_pages_from": (2, "en", 0, 2, [(1, 2), (3, 4)]),
             "pdf-lib": (2, "en", 0, 2, [(1, 2), (3, 2)]),
             "PyMuPDF": (2, "en", 2, 0, [(1, 2)])}
seen = {name: told(name) for name in DESCRIBED}
for name, what in seen.items():
    print(f"{name}: {what}", "" if what == DESCRIBED[name] else f"and not {DESCRIBED[name]}")
raise SystemExit(seen != DESCRIBED)
PYTHON
python/bin/python look.py
echo "as described: of four headings two are left at most, and links lead into another paper"
