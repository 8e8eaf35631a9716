package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.table.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DdlTest {

  private final Ddl ddl = new Ddl("lake");

  @Test
  void aTextTableSaysHowItsRowsAreWritten() {
    assertThat(ddl.createTable(Tables.buoys(Tables.NAME, Tables.LEAD), "hdfs://nn/b"))
        .isEqualTo(
            "CREATE EXTERNAL TABLE IF NOT EXISTS `lake`.`buoys`"
                + " (`name` string COMMENT 'the buoy\\'s name', `lead` double COMMENT 'µg/l')"
                + " COMMENT 'Buoys, by name'"
                + " ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'"
                + " WITH SERDEPROPERTIES ('collection.delim'=',', 'escape.delim'='\\\\',"
                + " 'field.delim'='\\t', 'mapkey.delim'=':', 'serialization.escape.crlf'='true', 'serialization.format'='\\t',"
                + " 'serialization.null.format'='\\\\N')"
                + " STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'"
                + " OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'"
                + " LOCATION 'hdfs://nn/b'"
                + " TBLPROPERTIES ('comment'='Buoys, by name', 'external.table.purge'='false')");
  }

  @Test
  void aPartOfAStructMayHaveAReservedName() {
    assertThat(ddl.createTable(Tables.readings(Tables.PLACE), "/r"))
        .contains(
            "(`place` struct<`lat`:double,`date`:string> COMMENT 'where and when')",
            " PARTITIONED BY (`dt` string COMMENT 'day of the event, YYYY-MM-DD')",
            "'org.apache.hadoop.hive.serde2.JsonSerDe' STORED AS");
  }

  @Test
  void partitionsAreAddedInOneStatement() {
    assertThat(
            ddl.addPartitions(
                Tables.readings(Tables.NAME),
                Map.of(PartitionKey.of("2024-01-02"), "/b", PartitionKey.of("2024-01-01"), "/a")))
        .isEqualTo(
            "ALTER TABLE `lake`.`readings` ADD IF NOT EXISTS"
                + " PARTITION (`dt`='2024-01-01') LOCATION '/a'"
                + " PARTITION (`dt`='2024-01-02') LOCATION '/b'");
  }

  @Test
  void aPartitionIsToldByAllItsValues() {
    assertThat(
            ddl.addPartitions(
                SinkTable.named("t"), Map.of(PartitionKey.of("CA", "St.-John's"), "/a/CA/b's")))
        .isEqualTo(
            "ALTER TABLE `lake`.`t` ADD IF NOT EXISTS"
                + " PARTITION (`country_dir`='CA', `city_dir`='St.-John\\'s')"
                + " LOCATION '/a/CA/b\\'s'");
    assertThat(ddl.createTable(SinkTable.named("t"), "/a"))
        .contains(
            " PARTITIONED BY (`country_dir` string COMMENT 'directory of the country, such as FR',"
                + " `city_dir` string COMMENT 'directory of the city, such as New-York')",
            " WITH SERDEPROPERTIES ('timestamp.formats'='iso8601') ");
  }

  @Test
  void addedColumnsReachThePartitionsToo() {
    assertThat(ddl.addColumns(Tables.readings(Tables.NAME, Tables.LEAD), List.of(Tables.LEAD)))
        .isEqualTo(
            "ALTER TABLE `lake`.`readings` ADD COLUMNS (`lead` double COMMENT 'µg/l') CASCADE");
  }

  @Test
  void statisticsAreForgottenBeforeTheDataChange() {
    assertThat(ddl.setLocation(Tables.readings(Tables.NAME), PartitionKey.of("2024-01-01"), "/b"))
        .containsExactly(
            "ALTER TABLE `lake`.`readings` PARTITION (`dt`='2024-01-01')"
                + " UPDATE STATISTICS SET ('numRows'='-1')",
            "ALTER TABLE `lake`.`readings` PARTITION (`dt`='2024-01-01') SET LOCATION '/b'");
  }

  @Test
  void aFormatWithoutPropertiesIsOneStatement() {
    Table table = Tables.buoys(Tables.NAME);

    assertThat(ddl.setFormat(table.as(Table.Format.JSON)))
        .containsExactly(
            "ALTER TABLE `lake`.`buoys` SET FILEFORMAT"
                + " INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'"
                + " OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'"
                + " SERDE 'org.apache.hadoop.hive.serde2.JsonSerDe'");
  }

  /** Else Hive takes each line of the partitions that are still text for one value. */
  @Test
  void parquetKeepsTheDelimitersOfText() {
    Table table = Tables.buoys(Tables.NAME);

    assertThat(ddl.setFormat(table.as(Table.Format.PARQUET)).get(1))
        .isEqualTo(ddl.setFormat(table).get(1))
        .contains("'field.delim'='\\t'");
  }

  @Test
  void textCannotEndALiteral() {
    assertThat(Ddl.text("a'b\\c\nd")).isEqualTo("'a\\'b\\\\c\\nd'");
  }
}
