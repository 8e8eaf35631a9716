package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.table.Table;
import java.util.Map;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.junit.jupiter.api.Test;

class ThriftFormTest {

  @Test
  void aStorageDescriptorSaysHowToReadItsFiles() {
    StorageDescriptor storage =
        ThriftForm.storage(
            Tables.readings(Tables.NAME, Tables.PLACE).as(Table.Format.PARQUET), "/r/1");

    assertThat(storage.getLocation()).isEqualTo("/r/1");
    assertThat(storage.getInputFormat())
        .isEqualTo("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat");
    assertThat(storage.getSerdeInfo().getSerializationLib())
        .isEqualTo("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");
    assertThat(storage.getCols())
        .containsExactly(
            new FieldSchema("name", "string", "the buoy's name"),
            new FieldSchema("place", "struct<lat:double,date:string>", "where and when"));
  }

  @Test
  void anotherFormatIsAnotherStorage() {
    Table text = Tables.buoys(Tables.NAME);
    StorageDescriptor storage = ThriftForm.storage(text, "/b");

    assertThat(ThriftForm.same(storage, ThriftForm.storage(text, "/b"))).isTrue();
    assertThat(ThriftForm.same(storage, ThriftForm.storage(text, "/c"))).isFalse();
    assertThat(ThriftForm.same(storage, ThriftForm.storage(text.as(Table.Format.JSON), "/b")))
        .isFalse();
  }

  @Test
  void noStatisticOfOtherDataIsKept() {
    assertThat(
            ThriftForm.withoutStatistics(
                Map.of(
                    "COLUMN_STATS_ACCURATE", "{\"BASIC_STATS\":\"true\"}",
                    "numRows", "7",
                    "owner.team", "lake")))
        .isEqualTo(Map.of("owner.team", "lake"));
  }

  @Test
  void noTableDeletesItsData() {
    assertThat(
            ThriftForm.parameters(
                Map.of("external.table.purge", "true"), Tables.readings(Tables.NAME)))
        .containsEntry("external.table.purge", "false")
        .containsEntry("EXTERNAL", "TRUE")
        .containsEntry("comment", "Readings");
  }
}
