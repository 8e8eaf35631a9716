package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pages from a server: what is sent, what is not, and what becomes of it. */
@ExtendWith(Stack.class)
final class WeaponScrapeIT {

  private static final String STATS =
      "SELECT rarity, weapons, attack_min, attack_mean, attack_max, affinity_negative, elements"
          + " FROM weapon_stats WHERE type = 'long_sword' ORDER BY coalesce(rarity, 99)";

  @TempDir private Path directory;

  @Test
  void aChangedAttackIsOneRevisionAndTheStatisticsFollow() {
    Workspace weapons = new Workspace("scraped", directory);
    try (WeaponSite site = new WeaponSite()) {
      site.put("tachi.htm", swords("480 0%"));
      site.put("tachi_n.htm", new WeaponRows().page());
      assertThat(scrape(weapons, site, 0, "tachi.htm", "tachi_n.htm"))
          .containsExactly("produce: sent 3 weapons of 2 pages to scraped-weapon_data");
      assertThat(site.answered())
          .containsExactly("/robots.txt 404", "/tachi.htm 200", "/tachi_n.htm 200");
      pipeline(weapons);
      assertThat(weapons.hive(STATS))
          .containsExactly(
              "1\t2\t80\t280.0\t480\t1\t{\"Fire\":1}",
              "3\t1\t768\t768.0\t768\t0\t{}",
              "NULL\t3\t80\t442.6666666666667\t768\t1\t{\"Fire\":1}");

      assertThat(scrape(weapons, site, 0, "tachi.htm", "tachi_n.htm"))
          .containsExactly(
              "produce: sent 0 weapons of 0 pages to scraped-weapon_data; 2 pages have not changed");
      assertThat(site.answered())
          .containsExactly("/robots.txt 404", "/tachi.htm 304", "/tachi_n.htm 304");
      assertThat(pipeline(weapons)).contains("nothing to land");

      site.put("tachi.htm", swords("500 0%"));
      assertThat(scrape(weapons, site, 0, "tachi.htm", "tachi_n.htm"))
          .containsExactly(
              "produce: sent 1 weapons of 1 pages to scraped-weapon_data; 2 were there; 1 pages have not changed");
      assertThat(pipeline(weapons, "--format", "parquet"))
          .contains("landed 1 rows of weapons in 1 batches; 0 duplicates");
      assertThat(weapons.hive(STATS))
          .containsExactly(
              "1\t2\t80\t290.0\t500\t1\t{\"Fire\":1}",
              "3\t1\t768\t768.0\t768\t0\t{}",
              "NULL\t3\t80\t449.3333333333333\t768\t1\t{\"Fire\":1}");
      assertThat(weapons.sql("SELECT id, attack, revision FROM long_sword_history ORDER BY 1, 3"))
          .containsExactly("l1|480|1", "l1|500|2", "l2|80|1", "l3|768|1");
      assertThat(weapons.sql("SELECT name, attack FROM long_sword ORDER BY id"))
          .containsExactly("Iron Katana|500", "Bone Katana|80", "Hellish Slasher|768");
      assertThat(weapons.sql("SELECT count(*) FROM postgresdb")).containsExactly("3");

      // Sent once more as a whole, it is a duplicate: when it was seen is not what it is.
      scrape(weapons, site, 0, List.of("--again"), "tachi.htm");
      assertThat(weapons.run("land", "--dataset", "weapons").ok().said())
          .containsExactly(
              "land: landed 0 rows of weapons in 1 batches; 3 duplicates, 0 in quarantine");
    }
  }

  @Test
  void whatWasSentMeanwhileDoesNotHideWhatAServerHas() throws IOException {
    Workspace weapons = new Workspace("mixed", directory);
    Path saved = directory.resolve("tachi.htm");
    Files.writeString(saved, swords("400 0%"));
    try (WeaponSite site = new WeaponSite()) {
      site.put("tachi.htm", swords("500 0%"));
      scrape(weapons, site, 0, "tachi.htm");
      weapons.run("produce", "--source", "weapon-pages", saved.toString()).ok();
      assertThat(scrape(weapons, site, 0, "tachi.htm").get(0))
          .startsWith("produce: sent 1 weapons");

      // Read as something else by mistake, it is not the same page.
      scrape(weapons, site, 0, List.of("--type", "hammer"), "tachi.htm");
      site.answered();
      assertThat(scrape(weapons, site, 0, "tachi.htm").get(0))
          .startsWith("produce: sent 0 weapons of 1 pages to mixed-weapon_data; 3 were there");
      assertThat(site.answered()).containsExactly("/robots.txt 404", "/tachi.htm 200");

      // A weapon that moves to another page, and back.
      site.put("tachi_g.htm", new WeaponRows().sword("l1", "Iron Katana", 9, "999 0%").page());
      site.put("tachi.htm", new WeaponRows().sword("l2", "Bone Katana", 1, "80 0%").page());
      scrape(weapons, site, 0, "tachi.htm", "tachi_g.htm");
      site.put("tachi_g.htm", new WeaponRows().page());
      site.put("tachi.htm", swords("500 0%"));
      scrape(weapons, site, 0, "tachi.htm", "tachi_g.htm");
      weapons.run("land", "--dataset", "weapons").ok();
      assertThat(weapons.sql("SELECT attack, page, revision FROM long_sword WHERE id = 'l1'"))
          .containsExactly("500|tachi.htm|5");
    }
  }

  @Test
  void serversThatFailAreAskedAgainAndRefusalsAreTold() {
    Workspace weapons = new Workspace("refusing", directory);
    try (WeaponSite site = new WeaponSite()) {
      site.put("robots.txt", "User-agent: *\nDisallow: /taiken\n");
      for (String page : List.of("tachi.htm", "taiken.htm", "hammer.htm", "lance.htm")) {
        site.put(page, swords("480 0%"));
      }
      site.fail("tachi.htm", WeaponSite.status(500));
      site.fail("hammer.htm", WeaponSite.status(429, "Retry-After", "1"));
      site.fail("lance.htm", site.hang());
      List<String> said =
          scrape(weapons, site, 1, "tachi.htm", "taiken.htm", "hammer.htm", "lance.htm");
      assertThat(said).hasSize(1);
      assertThat(said.get(0))
          .startsWith("produce: sent 9 weapons of 3 pages to refusing-weapon_data; failed: ")
          .contains("robots.txt")
          .contains("/taiken.htm");
      assertThat(site.answered())
          .containsExactly(
              "/robots.txt 200",
              "/tachi.htm fault",
              "/tachi.htm 200",
              "/hammer.htm fault",
              "/hammer.htm 200",
              "/lance.htm fault",
              "/lance.htm 200");
      assertThat(weapons.run("land", "--dataset", "weapons").ok().said())
          .containsExactly(
              "land: landed 9 rows of weapons in 1 batches; 0 duplicates, 0 in quarantine");
    }
  }

  private static String swords(String attack) {
    return new WeaponRows()
        .sword("l1", "Iron Katana", 1, attack)
        .sword("l2", "Bone Katana", 1, "80 <s>-6%</s><br>Fire 270")
        .sword("l3", "Hellish Slasher", 3, "768 10%<br>Poison 180")
        .page();
  }

  private static List<String> scrape(
      Workspace weapons, WeaponSite site, int exitCode, String... pages) {
    return scrape(weapons, site, exitCode, List.of(), pages);
  }

  private static List<String> scrape(
      Workspace weapons, WeaponSite site, int exitCode, List<String> more, String... pages) {
    List<String> arguments = new ArrayList<>(List.of("--source", "weapon-pages"));
    arguments.addAll(more);
    arguments.addAll(
        List.of(
            "-Dtributary.http.delay.ms=1",
            "-Dtributary.http.backoff.ms=1",
            "-Dtributary.http.timeout.ms=2000"));
    for (String page : pages) {
      arguments.add(site.address(page));
    }
    Shell.Result result = weapons.run("produce", arguments.toArray(new String[0]));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    return result.said();
  }

  private static String pipeline(Workspace weapons, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--dataset", "weapons", "-Dmapreduce.framework.name=local"));
    arguments.addAll(List.of(more));
    return weapons.run("pipeline", arguments.toArray(new String[0])).ok().err();
  }
}
