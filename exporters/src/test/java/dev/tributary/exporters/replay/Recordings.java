package dev.tributary.exporters.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.exporters.source.FiniteSource;
import dev.tributary.exporters.source.SourceRecord;
import dev.tributary.exporters.weather.Place;
import dev.tributary.exporters.weather.Units;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Files as the replay takes them: examined, then read. */
final class Recordings {

  static final Path REAL = Path.of("../../shared/data/weather/openweather");

  static final Circumstances METRIC =
      new Circumstances(Optional.of(Units.METRIC), Optional.empty(), Optional.empty());

  /** Bodies with all that the API may leave out left out. */
  static final String WEATHER =
      "{\"coord\":{},\"weather\":[{\"id\":800,\"main\":\"Clear\"}],\"main\":{\"temp\":4.0},"
          + "\"wind\":{\"speed\":2.06},\"dt\":1727335125,\"sys\":{\"country\":\"FR\"},"
          + "\"timezone\":7200,\"id\":2988507,\"name\":\"Paris\",\"cod\":200}";

  static final String AIR =
      "{\"coord\":{\"lon\":139.6425,\"lat\":35.4478},\"list\":[{\"main\":{\"aqi\":3},"
          + "\"components\":{\"co\":153.21,\"nh3\":0},\"dt\":1748578983}]}";

  static final String FORECAST =
      "{\"cod\":\"200\",\"cnt\":1,\"list\":[{\"dt\":1747893600,\"main\":{\"temp\":22.88},"
          + "\"dt_txt\":\"2025-05-22 06:00:00\"}],"
          + "\"city\":{\"id\":1856177,\"name\":\"Nagasaki\",\"country\":\"JP\",\"timezone\":32400}}";

  private static final Feed FEED = Catalog.load(Optional.empty()).dataset("water").feed();

  private Recordings() {}

  static Circumstances metric(String city, String country, String zone) {
    return new Circumstances(
        Optional.of(Units.METRIC),
        Optional.of(new Place(city, country, Optional.empty())),
        Optional.of(ZoneId.of(zone)));
  }

  static Content read(Path file, Circumstances circumstances) throws IOException {
    List<String> refusals = new ArrayList<>();
    ExaminedRecording examined = examine(file, circumstances, refusals::add);
    List<SourceRecord> records = new ArrayList<>();
    try (FiniteSource.Records reader = examined.records()) {
      for (Optional<SourceRecord> record = reader.next();
          record.isPresent();
          record = reader.next()) {
        records.add(record.get());
      }
    }
    assertThat(records).hasSize((int) examined.messages());
    assertThat(refusals).hasSize((int) examined.refused());
    assertThat(refusals).allSatisfy(refusal -> assertThat(refusal).hasLineCount(1));
    return new Content(examined.id(), records, refusals);
  }

  static ExaminedRecording examine(Path file, Circumstances circumstances, Consumer<String> told)
      throws IOException {
    return new Recording(file, circumstances, 100).examine(FEED, told);
  }

  /** The one line that refuses a file. */
  static String refusal(Path file, Circumstances circumstances) {
    RefusedFileException refusal =
        catchThrowableOfType(
            RefusedFileException.class, () -> examine(file, circumstances, line -> {}));
    assertThat(refusal).as("refusal of " + file).isNotNull();
    assertThat(refusal.getMessage()).hasLineCount(1);
    return refusal.getMessage();
  }

  /**
   * What a file has.
   *
   * @param refusals a line about each record that became no message
   */
  record Content(String id, List<SourceRecord> records, List<String> refusals) {

    JsonNode message(int index) throws IOException {
      return WeatherMessage.JSON.readTree(records.get(index).json());
    }

    List<String> keys() {
      return records.stream().map(SourceRecord::key).toList();
    }

    List<String> origins() {
      return records.stream().map(SourceRecord::origin).toList();
    }
  }
}
