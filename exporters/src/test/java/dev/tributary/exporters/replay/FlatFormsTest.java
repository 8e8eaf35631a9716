package dev.tributary.exporters.replay;

import static dev.tributary.exporters.replay.Recordings.METRIC;
import static dev.tributary.exporters.replay.Recordings.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.exporters.weather.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that were laid flat are given the API's form again. */
final class FlatFormsTest {

  private static final Circumstances YOKOHAMA = metric("Yokohama", "JP", "Asia/Tokyo");
  private static final Circumstances LONDON = metric("London", "GB", "Europe/London");

  private static final String FLAT =
      "{\"time\":\"2025-05-30 04:22:06\",\"temp\":15.60,\"temp_max\":16,\"temp_min\":14.0,"
          + "\"humidity\":89,\"feels_like\":-0.5,\"pressure\":1011,\"weather_main\":\"Rain, Mist\","
          + "\"weather_description\":\"light rain, mist\",\"weather_icon\":\"10d, 50d\","
          + "\"rain_1h_mm\":0.30,\"snow_1h_mm\":0}";

  private static final String HEADER =
      "City,Datetime,Temperature (°C),Feels Like (°C),Humidity (%),Pressure (hPa),"
          + "Wind Speed (m/s),Condition,Description\n";

  @TempDir private Path directory;

  @Test
  void aFlatWeatherIsAnAnswerAgain() throws IOException {
    // 1748578926 is what GNU date gives for 2025-05-30 04:22:06 UTC.
    assertThat(read(YOKOHAMA, FLAT).message(0).path("weather").toString())
        .isEqualTo(
            "{\"weather\":[{\"main\":\"Rain\",\"description\":\"light rain\",\"icon\":\"10d\"},"
                + "{\"main\":\"Mist\",\"description\":\"mist\",\"icon\":\"50d\"}],"
                + "\"main\":{\"temp\":15.60,\"feels_like\":-0.5,\"temp_min\":14.0,\"temp_max\":16,"
                + "\"pressure\":1011,\"humidity\":89},\"rain\":{\"1h\":0.30},\"dt\":1748578926}");
    assertThat(read(YOKOHAMA, FLAT).message(0).path("observed_at").asText())
        .isEqualTo("2025-05-30T04:22:06Z");
  }

  @Test
  void noRainIsNoMemberWhateverTheZero() throws IOException {
    for (String zero : new String[] {"0", "0.0", "null"}) {
      assertThat(read(YOKOHAMA, FLAT.replace("0.30", zero)).message(0).path("weather").has("rain"))
          .isFalse();
    }
    assertThat(
            read(YOKOHAMA, FLAT.replace("\"snow_1h_mm\":0", "\"snow_1h_mm\":2"))
                .message(0)
                .path("precipitations_info")
                .path("snow_1h")
                .asText())
        .isEqualTo("2");
  }

  @Test
  void aNullIsAnAbsentMember() throws IOException {
    String nulls =
        FLAT.replace("\"humidity\":89", "\"humidity\":null").replace("\"10d, 50d\"", "null");
    assertThat(read(YOKOHAMA, nulls).records().get(0).json())
        .doesNotContain("humidity", "icon")
        .contains("\"pressure\":1011}");
  }

  @Test
  void aFlatWeatherWithAFaultIsRefused() throws IOException {
    Recordings.Content content =
        read(
            YOKOHAMA,
            String.join(
                "\n",
                FLAT.replace("2025-05-30 04:22:06", "2025-02-30 04:22:06"),
                FLAT.replace("10d, 50d", "10d"),
                FLAT.replace("15.60", "\"15.60\"")));
    assertThat(content.refusals())
        .satisfiesExactly(
            time ->
                assertThat(time)
                    .endsWith(": time '2025-02-30 04:22:06' is none such as 2025-05-30 04:22:06"),
            kinds ->
                assertThat(kinds)
                    .endsWith(": weather_icon '10d' is of 1 kinds of weather, weather_main of 2"),
            text -> assertThat(text).contains(": this is no answer of weather: {"));
  }

  @Test
  void rowsOfAForecastAreAnAnswerAgain() throws IOException {
    Recordings.Content content =
        read(
            LONDON,
            HEADER
                + "London,2026-06-25 12:00:00,27.30,28,58,1017,3.0,Clear,clear sky\n"
                + "London,2026-06-25 15:00:00,-0.5,,51,1016,,Clear,clear sky\n");
    assertThat(content.origins()).containsExactly("a.csv rows 2 to 3");
    assertThat(content.keys()).containsExactly("GB/London");
    // 1782388800 is what GNU date gives for 2026-06-25 12:00:00 UTC.
    assertThat(content.message(0).path("forecast").toString())
        .isEqualTo(
            "{\"cod\":\"200\",\"cnt\":2,\"list\":["
                + "{\"dt\":1782388800,\"main\":{\"temp\":27.30,\"feels_like\":28,\"pressure\":1017,"
                + "\"humidity\":58},\"weather\":[{\"main\":\"Clear\",\"description\":\"clear sky\"}],"
                + "\"wind\":{\"speed\":3.0},\"dt_txt\":\"2026-06-25 12:00:00\"},"
                + "{\"dt\":1782399600,\"main\":{\"temp\":-0.5,\"pressure\":1016,\"humidity\":51},"
                + "\"weather\":[{\"main\":\"Clear\",\"description\":\"clear sky\"}],"
                + "\"dt_txt\":\"2026-06-25 15:00:00\"}],\"city\":{\"name\":\"London\"}}");
    assertThat(content.message(0).path("utc_offset_seconds").asInt()).isEqualTo(3600);
  }

  @Test
  void anotherCityOrAnEarlierTimeBeginsAnotherForecast() throws IOException {
    Recordings.Content content =
        read(
            LONDON,
            "\uFEFF"
                + HEADER.replace("\n", "\r\n")
                + "London,2026-06-25 12:00:00,1,1,1,1,1,Clear,sky\r\n"
                + "London,2026-06-25 15:00:00,1,1,1,1,1,Clear,sky\r\n\r\n"
                + "London,2026-06-25 15:00:00,2,1,1,1,1,Clear,sky\r\n"
                + "Delhi,2026-06-25 18:00:00,1,1,1,1,1,Clear,sky\r\n"
                + "London,2026-06-25 18:00:00,3,1,1,1,1,Clear,sky");
    assertThat(content.origins())
        .containsExactly("a.csv rows 2 to 3", "a.csv row 5", "a.csv row 7");
    assertThat(content.refusals())
        .singleElement()
        .asString()
        .startsWith("a.csv row 6: names 'Delhi' and no country; pass --place \"Delhi,CC\"");
  }

  @Test
  void aFaultInARowRefusesItsForecast() throws IOException {
    String good = "London,2026-06-25 12:00:00,1,1,1,1,1,Clear,sky\n";
    Recordings.Content content =
        read(
            LONDON,
            HEADER
                + good
                + "London,2026-06-25 15:00:00,warm,1,1,1,1,Clear,sky\n"
                + good
                + "London,tomorrow,1,1,1,1,1,Clear,sky\n"
                + good
                + "London,2026-06-25 15:00:00,1,1,1,1,1,Clear,sky, blue\n"
                + good
                + good.replace(",1,1,1,1,1,", ",,1,1,1,1,")
                + good.replace(",1,1,1,1,1,", ",1e9,1,1,1,1,"));
    assertThat(content.origins()).containsExactly("a.csv row 8");
    assertThat(content.refusals())
        .satisfiesExactly(
            number ->
                assertThat(number)
                    .isEqualTo(
                        "a.csv rows 2 to 3: row 3 has Temperature (°C) 'warm', which is no number"),
            time ->
                assertThat(time)
                    .isEqualTo(
                        "a.csv rows 4 to 5: row 5 has Datetime 'tomorrow', which is no time such as 2026-06-25 12:00:00"),
            further ->
                assertThat(further)
                    .isEqualTo("a.csv rows 6 to 7: row 7 has 'blue' in a column without name"),
            absent ->
                assertThat(absent).startsWith("a.csv row 9: this is no answer of forecast: {"),
            large ->
                assertThat(large).startsWith("a.csv row 10: row 10 has Temperature (°C) '1e9', "));
  }

  @Test
  void rowsOfAnotherKindAreRefusedWhole() throws IOException {
    assertThat(refusal("Date,City\n2025-01-01,Delhi\n"))
        .startsWith("file 'a.csv' is neither JSON nor rows of forecasts: it begins 'Date,City', ");
    assertThat(refusal(HEADER.replace("°C", "°F")))
        .contains("is neither JSON nor rows of forecasts");
    assertThat(refusal(HEADER)).contains("has no records; get it again");
    assertThat(refusal(HEADER + "London,2026-06-25 12:00:00,1"))
        .contains("row 2 has 3 cells, the header 9");
  }

  @Test
  void rowsInCelsiusAreOfNoOtherUnits() {
    Circumstances kelvin =
        new Circumstances(Optional.of(Units.STANDARD), LONDON.place(), Optional.empty());
    assertThatThrownBy(
            () -> read(kelvin, HEADER + "London,2026-06-25 12:00:00,1,1,1,1,1,Clear,sky\n"))
        .isInstanceOf(UsageException.class)
        .hasMessage("the header of 'a.csv' says °C and m/s; pass --units metric, not standard");
  }

  @Test
  void aForecastWithoutEndIsRefusedBeforeItFillsMemory() throws IOException {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int year = 2000; year < 3002; year++) {
      rows.append("London,%d-06-25 12:00:00,1,1,1,1,1,Clear,sky\n".formatted(year));
    }
    assertThat(refusal(rows.toString()))
        .contains("row 1002 is more than the 1,000th step of 'London'");
  }

  private Recordings.Content read(Circumstances circumstances, String text) throws IOException {
    return Recordings.read(write(text), circumstances);
  }

  private String refusal(String text) throws IOException {
    return Recordings.refusal(write(text), METRIC);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("a.csv"), text);
  }
}
