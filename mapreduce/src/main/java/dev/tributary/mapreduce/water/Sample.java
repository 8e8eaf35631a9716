package dev.tributary.mapreduce.water;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A sample as this job sees it.
 *
 * @param year of its date
 * @param values what was measured of the parameters asked for, by name
 */
record Sample(String site, String program, int year, Map<String, Double> values) {

  private static final int DAY = "YYYY-MM-DD".length();

  /** The measured parameters: every number of a sample. */
  static List<String> parameters(Dataset water) {
    return water.feed().schema().numbers();
  }

  static Sample of(JsonNode json, List<String> parameters) throws UnreadableLineException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String parameter : parameters) {
      JsonNode value = json.path(parameter);
      if (!value.isMissingNode() && !value.isNull()) {
        values.put(parameter, number(parameter, value));
      }
    }
    return new Sample(
        text(json, "SITE_ID"), text(json, "PROGRAM_ID"), year(text(json, "DATE_SMP")), values);
  }

  /** Finds the records that are samples of which this holds. */
  static Optional<Predicate<StoredRecord>> matching(
      List<String> parameters, Predicate<Sample> condition) {
    return Optional.of(
        record -> {
          try {
            return condition.test(of(record.value(), parameters));
          } catch (UnreadableLineException e) {
            return false;
          }
        });
  }

  /** A member that must be a text: a number would have lost its leading zeros. */
  static String text(JsonNode json, String name) throws UnreadableLineException {
    JsonNode member = json.path(name);
    if (!member.isTextual() || member.textValue().trim().isEmpty()) {
      throw new UnreadableLineException("no text in " + name);
    }
    return member.textValue();
  }

  private static int year(String date) throws UnreadableLineException {
    try {
      boolean goesOn = date.length() > DAY && "Tt ".indexOf(date.charAt(DAY)) >= 0;
      return LocalDate.parse(goesOn ? date.substring(0, DAY) : date).getYear();
    } catch (DateTimeParseException e) {
      throw new UnreadableLineException("DATE_SMP '" + date + "' does not begin YYYY-MM-DD");
    }
  }

  private static double number(String name, JsonNode value) throws UnreadableLineException {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new UnreadableLineException(name + " is not a number: " + value);
    }
    return value.doubleValue();
  }
}
