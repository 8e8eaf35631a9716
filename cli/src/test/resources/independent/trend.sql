-- Trends from the landed rows. Annual means are decimals, rounded to 12 significant digits; the
-- probability is PostgreSQL's erfc, the slope its percentile_cont.
WITH years AS (
  SELECT site_id, program_id, parameter, year,
    round(mean, 11 - CASE WHEN mean = 0 THEN 0 ELSE floor(log(abs(mean::float8)))::int END) AS x
  FROM (
    SELECT w.site_id, w.program_id, e.key AS parameter, extract(year FROM w.date_smp)::int AS year,
      sum(e.value::numeric)::numeric(60, 40) / count(*) AS mean
    FROM water_quality_current w CROSS JOIN LATERAL jsonb_each(w.value) e
    WHERE jsonb_typeof(e.value) = 'number' GROUP BY 1, 2, 3, 4) m),
series AS (
  SELECT site_id, program_id, parameter, count(*) AS n,
    array_agg(year ORDER BY year) AS t, array_agg(x::float8 ORDER BY year) AS x
  FROM years GROUP BY 1, 2, 3 HAVING count(*) >= 4),
tested AS (
  SELECT r.*, p.s, p.sen_slope,
    (r.n * (r.n - 1) * (2 * r.n + 5) - (
      SELECT sum(g.c * (g.c - 1) * (2 * g.c + 5))
      FROM (SELECT count(*) AS c FROM unnest(r.x) u GROUP BY u) g)) / 18.0 AS variance
  FROM series r CROSS JOIN LATERAL (
    SELECT sum(sign(b.x - a.x))::bigint AS s,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY (b.x - a.x) / (b.t - a.t)) AS sen_slope
    FROM unnest(r.t, r.x) a (t, x) JOIN unnest(r.t, r.x) b (t, x) ON b.t > a.t) p),
scored AS (
  SELECT t.*, CASE WHEN s = 0 OR variance = 0 THEN 0
    ELSE (s - sign(s::float8)) / sqrt(variance::float8) END AS z
  FROM tested t)
SELECT c.site_id, c.program_id, i.state, c.parameter, c.t[1], c.t[array_length(c.t, 1)], c.n, c.s,
  c.z, erfc(abs(c.z) / sqrt(2::float8)), c.sen_slope
FROM scored c LEFT JOIN water_sites_current i USING (site_id, program_id)
