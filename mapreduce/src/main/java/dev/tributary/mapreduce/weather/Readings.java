package dev.tributary.mapreduce.weather;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.ShortestDecimal;
import dev.tributary.mapreduce.input.UnreadableLineException;
import dev.tributary.mapreduce.rollup.View;
import dev.tributary.mapreduce.statistics.ExactRatio;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;

/**
 * A message as a row of its place's local day: temperatures in °C, speeds in m/s, rain and snow in
 * mm. One about the air alone has no weather in it; a forecast is no reading and gives no row.
 */
final class Readings implements View {

  private static final int HOUR = 3600;
  private static final int DAY = 24 * HOUR;
  private static final BigInteger THREE_HOURS = BigInteger.valueOf(3);

  private static final JsonPointer TEMPERATURE = JsonPointer.compile("/weather/main/temp");
  private static final JsonPointer HUMIDITY = JsonPointer.compile("/weather/main/humidity");
  private static final JsonPointer PRESSURE = JsonPointer.compile("/weather/main/pressure");
  private static final JsonPointer WIND = JsonPointer.compile("/weather/wind/speed");
  private static final JsonPointer GUST = JsonPointer.compile("/weather/wind/gust");
  private static final JsonPointer RAIN_1H = JsonPointer.compile("/weather/rain/1h");
  private static final JsonPointer RAIN_3H = JsonPointer.compile("/weather/rain/3h");
  private static final JsonPointer SNOW_1H = JsonPointer.compile("/weather/snow/1h");
  private static final JsonPointer SNOW_3H = JsonPointer.compile("/weather/snow/3h");
  private static final JsonPointer CONDITION = JsonPointer.compile("/weather/weather/0/main");
  private static final JsonPointer AQI = JsonPointer.compile("/air_pollution/list/0/main/aqi");
  private static final JsonPointer PM2_5 =
      JsonPointer.compile("/air_pollution/list/0/components/pm2_5");

  @Override
  public List<ObjectNode> rows(JsonNode record) throws UnreadableLineException {
    Message message = Message.of(record);
    if (message.kind() == Message.Kind.FORECAST) {
      return List.of();
    }
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("place", message.place());
    row.put("country", message.country());
    long local = message.observedAt() + message.utcOffset();
    row.put("day", LocalDate.ofEpochDay(Math.floorDiv(local, DAY)).toString());
    row.put("aqi", message.number(AQI));
    row.put("pm2_5", concentration(message.number(PM2_5)));
    if (message.kind() == Message.Kind.WEATHER) {
      addWeather(message, row);
      // The hour that clocks show twice when they go back is two.
      row.put("hour", Math.floorMod(local, DAY) / HOUR + " at " + message.utcOffset());
      row.put("at", message.observedAt());
      row.put("rain", hourly(message, RAIN_1H, RAIN_3H));
      row.put("snow", hourly(message, SNOW_1H, SNOW_3H));
    }
    return List.of(row);
  }

  /** The API has -9999 where it knows none. */
  private static Double concentration(Double told) {
    return told == null || told < 0 ? null : told;
  }

  private static void addWeather(Message message, ObjectNode row) throws UnreadableLineException {
    Units units = message.units();
    row.put("temp", units.celsius(message.number(TEMPERATURE)));
    row.put("humidity", message.number(HUMIDITY));
    row.put("pressure", message.number(PRESSURE));
    row.put("wind", units.metresPerSecond(message.number(WIND)));
    row.put("gust", units.metresPerSecond(message.number(GUST)));
    row.set("condition", message.json().at(CONDITION));
  }

  /** The amount of the last hour; of one that is known for three, a third; 0 where none fell. */
  private static double hourly(Message message, JsonPointer lastHour, JsonPointer lastThree)
      throws UnreadableLineException {
    Double oneHour = message.number(lastHour);
    if (oneHour != null) {
      return oneHour;
    }
    Double threeHours = message.number(lastThree);
    return threeHours == null
        ? 0
        : ExactRatio.of(ShortestDecimal.number(threeHours), THREE_HOURS).toDouble();
  }
}
