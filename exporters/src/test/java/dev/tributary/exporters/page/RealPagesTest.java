package dev.tributary.exporters.page;

import static dev.tributary.exporters.page.Pages.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The site's own pages; their counts are in the README beside them. */
final class RealPagesTest {

  private static final Path REAL = Path.of("../../shared/data/weapons");

  /** Of the README's table. */
  private static final Map<String, Integer> WEAPONS =
      Map.ofEntries(
          Map.entry("tachi.htm", 1_590),
          Map.entry("tachi_g.htm", 4_300),
          Map.entry("tachi_s.htm", 5_600),
          Map.entry("tachi_sp.htm", 161),
          Map.entry("tachi_n.htm", 32),
          Map.entry("taiken.htm", 1_812),
          Map.entry("katate.htm", 1_686),
          Map.entry("souken.htm", 1_566),
          Map.entry("hammer.htm", 1_444),
          Map.entry("lance.htm", 1_363),
          Map.entry("slaxe.htm", 223),
          Map.entry("yumi.htm", 1_286),
          Map.entry("yumi_n.htm", 32),
          Map.entry("right.htm", 870),
          Map.entry("right_sp.htm", 21),
          Map.entry("heavy.htm", 895),
          Map.entry("heavy_n.htm", 0),
          Map.entry("magspike_n.htm", 0));

  private static final Map<String, WeaponPage> PAGES = new TreeMap<>();

  @BeforeAll
  static void areHere() throws IOException {
    assumeTrue(Files.isDirectory(REAL), "the real pages are not here");
    for (String page : WEAPONS.keySet()) {
      PAGES.put(page, Pages.read(path(page)));
    }
  }

  @Test
  void everyRowIsAWeapon() {
    for (Map.Entry<String, Integer> page : WEAPONS.entrySet()) {
      List<Weapon> weapons = page(page.getKey()).weapons();
      assertThat(weapons).as(page.getKey()).hasSize(page.getValue());
      for (int i = 0; i < weapons.size(); i++) {
        assertThat(weapons.get(i).row()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void everyMessageIsAsTheSchemaSays() {
    for (Weapon weapon : all().toList()) {
      assertThat(Pages.violation(weapon.message())).as(weapon.toString()).isEmpty();
    }
  }

  @Test
  void towersAreSetAsideWithTheirColumns() throws IOException {
    assertThat(refusal("slaxe_t.htm", Files.readAllBytes(path("slaxe_t.htm"))))
        .startsWith(
            "page 'slaxe_t.htm' is of a layout that is not known; its columns are: 名称, 回数, 攻撃力");
    assertThat(refusal("yumi_t.htm", Files.readAllBytes(path("yumi_t.htm"))))
        .contains("its columns are: 名称, 回数, 攻撃力");
  }

  @Test
  void noNameHasTheTextOfALinkOrLabelInIt() {
    for (Weapon weapon : all().toList()) {
      String name = weapon.message().get("name").textValue();
      assertThat(name).doesNotContain("←", "→", "\u3000").isEqualTo(name.strip());
      for (String beside : List.of("label", "level")) {
        JsonNode text = weapon.message().path(beside);
        assertThat(name.endsWith(text.asText(" "))).as(weapon.toString()).isFalse();
      }
    }
  }

  /** The affinities below zero are those that the bytes have in a {@code <s>-…%</s>}. */
  @Test
  void affinitiesBelowZeroAreThoseOfTheBytes() throws IOException {
    Pattern negative = Pattern.compile("<td>(\\d+) ?<s>-(\\d+)%</s>");
    for (String page : WEAPONS.keySet()) {
      List<String> written =
          negative
              .matcher(Files.readString(path(page), StandardCharsets.ISO_8859_1))
              .results()
              .map(found -> found.group(1) + " -" + found.group(2))
              .toList();
      List<String> read =
          page(page).weapons().stream()
              .map(Weapon::message)
              .filter(message -> message.get("affinity").intValue() < 0)
              .map(message -> message.get("attack") + " " + message.get("affinity"))
              .toList();
      assertThat(read).as(page).isEqualTo(written);
    }
  }

  /** Section is no part of a weapon's identity: no two sections of a type have an id in common. */
  @Test
  void noTwoWeaponsOfATypeHaveOneId() {
    Set<String> keys = new HashSet<>();
    for (Weapon weapon : all().toList()) {
      assertThat(keys.add(weapon.type() + "/" + weapon.id())).as(weapon.toString()).isTrue();
    }
    assertThat(keys).hasSize(22_881);
    assertThat(keys.stream().filter(key -> key.contains("~")))
        .hasSize(1)
        .allMatch(key -> key.startsWith("long_sword/l3FEC50~"));
  }

  @Test
  void aPageThatIsReadTwiceIsTheSame() throws IOException {
    for (String page : WEAPONS.keySet()) {
      assertThat(Pages.read(path(page)).weapons()).isEqualTo(page(page).weapons());
    }
  }

  /** The scraper that this replaces read some columns rightly, in lower case and without links. */
  @Test
  void theFirstSwitchAxesAreAsTheOldScraperSawThem() throws IOException {
    List<Weapon> weapons = page("slaxe.htm").weapons();
    List<String> seeds = Files.readAllLines(REAL.resolve("seed_messages_slaxe_first40.jsonl"));
    assertThat(seeds).hasSize(40);
    for (int i = 0; i < seeds.size(); i++) {
      JsonNode seed = Pages.JSON.readTree(seeds.get(i));
      JsonNode message = weapons.get(i).message();
      assertThat(seed.get("name").textValue()).startsWith(lower(message.get("name").textValue()));
      assertThat(lower(message.get("rarity_text").textValue()))
          .isEqualTo(seed.get("rarity").textValue());
      assertThat(message.get("attack").asText()).isEqualTo(seed.get("attack").textValue());
      assertThat(message.get("affinity") + "%").isEqualTo(seed.get("affinity").textValue());
      assertThat(message.get("slots").asText()).isEqualTo(seed.get("slots").textValue());
      assertThat(lower(message.get("rank").textValue()).replace(" ", ""))
          .isEqualTo(seed.get("rank").textValue());
      assertThat(seed.get("price").textValue()).startsWith(message.get("price").asText());
      assertThat(seed.get("sharpness").textValue())
          .startsWith(lower(message.path("trait").asText()));
      assertThat(materials(message.get("creation"))).isEqualTo(seed.get("creation_mats").asText());
      assertThat(materials(message.get("upgrade"))).isEqualTo(seed.get("upgrade_mats").asText());
    }
  }

  private static String materials(JsonNode materials) {
    StringBuilder run = new StringBuilder();
    materials.forEach(m -> run.append(m.get("item").asText()).append("x").append(m.get("count")));
    return lower(run.toString());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Stream<Weapon> all() {
    return PAGES.values().stream().flatMap(page -> page.weapons().stream());
  }

  private static WeaponPage page(String name) {
    return PAGES.get(name);
  }

  private static Path path(String name) {
    return REAL.resolve("pages").resolve(name);
  }
}
