package dev.tributary.exporters.produce;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.exporters.alert.AlertTopics;
import dev.tributary.exporters.openmeteo.PlaceName;
import dev.tributary.exporters.openmeteo.Station;
import java.util.List;
import org.apache.commons.cli.Options;

/** The Open-Meteo API: wind and heat in places now, once or again and again. */
final class OpenMeteoSource implements Source {

  @Override
  public String name() {
    return "openmeteo";
  }

  @Override
  public String meaning() {
    return "wind and heat in places now, as the Open-Meteo API has them, with alert levels";
  }

  @Override
  public String usage() {
    return "[--every TIME | --dry-run] [--topic NAME] [--alert-topic NAME] PLACE…";
  }

  @Override
  public Options options() {
    return Cycles.options().addOptions(AlertOptions.all());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws InterruptedException {
    Cycles cycles = Cycles.of(arguments);
    AlertTopics topics = AlertOptions.topics(arguments);
    List<PlaceName> places = Cycles.named(arguments.rest()).map(PlaceName::of).distinct().toList();
    if (places.isEmpty()) {
      throw new UsageException("name places, such as Paris,FR");
    }
    AlertRecords records = new AlertRecords(run.settings().get(Settings.OPENMETEO_URL), topics);
    CityChannel.Route route =
        new CityChannel.Route(name(), topics.readings(), List.of(topics.alerts()));
    cycles.begin(topics.readings().name(), run.settings().get(Settings.OPENMETEO_URL), route, run);
    try (Station station = new Station(places, run.settings(), run.id())) {
      return cycles.run(new AlertLookout(station, records), places, route, run);
    }
  }
}
