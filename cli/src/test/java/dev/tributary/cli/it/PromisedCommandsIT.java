package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the system before this one promised, word for word. */
@ExtendWith(Stack.class)
final class PromisedCommandsIT {

  private static final Path SAMPLES = Path.of("../samples/weapons").toAbsolutePath().normalize();

  @TempDir private Path directory;

  @Test
  void theyWorkAsTheyStand() throws Exception {
    Files.copy(Path.of(System.getProperty("tributary.jar")), directory.resolve("my_job.jar"));
    String pages;
    try (Stream<Path> files = Files.list(SAMPLES)) {
      pages =
          String.join(
              " ",
              files.map(Path::toString).filter(name -> name.endsWith(".htm")).sorted().toList());
    }
    type("hadoop jar my_job.jar produce --source weapon-pages " + pages);
    type("hadoop jar my_job.jar pipeline --dataset weapons");
    type(
        "hadoop jar my_job.jar produce --source weapon-pages --dry-run "
            + pages
            + " > weapon_data.json");

    type("hdfs dfs -put weapon_data.json /input/");
    type("hadoop jar my_job.jar com.mhfz.analysis.WeaponStats /input /output");
    assertThat(type("hdfs dfs -ls /output/")).anyMatch(line -> line.endsWith("/output/part-00000"));
    List<String> file = type("hdfs dfs -cat /output/part-00000");

    // What Hive shows is what the pipeline published, of the same pages: the same rows.
    List<String> hive =
        type(
            "hive --outputformat=tsv2 --showHeader=false -e 'SELECT count(*), sum(weapons) FROM weapon_stats'");
    long weapons =
        file.stream()
            .map(line -> line.split("\t", -1))
            .mapToLong(columns -> Long.parseLong(columns[2]))
            .sum();
    assertThat(hive).containsExactly(file.size() + "\t" + weapons);
    assertThat(type("hive -e 'SELECT * FROM weapon_stats LIMIT 10'"))
        .anyMatch(line -> line.contains("long_sword"));
    assertThat(type("psql -c 'SELECT name, rarity, attack, affinity FROM long_sword LIMIT 10'"))
        .first()
        .asString()
        .containsPattern("name +\\| rarity \\| attack \\| affinity");
    int lines = Files.readAllLines(directory.resolve("weapon_data.json")).size();
    assertThat(type("psql -c 'SELECT COUNT(*) FROM postgresdb'")).contains("    " + lines);
  }

  private List<String> type(String command) {
    return Shell.run("bash", "-c", "cd " + directory + " && " + command)
        .ok()
        .out()
        .lines()
        .toList();
  }
}
