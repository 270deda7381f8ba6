#!/usr/bin/env bash
# A workbook saved as "Strict Open XML Spreadsheet": some readers find no sheet in it, and say nothing.
#
# Guess, before it was run: Excel has offered this form for years and it differs by the names of its namespaces, so that
#   every reader either reads it or says that it cannot.
# What happens: openpyxl opens it without a word and has no sheets. calamine, ExcelJS, SheetJS and read-excel-file read it.
#   The same of a Word file: mammoth reads it, python-docx raises KeyError.
# What it costs: public bodies that are told to keep to the ISO standard save like this. Their list of bodies is empty in
#   whatever goes through the sheets by openpyxl, which looks like an empty file and not like an unread one.
# Seen: openpyxl 3.1.5, python-calamine 0.9.1, python-docx 1.2.0, mammoth 1.13.0, ExcelJS
#   4.4.0, SheetJS 0.18.5, read-excel-file 9.3.17, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1 \
    python-docx==1.2.0 mammoth==1.13.0
npm init -y > npm.log
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5 read-excel-file@9.3.17 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > look.py <<'PYTHON'
import warnings, zipfile
import docx, mammoth, openpyxl, python_calamine

warnings.simplefilter("ignore")
PURL, ISO = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
NAMES = {f"{PURL}spreadsheetml/2006/main": f"{ISO}spreadsheetml/main",
         f"{PURL}wordprocessingml/2006/main": f"{ISO}wordprocessingml/main",
         f"{PURL}drawingml/2006/main": f"{ISO}drawingml/main",
         f"{PURL}officeDocument/2006/relationships": f"{ISO}officeDocument/relationships",
         f"{PURL}officeDocument/2006/extended-properties": f"{ISO}officeDocument/extendedProperties"}

def make_strict(usual, strict, part, root):
    """What the standard asks of the strict form, for files as plain as these: its namespaces, and that it says so."""
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith((".xml", ".rels")):
                text = data.decode()
                for before, after in NAMES.items():
                    text = text.replace(before, after)
                if name == part:
                    text = text.replace(f"<{root} ", f'<{root} {"w:" if ":" in root else ""}conformance="strict" ', 1)
                data = text.encode()
            new.writestr(name, data)

book = openpyxl.Workbook()
book.active.title = "Bodies"
for row in (["Body", "Amount"], ["Board", 5]):
    book.active.append(row)
book.save("usual.xlsx")
make_strict("usual.xlsx", "strict.xlsx", "xl/workbook.xml", "workbook")
paper = docx.Document()
paper.add_paragraph("Terms of reference")
paper.save("usual.docx")
make_strict("usual.docx", "strict.docx", "word/document.xml", "w:document")

def tried(work):
    try:
        return work()
    except Exception as error:
        return type(error).__name__

ROWS = [["Body", "Amount"], ["Board", 5]]
def sheets(name):
    return [[list(row) for row in sheet.values] for sheet in openpyxl.load_workbook(name).worksheets]
def calamine(name):
    return python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()
def words(name):
    with open(name, "rb") as file:
        return mammoth.extract_raw_text(file).value.strip()

seen = {"openpyxl, usual": sheets("usual.xlsx"), "openpyxl, strict": sheets("strict.xlsx"),
        "calamine, strict": calamine("strict.xlsx"),
        "python-docx, usual": tried(lambda: docx.Document("usual.docx").paragraphs[0].text),
        "python-docx, strict": tried(lambda: docx.Document("strict.docx").paragraphs[0].text),
        "mammoth, strict": tried(lambda: words("strict.docx"))}
described = {"openpyxl, usual": [ROWS], "openpyxl, strict": [], "calamine, strict": ROWS,
             "python-docx, usual": "Terms of reference", "python-docx, strict": "KeyError",
             "mammoth, strict": "Terms of reference"}
for name, what in seen.items():
    print(f"{name}: {what}")
assert seen == described
PYTHON
python/bin/python look.py

cat > look.cjs <<'JS'
const assert = require('node:assert/strict');
const ExcelJS = require('exceljs'), SheetJS = require('xlsx'), reader = require('read-excel-file/node');
(async () => {
  const rows = [['Body', 'Amount'], ['Board', 5]];
  for (const file of ['usual.xlsx', 'strict.xlsx']) {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    console.log(`ExcelJS, ${file}:`, book.worksheets.map((sheet) => [sheet.name, sheet.rowCount]));
    assert.deepEqual(book.worksheets.map((sheet) => [sheet.name, sheet.rowCount]), [['Bodies', 2]]);
    const other = SheetJS.readFile(file);
    assert.deepEqual(SheetJS.utils.sheet_to_json(other.Sheets.Bodies, { header: 1 }), rows);
    assert.deepEqual((await (reader.default ?? reader)(file))[0].data, rows);
  }
})().catch((error) => { console.error(error); process.exit(1); });
JS
node look.cjs
echo "as described: openpyxl finds no sheet in a strict workbook and does not say so, where four others read it"
