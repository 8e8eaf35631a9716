-- weather_windows over weather_current (value jsonb: the messages, each in its latest revision):
-- windows of five minutes that begin at each full minute
WITH reading AS (
  SELECT value->>'city' AS place, value->>'country' AS country,
         (value->>'observed_at')::timestamptz AT TIME ZONE 'UTC' AS at,
         CASE value->>'units' WHEN 'metric' THEN (value->'weather'->'main'->>'temp')::numeric
              WHEN 'standard' THEN (value->'weather'->'main'->>'temp')::numeric - 273.15
              ELSE ((value->'weather'->'main'->>'temp')::numeric - 32) * 5 / 9 END AS temp,
         (value->'weather'->'wind'->>'speed')::numeric
           * CASE value->>'units' WHEN 'imperial' THEN 0.44704 ELSE 1 END AS wind
  FROM weather_current
  WHERE value->>'kind' = 'weather'
)
SELECT 'x' || upper(encode(convert_to(place, 'UTF8'), 'hex')), country, start, start + interval '5 minutes', count(*),
       min(temp)::float8, avg(temp)::float8, max(temp)::float8, avg(wind)::float8, max(wind)::float8,
       count(*) FILTER (WHERE wind < 10), count(*) FILTER (WHERE wind >= 10 AND wind < 20), count(*) FILTER (WHERE wind >= 20),
       count(*) FILTER (WHERE temp < 25), count(*) FILTER (WHERE temp >= 25 AND temp < 35), count(*) FILTER (WHERE temp >= 35)
FROM reading
JOIN LATERAL generate_series(date_trunc('minute', at) - interval '4 minutes', date_trunc('minute', at), interval '1 minute') AS w(start)
  ON at >= start AND at < start + interval '5 minutes'
GROUP BY place, country, start
ORDER BY country COLLATE "C", place COLLATE "C", start
