#!/usr/bin/env bash
# ExcelJS 4.4.0: money in a merged cell counts once for each row that it spans.
#
# Guess, before it was run: of merged cells the first has the value and the others are empty, as in the file and in Excel.
# What happens: each of them has it. One grant of 100 over three bodies is 300 in a sum over the rows, `values` of the
#   column has it three times, and the CSV that ExcelJS writes has it in three rows. openpyxl, calamine and SheetJS have it
#   once.
# What it costs: lists of partners are full of merged cells, and the total of a partnership's money is too high by the part
#   that is shared, with no cell that shows it.
# Seen: ExcelJS 4.4.0, SheetJS 0.18.5, openpyxl 3.1.5, python-calamine 0.9.1, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
npm init -y > npm.log
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > look.py <<'PYTHON'
import openpyxl, python_calamine

book = openpyxl.Workbook()
for row in (["Body", "Grant"], ["Board", 100], ["Group"], ["Team"], ["All", "=SUM(B2:B4)"]):
    book.active.append(row)
book.active.merge_cells("B2:B4")
book.save("grant.xlsx")
column = [row[1] for row in openpyxl.load_workbook("grant.xlsx").active.iter_rows(min_row=2, max_row=4, values_only=True)]
other = [row[1] for row in python_calamine.load_workbook("grant.xlsx").get_sheet_by_index(0).to_python()[1:4]]
print("openpyxl:", column, "calamine:", other)
assert column == [100, None, None] and other == [100, "", ""]
PYTHON
python/bin/python look.py

cat > look.cjs <<'JS'
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const ExcelJS = require('exceljs'), SheetJS = require('xlsx');
(async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile('grant.xlsx');
  const sheet = book.worksheets[0];
  let sum = 0;
  sheet.eachRow((row, number) => { if (number > 1 && number < 5) sum += row.getCell(2).value ?? 0; });
  console.log('ExcelJS: sum', sum, 'column', sheet.getColumn(2).values.slice(2, 5));
  assert.equal(sum, 300);
  assert.deepEqual(sheet.getColumn(2).values.slice(2, 5), [100, 100, 100]);
  await book.csv.writeFile('grant.csv');
  const lines = readFileSync('grant.csv', 'utf8').split(/\r?\n/).slice(0, 4);
  console.log('CSV:', lines);
  assert.deepEqual(lines, ['Body,Grant', 'Board,100', 'Group,100', 'Team,100']);
  const other = SheetJS.readFile('grant.xlsx');
  const rows = SheetJS.utils.sheet_to_json(other.Sheets.Sheet, { header: 1 }).slice(1, 4);
  console.log('SheetJS:', rows);
  assert.deepEqual(rows, [['Board', 100], ['Group'], ['Team']]);
})().catch((error) => { console.error(error); process.exit(1); });
JS
node look.cjs
echo "as described: ExcelJS counts a merged cell once for each row"
