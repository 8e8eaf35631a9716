package dev.tributary.mapreduce.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WeatherDailyTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final List<String> COLUMNS =
      List.of(
          "place string",
          "country string",
          "day string",
          "readings bigint",
          "temp_min double",
          "temp_mean double",
          "temp_max double",
          "humidity_mean double",
          "pressure_mean double",
          "wind_max double",
          "gust_max double",
          "rain_total double",
          "snow_total double",
          "aqi_mean double",
          "aqi_max bigint",
          "pm2_5_mean double",
          "pm2_5_max double",
          "condition string");

  @TempDir private Path directory;
  private WeatherRuns runs;

  @BeforeEach
  void begin() {
    runs = new WeatherRuns(directory);
  }

  @Test
  void theColumnsAreThoseThatWerePromised() {
    assertThat(new WeatherDaily(new Configuration()).table().columns())
        .extracting(column -> column.name() + " " + column.type().hive())
        .isEqualTo(COLUMNS);
    assertThat(new WeatherDaily(new Configuration()).table().partitioned()).isTrue();
  }

  @Test
  void theJobIsHardlyMoreThanItsDeclaration() throws IOException {
    Path source = Path.of("src/main/java/dev/tributary/mapreduce/weather/WeatherDaily.java");
    assertThat(Files.readAllLines(source)).hasSizeLessThan(80);
  }

  /** Worked out by hand: 288.71 K are 15.56 °C, 289.71 K 16.56 °C; the mean is 16.06. */
  @Test
  void figuresAreThoseWorkedOutByHand() throws Exception {
    ObjectNode first =
        message(
            "2025-05-30T21:30:00Z",
            """
            {"main":{"temp":288.71,"humidity":80,"pressure":1011},"wind":{"speed":4,"gust":9.5},
             "weather":[{"main":"Rain"},{"main":"Mist"}],"rain":{"1h":0.3}}""");
    ObjectNode second =
        message(
            "2025-05-30T21:50:00Z",
            """
            {"main":{"temp":289.71,"humidity":85.0,"pressure":1012},"wind":{"speed":4.25},
             "weather":[{"main":"Clear"}],"snow":{"1h":1}}""");
    ObjectNode tomorrow = message("2025-05-30T22:00:00Z", "{\"main\":{\"temp\":273.15}}");
    for (ObjectNode each : List.of(first, second, tomorrow)) {
      each.put("units", "standard");
    }
    second.set("air_pollution", air(3, "2.5"));
    ObjectNode air =
        Messages.bare("Paris", "FR", "air_pollution", at("T10:00:00Z"), 7200, "metric");
    air.set("air_pollution", air(4, "3.0"));
    ObjectNode forecast =
        Messages.bare("Paris", "FR", "forecast", at("T10:00:00Z"), 7200, "metric");
    forecast.putObject("forecast").putArray("list");
    WeatherRuns.Result result = runs.file(first, second, tomorrow, air, forecast).run(job());
    assertThat(result.rows())
        .containsExactly(
            row(
                "Paris FR 2025-05-30 2 15.56 16.06 16.56 82.5 1011.5 4.25 9.5 0.0 1.0 3.5 4 2.75 3.0"
                    + " Clear"),
            row("Paris FR 2025-05-31 1 0.0 0.0 0.0 _ _ _ _ 0.0 0.0 _ _ _ _ _"));
    assertThat(result.fact("records")).isEqualTo(5);
    assertThat(result.fact("unreadable")).isZero();
  }

  @Test
  void theAirAloneHasNoWeather() throws Exception {
    ObjectNode air = Messages.bare("Paris", "FR", "air_pollution", at("T10:00:00Z"), 0, "metric");
    air.remove("utc_offset_seconds");
    air.set("air_pollution", air(2, "7.5"));
    assertThat(runs.file(air).run(job()).rows())
        .containsExactly(row("Paris FR 2025-05-30 0 _ _ _ _ _ _ _ _ _ 2.0 2 7.5 7.5 _"));
  }

  @Test
  void repeatedAmountsOfAnHourCountOnce() throws Exception {
    List<ObjectNode> messages = new ArrayList<>();
    for (int minute = 0; minute < 60; minute += 10) {
      messages.add(message("2025-05-30T10:%02d:00Z".formatted(minute), "{\"rain\":{\"1h\":1.2}}"));
    }
    assertThat(column("rain_total", runs.file(messages).run(job()))).containsExactly("1.2");
  }

  /**
   * On paper: of 10 h the 0.5 of its last reading; of 11 h a third of 1.5; of 12 h the last one,
   * which says nothing and so 0; of 13 h the greater of two at one instant, 0.4. In all 1.4.
   */
  @Test
  void theLastReadingOfAnHourSaysItsAmount() throws Exception {
    ObjectNode other = message("2025-05-30T13:00:00Z", "{\"rain\":{\"1h\":0.4}}");
    other.put("city_id", 7);
    runs.file(
        message("2025-05-30T10:00:00Z", "{\"rain\":{\"1h\":9}}"),
        message("2025-05-30T10:59:59Z", "{\"rain\":{\"1h\":0.5,\"3h\":8}}"),
        message("2025-05-30T11:20:00Z", "{\"rain\":{\"3h\":1.5}}"),
        message("2025-05-30T12:10:00Z", "{\"rain\":{\"1h\":3}}"),
        message("2025-05-30T12:20:00Z", "{\"rain\":{}}"),
        other,
        message("2025-05-30T13:00:00Z", "{\"rain\":{\"1h\":0.3},\"snow\":null}"));
    WeatherRuns.Result result = runs.run(job());
    assertThat(column("rain_total", result)).containsExactly("1.4");
    assertThat(column("snow_total", result)).containsExactly("0.0");
  }

  /**
   * Every ten minutes of the two days on which clocks change and of the one behind: the k-th hour
   * of a day ends with k tenths of a millimetre, so that a day of n hours has n (n + 1) / 20.
   */
  @Test
  void daysOf23And25HoursHaveAllTheirHours() throws Exception {
    for (LocalDate day :
        List.of(
            LocalDate.of(2025, 3, 30), LocalDate.of(2025, 10, 26), LocalDate.of(2025, 10, 27))) {
      List<ObjectNode> messages = new ArrayList<>();
      Instant begin = day.atStartOfDay(PARIS).toInstant();
      Instant end = day.plusDays(1).atStartOfDay(PARIS).toInstant();
      for (Instant at = begin; at.isBefore(end); at = at.plusSeconds(600)) {
        long minute = Duration.between(begin, at).toMinutes();
        String amount =
            minute % 60 == 50
                ? "%d.%d".formatted((minute + 10) / 600, (minute + 10) / 60 % 10)
                : "77";
        messages.add(
            Messages.weather(
                "Paris",
                "FR",
                at,
                PARIS.getRules().getOffset(at).getTotalSeconds(),
                "{\"main\":{\"temp\":20},\"rain\":{\"1h\":%s}}".formatted(amount)));
      }
      Collections.shuffle(messages, new Random(3));
      runs.file(messages);
    }
    WeatherRuns.Result result = runs.run(job());
    assertThat(column("day", result)).containsExactly("2025-03-30", "2025-10-26", "2025-10-27");
    assertThat(column("readings", result)).containsExactly("138", "150", "144");
    assertThat(column("rain_total", result)).containsExactly("27.6", "32.5", "30.0");
  }

  @Test
  void aLaterRevisionTakesThePlaceOfOneWithAndOneWithoutItsCitysId() throws Exception {
    ObjectNode first = message("2025-05-30T10:00:00Z", "{\"main\":{\"temp\":10}}");
    ObjectNode second = message("2025-05-30T10:00:00Z", "{\"main\":{\"temp\":11}}");
    second.put("fetched_at", "2025-06-01T00:00:00Z");
    ObjectNode third = second.deepCopy().put("city_id", 5);
    ObjectNode fourth = third.deepCopy().put("fetched_at", "2025-06-02T00:00:00Z");
    ((ObjectNode) fourth.get("weather").get("main")).put("temp", 13);
    runs.file(fourth, second).file(first, third);
    assertThat(runs.run(job()).rows())
        .singleElement()
        .asString()
        .startsWith("[Paris, FR, 2025-05-30, 2, 11.0, 12.0, 13.0,");
    assertThat(column("readings", runs.run(job(), "--as-is"))).containsExactly("4");
  }

  @Test
  void whatIsNoMessageIsLeftOutWithItsReason() throws Exception {
    ObjectNode good = message("2025-05-30T10:00:00Z", "{\"main\":{\"temp\":10}}");
    ObjectNode warm = good.deepCopy();
    ((ObjectNode) warm.get("weather").get("main")).put("temp", "warm");
    runs.file(
        good,
        good.deepCopy().put("units", "kelvin"),
        good.deepCopy().put("observed_at", "2025-05-30 10:00:00"),
        good.deepCopy().put("kind", "air_pollution"),
        good.deepCopy().put("utc_offset_seconds", 0.5),
        warm);
    WeatherRuns.Result result = runs.run(job(), "--as-is");
    assertThat(column("readings", result)).containsExactly("1");
    assertThat(result.reasons())
        .containsExactly(
            "units 'kelvin' are none of metric, standard, imperial",
            "observed_at '2025-05-30 10:00:00' is not YYYY-MM-DDThh:mm:ssZ",
            "kind is air_pollution, which is not there",
            "utc_offset_seconds is no whole number: 0.5",
            "/weather/main/temp is no number: \"warm\"");
  }

  /** One answer in the three systems, each rounded to the API's two digits. */
  @Test
  void unitsMakeNoDifferenceBeyondTheirRounding() throws Exception {
    String answer =
        """
        {"main":{"temp":%s,"humidity":71,"pressure":1003},"wind":{"speed":%s,"gust":%s},
         "weather":[{"main":"Clouds"}],"rain":{"1h":0.66}}""";
    List<List<String>> rows = new ArrayList<>();
    // 307.56 K are 34.41 °C and 93.938 °F; 2.06 m/s are 4.6081 mph, 5.81 m/s 12.9966 mph.
    for (String[] values :
        new String[][] {
          {"standard", "307.56", "2.06", "5.81"},
          {"metric", "34.41", "2.06", "5.81"},
          {"imperial", "93.94", "4.61", "13.00"}
        }) {
      ObjectNode message =
          message("2025-05-30T10:00:00Z", answer.formatted(values[1], values[2], values[3]));
      message.put("units", values[0]);
      rows.addAll(runs.noFiles().file(message).run(job()).rows());
    }
    assertThat(rows.get(0)).isEqualTo(rows.get(1));
    for (int column = 0; column < COLUMNS.size(); column++) {
      String metric = rows.get(1).get(column);
      if (COLUMNS.get(column).matches("(temp|wind|gust).*")) {
        assertThat(Double.parseDouble(rows.get(2).get(column)))
            .isCloseTo(Double.parseDouble(metric), within(0.006));
      } else {
        assertThat(rows.get(2).get(column)).isEqualTo(metric);
      }
    }
    assertThat(rows.get(2).get(4)).isEqualTo("34.41111111111111"); // 61.94 · 5/9
    assertThat(rows.get(2).get(9)).isEqualTo("2.0608544"); // 4.61 · 0.44704
  }

  private WeatherDaily job() {
    return new WeatherDaily(runs.conf);
  }

  private static long at(String time) {
    return Instant.parse("2025-05-30" + time).getEpochSecond();
  }

  /** Of Paris in summer. */
  private static ObjectNode message(String time, String answer) {
    return Messages.weather("Paris", "FR", Instant.parse(time), 7200, answer);
  }

  private static JsonNode air(int aqi, String pm) {
    return Messages.tree(
        "{\"list\":[{\"main\":{\"aqi\":%d},\"components\":{\"pm2_5\":%s}}]}".formatted(aqi, pm));
  }

  /** The values of a row, parted by blanks, with an underscore for NULL. */
  private static List<String> row(String values) {
    return List.of(values.replace("_", "\\N").split(" ", -1));
  }

  private static List<String> column(String name, WeatherRuns.Result result) throws IOException {
    int index = COLUMNS.stream().map(column -> column.split(" ", -1)[0]).toList().indexOf(name);
    return result.rows().stream().map(row -> row.get(index)).toList();
  }
}
