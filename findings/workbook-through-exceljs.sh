#!/usr/bin/env bash
# ExcelJS 4.4.0: a workbook that is opened and saved, with nothing changed, has a body named "Body" and one named "Total".
#
# Guess, before it was run: ExcelJS knows tables, links, notes, pictures and names, so they come out as they went in; what it
#   does not know (check boxes, charts) is lost.
# What happens to a table whose header row the file does not mention (as XlsxWriter writes it, one row being the default of the
#   format): it is saved as a table without a header row. polars reads from it two bodies and the columns Body and Seats
#   before, and four bodies after, among them "Body" with "Seats" seats and "Total", all numbers as texts. A table that
#   mentions its one row stays. Also gone: links to other sheets, the picture's alternative text, who wrote a note ("Author"
#   now), properties of one's own; a name that was one sheet's is the workbook's. openpyxl, told to do the same, keeps all of
#   these, and ExcelJS cannot open what it wrote: TypeError at the table.
# What it costs: sheets that were once touched by a program on ExcelJS have headings as data where tables are asked for by
#   name, totals count twice, and what was done for readers of screens is gone. In the cells there is nothing to see.
# Seen: ExcelJS 4.4.0, openpyxl 3.1.5, polars 2.1.0 with fastexcel 0.21.0, files by XlsxWriter 3.3.1, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5 polars==2.1.0 fastexcel==0.21.0 \
    pillow==13.0.0
npm init -y > npm.log
npm install --silent --no-audit --no-fund exceljs@4.4.0 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > write.py <<'PYTHON'
import zipfile
import openpyxl, xlsxwriter
from PIL import Image

Image.new("RGB", (9, 9)).save("map.png")
book = xlsxwriter.Workbook("book.xlsx")
sheet, kinds = book.add_worksheet("Bodies"), book.add_worksheet("Kinds")
sheet.add_table("A1:B4", {"name": "Bodies", "data": [["Board", 3], ["Group", 4]], "total_row": True, "columns": [
    {"header": "Body", "total_string": "Total"}, {"header": "Seats", "total_function": "sum", "total_value": 7}]})
sheet.write_url("A6", "internal:Kinds!A1", string="kinds")
sheet.write_comment("A2", "Meets monthly", {"author": "Clerk"})
sheet.insert_image("D1", "map.png", {"description": "Map of the bodies"})
book.define_name("Bodies!Local", "=Bodies!$A$1")
book.set_custom_property("Reference", "B 7")
book.close()
openpyxl.load_workbook("book.xlsx").save("openpyxl.xlsx")

with zipfile.ZipFile("book.xlsx") as old, zipfile.ZipFile("mentioned.xlsx", "w") as new:
    for name in old.namelist():
        new.writestr(name, old.read(name).replace(b'totalsRowCount="1"', b'headerRowCount="1" totalsRowCount="1"'))
PYTHON
python/bin/python write.py

cat > through.cjs <<'JS'
const assert = require('node:assert/strict');
const { Workbook } = require('exceljs');

(async () => {
  for (const [from, to] of [['book', 'exceljs'], ['mentioned', 'mentioned-exceljs']]) {
    const book = new Workbook();
    await book.xlsx.readFile(`${from}.xlsx`);
    await book.xlsx.writeFile(`${to}.xlsx`);
  }
  await assert.rejects(new Workbook().xlsx.readFile('openpyxl.xlsx'), TypeError);
})();
JS
node through.cjs

cat > look.py <<'PYTHON'
import zipfile
import openpyxl, polars

def table(path):
    frame = polars.read_excel(path, table_name="Bodies")
    return [frame.columns, *map(list, frame.rows())]

def rest(path):
    """The link, who wrote the note, whose name it is, one's own properties, and whether the picture has its text."""
    book = openpyxl.load_workbook(path)
    sheet = book["Bodies"]
    with zipfile.ZipFile(path) as archive:
        pictures = "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/drawings/drawing"))
    return (getattr(sheet["A6"].hyperlink, "location", None), sheet["A2"].comment.author,
            "sheet" if "Local" in sheet.defined_names else "workbook", list(book.custom_doc_props.names),
            "Map of the bodies" in pictures)

wrong = []
def check(what, seen, described):
    print(f"{what}: {seen}")
    if seen != described:
        wrong.append(what)

plain = [["Body", "Seats"], ["Board", 3], ["Group", 4]]
kept = ("Kinds!A1", "Clerk", "sheet", ["Reference"], True)
check("table, as written", table("book.xlsx"), plain)
check("table, through openpyxl", table("openpyxl.xlsx"), plain)
check("table, through ExcelJS", table("exceljs.xlsx"),
      [["Body", "Seats"], ["Body", "Seats"], ["Board", "3"], ["Group", "4"], ["Total", "7"]])
check("table that mentions its header row, through ExcelJS", table("mentioned-exceljs.xlsx"), plain)
check("rest, as written", rest("book.xlsx"), kept)
check("rest, through openpyxl", rest("openpyxl.xlsx"), kept)
check("rest, through ExcelJS", rest("exceljs.xlsx"), (None, "Author", "workbook", [], False))
raise SystemExit(f"no longer as described: {wrong}" if wrong else 0)
PYTHON
python/bin/python look.py
echo "as described: opened and saved by ExcelJS, a table has its headings as data"
