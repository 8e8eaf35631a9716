-- Temperature (°C), rain (mm), air quality (1 good to 5 very poor) and condition by place and day.
SELECT place, country, day, readings, temp_min, round(temp_mean, 2) AS temp_mean, temp_max,
  round(rain_total, 2) AS rain_total, round(aqi_mean, 2) AS aqi_mean, condition
FROM weather_daily
ORDER BY country, place, day;
