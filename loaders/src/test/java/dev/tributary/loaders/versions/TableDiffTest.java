package dev.tributary.loaders.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.ledger.VersionedPartition;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableDiffTest {

  private static final Table LAKES =
      new Table(
          "lakes",
          "Lakes",
          List.of(column("name", Scalar.STRING), column("n", Scalar.INT)),
          true,
          Table.Format.TEXT);

  @TempDir private Path directory;

  @Test
  void rowsAreToldApartByTheKey() throws IOException {
    Table table = LAKES.keyedBy("name");
    TableDiff diff =
        compare(
            10,
            List.of(partition(table, "1992-01-01", 1, "Big\t1\nGone\t2\nSame\t3\n")),
            List.of(partition(table, "1992-01-01", 2, "Same\t3\nNew\t4\nBig\t5\n")));

    assertThat(diff.lines())
        .contains("+ dt=1992-01-01 name=New", "- dt=1992-01-01 name=Gone")
        .contains("~ dt=1992-01-01 name=Big: n 1 -> 5")
        .hasSize(5);
    assertThat(diff.summary("lakes", 1, 2))
        .isEqualTo(
            "lakes: 1 partitions differ between version 1 and version 2: 1 rows added, 1 removed, 1 changed");
  }

  @Test
  void withoutAKeyARowIsAllThatItHolds() throws IOException {
    TableDiff diff =
        compare(
            10,
            List.of(partition(LAKES, "1992-01-01", 1, "Big\t1\nBig\t1\n")),
            List.of(partition(LAKES, "1992-01-01", 2, "Big\t1\nBig\t2\n")));

    assertThat(diff.lines()).contains("+ dt=1992-01-01 name=Big n=2");
    assertThat(diff.lines()).contains("- dt=1992-01-01 name=Big n=1");
    assertThat(diff.facts("lakes", 1, 2)).containsEntry("changed", 0L);
  }

  @Test
  void aPartitionOfOneStateAloneIsAddedWhole() throws IOException {
    TableDiff diff =
        compare(
            10,
            List.of(partition(LAKES, "1992-01-01", 1, "Big\t1\n")),
            List.of(
                partition(LAKES, "1992-01-01", 1, "Big\t1\n"),
                partition(LAKES, "1993-01-01", 2, "Big\t1\n")));

    assertThat(diff.lines()).hasSize(3).contains("+ dt=1993-01-01 name=Big n=1");
  }

  @Test
  void allRowsAreCountedWhateverIsShown() throws IOException {
    TableDiff diff =
        compare(
            1,
            List.of(),
            List.of(partition(LAKES, "1992-01-01", 1, "Big\t1\nSmall\t2\nSome\t3\n")));

    assertThat(diff.facts("lakes", 1, 2)).containsEntry("added", 3L);
    assertThat(diff.lines()).endsWith("… and 2 rows more; --limit shows more");
  }

  @Test
  void ofARetiredVersionOnlyTheNumberOfRowsIsKnown() throws IOException {
    VersionedPartition gone =
        new VersionedPartition(LAKES, "1992-01-01", 1, "/gone", 7L, 70L, true, 1, true);
    TableDiff diff =
        compare(10, List.of(gone), List.of(partition(LAKES, "1992-01-01", 2, "Big\t1\n")));

    assertThat(diff.lines().get(1))
        .startsWith("1992-01-01  1     2   7     ")
        .endsWith("version 1 was retired, its rows are gone");
  }

  private static TableDiff compare(
      int limit, List<VersionedPartition> from, List<VersionedPartition> to) throws IOException {
    TableDiff diff =
        new TableDiff(FileSystem.getLocal(new Configuration()).getRaw(), limit, from, to);
    diff.compare();
    return diff;
  }

  private VersionedPartition partition(Table table, String dt, long version, String rows)
      throws IOException {
    Path at = directory.resolve("v" + version).resolve("dt=" + dt);
    Files.createDirectories(at);
    Files.writeString(at.resolve("part-00000"), rows);
    return new VersionedPartition(
        table, dt, version, at.toString(), null, null, true, version, false);
  }

  private static Column column(String name, Scalar type) {
    return new Column(name, type, "");
  }
}
