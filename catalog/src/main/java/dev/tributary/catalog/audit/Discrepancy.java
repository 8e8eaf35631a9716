package dev.tributary.catalog.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tributary.catalog.record.OffsetRange;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something that is not as the ledger, or another system, says.
 *
 * @param topic by its name, or by its id where no name is known; null if no record is meant
 * @param partition null if no record is meant
 * @param from the first offset; null if no record is meant
 * @param to the last offset, itself included
 * @param path where it is seen: a file or directory, a table, or null
 * @param detail what is wrong with it, one line
 */
public record Discrepancy(
    Kind kind, String topic, Integer partition, Long from, Long to, String path, String detail) {

  /** What can be wrong; docs/audit.md tells what each means, and what to do. */
  public enum Kind {
    SKIPPED,
    COVERED_TWICE,
    LOST,
    MISSING_ROW,
    FOREIGN_ROW,
    TWO_STATES,
    KAFKA_BEHIND,
    MISSING_FILE,
    CHANGED_FILE,
    FOREIGN_FILE,
    DOUBLED,
    NOT_IN_HDFS,
    SUPERSEDED_IN_HDFS,
    INPUT_DIFFERS,
    ROWS_DIFFER,
    ABSENT,
    ADDITIONAL,
    MISDIRECTED,
    HIVE_ROWS,
    WAREHOUSE_ROWS;

    @Override
    @JsonValue
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Of records: offsets of one partition. */
  public static Discrepancy of(
      Kind kind, String topic, OffsetRange range, String path, String detail) {
    return new Discrepancy(
        kind, topic, range.partition(), range.from(), range.until() - 1, path, detail);
  }

  /** Of a file, a directory or a table as such. */
  public static Discrepancy at(Kind kind, String path, String detail) {
    return new Discrepancy(kind, null, null, null, null, path, detail);
  }

  /** Its members for a machine. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", kind.toString());
    facts.put("topic", topic);
    facts.put("partition", partition);
    facts.put("from", from);
    facts.put("to", to);
    facts.put("path", path);
    facts.put("detail", detail);
    return facts;
  }

  /** One line for a person, without the kind. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    if (topic != null) {
      line.append("topic ").append(topic).append(" partition ").append(partition);
      line.append(from.equals(to) ? " offset " + from : " offsets " + from + "-" + to);
    }
    if (path != null) {
      line.append(line.isEmpty() ? "" : " ").append(path);
    }
    return line.append(": ").append(detail).toString();
  }
}
