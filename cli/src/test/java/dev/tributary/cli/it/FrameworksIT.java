package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job on YARN, in one container, and in the client: the same bytes. */
@ExtendWith(Stack.class)
final class FrameworksIT {

  @TempDir private static Path directory;

  private static Workspace water;

  @BeforeAll
  static void putSamplesAsOneFileAndAsSeven() throws Exception {
    water = new Workspace("frameworks", directory);
    List<String> lines = messages(Workspace.SAMPLES.resolve("LTM_Data_2022_8_1.csv.gz"));
    Files.write(directory.resolve("all.json"), lines);
    Path parts = Files.createDirectory(directory.resolve("parts"));
    for (int part = 0; part < 7; part++) {
      List<String> some = new ArrayList<>();
      for (int i = part; i < lines.size(); i += 7) {
        some.add(lines.get(i));
      }
      Files.write(parts.resolve("part" + part + ".json"), some);
    }
    Files.write(
        directory.resolve("sites.json"),
        messages(
            Workspace.SAMPLES.resolve("Site_Information_2022_8_1.xlsx"), "--reference", "sites"));
    Shell.run("hdfs", "dfs", "-mkdir", "-p", "/input/one").ok();
    Shell.run("hdfs", "dfs", "-put", "" + directory.resolve("all.json"), "/input/one/").ok();
    Shell.run("hdfs", "dfs", "-put", "" + parts, "/input/seven").ok();
    Shell.run("hdfs", "dfs", "-put", "" + directory.resolve("sites.json"), "/input/").ok();
  }

  @Test
  void theBytesAreTheSameEverywhere() {
    String yarn = output("/input/one", "yarn", "-Dmapreduce.job.ubertask.enable=false");
    assertThat(yarn.lines().count()).isEqualTo(79_032);
    assertThat(output("/input/one", "uber", "-Dmapreduce.job.ubertask.enable=true"))
        .isEqualTo(yarn);
    assertThat(output("/input/one", "local", "-Dmapreduce.framework.name=local")).isEqualTo(yarn);
    // Seven files, and small splits: several mappers, and merges in another order.
    assertThat(
            output(
                "/input/seven", "split", "-Dmapreduce.input.fileinputformat.split.maxsize=4000000"))
        .isEqualTo(yarn);
  }

  private static String output(String input, String name, String... definitions) {
    String output = "/output/" + name;
    List<String> arguments = new ArrayList<>(List.of(definitions));
    arguments.addAll(List.of("--sites", "/input/sites.json", input, output));
    water.run("WaterMetrics", arguments.toArray(new String[0])).ok();
    return Shell.run("hdfs", "dfs", "-cat", output + "/part-00000").ok().out();
  }

  private static List<String> messages(Path file, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--source", "workbook", "--dataset", "water", "--dry-run"));
    arguments.addAll(List.of(more));
    arguments.add(file.toString());
    return water.run("produce", arguments.toArray(new String[0])).ok().out().lines().toList();
  }
}
