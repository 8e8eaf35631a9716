package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Saved pages through every hop: the real ones, and hostile ones. */
@ExtendWith(Stack.class)
final class WeaponPagesIT {

  private static final Path REAL =
      Path.of("../../shared/data/weapons/pages").toAbsolutePath().normalize();

  @TempDir private Path directory;

  /** The counts are those of the pages' README, summed up by type. */
  @Test
  void theRealPagesGiveTheStatisticsThatSqlGives() throws IOException {
    assumeTrue(Files.isDirectory(REAL), "the real pages are not here: " + REAL);
    Workspace weapons = new Workspace("encyclopedia", directory);
    List<String> arguments = new ArrayList<>(List.of("--source", "weapon-pages"));
    try (Stream<Path> pages = Files.list(REAL)) {
      pages.sorted().map(Path::toString).forEach(arguments::add);
    }
    Shell.Result sent = weapons.run("produce", arguments.toArray(new String[0])).ok();
    assertThat(sent.said().get(0))
        .startsWith("produce: sent 22,881 weapons of 18 pages to encyclopedia-weapon_data;")
        .contains("set aside: page 'slaxe_t.htm'", "set aside: page 'yumi_t.htm'");
    assertThat(weapons.run("produce", arguments.toArray(new String[0])).ok().said().get(0))
        .startsWith("produce: sent 0 weapons of 18 pages to encyclopedia-weapon_data; 22,881 were");
    assertThat(weapons.run("pipeline", "--dataset", "weapons").ok().err())
        .contains("landed 22,881 rows of weapons", " 0 duplicates, 0 in quarantine");
    assertThat(weapons.sql("SELECT type, count(*) FROM postgresdb GROUP BY type ORDER BY type"))
        .containsExactly(
            "bow|1318",
            "dual_swords|1566",
            "great_sword|1812",
            "hammer|1444",
            "heavy_bowgun|895",
            "lance|1363",
            "light_bowgun|891",
            "long_sword|11683",
            "switch_axe|223",
            "sword_and_shield|1686");
    assertThat(weapons.sql("SELECT count(*) FROM long_sword")).containsExactly("11683");
    assertThat(weapons.sql("SELECT count(*) FROM postgresdb WHERE name ~ '[←→]'"))
        .containsExactly("0");
    assertThat(weapons.hive("SELECT count(*) FROM weapon_data")).containsExactly("22881");
    assertThat(
            weapons.hive("SELECT value.elements['Fire'] FROM weapon_data WHERE value.id = 'l2DD1'"))
        .hasSizeLessThanOrEqualTo(1);
    theStatisticsAreThoseOfSql(weapons);
  }

  private static void theStatisticsAreThoseOfSql(Workspace weapons) throws IOException {
    List<String> expected =
        weapons.sql(Files.readString(Path.of("src/test/resources/independent/weapon_stats.sql")));
    List<String> shown =
        weapons.hive(
            "SELECT type, rarity, weapons, attack_min, attack_mean, attack_median, attack_max,"
                + " attack_stddev, affinity_mean, affinity_negative, elements, statuses"
                + " FROM weapon_stats ORDER BY type, coalesce(rarity, 99)");
    assertThat(shown).hasSameSizeAs(expected).hasSizeGreaterThan(100);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(StatsRow.ofHive(shown.get(i))).isEqualTo(StatsRow.ofSql(expected.get(i)));
    }
  }

  @Test
  void aWeaponIsInThePartitionOfTheDayThatItsLatestStateWasSeen() throws Exception {
    Workspace weapons = new Workspace("days", directory);
    Path page = directory.resolve("tachi.htm");
    String days = "SELECT dt, count(*) FROM weapon_data GROUP BY dt ORDER BY dt";
    String stats = "SELECT weapons, attack_min, attack_max FROM weapon_stats WHERE rarity IS NULL";
    seen(weapons, page, "2025-11-03T10:00:00", "480", "768");
    assertThat(weapons.hive(days)).containsExactly("2025-11-03\t2");
    seen(weapons, page, "2025-11-10T10:00:00", "500", "768");
    assertThat(weapons.hive(days)).containsExactly("2025-11-03\t1", "2025-11-10\t1");
    assertThat(weapons.hive(stats)).containsExactly("2\t500\t768");
    seen(weapons, page, "2025-11-17T10:00:00", "500", "800");
    assertThat(weapons.hive(days)).containsExactly("2025-11-10\t1", "2025-11-17\t1");
    assertThat(weapons.hive(stats)).containsExactly("2\t500\t800");
    assertThat(weapons.hive("SELECT count(*) FROM weapon_data WHERE dt = '2025-11-03'"))
        .containsExactly("0");
    Shell.Result older =
        weapons.run(
            "produce",
            "--source",
            "weapon-pages",
            "--scraped-at",
            "2025-11-16T10:00:00",
            "" + page);
    assertThat(older.exitCode()).isEqualTo(1);
    assertThat(older.said().get(0))
        .contains("page 'tachi.htm' was read at 2025-11-16T10:00, and the one that was sent");
  }

  private static void seen(Workspace weapons, Path page, String at, String first, String second)
      throws Exception {
    Files.writeString(
        page,
        new WeaponRows()
            .sword("l1", "Iron Katana", 1, first + " 0%")
            .sword("l2", "Bone Katana", 2, second + " 0%")
            .page());
    Hops hops = new Hops(weapons, "weapons");
    hops.run("produce", "--source", "weapon-pages", "--scraped-at", at, "" + page);
    hops.pipeline();
  }

  @Test
  void whatUsersBuiltOnTheViewsStaysWhereTheSchemaGainsAMember() throws IOException {
    Workspace weapons = new Workspace("gained", directory);
    Path page = directory.resolve("tachi.htm");
    Files.writeString(page, new WeaponRows().sword("l1", "Iron Katana", 1, "480 0%").page());
    weapons.run("produce", "--source", "weapon-pages", "" + page).ok();
    weapons.run("land", "--dataset", "weapons").ok();
    for (String view : List.of("long_sword", "postgresdb")) {
      weapons.execute("gained", "CREATE VIEW my_" + view + " AS SELECT name FROM " + view);
    }
    weapons.execute("gained", "GRANT SELECT ON long_sword TO PUBLIC");

    Path schema = directory.resolve("catalog-gained").resolve("weapons.schema.json");
    String member = "\"properties\": {\"weight\": {\"type\": [\"number\", \"null\"]},";
    Files.writeString(schema, Files.readString(schema).replaceFirst("\"properties\": \\{", member));
    weapons.run("land", "--dataset", "weapons").ok();
    assertThat(
            weapons.sql(
                "SELECT s.name, m.name, p.name, s.weight FROM long_sword s"
                    + " JOIN my_long_sword m USING (name) JOIN my_postgresdb p USING (name)"))
        .containsExactly("Iron Katana|Iron Katana|Iron Katana|null");
    assertThat(weapons.sql("SELECT has_table_privilege('public', 'long_sword', 'SELECT')"))
        .containsExactly("t");
  }

  @Test
  void hostileContentIsDataOrInQuarantine() throws IOException {
    Workspace weapons = new Workspace("hostile", directory);
    Path page = directory.resolve("tachi.htm");
    Files.writeString(
        page,
        new WeaponRows()
            .sword("l1", "Robert'); DROP TABLE long_sword_history;--", 1, "480 0%")
            .sword("l2", "Katana<script>alert(1)</script>", 1, "480 0%<br>Fire'; DROP 270")
            .sword("'; DROP TABLE weapons;--", "&lt;script&gt;", 1, "480 0%")
            .row("l4", "Huge", "1", "480 0%", "x".repeat(10_000_000))
            .sword("l5", "Broken", 1, "strong 0%")
            .sword("l7", "Beyond", 1, "123456789012345678 0%")
            .sword("l6", "Nul &#0; and \\N and \t tab", 1, "480 0%<br>a,b:c\\ 5")
            .page());
    weapons.run("produce", "--source", "weapon-pages", page.toString()).ok();
    assertThat(
            weapons
                .run("produce", "--source", "weapon-pages", "--type", "x; DROP TABLE", "" + page)
                .exitCode())
        .isNotZero();
    weapons.execute("hostile", "CREATE TABLE long_sword (name text)");
    Shell.Result refused = weapons.run("land", "--dataset", "weapons");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.said().get(0))
        .startsWith("land: PostgreSQL has another table or view 'long_sword' where");
    weapons.execute("hostile", "ALTER TABLE long_sword RENAME TO long_sword_old");
    weapons.run("pipeline", "--dataset", "weapons", "-Dmapreduce.framework.name=local").ok();
    assertThat(weapons.sql("SELECT name FROM long_sword ORDER BY id COLLATE \"C\""))
        .hasSize(4)
        .contains("Robert'); DROP TABLE long_sword_history;--", "<script>", "Katana");
    assertThat(
            weapons.sql(
                "SELECT reason, count(*) FROM tributary.quarantine GROUP BY reason ORDER BY 1"))
        .containsExactly("assertion|1", "schema|2");
    assertThat(weapons.hive("SELECT weapons, elements FROM weapon_stats WHERE rarity = 1"))
        .containsExactly("4\t{\"Fire'; DROP\":1,\"a,b:c\\\\\":1}");
  }
}
