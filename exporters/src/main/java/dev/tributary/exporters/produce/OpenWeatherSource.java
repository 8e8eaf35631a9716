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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    return new Options()
        .addOption(Verb.dataset("whose records they are"))
        .addOption(Source.option("every", "TIME", "again and again, such as 10m"))
        .addOption(Source.units())
        .addOption(Source.dryRun());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws InterruptedException {
    Feed feed = run.catalog().dataset(arguments.text("dataset").orElse(DATASET)).feed();
    Units units =
        Units.of(
            arguments.choice(
                "units", Units.METRIC.text(), Stream.of(Units.values()).map(Units::text).toList()));
    Optional<Duration> every = arguments.duration("every");
    if (every.isPresent() && arguments.has("dry-run")) {
      throw new UsageException("--dry-run is of one cycle; leave out --every");
    } else if (every.filter(time -> !isPeriod(time)).isPresent()) {
      throw new UsageException("--every is to be a time from 1s to 24h");
    }
    List<City> cities = cities(arguments.rest(), run.settings());
    CityRecords records =
        new CityRecords(run.settings().get(Settings.OPENWEATHER_URL), feed.observed());
    try (Observatory observatory =
        new Observatory(cities, units, key(run.settings()), run.settings(), run.id())) {
      if (every.isPresent()) {
        return watch(observatory, records, every.get(), feed, run);
      }
      CityTally tally = new CityTally(records);
      observatory.observe(tally::take);
      if (arguments.has("dry-run")) {
        tally.messages().forEach(message -> run.out().print(message.json() + "\n"));
        return tally.outcome("printed", "");
      }
      try (Delivery delivery = new Delivery(CityChannel.once(run, feed))) {
        delivery.keep(tally.messages());
        delivery.send();
      }
      return tally.outcome("sent", " to " + feed.topic().name());
    }
  }

  private static boolean isPeriod(Duration time) {
    return time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(Duration.ofDays(1)) <= 0;
  }

  private static Outcome watch(
      Observatory observatory, CityRecords records, Duration every, Feed feed, Run run)
      throws InterruptedException {
    Ending ending = new Ending();
    ending.onSignals();
    try (Delivery delivery = new Delivery(CityChannel.lasting(run, feed, observatory.cities()))) {
      return new Watch(run.id(), observatory, records, delivery, ending)
          .every(every, feed.topic().name());
    }
  }

  private static List<City> cities(List<String> named, Settings settings) {
    List<String> texts =
        named.isEmpty() ? Settings.OPENWEATHER_CITY.find(settings).stream().toList() : named;
    List<City> cities =
        texts.stream()
            .flatMap(text -> Stream.of(text.split(";")))
            .filter(text -> !text.isBlank())
            .map(City::of)
            .distinct()
            .toList();
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
