package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.table.TextRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspectorUtils;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspectorUtils.ObjectInspectorCopyOption;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;

/** Our lines in the hands of Hive's own SerDe, set up as the form says. */
final class StorageFormTest {

  @Test
  void hiveReadsTheTextThatWasWritten() throws Exception {
    assertThat(read("string,bigint", "a\tb\\\n\r:,c", 7L)).containsExactly("a\tb\\\n\r:,c", 7L);
    assertThat(read("string,bigint", "", null)).containsExactly("", null);
  }

  @Test
  void hiveReadsTheMapThatWasWritten() throws Exception {
    Map<String, Long> hostile = new HashMap<>();
    for (String key :
        List.of("", ":", ",", "\\", "\t", "\n\r", "a:b,c\\N", "\\N", "n", "é\u0002")) {
      hostile.put(key, (long) hostile.size());
    }
    hostile.put("none", null);
    List<Object> row =
        read(
            "map<string,bigint>,map<string,string>,bigint", hostile, Map.of("a,b", "c:d,\te"), -1L);
    assertThat(row).containsExactly(hostile, Map.of("a,b", "c:d,\te"), -1L);
  }

  @Test
  void hiveTellsTheEmptyMapFromNull() throws Exception {
    assertThat(read("map<string,bigint>,map<string,bigint>", Map.of(), null))
        .containsExactly(Map.of(), null);
    assertThat(read("map<string,bigint>", Map.of("", 1L))).containsExactly(Map.of("", 1L));
  }

  /** Its vectorized double of the SerDe misreads the column before an empty last one. */
  @Test
  void hiveReadsRowByRowWhatMayEndWithAnEmptyColumn() {
    String rowByRow = "serialization.last.column.takes.rest";
    assertThat(StorageForm.of(table("bigint,map<string,bigint>")).serdeProperties())
        .containsEntry(rowByRow, "true");
    assertThat(StorageForm.of(table("bigint,string")).serdeProperties())
        .containsEntry(rowByRow, "true");
    assertThat(StorageForm.of(table("map<string,bigint>,bigint")).serdeProperties())
        .doesNotContainKey(rowByRow);
  }

  private static Table table(String types) {
    String[] parts = types.split(",(?![^<]*>)", -1);
    List<Column> columns = new ArrayList<>();
    for (String type : parts) {
      columns.add(new Column("c" + columns.size(), ColumnType.parse(type), ""));
    }
    return new Table("t", "", columns, false, Table.Format.TEXT);
  }

  private static List<Object> read(String types, Object... values) throws Exception {
    StorageForm form = StorageForm.of(table(types));
    Properties properties = new Properties();
    properties.putAll(form.serdeProperties());
    properties.setProperty(
        "columns", "abcdef".replaceAll("(.)", "$1,").substring(0, 2 * values.length - 1));
    properties.setProperty("columns.types", types);
    LazySimpleSerDe serde = new LazySimpleSerDe();
    assertThat(form.serde()).isEqualTo(serde.getClass().getName());
    serde.initialize(new Configuration(), properties, null);
    Object row = serde.deserialize(new Text(TextRow.format(Arrays.asList(values))));
    return new ArrayList<>(
        (List<?>)
            ObjectInspectorUtils.copyToStandardObject(
                row, serde.getObjectInspector(), ObjectInspectorCopyOption.JAVA));
  }
}
