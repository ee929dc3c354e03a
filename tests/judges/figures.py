"""Compares what `report --format json` says with what DuckDB counts from what `export` wrote.

    figures.py EXPORT REPORT.json …

Prints every figure that differs, how many there are, and those that count nothing in any row, which proves little. A row
that SQL does not give has nothing to count.
"""

import datetime
import json
import os
import pathlib
import sys

import duckdb

JUDGES = pathlib.Path(__file__).parent
# Rows of the whole stand in a report also where there is nothing to count.
WHOLE = {"year", "year-before", "members", "rooms", "offices"}


def opened(export):
    os.chdir(export)
    database = duckdb.connect()
    database.execute(pathlib.Path("schema.sql").read_text(encoding="utf-8"))
    database.execute((JUDGES / "common.sql").read_text(encoding="utf-8"))
    return database


def counted(database, about, year):
    """Of each table, row and figure what SQL counts; and the rows that there are."""
    database.execute(f"SET VARIABLE year = {year}")
    cells, rows = {}, set()
    for statement in duckdb.extract_statements((JUDGES / f"{about}.sql").read_text(encoding="utf-8")):
        result = database.execute(statement)
        columns = [column[0] for column in result.description or []]
        if columns[:3] != ["tbl", "grp", "id"]:
            continue
        for row in result.fetchall():
            rows.add(row[:3])
            for figure, value in zip(columns[3:], row[3:]):
                if value is not None:
                    assert (*row[:3], figure) not in cells, (row, figure)
                    cells[(*row[:3], figure)] = plain(value)
    return cells, rows


def plain(value):
    date = value.get("date")
    return {**value, "date": date.isoformat()} if isinstance(date, datetime.date) else value


def told(report):
    """The same of a report."""
    cells, rows = {}, set()
    for table in report["tables"]:
        for row in table["rows"]:
            # Rules stand under the title of their regulation.
            group = "rule" if row["group"] and table["id"] == "deadlines" and "/" in row["id"] else row["group"]
            key = (table["id"], group, row["id"])
            assert key not in rows, f"two rows {key}"
            rows.add(key)
            for figure, value in row["figures"].items():
                cells[(*key, figure)] = value
    return cells, rows


def is_nothing(value):
    return not any(value.values())


def differing(database, report):
    about = report["report"]
    (sql, sql_rows), (program, program_rows) = counted(database, about, report["year"]), told(report)
    rows = {key for key in program_rows ^ sql_rows if key[2] not in WHOLE or key[1] is not None}
    yield from (f"{about}: only one has the row {key}" for key in sorted(rows, key=str))
    for key in sorted(sql.keys() | program.keys(), key=str):
        one, other = program.get(key), sql.get(key)
        if one != other and not (other is None and is_nothing(one)):
            yield f"{about} {key}: report {one}, SQL {other}"


def main(export, *reports):
    reports = [json.loads(pathlib.Path(report).read_text(encoding="utf-8")) for report in reports]
    database = opened(export)
    wrong = [line for report in reports for line in differing(database, report)]
    all_told = [(report["report"], *key, value) for report in reports for key, value in told(report)[0].items()]
    counting = {(about, table, figure) for about, table, _, _, figure, value in all_told if value.get("n") or value.get("date")}
    idle = {f"{about}/{table}/{figure}" for about, table, _, _, figure, _ in all_told if (about, table, figure) not in counting}
    print("".join(f"{line}\n" for line in wrong), end="", file=sys.stderr)
    print(f"{len(all_told)} figures, {len(wrong)} differ; counting nothing: {' '.join(sorted(idle)) or 'none'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
