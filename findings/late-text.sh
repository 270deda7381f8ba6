#!/usr/bin/env bash
# polars 2.1.0 (which reads sheets by fastexcel 0.21.0): a text below the hundredth row of a column of numbers is not there.
#
# Guess, before it was run: a column of ids that are numbers at first and "7a" further down is a column of texts, or an error
#   that names the cell.
# What happens: the kind of a column is what its first hundred rows have, and what does not fit is null: ids, "to be agreed"
#   among amounts, "not known" among dates, "not yet" among yes and no, in XLSX and ODS. No error and no warning. A row of
#   which nothing fits is left out, and those after it move up. The same text in row 100 makes the column one of texts;
#   infer_schema_length=None looks at all rows. fastexcel by itself does the same after a thousand rows. With
#   engine="openpyxl" polars refuses the file, and it refuses the CSV of the same rows. pandas and openpyxl give what is there.
# What it costs: registers have more than a hundred bodies, and the odd ids are the new ones at the end. Lines to them lead
#   nowhere, and nobody is told that the total of a column is short.
# Seen: polars 2.1.0, fastexcel 0.21.0, pandas 3.1.1, openpyxl 3.1.5, files by XlsxWriter 3.3.1 and odfdo 3.27.3,
#   30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check polars==2.1.0 fastexcel==0.21.0 pandas==3.1.1 openpyxl==3.1.5 \
    xlsxwriter==3.3.1 odfdo==3.27.3

cat > look.py <<'PYTHON'
import csv
from datetime import date
import fastexcel, odfdo, openpyxl, pandas, polars, xlsxwriter

NAMES = ["id", "name", "grant", "since", "active"]
USUAL = [7, "Board", 100, date(2010, 4, 1), True]
ODD = ["7a", "Team", "to be agreed", "not known", "not yet"]

def write(path, odd_row, rows=130, columns=slice(None)):
    table = [NAMES[columns]] + [(ODD if row == odd_row else USUAL)[columns] for row in range(1, rows + 1)]
    if path.endswith(".xlsx"):
        book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Bodies")
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
        book.close()
    elif path.endswith(".ods"):
        sheet = odfdo.Table("Bodies")
        sheet.set_values(table)
        file = odfdo.Document("spreadsheet")
        file.body.clear()
        file.body.append(sheet)
        file.save(path)
    else:
        with open(path, "w", newline="") as file:
            csv.writer(file).writerows(table)

write("early.xlsx", 100)
for ending in ("xlsx", "ods", "csv"):
    write(f"late.{ending}", 101)
write("ids.xlsx", 101, columns=slice(1))
write("thousand.xlsx", 1001, rows=1100)

early, late, ods = polars.read_excel("early.xlsx"), polars.read_excel("late.xlsx"), polars.read_ods("late.ods")
print("row 100:", early.row(99), "row 101:", late.row(100), "of ODS:", ods.row(100))
assert list(early.row(99)) == ODD
assert late.row(100) == ods.row(100) == (None, "Team", None, None, None)
assert late["grant"].sum() == 129 * 100
assert list(polars.read_excel("late.xlsx", infer_schema_length=None).row(100)) == ODD
ids = polars.read_excel("ids.xlsx")
print("a column of ids alone:", len(ids), "of 130 rows")
assert len(ids) == 129 and ids.null_count().item() == 0
alone = fastexcel.read_excel("thousand.xlsx").load_sheet(0).to_polars()
print("fastexcel, row 1001:", alone.row(1000))
assert alone.row(1000) == (None, "Team", None, None, None)

def refused(read, path):
    try:
        read(path)
    except (polars.exceptions.PolarsError, TypeError, ValueError) as error:
        print("refused:", str(error).splitlines()[0])
        return True

assert refused(lambda path: polars.read_excel(path, engine="openpyxl"), "late.xlsx")
assert refused(polars.read_csv, "late.csv")
assert pandas.read_excel("late.xlsx", engine="openpyxl").iloc[100].tolist() == ODD
assert [cell.value for cell in openpyxl.load_workbook("late.xlsx").active[102]] == ODD
PYTHON
python/bin/python look.py
echo "as described: a text that comes late in a column of numbers is lost"
