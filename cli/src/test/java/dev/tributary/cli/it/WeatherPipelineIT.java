package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Weather through every hop. */
@ExtendWith(Stack.class)
final class WeatherPipelineIT {

  private static final Path REAL =
      Path.of("../../shared/data/weather/openweather").toAbsolutePath().normalize();

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @TempDir private Path directory;

  @Test
  void theRealAnswersGiveTheDaysThatSqlGives() {
    assumeTrue(Files.isDirectory(REAL), "the real answers are not here: " + REAL);
    Workspace weather = new Workspace("recorded", directory);
    assertThat(
            replay(weather, "standard", real("current_world_cities_2024-09-26_kelvin.jsonl"))
                .ok()
                .said())
        .containsExactly("produce: sent 247 messages of 1 files to recorded-weather-api");
    replay(
            weather,
            "metric",
            real("current_Chennai_metric.json"),
            real("current_Delhi_metric.json"),
            real("current_London_metric.json"),
            real("current_Mumbai_metric.json"),
            real("current_New_York_metric.json"))
        .ok();
    replay(
            weather,
            "metric",
            "--place",
            "Yokohama,JP",
            "--zone",
            "Asia/Tokyo",
            real("current_flat_yokohama_2025.jsonl"),
            real("air_pollution_yokohama_2025.jsonl"))
        .ok();
    pipeline(weather);
    assertThat(weather.sql("SELECT count(*) FROM weather_current"))
        .containsExactly(Integer.toString(246 + 5 + 3832 + 3832));
    assertThat(weather.hive("SELECT count(*) FROM weather_data")).containsExactly("7915");
    assertThat(weather.hive("SELECT count(*) FROM weather_events")).containsExactly("4083");
    WeatherTables tables = new WeatherTables(weather);
    assertThat(tables.checkDays()).isGreaterThan(300);
    tables.checkWindows();
    // The gap of 104 days in the series is one here.
    assertThat(
            weather.hive(
                "SELECT count(*), min(day), max(day) FROM weather_daily WHERE place = 'Yokohama'"))
        .isEqualTo(
            weather
                .sql(
                    """
                    SELECT count(DISTINCT d), min(d), max(d) FROM (
                      SELECT ((value->>'observed_at')::timestamptz AT TIME ZONE 'Asia/Tokyo')::date AS d
                      FROM weather_current WHERE value->>'city' = 'Yokohama') days""")
                .stream()
                .map(row -> row.replace('|', '\t'))
                .toList());
  }

  /** Europe/Paris has 23 hours on 30 March 2025, and 25 on 26 October. */
  @Test
  void daysOf23And25HoursAreWholeAndThreeUnitsGiveOneRow() throws Exception {
    Workspace weather = new Workspace("clocks", directory);
    Hops hops = new Hops(weather, "weather");
    List<String> paris = new ArrayList<>();
    readings(paris, "2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z", "2025-03-30T01:00:00Z", 3600);
    readings(paris, "2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z", "2025-10-26T01:00:00Z", 7200);
    replay(hops, "metric", file("paris.jsonl", paris));
    String oslo = Answer.of("Oslo", "NO", "2025-06-01T10:00:00Z", 7200).text();
    replay(hops, "standard", file("k.json", List.of(oslo.replace("TEMP", "288.71"))));
    replay(hops, "metric", file("c.json", List.of(oslo.replace("TEMP", "15.56"))));
    replay(hops, "imperial", file("f.json", List.of(oslo.replace("TEMP", "60.008"))));
    hops.pipeline();
    assertThat(
            weather.hive(
                "SELECT place, day, readings, round(rain_total, 9) FROM weather_daily"
                    + " WHERE place = 'Paris' ORDER BY day"))
        .containsExactly("Paris\t2025-03-30\t138\t27.6", "Paris\t2025-10-26\t150\t30.0");
    assertThat(
            weather.hive(
                "SELECT day, readings, temp_min, temp_max FROM weather_daily WHERE place = 'Oslo'"))
        .containsExactly("2025-06-01\t1\t15.56\t15.56");
    assertThat(weather.hive("SELECT dt, count(*) FROM weather_data GROUP BY dt ORDER BY dt"))
        .containsExactly("2025-03-30\t138", "2025-06-01\t1", "2025-10-26\t150");
    assertThat(weather.sql("SELECT count(*) FROM weather")).containsExactly("291");
    assertThat(
            weather.hive(
                "SELECT city_name, obs_ts_utc, temp, weather_main, timezone_offset_seconds"
                    + " FROM weather_events WHERE city_name = 'Oslo'"))
        .containsExactly("Oslo\t2025-06-01 10:00:00.0\t15.56\tRain\t7200");
    new WeatherTables(weather).checkDays();
    new WeatherTables(weather).checkWindows();
  }

  @Test
  void whatComesLateTwiceOrDuringAnExportIsInTheNextPublication() throws Exception {
    Workspace weather = new Workspace("latecomers", directory);
    Hops hops = new Hops(weather, "weather");
    List<String> first = new ArrayList<>();
    for (String day : List.of("01", "02", "03", "04", "05", "06", "07", "08")) {
      readings(first, "2025-06-" + day + "T06:00:00Z", "2025-06-" + day + "T12:00:00Z", null, 7200);
    }
    replay(hops, "metric", file("first.jsonl", first));
    hops.pipeline();
    List<String> before = versions(weather, "weather_daily");
    List<String> dataBefore = versions(weather, "weather_data");

    // A late reading of the 2nd; one of the 7th again, and another again with another temperature.
    String late = Answer.of("Paris", "FR", "2025-06-02T20:00:00Z", 7200).text("21.5");
    List<String> again = List.of(first.get(6 * 36), first.get(6 * 36 + 1).replace("12.5", "13.75"));
    replay(hops, "metric", file("late.jsonl", List.of(late, again.get(0), again.get(1))));
    assertThat(hops.pipeline()).contains("landed 2 rows of weather in 1 batches; 1 duplicates");
    assertThat(changed(dataBefore, versions(weather, "weather_data")))
        .containsExactly("2025-06-02", "2025-06-07");
    // A day of a place may lie in the days beside it in Paris.
    assertThat(changed(before, versions(weather, "weather_daily")))
        .containsExactly(
            "2025-06-01", "2025-06-02", "2025-06-03", "2025-06-06", "2025-06-07", "2025-06-08");
    WeatherTables tables = new WeatherTables(weather);
    tables.checkDays();
    assertThat(
            weather.hive("SELECT readings, temp_max FROM weather_daily WHERE day = '2025-06-02'"))
        .containsExactly("37\t21.5");
    assertThat(
            weather.hive("SELECT readings, temp_max FROM weather_daily WHERE day = '2025-06-07'"))
        .containsExactly("36\t13.75");

    // Rows that are landed while an export is at work.
    List<String> more = new ArrayList<>();
    readings(more, "2025-06-05T12:00:00Z", "2025-06-05T20:00:00Z", null, 7200);
    replay(hops, "metric", file("more.jsonl", more.subList(0, 24)));
    replay(hops, "metric", file("rest.jsonl", more.subList(24, 48)));
    hops.run("land", "--dataset", "weather", "--max-records", "24");
    Process export;
    try (AutoCloseable untilLanded = weather.locked("tributary.file")) {
      export = weather.start("export", "--dataset", "weather");
      awaitPlannedExport(weather);
      hops.run("land", "--dataset", "weather");
      assertThat(export.isAlive()).isTrue();
    }
    assertThat(export.waitFor(2, TimeUnit.MINUTES)).isTrue();
    hops.pipeline();
    assertThat(weather.hive("SELECT readings FROM weather_daily WHERE day = '2025-06-05'"))
        .containsExactly("84");
    assertThat(weather.hive("SELECT count(*) FROM weather_data"))
        .isEqualTo(weather.sql("SELECT count(*) FROM weather_current"));
    tables.checkDays();
    tables.checkWindows();
    assertThat(hops.pipeline()).contains("nothing to build", "nothing to publish");
  }

  /** Once it is planned, it knows which batches are its own. */
  private static void awaitPlannedExport(Workspace weather) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
    String planned = "SELECT count(*) FROM tributary.export WHERE state = 'planned'";
    while (!weather.sql(planned).contains("1")) {
      assertThat(Instant.now()).as("no export is planned").isBefore(deadline);
    }
  }

  @Test
  void everyMessageThatWasMadeUpBecomesWhatItsMakerSays() throws IOException {
    Workspace weather = new Workspace("madeup", directory);
    String[] options = {
      "--source",
      "synthetic",
      "--cities",
      "25",
      "--from",
      "2025-10-25",
      "--count",
      "6000",
      "--dirty",
      "0.1",
      "--without",
      "forecast",
      "--json"
    };
    JsonNode made = new ObjectMapper().readTree(weather.run("produce", options).ok().out());
    assertThat(made.get("messages").asInt()).isEqualTo(6000);
    // A share of a batch that is above tributary.quarantine.max.ratio would end it with 1.
    pipeline(weather);
    assertThat(
            weather.sql(
                """
                SELECT (SELECT count(*) FROM weather), (SELECT count(*) FROM tributary.duplicate),
                  (SELECT count(*) FROM tributary.quarantine),
                  (SELECT sum(rows + duplicates + quarantined) FROM tributary.batch_range)"""))
        .containsExactly(
            "%s|%s|%s|6000"
                .formatted(
                    made.get("expected_landed"),
                    made.get("expected_duplicates"),
                    made.get("expected_quarantined")));
    // By the kind that the header of each message names.
    assertThat(
            weather.sql(
                """
                SELECT split_part(source, ': ', 2), reason, count(*) FROM tributary.quarantine
                GROUP BY 1, 2 ORDER BY 1, 2"""))
        .containsExactly(
            "broken|not-json|" + made.get("broken"),
            "missing|schema|" + made.get("missing"),
            "unstorable|not-storable|" + made.get("unstorable"));
    assertThat(made.get("repeated")).isEqualTo(made.get("expected_duplicates"));
    assertThat(
            weather.run("produce", options).ok().err()
                + weather.run("land", "--dataset", "weather").ok().err())
        .contains("nothing to land");
    WeatherTables tables = new WeatherTables(weather);
    tables.checkDays();
    tables.checkWindows();
  }

  /** The place's readings every ten minutes, each with the rain of the hour before it. */
  private static void readings(
      List<String> to, String from, String until, String change, int offset) {
    Instant end = Instant.parse(until);
    Instant clocks = change == null ? end : Instant.parse(change);
    for (Instant at = Instant.parse(from); at.isBefore(end); at = at.plus(TEN_MINUTES)) {
      int ahead = at.isBefore(clocks) ? offset : offset == 3600 ? 7200 : 3600;
      to.add(Answer.of("Paris", "FR", at.toString(), ahead).text("12.5"));
    }
  }

  /** Each partition's newest version. */
  private static List<String> versions(Workspace weather, String table) {
    return weather.sql(
        "SELECT dt, max(version) FROM tributary.table_partition WHERE table_name = '%s' GROUP BY dt ORDER BY dt"
            .formatted(table));
  }

  private static List<String> changed(List<String> before, List<String> after) {
    return after.stream()
        .filter(line -> !before.contains(line))
        .map(line -> line.substring(0, line.indexOf('|')))
        .toList();
  }

  private String file(String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name), lines).toString();
  }

  private static String real(String name) {
    return REAL.resolve(name).toString();
  }

  private static void replay(Hops hops, String units, String file) throws Exception {
    hops.run("produce", "--source", "replay", "--units", units, file);
  }

  private static Shell.Result replay(Workspace weather, String units, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--source", "replay", "--units", units));
    arguments.addAll(List.of(more));
    return weather.run("produce", arguments.toArray(new String[0]));
  }

  private static Shell.Result pipeline(Workspace weather) {
    return weather.run("pipeline", "--dataset", "weather", "-Dmapreduce.framework.name=local").ok();
  }

  /** What {@code /data/2.5/weather} answers, with {@code TEMP} for the temperature. */
  private record Answer(String text) {

    static Answer of(String city, String country, String at, int offset) {
      return new Answer(
          "{\"coord\":{},\"weather\":[{\"id\":500,\"main\":\"Rain\",\"icon\":\"10d\"}],"
              + "\"main\":{\"temp\":TEMP,\"pressure\":1011,\"humidity\":80.0},\"rain\":{\"1h\":1.2},"
              + "\"wind\":{\"speed\":4},\"dt\":%d,\"sys\":{\"country\":\"%s\"},\"timezone\":%d,\"id\":1,\"name\":\"%s\",\"cod\":200}"
                  .formatted(Instant.parse(at).getEpochSecond(), country, offset, city));
    }

    String text(String temp) {
      return text.replace("TEMP", temp);
    }
  }
}
