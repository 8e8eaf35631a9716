package dev.tributary.exporters.produce;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.exporters.service.Ending;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cycles over cities at fixed times, until the end is asked for. */
final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final RunId run;
  private final Lookout lookout;
  private final Delivery delivery;
  private final Ending ending;
  private long cycles;
  private long sent;
  private long dropped;
  private long failed;
  private String away = "";

  Watch(RunId run, Lookout lookout, Delivery delivery, Ending ending) {
    this.run = run;
    this.lookout = lookout;
    this.delivery = delivery;
    this.ending = ending;
  }

  /**
   * Begins a cycle every so often; one that takes longer leaves out the times that it misses.
   *
   * @param topic what the outcome calls the place of the messages
   * @param delivering is told, again and again, that all that was to be sent has been
   * @return how it ended: as it was asked to, or by a key that was of no use from the first
   * @throws OvertakenException if another run sends the same
   */
  Outcome every(Duration time, String topic, Runnable delivering) throws InterruptedException {
    Schedule schedule = new Schedule(System.nanoTime(), time.toNanos());
    while (!ending.isAsked()) {
      CityTally tally = new CityTally();
      ending.orUntilAsked(() -> lookout.look(tally::take));
      cycles++;
      keep(tally);
      send();
      if (cycles == 1 && tally.isRefused()) {
        return tally.outcome("sent", " to " + topic);
      }
      if (delivery.kept() == 0) {
        delivering.run();
      }
      long wait = schedule.next(System.nanoTime()) - System.nanoTime();
      ending.orUntilAsked(() -> TimeUnit.NANOSECONDS.sleep(wait));
    }
    if (delivery.kept() > 0) {
      send();
    }
    return outcome(topic);
  }

  private void keep(CityTally tally) {
    tally.failed().forEach(each -> LOG.warn("could not be had run={} {}", run, each));
    failed += tally.failed().size();
    int over = delivery.keep(tally.messages());
    dropped += over;
    if (over > 0) {
      LOG.warn(
          "dropped run={} messages={}: the newest {} are kept for Kafka",
          run,
          over,
          Delivery.MOST_KEPT);
    }
    LOG.info(
        "cycle run={} cities={} messages={} unchanged={} failed={}",
        run,
        tally.cities(),
        tally.messages().size(),
        tally.unchanged(),
        tally.failed().size());
  }

  private void send() {
    int before = delivery.kept();
    try {
      delivery.send();
    } catch (OvertakenException e) {
      throw e;
    } catch (TributaryException e) {
      away = e.getMessage();
      LOG.warn("kept run={} messages={} for a later cycle: {}", run, delivery.kept(), away);
    }
    int delivered = before - delivery.kept();
    sent += delivered;
    if (delivered > 0) {
      LOG.info("sent run={} messages={}", run, delivered);
    }
  }

  private Outcome outcome(String topic) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cycles", cycles);
    facts.put("cities", lookout.cities());
    facts.put("sent", sent);
    facts.put("lost", dropped + delivery.kept());
    facts.put("failed", failed);
    StringBuilder message =
        new StringBuilder(
            "ended as asked; sent %,d messages of %,d cities to %s in %,d cycles"
                .formatted(sent, lookout.cities(), topic, cycles));
    if (failed > 0) {
      message.append("; %,d parts could not be had".formatted(failed));
    }
    if (dropped > 0) {
      message.append("; %,d messages were dropped while Kafka was away".formatted(dropped));
    }
    if (delivery.kept() > 0) {
      message.append("; %,d messages are lost: %s".formatted(delivery.kept(), away));
      return Outcome.failed(message.toString(), facts);
    }
    return Outcome.done(message.toString(), facts);
  }
}
