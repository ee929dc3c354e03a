"""Compares workbooks of reports with what `report --format json` says, as openpyxl reads them, and as LibreOffice writes them
again.

    workbooks.py FOLDER

FOLDER has ABOUT.xlsx beside ABOUT.json. Prints every cell that differs, and how many numbers, shares and days are right.
"""

import collections
import datetime
import json
import pathlib
import subprocess
import sys

import openpyxl

counted = collections.Counter()


def expected(figure, shown):
    """The cells of a figure: of a rate how many, of how many, and the rate, which is rounded."""
    if "date" in figure:
        day = figure["date"]
        return [datetime.date.fromisoformat(day) if day else "—"]
    if "of" not in figure:
        return [figure["n"]]
    n, of = figure["n"], figure["of"]
    # A share says per cent; a mean does not.
    digits = 3 if "%" in shown.number_format else 1
    return [n, of, round(n / of + 1e-12, digits) if of else "—"]


def value(cell):
    if isinstance(cell.value, datetime.datetime):
        return cell.value.date()
    return cell.value


def compared(sheet, table):
    wrong = []
    cells = [cell for row in sheet.iter_rows() for cell in row]
    wrong += [f"{sheet.title}!{cell.coordinate} is a formula" for cell in cells if cell.data_type == "f"]
    rows = list(sheet.iter_rows(min_row=3))
    if len(rows) != len(table["rows"]):
        return wrong + [f"{sheet.title}: {len(rows)} rows, not {len(table['rows'])}"]
    for row, said in zip(rows, table["rows"]):
        place = 2
        for figure in said["figures"].values():
            wanted = expected(figure, row[min(place + 2, len(row) - 1)])
            for cell, is_wanted in zip(row[place : place + len(wanted)], wanted):
                is_number = isinstance(is_wanted, (int, float))
                same = abs(value(cell) - is_wanted) < 1e-9 if is_number and cell.data_type == "n" else value(cell) == is_wanted
                kind = "share" if "%" in cell.number_format else "number" if is_number else "day" if cell.is_date else "text"
                counted[kind] += same
                if not same:
                    wrong.append(f"{sheet.title}!{cell.coordinate} is {cell.value!r}, not {is_wanted!r}")
            place += len(wanted)
    return wrong


def main(folder):
    wrong = []
    again = folder / "again"
    workbooks = sorted(folder.glob("*.xlsx"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "xlsx", "--outdir", again, *workbooks],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    for said in sorted(folder.glob("*.json")):
        tables = json.loads(said.read_text(encoding="utf-8"))["tables"]
        for of in (folder, again):
            sheets = openpyxl.load_workbook(of / f"{said.stem}.xlsx").worksheets
            if len(sheets) != len(tables):
                wrong.append(f"{said.stem}: {len(sheets)} sheets, not {len(tables)}")
            for sheet, table in zip(sheets, tables):
                # LibreOffice without a window keeps no view.
                if of == folder and sheet.freeze_panes != "A3":
                    wrong.append(f"{said.stem} {sheet.title}: its head does not stay: {sheet.freeze_panes}")
                wrong += [f"{of.name}/{said.stem} {why}" for why in compared(sheet, table)]
    for why in wrong:
        print(why, file=sys.stderr)
    print(f"{len(wrong)} differ;", ", ".join(f"{counted[kind]} {kind}s" for kind in ("number", "share", "day")))
    sys.exit(bool(wrong))


main(pathlib.Path(sys.argv[1]).resolve())
