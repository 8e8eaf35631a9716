-- What each method was used on, from the landed rows.
WITH names (name, parameter) AS (
  VALUES ('ANC', 'ANC_UEQ_L'), ('CA', 'CA_UEQ_L'), ('CHL_A', 'CHL_A_UG_L'), ('CL', 'CL_UEQ_L'),
    ('COND', 'COND_UM_CM'), ('DOC', 'DOC_MG_L'), ('F', 'F_UEQ_L'), ('K', 'K_UEQ_L'),
    ('MG', 'MG_UEQ_L'), ('NA', 'NA_UEQ_L'), ('NH4', 'NH4_UEQ_L'), ('NO3', 'NO3_UEQ_L'),
    ('N_TD', 'N_TD_UEQ_L'), ('PH_EQ', 'PH_EQ'), ('PH_FLD', 'PH_FLD'), ('PH_LAB', 'PH_LAB'),
    ('PH_STVL', 'PH_STVL'), ('P_TL', 'P_TL_UEQ_L'), ('SECCHI', 'SECCHI_M'),
    ('SIO2', 'SIO2_MG_L'), ('SO4', 'SO4_UEQ_L'), ('WTEMP', 'WTEMP_DEG_C')),
years AS (
  SELECT w.program_id, e.key AS parameter, extract(year FROM w.date_smp)::int AS year,
    count(*) AS n, sum(e.value::numeric) AS total
  FROM water_quality_current w CROSS JOIN LATERAL jsonb_each(w.value) e
  WHERE jsonb_typeof(e.value) = 'number' GROUP BY 1, 2, 3)
SELECT m.program_id, p.parameter, m.method, m.start_year, m.end_year,
  coalesce(sum(y.n), 0)::bigint, (sum(y.total)::numeric(60, 40) / sum(y.n))::float8
FROM water_methods_current m JOIN names p ON p.name = m.parameter
LEFT JOIN years y ON y.program_id = m.program_id AND y.parameter = p.parameter
  AND y.year >= m.start_year AND (m.end_year IS NULL OR y.year <= m.end_year)
GROUP BY 1, 2, 3, 4, 5
