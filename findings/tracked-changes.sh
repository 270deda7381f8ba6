#!/usr/bin/env bash
# Minutes with tracked changes: what was moved is read twice, what was deleted is read, what was inserted is not.
#
# Guess, before it was run: readers give the words as they stand after all changes, as a printed page has them, or at worst as
#   they stood before; in either case a paragraph that was moved comes once.
# What happens, with one paragraph moved, one word inserted for a deleted one, in a Word file:
#     mammoth                         as it stands after the changes
#     docx2txt, docx2python, word-extractor, officeparser   the moved paragraph twice, the rest as it stands after them
#     python-docx                     the moved paragraph not at all, the inserted word neither
#   and of a deleted paragraph and a comment in an OpenDocument text:
#     odfdo to_markdown()             neither
#     officeparser                    the deleted one, as the first of the text
#     odfdo, all paragraphs           the deleted one, and the comment twice
#     odfpy, all paragraphs           the same; the text of the body has each once
# What it costs: minutes go round with tracked changes. The list of bodies has the moved one twice or not at all, the one that
#   was just agreed is missing, and one that was struck out, or what somebody noted about it, is published.
# Seen: python-docx 1.2.0, mammoth 1.13.0, docx2txt 0.9, docx2python 3.7.1, word-extractor 1.0.4, officeparser 7.8.0, odfpy
#   1.4.1, odfdo 3.27.3, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1 \
    odfpy==1.4.1 odfdo==3.27.3
npm init -y > npm.log
npm install --silent --no-audit --no-fund word-extractor@1.0.4 officeparser@7.8.0 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > write.py <<'PYTHON'
import zipfile
import docx
from docx.oxml import parse_xml

MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
def who(number):
    return f'w:id="{number}" w:author="Clerk" w:date="2026-11-01T00:00:00Z"'

def run(words, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'

def moved(kind, number):
    """A paragraph that stands at the old or at the new place of a move, as Word writes it."""
    return (f'<w:p {MAIN}><w:pPr><w:rPr><w:{kind} {who(number)}/></w:rPr></w:pPr>'
            f'<w:{kind}RangeStart {who(number + 1)} w:name="move1"/><w:{kind} {who(number + 2)}>{run("Moved Board")}</w:{kind}>'
            f'<w:{kind}RangeEnd w:id="{number + 1}"/></w:p>')

file = docx.Document()
for paragraph in (f'<w:p {MAIN}>{run("First Board")}</w:p>', moved("moveFrom", 1), f'<w:p {MAIN}>{run("Middle Board")}</w:p>',
                  moved("moveTo", 11),
                  f'<w:p {MAIN}><w:del {who(21)}>{run("Deleted", "delText")}</w:del><w:ins {who(22)}>{run("Inserted")}</w:ins>'
                  f'{run(" Board")}</w:p>'):
    file.element.body.insert(len(file.element.body) - 1, parse_xml(paragraph))
file.save("minutes.docx")

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
KIND = "application/vnd.oasis.opendocument.text"
stamp = "<dc:creator>Clerk</dc:creator><dc:date>2026-11-01T00:00:00</dc:date>"
text = f"""<office:document-content xmlns:office="{OASIS}:office:1.0" xmlns:text="{OASIS}:text:1.0"
  xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:body><office:text><text:tracked-changes>
  <text:changed-region text:id="c1"><text:deletion><office:change-info>{stamp}</office:change-info><text:p>Deleted Board</text:p>
  </text:deletion></text:changed-region></text:tracked-changes><text:p>First Board</text:p><text:p><text:change text:change-id="c1"
  />Middle Board<office:annotation>{stamp}<text:p>Commented Board</text:p></office:annotation></text:p>
  </office:text></office:body></office:document-content>"""
manifest = f"""<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0" manifest:version="1.2">
  <manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>
  <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
with zipfile.ZipFile("minutes.odt", "w") as archive:
    archive.writestr("mimetype", KIND)
    archive.writestr("content.xml", text)
    archive.writestr("META-INF/manifest.xml", manifest)
PYTHON
python/bin/python write.py

cat > read.cjs <<'JS'
const WordExtractor = require('word-extractor'), { OfficeParser } = require('officeparser');
const { writeFileSync } = require('node:fs');

(async () => {
  const texts = { 'word-extractor': (await new WordExtractor().extract('minutes.docx')).getBody() };
  for (const ending of ['docx', 'odt']) {
    texts[`officeparser, ${ending}`] = (await OfficeParser.parseOffice(`minutes.${ending}`)).toText();
  }
  writeFileSync('texts.json', JSON.stringify(texts));
})();
JS
node read.cjs

cat > look.py <<'PYTHON'
import json
import docx, docx2python, docx2txt, mammoth, odfdo
from odf import opendocument, teletype
from odf.text import P

def joined(paragraphs):
    return "\n".join(paragraphs)

texts = json.load(open("texts.json"))
texts["python-docx"] = joined(paragraph.text for paragraph in docx.Document("minutes.docx").paragraphs)
texts["mammoth"] = mammoth.extract_raw_text(open("minutes.docx", "rb")).value
texts["docx2txt"] = docx2txt.process("minutes.docx")
with docx2python.docx2python("minutes.docx") as file:
    texts["docx2python"] = file.text
file = odfdo.Document("minutes.odt")
texts["odfdo, markdown"] = file.to_markdown()
texts["odfdo, paragraphs"] = joined(paragraph.text_recursive for paragraph in file.body.paragraphs)
file = opendocument.load("minutes.odt")
texts["odfpy, paragraphs"] = joined(map(teletype.extractText, file.getElementsByType(P)))
texts["odfpy, body"] = teletype.extractText(file.text)

WORD, OPEN = ("First", "Middle", "Moved", "Inserted", "Deleted"), ("First", "Middle", "Deleted", "Commented")
described = {"mammoth": (1, 1, 1, 1, 0), "docx2python": (1, 1, 2, 1, 0), "docx2txt": (1, 1, 2, 1, 0),
             "word-extractor": (1, 1, 2, 1, 0), "officeparser, docx": (1, 1, 2, 1, 0), "python-docx": (1, 1, 0, 0, 0),
             "odfdo, markdown": (1, 1, 0, 0), "officeparser, odt": (1, 1, 1, 0), "odfdo, paragraphs": (1, 1, 1, 2),
             "odfpy, paragraphs": (1, 1, 1, 2), "odfpy, body": (1, 1, 1, 1)}
wrong = []
for name, counts in described.items():
    words = WORD if len(counts) == len(WORD) else OPEN
    seen = tuple(texts[name].count(word) for word in words)
    print(f"{name:18}", dict(zip(words, seen)))
    if seen != counts:
        wrong.append(name)
assert texts["officeparser, odt"].startswith("Deleted Board")
raise SystemExit(f"no longer as described: {wrong}" if wrong else 0)
PYTHON
python/bin/python look.py
echo "as described: moved paragraphs come twice or not, deleted ones come"
