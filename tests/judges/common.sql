-- What the reports share, by the definitions that they print, from the exported tables alone. The variable `year` is the
-- year that is counted. Nothing here was taken from the program that counts.

CREATE OR REPLACE MACRO many(so) AS {n: count(*) FILTER (WHERE so), left_out: 0};
CREATE OR REPLACE MACRO share(so, among, left_out) AS {
    n: count(*) FILTER (WHERE (among) AND (so)),
    of: count(*) FILTER (WHERE among),
    left_out: count(*) FILTER (WHERE left_out)
};

-- Each round that met, with its first and its last day.
CREATE OR REPLACE TEMP VIEW met AS
SELECT e.archive_id, e.topic, e.round, min(e.date) AS first_day, max(e.date) AS last_day
FROM events e JOIN topics t USING (archive_id, topic)
WHERE e.event = 'meeting' AND e.round <= t.rounds
GROUP BY ALL;

-- The days of each round: those on which it met, else the day set for it.
CREATE OR REPLACE TEMP VIEW days AS
SELECT archive_id, topic, round, date AS day FROM events WHERE event = 'meeting'
UNION ALL
SELECT t.archive_id, t.topic, t.rounds, t.scheduled
FROM topics t LEFT JOIN met m ON (m.archive_id, m.topic, m.round) = (t.archive_id, t.topic, t.rounds)
WHERE t.scheduled IS NOT NULL AND m.topic IS NULL;

-- Topics that were called for a day, or moved from one, on which their round has no meeting.
CREATE OR REPLACE TEMP VIEW moved AS
SELECT DISTINCT c.archive_id, c.topic
FROM (SELECT archive_id, topic, round, unnest([called_for, moved_from]) AS day FROM events) c
WHERE c.day IS NOT NULL
  AND EXISTS (FROM days d WHERE (d.archive_id, d.topic, d.round) = (c.archive_id, c.topic, c.round))
  AND NOT EXISTS (FROM days d WHERE (d.archive_id, d.topic, d.round, d.day) = (c.archive_id, c.topic, c.round, c.day));

CREATE OR REPLACE TEMP VIEW course AS
WITH happened AS (
    SELECT archive_id, topic,
        min(date) FILTER (WHERE role = 'report') AS sent,
        min(date) FILTER (WHERE event = 'dropped') AS given_up,
        min(date) FILTER (WHERE event = 'closed') AS closed
    FROM events GROUP BY ALL
), meetings AS (
    SELECT archive_id, topic, min(first_day) AS held FROM met GROUP BY ALL
)
SELECT t.* EXCLUDE (dropped, ended), m.held, h.sent, v.topic IS NOT NULL AS was_moved,
    coalesce(h.given_up, CASE WHEN m.held IS NULL AND t.excluded THEN h.closed END) AS dropped
FROM topics t
LEFT JOIN happened h USING (archive_id, topic)
LEFT JOIN meetings m USING (archive_id, topic)
LEFT JOIN moved v USING (archive_id, topic);

-- The items of plans, each as the topic that it became, and the topics of the year that no item names; not those of rooms.
CREATE OR REPLACE TEMP VIEW planned AS
SELECT i.archive_id, i.year, i.ad_hoc AS added, t.held, t.sent, t.to_report, t.was_moved, t.dropped,
    CASE WHEN t.topic IS NULL THEN i.form ELSE t.form END AS form,
    CASE WHEN t.topic IS NULL THEN i.office ELSE t.office END AS office
FROM items i LEFT JOIN course t USING (archive_id, topic)
UNION ALL BY NAME
SELECT archive_id, year, true AS added, held, sent, to_report, was_moved, dropped, form, office
FROM course t
WHERE room IS NULL AND NOT EXISTS (FROM items i WHERE (i.archive_id, i.year, i.topic) = (t.archive_id, t.year, t.topic));

CREATE OR REPLACE MACRO is_open(state) AS state IN ('overdue', 'due-soon', 'pending');

-- Acts and papers that are due by a day.
CREATE OR REPLACE TEMP VIEW deadlines AS
SELECT d.*, due < as_of OR (due = as_of AND NOT is_open(state)) AS has_come, t.topic IS NOT NULL AS of_topic
FROM duties d LEFT JOIN (SELECT archive_id, topic FROM topics) t ON (t.archive_id, t.topic) = (d.archive_id, d.subject)
WHERE act AND force <> 'may' AND due IS NOT NULL AND state NOT IN ('waiting', 'not-applicable')
  AND (subject LIKE 'plan:%' OR period_end IS NOT NULL OR t.topic IS NOT NULL);

-- Suggestions, with what became of them. What is on record of the topic as a whole holds for each of its suggestions.
CREATE OR REPLACE TEMP VIEW handled AS
WITH of_each AS (
    SELECT s.archive_id, s.topic, s.suggestion,
        min(e.date) FILTER (WHERE e.role = 'assignment') AS assigned,
        min(e.date) FILTER (WHERE e.role = 'answer') AS answered_on,
        min(e.date) FILTER (WHERE e.role = 'outcome') AS carried_out
    FROM suggestions s JOIN events e
        ON (e.archive_id, e.topic) = (s.archive_id, s.topic) AND coalesce(e.suggestion = s.suggestion, true)
    GROUP BY ALL
)
SELECT s.*, t.room, h.answered_on, h.carried_out, coalesce(h.assigned, t.sent, m.last_day) AS handed_on,
    h.answered_on IS NOT NULL OR s.adoption IS NOT NULL AS answered,
    len(s.handed_to) > 0 AS handed_over,
    coalesce(s.adoption IN ('adopted', 'partly-adopted'), false) AS adopted
FROM suggestions s
JOIN course t USING (archive_id, topic)
LEFT JOIN of_each h USING (archive_id, topic, suggestion)
LEFT JOIN met m ON (m.archive_id, m.topic, m.round) = (s.archive_id, s.topic, s.round)
WHERE s.kind = 'suggestion';

-- Everybody on a list, once for each activity. Without an id, the first of that name in the register is meant.
CREATE OR REPLACE TEMP VIEW attendances AS
WITH each AS (
    SELECT archive_id, year, topic, entry, person, name, tags, as_member, round, attendance, spoke,
        unnest(activities) AS activity, generate_subscripts(activities, 1) AS nth
    FROM roster
), known AS (
    SELECT r.archive_id, r.topic, r.entry, arg_min(p.person, p.place) AS id, arg_min(p.name, p.place) AS called,
        arg_min(p.member_of, p.place) AS member_of
    FROM roster r JOIN people p
        ON p.archive_id = r.archive_id AND CASE WHEN r.person IS NULL THEN p.name = r.name ELSE p.person = r.person END
    GROUP BY ALL
), days AS (
    SELECT e.*, t.room, k.id, k.called, coalesce(k.member_of, []) AS member_of, t.regulation,
        CASE WHEN e.activity <> 'meeting' THEN NULL WHEN e.round IS NULL THEN t.held ELSE m.last_day END AS met_on
    FROM each e
    JOIN course t USING (archive_id, topic)
    LEFT JOIN known k USING (archive_id, topic, entry)
    LEFT JOIN met m ON (m.archive_id, m.topic, m.round) = (e.archive_id, e.topic, e.round)
)
SELECT archive_id, year, topic, room, tags, attendance, activity,
    coalesce(id, name) AS who, coalesce(called, name) AS name,
    as_member OR list_contains(member_of, regulation) AS is_member,
    attendance IS NOT NULL OR met_on IS NOT NULL AS is_over,
    coalesce(attendance = 'present', false) AS came,
    spoke AND nth = 1 AS spoke
FROM days;
