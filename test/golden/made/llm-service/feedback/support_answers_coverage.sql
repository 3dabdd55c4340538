-- Share of predictions whose outcome is known, of those that are old enough for it.
-- Standard SQL: runs on PostgreSQL, DuckDB, Snowflake and others.
WITH due AS (
  SELECT "draft_id" AS join_key
  FROM "support_answers_predictions"
  WHERE predicted_at <= CURRENT_TIMESTAMP - INTERVAL '3' DAY
),
outcomes AS (
  SELECT DISTINCT "draft_id" AS join_key
  FROM "support"."draft_reviews"
)
SELECT
  COUNT(*) AS predictions,
  COUNT(outcomes.join_key) AS with_outcome,
  CAST(COUNT(outcomes.join_key) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) AS coverage,
  COALESCE(CAST(COUNT(outcomes.join_key) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) >= 0.02, FALSE) AS is_covered
FROM due
LEFT JOIN outcomes ON outcomes.join_key = due.join_key;
