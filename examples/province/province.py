"""The figures of many archives, from the folder that they were exported into.

    province.py duckdb DIR YEAR      on one machine
    province.py spark DIR YEAR       where one machine is too small

Both run province.sql. Spark takes the types of the columns from schema.sql, as DuckDB does.
"""

import os
import pathlib
import re
import sys

SQL = (pathlib.Path(__file__).parent / "province.sql").read_text(encoding="utf-8")
TYPES = {"VARCHAR": "STRING", "BIGINT": "BIGINT", "BOOLEAN": "BOOLEAN", "DATE": "DATE", "VARCHAR[]": "ARRAY<STRING>"}


def with_duckdb(folder, year):
    import duckdb

    os.chdir(folder)
    database = duckdb.connect()
    database.execute(pathlib.Path("schema.sql").read_text(encoding="utf-8"))
    database.execute(f"CREATE TEMP VIEW asked AS SELECT {year} AS year")
    result = database.execute(SQL)
    return [column[0] for column in result.description], result.fetchall()


def with_spark(folder, year):
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("province").getOrCreate()
    for table, schema in columns((folder / "schema.sql").read_text(encoding="utf-8")).items():
        # Partitions give archive_id and year, and Spark reads only those that are asked for.
        there = (folder / table).is_dir()
        rows = spark.read.schema(schema).json(str(folder / table)) if there else spark.createDataFrame([], schema)
        rows.createOrReplaceTempView(table)
    spark.sql(f"SELECT {year} AS year").createOrReplaceTempView("asked")
    result = spark.sql(SQL)
    return result.columns, [tuple(row) for row in result.collect()]


def columns(schema):
    """Of each table the columns, as Spark writes them."""
    tables, table = {}, None
    for line in schema.splitlines():
        if view := re.match(r"CREATE OR REPLACE VIEW (\w+) AS", line):
            table = tables.setdefault(view[1], [])
        elif column := re.match(r"    '(\w+)': '([A-Z\[\]]+)',", line):
            table.append(f"{column[1]} {TYPES[column[2]]}")
        elif column := re.match(r"    NULL::([A-Z\[\]]+) AS (\w+),", line):
            table.append(f"{column[2]} {TYPES[column[1]]}")
    return {name: ", ".join(table) for name, table in tables.items()}


def main(engine, folder, year):
    count = {"duckdb": with_duckdb, "spark": with_spark}[engine]
    heading, rows = count(pathlib.Path(folder).resolve(), int(year))
    print("\t".join(heading))
    for row in rows:
        print("\t".join("—" if cell is None else str(cell) for cell in row))


if __name__ == "__main__":
    main(*sys.argv[1:])
