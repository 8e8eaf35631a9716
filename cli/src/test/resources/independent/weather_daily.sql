-- weather_daily over weather_current (value jsonb: the messages, each in its latest revision)
WITH message AS (
  SELECT value->>'city' AS place, value->>'country' AS country, value->>'units' AS units,
         value->>'kind' = 'weather' AS is_reading,
         (value->>'observed_at')::timestamptz AS at,
         coalesce((value->>'utc_offset_seconds')::int, 0) AS ahead,
         value->'weather' AS w,
         value->'air_pollution'->'list'->0 AS air
  FROM weather_current
  WHERE value->>'kind' IN ('weather', 'air_pollution')
), reading AS (
  SELECT place, country, at, ahead, is_reading,
         (at AT TIME ZONE 'UTC') + ahead * interval '1 second' AS local,
         CASE units WHEN 'metric' THEN (w->'main'->>'temp')::numeric
                    WHEN 'standard' THEN (w->'main'->>'temp')::numeric - 273.15
                    ELSE ((w->'main'->>'temp')::numeric - 32) * 5 / 9 END AS temp,
         (w->'main'->>'humidity')::numeric AS humidity,
         (w->'main'->>'pressure')::numeric AS pressure,
         (w->'wind'->>'speed')::numeric * CASE units WHEN 'imperial' THEN 0.44704 ELSE 1 END AS wind,
         (w->'wind'->>'gust')::numeric * CASE units WHEN 'imperial' THEN 0.44704 ELSE 1 END AS gust,
         CASE WHEN is_reading THEN coalesce((w->'rain'->>'1h')::numeric, (w->'rain'->>'3h')::numeric / 3, 0) END AS rain,
         CASE WHEN is_reading THEN coalesce((w->'snow'->>'1h')::numeric, (w->'snow'->>'3h')::numeric / 3, 0) END AS snow,
         (air->'main'->>'aqi')::numeric AS aqi,
         CASE WHEN (air->'components'->>'pm2_5')::numeric >= 0 THEN (air->'components'->>'pm2_5')::numeric END AS pm2_5,
         w->'weather'->0->>'main' AS condition
  FROM message
), daily AS (
  SELECT place, country, local::date AS day,
         count(temp) AS readings,
         min(temp) AS temp_min, avg(temp) AS temp_mean, max(temp) AS temp_max,
         avg(humidity) AS humidity_mean, avg(pressure) AS pressure_mean,
         max(wind) AS wind_max, max(gust) AS gust_max,
         avg(aqi) AS aqi_mean, max(aqi) AS aqi_max, avg(pm2_5) AS pm2_5_mean, max(pm2_5) AS pm2_5_max
  FROM reading
  GROUP BY 1, 2, 3
), hourly AS (
  -- the last reading of each hour says what fell in it
  SELECT place, country, local::date AS day,
         (array_agg(rain ORDER BY at DESC, rain DESC))[1] AS rain,
         (array_agg(snow ORDER BY at DESC, snow DESC))[1] AS snow
  FROM reading
  WHERE is_reading
  GROUP BY 1, 2, 3, date_trunc('hour', local), ahead
), fallen AS (
  SELECT place, country, day, sum(rain) AS rain_total, sum(snow) AS snow_total
  FROM hourly
  GROUP BY 1, 2, 3
), dominant AS (
  SELECT DISTINCT ON (place, country, day) place, country, day, condition
  FROM (SELECT place, country, local::date AS day, condition, count(*) AS n
        FROM reading WHERE condition IS NOT NULL GROUP BY 1, 2, 3, 4) counted
  ORDER BY place, country, day, n DESC, condition COLLATE "C"
)
SELECT 'x' || upper(encode(convert_to(place, 'UTF8'), 'hex')), country, day, readings, temp_min::float8, temp_mean::float8, temp_max::float8,
       humidity_mean::float8, pressure_mean::float8, wind_max::float8, gust_max::float8,
       rain_total::float8, snow_total::float8, aqi_mean::float8, aqi_max::float8,
       pm2_5_mean::float8, pm2_5_max::float8, condition
FROM daily
LEFT JOIN fallen USING (place, country, day)
LEFT JOIN dominant USING (place, country, day)
ORDER BY country COLLATE "C", place COLLATE "C", day
