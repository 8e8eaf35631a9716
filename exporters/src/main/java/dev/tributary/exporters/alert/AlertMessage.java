package dev.tributary.exporters.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.exporters.weather.Place;
import dev.tributary.exporters.weather.WeatherMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/**
 * A message about the wind and the heat in a city. docs/alerts.md has its members.
 *
 * @param observedAt the time of the observation; parts of a second are left out
 * @param place the city
 * @param temperature °C
 * @param windspeed m/s
 * @param weatherCode by the WMO's table 4677, as far as Open-Meteo uses it; empty if it is not
 *     known
 */
public record AlertMessage(
    Instant observedAt,
    Place place,
    double temperature,
    double windspeed,
    OptionalInt weatherCode) {

  /** What is not a number, or no speed, is an {@link IllegalArgumentException}. */
  public AlertMessage {
    if (!Double.isFinite(temperature) || !Double.isFinite(windspeed) || windspeed < 0) {
      throw new IllegalArgumentException(
          "%s °C and %s m/s are no reading".formatted(temperature, windspeed));
    }
    observedAt = observedAt.truncatedTo(ChronoUnit.SECONDS);
  }

  /** How much of an alert the wind is. */
  public int windLevel() {
    return Level.wind(windspeed);
  }

  /** How much of an alert the heat is. */
  public int heatLevel() {
    return Level.heat(temperature);
  }

  /** Whether it is one of those that alert. */
  public boolean isAlert() {
    return windLevel() > 0 || heatLevel() > 0;
  }

  /** The Kafka key, such as {@code FR-Paris} or {@code US-New York}. */
  public String key() {
    return place.country() + "-" + place.city();
  }

  /** What is sent. A weather code or a position that is not known is left out. */
  public ObjectNode json() {
    // By the code: one country has one name, whoever answered.
    String country = Countries.name(place.country());
    ObjectNode json = WeatherMessage.JSON.createObjectNode();
    json.put("timestamp", observedAt.toString());
    json.put("city", place.city());
    json.put("country", country);
    json.put("country_code", place.country());
    json.put("temperature", temperature);
    json.put("windspeed", windspeed);
    weatherCode.ifPresent(code -> json.put("weather_code", code));
    json.put("wind_alert_level", windLevel());
    json.put("heat_alert_level", heatLevel());
    place.position().ifPresent(at -> json.put("latitude", at.lat()).put("longitude", at.lon()));
    return json.put("location", place.city() + ", " + country);
  }
}
