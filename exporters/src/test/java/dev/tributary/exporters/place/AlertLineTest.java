package dev.tributary.exporters.place;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertLineTest {

  private static final UUID TOPIC = UUID.fromString("0b0f6d9e-0000-4000-8000-00000000002a");
  private static final Places PLACES = Places.of(setting -> Optional.empty());
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aLineHasThePromisedMembersInTheirOrder() {
    String message =
        "{ \"timestamp\" : \"2026-01-12T14:56:19.696678Z\",\r\n\t\"city\":\"Paris\",\"country\":\"France\","
            + "\"temperature\":11.80,\"windspeed\":5.2,\"weather_code\":3,\"wind_alert_level\":0,"
            + "\"heat_alert_level\":0,\"latitude\":48.85341,\"longitude\":2.3488,"
            + "\"note\":\"a \\\" { b\\\\\" }\n";
    assertThat(line(message))
        .isEqualTo(
            "{\"topic\":\"geo_weather_stream\",\"topic_id\":\"0b0f6d9e-0000-4000-8000-00000000002a\","
                + "\"kafka_partition\":0,\"kafka_offset\":5,\"sent_at\":\"2026-01-12T14:56:20.001Z\","
                + "\"country\":\"FR\",\"city\":\"Paris\",\"event_time\":\"2026-01-12T14:56:19.696678Z\","
                + "\"temperature\":11.8,\"windspeed\":5.2,\"weather_code\":3,\"wind_alert_level\":0,"
                + "\"heat_alert_level\":0,\"latitude\":48.85341,\"longitude\":2.3488,"
                + "\"value\":{\"timestamp\":\"2026-01-12T14:56:19.696678Z\",\"city\":\"Paris\","
                + "\"country\":\"France\",\"temperature\":11.80,\"windspeed\":5.2,\"weather_code\":3,"
                + "\"wind_alert_level\":0,\"heat_alert_level\":0,\"latitude\":48.85341,"
                + "\"longitude\":2.3488,\"note\":\"a \\\" { b\\\\\"}}\n");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertThat(line("{}"))
        .endsWith("\"country\":\"UNKNOWN\",\"city\":\"Unknown-City\",\"value\":{}}\n");
    assertThat(line(" [1, 2.50e+01 , null ] "))
        .endsWith("\"city\":\"Unknown-City\",\"value\":[1,2.50e+01,null]}\n");
  }

  @Test
  void whatIsNotJsonIsInItByItsBytes() {
    // printf 'not json' | base64
    assertThat(line("not json")).endsWith(",\"reason\":\"not-json\",\"raw\":\"bm90IGpzb24=\"}\n");
    byte[] tombstone =
        AlertLine.of("alert_stream", TOPIC, 2, 7, 0, PLACES.read("alert_stream", null, null));
    assertThat(new String(tombstone, StandardCharsets.UTF_8))
        .endsWith("\"city\":\"Unknown-City\",\"reason\":\"no-value\"}\n");
  }

  @Test
  void aHostileNameStaysWithinItsLine() throws IOException {
    for (String city : new String[] {"a\\nb", "\\u2028", "\\\"}", "\\u0000", "\\udfff", "é🌧"}) {
      String line = line("{\"city\":\"" + city + "\",\"country\":\"FR\"}");
      assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
      assertThat(line.getBytes(StandardCharsets.UTF_8)).doesNotContain((byte) '\r', (byte) 0);
      JsonNode read = JSON.readTree(line);
      assertThat(read.path("country").asText()).isEqualTo("FR");
    }
  }

  @Test
  void aLongDocumentIsNotChangedButForItsSpace() throws IOException {
    String message = "{\"a\": [1, 2, {\"b\": \"c  d\"}], \"e\": 12345678901234567890.1234567890}";
    String line = line(message);
    assertThat(line)
        .contains(
            "\"value\":{\"a\":[1,2,{\"b\":\"c  d\"}],\"e\":12345678901234567890.1234567890}}");
  }

  private static String line(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return new String(
        AlertLine.of(
            "geo_weather_stream",
            TOPIC,
            0,
            5,
            1768229780001L,
            PLACES.read("geo_weather_stream", null, bytes)),
        StandardCharsets.UTF_8);
  }
}
