-- Acidity classes from the landed rows.
WITH years AS (
  SELECT site_id, program_id, extract(year FROM date_smp)::int AS year,
    sum((value ->> 'ANC_UEQ_L')::numeric)::numeric(60, 40) / count(*) AS mean
  FROM water_quality_current WHERE jsonb_typeof(value -> 'ANC_UEQ_L') = 'number' GROUP BY 1, 2, 3),
latest AS (
  SELECT y.*, max(year) OVER (PARTITION BY site_id, program_id) AS year_to FROM years y),
sites AS (
  SELECT site_id, program_id, year_to, avg(mean) AS anc
  FROM latest WHERE year >= year_to - 4 GROUP BY 1, 2, 3)
SELECT s.site_id, s.program_id, i.state, s.year_to - 4, s.year_to,
  CASE WHEN anc < 0 THEN 'acute' WHEN anc < 20 THEN 'severe' WHEN anc < 50 THEN 'elevated'
    WHEN anc < 100 THEN 'moderate' ELSE 'low concern' END,
  s.anc::float8
FROM sites s LEFT JOIN water_sites_current i USING (site_id, program_id)
