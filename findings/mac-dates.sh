#!/usr/bin/env bash
# A workbook that counts days from 1904, as Excel for the Macintosh did: SheetJS gives two dates for one cell; and 36 hours
# are a day of 1899 or of 1904.
#
# Guess, before it was run: all readers know the setting, and a length of [h]:mm is a length, or at worst a number.
# What happens: openpyxl, calamine and ExcelJS give 1 April 2010. SheetJS gives the text "2010-04-01" and, if asked for dates
#   (cellDates), 31 March 2006; without cellDates the number 38807, which is as wrong for whoever counts from 1900.
#   36 hours are timedelta(days=1, hours=12) in openpyxl and calamine. In ExcelJS, SheetJS and read-excel-file they are noon
#   of 31 December 1899, in such a workbook noon of 2 January 1904 in two of them.
# What it costs: sheets handed down on Macs give boards and agreements that began four years and a day too early, which
#   nobody sees; hours of work become dates, and a sum over them milliseconds of the nineteenth century.
# Seen: SheetJS 0.18.5 (the newest on npm), ExcelJS 4.4.0, read-excel-file 9.3.17, openpyxl 3.1.5, python-calamine 0.9.1, files
#   by XlsxWriter 3.3.1, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1
npm init -y > npm.log
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5 read-excel-file@9.3.17 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > look.py <<'PYTHON'
from datetime import date, datetime, timedelta
import openpyxl, python_calamine, xlsxwriter

for name, options in (("1900", {}), ("1904", {"date_1904": True})):
    book = xlsxwriter.Workbook(f"{name}.xlsx", options)
    sheet = book.add_worksheet("Bodies")
    sheet.write_row(0, 0, ["Body", "Since", "Hours"])
    sheet.write(1, 0, "Board")
    sheet.write_datetime(1, 1, datetime(2010, 4, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write_number(1, 2, 1.5, book.add_format({"num_format": "[h]:mm"}))
    book.close()
    row = [cell.value for cell in openpyxl.load_workbook(f"{name}.xlsx").active[2]]
    other = python_calamine.load_workbook(f"{name}.xlsx").get_sheet_by_index(0).to_python()[1]
    print(name, "openpyxl:", row, "calamine:", other)
    assert row == ["Board", datetime(2010, 4, 1), timedelta(hours=36)]
    assert other == ["Board", date(2010, 4, 1), timedelta(hours=36)]
PYTHON
python/bin/python look.py

cat > look.cjs <<'JS'
const assert = require('node:assert/strict');
const ExcelJS = require('exceljs'), SheetJS = require('xlsx'), reader = require('read-excel-file/node');
const told = (row) => [row[1], row[2]].map((it) => it instanceof Date ? it.toISOString().slice(0, 16) : it).join(' ');
const DESCRIBED = {
  1900: { ExcelJS: '2010-04-01T00:00 1899-12-31T12:00', 'read-excel-file': '2010-04-01T00:00 1899-12-31T12:00',
    'SheetJS, dates': '2010-04-01T00:00 1899-12-31T12:00', 'SheetJS, numbers': '40269 1.5', 'SheetJS, texts': '2010-04-01 36:00' },
  1904: { ExcelJS: '2010-04-01T00:00 1904-01-02T12:00', 'read-excel-file': '2010-04-01T00:00 1904-01-02T12:00',
    'SheetJS, dates': '2006-03-31T00:00 1899-12-31T12:00', 'SheetJS, numbers': '38807 1.5', 'SheetJS, texts': '2010-04-01 36:00' },
};
(async () => {
  for (const [name, described] of Object.entries(DESCRIBED)) {
    const file = `${name}.xlsx`, book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    const sheetJs = (reading, writing) =>
      told(SheetJS.utils.sheet_to_json(SheetJS.readFile(file, reading).Sheets.Bodies, { header: 1, ...writing })[1]);
    const seen = {
      ExcelJS: told(book.worksheets[0].getRow(2).values.slice(1)),
      'read-excel-file': told((await (reader.default ?? reader)(file))[0].data[1]),
      'SheetJS, dates': sheetJs({ cellDates: true }, {}),
      'SheetJS, numbers': sheetJs({}, {}),
      'SheetJS, texts': sheetJs({}, { raw: false }),
    };
    console.log(name, seen);
    assert.deepEqual(seen, described);
  }
})().catch((error) => { console.error(error); process.exit(1); });
JS
TZ=UTC node look.cjs
echo "as described: of a workbook from 1904 SheetJS makes dates that are four years and a day too early"
