-- Five lakes of the Adirondacks: yearly means of sulfate (µeq/L) and laboratory pH, first and last year.
WITH lakes AS (
  SELECT CASE site_id
      WHEN '1A1-103' THEN 'Big Moose Lake'
      WHEN '040874' THEN 'Brook Trout Lake'
      WHEN '050706' THEN 'Lake Colden'
      WHEN '1A1-102' THEN 'Heart Lake'
      WHEN '050707' THEN 'Avalanche Lake'
    END AS lake, year, parameter, mean
  FROM water_site_year
  WHERE site_id IN ('1A1-103', '040874', '050706', '1A1-102', '050707')
    AND program_id = 'LTM_ALTM' AND parameter IN ('SO4_UEQ_L', 'PH_LAB')),
ranked AS (
  SELECT lake, year, parameter, mean,
    row_number() OVER (PARTITION BY lake, parameter ORDER BY year) AS from_first,
    row_number() OVER (PARTITION BY lake, parameter ORDER BY year DESC) AS from_last
  FROM lakes)
SELECT lake,
  min(year) AS first_year,
  max(year) AS last_year,
  max(CASE WHEN parameter = 'SO4_UEQ_L' AND from_first = 1 THEN round(mean, 1) END) AS sulfate_first,
  max(CASE WHEN parameter = 'SO4_UEQ_L' AND from_last = 1 THEN round(mean, 1) END) AS sulfate_last,
  max(CASE WHEN parameter = 'PH_LAB' AND from_first = 1 THEN round(mean, 2) END) AS ph_first,
  max(CASE WHEN parameter = 'PH_LAB' AND from_last = 1 THEN round(mean, 2) END) AS ph_last
FROM ranked
GROUP BY lake
ORDER BY lake;
