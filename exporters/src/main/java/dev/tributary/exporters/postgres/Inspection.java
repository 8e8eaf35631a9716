package dev.tributary.exporters.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.catalog.dataset.EventTime;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Field;
import dev.tributary.catalog.dataset.LandingNames;
import dev.tributary.catalog.dataset.Range;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.catalog.record.Fingerprint;
import dev.tributary.catalog.record.Removal;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks at a message: what can be landed of it, or why it cannot. */
final class Inspection {

  /**
   * Digits of a number written out, as PostgreSQL writes it: readers of JSON stop at 1,000, and
   * what no reader of the exported files can read must not get there.
   */
  private static final int MAX_DIGITS = 900;

  /** Likewise levels of nesting, of which readers bear 1,000 and an exported line adds some. */
  private static final int MAX_DEPTH = 500;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Feed feed;
  private final long maxBytes;

  Inspection(Feed feed, long maxBytes) {
    this.feed = feed;
    this.maxBytes = maxBytes;
  }

  /**
   * The record in a message.
   *
   * @throws Unfit if it cannot be landed
   */
  Fit inspect(byte[] message) throws Unfit {
    if (message == null) {
      throw new Unfit("not-json", "the message is empty (a tombstone)");
    }
    if (message.length > maxBytes) {
      throw new Unfit("too-large", message.length + " bytes, " + maxBytes + " are allowed");
    }
    JsonNode record = parse(message);
    checkStorable(record);
    boolean removal = feed.isReference() && record.path(Removal.MEMBER).asBoolean();
    Optional<String> violation =
        removal ? Optional.empty() : feed.schema().violation(record); // it says nothing to judge
    if (violation.isPresent()) {
      throw new Unfit("schema", violation.get());
    }
    LocalDateTime event = null;
    if (feed.eventTime().isPresent()) {
      event = event(feed.eventTime().get(), record);
    }
    List<Object> columns = new ArrayList<>();
    if (feed.landing().columns() == LandingNames.Columns.FIELDS) {
      for (Field field : feed.schema().fields()) {
        columns.add(column(field, record));
      }
    }
    List<Range.Violation> violations = violations(Range.Otherwise.QUARANTINE, record);
    if (!removal && !violations.isEmpty()) {
      throw new Unfit(
          "assertion",
          violations.stream().map(Range.Violation::detail).collect(Collectors.joining("; ")));
    }
    return new Fit(
        Fingerprint.identity(record, feed.identity()),
        Fingerprint.content(record, feed.observed()),
        event,
        feed.dt(Optional.ofNullable(event)),
        columns,
        record.toString(),
        violations(Range.Otherwise.WARN, record));
  }

  private List<Range.Violation> violations(Range.Otherwise otherwise, JsonNode record) {
    return feed.ranges().stream()
        .filter(range -> range.otherwise() == otherwise)
        .flatMap(range -> range.violation(record).stream())
        .toList();
  }

  private static JsonNode parse(byte[] message) throws Unfit {
    try {
      JsonNode record = JSON.readTree(message);
      if (!record.isObject()) {
        throw new Unfit("schema", "the message is no JSON object");
      }
      return record;
    } catch (JsonProcessingException e) {
      throw new Unfit("not-json", e.getOriginalMessage());
    } catch (IOException e) {
      throw new Unfit("not-json", String.valueOf(e.getMessage()));
    } catch (NumberFormatException e) {
      throw new Unfit("not-storable", "a number beyond any column: " + e.getMessage());
    }
  }

  /** PostgreSQL's jsonb holds neither U+0000 nor half a surrogate pair. */
  private static void checkStorable(JsonNode node) throws Unfit {
    if (node.isTextual()) {
      checkStorable(node.textValue());
    } else if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      long wholeDigits = (long) number.precision() - number.scale();
      long digits = Math.max(wholeDigits, 0) + Math.max(number.scale(), 0);
      if (Math.max(digits, number.precision()) > MAX_DIGITS) {
        throw new Unfit("not-storable", "a number of more than " + MAX_DIGITS + " digits");
      }
      if (!Double.isFinite(number.doubleValue())) {
        throw new Unfit("not-storable", "a number that no double can hold");
      }
    } else {
      for (JsonNode child : node) {
        checkStorable(child);
      }
      if (node.isObject()) {
        for (var member : node.properties()) {
          checkStorable(member.getKey());
        }
      }
    }
  }

  private static void checkStorable(String text) throws Unfit {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new Unfit("not-storable", "text with the character U+0000");
      }
      if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
        if (!pair) {
          throw new Unfit("not-storable", "text with half a surrogate pair");
        }
        i++;
      }
    }
  }

  private static Object column(Field field, JsonNode record) throws Unfit {
    JsonNode value = record.path(field.name());
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return switch (field.kind()) {
      case TEXT -> value.textValue();
      case BOOLEAN -> value.booleanValue();
      case INTEGER -> {
        if (!value.canConvertToLong()) {
          throw new Unfit("not-storable", field.name() + ": " + value + " is beyond 64 bits");
        }
        yield value.longValue();
      }
      case NUMBER -> {
        if (!Double.isFinite(value.doubleValue())) {
          throw new Unfit("not-storable", field.name() + ": " + value + " is beyond a double");
        }
        yield value.doubleValue();
      }
      case LOCAL_DATE_TIME -> localTime("schema", field.name(), record);
      case NESTED -> value.toString();
    };
  }

  /** Local as it stands; an instant as the clocks of the dataset's zone show it. */
  private static LocalDateTime event(EventTime time, JsonNode record) throws Unfit {
    if (time.zone().isEmpty()) {
      return localTime("event-time", time.field(), record);
    }
    String text = record.path(time.field()).asText("");
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      LocalDateTime local = LocalDateTime.ofInstant(instant, time.zone().get());
      // The days beside it are to have four digits of a year as well.
      if (local.getYear() < 2 || local.getYear() > 9998) {
        throw new Unfit(
            "event-time",
            "%s: the year of '%s' is not within 2 and 9998".formatted(time.field(), text));
      }
      return local;
    } catch (DateTimeParseException e) {
      throw new Unfit(
          "event-time",
          "%s: '%s' is no time with an offset (%s)"
              .formatted(time.field(), Excerpt.of(text), Excerpt.of(e.getMessage())));
    }
  }

  private static LocalDateTime localTime(String reason, String field, JsonNode record)
      throws Unfit {
    String text = record.path(field).asText("");
    try {
      LocalDateTime time = LocalDateTime.parse(text);
      if (time.getYear() < 1 || time.getYear() > 9999) {
        throw new Unfit(reason, field + ": the year of '" + text + "' is not within 1 and 9999");
      }
      return time;
    } catch (DateTimeParseException e) {
      throw new Unfit(
          reason, field + ": '" + text + "' is no local date and time (" + e.getMessage() + ")");
    }
  }

  /**
   * A record that can be landed.
   *
   * @param warnings values of it that are to be looked at
   */
  record Fit(
      UUID identity,
      UUID content,
      LocalDateTime event,
      String dt,
      List<Object> columns,
      String json,
      List<Range.Violation> warnings) {}

  /** Why a message cannot be landed. */
  static final class Unfit extends Exception {

    private final String reason;

    Unfit(String reason, String detail) {
      super(detail);
      this.reason = reason;
    }

    /** A word of the quarantine's list. */
    String reason() {
      return reason;
    }
  }
}
