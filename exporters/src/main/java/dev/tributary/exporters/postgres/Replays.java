package dev.tributary.exporters.postgres;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.ledger.Arrival;
import dev.tributary.catalog.ledger.Batch;
import dev.tributary.catalog.ledger.BatchSummary;
import dev.tributary.catalog.ledger.HeldMessage;
import dev.tributary.catalog.ledger.LandingLedger;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.ledger.QuarantineFilter;
import dev.tributary.catalog.ledger.ReplayableRange;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands messages of a dataset again, as its schema and its declarations are now: those of a
 * rejected batch from Kafka, those in quarantine from the ledger. While an export of the dataset is
 * at work it refuses, as that has counted what it is to write.
 */
final class Replays {

  private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

  private final Dataset dataset;
  private final Run run;
  private final Ledger ledger;
  private final LandingLedger landing;

  Replays(Dataset dataset, Run run) {
    this.dataset = dataset;
    this.run = run;
    this.ledger = run.ledger();
    this.landing = ledger.landing();
  }

  /** A rejected batch's offsets, in a new batch. */
  Batch replay(BatchSummary rejected, Feed feed) {
    try (Ledger.Lock lock = ledger.lock("export of " + dataset.name())) {
      Instant startedAt = Instant.now();
      List<ReplayableRange> ranges = landing.replayable(rejected.id());
      ledger.register(feed); // the schema may have gained columns
      List<Message> messages = new Rereading(run.settings()).read(ranges);
      Arrival arrival =
          sorting(feed)
              .judge(messages, ranges.stream().map(ReplayableRange::range).toList(), startedAt);
      Batch batch = landing.replay(feed, rejected.id(), arrival, run.id());
      run.lineage().writes(Location.landing(feed), Volume.ofRows(batch.rows()));
      LOG.info(
          "replayed run={} feed={} batch={} replays={} rows={} duplicates={} quarantined={}",
          run.id(),
          feed.name(),
          batch.id(),
          rejected.id(),
          batch.rows(),
          batch.duplicates(),
          batch.quarantined());
      return batch;
    }
  }

  /** What waits in quarantine, a transaction for so many as land takes at once. */
  Replayed replay(QuarantineFilter filter) {
    try (Ledger.Lock lock = ledger.lock("export of " + dataset.name())) {
      Replayed total = Replayed.NOTHING;
      for (Feed feed : dataset.feeds()) {
        total = total.plus(replay(filter.of(feed.name()), feed));
      }
      return total;
    }
  }

  private Replayed replay(QuarantineFilter filter, Feed feed) {
    Replayed total = Replayed.NOTHING;
    List<HeldMessage> held = waiting(filter, Optional.empty());
    if (!held.isEmpty()) {
      ledger.register(feed); // the schema may have gained columns
    }
    while (!held.isEmpty()) {
      Instant startedAt = Instant.now();
      List<Message> messages = held.stream().map(each -> Message.of(each.message())).toList();
      Arrival arrival = sorting(feed).judge(messages, List.of(), startedAt);
      Optional<Batch> batch = landing.replayQuarantined(feed, arrival, run.id());
      total = total.plus(Replayed.of(batch, arrival.quarantined().size()));
      batch.ifPresent(
          each -> run.lineage().writes(Location.landing(feed), Volume.ofRows(each.rows())));
      LOG.info(
          "replayed run={} feed={} batch={} tried={} open={}",
          run.id(),
          feed.name(),
          batch.map(Batch::id).orElse(null),
          messages.size(),
          arrival.quarantined().size());
      Coordinates last = messages.get(messages.size() - 1).at();
      held = waiting(filter, Optional.of(last));
    }
    return total;
  }

  private List<HeldMessage> waiting(QuarantineFilter filter, Optional<Coordinates> after) {
    long most = Math.min(Integer.MAX_VALUE, run.settings().get(Settings.LAND_BATCH_ROWS));
    return landing.waiting(
        filter, after, (int) most, run.settings().get(Settings.LAND_BATCH_BYTES));
  }

  private Sorting sorting(Feed feed) {
    return new Sorting(feed, ledger, run.settings().get(Settings.MESSAGE_MAX_BYTES));
  }

  /**
   * What became of messages from quarantine.
   *
   * @param open those that still cannot be landed
   */
  record Replayed(long batches, long rows, long duplicates, long open) {

    static final Replayed NOTHING = new Replayed(0, 0, 0, 0);

    static Replayed of(Optional<Batch> batch, long open) {
      return batch
          .map(each -> new Replayed(1, each.rows(), each.duplicates(), open))
          .orElse(new Replayed(0, 0, 0, open));
    }

    Replayed plus(Replayed other) {
      return new Replayed(
          batches + other.batches,
          rows + other.rows,
          duplicates + other.duplicates,
          open + other.open);
    }
  }
}
