package dev.tributary.exporters.produce;

import dev.tributary.exporters.openmeteo.Reading;
import dev.tributary.exporters.openmeteo.Station;
import dev.tributary.exporters.source.SourceRecord;
import java.util.Optional;
import java.util.function.Consumer;

/** Places as the Open-Meteo API knows them. */
record AlertLookout(Station station, AlertRecords records) implements Lookout {

  @Override
  public int cities() {
    return station.places().size();
  }

  @Override
  public void look(Consumer<Sighting> taker) throws InterruptedException {
    station.observe(reading -> taker.accept(sighting(reading)));
  }

  private Sighting sighting(Reading reading) {
    Optional<SourceRecord> news =
        reading.message().flatMap(message -> records.record(reading.place(), message));
    return new Sighting(
        reading.place().toString(),
        news,
        reading.message().isPresent() && news.isEmpty(),
        false,
        reading.failure().stream().toList());
  }
}
