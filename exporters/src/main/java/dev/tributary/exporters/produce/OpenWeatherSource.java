package dev.tributary.exporters.produce;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.openweather.ApiKey;
import dev.tributary.exporters.openweather.City;
import dev.tributary.exporters.openweather.Observatory;
import dev.tributary.exporters.weather.Units;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;

/** The OpenWeather API: the weather of cities now, once or again and again. */
final class OpenWeatherSource implements Source {

  private static final String DATASET = "weather";

  @Override
  public String name() {
    return "openweather";
  }

  @Override
  public String meaning() {
    return "what the OpenWeather API says of cities now";
  }

  @Override
  public String usage() {
    return "[--every TIME | --dry-run] [--units UNITS] [CITY…]";
  }

  @Override
  public Options options() {
    return Cycles.options()
        .addOption(Verb.dataset("whose records they are"))
        .addOption(Source.units());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws InterruptedException {
    Feed feed = run.catalog().dataset(arguments.text("dataset").orElse(DATASET)).feed();
    Units units =
        Units.of(
            arguments.choice(
                "units", Units.METRIC.text(), Stream.of(Units.values()).map(Units::text).toList()));
    Cycles cycles = Cycles.of(arguments);
    List<City> cities = cities(arguments.rest(), run.settings());
    CityRecords records =
        new CityRecords(run.settings().get(Settings.OPENWEATHER_URL), feed.observed());
    CityChannel.Route route = new CityChannel.Route(name(), feed.topic(), List.of());
    ApiKey key = key(run.settings());
    cycles.begin(feed.name(), run.settings().get(Settings.OPENWEATHER_URL), route, run);
    try (Observatory observatory = new Observatory(cities, units, key, run.settings(), run.id())) {
      return cycles.run(new CityLookout(observatory, records), cities, route, run);
    }
  }

  private static List<City> cities(List<String> named, Settings settings) {
    List<String> texts =
        named.isEmpty() ? Settings.OPENWEATHER_CITY.find(settings).stream().toList() : named;
    List<City> cities = Cycles.named(texts).map(City::of).distinct().toList();
    if (cities.isEmpty()) {
      throw new UsageException(
          "name cities, such as Paris,FR, or set CITY (%s)"
              .formatted(Settings.OPENWEATHER_CITY.name()));
    }
    return cities;
  }

  private static ApiKey key(Settings settings) {
    return Settings.OPENWEATHER_API_KEY
        .find(settings)
        .filter(key -> !key.isBlank())
        .map(ApiKey::new)
        .orElseThrow(
            () ->
                new UsageException(
                    "the API wants a key: set OPENWEATHER_API_KEY (%s), in the environment or a credential provider"
                        .formatted(Settings.OPENWEATHER_API_KEY.name())));
  }
}
