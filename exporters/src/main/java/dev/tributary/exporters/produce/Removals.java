package dev.tributary.exporters.produce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Fingerprint;
import dev.tributary.catalog.record.Removal;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.kafka.CommittedMessages;
import dev.tributary.exporters.source.FiniteSource;
import dev.tributary.exporters.source.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a new file of a reference no longer has. A file of a reference is all of it: for what its
 * topic holds and the file does not, a message is sent that removes it.
 */
final class Removals {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** A file that lacks more of what is known is rather half a file. */
  private static final double MOST = 0.5;

  private final FiniteSource file;
  private final Feed feed;
  private final boolean accepted;

  /**
   * @param feed the reference
   * @param accepted whether any number may go
   */
  Removals(FiniteSource file, Feed feed, boolean accepted) {
    this.file = file;
    this.feed = feed;
    this.accepted = accepted;
  }

  /**
   * The records to send for what the file does not have; none if all of the file is sent already.
   *
   * @param topic as it holds all that was sent before
   * @param sent how many of the file's records were sent before
   * @throws TributaryException if they are too many to be meant
   */
  List<SourceRecord> find(CommittedMessages messages, Broker.TopicState topic, long sent)
      throws IOException {
    Map<UUID, SourceRecord> known = known(messages, topic);
    long before = known.size();
    long rows = 0;
    try (FiniteSource.Records records = file.records()) {
      for (Optional<SourceRecord> record = records.next();
          record.isPresent();
          record = records.next()) {
        known.remove(identity(JSON.readTree(record.get().json())));
        rows++;
      }
    }
    if (rows <= sent) {
      return List.of();
    }
    if (!accepted && known.size() > MOST * before) {
      throw new TributaryException(
          "produce: file '%s' lacks %,d of the %,d records of %s that %s holds; a reference is sent whole: nothing was sent, pass --accept-removals if they are to go"
              .formatted(file.name(), known.size(), before, feed.name(), topic.name()));
    }
    return new ArrayList<>(known.values());
  }

  /** What is there by the topic, each as the record that removes it. */
  private Map<UUID, SourceRecord> known(CommittedMessages messages, Broker.TopicState topic) {
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .toList();
    Map<UUID, SourceRecord> known = new LinkedHashMap<>();
    messages.read(
        partitions,
        message -> {
          Optional<ObjectNode> record = record(message);
          if (record.isEmpty()) {
            return; // landing puts it into quarantine
          }
          UUID identity = identity(record.get());
          if (record.get().path(Removal.MEMBER).asBoolean()) {
            known.remove(identity);
          } else {
            known.put(identity, removal(record.get(), known.size()));
          }
        });
    return known;
  }

  /** It names the thing and says no more: what was said of it may be what landing refused. */
  private SourceRecord removal(ObjectNode record, long index) {
    ObjectNode named = record.objectNode();
    for (String field : feed.identity()) {
      if (record.hasNonNull(field)) {
        named.set(field, record.get(field));
      }
    }
    String key =
        feed.topic().key().stream()
            .map(field -> record.path(field).asText(""))
            .collect(Collectors.joining("/"));
    named.put(Removal.MEMBER, true);
    return new SourceRecord(index, file.name() + " lacks it", key, named.toString());
  }

  private UUID identity(JsonNode record) {
    return Fingerprint.identity(record, feed.identity());
  }

  private static Optional<ObjectNode> record(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      return Optional.empty();
    }
    try {
      JsonNode record = JSON.readTree(message.value());
      return record.isObject() ? Optional.of((ObjectNode) record) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
