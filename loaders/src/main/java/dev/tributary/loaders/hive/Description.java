package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code DESCRIBE EXTENDED} tells of a table or partition. Of its two forms this is the one
 * that writes names and comments as they are; {@code FORMATTED} cuts and escapes them.
 */
record Description(KnownTable table, KnownView view, String serde, String location) {

  private static final Pattern TYPE = Pattern.compile("tableType:(\\w+)");
  private static final Pattern SERDE = Pattern.compile("serializationLib:([\\w.$]+)");
  private static final Pattern LOCATION =
      Pattern.compile("\\], location:(.*?), inputFormat:", Pattern.DOTALL);

  private static final Pattern TRANSLATED =
      Pattern.compile(KnownTable.TRANSLATED + "=TRUE", Pattern.CASE_INSENSITIVE);

  private static final Pattern MARK = Pattern.compile(ViewForm.MARK + "=(\\w+)");
  private static final Pattern TEXT =
      Pattern.compile("viewOriginalText:(.*?), viewExpandedText:", Pattern.DOTALL);

  /** One row of the answer; absent parts are empty. */
  record Row(String name, String type, String comment) {}

  static Description of(List<Row> rows) {
    List<KnownTable.Field> columns = new ArrayList<>();
    List<KnownTable.Field> keys = new ArrayList<>();
    List<KnownTable.Field> section = columns;
    String detail = "";
    for (Row row : rows) {
      if (row.name().startsWith("# Partition Information")) {
        section = keys;
      } else if (row.name().startsWith("Detailed ")) {
        detail = row.type();
      } else if (!row.name().isBlank() && !row.name().startsWith("#")) {
        section.add(new KnownTable.Field(row.name(), row.type(), row.comment()));
      }
    }
    boolean translated = TRANSLATED.matcher(detail).find();
    // The first section repeats the partition columns at its end.
    List<KnownTable.Field> own = columns.subList(0, columns.size() - keys.size());
    return new Description(
        new KnownTable(translated ? "MANAGED_TABLE" : last(TYPE, detail), List.copyOf(own), keys),
        new KnownView(last(TYPE, detail), last(MARK, detail), unescaped(last(TEXT, detail))),
        last(SERDE, detail),
        last(LOCATION, detail));
  }

  /** Whether what lies there is read in the format of that table. */
  boolean readsAs(Table wanted) {
    return serde.equals(StorageForm.of(wanted).serde());
  }

  /** Of the detail: Hive escapes quotes and backslashes there. A view of ours is one line. */
  private static String unescaped(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }

  private static String last(Pattern pattern, String detail) {
    String found = "";
    for (Matcher matcher = pattern.matcher(detail); matcher.find(); ) {
      found = matcher.group(1);
    }
    return found;
  }
}
