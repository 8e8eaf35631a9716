package dev.tributary.exporters.kafka;

import dev.tributary.catalog.run.CrashPoint;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends messages in transactions: committed readers see all of one, or none. Of two that send under
 * one name at once, the one that began later goes on, and the other fails as fenced.
 */
public final class Sender implements AutoCloseable {

  /** Longer than this, the broker gives up a transaction whose producer is gone. */
  static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(60);

  private final Producer<byte[], byte[]> producer;
  private final Duration patience;

  /**
   * Makes a producer; the broker is not asked yet.
   *
   * @param name of what is sent: its transactional id
   */
  public Sender(Settings settings, String name) {
    this.producer = producer(settings, name);
    this.patience = Duration.ofMillis(settings.get(Settings.KAFKA_TIMEOUT_MS));
  }

  /** From here on no earlier transaction under the name is open. */
  public void begin() {
    producer.initTransactions();
  }

  /**
   * Sends messages in one transaction.
   *
   * @throws KafkaException if it cannot: none of them is seen then
   */
  @SuppressWarnings("FutureReturnValueIgnored") // a send that fails is seen by its callback
  public void send(Stream<ProducerRecord<byte[], byte[]>> messages) {
    List<ProducerRecord<byte[], byte[]>> all = messages.toList();
    producer.beginTransaction();
    AtomicReference<Exception> failed = new AtomicReference<>();
    for (ProducerRecord<byte[], byte[]> message : all) {
      producer.send(message, (metadata, e) -> failed.compareAndSet(null, e));
      if (failed.get() != null) {
        // The rest would each wait for the broker as long again.
        throw new KafkaException(failed.get().getMessage(), failed.get());
      }
    }
    CrashPoint.reached("produce.before-commit");
    producer.commitTransaction();
    CrashPoint.reached("produce.after-commit");
  }

  /**
   * What to tell of a failure: that another sends under the name since, or that this may be tried
   * again.
   *
   * @param what is sent
   */
  public static TributaryException failure(Broker broker, String what, KafkaException e) {
    return new TributaryException(
        isFenced(e)
            ? "produce: another run is sending %s; it goes on, this one has stopped".formatted(what)
            : "produce: Kafka at %s failed (%s); run it again, it goes on where it was"
                .formatted(broker.servers(), e.getMessage()),
        e);
  }

  /** Whether another sends under the name since. */
  public static boolean isFenced(KafkaException e) {
    return Stream.of(e, e.getCause())
        .anyMatch(
            cause ->
                cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException);
  }

  /** Bounded: closing waits for a broker that may be gone. */
  @Override
  public void close() {
    producer.close(patience);
  }

  private static Producer<byte[], byte[]> producer(Settings settings, String name) {
    Properties properties = Broker.clientProperties(settings);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "tributary-" + name);
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
}
