package dev.tributary.exporters.produce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.exporters.openweather.City;
import dev.tributary.exporters.openweather.Observed;
import dev.tributary.exporters.source.SourceRecord;
import dev.tributary.exporters.weather.WeatherMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CityRecordsTest {

  private static final String AIR = "'air_pollution':{'list':[1]},";
  private static final String FAILED = "'failures':[{'part':'air_pollution','reason':'%s'}],";

  private final CityRecords records = new CityRecords("stub", List.of("fetched_at"));

  /** The observation is the same, and what it had is still true of it. */
  @Test
  void aPartThatCannotBeHadAgainIsNotLost() throws Exception {
    assertThat(record(AIR, 1)).isPresent();
    assertThat(record(FAILED.formatted("503"), 1)).isEmpty();
    String forecast = "'forecast':{'list':[2]},";
    assertThat(record(FAILED.formatted("503") + forecast, 1).orElseThrow().json())
        .contains("air_pollution", "forecast")
        .doesNotContain("failures");
  }

  @Test
  void anotherReasonForAFailureSaysNothingNew() throws Exception {
    assertThat(record(FAILED.formatted("503"), 1).orElseThrow().json()).contains("failures");
    assertThat(record(FAILED.formatted("left alone until noon"), 1)).isEmpty();
    assertThat(record(AIR, 1)).isPresent();
  }

  @Test
  void anotherObservationHasOnlyWhatItHas() throws Exception {
    assertThat(record(AIR, 1)).isPresent();
    assertThat(record(FAILED.formatted("503"), 2).orElseThrow().json())
        .contains("failures")
        .doesNotContain("list");
  }

  private Optional<SourceRecord> record(String members, int at) throws JsonProcessingException {
    String json =
        "{'city':'Paris','country':'FR',%s'kind':'weather','observed_at':'%d','weather':{},'fetched_at':'%d'}"
            .formatted(members, at, System.nanoTime());
    ObjectNode message = (ObjectNode) WeatherMessage.JSON.readTree(json.replace('\'', '"'));
    Observed city = new Observed(City.of("Paris,FR"), Optional.empty(), List.of());
    return records.record(city, new WeatherMessage("FR/Paris", message));
  }
}
