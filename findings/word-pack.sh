#!/usr/bin/env bash
# Two Word papers joined into one, by docxcompose 2.2.0 and by docx-merger 1.2.2: the second paper shows what somebody noted on
# the first one.
#
# Guess, before it was run: what papers refer to within themselves (notes, marks that links lead to) is renamed where both have
#   the same numbers and names, or given up with a warning.
# What happens: the note on the second paper is gone, and the place that it was made on shows the first paper's note, for both
#   have the number 0. Both papers have a mark "findings" that a link leads to; the pack has two marks of this name, of which
#   a file may have one, and docx-merger even gives them one number. Pictures and their texts are kept. Nobody warns.
# What it costs: "Not agreed, ask legal" stands on the first paper and, in the pack, on the second one as well, in the clerk's
#   name, and what the clerk had noted on the second is nowhere. "See the findings" has no findings of its own to show.
# Seen: docxcompose 2.2.0, python-docx 1.2.0, docx-merger 1.2.2 on Node 20.20.2, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check docxcompose==2.2.0 python-docx==1.2.0 pillow==13.0.0
npm init -y > npm.log
npm install --silent --no-audit --no-fund docx-merger@1.2.2 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > write.py <<'PYTHON'
import warnings
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docxcompose.composer import Composer
from PIL import Image

warnings.simplefilter("error", UserWarning)
MAIN = nsdecls("w")
Image.new("RGB", (9, 9)).save("map.png")

def paper(path, place, noted):
    file = docx.Document()
    heading = file.add_heading(f"Report of {place}", 1)
    file.add_comment(heading.runs, text=noted, author="Clerk")
    file.add_paragraph("See ")._p.append(parse_xml(
        f'<w:hyperlink {MAIN} w:anchor="findings"><w:r><w:t>the findings</w:t></w:r></w:hyperlink>'))
    findings = file.add_heading(f"Findings of {place}", 1)._p
    findings.insert(1, parse_xml(f'<w:bookmarkStart {MAIN} w:id="1" w:name="findings"/>'))
    findings.append(parse_xml(f'<w:bookmarkEnd {MAIN} w:id="1"/>'))
    file.add_picture("map.png")
    file.element.body.xpath(".//wp:docPr")[0].set("descr", f"Map of {place}")
    file.save(path)

paper("town.docx", "Town", "Not agreed, ask legal")
paper("county.docx", "County", "Agreed on 4 May")
pack = Composer(docx.Document("town.docx"))
pack.append(docx.Document("county.docx"))
pack.save("docxcompose.docx")
PYTHON
python/bin/python write.py

cat > merge.cjs <<'JS'
const Merger = require('docx-merger');
const { readFileSync, writeFileSync } = require('node:fs');

const papers = ['town.docx', 'county.docx'].map((path) => readFileSync(path, 'binary'));
new Merger({}, papers).save('nodebuffer', (pack) => writeFileSync('docx-merger.docx', pack));
JS
node merge.cjs

cat > look.py <<'PYTHON'
import docx

def look(path):
    """Each heading with what is noted on it, the headings that each link could lead to, and the texts of the pictures."""
    file = docx.Document(path)
    body = file.element.body
    noted = {str(note.comment_id): note.text for note in file.comments}
    headings = {}
    for paragraph in file.paragraphs:
        if paragraph.text.startswith("Report"):
            headings[paragraph.text] = [noted.get(number) for number in paragraph._p.xpath(".//w:commentReference/@w:id")]
    links = [["".join(mark.getparent().xpath(".//w:t/text()")) for mark in body.xpath(f".//w:bookmarkStart[@w:name='{name}']")]
             for name in body.xpath(".//w:hyperlink/@w:anchor")]
    return headings, links, body.xpath(".//wp:docPr/@descr")

assert look("town.docx")[:2] == ({"Report of Town": ["Not agreed, ask legal"]}, [["Findings of Town"]])
assert look("county.docx")[:2] == ({"Report of County": ["Agreed on 4 May"]}, [["Findings of County"]])
for name in ("docxcompose", "docx-merger"):
    headings, links, pictures = look(f"{name}.docx")
    print(f"{name}:", headings, links, pictures)
    assert headings == {"Report of Town": ["Not agreed, ask legal"], "Report of County": ["Not agreed, ask legal"]}
    assert links == [["Findings of Town", "Findings of County"]] * 2
    assert pictures == ["Map of Town", "Map of County"]
    marks = docx.Document(f"{name}.docx").element.body.xpath(".//w:bookmarkStart[@w:name='findings']/@w:id")
    assert len(marks) == 2 and len(set(marks)) == (1 if name == "docx-merger" else 2), marks
PYTHON
python/bin/python look.py
echo "as described: the second paper shows what was noted on the first"
