package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.Table;
import java.util.List;

/**
 * The files of a sink as a table: a row for each message, a partition for each place. A partition
 * is told by the directories' names, which say the place in other words than its columns where
 * these are no name for a directory.
 */
final class SinkTable {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("topic", Scalar.STRING, "Kafka topic of the message"),
          new Column("kafka_partition", Scalar.INT, "Kafka partition of the message"),
          new Column("kafka_offset", Scalar.BIGINT, "Kafka offset of the message"),
          new Column("country", Scalar.STRING, "ISO 3166-1 alpha-2 code, or UNKNOWN"),
          new Column("city", Scalar.STRING, "name of the place, or Unknown-City"),
          new Column(
              "event_time", Scalar.TIMESTAMP, "time of the observation, UTC, to the millisecond"),
          new Column("temperature", Scalar.DOUBLE, "temperature, °C"),
          new Column("windspeed", Scalar.DOUBLE, "wind speed, m/s"),
          new Column("weather_code", Scalar.INT, "WMO code of the weather"),
          new Column("wind_alert_level", Scalar.INT, "0, 1 from 10 m/s, 2 from 20 m/s"),
          new Column("heat_alert_level", Scalar.INT, "0, 1 from 25 °C, 2 from 35 °C"),
          new Column("latitude", Scalar.DOUBLE, "latitude, degrees"),
          new Column("longitude", Scalar.DOUBLE, "longitude, degrees"),
          new Column("sent_at", Scalar.TIMESTAMP, "time of the Kafka record, UTC"),
          new Column("topic_id", Scalar.STRING, "Kafka's id of the topic"),
          new Column("reason", Scalar.STRING, "why the message has no value; else NULL"),
          new Column("raw", Scalar.STRING, "the bytes of a message that is not JSON, base64"),
          new Column("value", Scalar.STRING, "the message, JSON; its numbers as Hive writes them"));

  private static final List<Column> PARTITION_COLUMNS =
      List.of(
          new Column("country_dir", Scalar.STRING, "directory of the country, such as FR"),
          new Column("city_dir", Scalar.STRING, "directory of the city, such as New-York"));

  private SinkTable() {}

  static Table named(String name) {
    return new Table(
        name,
        "Messages by the place that they are of, as a sink writes them",
        COLUMNS,
        PARTITION_COLUMNS,
        Table.Format.JSON_UTC);
  }
}
