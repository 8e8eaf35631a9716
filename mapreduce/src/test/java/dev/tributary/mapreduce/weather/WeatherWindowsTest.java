package dev.tributary.mapreduce.weather;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.ShortestDecimal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WeatherWindowsTest {

  @TempDir private Path directory;
  private WeatherRuns runs;

  @BeforeEach
  void begin() {
    runs = new WeatherRuns(directory);
  }

  @Test
  void theColumnsAreThoseThatWerePromised() {
    assertThat(new WeatherWindows(new Configuration()).table().columns())
        .extracting(column -> column.name() + " " + column.type().hive())
        .containsExactly(
            "place string",
            "country string",
            "window_start string",
            "window_end string",
            "readings bigint",
            "temp_mean double",
            "temp_min double",
            "temp_max double",
            "wind_mean double",
            "wind_max double",
            "wind_alerts map<string,bigint>",
            "heat_alerts map<string,bigint>");
    assertThat(new WeatherWindows(new Configuration()).table().partitioned()).isTrue();
  }

  @Test
  void theJobIsHardlyMoreThanItsDeclaration() throws IOException {
    Path source = Path.of("src/main/java/dev/tributary/mapreduce/weather/WeatherWindows.java");
    assertThat(Files.readAllLines(source)).hasSizeLessThan(80);
  }

  @Test
  void aReadingIsInTheFiveWindowsAroundItAndAWindowLeavesOutItsEnd() throws Exception {
    runs.file(reading("2025-12-31T23:58:00Z", 10, 1), reading("2026-01-01T00:02:59Z", 20, 3));
    assertThat(runs.run(job()).rows())
        .extracting(row -> String.join(" | ", row.subList(2, 7)))
        .containsExactly(
            "2025-12-31 23:54:00 | 2025-12-31 23:59:00 | 1 | 10.0 | 10.0",
            "2025-12-31 23:55:00 | 2026-01-01 00:00:00 | 1 | 10.0 | 10.0",
            "2025-12-31 23:56:00 | 2026-01-01 00:01:00 | 1 | 10.0 | 10.0",
            "2025-12-31 23:57:00 | 2026-01-01 00:02:00 | 1 | 10.0 | 10.0",
            "2025-12-31 23:58:00 | 2026-01-01 00:03:00 | 2 | 15.0 | 10.0",
            "2025-12-31 23:59:00 | 2026-01-01 00:04:00 | 1 | 20.0 | 20.0",
            "2026-01-01 00:00:00 | 2026-01-01 00:05:00 | 1 | 20.0 | 20.0",
            "2026-01-01 00:01:00 | 2026-01-01 00:06:00 | 1 | 20.0 | 20.0",
            "2026-01-01 00:02:00 | 2026-01-01 00:07:00 | 1 | 20.0 | 20.0");
  }

  @Test
  void anAlertBeginsAtItsBound() throws Exception {
    List<ObjectNode> readings = new ArrayList<>();
    double[] winds = {0, 9.99, 10, 19.99, 20, 45};
    double[] heats = {-5, 24.99, 25, 34.99, 35, 36};
    for (int i = 0; i < winds.length; i++) {
      readings.add(reading("2026-01-01T00:00:0%dZ".formatted(i), heats[i], winds[i]));
    }
    assertThat(runs.file(readings).run(job()).rows())
        .hasSize(5)
        .allSatisfy(row -> assertThat(row).endsWith("0:2,1:2,2:2", "0:2,1:2,2:2"));
  }

  /** 77 °F are 25 °C; 22.3694 mph are 10.00001… m/s. */
  @Test
  void alertsAreOfFiguresInCelsiusAndMetresPerSecond() throws Exception {
    ObjectNode warm = reading("2026-01-01T00:00:00Z", 77, 22.3694).put("units", "imperial");
    ObjectNode hot = reading("2026-01-01T00:00:01Z", 308.15, 9.9).put("units", "standard");
    assertThat(runs.file(warm, hot).run(job()).rows())
        .hasSize(5)
        .allSatisfy(row -> assertThat(row).endsWith("0:1,1:1", "1:1,2:1"));
  }

  @Test
  void onlyWeatherIsInWindowsAndAReadingWithoutAFigureHasNoAlert() throws Exception {
    ObjectNode air = Messages.bare("Paris", "FR", "air_pollution", 0, 0, "metric");
    air.putObject("air_pollution");
    ObjectNode forecast = Messages.bare("Paris", "FR", "forecast", 0, 0, "metric");
    forecast.putObject("forecast");
    ObjectNode still = reading("2026-01-01T00:00:00Z", 1, 1);
    ((ObjectNode) still.get("weather")).remove("wind");
    WeatherRuns.Result result = runs.file(air, forecast, still).run(job());
    assertThat(result.fact("unreadable")).isZero();
    assertThat(result.rows())
        .hasSize(5)
        .allSatisfy(
            row -> assertThat(row).endsWith("1", "1.0", "1.0", "1.0", "\\N", "\\N", "", "0:1"));
  }

  /** A hundred readings within half an hour, each window looked at on its own. */
  @Test
  void everyWindowIsThatOfAPlainRecomputation() throws Exception {
    record Reading(Instant at, BigDecimal temp, BigDecimal wind) {}
    Random random = new Random(5);
    Instant begin = Instant.parse("2026-03-29T00:50:00Z");
    List<Reading> readings = new ArrayList<>();
    List<ObjectNode> messages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Reading reading =
          new Reading(
              begin.plusMillis(random.nextInt(1800) * 1000L),
              BigDecimal.valueOf(random.nextInt(6000) - 1000, 2),
              BigDecimal.valueOf(random.nextInt(3000), 2));
      readings.add(reading);
      ObjectNode message =
          reading(
              reading.at().toString(), reading.temp().doubleValue(), reading.wind().doubleValue());
      messages.add(message.put("city_id", i)); // or two of one second were one
    }
    List<List<String>> expected = new ArrayList<>();
    for (int minute = -5; minute < 30; minute++) {
      Instant start = begin.plus(Duration.ofMinutes(minute));
      Instant end = start.plus(Duration.ofMinutes(5));
      List<Reading> within =
          readings.stream()
              .filter(reading -> !reading.at().isBefore(start) && reading.at().isBefore(end))
              .toList();
      if (!within.isEmpty()) {
        List<BigDecimal> temps = within.stream().map(Reading::temp).sorted().toList();
        List<BigDecimal> winds = within.stream().map(Reading::wind).sorted().toList();
        expected.add(
            List.of(
                "Paris",
                "FR",
                start.toString().replace("T", " ").replace("Z", ""),
                end.toString().replace("T", " ").replace("Z", ""),
                "" + within.size(),
                mean(temps),
                shown(temps.get(0)),
                shown(temps.get(temps.size() - 1)),
                mean(winds),
                shown(winds.get(winds.size() - 1)),
                levels(winds, wind -> wind.intValue() / 10),
                levels(temps, temp -> temp.intValue() < 25 ? 0 : temp.intValue() < 35 ? 1 : 2)));
      }
    }
    runs.file(messages.subList(0, 30)).file(messages.subList(30, 100));
    assertThat(runs.run(job()).rows()).hasSizeGreaterThan(30).isEqualTo(expected);
  }

  private static String mean(List<BigDecimal> values) {
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return shown(sum.divide(BigDecimal.valueOf(values.size()), new MathContext(40)));
  }

  private static String shown(BigDecimal value) {
    return ShortestDecimal.text(value.doubleValue());
  }

  private static String levels(List<BigDecimal> values, ToIntFunction<BigDecimal> level) {
    int[] counts = new int[3];
    values.forEach(value -> counts[level.applyAsInt(value)]++);
    List<String> levels = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        levels.add(i + ":" + counts[i]);
      }
    }
    return String.join(",", levels);
  }

  private WeatherWindows job() {
    return new WeatherWindows(runs.conf);
  }

  private static ObjectNode reading(String time, double temp, double wind) {
    return Messages.weather(
        "Paris",
        "FR",
        Instant.parse(time),
        3600,
        "{\"main\":{\"temp\":%s},\"wind\":{\"speed\":%s}}".formatted(temp, wind));
  }
}
