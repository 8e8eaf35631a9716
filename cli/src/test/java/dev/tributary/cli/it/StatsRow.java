package dev.tributary.cli.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A row of {@code weapon_stats}, its figures to twelve digits: PostgreSQL rounds means and roots
 * elsewhere than the job, which rounds once.
 */
record StatsRow(List<Object> columns) {

  private static final MathContext DIGITS = new MathContext(12);
  private static final int MAPS = 10;

  /** As the hive command prints it, with tabs. */
  static StatsRow ofHive(String line) {
    return of(line.split("\t", -1));
  }

  /** As PostgreSQL gives it, with bars. */
  static StatsRow ofSql(String line) {
    return of(line.split("\\|", -1));
  }

  private static StatsRow of(String[] texts) {
    List<Object> columns = new ArrayList<>();
    for (String text : texts) {
      boolean none = text.equalsIgnoreCase("null");
      columns.add(
          columns.isEmpty() || none
              ? text.toLowerCase(java.util.Locale.ROOT)
              : columns.size() < MAPS ? number(text) : map(text));
    }
    return new StatsRow(columns);
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text).round(DIGITS).stripTrailingZeros();
  }

  private static JsonNode map(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(Arrays.toString(json.toCharArray()), e);
    }
  }
}
