-- Share of predictions whose outcome is known, of those that are old enough for it.
-- Standard SQL: runs on PostgreSQL, DuckDB, Snowflake and others.
WITH due AS (
  SELECT "store_article_day" AS join_key
  FROM "bakery_demand_predictions"
  WHERE predicted_at <= CURRENT_TIMESTAMP - INTERVAL '1' DAY
),
outcomes AS (
  SELECT DISTINCT "store_article_day" AS join_key
  FROM "warehouse"."daily_sales"
)
SELECT
  COUNT(*) AS predictions,
  COUNT(outcomes.join_key) AS with_outcome,
  CAST(COUNT(outcomes.join_key) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) AS coverage,
  COALESCE(CAST(COUNT(outcomes.join_key) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) >= 0.98, FALSE) AS is_covered
FROM due
LEFT JOIN outcomes ON outcomes.join_key = due.join_key;
