-- Samples by band, from the landed rows; bands without a sample have no row.
SELECT program_id, parameter, band, count(*) FROM (
  SELECT program_id, 'PH_LAB' AS parameter,
    CASE WHEN ph_lab IS NULL THEN 'missing' WHEN ph_lab < 5 THEN 'below 5'
      WHEN ph_lab < 5.5 THEN '5-5.5' WHEN ph_lab < 6 THEN '5.5-6' WHEN ph_lab < 6.5 THEN '6-6.5'
      ELSE '6.5 and up' END AS band
  FROM water_quality_current
  UNION ALL
  SELECT program_id, 'ANC_UEQ_L',
    CASE WHEN anc_ueq_l IS NULL THEN 'missing' WHEN anc_ueq_l < 0 THEN 'acute'
      WHEN anc_ueq_l < 20 THEN 'severe' WHEN anc_ueq_l < 50 THEN 'elevated'
      WHEN anc_ueq_l < 100 THEN 'moderate' ELSE 'low concern' END
  FROM water_quality_current) b
GROUP BY 1, 2, 3
