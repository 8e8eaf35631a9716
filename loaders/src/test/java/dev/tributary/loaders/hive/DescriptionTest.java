package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answers are those of HiveServer2 4.0.1, shortened. */
class DescriptionTest {

  private static final String STORAGE =
      "sd:StorageDescriptor(cols:[FieldSchema(name:name, type:string, comment:µ)],"
          + " location:file:/lake/r, v1, inputFormat:org.apache.hadoop.mapred.TextInputFormat,"
          + " serdeInfo:SerDeInfo(name:null,"
          + " serializationLib:org.apache.hadoop.hive.serde2.JsonSerDe, parameters:{}))";

  private static Description of(String detail) {
    return Description.of(
        List.of(
            new Description.Row("name", "string", "µ"),
            new Description.Row("dt", "string", "day"),
            new Description.Row("", "", ""),
            new Description.Row("# Partition Information", "", ""),
            new Description.Row("# col_name", "data_type", "comment"),
            new Description.Row("dt", "string", "day"),
            new Description.Row("", "", ""),
            new Description.Row("Detailed Table Information", detail, "")));
  }

  @Test
  void columnsAndKeysAreToldApart() {
    Description description = of("Table(" + STORAGE + ", tableType:EXTERNAL_TABLE, id:1)");

    assertThat(description.table())
        .isEqualTo(
            new KnownTable(
                "EXTERNAL_TABLE",
                List.of(new KnownTable.Field("name", "string", "µ")),
                List.of(new KnownTable.Field("dt", "string", "day"))));
    assertThat(description.location()).isEqualTo("file:/lake/r, v1");
    assertThat(description.readsAs(Tables.readings(Tables.NAME))).isTrue();
    assertThat(description.readsAs(Tables.readings(Tables.NAME).as(Table.Format.PARQUET)))
        .isFalse();
  }

  @Test
  void aTableThatWasAskedForAsManagedCountsAsManaged() {
    String parameters = ", parameters:{EXTERNAL=TRUE, TRANSLATED_TO_EXTERNAL=TRUE}";

    assertThat(of("Table(" + STORAGE + parameters + ", tableType:EXTERNAL_TABLE)").table().type())
        .isEqualTo("MANAGED_TABLE");
  }

  @Test
  void aViewIsToldByItsTextAndMark() {
    String view =
        "Table(tableName:w, sd:StorageDescriptor(location:null), parameters:{comment=a, b,"
            + " tributary.view=0a1b, bucketing_version=2}, viewOriginalText:SELECT a FROM lake.b"
            + " WHERE a RLIKE '\\\\d' AND a <> \\\"µ\\\", viewExpandedText:SELECT `b`.`a` FROM `lake`.`b`,"
            + " tableType:VIRTUAL_VIEW, id:2)";

    assertThat(of(view).view())
        .isEqualTo(
            new KnownView(
                "VIRTUAL_VIEW", "0a1b", "SELECT a FROM lake.b WHERE a RLIKE '\\d' AND a <> \"µ\""));
    assertThat(of("Table(" + STORAGE + ", tableType:EXTERNAL_TABLE)").view())
        .isEqualTo(new KnownView("EXTERNAL_TABLE", "", ""));
  }
}
