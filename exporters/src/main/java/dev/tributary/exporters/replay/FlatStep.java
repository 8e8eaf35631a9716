package dev.tributary.exporters.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.source.SourceRows;
import dev.tributary.exporters.weather.WeatherMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A step of a forecast that was a row.
 *
 * @param row as a person counts them
 * @param time empty if the row has none
 * @param json in the API's own form; an empty cell is an absent member
 * @param fault what is wrong with the row
 */
record FlatStep(
    long row, String city, Optional<Instant> time, ObjectNode json, Optional<String> fault) {

  private static final String CITY = "City";
  private static final String TIME = "Datetime";

  /** The header's names, in any order. */
  static final List<String> COLUMNS =
      List.of(
          CITY,
          TIME,
          "Temperature (°C)",
          "Feels Like (°C)",
          "Humidity (%)",
          "Pressure (hPa)",
          "Wind Speed (m/s)",
          "Condition",
          "Description");

  private static final List<Member> MEMBERS =
      List.of(
          new Member("Temperature (°C)", "main", "temp", true),
          new Member("Feels Like (°C)", "main", "feels_like", true),
          new Member("Pressure (hPa)", "main", "pressure", true),
          new Member("Humidity (%)", "main", "humidity", true),
          new Member("Condition", "weather", "main", false),
          new Member("Description", "weather", "description", false),
          new Member("Wind Speed (m/s)", "wind", "speed", true));

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

  /** Where the API has what a column has. */
  private record Member(String column, String group, String name, boolean isNumber) {}

  /** The step of a row. */
  static FlatStep of(SourceRows.Row row, List<String> header) {
    Map<String, String> cells = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      String cell = row.cell(i).toString().strip();
      if (i < header.size()) {
        cells.put(header.get(i).strip(), cell);
      } else if (!cell.isEmpty()) {
        faults.add(
            "row %d has '%s' in a column without name".formatted(row.number(), Excerpt.of(cell)));
      }
    }
    Optional<Instant> time = FlatTime.parse(cells.get(TIME));
    if (time.isEmpty()) {
      faults.add(fault(row, TIME, cells.get(TIME), "time such as 2026-06-25 12:00:00"));
    }
    ObjectNode json = WeatherMessage.JSON.createObjectNode();
    time.ifPresent(at -> json.put("dt", at.getEpochSecond()));
    for (Member member : MEMBERS) {
      String cell = cells.get(member.column());
      if (member.isNumber() && !cell.isEmpty() && !NUMBER.matcher(cell).matches()) {
        faults.add(fault(row, member.column(), cell, "number"));
      } else if (!cell.isEmpty()) {
        set(group(json, member.group()), member, cell);
      }
    }
    json.put("dt_txt", cells.get(TIME));
    return new FlatStep(row.number(), cells.get(CITY), time, json, faults.stream().findFirst());
  }

  /**
   * Whether it goes on with a forecast.
   *
   * @param latest the latest time of that forecast
   */
  boolean continues(String forecastCity, Optional<Instant> latest) {
    boolean later = time.isEmpty() || latest.isEmpty() || time.get().isAfter(latest.get());
    return city.equals(forecastCity) && later;
  }

  private static ObjectNode group(ObjectNode json, String name) {
    if (name.equals("weather")) {
      return json.path(name).isEmpty()
          ? json.putArray(name).addObject()
          : (ObjectNode) json.get(name).get(0);
    }
    return json.withObject("/" + name);
  }

  private static void set(ObjectNode group, Member member, String cell) {
    if (member.isNumber()) {
      group.put(member.name(), new BigDecimal(cell));
    } else {
      group.put(member.name(), cell);
    }
  }

  private static String fault(SourceRows.Row row, String column, String cell, String what) {
    return "row %d has %s '%s', which is no %s"
        .formatted(row.number(), column, Excerpt.of(cell), what);
  }
}
