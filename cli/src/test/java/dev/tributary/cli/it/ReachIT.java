package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Build;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.Table;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is built of a table whose rows may fall on the day before or after their record. */
@ExtendWith(Stack.class)
final class ReachIT {

  private static final String TOPIC = "6f1c0b4e-6d1f-4f57-9a53-0f9f3b1f7c11";
  private static final Table TABLE =
      new Table(
          "weapon_days",
          "",
          List.of(new Column("n", ColumnType.Scalar.BIGINT, "")),
          true,
          Table.Format.TEXT);

  @TempDir private Path directory;
  private final RunId run = new RunId("reach");
  private final Dataset weapons = Catalog.load(Optional.empty()).dataset("weapons");
  private Workspace workspace;
  private Ledger ledger;

  @BeforeEach
  void open() {
    workspace = new Workspace("reach", directory);
    ledger = Ledger.open(settings());
    ledger.begin(run, "test", "");
    execute("INSERT INTO tributary.feed (name) VALUES ('weapons')");
    execute(
        "INSERT INTO tributary.topic (id, name, feed) VALUES ('" + TOPIC + "', 't', 'weapons')");
    execute(
        "INSERT INTO tributary.export (feed, run_id, state) VALUES ('weapons', 'reach', 'done')");
  }

  @AfterEach
  void close() {
    ledger.close();
    workspace.execute("postgres", "DROP DATABASE reach");
  }

  /** On paper: of inputs on the 1st, 2nd and 5th, those a day away are the 31st to the 6th. */
  @Test
  void onlyWhatAChangeReachesIsBuiltAnewFromAllWithinReach() {
    export("2026-01-01", 1);
    export("2026-01-02", 2);
    export("2026-01-05", 3);
    Build first = plan().orElseThrow();
    assertThat(first.dts()).isEqualTo(days("2025-12-31", "2026-01-06"));
    assertThat(first.paths()).containsExactly("/f1", "/f2", "/f3");
    assertThat(first.records()).isEqualTo(3);
    build(first);
    assertThat(plan()).isEmpty();

    export("2026-01-05", 4); // beside what is there
    Build fifth = plan().orElseThrow();
    assertThat(fifth.dts()).isEqualTo(days("2026-01-04", "2026-01-06"));
    assertThat(fifth.paths()).containsExactly("/f3", "/f4");
    assertThat(fifth.read().count()).isEqualTo(2);
    // It was killed: what it would have built is still to be built.
    assertThat(plan().orElseThrow().dts()).isEqualTo(fifth.dts());
    build(plan().orElseThrow());

    export("2026-01-03", 5); // was not there when its neighbours were built
    Build third = plan().orElseThrow();
    assertThat(third.dts()).isEqualTo(days("2026-01-02", "2026-01-04"));
    assertThat(third.paths()).containsExactly("/f1", "/f2", "/f3", "/f4", "/f5");
    build(third);

    // Of these the 31st is of version 1, the 2nd of version 5: each is judged by its own.
    export("2026-01-01", 6);
    Build again = plan().orElseThrow();
    assertThat(again.dts()).isEqualTo(days("2025-12-31", "2026-01-02"));
    assertThat(again.paths()).containsExactly("/f1", "/f2", "/f5", "/f6");
    build(again);
    assertThat(plan()).isEmpty();
  }

  @Test
  void withoutReachAPartitionIsBuiltOfItsOwnInputAlone() {
    export("2026-01-01", 1);
    export("2026-01-02", 2);
    BuildInput own = BuildInput.of(weapons.feed());
    build(ledger.planBuild(TABLE, weapons, own, false, run).orElseThrow());
    export("2026-01-02", 3);
    Build second = ledger.planBuild(TABLE, weapons, own, false, run).orElseThrow();
    assertThat(second.dts()).containsExactly("2026-01-02");
    assertThat(second.paths()).containsExactly("/f2", "/f3");
  }

  private Optional<Build> plan() {
    return ledger.planBuild(TABLE, weapons, BuildInput.of(weapons.feed()).within(1), false, run);
  }

  private void build(Build build) {
    List<Build.Partition> partitions =
        build.dts().stream()
            .map(dt -> new Build.Partition(dt, build.directory(dt), 0L, 0L))
            .toList();
    ledger.built(build, "job", 0, partitions);
  }

  /** A file of one record more, as an export records it. */
  private void export(String dt, int file) {
    execute(
        """
        INSERT INTO tributary.partition (feed, dt, version, generation, directory)
        VALUES ('weapons', '%s', 1, 1, '')
        ON CONFLICT (feed, dt) DO UPDATE SET generation = tributary.partition.generation + 1"""
            .formatted(dt));
    execute(
        """
        WITH file AS (
          INSERT INTO tributary.file (feed, dt, version, export_id, path, rows, length, sha256)
          VALUES ('weapons', '%s', 1, 1, '/f%2$d', 1, 1, '') RETURNING id)
        INSERT INTO tributary.file_offsets (file_id, topic_id, partition, offsets)
        SELECT id, '%3$s', 0, '{[%2$d,%2$d]}' FROM file"""
            .formatted(dt, file, TOPIC));
  }

  /** The days from one to another, both included. */
  private static List<String> days(String first, String last) {
    return LocalDate.parse(first)
        .datesUntil(LocalDate.parse(last).plusDays(1))
        .map(LocalDate::toString)
        .toList();
  }

  private void execute(String statement) {
    workspace.execute(workspace.database(), statement);
  }

  private Settings settings() {
    Map<String, String> given =
        Map.of(
            Settings.POSTGRES_HOST.name(), Stack.environment().get("PGHOST"),
            Settings.POSTGRES_PORT.name(), Stack.environment().get("PGPORT"),
            Settings.POSTGRES_USER.name(), Stack.environment().get("PGUSER"),
            Settings.POSTGRES_DATABASE.name(), workspace.database());
    return new Settings() {
      @Override
      public Optional<String> text(Setting<?> setting) {
        return Optional.ofNullable(given.get(setting.name()));
      }
    };
  }
}
