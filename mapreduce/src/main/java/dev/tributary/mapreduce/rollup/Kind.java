package dev.tributary.mapreduce.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a member of a record must be, and what a job makes of it. */
enum Kind {
  /** A text, as a {@link String}. */
  TEXT("text") {
    @Override
    Object of(JsonNode value) {
      return value.isTextual() ? wellFormed(value.textValue()) : null;
    }
  },

  /** A whole number of 32 bits, as an {@link Integer}. */
  INT("whole number of 32 bits") {
    @Override
    Object of(JsonNode value) {
      double number = value.doubleValue();
      return value.isNumber() && (int) number == number ? (Object) (int) number : null;
    }
  },

  /** A whole number that a double holds exactly, as a {@link Long}; {@code 480.0} is whole. */
  INTEGER("whole number within ±2^53") {
    @Override
    Object of(JsonNode value) {
      if (value.isIntegralNumber()) {
        boolean exact = value.canConvertToLong() && Math.abs(value.longValue()) <= EXACT;
        return exact ? (Object) value.longValue() : null;
      }
      double number = value.doubleValue();
      boolean whole = value.isNumber() && Math.rint(number) == number;
      return whole && Math.abs(number) <= EXACT ? (Object) (long) number : null;
    }
  },

  /** A number, as the {@link Double} nearest to it. */
  NUMBER("number") {
    @Override
    Object of(JsonNode value) {
      return value.isNumber() && Double.isFinite(value.doubleValue())
          ? (Object) value.doubleValue()
          : null;
    }
  },

  /** The names of an object's members that are not null, or a text as the one name. */
  NAMES("object or text") {
    @Override
    Object of(JsonNode value) {
      if (value.isTextual()) {
        return List.of(wellFormed(value.textValue()));
      } else if (!value.isObject()) {
        return null;
      }
      List<String> names = new ArrayList<>();
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        if (!member.getValue().isNull()) {
          names.add(wellFormed(member.getKey()));
        }
      }
      return names;
    }
  },

  /** A text that begins with a day, as an {@link Integer}: the days since 1970-01-01. */
  DAY("text that begins YYYY-MM-DD") {
    @Override
    Object of(JsonNode value) {
      String text = value.isTextual() ? value.textValue() : "";
      try {
        String day = text.substring(0, Math.min(text.length(), "YYYY-MM-DD".length()));
        return Math.toIntExact(LocalDate.parse(day).toEpochDay());
      } catch (DateTimeParseException e) {
        return null;
      }
    }
  },

  /**
   * A text, number or truth value as JSON writes it: two of another type are two; but as where it
   * was landed, {@code 7} and {@code 7.0} are one.
   */
  SCALAR("text or number") {
    @Override
    Object of(JsonNode value) {
      if (value.isNumber()) {
        return Double.isFinite(value.doubleValue())
            ? value.decimalValue().stripTrailingZeros().toString()
            : null;
      }
      return value.isValueNode() ? wellFormed(value.toString()) : null;
    }
  };

  private static final long EXACT = 1L << 53;

  private final String meaning;

  Kind(String meaning) {
    this.meaning = meaning;
  }

  /** The value of a member that is there and is not null; null if it is of another kind. */
  abstract Object of(JsonNode value);

  /**
   * The value of a record's member; null for one that is absent or null.
   *
   * @throws UnreadableLineException if it is of another kind
   */
  final Object of(JsonNode record, String name) throws UnreadableLineException {
    JsonNode member = record.path(name);
    if (member.isMissingNode() || member.isNull()) {
      return null;
    }
    Object value = of(member);
    if (value == null) {
      throw new UnreadableLineException("%s is no %s: %s".formatted(name, meaning, member));
    }
    return value;
  }

  /** Half a surrogate pair has no bytes in UTF-8: it becomes a question mark, here as in files. */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
