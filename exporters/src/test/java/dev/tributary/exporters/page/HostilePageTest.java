package dev.tributary.exporters.page;

import static dev.tributary.exporters.page.Pages.MELEE;
import static dev.tributary.exporters.page.Pages.html;
import static dev.tributary.exporters.page.Pages.melee;
import static dev.tributary.exporters.page.Pages.message;
import static dev.tributary.exporters.page.Pages.read;
import static dev.tributary.exporters.page.Pages.refusal;
import static dev.tributary.exporters.page.Pages.violation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.record.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages that somebody made to do harm: they are data, or set aside. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class HostilePageTest {

  private static final int DESCRIPTION = 9;
  private static final int MANY = 10_000;

  @Test
  void codeIsText() throws IOException {
    JsonNode message =
        message(
            melee(
                    "'; DROP TABLE long_sword; --",
                    "'); DROP TABLE x;--&lt;script&gt;1&lt;/script&gt;")
                .with(
                    DESCRIPTION,
                    "a<script>alert('<tr>')</script>${jndi:ldap://x}<img onerror=x>b"));
    assertThat(message.get("id").textValue()).isEqualTo("'; DROP TABLE long_sword; --");
    assertThat(message.get("name").textValue()).isEqualTo("'); DROP TABLE x;--<script>1</script>");
    assertThat(message.get("description").textValue()).isEqualTo("a${jndi:ldap://x}b");
    assertThat(violation(message)).isEmpty();
  }

  @Test
  void aTypeThatIsCodeIsNone() {
    assertThat(refusal("long_sword\"; DROP TABLE x;\n.htm", html(MELEE)))
        .startsWith("page 'long_sword\"; DROP TABLE x; .htm' is of no known type; ");
  }

  /** As HTML defines: a character reference to no character is U+FFFD. */
  @Test
  void referencesToNoCharacterMakeNone() throws IOException {
    JsonNode message = message(melee("l1", "a&#0;b&#xD800;c&#xDFFF;d&#x110000;e"));
    assertThat(message.get("name").textValue()).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
  }

  @Test
  void zeroBytesSetThePageAside() {
    assertThat(refusal("tachi.htm", html(MELEE, melee("l1", "a\0b").toString())))
        .isEqualTo(
            "page 'tachi.htm' is damaged: it holds the character U+0000, which no page has;"
                + " get it again");
  }

  @Test
  void aWeaponThatNoTopicTakesIsToldOf() throws IOException {
    String description = "長".repeat(3_500_000); // 10.5 MB
    List<Weapon> weapons =
        read(
                "tachi.htm",
                html(
                    MELEE,
                    melee("l1", "A").toString(),
                    melee("l2", "B").with(DESCRIPTION, description).toString(),
                    melee("l3", "C").toString()))
            .weapons();
    assertThat(weapons).extracting(Weapon::id).containsExactly("l1", "l2", "l3");
    JsonNode message = weapons.get(1).message();
    String whole =
        message(melee("l2", "B").with(DESCRIPTION, "DESCRIPTION"))
            .toString()
            .replace("DESCRIPTION", description);
    byte[] bytes = whole.getBytes(UTF_8);
    assertThat(message.at("/too_large/bytes").intValue()).isEqualTo(bytes.length);
    assertThat(message.at("/too_large/sha256").textValue())
        .isEqualTo(HexFormat.of().formatHex(Sha256.create().digest(bytes)));
    assertThat(message.at("/too_large/begins").textValue())
        .isEqualTo(whole.substring(0, 100) + "…");
    assertThat(violation(message).orElseThrow()).contains("'name'");
    assertThat(message.toString()).hasSizeLessThan(1_000);
    assertThat(violation(weapons.get(2).message())).isEmpty();
  }

  @Test
  void aWeaponThatATopicJustTakesIsSent() throws IOException {
    int rest = message(melee("l1", "A").with(DESCRIPTION, "")).toString().getBytes(UTF_8).length;
    int fits = 1_000_000 - rest - ",\"description\":\"\"".length();
    assertThat(message(melee("l1", "A").with(DESCRIPTION, "x".repeat(fits))).has("too_large"))
        .isFalse();
    assertThat(message(melee("l1", "A").with(DESCRIPTION, "x".repeat(fits + 1))).has("too_large"))
        .isTrue();
  }

  @Test
  void namesAndIdsOfTenMegabytesAreBounded() throws IOException {
    String tenMegabytes = "x".repeat(10_000_000);
    assertThat(message(melee("l1", tenMegabytes)).has("too_large")).isTrue();
    JsonNode message = message(melee(tenMegabytes, "Reed"));
    assertThat(message.get("id").textValue()).startsWith("~").hasSizeLessThan(20);
    assertThat(violation(message)).isEmpty();
  }

  @Test
  void deepNestingHidesNoRow() throws IOException {
    for (String tag :
        List.of("div", "b", "ul><li", "a><div", "p", "span", "q", "svg", "form", "td", "select")) {
      List<Weapon> weapons =
          read(
                  "tachi.htm",
                  html(
                      MELEE,
                      melee("l1", "A").toString(),
                      melee("l2", "B").with(DESCRIPTION, ("<" + tag + ">").repeat(MANY)).toString(),
                      melee("l3", "C").toString()))
              .weapons();
      assertThat(weapons).as(tag).extracting(Weapon::id).containsExactly("l1", "l2", "l3");
      assertThat(violation(weapons.get(2).message())).as(tag).isEmpty();
    }
  }

  @Test
  void theTextOfDeepNestingStays() throws IOException {
    JsonNode message = message(melee("l1", "A").with(DESCRIPTION, "<span>x".repeat(1_000) + "end"));
    assertThat(message.get("description").textValue()).isEqualTo("x".repeat(1_000) + "end");
  }

  @Test
  void whatTheParserTakesHoursForIsSetAside() {
    for (String tag : List.of("table><tr><td", "font><table", "object")) {
      assertThat(
              refusal(
                  "tachi.htm",
                  html(
                      MELEE,
                      melee("l1", "A").with(DESCRIPTION, ("<" + tag + ">").repeat(MANY)) + "")))
          .isEqualTo(
              "page 'tachi.htm' has more than 1,000 tables or objects, which no page of weapons"
                  + " has; it may be hostile: do not use it");
    }
  }

  /** Each of these would swallow the rows behind it, and nobody would know. */
  @Test
  void aCellThatHidesOtherRowsSetsThePageAside() throws IOException {
    for (String open :
        List.of(
            "<!--",
            "<script>",
            "<style>",
            "<xmp>",
            "<plaintext>",
            "<table><table>",
            "<table><tr><td>",
            "</table>",
            "</td></tr></table>",
            "<template>")) {
      assertThat(
              refusal(
                  "tachi.htm",
                  html(
                      MELEE,
                      melee("l1", "A").with(DESCRIPTION, open).toString(),
                      melee("l2", "B").toString())))
          .as(open)
          .contains("get it again");
    }
    String withoutEnds =
        html(
            MELEE,
            melee("l1", "A").with(DESCRIPTION, "<!--").toString().replace("</tr>", ""),
            melee("l2", "B").toString().replace("</tr>", ""));
    assertThat(refusal("tachi.htm", withoutEnds)).contains("get it again");
    String comment = "<!-- " + melee("l3", "C") + " --><script>'<tr>'</script>";
    assertThat(
            read(
                    "tachi.htm",
                    html(
                        MELEE,
                        melee("l1", "A").with(DESCRIPTION, comment) + "",
                        melee("l2", "B") + ""))
                .weapons())
        .hasSize(2);
  }

  @Test
  void timeGrowsWithTheLengthOfACell() throws IOException {
    for (String piece :
        List.of(
            "<br>Fire 1",
            "<br>",
            "\u3000",
            "9",
            "<!-- <tr> -->",
            "<",
            "&",
            "<b><p></b>",
            "<a><div></a>",
            "</p>",
            "<ul>",
            "<u>",
            "<hr>",
            "x1<a>",
            "<li class='r s1'>",
            "1:A<i>")) {
      Pages.MeleeRow row = melee("l1", "A");
      for (int cell = 1; cell <= DESCRIPTION; cell++) {
        row.with(cell, "1 0%" + piece.repeat(MANY));
      }
      assertThat(read("tachi.htm", html(MELEE, row.toString())).weapons()).as(piece).hasSize(1);
    }
  }

  @Test
  void aPageMayHaveAnyNumberOfRows() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      rows.add(melee("l1", "A").toString()); // all with one id and name
    }
    List<Weapon> weapons = read("tachi.htm", html(MELEE, rows.toArray(String[]::new))).weapons();
    assertThat(weapons).hasSize(MANY);
    assertThat(weapons.stream().map(Weapon::id).distinct()).hasSize(MANY);
    assertThat(weapons.get(MANY - 1).row()).isEqualTo(MANY);
  }
}
