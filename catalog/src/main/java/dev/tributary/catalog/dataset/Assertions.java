package dev.tributary.catalog.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The assertions of a declaration, once they are found to mean something. */
final class Assertions {

  private static final List<String> RANGE = List.of("field", "between", "else");
  private static final List<String> ROW_DELTA = List.of("table", "row_delta");

  private final String feed;
  private final List<Declaration.Assertion> ranges = new ArrayList<>();
  private final List<Declaration.Assertion> rowDeltas = new ArrayList<>();

  /**
   * Sorts the entries by what they are.
   *
   * @param feed whose they are, for messages
   */
  Assertions(String feed, List<Declaration.Assertion> entries) {
    this.feed = feed;
    for (Declaration.Assertion entry : entries) {
      List<String> given = entry == null ? List.of() : entry.given();
      if (given.equals(RANGE)) {
        ranges.add(entry);
      } else if (given.equals(ROW_DELTA)) {
        rowDeltas.add(entry);
      } else {
        throw fault(
            "an assertion is {%s} or {%s}, not {%s}"
                .formatted(
                    String.join(", ", RANGE),
                    String.join(", ", ROW_DELTA),
                    String.join(", ", given)));
      }
    }
  }

  /** The ranges, in their order. */
  List<Range> ranges(RecordSchema schema) {
    List<Range> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Declaration.Assertion entry : ranges) {
      check(entry.field(), schema);
      Range range = range(entry);
      // One range of a kind says what there is to say, and a field has one warning a record.
      if (!seen.add(range.otherwise() + " " + range.field())) {
        throw fault(
            "field '%s' has two ranges with 'else: %s'"
                .formatted(range.field(), entry.otherwise()));
      }
      found.add(range);
    }
    return found;
  }

  /** By how much a table's rows may change, by table. */
  Map<String, RowDelta> rowDeltas() {
    Map<String, RowDelta> found = new LinkedHashMap<>();
    for (Declaration.Assertion entry : rowDeltas) {
      RowDelta delta =
          rowDelta(entry.rowDelta())
              .orElseThrow(
                  () ->
                      fault(
                          "row_delta of table '%s' is %s, not a number above 0 or {fall, rise} of such"
                              .formatted(entry.table(), entry.rowDelta())));
      if (found.put(entry.table(), delta) != null) {
        throw fault("table '%s' has two row deltas".formatted(entry.table()));
      }
    }
    return found;
  }

  /** A number bounds both ways; {@code {fall: 0.5}} one of them. */
  private static Optional<RowDelta> rowDelta(JsonNode node) {
    boolean known = node.isNumber() || node.isObject();
    for (var end : node.properties()) {
      known &= List.of("fall", "rise").contains(end.getKey()) && end.getValue().isNumber();
    }
    try {
      return known
          ? Optional.of(
              new RowDelta(
                  number(node).or(() -> number(node.path("fall"))),
                  number(node).or(() -> number(node.path("rise")))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no end at all, or one not above 0
    }
  }

  private void check(String name, RecordSchema schema) {
    Field field =
        schema
            .field(name)
            .orElseThrow(() -> fault("asserted field '%s' is not in the schema".formatted(name)));
    if (field.kind() != Field.Kind.NUMBER && field.kind() != Field.Kind.INTEGER) {
      throw fault(
          "field '%s' is of kind %s, and only a number or an integer can have a range; dates have none"
              .formatted(name, field.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }
  }

  private Range range(Declaration.Assertion entry) {
    Range.Otherwise otherwise =
        switch (entry.otherwise()) {
          case "warn" -> Range.Otherwise.WARN;
          case "quarantine" -> Range.Otherwise.QUARANTINE;
          default ->
              throw fault(
                  "else of '%s' is '%s', neither warn nor quarantine"
                      .formatted(entry.field(), entry.otherwise()));
        };
    JsonNode between = entry.between();
    boolean two = between.isArray() && between.size() == 2;
    if (!two || !isEnd(between.get(0)) || !isEnd(between.get(1))) {
      throw fault(
          "between of '%s' is %s, not two numbers, of which one may be null"
              .formatted(entry.field(), between));
    }
    try {
      return new Range(entry.field(), number(between.get(0)), number(between.get(1)), otherwise);
    } catch (IllegalArgumentException e) {
      throw fault(e.getMessage());
    }
  }

  private static boolean isEnd(JsonNode node) {
    return node.isNull() || number(node).isPresent();
  }

  private static Optional<BigDecimal> number(JsonNode node) {
    return node.isNumber() ? Optional.of(node.decimalValue()) : Optional.empty();
  }

  private IllegalArgumentException fault(String message) {
    return new IllegalArgumentException(feed + ": " + message);
  }
}
