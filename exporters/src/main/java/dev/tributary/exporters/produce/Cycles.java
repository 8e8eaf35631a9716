package dev.tributary.exporters.produce;

import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.exporters.service.Ending;
import dev.tributary.exporters.service.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;

/**
 * How cities are asked about: once, or again and again.
 *
 * @param every from one cycle to the next; empty for one cycle
 * @param isDry whether its messages are printed in place of being sent
 */
record Cycles(Optional<Duration> every, boolean isDry) {

  /** The options that say it. */
  static Options options() {
    return new Options()
        .addOption(Source.option("every", "TIME", "again and again, such as 10m"))
        .addOption(Source.dryRun());
  }

  /** As it is asked for. */
  static Cycles of(Arguments arguments) {
    Cycles cycles = new Cycles(arguments.duration("every"), arguments.has("dry-run"));
    if (cycles.every.isPresent() && cycles.isDry) {
      throw new UsageException("--dry-run is of one cycle; leave out --every");
    } else if (cycles.every.filter(time -> !isPeriod(time)).isPresent()) {
      throw new UsageException("--every is to be a time from 1s to 24h");
    }
    return cycles;
  }

  private static boolean isPeriod(Duration time) {
    return time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(Duration.ofDays(1)) <= 0;
  }

  /** What was named, an argument each or parted by semicolons. */
  static Stream<String> named(List<String> texts) {
    return texts.stream()
        .flatMap(text -> Stream.of(text.split(";")))
        .filter(text -> !text.isBlank());
  }

  /**
   * They move data from here on, if they are to send any.
   *
   * @param of what they are told apart by
   * @param api where it is
   */
  void begin(String of, String api, CityChannel.Route route, Run run) {
    if (!isDry) {
      run.lineage()
          .begins(
              Movement.of(of)
                  .from(Location.web(api))
                  .to(Location.topic(route.topic().name()))
                  .to(route.further().stream().map(topic -> Location.topic(topic.name())).toList())
                  .lasting(every.isPresent()));
    }
  }

  /**
   * Does them.
   *
   * @param cities those of the lookout: a run that goes on stops another of the same
   * @return how it ended; one cycle has failed if a city gave no message
   */
  Outcome run(Lookout lookout, List<?> cities, CityChannel.Route route, Run run)
      throws InterruptedException {
    if (every.isPresent()) {
      Ending ending = new Ending();
      ending.onSignals();
      try (Delivery delivery = new Delivery(CityChannel.lasting(run, route, cities))) {
        String topic = route.topic().name();
        Supervisor supervisor = new Supervisor();
        return new Watch(run.id(), lookout, delivery, ending)
            .every(every.get(), topic, () -> supervisor.ready("sends to " + topic));
      }
    }
    CityTally tally = new CityTally();
    lookout.look(tally::take);
    if (isDry) {
      tally.messages().forEach(message -> run.out().print(message.json() + "\n"));
      return tally.outcome("printed", "");
    }
    try (Delivery delivery = new Delivery(CityChannel.once(run, route))) {
      delivery.keep(tally.messages());
      delivery.send();
    }
    return tally.outcome("sent", " to " + route.topic().name());
  }
}
