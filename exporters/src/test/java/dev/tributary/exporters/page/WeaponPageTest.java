package dev.tributary.exporters.page;

import static dev.tributary.exporters.page.Pages.BOW;
import static dev.tributary.exporters.page.Pages.BOWGUN;
import static dev.tributary.exporters.page.Pages.MELEE;
import static dev.tributary.exporters.page.Pages.NOON;
import static dev.tributary.exporters.page.Pages.TYPES;
import static dev.tributary.exporters.page.Pages.html;
import static dev.tributary.exporters.page.Pages.melee;
import static dev.tributary.exporters.page.Pages.message;
import static dev.tributary.exporters.page.Pages.read;
import static dev.tributary.exporters.page.Pages.refusal;
import static dev.tributary.exporters.page.Pages.violation;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.run.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small pages, and what they say when a person reads them. */
final class WeaponPageTest {

  private static final int RARITY = 1;
  private static final int ATTRIBUTES = 2;
  private static final int SHARPNESS = 3;
  private static final int SLOTS = 4;
  private static final int RANK = 5;
  private static final int PRICE = 6;
  private static final int CREATION = 7;
  private static final int UPGRADE = 8;
  private static final int DESCRIPTION = 9;

  @Test
  void aWeaponIsReadWhole() throws IOException {
    Weapon weapon =
        read(
                "tachi.htm",
                html(
                    MELEE,
                    melee(
                            "l0005",
                            "Reed Cutter<div><a href=\"#l000F\">　Old Reed←</a>"
                                + "<a href=\"#l00D1\">→Reed Lord</a></div><p>剛種武器</p>")
                        .with(RARITY, "11<b>GR</b>8")
                        .with(ATTRIBUTES, "864 <s>-6%</s><br>Fire 270<br>Poison 180<br>Defense +6")
                        .toString()))
            .weapons()
            .get(0);
    assertThat(weapon.type()).isEqualTo("long_sword");
    assertThat(weapon.id()).isEqualTo("l0005");
    assertThat(weapon.row()).isEqualTo(1);
    assertThat(Pages.JSON.readTree(weapon.message().toString()))
        .isEqualTo(
            Pages.JSON.readTree(
                """
                {"type": "long_sword", "section": "base", "id": "l0005", "name": "Reed Cutter",
                 "label": "剛種武器", "upgrades_from": ["Old Reed"], "upgrades_to": ["Reed Lord"],
                 "rarity": 11, "rarity_text": "11GR8", "attack": 864, "affinity": -6,
                 "elements": {"Fire": 270}, "statuses": {"Poison": 180}, "defense": 6,
                 "sharpness": {"normal": {"red": 20, "green": 7}, "plus_1": {"red": 20, "green": 12}},
                 "slots": 1, "rank": "HR 22", "price": 11375, "availability": [], "creation": [],
                 "upgrade": [{"item": "Iron Ore", "count": 3, "choice": 1}],
                 "description": "試し\\n書き。", "page": "tachi.htm",
                 "scraped_at": "2026-11-22T12:00:00"}
                """));
    assertThat(violation(weapon.message())).isEmpty();
  }

  @Test
  void aBowIsReadWhole() throws IOException {
    assertThat(
            message(
                "yumi_n.htm",
                BOW,
                """
                <tr><td id="l004E">Reed Bow</td><td>2</td><td>168 0%<br>Fire 120<br>爆破 90<br>Wide\
                <br>Def -20</td><td>1:RpdLV1<br>2:SprLV1<br>3:RpdLV3<i>4:SprLV3</i>\
                <q>Zenith Skill：Rush Up</q></td><td>Power Coating<br>Sleep Up＋２</td><td>3</td>\
                <td>-</td><td>0<br>Cafe<br>Tournament</td><td><br></td><td><br></td><td><br></td></tr>
                """))
        .isEqualTo(
            Pages.JSON.readTree(
                """
                {"type": "bow", "section": "n", "id": "l004E", "name": "Reed Bow",
                 "upgrades_from": [], "upgrades_to": [], "rarity": 2, "rarity_text": "2",
                 "attack": 168, "affinity": 0, "elements": {"Fire": 120}, "statuses": {"爆破": 90},
                 "defense": -20, "spread": "Wide", "charges": ["RpdLV1", "SprLV1", "RpdLV3", "SprLV3"],
                 "zenith_skill": "Rush Up", "coatings": ["Power Coating", "Sleep Up＋２"],
                 "slots": 3, "price": 0, "availability": ["Cafe", "Tournament"], "creation": [],
                 "upgrade": [], "page": "yumi_n.htm", "scraped_at": "2026-11-22T12:00:00"}
                """));
  }

  @Test
  void aBowgunIsReadWhole() throws IOException {
    assertThat(
            message(
                "heavy_sp.htm",
                BOWGUN,
                """
                <tr><td id="l000D">Reed Gun</td><td>1</td><td>144 0%<br>Defense 9</td>\
                <td>Slow<br>Very Large<br>Fast</td>\
                <td><ul><li>Norm ：6/6/<u>9</u><br>Psn  ：-/-<li>Tranq：2</li></ul>\
                <i>Super Rapid Fire：LV2Normal S</i><q>Zenith Skill：Earplugs Up+1</q></td>\
                <td>0</td><td>HR<br></td><td>525</td><td>Not Craftable</td><td><br></td><td><br></td></tr>
                """))
        .isEqualTo(
            Pages.JSON.readTree(
                """
                {"type": "heavy_bowgun", "section": "sp", "id": "l000D", "name": "Reed Gun",
                 "upgrades_from": [], "upgrades_to": [], "rarity": 1, "rarity_text": "1",
                 "attack": 144, "affinity": 0, "elements": {}, "statuses": {}, "defense": 9,
                 "reload": "Slow", "recoil": "Very Large", "bullet_speed": "Fast",
                 "ammo": {"Norm": "6/6/(9)", "Psn": "-/-", "Tranq": "2"},
                 "rapid_fire": "Super Rapid Fire：LV2Normal S", "zenith_skill": "Earplugs Up+1",
                 "slots": 0, "rank": "HR", "price": 525, "availability": [], "creation": [],
                 "creation_note": "Not Craftable", "upgrade": [], "page": "heavy_sp.htm",
                 "scraped_at": "2026-11-22T12:00:00"}
                """));
  }

  @Test
  void aPageOfGRankHasPricesAndMaterialsOfTwoKinds() throws IOException {
    List<String> header = new ArrayList<>(MELEE);
    header.set(ATTRIBUTES, " attribute ");
    header.set(SLOTS, "SLOT<br>");
    header.set(CREATION, "100%<br>Creation Mats");
    header.set(UPGRADE, "60%<br>Creation Mats");
    JsonNode both =
        message(
            "tachi_g.htm",
            header,
            melee("l1", "Reed<b>Lv50</b>")
                .with(PRICE, "2750<hr>870<br>Diva Battle")
                .with(CREATION, "<a>Ore</a>x4<br><a>Bone</a>x1")
                .with(UPGRADE, "<a>Ore</a>x2")
                .toString());
    assertThat(both.get("level").intValue()).isEqualTo(50);
    assertThat(both.get("section").textValue()).isEqualTo("g");
    assertThat(both.get("price").intValue()).isEqualTo(2750);
    assertThat(both.get("price_60").intValue()).isEqualTo(870);
    assertThat(both.get("availability")).isEqualTo(texts("Diva Battle"));
    assertThat(both.get("creation")).hasSize(2);
    assertThat(both.get("creation_60").get(0).get("count").intValue()).isEqualTo(2);
    assertThat(both.get("upgrade")).isEmpty();
    for (String none : List.of("なし", "None")) {
      JsonNode one =
          message(
              "tachi_g.htm",
              header,
              melee("l1", "Reed").with(PRICE, "10<hr>" + none).with(UPGRADE, none).toString());
      assertThat(one.has("price_60")).isFalse();
      assertThat(one.has("creation_60")).isFalse();
      assertThat(one.get("upgrade")).isEmpty();
      assertThat(one.has("creation_note")).isFalse();
      assertThat(violation(one)).isEmpty();
    }
    // Of a first level, which is made of another weapon.
    JsonNode first =
        message(
            "tachi_g.htm",
            header,
            melee("l1", "Reed<b>Lv1</b>")
                .with(PRICE, "0")
                .with(UPGRADE, "<a>Ore</a>x3")
                .toString());
    assertThat(first.has("creation_60")).isFalse();
    assertThat(first.get("upgrade").get(0).get("count").intValue()).isEqualTo(3);
  }

  @Test
  void theNameTellsTypeAndSection() throws IOException {
    for (String[] known :
        new String[][] {
          {"tachi.htm", "long_sword", "base"},
          {"taiken_g.htm", "great_sword", "g"},
          {"katate_s.htm", "sword_and_shield", "s"},
          {"souken_sp.htm", "dual_swords", "sp"},
          {"hammer_n.htm", "hammer", "n"},
          {"horn.htm", "hunting_horn", "base"},
          {"lance.htm", "lance", "base"},
          {"gunlance.html", "gunlance", "base"},
          {"tonfa", "tonfa", "base"},
          {"SLAXE.HTM", "switch_axe", "base"},
          {"magspike.htm", "magnet_spike", "base"},
          {"slaxe_t.htm", "switch_axe", "t"}
        }) {
      JsonNode message = message(known[0], MELEE, melee("l1", "Reed").toString());
      assertThat(message.get("type").textValue()).isEqualTo(known[1]);
      assertThat(message.get("section").textValue()).isEqualTo(known[2]);
      assertThat(message.get("page").textValue()).isEqualTo(known[0]);
    }
    assertThat(read("right.htm", html(BOWGUN)).weapons()).isEmpty();
    assertThat(read("yumi_g.htm", html(BOW)).weapons()).isEmpty();
  }

  @Test
  void anUnknownNameNeedsTheUsersType() throws IOException {
    String page = html(MELEE, melee("l1", "Reed").toString());
    for (String name : List.of("foo.htm", "hammer_partnya.htm", "x'; DROP TABLE weapons.htm")) {
      assertThat(refusal(name, page))
          .isEqualTo(
              "page '%s' is of no known type; say which with --type, one of %s"
                  .formatted(name, String.join(", ", TYPES)));
    }
    Weapon weapon = companions(page, "tonfa").weapons().get(0);
    assertThat(weapon.type()).isEqualTo("tonfa");
    assertThat(weapon.message().get("section").textValue()).isEqualTo("partnya");
    assertThatThrownBy(() -> companions(page, "spoon"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("no weapons are of type 'spoon'; there are: great_sword, ");
  }

  @Test
  void aPageOfOtherColumnsIsSetAsideWithThem() {
    List<String> lessOne = MELEE.subList(0, 9);
    List<String> oneMore = new ArrayList<>(MELEE);
    oneMore.add("Weight");
    assertThat(refusal("tachi_t.htm", html(List.of("名称", "回数", "攻撃力"))))
        .isEqualTo(
            "page 'tachi_t.htm' is of a layout that is not known; its columns are: 名称, 回数, 攻撃力");
    assertThat(refusal("tachi.htm", html(lessOne)))
        .endsWith(
            "are: Name, Rarity, Attributes, Sharpness, Slots, Rank, Price, Creation Mats, Upgrade Mats");
    assertThat(refusal("tachi.htm", html(oneMore))).contains("is of a layout that is not known");
    assertThat(refusal("tachi.htm", html(BOW)))
        .isEqualTo(
            "page 'tachi.htm' has the columns of a bow page, and weapons of type long_sword"
                + " are on melee pages");
    assertThat(refusal("tachi.htm", "<html><body><table><tr><td>x</table></body></html>"))
        .isEqualTo("page 'tachi.htm' has no table with a header, such as pages of weapons have");
    String two = html(MELEE).replace("</table>", "</table><table><tr><th>Name</table>");
    assertThat(refusal("tachi.htm", two))
        .isEqualTo("page 'tachi.htm' has 2 tables with a header, and pages of weapons one");
  }

  @Test
  void columnsMayBeInAnyOrderAndTheHeaderMayBeRepeated() throws IOException {
    String again = "<tr>" + String.join("", MELEE.stream().map(h -> "<th>" + h).toList()) + "</tr>";
    List<Weapon> weapons =
        read(
                "tachi.htm",
                html(MELEE, melee("l1", "A").toString(), again, "<tr></tr>", melee("l2", "B") + ""))
            .weapons();
    assertThat(weapons).extracting(Weapon::id).containsExactly("l1", "l2");
    assertThat(weapons).extracting(Weapon::row).containsExactly(1, 2);
    String turned =
        html(MELEE, melee("l1", "A").toString())
            .replace("<th>Rarity</th><th>Attributes</th>", "<th>Attributes</th><th>Rarity</th>")
            .replace("<td>3</td><td>768 10%</td>", "<td>768 10%</td><td>3</td>");
    assertThat(read("tachi.htm", turned).weapons())
        .isEqualTo(read("tachi.htm", html(MELEE, melee("l1", "A").toString())).weapons());
  }

  @Test
  void aPageThatIsCutOffIsSetAside() throws IOException {
    String whole = html(MELEE, melee("l1", "A").toString(), melee("l2", "B").toString());
    assertThat(read("tachi.htm", whole).weapons()).hasSize(2);
    byte[] bytes = whole.getBytes(UTF_8);
    int end = whole.substring(0, whole.lastIndexOf("</html")).getBytes(UTF_8).length;
    for (int length = 1; length <= end; length++) {
      String refusal = refusal("tachi.htm", Arrays.copyOf(bytes, length));
      assertThat(refusal).endsWith("; get it again").containsAnyOf("is cut off", "is no text");
    }
    assertThat(refusal("tachi.htm", whole.replace("</table>", "")))
        .isEqualTo("page 'tachi.htm' is cut off: its table has no </table>; get it again");
    assertThat(refusal("tachi.htm", whole.replace("</body></html>", "")))
        .isEqualTo("page 'tachi.htm' is cut off: it has no </html>; get it again");
    assertThat(refusal("tachi.htm", ""))
        .isEqualTo("page 'tachi.htm' is empty: it has no bytes; get it again");
    assertThat(read("tachi.htm", whole.replace("</html>", "</HTML >\n<!-- cached -->")).weapons())
        .hasSize(2);
  }

  @Test
  void theCharsetIsTheTransportsThenTheMarksThenThePagesOwn() throws IOException {
    String page = html(MELEE, melee("l1", "太刀①").toString());
    String bare = page.replaceFirst("<meta [^>]*>", "");
    String sjis = bare.replace("<head>", "<head><meta charset='Shift_JIS'>");
    assertThat(name(bare.replace("①", "").getBytes("EUC-JP"), Optional.of("euc-jp")))
        .isEqualTo("太刀");
    assertThat(name(page.getBytes("windows-31j"), Optional.of("Shift_JIS"))).isEqualTo("太刀①");
    assertThat(name(("\uFEFF" + sjis).getBytes(UTF_8), Optional.empty())).isEqualTo("太刀①");
    assertThat(name(page.getBytes(UTF_16), Optional.empty())).isEqualTo("太刀①");
    assertThat(name(sjis.getBytes("windows-31j"), Optional.empty())).isEqualTo("太刀①");
    assertThat(name(page.getBytes(UTF_8), Optional.empty())).isEqualTo("太刀①");
    assertThat(name(bare.getBytes(UTF_8), Optional.empty())).isEqualTo("太刀①");
  }

  @Test
  void bytesThatAreNoTextSetAPageAside() throws IOException {
    String page = html(MELEE, melee("l1", "Caf\u00e9").toString());
    byte[] latin = page.getBytes(ISO_8859_1);
    int wrong = page.indexOf("\u00e9") + 1; // no character before it is beyond ASCII in Latin-1
    assertThat(refusal("tachi.htm", latin))
        .isEqualTo(
            "page 'tachi.htm' is not in its charset UTF-8: byte %,d is no text; get it again"
                .formatted(wrong));
    assertThat(refusal("tachi.htm", page.replace("utf-8", "klingon").getBytes(UTF_8)))
        .isEqualTo("page 'tachi.htm' is in a charset that is not known, 'klingon'");
  }

  @Test
  void aNameIsTheOwnTextOfItsCell() throws IOException {
    JsonNode message =
        message(
            melee(
                "l1",
                "\u3000Reed\u00a0 <!-- x -->\"Tail\"【Two】\n&amp; Co.<div><a class=k>　Old\u3000Reed ←</a>"
                    + "<a href='katate.htm#l1'>→ &lt;Sickle&gt;</a><a>Elsewhere</a><a>→</a></div>"
                    + "<p>準G級<br>武器</p>"));
    assertThat(message.get("name").textValue()).isEqualTo("Reed \"Tail\"【Two】 & Co.");
    assertThat(message.get("upgrades_from")).isEqualTo(texts("Old Reed"));
    assertThat(message.get("upgrades_to")).isEqualTo(texts("<Sickle>"));
    assertThat(message.get("label").textValue()).isEqualTo("準G級 武器");
    assertThat(message.toString()).doesNotContain("Elsewhere");
  }

  @Test
  void aCellWithoutNameIsNoWeaponsName() throws IOException {
    JsonNode message = message(melee("l1", "<a>→Reed</a>"));
    assertThat(message.has("name")).isFalse();
    assertThat(violation(message).orElseThrow()).contains("'name'");
  }

  @Test
  void aRepeatedIdIsToldApartByTheName() throws IOException {
    String first = melee("l1", "Reed<b>Lv50</b>").toString();
    String other = melee("l1", "Rare Reed<b>Lv50</b>").toString();
    String same = melee("l1", "Rare Reed<b>Lv50</b>").with(RARITY, "9").toString();
    // printf 'Rare Reed\n50' | sha256sum
    String id = "l1~b3d28053";
    assertThat(ids(first, other, same)).containsExactly("l1", id, id + "~2");
    String elsewhere = melee("l2", "Else").toString();
    assertThat(ids(elsewhere, first, elsewhere.replace("l2", "l3"), other))
        .containsExactly("l2", "l1", "l3", id);
  }

  @Test
  void aRowWithoutIdIsKnownByItsName() throws IOException {
    String without = melee("", "Reed").toString();
    String blank = without.replace(" id=\"\"", "");
    String longest = melee("l".repeat(101), "Reed").toString();
    // printf 'Reed' | sha256sum
    assertThat(ids(without)).containsExactly("~f58e4a64");
    assertThat(ids(blank)).containsExactly("~f58e4a64");
    assertThat(ids(longest)).containsExactly("~f58e4a64");
    assertThat(ids(melee("l1", "A").toString(), without, blank))
        .containsExactly("l1", "~f58e4a64", "~f58e4a64~2");
  }

  @Test
  void attributesAreReadInAnyNotation() throws IOException {
    JsonNode message =
        message(
            melee("l1", "A")
                .with(
                    ATTRIBUTES,
                    "１１４４<s>−２０%</s><br>Thunder Pole ４２<br>Emperor's Roar 7<br>毒 1<br>麻痺 2"
                        + "<br>睡眠 3<br>Blast 4<br>防御 ＋30<br><br>"));
    assertThat(message.get("attack").intValue()).isEqualTo(1144);
    assertThat(message.get("affinity").intValue()).isEqualTo(-20);
    assertThat(message.get("elements"))
        .isEqualTo(Pages.JSON.readTree("{\"Thunder Pole\": 42, \"Emperor's Roar\": 7}"));
    assertThat(message.get("statuses"))
        .isEqualTo(Pages.JSON.readTree("{\"毒\": 1, \"麻痺\": 2, \"睡眠\": 3, \"Blast\": 4}"));
    assertThat(message.get("defense").intValue()).isEqualTo(30);
    assertThat(violation(message)).isEmpty();
  }

  @Test
  void aHornHasNotes() throws IOException {
    JsonNode message =
        message(
            melee("l1", "A")
                .with(
                    SHARPNESS,
                    "<ul><li class='r s1'><li class='o s2'><li class='y s3'><li class='g s4'>"
                        + "<li class='b s5'><li class='w s6'><li class='p s7'><li class='s s8'></ul><ul>"
                        + "</ul><small>Length：Long</small><a class=\"f\" href=x><span class=\"fp\">♪</span>"
                        + "<span class=\"fa\">♪</span><span class=\"fr\">♪</span></a>"
                        + "<q>Zenith Skill：Skill Slots Up+1</q>"));
    assertThat(message.at("/sharpness/normal"))
        .isEqualTo(
            Pages.JSON.readTree(
                """
                {"red": 1, "orange": 2, "yellow": 3, "green": 4, "blue": 5, "white": 6, "purple": 7,
                 "cyan": 8}
                """));
    assertThat(message.at("/sharpness/plus_1")).isEmpty();
    assertThat(message.get("trait").textValue()).isEqualTo("Length：Long");
    assertThat(message.get("notes")).isEqualTo(texts("purple", "aqua", "red"));
    assertThat(message.get("zenith_skill").textValue()).isEqualTo("Skill Slots Up+1");
    assertThat(violation(message)).isEmpty();
  }

  @Test
  void materialsHaveChoicesAndNotes() throws IOException {
    JsonNode message =
        message(
            melee("l1", "A")
                .with(
                    CREATION,
                    "<a href=../sozai/sozai.htm?0526\" class=\"k\">F.Ore</a>x1<br><a>Bone</a>Ｘ１２<br>or<br>"
                        + "<a>Shard</a> x 2<br>OR<br><a>Ticket</a>x1<br>グリコ特典<br>(2007夏)")
                .with(UPGRADE, "None"));
    assertThat(message.get("creation"))
        .isEqualTo(
            Pages.JSON.readTree(
                """
                [{"item": "F.Ore", "count": 1, "choice": 1}, {"item": "Bone", "count": 12, "choice": 1},
                 {"item": "Shard", "count": 2, "choice": 2}, {"item": "Ticket", "count": 1, "choice": 3}]
                """));
    assertThat(message.get("creation_note").textValue()).isEqualTo("グリコ特典 (2007夏)");
    assertThat(message.get("upgrade")).isEmpty();
    assertThat(violation(message)).isEmpty();
  }

  @Test
  void emptyCellsAreLeftOut() throws IOException {
    JsonNode message =
        message(
            melee("l1", "A")
                .with(SHARPNESS, "<br>")
                .with(SLOTS, "")
                .with(RANK, "-")
                .with(PRICE, "<br>Event")
                .with(DESCRIPTION, "<br>")
                .with(CREATION, "")
                .with(UPGRADE, "<br>"));
    assertThat(message.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "type",
            "section",
            "id",
            "name",
            "upgrades_from",
            "upgrades_to",
            "rarity",
            "rarity_text",
            "attack",
            "affinity",
            "elements",
            "statuses",
            "availability",
            "creation",
            "upgrade",
            "page",
            "scraped_at");
    assertThat(message.get("availability")).isEqualTo(texts("Event"));
    assertThat(violation(message)).isEmpty();
  }

  @Test
  void aDescriptionKeepsItsLinesAndMarkedText() throws IOException {
    JsonNode message =
        message(melee("l1", "A").with(DESCRIPTION, " 強い、\u3000剣。<br><br><s>≪SP：LV7≫</s>が<br>いい。"));
    assertThat(message.get("description").textValue()).isEqualTo("強い、 剣。\n≪SP：LV7≫が\nいい。");
  }

  /** Cells that are not as they should be, and what landing says of them. */
  @Test
  void aCellThatCannotBeReadIsSentAsItsText() throws IOException {
    Object[][] wrong = {
      {RARITY, "rare", "rarity 'rare'"},
      {RARITY, "99999999999999999999", "rarity '99999999999999999999'"},
      {ATTRIBUTES, "abc<br>Fire 1", "attack 'abc Fire 1'"},
      {ATTRIBUTES, "7 8 9%", "attack '7 8 9%'"},
      {ATTRIBUTES, "768", "'affinity'"},
      {ATTRIBUTES, "", "'attack'"},
      {ATTRIBUTES, "1 0%<br>Fire", "elements '1 0% Fire'"},
      {ATTRIBUTES, "1 0%<br>30", "elements '1 0% 30'"},
      {ATTRIBUTES, "1 0%<br>Fire 1 2", "elements '1 0% Fire 1 2'"},
      {ATTRIBUTES, "1 0%<br>Fire 1<br>Fire 2", "elements '1 0% Fire 1 Fire 2'"},
      {ATTRIBUTES, "1 0%<br>Para 1<br>Para 1", "statuses '1 0% Para 1 Para 1'"},
      {ATTRIBUTES, "1 0%<br>Def 1<br>Defense 2", "defense '1 0% Def 1 Defense 2'"},
      {
        SHARPNESS,
        "<ul><li class='r s1'><li class='r s2'></ul><ul></ul>",
        "sharpness '[ r s1 r s2 ] [ ]'"
      },
      {SHARPNESS, "<ul><li class='x s1'></ul><ul></ul>", "sharpness '[ x s1 ] [ ]'"},
      {SHARPNESS, "<ul><li class='r s1'>long</ul><ul></ul>", "sharpness '[ r s1 long ] [ ]'"},
      {SHARPNESS, "<ul><li class='r s1'></ul>", "sharpness '[ r s1 ]'"},
      {SHARPNESS, "<ul></ul><ul></ul><a class=f><span class=fq>♪</span></a>", "notes 'fq'"},
      {SHARPNESS, "<ul></ul><ul></ul><q>one</q><q>two</q>", "zenith_skill '[\"one\",\"two\"]'"},
      {SLOTS, "○○-", "slots '○○-'"},
      {PRICE, "Event", "price 'Event'"},
      {PRICE, "1,000", "price '1,000'"},
      {PRICE, "10<hr>much<br>Event", "price_60 '10 much Event'"},
      {CREATION, "<a>Ore</a>", "creation 'Ore'"},
      {CREATION, "<a>Ore</a>x", "creation 'Orex'"},
      {UPGRADE, "<a>Ore</a>x1 or", "upgrade 'Orex1 or'"},
      {0, "A<b>high</b>", "level 'high'"},
    };
    for (Object[] cell : wrong) {
      JsonNode message = message(melee("l1", "A").with((Integer) cell[0], (String) cell[1]));
      assertThat(violation(message).orElse("nothing"))
          .as(cell[1].toString())
          .contains(cell[2].toString());
      assertThat(message.get("name").textValue()).isEqualTo("A");
    }
  }

  @Test
  void cellsOfBowsAndBowgunsThatCannotBeReadAreSentAsTheyStand() throws IOException {
    String bow = "<tr><td id=l1>A<td>1<td>%s<td>%s<td><br><td>0<td>-<td>1<td><td><td></tr>";
    Object[][] wrongBows = {
      {"1 0%<br>Wide<br>Narrow", "1:A", "spread '[\"Wide\",\"Narrow\"]'"},
      {"1 0%<br>30", "1:A", "elements '1 0% 30'"},
      {"1 0%", "1:A<br>3:C", "charges '1:A 3:C'"},
      {"1 0%", "1:A<br>1:C", "charges '1:A 1:C'"},
      {"1 0%", "one", "charges 'one'"},
    };
    for (Object[] cell : wrongBows) {
      JsonNode message = message("yumi.htm", BOW, bow.formatted(cell[0], cell[1]));
      assertThat(violation(message).orElse("nothing")).contains(cell[2].toString());
      assertThat(message.get("coatings")).isEmpty();
    }
    String gun = "<tr><td id=l1>A<td>1<td>1 0%%<td>%s<td>%s<td>0<td>-<td>1<td><td><td></tr>";
    Object[][] wrongGuns = {
      {"Slow<br>Fast", "<ul><li>Norm：1</ul>", "reload '[\"Slow\",\"Fast\"]'"},
      {"a<br>b<br>c", "<ul><li>Norm：1<br>Norm：2</ul>", "ammo 'Norm：1 Norm：2'"},
      {"a<br>b<br>c", "<ul><li>Norm</ul>", "ammo 'Norm'"},
    };
    for (Object[] cell : wrongGuns) {
      JsonNode message = message("right.htm", BOWGUN, gun.formatted(cell[0], cell[1]));
      assertThat(violation(message).orElse("nothing")).contains(cell[2].toString());
    }
  }

  @Test
  void aRowOfOtherCellsIsSentAsTheyStand() throws IOException {
    String row = "<tr><td id=\"l9\">Reed</td><td>1</td><td>80<br>6</td></tr>";
    List<Weapon> weapons =
        read("tachi.htm", html(MELEE, row, melee("l1", "A").toString())).weapons();
    assertThat(weapons).extracting(Weapon::id).containsExactly("l9", "l1");
    assertThat(weapons.get(0).message())
        .isEqualTo(
            Pages.JSON.readTree(
                """
                {"type": "long_sword", "section": "base", "id": "l9", "cells": ["Reed", "1", "80 6"],
                 "page": "tachi.htm", "scraped_at": "2026-11-22T12:00:00"}
                """));
    assertThat(violation(weapons.get(0).message()).orElseThrow()).contains("'name'");
    assertThat(violation(weapons.get(1).message())).isEmpty();
  }

  private static List<String> ids(String... rows) throws SetAsideException {
    return read("tachi.htm", html(MELEE, rows)).weapons().stream().map(Weapon::id).toList();
  }

  private static String name(byte[] page, Optional<String> charset) throws SetAsideException {
    return WeaponPage.read("tachi.htm", page, charset, Optional.empty(), TYPES, NOON)
        .weapons()
        .get(0)
        .message()
        .get("name")
        .textValue();
  }

  private static WeaponPage companions(String page, String type) throws SetAsideException {
    return WeaponPage.read(
        "hammer_partnya.htm",
        page.getBytes(UTF_8),
        Optional.empty(),
        Optional.of(type),
        TYPES,
        NOON);
  }

  private static JsonNode texts(String... values) {
    return Pages.JSON.valueToTree(values);
  }
}
