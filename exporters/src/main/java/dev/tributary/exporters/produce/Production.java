package dev.tributary.exporters.produce;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Run;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.kafka.CommittedMessages;
import dev.tributary.exporters.kafka.Sender;
import dev.tributary.exporters.source.FiniteSource;
import dev.tributary.exporters.source.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a source's records to its feed's topic, a transaction a batch, with the number of records
 * sent in the same transaction: killed at any time and run again, it sends the rest. Two that send
 * the same source at once fence each other by their transactional id.
 */
final class Production {

  private static final Logger LOG = LoggerFactory.getLogger(Production.class);

  /** A batch is held in memory, and its transaction has a time to be sent in. */
  private static final long BATCH_CHARACTERS = 16L << 20;

  private final Settings settings;
  private final RunId run;
  private final Optional<Feed> reference;
  private final FiniteSource source;
  private final Tempo tempo;

  Production(Run run, FiniteSource source, Tempo tempo) {
    this.settings = run.settings();
    this.run = run.id();
    this.reference = source.reference();
    this.source = source;
    this.tempo = tempo;
  }

  /**
   * Sends what has not been sent.
   *
   * @param again whether to send also what has been sent
   * @param acceptRemovals whether a reference may lose any number of its records
   */
  Sent send(boolean again, boolean acceptRemovals) throws IOException {
    try (Broker broker = new Broker("produce", settings);
        FiniteSource.Records records = source.records()) {
      Broker.TopicState topic = topic(broker);
      source.furtherTopics().forEach(broker::findOrCreate);
      broker.findOrCreateCompacted(Progress.TOPIC);
      Progress progress = new Progress(reference.isPresent(), topic.id(), source.id());
      // One file of a reference at a time: two at once would leave a mix that is neither.
      String name = topic.id() + "-" + (reference.isPresent() ? "reference" : source.id());
      try (Sender sender = new Sender(settings, name)) {
        sender.begin();
        long before = again ? 0 : progress.read(settings, broker);
        List<SourceRecord> removals = List.of();
        if (reference.isPresent()) {
          CommittedMessages messages = new CommittedMessages(settings, broker);
          removals =
              new Removals(source, reference.get(), acceptRemovals).find(messages, topic, before);
        }
        Sent sent = send(sender, progress, records, before, removals);
        if (sent.messages() > 0 && !source.isUnchanged()) {
          throw changed(null);
        }
        return sent;
      } catch (KafkaException e) {
        String others = reference.map(feed -> " or another file of " + feed.name()).orElse("");
        throw Sender.failure(broker, "'%s'%s".formatted(source.name(), others), e);
      } catch (IOException e) {
        throw changed(e);
      }
    }
  }

  private Broker.TopicState topic(Broker broker) {
    return reference
        .map(feed -> broker.findOrCreate(feed, source.topic()))
        .orElseGet(() -> broker.findOrCreate(source.topic()));
  }

  /** It was whole when it was examined. */
  private TributaryException changed(IOException cause) {
    return new TributaryException(
        "produce: '%s' changed while it was sent; the records until then are in %s; send it again"
            .formatted(source.name(), source.topic().name()),
        cause);
  }

  private Sent send(
      Sender sender,
      Progress progress,
      FiniteSource.Records records,
      long before,
      List<SourceRecord> removals)
      throws IOException {
    Optional<SourceRecord> record = records.nextFrom(before);
    long began = System.nanoTime();
    long sent = 0;
    long further = 0;
    while (record.isPresent()) {
      if (sent > 0) {
        tempo.rest(began, sent);
      }
      // Read whole before the transaction begins: a row that cannot be read leaves none open.
      List<SourceRecord> batch = new ArrayList<>();
      long size = 0;
      for (;
          record.isPresent() && batch.size() < tempo.batch() && size < BATCH_CHARACTERS;
          record = records.next()) {
        batch.add(record.get());
        size += record.get().json().length();
      }
      sent += batch.size();
      further += batch.stream().filter(each -> !each.furtherTopics().isEmpty()).count();
      boolean last = record.isEmpty();
      // What a reference lost goes with the last of what it has: sent at all, it is sent whole.
      List<SourceRecord> all = last ? concat(batch, removals) : batch;
      sender.send(
          Stream.concat(
              all.stream().flatMap(each -> each.messages(source.topic().name())),
              progress.messages(before + sent).stream()));
      LOG.info(
          "sent run={} topic={} source={} rows={}",
          run,
          source.topic().name(),
          source.name(),
          before + sent);
    }
    return new Sent(sent, before, sent > 0 ? removals.size() : 0, further);
  }

  private static List<SourceRecord> concat(List<SourceRecord> batch, List<SourceRecord> removals) {
    return Stream.concat(batch.stream(), removals.stream()).toList();
  }

  /**
   * What was sent.
   *
   * @param messages sent by this run
   * @param before sent by earlier runs
   * @param removed records that a reference no longer has
   * @param further messages sent by this run that went to further topics as well
   */
  record Sent(long messages, long before, long removed, long further) {

    /** Of a source that has no further topics. */
    Sent(long messages, long before, long removed) {
      this(messages, before, removed, 0);
    }
  }
}
