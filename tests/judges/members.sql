-- What members did.

-- The members of the register, and those whom a list alone calls members.
CREATE OR REPLACE TEMP VIEW members AS
SELECT archive_id, person AS who, name, coalesce(sector, '-') AS sector FROM people WHERE len(member_of) > 0
UNION
SELECT a.archive_id, a.who, a.name, coalesce(p.sector, '-')
FROM attendances a LEFT JOIN people p ON (p.archive_id, p.person) = (a.archive_id, a.who)
WHERE a.year = getvariable('year') AND a.is_member;

CREATE OR REPLACE TEMP VIEW member_rows AS
SELECT NULL AS grp, 'members' AS id, * FROM members
UNION ALL SELECT 'sector', sector, * FROM members
UNION ALL SELECT 'member', who, * FROM members;

CREATE OR REPLACE TEMP VIEW proposed AS
SELECT DISTINCT r.grp, r.id, r.who, s.archive_id, s.topic, s.suggestion, s.adopted
FROM member_rows r JOIN handled s
    ON s.archive_id = r.archive_id AND (list_contains(s.proposers, r.who) OR list_contains(s.proposers, r.name))
WHERE s.year = getvariable('year');

SELECT 'members' AS tbl, grp, id FROM member_rows GROUP BY ALL;

SELECT 'members' AS tbl, r.grp, r.id,
    {n: count(*) FILTER (WHERE is_over), left_out: count(*) FILTER (WHERE NOT is_over)} AS "expected",
    many(is_over AND came) AS "came",
    many(is_over AND attendance = 'leave') AS "leave",
    many(is_over AND attendance = 'absent') AS "absent",
    many(is_over AND attendance IS NULL) AS "unrecorded",
    share(came, is_over AND attendance IS NOT NULL, is_over AND attendance IS NULL) AS "attendance-rate",
    share(
        came,
        is_over AND attendance IN ('present', 'absent'),
        is_over AND (attendance IS NULL OR attendance = 'leave')
    ) AS "attendance-rate-without-leave",
    many(came AND spoke) AS "spoke",
    many(came AND activity = 'research') AS "researched"
FROM member_rows r JOIN attendances a USING (archive_id, who)
WHERE a.year = getvariable('year')
GROUP BY ALL;

WITH each AS (SELECT DISTINCT grp, id, archive_id, topic, suggestion, adopted FROM proposed)
SELECT 'members' AS tbl, grp, id, many(true) AS "suggestions", many(adopted) AS "suggestions-adopted" FROM each GROUP BY ALL;

-- Points, of archives that give any. A suggestion of several members counts with each of them.
WITH earned AS (
    SELECT r.grp, r.id, r.archive_id,
        CASE a.attendance WHEN 'present' THEN points_came WHEN 'leave' THEN points_leave WHEN 'absent' THEN points_absent ELSE 0 END
        + CASE WHEN came AND spoke THEN points_spoke ELSE 0 END
        + CASE WHEN came AND activity = 'research' THEN points_researched ELSE 0 END AS tenths
    FROM member_rows r JOIN attendances a USING (archive_id, who) JOIN archives USING (archive_id)
    WHERE a.year = getvariable('year') AND points_came IS NOT NULL
    UNION ALL
    SELECT grp, id, archive_id, points_suggestion + CASE WHEN adopted THEN points_adopted ELSE 0 END
    FROM proposed JOIN archives USING (archive_id)
)
SELECT 'members' AS tbl, grp, id, {n: sum(tenths) / 10, left_out: 0} AS "points"
FROM earned WHERE tenths IS NOT NULL GROUP BY ALL;
