package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The flags of days that are whole, around the day of 23 hours in Europe/Paris. */
@ExtendWith(Stack.class)
final class ClosingIT {

  @TempDir private Path directory;

  private Workspace weather;
  private Hops hops;

  @Test
  void aDayIsClosedWhenEveryPartitionIsPastItAndStaysSo() throws Exception {
    weather = new Workspace("closing", directory);
    hops = new Hops(weather, "weather");
    // The 30th ends at 22:00 UTC, and is closed two hours later.
    send(6, "2025-03-29T12:00:00", "2025-03-30T23:59:00");
    hops.run("land", "--dataset", "weather");
    assertThat(flags()).isEmpty();
    // Killed behind the flag, and before the ledger has it.
    Path log = directory.resolve("export.log");
    Faults.kill(weather, log, "close.after-flag", "export", "--dataset", "weather");
    assertThat(flags()).containsExactly("2025-03-29");
    assertThat(closed()).isEmpty();
    assertThat(hops.run("export", "--dataset", "weather")).endsWith("; 1 partitions are whole");
    assertThat(closed()).containsExactly("2025-03-29");
    Faults.survived("export", "killed at close.after-flag");

    send(6, "2025-03-31T00:00:00", "2025-03-31T01:00:00");
    hops.pipeline();
    assertThat(flags()).containsExactly("2025-03-29", "2025-03-30");

    // Of 1 April there is nothing: nobody is to wait for it.
    send(6, "2025-04-02T00:00:00", "2025-04-02T06:00:00");
    hops.pipeline();
    List<String> days = List.of("2025-03-29", "2025-03-30", "2025-03-31", "2025-04-01");
    assertThat(flags()).isEqualTo(days);
    assertThat(weather.hive("SELECT count(*) FROM weather_data WHERE dt = '2025-04-01'"))
        .containsExactly("0");

    // One place alone goes on: the others are waited for, until nothing has landed of them for 6 h.
    send(1, "2025-04-02T06:00:00", "2025-04-04T06:00:00");
    hops.pipeline();
    assertThat(flags()).isEqualTo(days);
    weather.execute(
        weather.database(),
        """
        UPDATE tributary.batch SET committed_at = committed_at - interval '7 hours'
        WHERE id < (SELECT max(id) FROM tributary.batch WHERE feed = 'weather')""");
    assertThat(hops.run("export", "--dataset", "weather"))
        .startsWith("nothing to export")
        .endsWith("; 2 partitions are whole");
    assertThat(flags()).hasSize(6).endsWith("2025-04-02", "2025-04-03");

    // What is late lands in a day that stays closed.
    hops.run("batches", "reject", batch(), "--reason", "the thermometer was in the sun");
    hops.pipeline();
    assertThat(flags()).hasSize(6);
    hops.auditIsClean();
  }

  private String batch() {
    return weather
        .sql("SELECT max(id) FROM tributary.batch WHERE feed = 'weather' AND rows > 0")
        .get(0);
  }

  private void send(int cities, String from, String until) throws Exception {
    hops.produceWeather(cities, from, until, "30m");
  }

  private List<String> closed() {
    return weather.sql("SELECT dt FROM tributary.closed_partition ORDER BY dt");
  }

  /** The days that have the flag, as a coordinator looks for it. */
  private List<String> flags() throws Exception {
    try (FileSystem hdfs = FileSystem.newInstance(InProcess.hadoop())) {
      FileStatus[] found =
          hdfs.globStatus(
              new org.apache.hadoop.fs.Path(weather.weatherDirectory() + "/dt=*/_SUCCESS"));
      return Arrays.stream(found)
          .map(flag -> flag.getPath().getParent().getName().substring("dt=".length()))
          .sorted()
          .toList();
    }
  }
}
