package dev.tributary.cli.it;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A row of texts and figures as Hive or PostgreSQL prints it, figures to nine decimals: PostgreSQL
 * divides elsewhere than a job, which rounds once.
 */
record FiguresRow(List<Object> columns) {

  private static final int DECIMALS = 9;
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");

  /** As the hive command prints it, with tabs. */
  static FiguresRow ofHive(String line) {
    return of(line.split("\t", -1));
  }

  /** As PostgreSQL gives it, with bars. */
  static FiguresRow ofSql(String line) {
    return of(line.split("\\|", -1));
  }

  private static FiguresRow of(String[] texts) {
    List<Object> columns = new ArrayList<>();
    for (String text : texts) {
      columns.add(
          NUMBER.matcher(text).matches()
              ? new Figure(new BigDecimal(text))
              : text.equalsIgnoreCase("null") ? "NULL" : text);
    }
    return new FiguresRow(columns);
  }

  /** A number that equals another in nine decimals, whatever falls on the edge of rounding. */
  private record Figure(BigDecimal value) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Figure figure
          && value.subtract(figure.value).abs().compareTo(BigDecimal.ONE.movePointLeft(DECIMALS))
              < 0;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}
