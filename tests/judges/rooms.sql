-- What was done in consultation rooms.

-- Those that were there in the year.
CREATE OR REPLACE TEMP VIEW room_rows AS
WITH there AS (
    SELECT archive_id, room, level FROM rooms
    WHERE (opened IS NULL OR (year(opened) <= getvariable('year') AND opened <= as_of))
      AND (closed IS NULL OR year(closed) >= getvariable('year'))
)
SELECT NULL AS grp, 'rooms' AS id, * FROM there
UNION ALL SELECT 'level', level, * FROM there
UNION ALL SELECT 'room', room, * FROM there;

CREATE OR REPLACE TEMP VIEW came AS
SELECT r.grp, r.id, a.* FROM room_rows r JOIN attendances a USING (archive_id, room) WHERE a.year = getvariable('year') AND a.came;

SELECT tbl, grp, id FROM room_rows, (VALUES ('rooms'), ('participants'), ('suggestions')) AS t (tbl) GROUP BY ALL;

CREATE OR REPLACE TEMP VIEW periods AS
SELECT archive_id, replace(subject, 'room:', '') AS room, NOT is_open(state) AS is_met,
    waived OR (is_open(state) AND as_of <= due) AS left_out
FROM deadlines
WHERE subject LIKE 'room:%' AND year = getvariable('year');

SELECT 'rooms' AS tbl, grp, id, share(is_met, NOT left_out, left_out) AS "periods-met"
FROM room_rows JOIN periods USING (archive_id, room) GROUP BY ALL;

WITH often AS (
    SELECT archive_id, room, count(*) AS asked, count(*) FILTER (WHERE is_met) AS met FROM periods WHERE NOT left_out GROUP BY ALL
)
SELECT 'rooms' AS tbl, grp, id, share(met = asked, asked > 0, asked IS NULL) AS "rooms-met"
FROM room_rows LEFT JOIN often USING (archive_id, room) GROUP BY ALL;

WITH topics_of_rooms AS (
    SELECT r.grp, r.id, t.archive_id, t.topic, t.held, max(m.last_day) AS last_day
    FROM room_rows r JOIN course t USING (archive_id, room) LEFT JOIN met m USING (archive_id, topic)
    WHERE t.year = getvariable('year')
    GROUP BY ALL
)
SELECT 'rooms' AS tbl, grp, id, share(held IS NOT NULL, true, false) AS "topics-held", {date: max(last_day), left_out: 0} AS "last-met"
FROM topics_of_rooms GROUP BY ALL;

WITH each AS (
    SELECT grp, id, archive_id, who FROM came
    UNION ALL SELECT 'as what', unnest(tags), archive_id, who FROM came WHERE grp IS NULL
)
SELECT 'participants' AS tbl, grp, id, many(true) AS "attendances", {n: count(DISTINCT (archive_id, who)), left_out: 0} AS "people"
FROM each GROUP BY ALL;

SELECT 'suggestions' AS tbl, r.grp, r.id,
    many(true) AS "suggestions",
    share(answered, handed_over AND (answered OR due IS NULL OR due < as_of), handed_over AND NOT answered AND as_of <= due) AS "answered",
    share(adopted, answered, false) AS "adoption-rate-with-parts",
    share(carried_out IS NOT NULL, adopted, false) AS "carried-out"
FROM room_rows r JOIN handled s USING (archive_id, room)
WHERE s.year = getvariable('year')
GROUP BY ALL;
