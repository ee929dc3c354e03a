-- Of each archive and of all together: topics held of those planned and added, deadlines kept, suggestions adopted. Rates are
-- made of sums, never of other rates. The same text runs in DuckDB and in Spark; the view `asked` has the year.

WITH met AS (
    SELECT DISTINCT e.archive_id, e.topic
    FROM events e JOIN topics t ON t.archive_id = e.archive_id AND t.topic = e.topic
    WHERE e.event = 'meeting' AND e.round <= t.rounds
), planned AS (
    SELECT i.archive_id, i.topic FROM items i JOIN asked a ON a.year = i.year
    UNION ALL
    SELECT t.archive_id, t.topic FROM topics t JOIN asked a ON a.year = t.year
    WHERE t.room IS NULL
      AND NOT EXISTS (SELECT 1 FROM items i WHERE i.archive_id = t.archive_id AND i.year = t.year AND i.topic = t.topic)
), held AS (
    SELECT p.archive_id, sum(CASE WHEN m.topic IS NULL THEN 0 ELSE 1 END) AS held, count(*) AS topics
    FROM planned p LEFT JOIN met m ON m.archive_id = p.archive_id AND m.topic = p.topic
    GROUP BY p.archive_id
), deadlines AS (
    SELECT d.archive_id,
        sum(CASE WHEN d.state = 'done' THEN 1 ELSE 0 END) AS on_time,
        count(*) AS come
    FROM duties d JOIN asked a ON a.year = d.year
    WHERE d.act AND d.force <> 'may' AND NOT d.waived AND d.state NOT IN ('waiting', 'not-applicable')
      AND (d.due < d.as_of OR d.due = d.as_of AND d.state IN ('done', 'done-late'))
      AND (d.period_end IS NOT NULL OR d.subject LIKE 'plan:%'
           OR EXISTS (SELECT 1 FROM topics t WHERE t.archive_id = d.archive_id AND t.topic = d.subject))
    GROUP BY d.archive_id
), answers AS (
    SELECT s.archive_id, s.topic, s.suggestion, s.adoption, max(CASE WHEN e.role = 'answer' THEN 1 ELSE 0 END) AS answered
    FROM suggestions s JOIN asked a ON a.year = s.year
    LEFT JOIN events e ON e.archive_id = s.archive_id AND e.topic = s.topic
        AND (e.suggestion = s.suggestion OR e.suggestion IS NULL)
    WHERE s.kind = 'suggestion'
    GROUP BY s.archive_id, s.topic, s.suggestion, s.adoption
), adopted AS (
    SELECT archive_id, sum(CASE WHEN adoption IN ('adopted', 'partly-adopted') THEN 1 ELSE 0 END) AS adopted, count(*) AS answered
    FROM answers
    WHERE answered = 1 OR adoption IS NOT NULL
    GROUP BY archive_id
), sums AS (
    SELECT a.archive_id,
        sum(h.held) AS held, sum(h.topics) AS topics,
        sum(d.on_time) AS on_time, sum(d.come) AS come,
        sum(s.adopted) AS adopted, sum(s.answered) AS answered
    FROM archives a
    LEFT JOIN held h ON h.archive_id = a.archive_id
    LEFT JOIN deadlines d ON d.archive_id = a.archive_id
    LEFT JOIN adopted s ON s.archive_id = a.archive_id
    GROUP BY ROLLUP (a.archive_id)
)
-- Half up, from whole numbers; of nothing there is no rate.
SELECT coalesce(archive_id, '—') AS archive,
    held, topics, floor((held * 2000 + topics) / (2 * nullif(topics, 0))) / 10 AS held_percent,
    on_time, come, floor((on_time * 2000 + come) / (2 * nullif(come, 0))) / 10 AS on_time_percent,
    adopted, answered, floor((adopted * 2000 + answered) / (2 * nullif(answered, 0))) / 10 AS adopted_percent
FROM sums
ORDER BY archive_id NULLS LAST
