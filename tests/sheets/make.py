"""Makes the sheets of this folder: `python make.py` with openpyxl 3.1.5, pandas 2.3.3 and odfpy 1.4.1, then LibreOffice
7.4 for those whose names begin with "libreoffice" (`soffice --headless --convert-to ods register.xlsx`). The tests read
what lies here; nothing runs this but people."""

import datetime as dt
import subprocess
import shutil
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.styles import Alignment
from openpyxl.chart import BarChart, Reference

here = Path(__file__).parent


def register():
    """As a register of groups is kept: a title, a date, headings in the fourth row, merged and hidden cells, two sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Groups"
    sheet["B2"] = "Register of partnership groups"
    sheet["B3"] = "As of"
    sheet["C3"] = dt.date(2026, 5, 1)
    heads = ["Ref", "Name of group", "Type", "Reports to", "Chair", "Members", "Set up", "Statutory", "Budget share", "Size"]
    for column, head in enumerate(heads, start=2):
        sheet.cell(4, column, head)
    rows = [
        [1, "Trust Board", "Board", "Borough Council", "Lead Member", "Police; Schools; NHS Trust", dt.date(2008, 4, 1), True, 0.25, 14],
        [2, "Be Healthy Group", "Group", "Trust Board", "Director of Public Health", "NHS Trust; Schools", dt.date(2010, 9, 15), False, 0.1, 9],
        [3, " Play Group ", "Group", "Trust Board", None, "Schools", dt.datetime(2011, 1, 3, 9, 30), None, None, None],
        [4, "Youth Forum", "Forum", "Be Healthy Group", "Youth Lead", None, None, False, None, "=10+2"],
        [5, "A & B <Panel> \"x\"", "Panel", "Trust Board", None, None, None, None, None, None],
        [6, "Hidden Group", "Group", "Trust Board", None, None, None, None, None, None],
    ]
    for number, row in enumerate(rows, start=5):
        for column, value in enumerate(row, start=2):
            sheet.cell(number, column, value)
        sheet.cell(number, 2).number_format = "000"
        sheet.cell(number, 10).number_format = "0%"
    sheet["E7"].value = None
    sheet.merge_cells("E6:E7")
    sheet["E6"] = "Trust Board"
    sheet.row_dimensions[10].hidden = True
    sheet["L5"] = 1234567890123456789
    sheet["L4"] = "Phone"
    links = book.create_sheet("Links")
    for row in [["From", "Relation", "To", "Amount", "Note"],
                ["Police", "funds", "Trust Board", 25000, "yearly"],
                ["Overview Panel", "scrutinises", "Trust Board", None, None],
                ["Play Group", "merged into", "Be Healthy Group", None, None]]:
        links.append(row)
    old = book.create_sheet("Old")
    old["A1"] = "not shown"
    old.sheet_state = "hidden"
    charts = book.create_chartsheet("Chart")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=11, min_row=4, max_row=8))
    charts.add_chart(chart)
    book.save(here / "openpyxl-register.xlsx")


def indented():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Group", "Chair"])
    for name, indent, chair in [("Borough Council", 0, None), ("Trust Board", 1, "Lead Member"), ("Be Healthy Group", 2, "Health Lead"),
                                ("Play Group", 2, None), ("Safeguarding Board", 1, "Independent Chair"), ("Training Group", 2, None)]:
        sheet.append([name, chair])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(indent=indent)
    book.save(here / "openpyxl-indented.xlsx")


def frames():
    frame = pd.DataFrame({"Name": ["Trust Board", "Play Group"], "Reports to": ["Borough Council", "Trust Board"],
                          "Start date": [dt.date(2008, 4, 1), dt.date(2011, 1, 3)], "Statutory": [True, False], "Size": [14, 9]})
    frame.to_excel(here / "pandas-frame.xlsx", index=False)
    frame.to_excel(here / "pandas-frame.ods", index=False, engine="odf")
    text = frame.to_csv(index=False)
    (here / "pandas-utf16.csv").write_bytes(frame.to_csv(index=False, sep="\t").encode("utf-16"))
    (here / "windows-1252.csv").write_bytes("Name;Budget;Chair\r\nCafé Board;£5,000;Zoë\r\n\r\nYouth Forum;£20;\r\n".encode("cp1252"))
    assert "Trust Board" in text


def libreoffice():
    for wanted in ["ods", "fods"]:
        copy = here / "libreoffice-register.xlsx"
        shutil.copy(here / "openpyxl-register.xlsx", copy)
        subprocess.run(["soffice", "--headless", "--convert-to", wanted, "--outdir", str(here), str(copy)], check=True)
        copy.unlink()
    copy = here / "libreoffice-frame.ods"
    shutil.copy(here / "pandas-frame.ods", copy)
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(here), str(copy)], check=True)
    copy.unlink()


register()
indented()
frames()
libreoffice()
