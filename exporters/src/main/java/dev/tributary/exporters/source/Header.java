package dev.tributary.exporters.source;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Field;
import dev.tributary.catalog.record.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns of a file as a feed names them, and what its rows may not do to them. */
final class Header {

  private final List<String> names;
  private final Map<String, Integer> columns = new LinkedHashMap<>();

  /**
   * Reads a header.
   *
   * @param cells of the file's first row
   * @throws DamagedFileException if two columns have one name, or a required one is missing
   */
  Header(List<String> cells, Feed feed) throws DamagedFileException {
    if (cells.isEmpty()) {
      throw new DamagedFileException(
          "is empty; its first row must name the columns of %s".formatted(feed.name()));
    }
    this.names = cells.stream().map(Header::name).toList();
    Map<String, String> known =
        feed.schema().fields().stream()
            .collect(Collectors.toMap(f -> folded(f.name()), Field::name));
    for (int i = 0; i < names.size(); i++) {
      String column = known.getOrDefault(folded(names.get(i)), names.get(i));
      if (!column.isEmpty() && columns.put(column, i) != null) {
        throw new DamagedFileException(
            "has two columns named '%s'; rename or remove one".formatted(Excerpt.of(names.get(i))));
      }
    }
    checkRequired(feed);
  }

  /** Where each named column is, in the file's order. */
  Map<String, Integer> columns() {
    return columns;
  }

  /** Refuses a row that is a header again, or has a value in a column without a name. */
  void check(SourceRows.Row row) throws DamagedFileException {
    if (isRepeated(row)) {
      throw new DamagedFileException(
          "row %d is the header again: it is two files in one; part them, or remove that row"
              .formatted(row.number()));
    }
    for (int i = 0; i < row.cells().size(); i++) {
      boolean named = i < names.size() && !names.get(i).isEmpty();
      if (!named && !SourceRows.Row.isEmpty(row.cell(i))) {
        throw new DamagedFileException(
            ("row %d has '%s' in column %d, which the header does not name;"
                    + " name the column, or mend the row")
                .formatted(row.number(), Excerpt.of(CellValues.text(row.cell(i))), i + 1));
      }
    }
  }

  private boolean isRepeated(SourceRows.Row row) {
    for (int i = 0; i < names.size(); i++) {
      Object cell = row.cell(i);
      if (!names.get(i).equalsIgnoreCase(cell == null ? "" : name(cell.toString()))) {
        return false;
      }
    }
    return true;
  }

  private void checkRequired(Feed feed) throws DamagedFileException {
    List<String> missing = new ArrayList<>();
    boolean known = false;
    for (Field field : feed.schema().fields()) {
      known |= columns.containsKey(field.name());
      if (field.required() && !columns.containsKey(field.name())) {
        missing.add(field.name());
      }
    }
    if (!known) {
      throw new DamagedFileException(
          "has no header: its first row ('%s' …) names no column of %s; its header must name %s"
              .formatted(
                  Excerpt.of(names.stream().filter(name -> !name.isEmpty()).findFirst().orElse("")),
                  feed.name(),
                  String.join(", ", missing)));
    }
    if (!missing.isEmpty()) {
      throw new DamagedFileException(
          "has no column %s, which records of %s must have"
              .formatted(String.join(", ", missing), feed.name()));
    }
  }

  /** The second of two files that were joined brings its byte order mark along. */
  private static String name(String cell) {
    return (cell.startsWith("\uFEFF") ? cell.substring(1) : cell).strip();
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
