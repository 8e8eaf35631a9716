package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.EventTime;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.LandingNames;
import dev.tributary.catalog.table.Column;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of a feed's landing table, in their order: the fields of its schema, then where each
 * row comes from, then the record itself. Or, where the record alone is wanted: when and where it
 * stands in Kafka, the record, and the rest.
 */
final class LandingColumns {

  /** Columns of Tributary's own. */
  private enum Own {
    DATE_TIME("timestamp NOT NULL"),
    EVENT_TIME("timestamp"),
    DT("text NOT NULL"),
    TOPIC_ID("uuid NOT NULL"),
    PARTITION("integer NOT NULL"),
    MSG_OFFSET("bigint NOT NULL"),
    IDENTITY("uuid NOT NULL"),
    CONTENT("uuid NOT NULL"),
    REVISION("integer NOT NULL"),
    LANDED_AT("timestamptz NOT NULL"),
    BATCH_ID("bigint NOT NULL REFERENCES tributary.batch DEFERRABLE INITIALLY DEFERRED"),
    VALUE("jsonb NOT NULL");

    private final String type;

    Own(String type) {
      this.type = type;
    }

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final List<Own> BEHIND_FIELDS =
      List.of(
          Own.EVENT_TIME,
          Own.DT,
          Own.TOPIC_ID,
          Own.PARTITION,
          Own.MSG_OFFSET,
          Own.IDENTITY,
          Own.CONTENT,
          Own.REVISION,
          Own.LANDED_AT,
          Own.BATCH_ID,
          Own.VALUE);

  private static final List<Own> RECORD_FIRST =
      List.of(
          Own.DATE_TIME,
          Own.MSG_OFFSET,
          Own.PARTITION,
          Own.VALUE,
          Own.EVENT_TIME,
          Own.DT,
          Own.TOPIC_ID,
          Own.IDENTITY,
          Own.CONTENT,
          Own.REVISION,
          Own.LANDED_AT,
          Own.BATCH_ID);

  private final List<Column> fields;
  private final List<Own> own;
  private final ZoneId zone;

  LandingColumns(Feed feed) {
    boolean record = feed.landing().columns() == LandingNames.Columns.RECORD;
    this.fields = record ? List.of() : feed.schema().columns();
    this.own = record ? RECORD_FIRST : BEHIND_FIELDS;
    this.zone = feed.eventTime().map(EventTime::shownIn).orElse(ZoneOffset.UTC);
    Set<String> names = own.stream().map(Own::column).collect(Collectors.toSet());
    for (Column field : fields) {
      if (names.contains(field.name())) {
        throw new IllegalArgumentException(
            "%s: field '%s' has the name of a column that every landing table has"
                .formatted(feed.name(), field.name()));
      }
    }
  }

  /** Those of the fields. */
  List<Column> fields() {
    return fields;
  }

  /** Name and type of each. */
  Stream<String> definitions() {
    return Stream.concat(
        fields.stream().map(LandingColumns::definition),
        own.stream().map(each -> each.column() + " " + each.type));
  }

  static String definition(Column field) {
    return quoted(field.name()) + " " + field.type().postgres();
  }

  static String quoted(String name) {
    return '"' + name + '"';
  }

  /** The name of each, parted by commas. */
  String names() {
    return Stream.concat(
            fields.stream().map(field -> quoted(field.name())), own.stream().map(Own::column))
        .collect(Collectors.joining(", "));
  }

  /** The line that copies a row in. */
  String line(LandedRow row, long batchId) {
    CopyLine line = new CopyLine();
    row.columns().forEach(line::add);
    own.forEach(each -> line.add(value(each, row, batchId)));
    return line.end();
  }

  private Object value(Own column, LandedRow row, long batchId) {
    return switch (column) {
      case DATE_TIME -> LocalDateTime.ofInstant(row.sentAt(), zone);
      case EVENT_TIME -> row.eventTime();
      case DT -> row.dt();
      case TOPIC_ID -> row.at().topicId();
      case PARTITION -> row.at().partition();
      case MSG_OFFSET -> row.at().offset();
      case IDENTITY -> row.identity();
      case CONTENT -> row.content();
      case REVISION -> row.revision();
      case LANDED_AT -> row.landedAt();
      case BATCH_ID -> batchId;
      case VALUE -> row.value();
    };
  }
}
