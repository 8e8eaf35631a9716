package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox after a power cut. */
@ExtendWith(Stack.class)
final class SandboxIT {

  @TempDir private Path directory;

  @Test
  void whatWasThereIsThereAfterEveryDaemonWasKilled() {
    Workspace water = new Workspace("powercut", directory);
    water.produceReferences();
    water.run("land", "--dataset", "water", "--create-topics").ok();
    water.run("export", "--dataset", "water").ok();
    Shell.run("hive", "-e", "CREATE EXTERNAL TABLE powercut (a INT)").ok();
    for (Service service : Service.values()) {
      Stack.sandbox().kill(service);
    }
    Stack.sandbox().up();
    assertThat(water.sql("SELECT count(*) FROM water_sites")).containsExactly("175");
    assertThat(Shell.run("kafka-get-offsets.sh", "--topic", "powercut-water-sites").ok().out())
        .contains("powercut-water-sites:0:176"); // 175 messages and a transaction's marker
    assertThat(
            Shell.run("hdfs", "dfs", "-cat", water.directory() + "/reference/sites/*.json")
                .ok()
                .out()
                .lines())
        .hasSize(175);
    assertThat(Shell.run("hive", "-e", "SHOW TABLES").ok().out()).contains("powercut");
    assertThat(water.run("land", "--dataset", "water").ok().err()).contains("nothing to land");
  }
}
