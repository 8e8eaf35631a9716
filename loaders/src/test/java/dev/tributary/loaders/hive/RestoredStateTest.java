package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.ledger.VersionedPartition;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoredStateTest {

  private static final Table LAKES =
      new Table(
          "lakes", "Lakes", List.of(new Column("n", Scalar.INT, "")), true, Table.Format.TEXT);

  @TempDir private Path directory;

  @Test
  void whatWasNotThereThenStaysAndWhatHasNewerVersionsIsHeld() {
    RestoredState state =
        of(
            Optional.empty(),
            List.of(partition("1992-01-01", 1), partition("1993-01-01", 1)),
            List.of(
                partition("1992-01-01", 2),
                partition("1993-01-01", 1),
                partition("1994-01-01", 2)));

    assertThat(state.held()).containsExactly("1992-01-01");
    assertThat(state.newer()).containsExactly("1994-01-01");
    assertThat(state.outcome(1).message())
        .isEqualTo(
            "restored lakes as of version 1 (1 of 2 partitions changed); 1 are held: publish leaves"
                + " them until a newer version is built; 1 that were not there then stay as they"
                + " are");
  }

  @Test
  void aPartitionThatWasNotThereThenCannotBeShownAsItWas() {
    List<VersionedPartition> then = List.of(partition("1992-01-01", 1));
    List<VersionedPartition> now = List.of(partition("1992-01-01", 1), partition("1994-01-01", 2));

    assertThatThrownBy(() -> of(Optional.of("1994-01-01"), then, now))
        .isInstanceOf(TributaryException.class)
        .hasMessageStartingWith("lakes had no partition '1994-01-01' as of version 1: ");
    assertThatThrownBy(() -> of(Optional.of("1995-01-01"), then, now))
        .hasMessageStartingWith("lakes has no partition '1995-01-01'; ");
  }

  @Test
  void filesThatAreGoneRetiredOrOthersAreRefused() throws IOException {
    assertThatThrownBy(() -> refuse(partition("1992-01-01", 1)))
        .hasMessageContaining("lakes dt=1992-01-01 version 1: directory ")
        .hasMessageContaining(" is not there; nothing is changed");

    Files.createDirectories(directory.resolve("1992-01-01"));
    Files.writeString(directory.resolve("1992-01-01/part-00000"), "1\n2\n");
    Files.writeString(directory.resolve("1992-01-01/_SUCCESS"), "not a row");
    refuse(partition("1992-01-01", 1)); // 4 bytes, as it was built

    Files.writeString(directory.resolve("1992-01-01/part-00001"), "3\n");
    assertThatThrownBy(() -> refuse(partition("1992-01-01", 1)))
        .hasMessageContaining(" have 6 bytes, it was built with 4; nothing is changed");
  }

  @Test
  void aStateOfADirectoryThatHasGrownSinceIsRefused() {
    String at = directory.toString();
    assertThatThrownBy(
            () -> refuse(new VersionedPartition(LAKES, "", 1, at, 1L, 4L, false, 3, false)))
        .hasMessageContaining("an export has added files to " + at)
        .hasMessageEndingWith("version 3 is the next that can");
    assertThatThrownBy(
            () -> refuse(new VersionedPartition(LAKES, "", 1, at, 1L, 4L, true, 1, true)))
        .hasMessageStartingWith("lakes version 1 was retired: its files are deleted; ");
  }

  private static RestoredState of(
      Optional<String> dt, List<VersionedPartition> then, List<VersionedPartition> now) {
    return RestoredState.of("lakes", 1, dt, then, now);
  }

  private static void refuse(VersionedPartition partition) throws IOException {
    of(Optional.empty(), List.of(partition), List.of(partition))
        .refuseUnlessThere(FileSystem.getLocal(new Configuration()).getRaw());
  }

  private VersionedPartition partition(String dt, long version) {
    return new VersionedPartition(
        LAKES, dt, version, directory.resolve(dt).toString(), 2L, 4L, true, version, false);
  }
}
