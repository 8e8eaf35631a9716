package dev.tributary.exporters.produce;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Volume;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
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

  private final Run whole;
  private final Settings settings;
  private final RunId run;
  private final Optional<Feed> reference;
  private final FiniteSource source;
  private final Tempo tempo;

  Production(Run run, FiniteSource source, Tempo tempo) {
    this.whole = run;
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
  Sent send(boolean again, boolean acceptRemovals) throws IOException, InterruptedException {
    Tally tally = new Tally();
    // What is to be sent again would be sent from its beginning by a second attempt too.
    Sent last =
        again
            ? attempt(true, acceptRemovals, tally)
            : whole.attempts("produce").of(() -> attempt(false, acceptRemovals, tally));
    return tally.total(last);
  }

  /** What earlier attempts have sent. */
  private static final class Tally {
    private long before = -1;
    private long further;

    private void begin(long sentBefore) {
      before = before < 0 ? sentBefore : before;
    }

    private Sent total(Sent last) {
      return new Sent(last.messages() + last.before() - before, before, last.removed(), further);
    }
  }

  private Sent attempt(boolean again, boolean acceptRemovals, Tally tally) throws IOException {
    try (Broker broker = new Broker("produce", settings);
        FiniteSource.Records records = source.records()) {
      Broker.TopicState topic = topic(broker);
      List<Broker.TopicState> topics = new ArrayList<>(List.of(topic));
      source.furtherTopics().forEach(further -> topics.add(broker.findOrCreate(further)));
      broker.findOrCreateCompacted(Progress.TOPIC);
      // One file of a reference at a time: two at once would leave a mix that is neither.
      String name = topic.id() + "-" + (reference.isPresent() ? "reference" : source.id());
      try (Sender sender = new Sender(settings, name)) {
        sender.begin();
        List<Way> ways = new ArrayList<>();
        for (Broker.TopicState each : topics) {
          Progress progress = new Progress(reference.isPresent(), each.id(), source.id());
          ways.add(new Way(each.name(), progress, again ? 0 : progress.read(settings, broker)));
        }
        long before = ways.get(0).before();
        tally.begin(before);
        List<SourceRecord> removals = List.of();
        if (reference.isPresent()) {
          CommittedMessages messages = new CommittedMessages(settings, broker);
          removals =
              new Removals(source, reference.get(), acceptRemovals).find(messages, topic, before);
        }
        Sent sent = send(sender, ways, records, removals, tally);
        if (sent.messages() + tally.further > 0 && !source.isUnchanged()) {
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

  /**
   * A topic that records go to.
   *
   * @param before how many of the source's records it has had: fewer than another topic if it was
   *     made anew
   */
  private record Way(String topic, Progress progress, long before) {

    Stream<ProducerRecord<byte[], byte[]>> messages(SourceRecord record, boolean main) {
      boolean goes = main || record.furtherTopics().contains(topic);
      return goes && record.index() >= before ? Stream.of(record.message(topic)) : Stream.of();
    }
  }

  private Sent send(
      Sender sender,
      List<Way> ways,
      FiniteSource.Records records,
      List<SourceRecord> removals,
      Tally tally)
      throws IOException {
    Way main = ways.get(0);
    List<Way> others = ways.subList(1, ways.size());
    long reached = ways.stream().mapToLong(Way::before).min().orElseThrow();
    Optional<SourceRecord> record = records.nextFrom(reached);
    long began = System.nanoTime();
    long from = reached;
    long sent = 0;
    while (record.isPresent()) {
      if (reached > from) {
        tempo.rest(began, reached - from);
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
      reached += batch.size();
      boolean last = record.isEmpty();
      List<ProducerRecord<byte[], byte[]>> messages =
          batch.stream()
              .flatMap(each -> main.messages(each, true))
              .collect(Collectors.toCollection(ArrayList::new));
      sent += messages.size();
      Map<String, Integer> sizes = new LinkedHashMap<>(Map.of(main.topic(), messages.size()));
      int ofOthers = 0;
      for (Way other : others) {
        List<ProducerRecord<byte[], byte[]>> more =
            batch.stream().flatMap(each -> other.messages(each, false)).toList();
        messages.addAll(more);
        sizes.put(other.topic(), more.size());
        ofOthers += more.size();
      }
      // What a reference lost goes with the last of what it has: sent at all, it is sent whole.
      if (last) {
        removals.forEach(removal -> messages.add(removal.message(main.topic())));
        sizes.merge(main.topic(), removals.size(), Integer::sum);
      }
      for (Way way : ways) {
        messages.addAll(way.progress().messages(Math.max(way.before(), reached)));
      }
      sender.send(messages.stream());
      sizes.forEach(
          (topic, count) -> whole.lineage().writes(Location.topic(topic), Volume.ofRows(count)));
      tally.further += ofOthers;
      LOG.info("sent run={} topic={} source={} rows={}", run, main.topic(), source.name(), reached);
    }
    return new Sent(sent, main.before(), sent > 0 ? removals.size() : 0);
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
