package dev.tributary.exporters.place;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as producers write them: as such, or in quotes. */
final class Numbers {

  /** Of bounded length, without what only Java takes for a number. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,30}(?:\\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?");

  private Numbers() {}

  /** Empty for what is none, or too large. */
  static OptionalDouble number(JsonNode node) {
    double value;
    if (node.isNumber()) {
      value = node.doubleValue();
    } else if (node.isTextual() && NUMBER.matcher(node.textValue().strip()).matches()) {
      value = Double.parseDouble(node.textValue().strip());
    } else {
      return OptionalDouble.empty();
    }
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
