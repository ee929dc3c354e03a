-- What became of suggestions.

CREATE OR REPLACE TEMP VIEW suggested AS
SELECT NULL AS grp, 'year' AS row, * FROM handled WHERE year = getvariable('year')
UNION ALL SELECT NULL, 'year-before', * FROM handled WHERE year = getvariable('year') - 1
UNION ALL SELECT 'handed to', unnest(CASE WHEN handed_over THEN handed_to ELSE ['-'] END), * FROM handled WHERE year = getvariable('year')
UNION ALL SELECT 'office', coalesce(office, '-'), * FROM handled WHERE year = getvariable('year');

SELECT 'handling' AS tbl, grp, row AS id,
    many(true) AS "suggestions",
    many(handed_over) AS "handed-over",
    share(answered, handed_over AND (answered OR due IS NULL OR due < as_of), handed_over AND NOT answered AND as_of <= due) AS "answered",
    share(
        answered_on <= due,
        handed_over AND due IS NOT NULL AND (answered_on IS NOT NULL OR due < as_of),
        handed_over AND answered_on IS NULL AND as_of <= due
    ) AS "answered-in-time",
    {
        n: coalesce(sum(answered_on - handed_on) FILTER (WHERE handed_on <= answered_on), 0)::BIGINT,
        of: count(*) FILTER (WHERE handed_on <= answered_on),
        left_out: count(*) FILTER (WHERE answered_on IS NOT NULL AND NOT coalesce(handed_on <= answered_on, false))
    } AS "days-to-answer"
FROM suggested GROUP BY ALL;

SELECT 'adoption' AS tbl, grp, row AS id,
    many(adoption = 'adopted') AS "adopted",
    many(adoption = 'partly-adopted') AS "partly-adopted",
    many(adoption = 'not-adopted') AS "not-adopted",
    many(adoption = 'under-study') AS "under-study",
    many(adoption NOT IN ('adopted', 'partly-adopted', 'not-adopted', 'under-study')) AS "otherwise",
    many(adoption IS NULL) AS "undecided",
    share(adoption = 'adopted', answered, false) AS "adoption-rate",
    share(adopted, answered, false) AS "adoption-rate-with-parts",
    share(carried_out IS NOT NULL, adopted, false) AS "carried-out"
FROM suggested GROUP BY ALL;

SELECT 'satisfaction' AS tbl, grp, row AS id,
    many(satisfaction = 'satisfied') AS "satisfied",
    many(satisfaction = 'mostly-satisfied') AS "mostly-satisfied",
    many(satisfaction = 'dissatisfied') AS "dissatisfied",
    many(answered AND satisfaction IS NULL) AS "not-returned",
    share(satisfaction = 'satisfied', satisfaction IS NOT NULL, false) AS "satisfaction-rate",
    share(satisfaction IN ('satisfied', 'mostly-satisfied'), satisfaction IS NOT NULL, false) AS "satisfaction-rate-mostly"
FROM suggested GROUP BY ALL;
