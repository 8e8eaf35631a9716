package dev.tributary.exporters.produce;

import dev.tributary.exporters.openweather.Observatory;
import dev.tributary.exporters.openweather.Observed;
import dev.tributary.exporters.source.SourceRecord;
import java.util.Optional;
import java.util.function.Consumer;

/** Cities as the OpenWeather API knows them. */
record CityLookout(Observatory observatory, CityRecords records) implements Lookout {

  @Override
  public int cities() {
    return observatory.cities().size();
  }

  @Override
  public void look(Consumer<Sighting> taker) throws InterruptedException {
    observatory.observe(city -> taker.accept(sighting(city)));
  }

  private Sighting sighting(Observed city) {
    Optional<SourceRecord> news = city.message().flatMap(message -> records.record(city, message));
    return new Sighting(
        city.city().toString(),
        news,
        city.message().isPresent() && news.isEmpty(),
        city.isRefused(),
        city.failures());
  }
}
