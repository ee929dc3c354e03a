-- How the plan was carried out.

WITH rows AS (
    SELECT NULL AS grp, 'year' AS id, * FROM planned WHERE year = getvariable('year')
    UNION ALL SELECT NULL, 'year-before', * FROM planned WHERE year = getvariable('year') - 1
    UNION ALL SELECT 'form', coalesce(form, '-'), * FROM planned WHERE year = getvariable('year')
    UNION ALL SELECT 'office', coalesce(office, '-'), * FROM planned WHERE year = getvariable('year')
)
SELECT 'items' AS tbl, grp, id,
    many(NOT added) AS "planned",
    many(added) AS "added",
    share(held IS NOT NULL, true, false) AS "held",
    share(held IS NOT NULL AND (NOT to_report OR sent IS NOT NULL), true, false) AS "completed",
    many(was_moved) AS "moved",
    many(held IS NULL AND dropped IS NOT NULL) AS "dropped",
    many(held IS NULL AND dropped IS NULL) AS "to-meet"
FROM rows GROUP BY ALL;

WITH rows AS (
    SELECT NULL AS grp, 'year' AS id, * FROM deadlines WHERE year = getvariable('year')
    UNION ALL SELECT NULL, 'year-before', * FROM deadlines WHERE year = getvariable('year') - 1
    UNION ALL SELECT 'rule', regulation || '/' || rule, * FROM deadlines WHERE year = getvariable('year')
)
SELECT 'deadlines' AS tbl, grp, id,
    share(NOT is_open(state) AND coalesce(done <= due, true), NOT waived AND has_come, waived OR NOT has_come) AS "on-time",
    many(NOT waived AND has_come AND NOT is_open(state) AND done > due) AS "done-late",
    many(NOT waived AND has_come AND is_open(state)) AS "overdue",
    many(waived) AS "waived",
    many(NOT waived AND NOT has_come) AS "to-come"
FROM rows GROUP BY ALL;
