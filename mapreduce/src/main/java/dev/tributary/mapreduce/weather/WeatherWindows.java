package dev.tributary.mapreduce.weather;

import static dev.tributary.mapreduce.rollup.Field.number;
import static dev.tributary.mapreduce.rollup.Field.text;
import static dev.tributary.mapreduce.rollup.Measure.MAX;
import static dev.tributary.mapreduce.rollup.Measure.MEAN;
import static dev.tributary.mapreduce.rollup.Measure.MIN;

import dev.tributary.mapreduce.rollup.Rollup;
import dev.tributary.mapreduce.rollup.RollupJob;
import org.apache.hadoop.conf.Configuration;

/** Temperature, wind and alerts per place, in windows of 5 minutes that slide by one. */
public final class WeatherWindows extends RollupJob {

  private static final Rollup WINDOWS =
      Rollup.named("weather_windows")
          .of("weather")
          .over(Windows.class)
          .comment("Weather and alerts per place, in windows of 5 minutes that slide by one")
          .groupBy(
              text("place").meaning("name of the place"),
              text("country").meaning("ISO 3166-1 alpha-2"),
              text("window_start").meaning("first second of the window, UTC"),
              text("window_end").meaning("first second behind it, UTC"))
          .partitionedBy("window_start", 1) // dt of the messages is a day elsewhere
          .count("readings", "number of readings")
          .measure(number("temp").meaning("temperature in °C"), MEAN, MIN, MAX)
          .measure(number("wind").meaning("wind speed in m/s"), MEAN, MAX)
          .frequency("wind_alerts", "readings of each level: 0 below 10 m/s, 1 from 10, 2 from 20")
          .frequency("heat_alerts", "readings of each level: 0 below 25 °C, 1 from 25, 2 from 35")
          .latestOf("country", "city", "kind", "observed_at")
          .withOptional("city_id")
          .by("fetched_at");

  public WeatherWindows(Configuration conf) {
    super(conf, WINDOWS);
  }
}
