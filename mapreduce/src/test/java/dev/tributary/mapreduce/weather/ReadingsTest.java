package dev.tributary.mapreduce.weather;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadingsTest {

  /** The API says -9999 where it has no figure. */
  @ParameterizedTest
  @CsvSource({"-9999, null", "-0.01, null", "0, 0.0", "8.81, 8.81", "null, null"})
  void aConcentrationBelowZeroIsNone(String told, String counted) throws Exception {
    JsonNode message =
        new ObjectMapper()
            .readTree(
                "{'city':'Paris','country':'FR','kind':'air_pollution','observed_at':'2025-05-30T04:22:06Z','units':'metric','air_pollution':{'list':[{'main':{'aqi':2},'components':{'pm2_5':%s}}]}}"
                    .formatted(told)
                    .replace('\'', '"'));
    JsonNode row = new Readings().rows(message).get(0);
    assertThat(row.get("pm2_5")).hasToString(counted);
    assertThat(row.get("aqi").asInt()).isEqualTo(2);
  }
}
