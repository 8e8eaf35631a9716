package dev.tributary.exporters.postgres;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines of values, each value below the others of its kind. */
final class Columns {

  private final List<List<String>> lines = new ArrayList<>();

  /** With these names above them. */
  Columns(String... names) {
    lines.add(List.of(names));
  }

  void add(Object... values) {
    lines.add(IntStream.range(0, values.length).mapToObj(i -> text(values[i])).toList());
  }

  void print(PrintStream out) {
    int[] widths =
        IntStream.range(0, lines.get(0).size())
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElseThrow())
            .toArray();
    for (List<String> line : lines) {
      out.println(
          IntStream.range(0, widths.length)
              .mapToObj(i -> line.get(i) + " ".repeat(widths[i] - line.get(i).length()))
              .collect(Collectors.joining("  "))
              .stripTrailing());
    }
  }

  private static String text(Object value) {
    return value instanceof Number number ? "%,d".formatted(number.longValue()) : value.toString();
  }
}
