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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What was sent of pages, in the compacted topic of all progress: of each thing what was sent of it
 * last, by whatever page ({@code TOPIC_ID/thing/KEY}), and of each page that was read to its end
 * where and when that was, and how its server names that state of it ({@code TOPIC_ID/page/NAME}).
 */
final class PageProgress implements Earlier {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TopicPartition PARTITION = new TopicPartition(Progress.TOPIC, 0);

  /** Another release may read more out of the same page: it must not be told that it knows it. */
  private static final int FORM = 1;

  private final String pages;
  private final String things;
  private final Optional<String> type;
  private final Map<String, State> states = new HashMap<>();
  private final Map<String, Thing> known = new HashMap<>();

  /**
   * A page that was read to its end.
   *
   * @param address where it was read last
   * @param type what the user said that it lists; {@code ""} for nothing
   */
  record State(
      int form, String address, String type, String etag, String lastModified, String readAt) {}

  /** What was sent of a thing last, and by which page. */
  record Thing(String content, String page) {}

  /**
   * Of a topic's pages.
   *
   * @param type what the user says that they list
   */
  PageProgress(UUID topicId, Optional<String> type) {
    this.pages = topicId + "/page/";
    this.things = topicId + "/thing/";
    this.type = type;
  }

  /** Reads what earlier runs have sent; to be asked once nothing of theirs is open any more. */
  void read(Settings settings, Broker broker) {
    new CommittedMessages(settings, broker)
        .read(
            List.of(PARTITION),
            record -> {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              String value = new String(record.value(), StandardCharsets.UTF_8);
              if (key.startsWith(pages)) {
                parse(value, State.class).ifPresent(state -> states.put(key, state));
              } else if (key.startsWith(things)) {
                parse(value, Thing.class).ifPresent(thing -> known.put(key, thing));
              }
            });
  }

  /** Nothing of a later release's: the page is read and sent anew, and nothing lost. */
  private static <T> Optional<T> parse(String json, Class<T> as) {
    try {
      return Optional.of(JSON.readValue(json, as));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** They say nothing once the page was read elsewhere, or as a page of other things. */
  @Override
  public Validators validators(String page, String address) {
    return Optional.ofNullable(states.get(pages + page))
        .filter(state -> state.form() == FORM)
        .filter(state -> state.address().equals(address) && state.type().equals(type.orElse("")))
        .map(
            state ->
                new Validators(
                    Optional.ofNullable(state.etag()), Optional.ofNullable(state.lastModified())))
        .orElse(Validators.NONE);
  }

  @Override
  public Optional<LocalDateTime> readAt(String page) {
    return Optional.ofNullable(states.get(pages + page))
        .map(state -> LocalDateTime.parse(state.readAt()));
  }

  /** Whether the same was sent of that thing last. */
  boolean isSent(String key, UUID content) {
    Thing thing = known.get(things + key);
    return thing != null && thing.content().equals(content.toString());
  }

  /** How many things this page was the last to send that are not among these. */
  long gone(String page, Set<String> keys) {
    return known.entrySet().stream()
        .filter(thing -> thing.getValue().page().equals(page))
        .filter(thing -> !keys.contains(thing.getKey().substring(things.length())))
        .count();
  }

  /** The message that says what was sent of a thing; it is known from now on. */
  ProducerRecord<byte[], byte[]> sent(String page, String key, UUID content) {
    Thing thing = new Thing(content.toString(), page);
    known.put(things + key, thing);
    return message(things + key, thing);
  }

  /** The message that says that a page was read to its end. */
  ProducerRecord<byte[], byte[]> read(FetchedPage page, LocalDateTime at) {
    Validators validators = page.validators();
    State state =
        new State(
            FORM,
            page.address(),
            type.orElse(""),
            validators.etag().orElse(null),
            validators.lastModified().orElse(null),
            at.toString());
    states.put(pages + page.name(), state);
    return message(pages + page.name(), state);
  }

  private static ProducerRecord<byte[], byte[]> message(String name, Object value) {
    try {
      return new ProducerRecord<>(
          Progress.TOPIC, 0, name.getBytes(StandardCharsets.UTF_8), JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(name + " cannot be written as JSON", e);
    }
  }
}
