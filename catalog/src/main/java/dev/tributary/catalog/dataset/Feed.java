package dev.tributary.catalog.dataset;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.Table;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A stream of like records and its way: topics, landing table, directory in HDFS, table in Hive.
 *
 * @param name the dataset's name, or {@code dataset.reference}
 * @param schema what a record must look like
 * @param sourceDates how dates are written in its source files, as {@link
 *     java.time.format.DateTimeFormatter} patterns are
 * @param identity the fields that make two records the same thing
 * @param observed the fields that say when or how it was looked at: two records that differ in
 *     nothing else say the same
 * @param eventTime which field has the event's time; absent in references
 * @param routing which {@code dt} a record belongs to
 * @param closing when a partition is taken to be whole, if anybody wants to know
 * @param landing its table and views in PostgreSQL
 * @param directory its directory in HDFS
 * @param filePrefix how its files begin
 * @param hiveTable the Hive table over its files; absent in references
 * @param ranges what values its fields may have
 */
public record Feed(
    String name,
    List<Topic> topics,
    RecordSchema schema,
    Optional<String> sourceDates,
    List<String> identity,
    List<String> observed,
    Optional<EventTime> eventTime,
    Routing routing,
    Optional<Closing> closing,
    LandingNames landing,
    String directory,
    String filePrefix,
    Optional<String> hiveTable,
    List<Range> ranges) {

  public Feed {
    topics = List.copyOf(topics);
    identity = List.copyOf(identity);
    observed = List.copyOf(observed);
    ranges = List.copyOf(ranges);
  }

  /** Where its records are sent. */
  public Topic topic() {
    return topics.get(0);
  }

  /** Its table in PostgreSQL. */
  public String landingTable() {
    return landing.table();
  }

  /** Whether its records are what those of its dataset refer to, and each load is all of them. */
  public boolean isReference() {
    return name.indexOf('.') >= 0;
  }

  /** The partition of a record: its {@code dt}, or {@code ""} in a feed that is kept whole. */
  public String dt(Optional<LocalDateTime> event) {
    return switch (routing) {
      case WHOLE -> "";
      case DAY -> event.orElseThrow().toLocalDate().toString();
      case FIRST_DAY_OF_YEAR -> LocalDate.of(event.orElseThrow().getYear(), 1, 1).toString();
    };
  }

  /** The first moment behind a partition, in the dataset's zone. */
  public ZonedDateTime end(String dt) {
    LocalDate first = LocalDate.parse(dt);
    LocalDate next = routing == Routing.FIRST_DAY_OF_YEAR ? first.plusYears(1) : first.plusDays(1);
    return next.atStartOfDay(eventTime.orElseThrow().shownIn());
  }

  /** The directory of a partition's version; the first version has the plain name. */
  public String directory(String dt, int version) {
    String base = version == 1 ? directory : directory + "/v" + version;
    return dt.isEmpty() ? base : base + "/dt=" + dt;
  }

  /** The Hive table over the exported lines, if the feed declares one. */
  public Optional<Table> rawTable() {
    return hiveTable.map(
        table ->
            new Table(
                table,
                schema.title() + ": the records as they were landed",
                List.of(
                    new Column("topic", ColumnType.Scalar.STRING, "Kafka topic"),
                    new Column("topic_id", ColumnType.Scalar.STRING, "Kafka's id of the topic"),
                    new Column("kafka_partition", ColumnType.Scalar.INT, "Kafka partition"),
                    new Column("kafka_offset", ColumnType.Scalar.BIGINT, "Kafka offset"),
                    new Column(
                        "event_time",
                        ColumnType.Scalar.STRING,
                        "time of the event, local or in the dataset's zone"),
                    new Column("ingestion_time", ColumnType.Scalar.STRING, "when landed, UTC"),
                    new Column("value", new ColumnType.Struct(schema.columns()), "the record")),
                routing != Routing.WHOLE,
                Table.Format.JSON));
  }

  /** Which {@code dt} a record belongs to. */
  public enum Routing {
    /** No partitions. */
    WHOLE,
    /** The event's own day. */
    DAY,
    /** 1 January of the event's year. */
    FIRST_DAY_OF_YEAR
  }
}
