package dev.tributary.loaders.rows;

import static dev.tributary.catalog.table.ColumnType.Scalar.BIGINT;
import static dev.tributary.catalog.table.ColumnType.Scalar.BOOLEAN;
import static dev.tributary.catalog.table.ColumnType.Scalar.DATE;
import static dev.tributary.catalog.table.ColumnType.Scalar.DOUBLE;
import static dev.tributary.catalog.table.ColumnType.Scalar.INT;
import static dev.tributary.catalog.table.ColumnType.Scalar.STRING;
import static dev.tributary.catalog.table.ColumnType.Scalar.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.ledger.PublishedPartition;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartitionRowsTest {

  private static final List<Column> COLUMNS =
      List.of(
          column("text", STRING),
          column("small", INT),
          column("big", BIGINT),
          column("real", DOUBLE),
          column("truth", BOOLEAN),
          column("day", DATE),
          column("time", TIMESTAMP),
          column("counts", new ColumnType.MapOf(BIGINT)));

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message row {
            optional binary text (STRING);
            optional int32 small;
            optional int64 big;
            optional double real;
            optional boolean truth;
            optional int32 day (DATE);
            optional int64 time (TIMESTAMP(MICROS,false));
            optional group counts (MAP) {
              repeated group key_value {
                required binary key (STRING);
                optional int64 value;
              }
            }
          }""");

  private static final List<Object> FULL =
      List.of(
          "tab\tback\\slash\nline\rreturn é €😀",
          -7,
          Long.MIN_VALUE,
          0.1,
          true,
          LocalDate.of(1969, 12, 31),
          LocalDateTime.of(1969, 12, 31, 23, 59, 59, 250_000_000),
          Map.of("Fire", 270L, "a:b", -1L));

  private static final List<Object> BARE =
      Arrays.asList("", null, null, null, null, null, null, Map.of());

  @TempDir private Path directory;

  @Test
  void textGivesTheValuesThatWereWritten() throws IOException {
    write(
        "part-00000",
        """
        tab\\\tback\\\\slash\\nline\\rreturn é €😀\t-7\t-9223372036854775808\t0.1\ttrue\t1969-12-31\t1969-12-31 23:59:59.25\tFire:270,a\\:b:-1
        \t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t
        """);
    assertThat(read(Table.Format.TEXT)).containsExactly(FULL, BARE);
  }

  @Test
  void parquetGivesTheValuesThatWereWritten() throws IOException {
    Group full = new SimpleGroup(SCHEMA);
    full.append("text", (String) FULL.get(0)).append("small", -7).append("big", Long.MIN_VALUE);
    full.append("real", 0.1).append("truth", true);
    full.append("day", -1).append("time", -750_000L); // a day, and 750 ms, before 1970 began
    Group counts = full.addGroup("counts");
    counts.addGroup("key_value").append("key", "Fire").append("value", 270L);
    counts.addGroup("key_value").append("key", "a:b").append("value", -1L);
    Group bare = new SimpleGroup(SCHEMA).append("text", "");
    bare.addGroup("counts");
    parquet("part-00000.parquet", SCHEMA, full, bare);
    assertThat(read(Table.Format.PARQUET)).containsExactly(FULL, BARE);
  }

  @Test
  void allFilesAreReadButThoseThatHiveDoesNotSee() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : List.of("part-00001", "part-00000", "part-00002")) {
      write(name, name.equals("part-00001") ? "" : name + "\t1\t1\t1\ttrue\t\\N\t\\N\t\\N\n");
    }
    for (String name : List.of("_SUCCESS", "_manifest", ".part-00000.crc", ".hidden")) {
      write(name, "no row\n");
    }
    Files.createDirectory(directory.resolve("nested"));
    read(Table.Format.TEXT).forEach(row -> lines.add((String) row.get(0)));
    assertThat(lines).containsExactly("part-00000", "part-00002");
  }

  @Test
  void aPartitionThatLostItsLastRowHasNone() throws IOException {
    assertThat(read(Table.Format.PARQUET)).isEmpty();
  }

  @Test
  void aBrokenLineIsNamedByFileAndNumber() throws IOException {
    String good = "a\t1\t1\t1\ttrue\t\\N\t\\N\t\\N\n";
    write("part-00000", good + good.replaceFirst("1", "one"));
    assertFault(Table.Format.TEXT, "/part-00000 line 2 is no row: column small: 'one' is no int;");
    write("part-00000", good + good + "a\t1\n");
    assertFault(Table.Format.TEXT, "/part-00000 line 3 is no row: 2 values, a row has 8: 'a\t1';");
    Files.write(
        directory.resolve("part-00000"),
        good.replace('a', 'é').getBytes(StandardCharsets.ISO_8859_1));
    assertFault(Table.Format.TEXT, "/part-00000 line 1 is no row: it is not UTF-8;");
  }

  @Test
  void aBrokenParquetFileIsNamed() throws IOException {
    write("part-00000.parquet", "PAR1 and no more");
    assertFault(Table.Format.PARQUET, "/part-00000.parquet row 1 cannot be read: ");
    MessageType other = MessageTypeParser.parseMessageType("message row { optional int32 text; }");
    Files.delete(directory.resolve("part-00000.parquet"));
    parquet("part-00001.parquet", other, new SimpleGroup(other).append("text", 1));
    assertFault(Table.Format.PARQUET, "/part-00001.parquet row 1 cannot be read: ");
  }

  @Test
  void anAbsentDirectoryIsNamedWithItsPartition() {
    assertThatThrownBy(() -> rows(Table.Format.TEXT, directory.resolve("gone")))
        .isInstanceOf(TributaryException.class)
        .hasMessageStartingWith(
            "warehouse: rows dt=1992-01-01 version 3: directory " + directory.resolve("gone"));
  }

  private void assertFault(Table.Format format, String part) {
    assertThatThrownBy(() -> read(format))
        .isInstanceOf(TributaryException.class)
        .hasMessageStartingWith("warehouse: ")
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }

  private List<List<?>> read(Table.Format format) throws IOException {
    List<List<?>> all = new ArrayList<>();
    try (PartitionRows rows = rows(format, directory)) {
      for (List<?> row = rows.next(); row != null; row = rows.next()) {
        all.add(row);
      }
    }
    return all;
  }

  private static PartitionRows rows(Table.Format format, Path from) throws IOException {
    Table table = new Table("rows", "a column of every type", COLUMNS, true, format);
    return new PartitionRows(
        "warehouse",
        FileSystem.getLocal(new Configuration()).getRaw(),
        new PublishedPartition(table, "1992-01-01", 3, from.toString(), null, false));
  }

  private void write(String name, String text) throws IOException {
    Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private void parquet(String name, MessageType schema, Group... groups) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(directory.resolve(name)))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .build()) {
      for (Group group : groups) {
        writer.write(group);
      }
    }
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, "");
  }
}
