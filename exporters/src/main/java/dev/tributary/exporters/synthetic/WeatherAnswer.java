package dev.tributary.exporters.synthetic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.exporters.weather.Units;
import dev.tributary.exporters.weather.WeatherMessage;
import java.util.List;

/** Readings as {@code /data/2.5/weather} answers them. */
final class WeatherAnswer {

  private static final int SEES_FAR = 10_000;

  private final Atmosphere atmosphere;
  private final Units units;

  WeatherAnswer(Atmosphere atmosphere, Units units) {
    this.atmosphere = atmosphere;
    this.units = units;
  }

  /**
   * The answer about a city at a time.
   *
   * @param start of what is up to chance
   */
  ObjectNode of(City city, long second, long start) {
    Chance chance = new Chance(start);
    Figures figures = new Figures(units, chance);
    Reading reading = Reading.of(atmosphere, city, second, 1);
    Sun sun = Sun.of(city, second);
    List<Condition> conditions = Condition.of(reading);
    ObjectNode json = WeatherMessage.JSON.createObjectNode();
    json.set("coord", coord(city));
    addConditions(json, conditions, sun.isUp(second));
    json.put("base", "stations");
    ObjectNode main = json.putObject("main");
    // Of the several instruments in a large city; in a small one they are the same.
    double spread = Math.max(0, 2 * chance.draw() - 1);
    addTemperatures(main, reading, spread, figures);
    main.put("pressure", reading.pressure()).put("humidity", reading.humidity());
    main.put("sea_level", reading.pressure()).put("grnd_level", reading.groundPressure());
    if (chance.draw(40) > 0) { // some have no instrument for it
      json.put("visibility", visibility(reading, conditions.get(conditions.size() - 1)));
    }
    addWind(json.putObject("wind"), reading, chance.draw() < 0.45, chance, figures);
    addFallen(json, reading, "1h", figures);
    json.putObject("clouds").put("all", reading.clouds());
    json.put("dt", second);
    ObjectNode sys = json.putObject("sys");
    long station = Hash.of(city.id());
    if (Hash.below(5, station) > 0) {
      sys.put("type", 1 + Hash.below(2, station >>> 8)).put("id", 1000 + Hash.below(9000, station));
    }
    sys.put("country", city.country()).put("sunrise", sun.rise()).put("sunset", sun.set());
    json.put("timezone", city.offset(second)).put("id", city.id());
    return json.put("name", city.name()).put("cod", 200);
  }

  static ObjectNode coord(City city) {
    ObjectNode coord = WeatherMessage.JSON.createObjectNode();
    coord.set("lon", Figures.degrees(city.lon()));
    coord.set("lat", Figures.degrees(city.lat()));
    return coord;
  }

  static void addConditions(ObjectNode json, List<Condition> conditions, boolean day) {
    ArrayNode weather = json.putArray("weather");
    for (Condition condition : conditions) {
      weather
          .addObject()
          .put("id", condition.id())
          .put("main", condition.main())
          .put("description", condition.description())
          .put("icon", condition.icon() + (day ? "d" : "n"));
    }
  }

  static void addTemperatures(ObjectNode main, Reading reading, double spread, Figures figures) {
    main.set("temp", figures.temperature(reading.temperature()));
    main.set("feels_like", figures.temperature(reading.feelsLike()));
    main.set("temp_min", figures.temperature(reading.temperature() - spread));
    main.set("temp_max", figures.temperature(reading.temperature() + 0.6 * spread));
  }

  static void addWind(
      ObjectNode wind, Reading reading, boolean gusty, Chance chance, Figures figures) {
    wind.set("speed", figures.speed(reading.wind()));
    if (reading.wind() >= 0.3) { // calm air comes from nowhere
      wind.put("deg", reading.windFrom());
    }
    if (gusty) {
      wind.set("gust", figures.speed(0.4 + reading.wind() * (1.3 + 0.5 * chance.draw())));
    }
  }

  static void addFallen(ObjectNode json, Reading reading, String hours, Figures figures) {
    if (reading.fallen().rain() >= 0.005) {
      json.putObject("rain").set(hours, figures.number(reading.fallen().rain()));
    }
    if (reading.fallen().snow() >= 0.005) {
      json.putObject("snow").set(hours, figures.number(reading.fallen().snow()));
    }
  }

  /** m. */
  static int visibility(Reading reading, Condition last) {
    double metres =
        switch (last.main()) {
          case "Fog" -> 150 + 60 * reading.wind() * 10;
          case "Mist" -> 1500 + 1200 * Math.min(2.5, reading.wind());
          case "Snow" -> 6000 / (1 + reading.falling().snow());
          default -> 12_000 - 1000 * reading.falling().rain();
        };
    return (int) Math.round(Atmosphere.clamp(metres, 100, SEES_FAR));
  }
}
