-- Attack and affinity of the weapons by type and rarity; no rarity: the whole type.
SELECT type, rarity, weapons, attack_min, attack_median, attack_max,
  round(affinity_mean, 1) AS affinity_mean, elements, statuses
FROM weapon_stats
ORDER BY type, coalesce(rarity, 99);
