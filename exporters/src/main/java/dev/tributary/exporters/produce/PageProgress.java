package dev.tributary.exporters.produce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.http.Validators;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.kafka.CommittedMessages;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What was sent of pages, in the compacted topic of all progress: of each thing on a page a hash of
 * what was said of it ({@code TOPIC_ID/thing/PAGE/KEY}), and of each page that was read to its end
 * how its server names that state of it ({@code TOPIC_ID/page/ADDRESS}), and when it was read
 * ({@code TOPIC_ID/time/PAGE}).
 */
final class PageProgress implements Earlier {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TopicPartition PARTITION = new TopicPartition(Progress.TOPIC, 0);

  /** Another release may read more out of the same page: it must not be told that it knows it. */
  private static final int FORM = 1;

  private final String prefix;
  private final Map<String, String> known = new HashMap<>();

  /** The state of a page, as the topic keeps it. */
  record State(int form, String etag, String lastModified) {}

  PageProgress(UUID topicId) {
    this.prefix = topicId + "/";
  }

  /** Reads what earlier runs have sent; to be asked once nothing of theirs is open any more. */
  void read(Settings settings, Broker broker) {
    new CommittedMessages(settings, broker)
        .read(
            List.of(PARTITION),
            record -> {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              if (key.startsWith(prefix)) {
                known.put(key, new String(record.value(), StandardCharsets.UTF_8));
              }
            });
  }

  @Override
  public Validators validators(String address) {
    String state = known.get(page(address));
    if (state == null) {
      return Validators.NONE;
    }
    try {
      State read = JSON.readValue(state, State.class);
      return read.form() == FORM
          ? new Validators(
              Optional.ofNullable(read.etag()), Optional.ofNullable(read.lastModified()))
          : Validators.NONE;
    } catch (JsonProcessingException e) {
      return Validators.NONE; // a later release's: the page is read anew, and nothing lost
    }
  }

  @Override
  public Optional<LocalDateTime> readAt(String page) {
    return Optional.ofNullable(known.get(time(page))).map(LocalDateTime::parse);
  }

  /** Whether the same was sent of that thing last. */
  boolean isSent(String page, String key, UUID content) {
    return content.toString().equals(known.get(thing(page, key)));
  }

  /** How many things were sent of a page that are not among these. */
  long gone(String page, Set<String> keys) {
    Set<String> names = new HashSet<>();
    keys.forEach(key -> names.add(thing(page, key)));
    return known.keySet().stream()
        .filter(name -> name.startsWith(thing(page, "")) && !names.contains(name))
        .count();
  }

  /** The message that says what was sent of a thing; it is known from now on. */
  ProducerRecord<byte[], byte[]> sent(String page, String key, UUID content) {
    return message(thing(page, key), content.toString());
  }

  /** The messages that say that a page was read to its end, and when. */
  Stream<ProducerRecord<byte[], byte[]>> read(FetchedPage fetched, LocalDateTime at) {
    Validators validators = fetched.validators();
    State state =
        new State(FORM, validators.etag().orElse(null), validators.lastModified().orElse(null));
    try {
      return Stream.of(
          message(page(fetched.address()), JSON.writeValueAsString(state)),
          message(time(fetched.name()), at.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ProducerRecord<byte[], byte[]> message(String name, String value) {
    known.put(name, value);
    return new ProducerRecord<>(
        Progress.TOPIC,
        0,
        name.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  private String page(String address) {
    return prefix + "page/" + address;
  }

  private String time(String page) {
    return prefix + "time/" + page;
  }

  private String thing(String page, String key) {
    return prefix + "thing/" + page + "/" + key;
  }
}
