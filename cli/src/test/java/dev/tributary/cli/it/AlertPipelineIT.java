package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Alerts from their source to Hive, and what Hive answers beside what was sent. */
@ExtendWith(Stack.class)
final class AlertPipelineIT {

  private static final String READINGS = "sinkhive_readings";
  private static final String ALERTS = "sinkhive_alerts";
  private static final String TREE = "/user/hdfs/sinkhive";
  private static final List<String> SYNTHETIC =
      List.of("--source", "synthetic", "--alerts", "--topic", READINGS, "--alert-topic", ALERTS);

  @TempDir private Path directory;

  @Test
  void madeUpAlertsAreCountedInHiveAsTheyWereSent() {
    Workspace workspace = new Workspace("sinkhive", directory);
    List<String> july = List.of("--cities", "8", "--from", "2025-07-01", "--to", "2025-07-03");
    Shell.Result printed = produce(workspace, july, "--dry-run");
    produce(workspace, july);
    assertThat(produce(workspace, july).err()).contains("nothing to send");
    sink(workspace);
    publish(workspace, 8);
    List<String> messages = printed.out().lines().toList();
    long alerts = messages.stream().filter(line -> line.matches(".*_alert_level\":[12].*")).count();
    assertThat(alerts).as("some, and not all").isBetween(1L, messages.size() - 1L);
    assertThat(
            workspace.hive(
                "SELECT topic, count(*), count(DISTINCT country_dir, city_dir),"
                    + " sum(IF(wind_alert_level > 0 OR heat_alert_level > 0, 1, 0)),"
                    + " count(DISTINCT topic, kafka_partition, kafka_offset)"
                    + " FROM weather_alerts GROUP BY topic ORDER BY topic"))
        .satisfiesExactly(
            line -> assertThat(line).matches(ALERTS + "\t%1$d\t\\d\t%1$d\t%1$d".formatted(alerts)),
            line ->
                assertThat(line)
                    .isEqualTo(
                        READINGS + "\t%1$d\t8\t%2$d\t%1$d".formatted(messages.size(), alerts)));
    // Paris is the first of the cities; its times are shown in UTC.
    assertThat(
            workspace.hive(
                "SELECT count(*), min(event_time), max(event_time), min(country), min(city),"
                    + " sum(IF(value LIKE '%\"location\":\"Paris, France\"%', 1, 0))"
                    + " FROM weather_alerts WHERE country_dir = 'FR' AND city_dir = 'Paris'"
                    + " AND topic = '"
                    + READINGS
                    + "'"))
        .containsExactly("288\t2025-07-01 00:00:00.0\t2025-07-02 23:50:00.0\tFR\tParis\t288");

    // Broken messages and hostile names, which are places of their own.
    Shell.Result dirty =
        produce(
            workspace,
            List.of("--cities", "9", "--from", "2025-07-03", "--to", "2025-07-04"),
            "--dirty",
            "0.2",
            "--json");
    Matcher sent = Pattern.compile("\"sent\":(\\d+)").matcher(dirty.out());
    assertThat(sent.find()).as(dirty.out()).isTrue();
    sink(workspace);
    workspace.run("publish", "--sink", TREE).ok();
    String all = "SELECT count(*), sum(kafka_offset * (kafka_partition + 3)), count(reason) FROM ";
    List<String> overThrift = workspace.hive(all + "weather_alerts");
    assertThat(overThrift.get(0)).doesNotEndWith("\t0");
    assertThat(
            workspace.hive("SELECT count(*) FROM weather_alerts WHERE topic = '" + READINGS + "'"))
        .containsExactly(Long.toString(messages.size() + Long.parseLong(sent.group(1))));
    assertThat(
            workspace.hive(
                "SELECT count(DISTINCT country_dir, city_dir) FROM weather_alerts"
                    + " WHERE city_dir LIKE '%~%'"))
        .doesNotContain("0");
    String[] overJdbc = {"--sink", TREE, "--table", "alerts_over_jdbc", "--via", "jdbc"};
    workspace.run("publish", overJdbc).ok();
    assertThat(workspace.hive(all + "alerts_over_jdbc")).isEqualTo(overThrift);
    assertThat(workspace.run("publish", overJdbc).ok().err()).contains("nothing to publish");
    assertThat(workspace.run("publish", "--sink", TREE).ok().err()).contains("nothing to publish");

    // Dropped in Hive, it is made again: the data stay.
    workspace.hive("DROP TABLE weather_alerts; SELECT 1");
    workspace.run("publish", "--sink", TREE).ok();
    assertThat(workspace.hive(all + "weather_alerts")).isEqualTo(overThrift);
  }

  private static Shell.Result produce(Workspace workspace, List<String> what, String... more) {
    List<String> arguments = new ArrayList<>(SYNTHETIC);
    arguments.addAll(what);
    arguments.addAll(List.of(more));
    return workspace.run("produce", arguments.toArray(new String[0])).ok();
  }

  private static void sink(Workspace workspace) {
    workspace
        .run(
            "sink",
            "--topics",
            READINGS + "," + ALERTS,
            "--hdfs-path",
            TREE,
            "--max-file-size",
            "30KB",
            "--compression",
            "gzip",
            "--until-end",
            "-Dtributary.sink.group.id=sinkhive")
        .ok();
  }

  private static void publish(Workspace workspace, int places) {
    assertThat(workspace.run("publish", "--sink", TREE).ok().said().get(0))
        .contains("weather_alerts")
        .contains(" " + places + " ");
  }
}
