package dev.tributary.mapreduce.weather;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.mapreduce.input.UnreadableLineException;
import dev.tributary.mapreduce.rollup.View;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A message with weather as a row of each of the five windows that it lies in: of 5 minutes, one
 * beginning every minute, with their ends left out. Temperatures in °C, speeds in m/s; an alert
 * level is there where its figure is.
 */
final class Windows implements View {

  private static final int MINUTE = 60;
  private static final int MINUTES = 5;

  private static final JsonPointer TEMPERATURE = JsonPointer.compile("/weather/main/temp");
  private static final JsonPointer WIND = JsonPointer.compile("/weather/wind/speed");

  @Override
  public List<ObjectNode> rows(JsonNode record) throws UnreadableLineException {
    Message message = Message.of(record);
    if (message.kind() != Message.Kind.WEATHER) {
      return List.of();
    }
    ObjectNode reading = reading(message);
    long last = Math.floorDiv(message.observedAt(), MINUTE);
    List<ObjectNode> rows = new ArrayList<>(MINUTES);
    for (long start = last - MINUTES + 1; start <= last; start++) {
      ObjectNode row = reading.deepCopy();
      row.put("window_start", text(start));
      row.put("window_end", text(start + MINUTES));
      rows.add(row);
    }
    return rows;
  }

  private static ObjectNode reading(Message message) throws UnreadableLineException {
    ObjectNode reading = JsonNodeFactory.instance.objectNode();
    reading.put("place", message.place());
    reading.put("country", message.country());
    Double temperature = message.units().celsius(message.number(TEMPERATURE));
    Double wind = message.units().metresPerSecond(message.number(WIND));
    reading.put("temp", temperature);
    reading.put("wind", wind);
    reading.put("wind_alerts", Alert.WIND.level(wind));
    reading.put("heat_alerts", Alert.HEAT.level(temperature));
    return reading;
  }

  private static String text(long minute) {
    // Seconds that are 0 are left out of it. A formatter would take longer than all else here.
    return LocalDateTime.ofEpochSecond(minute * MINUTE, 0, ZoneOffset.UTC)
            .toString()
            .replace('T', ' ')
        + ":00";
  }
}
