package dev.tributary.mapreduce.weather;

import static dev.tributary.mapreduce.rollup.Field.integer;
import static dev.tributary.mapreduce.rollup.Field.number;
import static dev.tributary.mapreduce.rollup.Field.text;
import static dev.tributary.mapreduce.rollup.Measure.MAX;
import static dev.tributary.mapreduce.rollup.Measure.MEAN;
import static dev.tributary.mapreduce.rollup.Measure.MIN;

import dev.tributary.mapreduce.rollup.Rollup;
import dev.tributary.mapreduce.rollup.RollupJob;
import org.apache.hadoop.conf.Configuration;

/** Weather and air per place and its local day. */
public final class WeatherDaily extends RollupJob {

  private static final Rollup DAYS =
      Rollup.named("weather_daily")
          .of("weather")
          .over(Readings.class)
          .comment("Weather and air per place and its local day")
          .groupBy(
              text("place").meaning("name of the place"),
              text("country").meaning("ISO 3166-1 alpha-2"),
              text("day").meaning("the local day, YYYY-MM-DD"))
          .partitionedBy("day", 1) // seen from Europe, whose day dt is, no place is further off
          .count(number("temp"), "readings", "number of readings with a temperature")
          .measure(number("temp").meaning("temperature in °C"), MIN, MEAN, MAX)
          .measure(number("humidity").meaning("humidity in %"), MEAN)
          .measure(number("pressure").meaning("pressure in hPa"), MEAN)
          .measure(number("wind").meaning("wind speed in m/s"), MAX)
          .measure(number("gust").meaning("gust in m/s"), MAX)
          .totalOfLast(number("rain").meaning("rain in mm"), "hour", "at")
          .totalOfLast(number("snow").meaning("snow in mm"), "hour", "at")
          .measure(integer("aqi").meaning("air quality index, 1 good to 5 very poor"), MEAN, MAX)
          .measure(number("pm2_5").meaning("PM2.5 in µg/m³"), MEAN, MAX)
          .mostFrequent("condition", "condition", "weather condition of most readings")
          .latestOf("country", "city", "kind", "observed_at")
          .withOptional("city_id")
          .by("fetched_at");

  public WeatherDaily(Configuration conf) {
    super(conf, DAYS);
  }
}
