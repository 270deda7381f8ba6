#!/usr/bin/env bash
# LibreOffice 7.4: page numbers in a table of contents of a Word file are those that were written, even where the same field
# outside the contents is counted.
#
# Guess, before it was run: PAGEREF is a field like PAGE, so that opening or converting the file counts it, in the contents
#   as elsewhere, and <w:updateFields/> in the settings makes sure of it.
# What happens: of two equal PAGEREF fields the one in running text shows the right page, those within the TOC field keep
#   what stood in the file, with updateFields or without. Nobody is told; only "Update all indexes" by hand mends it.
# What it costs: a program that writes a board paper cannot know the pages. Whatever it writes there (a nought, a blank) is
#   printed, and a paper that was edited elsewhere leads its readers to wrong pages. Contents without numbers are safer.
# Seen: LibreOffice 7.4.7.2 (Debian 12), pypdf 7.1.1, 30 November 2026. LibreOffice is in no registry of packages that can be
#   pinned here: it must be installed (libreoffice-writer-nogui), and another version is told, not refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1
soffice --version

cat > write.py <<'PYTHON'
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"

def run(inner):
    return f"<w:r>{inner}</w:r>"

def text(words):
    return run(f'<w:t xml:space="preserve">{words}</w:t>')

def mark(kind):
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')

def field(code, shown):
    return mark("begin") + run(f'<w:instrText xml:space="preserve"> {code} </w:instrText>') + mark("separate") + shown + mark("end")

def entry(number, name):
    page = field(f"PAGEREF _Toc{number} \\h", text("77"))
    return f'<w:hyperlink w:anchor="_Toc{number}" w:history="1">{text(name + " on ")}{page}</w:hyperlink>'

def heading(number, name):
    mark = f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number}"/>{text(name)}<w:bookmarkEnd w:id="{number}"/>'
    return f'<w:p><w:pPr><w:pageBreakBefore/><w:outlineLvl w:val="0"/></w:pPr>{mark}</w:p><w:p>{text("Words.")}</w:p>'

contents = field('TOC \\o "1-2" \\h \\z \\u', entry(1, "Summary") + "</w:p><w:p>" + entry(2, "Findings"))
outside = text("Outside: Findings on ") + field("PAGEREF _Toc2 \\h", text("88"))
body = f"<w:p>{contents}</w:p><w:p>{outside}</w:p>{heading(1, 'Summary')}{heading(2, 'Findings')}"
for name, setting in (("plain", ""), ("updated", '<w:updateFields w:val="true"/>')):
    with zipfile.ZipFile(f"{name}.docx", "w") as file:
        parts = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{KIND}.{kind}+xml"/>'
                        for part, kind in (("document", "document.main"), ("settings", "settings")))
        file.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
                      f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{parts}</Types>')
        for at, kind, target in (("_rels/.rels", "officeDocument", "word/document.xml"),
                                 ("word/_rels/document.xml.rels", "settings", "settings.xml")):
            file.writestr(at, f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                          f'Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>')
        file.writestr("word/settings.xml", f'<w:settings xmlns:w="{MAIN}">{setting}</w:settings>')
        file.writestr("word/document.xml", f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>')
PYTHON
python/bin/python write.py
soffice "-env:UserInstallation=file://$folder/office" --headless --convert-to pdf plain.docx updated.docx > office.log 2>&1

cat > look.py <<'PYTHON'
import re
import pypdf

for name in ("plain", "updated"):
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(f"{name}.pdf").pages]
    told = re.findall(r"(?:Outside: )?(?:Summary|Findings) on \d+", pages[0])
    print(f"{name}: {told}; Findings stands on page {1 + [text.startswith('Findings') for text in pages].index(True)}")
    assert told == ["Summary on 77", "Findings on 77", "Outside: Findings on 3"], told
    assert pages[2].startswith("Findings")
PYTHON
python/bin/python look.py
echo "as described: within the contents page numbers are not counted, outside they are"
