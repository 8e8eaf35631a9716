package dev.tributary.exporters.synthetic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.exporters.weather.Units;
import dev.tributary.exporters.weather.WeatherMessage;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What is to come, as {@code /data/2.5/forecast} answers it; here it comes so. */
final class ForecastAnswer {

  private static final int STEPS = 40;
  private static final int HOURS = 3;

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final Atmosphere atmosphere;
  private final Units units;
  private final long seed;

  ForecastAnswer(Atmosphere atmosphere, Units units, long seed) {
    this.atmosphere = atmosphere;
    this.units = units;
    this.seed = seed;
  }

  /** The answer about a city at a time: it begins with the next three hours of UTC. */
  ObjectNode of(City city, long second) {
    long step = HOURS * 3600L;
    long first = (Math.floorDiv(second, step) + 1) * step;
    ObjectNode json = WeatherMessage.JSON.createObjectNode().put("cod", "200").put("message", 0);
    json.put("cnt", STEPS);
    ArrayNode list = json.putArray("list");
    for (int i = 0; i < STEPS; i++) {
      add(list.addObject(), city, first + i * step, i);
    }
    Sun sun = Sun.of(city, second);
    ObjectNode of = json.putObject("city").put("id", city.id()).put("name", city.name());
    of.set("coord", WeatherAnswer.coord(city));
    of.put("country", city.country());
    of.put("population", 10_000 + Hash.below(2_000_000, Hash.of(city.id())));
    of.put("timezone", city.offset(second));
    of.put("sunrise", sun.rise()).put("sunset", sun.set());
    return json;
  }

  private void add(ObjectNode json, City city, long second, int ahead) {
    Chance chance = new Chance(Hash.of(Hash.of(seed, city.id()), second));
    Figures figures = new Figures(units, chance);
    Reading reading = Reading.of(atmosphere, city, second, HOURS);
    boolean day = Sun.of(city, second).isUp(second);
    List<Condition> conditions = Condition.of(reading);
    json.put("dt", second);
    ObjectNode main = json.putObject("main");
    double correction = ahead < 3 ? chance.draw() : 0;
    WeatherAnswer.addTemperatures(main, reading, correction, figures);
    main.put("pressure", reading.pressure()).put("sea_level", reading.pressure());
    main.put("grnd_level", reading.groundPressure()).put("humidity", reading.humidity());
    main.set("temp_kf", figures.number(correction));
    WeatherAnswer.addConditions(json, conditions, day);
    json.putObject("clouds").put("all", reading.clouds());
    WeatherAnswer.addWind(json.putObject("wind"), reading, true, chance, figures);
    json.put(
        "visibility", WeatherAnswer.visibility(reading, conditions.get(conditions.size() - 1)));
    double near = atmosphere.wetness(city, second) - city.climate().onset();
    double least = reading.fallen().both() >= 0.005 ? 0.2 : 0;
    json.set("pop", figures.number(Atmosphere.clamp(0.6 + 0.8 * near, least, 1)));
    WeatherAnswer.addFallen(json, reading, HOURS + "h", figures);
    json.putObject("sys").put("pod", day ? "d" : "n");
    json.put("dt_txt", LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).format(TEXT));
  }
}
