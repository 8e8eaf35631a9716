package dev.tributary.exporters.place;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** The line that is written of a message: one JSON object, in UTF-8, and a line feed. */
public final class AlertLine {

  private static final JsonFactory JSON = new JsonFactory();

  /** The last millisecond of the year 9999: who sends may name any time, or none. */
  private static final long LATEST = 253_402_300_799_999L;

  private AlertLine() {}

  /**
   * The bytes of a line, the line feed among them. docs/places.md has its members; those that are
   * not known are left out.
   *
   * @param topicId Kafka's id of the topic: one that was deleted and made again is another
   * @param sentAt the timestamp of the Kafka record, in ms since 1970
   */
  public static byte[] of(
      String topic, UUID topicId, int partition, long offset, long sentAt, Sighting sighting) {
    int length =
        sighting.value().map(each -> each.length).orElse(0)
            + sighting.raw().map(each -> each.length * 4 / 3).orElse(0);
    ByteArrayOutputStream line = new ByteArrayOutputStream(length + 512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("topic", topic);
      json.writeStringField("topic_id", topicId.toString());
      json.writeNumberField("kafka_partition", partition);
      json.writeNumberField("kafka_offset", offset);
      if (sentAt >= 0 && sentAt <= LATEST) {
        json.writeStringField("sent_at", Instant.ofEpochMilli(sentAt).toString());
      }
      json.writeStringField("country", sighting.country());
      json.writeStringField("city", sighting.city());
      writeFigures(json, sighting);
      if (sighting.value().isPresent()) {
        json.writeFieldName("value");
        json.writeRawValue(new String(sighting.value().get(), StandardCharsets.UTF_8));
      }
      if (sighting.reason().isPresent()) {
        json.writeStringField("reason", sighting.reason().get());
      }
      if (sighting.raw().isPresent()) {
        json.writeBinaryField("raw", sighting.raw().get());
      }
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return line.toByteArray();
  }

  private static void writeFigures(JsonGenerator json, Sighting sighting) throws IOException {
    if (sighting.eventTime().isPresent()) {
      json.writeStringField("event_time", sighting.eventTime().get().toString());
    }
    if (sighting.temperature().isPresent()) {
      json.writeNumberField("temperature", sighting.temperature().getAsDouble());
    }
    if (sighting.windspeed().isPresent()) {
      json.writeNumberField("windspeed", sighting.windspeed().getAsDouble());
    }
    if (sighting.weatherCode().isPresent()) {
      json.writeNumberField("weather_code", sighting.weatherCode().getAsInt());
    }
    if (sighting.windAlertLevel().isPresent()) {
      json.writeNumberField("wind_alert_level", sighting.windAlertLevel().getAsInt());
    }
    if (sighting.heatAlertLevel().isPresent()) {
      json.writeNumberField("heat_alert_level", sighting.heatAlertLevel().getAsInt());
    }
    if (sighting.latitude().isPresent()) {
      json.writeNumberField("latitude", sighting.latitude().getAsDouble());
    }
    if (sighting.longitude().isPresent()) {
      json.writeNumberField("longitude", sighting.longitude().getAsDouble());
    }
  }
}
