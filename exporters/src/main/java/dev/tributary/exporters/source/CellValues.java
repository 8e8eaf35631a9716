package dev.tributary.exporters.source;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.catalog.dataset.Field;
import dev.tributary.catalog.record.ShortestDecimal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cells as typed JSON. The same value comes out of a workbook and of text in any country's
 * notation, because numbers pass through the double they stand for: {@code 41,936900}, {@code
 * 41.9369} and the workbook's {@code 41.936900000000001} are all written {@code 41.9369}.
 */
final class CellValues {

  private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null");
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0\\u2009\\u202F]");

  /** Spaces part thousands, or it is more than one number. */
  private static final Pattern THOUSANDS =
      Pattern.compile("[+-]?\\d{1,3}(" + SPACE + "\\d{3})+(?!\\d)\\S*");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,40}");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

  /** Excel's last day is in the year 9999; beyond it a number is no date. */
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(3_000_000L * 86_400);

  private final DateTimeFormatter dates;
  private final LocalDateTime dayZero;

  /**
   * Reads cells.
   *
   * @param dates how dates are written in text; ISO where there is none
   * @param dayZero what dates that are numbers count from
   */
  CellValues(Optional<String> dates, LocalDateTime dayZero) {
    this.dayZero = dayZero;
    this.dates =
        dates
            .map(
                pattern ->
                    DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT)) // 30 February is no other day
            .orElse(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
  }

  /** Writes a member, or nothing for a missing value. */
  void write(JsonGenerator json, String name, Field.Kind kind, Object cell) throws IOException {
    if (isMissing(kind, cell)) {
      return;
    }
    String text = stripped(cell);
    json.writeFieldName(name);
    switch (kind) {
      case NUMBER, INTEGER -> {
        Optional<String> number = number(kind, cell, text);
        if (number.isPresent()) {
          json.writeNumber(number.get());
        } else {
          json.writeString(text);
        }
      }
      case LOCAL_DATE_TIME -> json.writeString(date(cell, text).map(SECONDS::format).orElse(text));
      case BOOLEAN -> {
        if (isBoolean(text)) {
          json.writeBoolean(Boolean.parseBoolean(text));
        } else {
          json.writeString(text);
        }
      }
      case TEXT, NESTED -> json.writeString(text(cell)); // landing says that a text is no object
    }
  }

  /** Whether a cell has no value, as its column's kind is written. */
  static boolean isMissing(Field.Kind kind, Object cell) {
    String text = stripped(cell);
    return kind == Field.Kind.TEXT
        ? text.isEmpty()
        : MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Whether a cell's value is of its column's kind. */
  boolean fits(Field.Kind kind, Object cell) {
    String text = stripped(cell);
    return switch (kind) {
      case NUMBER, INTEGER -> number(kind, cell, text).isPresent();
      case LOCAL_DATE_TIME -> date(cell, text).isPresent();
      case BOOLEAN -> isBoolean(text);
      case TEXT -> true;
      case NESTED -> false;
    };
  }

  /** A cell as text: a number without superfluous digits; {@code ""} for a missing one. */
  static String text(Object cell) {
    if (cell instanceof BigDecimal decimal) {
      return plain(decimal.doubleValue()).orElseGet(decimal::toString);
    }
    return stripped(cell);
  }

  private static String stripped(Object cell) {
    return cell == null ? "" : cell.toString().strip();
  }

  private static boolean isBoolean(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  private static Optional<String> number(Field.Kind kind, Object cell, String text) {
    if (cell instanceof BigDecimal decimal) {
      return plain(decimal.doubleValue());
    }
    String digits = THOUSANDS.matcher(text).matches() ? SPACE.matcher(text).replaceAll("") : text;
    int comma = digits.lastIndexOf(',');
    int point = digits.lastIndexOf('.');
    if (comma > point) {
      digits = digits.replace(".", "").replace(',', '.');
    } else {
      digits = digits.replace(",", "");
    }
    if (kind == Field.Kind.INTEGER && INTEGER.matcher(digits).matches()) {
      return Optional.of(new BigDecimal(digits).toPlainString()); // may be beyond 2^53
    }
    return NUMBER.matcher(digits).matches() ? plain(Double.parseDouble(digits)) : Optional.empty();
  }

  private Optional<LocalDateTime> date(Object cell, String text) {
    if (cell instanceof BigDecimal days) {
      if (!Double.isFinite(days.doubleValue())) {
        return Optional.empty();
      }
      // Through the double it stands for: its text may have an exponent that fills memory.
      BigDecimal seconds =
          BigDecimal.valueOf(days.doubleValue())
              .multiply(SECONDS_A_DAY)
              .setScale(0, RoundingMode.HALF_UP);
      return seconds.abs().compareTo(MAX_SECONDS) > 0
          ? Optional.empty()
          : Optional.of(dayZero.plusSeconds(seconds.longValue()));
    }
    return parsed(text, dates).or(() -> parsed(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME));
  }

  /** Empty for what is no date in this notation: it is sent as it stands, for landing to judge. */
  private static Optional<LocalDateTime> parsed(String text, DateTimeFormatter format) {
    try {
      return Optional.of(LocalDateTime.parse(text, format));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The shortest decimal that names this double, without exponent up to 20 digits. */
  private static Optional<String> plain(double value) {
    if (!Double.isFinite(value)) {
      return Optional.empty();
    }
    BigDecimal decimal = ShortestDecimal.number(value).stripTrailingZeros();
    boolean small = Math.abs(decimal.precision() - decimal.scale()) <= 20;
    return Optional.of(small ? decimal.toPlainString() : decimal.toString());
  }
}
