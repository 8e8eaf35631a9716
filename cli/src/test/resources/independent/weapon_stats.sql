-- weapon_stats over postgresdb (type text, rarity bigint, attack bigint, affinity bigint, elements jsonb, statuses jsonb)
-- a row for each (type, rarity) and one for each type alone (rarity NULL)
WITH stats AS (
  SELECT type, rarity, grouping(rarity) AS whole,
         count(*)                                                        AS weapons,
         min(attack)                                                     AS attack_min,
         avg(attack::numeric)::float8                                    AS attack_mean,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY attack::float8)     AS attack_median,
         max(attack)                                                     AS attack_max,
         stddev_samp(attack::numeric)::float8                            AS attack_stddev,
         avg(affinity::numeric)::float8                                  AS affinity_mean,
         count(*) FILTER (WHERE affinity < 0)                            AS affinity_negative
  FROM postgresdb
  GROUP BY GROUPING SETS ((type, rarity), (type))
), names AS (
  SELECT w.type, w.rarity, grouping(w.rarity) AS whole, n.of_statuses, n.name, count(*) AS weapons
  FROM postgresdb w
  CROSS JOIN LATERAL (
    SELECT false AS of_statuses, e.name FROM jsonb_object_keys(w.elements) AS e(name)
    UNION ALL
    SELECT true, s.name FROM jsonb_object_keys(w.statuses) AS s(name)
  ) n
  GROUP BY GROUPING SETS ((w.type, w.rarity, n.of_statuses, n.name), (w.type, n.of_statuses, n.name))
), maps AS (
  SELECT type, rarity, whole,
         jsonb_object_agg(name, weapons) FILTER (WHERE NOT of_statuses) AS elements,
         jsonb_object_agg(name, weapons) FILTER (WHERE of_statuses)     AS statuses
  FROM names
  GROUP BY type, rarity, whole
)
SELECT s.type, s.rarity, s.weapons, s.attack_min, s.attack_mean, s.attack_median, s.attack_max, s.attack_stddev,
       s.affinity_mean, s.affinity_negative,
       coalesce(m.elements, '{}') AS elements,
       coalesce(m.statuses, '{}') AS statuses
FROM stats s
LEFT JOIN maps m ON m.type = s.type AND m.whole = s.whole AND m.rarity IS NOT DISTINCT FROM s.rarity
ORDER BY s.type COLLATE "C", s.whole, s.rarity NULLS LAST
