package dev.tributary.exporters.synthetic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.exporters.weather.Units;
import dev.tributary.exporters.weather.WeatherMessage;

/** The air as {@code /data/2.5/air_pollution} answers it. */
final class AirAnswer {

  private static final double DAY = 86_400;

  private final Atmosphere atmosphere;

  AirAnswer(Atmosphere atmosphere) {
    this.atmosphere = atmosphere;
  }

  /**
   * The answer about a city at a time.
   *
   * @param start of what is up to chance
   */
  ObjectNode of(City city, long second, long start) {
    Figures figures = new Figures(Units.METRIC, new Chance(start));
    ObjectNode components = components(Reading.of(atmosphere, city, second, 1), figures);
    ObjectNode json = WeatherMessage.JSON.createObjectNode();
    json.set("coord", WeatherAnswer.coord(city));
    ObjectNode first = json.putArray("list").addObject();
    first
        .putObject("main")
        .put("aqi", AirQuality.index(pollutant -> components.get(pollutant).doubleValue()));
    first.set("components", components);
    first.put("dt", second);
    return json;
  }

  /** In µg/m³; wind and rain clean the air, traffic and heating foul it, light makes ozone. */
  private ObjectNode components(Reading reading, Figures figures) {
    City city = reading.city();
    double time = Atmosphere.solarTime(city, reading.second());
    double load = 0.3 + 3.2 * Hash.unit(Hash.of(city.id())) * Hash.unit(Hash.of(~city.id()));
    double foul =
        load * atmosphere.staleness(city, reading.second()) * 2.2 / (1 + reading.wind() / 2.5);
    double traffic = 1 + 0.5 * Atmosphere.wave(time - 8 * 3600, DAY / 2);
    double heating = 1 + Atmosphere.clamp((15 - reading.temperature()) / 30, 0, 1);
    double light = Math.max(0, Atmosphere.wave(time - 14 * 3600, DAY));
    double fine = 9 * foul * heating / (1 + reading.falling().rain());
    double nitrogen = 14 * foul * traffic;
    double dust = 25 * city.climate().dryness() * city.climate().dryness();
    double ozone =
        50
            + 45 * light * (1 - reading.clouds() / 200.0)
            + Atmosphere.clamp(1.2 * (reading.temperature() - 15), -15, 25)
            - 0.6 * nitrogen;
    ObjectNode components = WeatherMessage.JSON.createObjectNode();
    components.set("co", figures.number(180 + 60 * foul * traffic * heating));
    components.set("no", figures.number(0.12 * nitrogen * traffic));
    components.set("no2", figures.number(nitrogen));
    components.set("o3", figures.number(Math.max(1, ozone)));
    components.set("so2", figures.number(2.5 * foul * heating));
    components.set("pm2_5", figures.number(fine));
    components.set("pm10", figures.number(1.5 * fine + dust));
    components.set("nh3", figures.number(1.5 * load));
    return components;
  }
}
