package dev.tributary.mapreduce.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.ShortestDecimal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real answers, every figure beside the one that DuckDB computes straight from the files. */
final class RealWeatherTest {

  private static final String CITIES = "current_world_cities_2024-09-26_kelvin.jsonl";
  private static final String YOKOHAMA = "current_flat_yokohama_2025.jsonl";
  private static final String YOKOHAMAS_AIR = "air_pollution_yokohama_2025.jsonl";
  private static final int JAPAN = 9 * 3600;

  private static final String CITIES_ANSWERS =
      """
      WITH answer AS (
        SELECT DISTINCT name AS place, sys.country AS country, id, dt, timezone,
          main.temp - 273.15 AS temp, main.humidity AS humidity, main.pressure AS pressure,
          wind.speed AS wind, wind.gust AS gust, coalesce(rain."1h", 0) AS rain,
          weather[1].main AS condition, NULL::INTEGER AS aqi, NULL::DECIMAL(9,2) AS pm2_5
        FROM read_json('%s', format = 'newline_delimited', columns = {
          name: 'VARCHAR', sys: 'STRUCT(country VARCHAR)', id: 'BIGINT', dt: 'BIGINT',
          timezone: 'BIGINT',
          main: 'STRUCT(temp DECIMAL(9,2), humidity DECIMAL(9,2), pressure DECIMAL(9,2))',
          wind: 'STRUCT(speed DECIMAL(9,2), gust DECIMAL(9,2))',
          rain: 'STRUCT("1h" DECIMAL(9,2))', weather: 'STRUCT(main VARCHAR)[]'}))
      """
          .formatted(Messages.OPENWEATHER.resolve(CITIES));

  /** The two files hold the answers of the same instants, line by line. */
  private static final String YOKOHAMA_ANSWERS =
      """
      WITH flat AS (
        SELECT row_number() OVER () AS i, *
        FROM read_json('%s', format = 'newline_delimited', columns = {
          time: 'TIMESTAMP', temp: 'DECIMAL(9,2)', humidity: 'DECIMAL(9,2)',
          pressure: 'DECIMAL(9,2)', weather_main: 'VARCHAR', rain_1h_mm: 'DECIMAL(9,2)'})),
      air AS (
        SELECT row_number() OVER () AS i, list[1].main.aqi AS aqi,
          list[1].components.pm2_5 AS pm2_5
        FROM read_json('%s', format = 'newline_delimited', columns = {
          list: 'STRUCT(main STRUCT(aqi INTEGER), components STRUCT(pm2_5 DECIMAL(9,2)))[]'})),
      answer AS (
        SELECT 'Yokohama' AS place, 'JP' AS country, epoch(time)::BIGINT AS dt,
          32400 AS timezone, temp, humidity, pressure, NULL::DECIMAL(9,2) AS wind,
          NULL::DECIMAL(9,2) AS gust, rain_1h_mm AS rain,
          split_part(weather_main, ', ', 1) AS condition, aqi, pm2_5
        FROM flat JOIN air USING (i))
      """
          .formatted(
              Messages.OPENWEATHER.resolve(YOKOHAMA), Messages.OPENWEATHER.resolve(YOKOHAMAS_AIR));

  private static final String DAYS =
      """
      , local AS (
        SELECT *, make_timestamp((dt + timezone) * 1000000)::DATE AS day,
          (dt + timezone) // 3600 AS hour FROM answer),
      hours AS (
        SELECT place, country, day, hour, arg_max(rain, dt) AS rain FROM local GROUP BY ALL),
      rains AS (SELECT place, country, day, sum(rain) AS rain FROM hours GROUP BY ALL),
      conditions AS (
        SELECT place, country, day, condition, count(*) AS n FROM local GROUP BY ALL),
      dominant AS (
        SELECT place, country, day, first(condition ORDER BY n DESC, condition) AS condition
        FROM conditions GROUP BY ALL)
      SELECT place, country, day, count(*) AS n, min(temp), sum(temp), max(temp), sum(humidity),
        sum(pressure), max(wind), max(gust), any_value(r.rain), sum(aqi), max(aqi), sum(pm2_5),
        max(pm2_5), any_value(d.condition)
      FROM local JOIN rains r USING (place, country, day)
      JOIN dominant d USING (place, country, day)
      GROUP BY place, country, day ORDER BY day, place, country
      """;

  private static final String WINDOWS =
      """
      SELECT place, country, strftime(start, '%Y-%m-%d %H:%M:%S'),
        strftime(start + INTERVAL 5 MINUTE, '%Y-%m-%d %H:%M:%S'), count(*) AS n, sum(temp),
        min(temp), max(temp), sum(wind), max(wind),
        count_if(wind < 10), count_if(wind >= 10 AND wind < 20), count_if(wind >= 20),
        count_if(temp < 25), count_if(temp >= 25 AND temp < 35), count_if(temp >= 35)
      FROM answer JOIN (
        SELECT unnest(generate_series(
          (SELECT time_bucket(INTERVAL 1 MINUTE, make_timestamp(min(dt) * 1000000)) FROM answer)
            - INTERVAL 5 MINUTE,
          (SELECT make_timestamp(max(dt) * 1000000) FROM answer), INTERVAL 1 MINUTE)) AS start)
      ON make_timestamp(dt * 1000000) >= start
        AND make_timestamp(dt * 1000000) < start + INTERVAL 5 MINUTE
      GROUP BY place, country, start ORDER BY start::DATE, place, country, start
      """;

  @TempDir private Path directory;
  private WeatherRuns runs;

  @BeforeAll
  static void areHere() {
    assumeTrue(Files.isDirectory(Messages.OPENWEATHER), "the real answers are not here");
  }

  @BeforeEach
  void begin() {
    runs = new WeatherRuns(directory);
  }

  /** 247 answers; George Town's is there twice, Hong Kong's of two instants. */
  @Test
  void theCitiesOfTheWorldAreAsDuckDbHasThem() throws Exception {
    runs.file(cities());
    WeatherRuns.Result result = runs.run(new WeatherDaily(runs.conf));
    assertThat(result.fact("superseded")).isEqualTo(1);
    assertThat(result.rows()).hasSize(245).isEqualTo(days(CITIES_ANSWERS));
  }

  /** Half a year of readings and air, a message about each half hour, in °C. */
  @Test
  void theDaysOfYokohamaAreAsDuckDbHasThem() throws Exception {
    List<ObjectNode> messages = yokohama();
    runs.file(messages.subList(0, 1000)).file(messages.subList(1000, messages.size()));
    WeatherRuns.Result result = runs.run(new WeatherDaily(runs.conf));
    assertThat(result.fact("records")).isEqualTo(3832);
    assertThat(result.rows()).hasSize(91).isEqualTo(days(YOKOHAMA_ANSWERS));
  }

  @Test
  void theDaysOfYokohamaAreTheSameBytesHoweverTheyAreSplit() throws Exception {
    runs.file(yokohama());
    Path once = runs.run(new WeatherDaily(runs.conf), "--as-is").output();
    runs.conf.setLong("mapreduce.input.fileinputformat.split.maxsize", 200_003);
    runs.conf.setLong("tributary.rollup.table.entries", 500);
    WeatherRuns.Result again = runs.run(new WeatherDaily(runs.conf), "--as-is");
    assertThat(again.output().resolve("part-00000"))
        .hasSameBinaryContentAs(once.resolve("part-00000"));
    assertThat(again.rows()).hasSize(91);
  }

  /** Five windows of each of 244 places, and six of Hong Kong's two readings in two minutes. */
  @Test
  void theWindowsOfTheCitiesAreAsDuckDbHasThem() throws Exception {
    runs.file(cities());
    WeatherRuns.Result result = runs.run(new WeatherWindows(runs.conf));
    assertThat(result.rows()).hasSize(1226).isEqualTo(windows());
  }

  private static List<ObjectNode> cities() throws IOException {
    return Messages.answers(CITIES).stream()
        .map(answer -> Messages.of(answer, "standard"))
        .toList();
  }

  private static List<ObjectNode> yokohama() throws IOException {
    DateTimeFormatter time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    List<JsonNode> flat = Messages.answers(YOKOHAMA);
    List<JsonNode> air = Messages.answers(YOKOHAMAS_AIR);
    List<ObjectNode> messages = new ArrayList<>();
    for (int i = 0; i < flat.size(); i++) {
      JsonNode each = flat.get(i);
      ObjectNode answer = new ObjectMapper().createObjectNode();
      ObjectNode main = answer.putObject("main");
      for (String name : List.of("temp", "humidity", "pressure")) {
        main.set(name, each.get(name));
      }
      for (String condition : each.get("weather_main").textValue().split(", ", -1)) {
        answer.withArray("weather").addObject().put("main", condition);
      }
      if (each.get("rain_1h_mm").doubleValue() > 0) { // as the API has it: else it is absent
        answer.putObject("rain").set("1h", each.get("rain_1h_mm"));
      }
      LocalDateTime at = LocalDateTime.parse(each.get("time").textValue(), time);
      ObjectNode message =
          Messages.weather(
              "Yokohama", "JP", at.toInstant(ZoneOffset.UTC), JAPAN, answer.toString());
      message.set("air_pollution", air.get(i));
      messages.add(message);
    }
    return messages;
  }

  private static List<List<String>> days(String answers) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet day = duck.createStatement().executeQuery(answers + DAYS)) {
      List<List<String>> rows = new ArrayList<>();
      while (day.next()) {
        BigDecimal n = day.getBigDecimal("n");
        rows.add(
            List.of(
                day.getString(1),
                day.getString(2),
                day.getString(3),
                n.toPlainString(),
                shown(day.getBigDecimal(5)),
                mean(day.getBigDecimal(6), n),
                shown(day.getBigDecimal(7)),
                mean(day.getBigDecimal(8), n),
                mean(day.getBigDecimal(9), n),
                shown(day.getBigDecimal(10)),
                shown(day.getBigDecimal(11)),
                shown(day.getBigDecimal(12)),
                "0.0", // none of these has snow
                mean(day.getBigDecimal(13), n),
                day.getString(14) == null ? "\\N" : day.getString(14),
                mean(day.getBigDecimal(15), n),
                shown(day.getBigDecimal(16)),
                day.getString(17)));
      }
      return rows;
    }
  }

  private static List<List<String>> windows() throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet window = duck.createStatement().executeQuery(CITIES_ANSWERS + WINDOWS)) {
      List<List<String>> rows = new ArrayList<>();
      while (window.next()) {
        BigDecimal n = window.getBigDecimal("n");
        rows.add(
            List.of(
                window.getString(1),
                window.getString(2),
                window.getString(3),
                window.getString(4),
                n.toPlainString(),
                mean(window.getBigDecimal(6), n),
                shown(window.getBigDecimal(7)),
                shown(window.getBigDecimal(8)),
                mean(window.getBigDecimal(9), n),
                shown(window.getBigDecimal(10)),
                levels(window, 11),
                levels(window, 14)));
      }
      return rows;
    }
  }

  /** Three counts as a map of those that are not 0. */
  private static String levels(ResultSet window, int first) throws SQLException {
    List<String> levels = new ArrayList<>();
    for (int level = 0; level < 3; level++) {
      if (window.getLong(first + level) > 0) {
        levels.add(level + ":" + window.getLong(first + level));
      }
    }
    return String.join(",", levels);
  }

  private static String mean(BigDecimal sum, BigDecimal n) {
    return sum == null ? "\\N" : shown(sum.divide(n, new MathContext(40)));
  }

  private static String shown(BigDecimal value) {
    return value == null ? "\\N" : ShortestDecimal.text(value.doubleValue());
  }
}
