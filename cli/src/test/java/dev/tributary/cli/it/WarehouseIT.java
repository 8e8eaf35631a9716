package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The published tables in PostgreSQL, from the first load on, through changes and faults. */
@ExtendWith(Stack.class)
final class WarehouseIT {

  private static final String SAMPLES =
      """
      SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB;SO4_UEQ_L
      1A1-103;LTM_ALTM;07/01/1992 00:00:00;1,5;5,25;100,5
      1A1-103;LTM_ALTM;08/01/1992 00:00:00;1,5;6,5;
      O'Neil\\N é;LTM_ALTM;07/01/1993 00:00:00;1,5;7,5;90,5
      """;

  private static final String COLUMNS =
      "site_id, program_id, state, year, parameter, n, min, mean, median, max, stddev, dt";

  private static final String LOADED =
      """
      SELECT dt, version, rows FROM tributary.warehouse_load
      WHERE table_name = 'water_site_year' ORDER BY id""";

  @TempDir private Path directory;

  @Test
  void itShowsWhatIsPublishedAndNothingElse() throws Exception {
    Workspace water = new Workspace("stored", directory);
    Hops hops = new Hops(water, "water");
    water.produceReferences();
    send(water, "first.csv", SAMPLES);
    assertThat(hops.pipeline("parquet", "thrift"))
        .contains("\nloaded ", " into schema water_dw of database stored");
    assertThat(rows(water)).hasSize(6).isEqualTo(published(water));
    assertThat(water.sql(LOADED)).containsExactly("1992-01-01|1|3", "1993-01-01|1|3");
    assertThat(columns(water, "water_site_year")).isEqualTo(COLUMNS + ", version");
    assertThat(
            water.sql(
                """
                SELECT col_description('water_dw.water_site_year'::regclass, attnum)
                FROM pg_attribute WHERE attrelid = 'water_dw.water_site_year'::regclass
                AND attname = 'mean'"""))
        .containsExactly("arithmetic mean, in the parameter's unit");
    assertThat(water.sql("SELECT count(*) FROM pg_tables WHERE tablename = 'water_data'"))
        .containsExactly("0"); // raw records are in the landing tables

    water.execute(
        water.database(),
        """
        CREATE VIEW water_dw.mine AS
        SELECT dt, version, count(*) AS figures FROM water_dw.water_site_year
        GROUP BY dt, version ORDER BY dt, version""");
    assertThat(hops.run("warehouse", "--dataset", "water"))
        .isEqualTo("nothing to load: water_dw shows every published version");

    // A correction reloads its partition and no other; it comes as text this time.
    send(water, "corrected.csv", SAMPLES.replace("5,25;100,5", "5,75;"));
    hops.pipeline();
    assertThat(water.sql("SELECT * FROM water_dw.mine"))
        .containsExactly("1992-01-01|2|2", "1993-01-01|1|3");
    assertThat(rows(water)).hasSize(5).isEqualTo(published(water));
    assertThat(water.sql(LOADED))
        .containsExactly("1992-01-01|1|3", "1993-01-01|1|3", "1992-01-01|2|2");

    faultsChangeNothing(water);
    whatWasDroppedIsLoadedAnew(water);
    aTableThatIsKeptWholeIsReplacedAsAWhole(water, hops);
  }

  private void faultsChangeNothing(Workspace water) throws IOException {
    List<String> before = rows(water);
    String table = water.directory() + "/tables/water_site_year/v2";
    String part = table + "/dt=1992-01-01/part-00000";
    String whole = Shell.run("hdfs", "dfs", "-cat", part).ok().out();
    put(whole.substring(0, whole.indexOf('\n') + 1), part);
    assertFault(
        water,
        "warehouse: water_site_year dt=1992-01-01 version 2: 1 rows were read in "
            + table
            + "/dt=1992-01-01, it was built with 2; ",
        "nothing is loaded, look for changed files there");
    put(whole + "a line too many\n", part);
    assertFault(water, "warehouse: hdfs://", part + " line 3 is no row: 1 values, a row has 11: ");
    put(whole, part);
    water.execute(
        water.database(), "ALTER TABLE water_dw.water_site_year ALTER COLUMN n TYPE integer");
    assertFault(
        water,
        "warehouse: column n of \"water_dw\".\"water_site_year\" is integer, ",
        "published as bigint; alter its type, or drop the table");
    assertThat(rows(water)).isEqualTo(before);
    assertThat(water.sql(LOADED)).hasSize(3);
  }

  private static void whatWasDroppedIsLoadedAnew(Workspace water) {
    water.execute(water.database(), "DROP TABLE water_dw.water_site_year CASCADE");
    assertThat(water.run("warehouse", "--dataset", "water", "--json").ok().out())
        .startsWith("{\"verb\":\"warehouse\",\"run\":\"")
        .contains("\"tables\":[\"water_site_year\"],\"partitions\":2,\"rows\":5}");
    assertThat(rows(water)).hasSize(5).isEqualTo(published(water));
    assertThat(water.sql("SELECT DISTINCT dt, version FROM water_dw.water_site_year ORDER BY dt"))
        .containsExactly("1992-01-01|2", "1993-01-01|1");
  }

  /** No job builds such a table yet: the ledger is told of one. */
  private void aTableThatIsKeptWholeIsReplacedAsAWhole(Workspace water, Hops hops)
      throws Exception {
    publish(water, 1, "{\"name\":\"depth\",\"type\":\"double\"}", "Big Moose\t1.5\nno\\\\N\t\\N\n");
    hops.run("warehouse", "--dataset", "water");
    assertThat(columns(water, "lakes")).isEqualTo("name, depth, version");
    assertThat(water.sql("SELECT * FROM water_dw.lakes ORDER BY name"))
        .containsExactly("Big Moose|1.5|1", "no\\N|null|1");

    publish(
        water,
        2,
        "{\"name\":\"depth\",\"type\":\"double\"},{\"name\":\"day\",\"type\":\"date\"}",
        "Big Moose\t2.5\t1992-07-01\n");
    assertThat(hops.run("warehouse", "--dataset", "water"))
        .isEqualTo("loaded lakes (1 partitions, 1 rows) into schema water_dw of database stored");
    assertThat(water.sql("SELECT * FROM water_dw.lakes"))
        .containsExactly("Big Moose|2.5|2|1992-07-01");
  }

  private void publish(Workspace water, int version, String columns, String rows)
      throws IOException {
    String path = water.directory() + "/tables/lakes/v" + version;
    Shell.run("hdfs", "dfs", "-mkdir", "-p", path).ok();
    put(rows, path + "/part-00000");
    water.execute(
        water.database(),
        """
        INSERT INTO tributary.table_version
          (table_name, version, dataset, run_id, job_id, state, definition, directory)
        SELECT 'lakes', %1$d, 'water', id, 'job', 'built', '{"name": "lakes", "comment": "Lakes",
          "partitioned": false, "format": "TEXT",
          "columns": [{"name": "name", "type": "string", "comment": "the lake''s name"}, %2$s]}'::jsonb,
          '%3$s' FROM tributary.run LIMIT 1;
        INSERT INTO tributary.table_partition VALUES ('lakes', %1$d, '', '%3$s', NULL, NULL);
        INSERT INTO tributary.publication (table_name, dt, version, run_id)
        SELECT 'lakes', '', %1$d, id FROM tributary.run LIMIT 1"""
            .formatted(version, columns.replace("}", ",\"comment\":\"\"}"), path));
  }

  private static void assertFault(Workspace water, String begin, String part) {
    Shell.Result result = water.run("warehouse", "--dataset", "water", "--again");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.said()).singleElement().asString().startsWith(begin).contains(part);
  }

  /** What Hive shows, whole numbers as PostgreSQL writes them. */
  private static List<String> published(Workspace water) {
    return water
        .hive("SELECT " + COLUMNS + " FROM water_site_year ORDER BY dt, site_id, parameter")
        .stream()
        .map(row -> row.replace('\t', '|').replace("NULL", "null").replaceAll("\\.0(?=\\|)", ""))
        .toList();
  }

  private static List<String> rows(Workspace water) {
    return water.sql(
        """
        SELECT %s FROM water_dw.water_site_year
        ORDER BY dt, site_id COLLATE "C", parameter COLLATE "C\""""
            .formatted(COLUMNS));
  }

  private static String columns(Workspace water, String table) {
    return water
        .sql(
            """
            SELECT string_agg(column_name, ', ' ORDER BY ordinal_position)
            FROM information_schema.columns
            WHERE table_schema = 'water_dw' AND table_name = '%s'"""
                .formatted(table))
        .get(0);
  }

  private void put(String text, String path) throws IOException {
    Path file = directory.resolve("part");
    Files.writeString(file, text);
    Shell.run("hdfs", "dfs", "-put", "-f", file.toString(), path).ok();
  }

  private void send(Workspace water, String name, String rows) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, rows);
    water.send(file);
  }
}
