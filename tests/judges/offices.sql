-- What each office did.

WITH rows AS (
    SELECT NULL AS grp, 'offices' AS id, * FROM planned WHERE year = getvariable('year')
    UNION ALL SELECT 'office', coalesce(office, '-'), * FROM planned WHERE year = getvariable('year')
)
SELECT 'topics' AS tbl, grp, id,
    many(NOT added) AS "planned",
    many(added) AS "added",
    share(held IS NOT NULL, true, false) AS "held",
    share(held IS NOT NULL AND (NOT to_report OR sent IS NOT NULL), true, false) AS "completed",
    many(was_moved) AS "moved",
    many(held IS NULL AND dropped IS NOT NULL) AS "dropped",
    many(held IS NULL AND dropped IS NULL) AS "to-meet"
FROM rows GROUP BY ALL;

WITH rows AS (
    SELECT NULL AS grp, 'offices' AS id, * FROM deadlines WHERE year = getvariable('year')
    UNION ALL SELECT 'office', CASE WHEN of_topic THEN coalesce(office, '-') ELSE 'years-and-rooms' END, * FROM deadlines WHERE year = getvariable('year')
)
SELECT 'deadlines' AS tbl, grp, id,
    share(NOT is_open(state) AND coalesce(done <= due, true), NOT waived AND has_come, waived OR NOT has_come) AS "on-time",
    many(NOT waived AND has_come AND NOT is_open(state) AND done > due) AS "done-late",
    many(NOT waived AND has_come AND is_open(state)) AS "overdue",
    many(waived) AS "waived",
    many(NOT waived AND NOT has_come) AS "to-come"
FROM rows GROUP BY ALL;

WITH rows AS (
    SELECT NULL AS grp, 'offices' AS id, * FROM handled WHERE year = getvariable('year')
    UNION ALL SELECT 'office', coalesce(office, '-'), * FROM handled WHERE year = getvariable('year')
)
SELECT 'suggestions' AS tbl, grp, id,
    many(true) AS "suggestions",
    share(answered, handed_over AND (answered OR due IS NULL OR due < as_of), handed_over AND NOT answered AND as_of <= due) AS "answered",
    {
        n: coalesce(sum(answered_on - handed_on) FILTER (WHERE handed_on <= answered_on), 0)::BIGINT,
        of: count(*) FILTER (WHERE handed_on <= answered_on),
        left_out: count(*) FILTER (WHERE answered_on IS NOT NULL AND NOT coalesce(handed_on <= answered_on, false))
    } AS "days-to-answer",
    share(adopted, answered, false) AS "adoption-rate-with-parts",
    share(carried_out IS NOT NULL, adopted, false) AS "carried-out"
FROM rows GROUP BY ALL;
