-- Share of predictions whose outcome is known, of those that are old enough for it.
-- Standard SQL: runs on PostgreSQL, DuckDB, Snowflake and others.
WITH due AS (
  SELECT "seam_id" AS join_key
  FROM "weld_inspection_predictions"
  WHERE predicted_at <= CURRENT_TIMESTAMP - INTERVAL '2' DAY
),
outcomes AS (
  SELECT DISTINCT "seam_id" AS join_key
  FROM "mes"."rework_findings"
)
SELECT
  COUNT(*) AS predictions,
  COUNT(outcomes.join_key) AS with_outcome,
  CAST(COUNT(outcomes.join_key) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) AS coverage,
  COALESCE(CAST(COUNT(outcomes.join_key) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) >= 0.05, FALSE) AS is_covered
FROM due
LEFT JOIN outcomes ON outcomes.join_key = due.join_key;
