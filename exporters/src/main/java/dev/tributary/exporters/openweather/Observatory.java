package dev.tributary.exporters.openweather;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.http.ApiClient;
import dev.tributary.exporters.http.HttpFailureException;
import dev.tributary.exporters.weather.Units;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Asks the API about its cities, one after the other. For one thread. */
public final class Observatory implements AutoCloseable {

  private final List<City> cities;
  private final Units units;
  private final Api api;
  private final Geocoding geocoding;

  /**
   * Nothing is asked yet.
   *
   * @param units what the answers are to be in
   * @param run named in the log line of each retry
   * @throws UsageException if the API's address is none
   */
  public Observatory(List<City> cities, Units units, ApiKey key, Settings settings, RunId run) {
    this.cities = List.copyOf(cities);
    this.units = units;
    this.api = new Api(client(settings, run), key);
    this.geocoding = new Geocoding(api);
  }

  private static ApiClient client(Settings settings, RunId run) {
    Duration delay = Duration.ofMillis(settings.get(Settings.OPENWEATHER_DELAY_MS));
    try {
      URI base = URI.create(settings.get(Settings.OPENWEATHER_URL));
      return new ApiClient(base, delay, settings, run);
    } catch (IllegalArgumentException e) {
      // Its message repeats the text, which may hold a password.
      throw new UsageException(Settings.OPENWEATHER_URL.name() + " is no address of http or https");
    } catch (HttpFailureException e) {
      throw new UsageException(Settings.OPENWEATHER_URL.name() + ": " + e.getMessage());
    }
  }

  public List<City> cities() {
    return cities;
  }

  /** A cycle: hands out what the API has of each city as soon as it is there. */
  public void observe(Consumer<Observed> taker) throws InterruptedException {
    api.begin();
    for (City city : cities) {
      taker.accept(new Observation(api, city, units).observe(geocoding));
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
