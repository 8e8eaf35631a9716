package dev.tributary.exporters.kafka;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Run;
import dev.tributary.exporters.source.ExaminedFile;
import dev.tributary.exporters.source.RecordReader;
import dev.tributary.exporters.source.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a file's records to its feed's topic, a transaction a batch, with the number of records
 * sent in the same transaction: killed at any time and run again, it sends the rest. Two that send
 * the same file at once fence each other by their transactional id.
 */
final class Production {

  private static final Logger LOG = LoggerFactory.getLogger(Production.class);

  /** Longer than this, the broker gives up a transaction whose producer is gone. */
  static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(60);

  private final Settings settings;
  private final RunId run;
  private final Feed feed;
  private final ExaminedFile file;
  private final long batchRows;
  private final Duration pause;

  Production(Run run, ExaminedFile file, long batchRows, Duration pause) {
    this.settings = run.settings();
    this.run = run.id();
    this.feed = file.feed();
    this.file = file;
    this.batchRows = batchRows;
    this.pause = pause;
  }

  /**
   * Sends what has not been sent.
   *
   * @param again whether to send also what has been sent
   * @param acceptRemovals whether a reference may lose any number of its records
   */
  Sent send(boolean again, boolean acceptRemovals) throws IOException {
    try (Broker broker = new Broker("produce", settings);
        RecordReader records = file.records()) {
      Broker.TopicState topic = broker.findOrCreate(feed, feed.topic());
      broker.findOrCreateCompacted(Progress.TOPIC);
      Progress progress = new Progress(feed, topic.id(), file.id());
      // One file of a reference at a time: two at once would leave a mix that is neither.
      Producer<byte[], byte[]> producer =
          producer(topic.id() + "-" + (feed.isReference() ? "reference" : file.id()));
      try {
        producer.initTransactions();
        long before = again ? 0 : progress.read(settings, broker);
        List<SourceRecord> removals = List.of();
        if (feed.isReference()) {
          CommittedMessages messages = new CommittedMessages(settings, broker);
          removals = new Removals(file, acceptRemovals).find(messages, topic, before);
        }
        Sent sent = send(producer, progress, records, before, removals);
        if (sent.messages() > 0 && !file.isUnchanged()) {
          throw changed(null);
        }
        return sent;
      } catch (KafkaException e) {
        throw failure(broker, e);
      } catch (IOException e) {
        throw changed(e);
      } finally {
        // Bounded: closing waits for a broker that may be gone.
        producer.close(Duration.ofMillis(settings.get(Settings.KAFKA_TIMEOUT_MS)));
      }
    }
  }

  /** It was whole when it was examined. */
  private TributaryException changed(IOException cause) {
    return new TributaryException(
        "produce: file '%s' changed while it was sent; the rows until then are in %s; send it again"
            .formatted(file.name(), feed.topic().name()),
        cause);
  }

  private TributaryException failure(Broker broker, KafkaException e) {
    boolean fenced =
        Stream.of(e, e.getCause())
            .anyMatch(
                cause ->
                    cause instanceof ProducerFencedException
                        || cause instanceof InvalidProducerEpochException);
    return new TributaryException(
        fenced
            ? "produce: another run is sending '%s'%s; it goes on, this one has stopped"
                .formatted(
                    file.name(), feed.isReference() ? " or another file of " + feed.name() : "")
            : "produce: Kafka at %s failed (%s); run it again, it goes on where it was"
                .formatted(broker.servers(), e.getMessage()),
        e);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a send that fails is seen by its callback
  private Sent send(
      Producer<byte[], byte[]> producer,
      Progress progress,
      RecordReader records,
      long before,
      List<SourceRecord> removals)
      throws IOException {
    Optional<SourceRecord> record = records.next();
    while (record.isPresent() && record.get().index() < before) {
      record = records.next();
    }
    long sent = 0;
    while (record.isPresent()) {
      if (sent > 0) {
        rest();
      }
      // Read whole before the transaction begins: a row that cannot be read leaves none open.
      List<SourceRecord> batch = new ArrayList<>();
      for (; record.isPresent() && batch.size() < batchRows; record = records.next()) {
        batch.add(record.get());
      }
      sent += batch.size();
      boolean last = record.isEmpty();
      producer.beginTransaction();
      AtomicReference<Exception> failed = new AtomicReference<>();
      // What a reference lost goes with the last of what it has: sent at all, it is sent whole.
      for (SourceRecord each : last ? concat(batch, removals) : batch) {
        producer.send(message(each), (metadata, e) -> failed.compareAndSet(null, e));
        if (failed.get() != null) {
          // The rest would each wait for the broker as long again.
          throw new KafkaException(failed.get().getMessage(), failed.get());
        }
      }
      progress.messages(before + sent).forEach(producer::send);
      producer.commitTransaction();
      LOG.info(
          "sent run={} topic={} file={} rows={}",
          run,
          feed.topic().name(),
          file.name(),
          before + sent);
    }
    return new Sent(sent, before, sent > 0 ? removals.size() : 0);
  }

  private static List<SourceRecord> concat(List<SourceRecord> batch, List<SourceRecord> removals) {
    return Stream.concat(batch.stream(), removals.stream()).toList();
  }

  /** The pause that was asked for between two batches. */
  private void rest() {
    long until = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private ProducerRecord<byte[], byte[]> message(SourceRecord record) {
    List<Header> headers =
        List.of(
            new RecordHeader(
                SourceRecord.ORIGIN_HEADER, record.origin().getBytes(StandardCharsets.UTF_8)));
    return new ProducerRecord<>(
        feed.topic().name(),
        null,
        record.key().getBytes(StandardCharsets.UTF_8),
        record.json().getBytes(StandardCharsets.UTF_8),
        headers);
  }

  private Producer<byte[], byte[]> producer(String transactionalId) {
    Properties properties = Broker.clientProperties(settings);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "tributary-" + transactionalId);
    properties.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    properties.put(
        ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(settings.get(Settings.KAFKA_TIMEOUT_MS)));
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "20");
    properties.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(TimeUnit.SECONDS.toMillis(50)));
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * What was sent.
   *
   * @param messages sent by this run
   * @param before sent by earlier runs
   * @param removed records that a reference no longer has
   */
  record Sent(long messages, long before, long removed) {}
}
