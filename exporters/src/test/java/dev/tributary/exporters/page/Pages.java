package dev.tributary.exporters.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.dataset.RecordSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages in the site's structure, and how they are read. */
final class Pages {

  static final ObjectMapper JSON = new ObjectMapper();
  static final JsonNode SCHEMA_FILE = schemaFile();
  static final RecordSchema SCHEMA = RecordSchema.of(SCHEMA_FILE);
  static final List<String> TYPES = types();
  static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 22, 12, 0, 0, 5);

  static final List<String> MELEE =
      List.of(
          "Name",
          "Rarity",
          "Attributes",
          "Sharpness",
          "Slots<br>",
          "Rank",
          "Price",
          "Creation Mats",
          "Upgrade Mats",
          "Description");

  static final List<String> BOW =
      List.of(
          "Name",
          "Rarity",
          "Attack Attribute",
          "Charge Stage",
          "Coatings",
          "Slots<br>",
          "Rank",
          "Price",
          "Creation Mats",
          "Upgrade Mats",
          "Description");

  static final List<String> BOWGUN =
      List.of(
          "Name",
          "Rarity",
          "Attack",
          "Reload<br>Recoil<br>Bullet Speed",
          "Ammo",
          "Slots",
          "Rank",
          "Price",
          "Creation Mats",
          "Upgrade Mats",
          "Description");

  private Pages() {}

  /** A page as the site's are, up to the list of links above the table. */
  static String html(List<String> header, String... rows) {
    return """
        <!DOCTYPE html>\r
        <html lang="ja">\r
        <head>\r
        <meta http-equiv="content-type" content="text/html; charset=utf-8">\r
        <title>Weapons</title>\r
        </head><body>
        <div id="tree"><p><a href="#l0001">Somewhere</a>☆</p></div>
        <div id="data">Weapons
        <table id="ken" border="1">
        <col id="cN"><col id="cR">
        <thead><tr>%s</tr></thead><tbody>
        %s
        </tbody></table></div>
        <script type="text/javascript" src="sort.js"></script></body></html>
        """
        .formatted(
            String.join("", header.stream().map(th -> "<th>" + th + "</th>").toList()),
            String.join("\n", rows));
  }

  /** A row of a melee page, as all of it should be, with some cells changed. */
  static MeleeRow melee(String id, String name) {
    return new MeleeRow(id, name);
  }

  static WeaponPage read(String name, String html) throws SetAsideException {
    return read(name, html.getBytes(UTF_8));
  }

  static WeaponPage read(String name, byte[] html) throws SetAsideException {
    return WeaponPage.read(name, html, Optional.empty(), Optional.empty(), TYPES, NOON);
  }

  static WeaponPage read(Path page) throws IOException {
    return read(page.getFileName().toString(), Files.readAllBytes(page));
  }

  /** The message of the only weapon on a page of that row, as a reader of it sees it. */
  static JsonNode message(String page, List<String> header, String row) throws IOException {
    List<Weapon> weapons = read(page, html(header, row)).weapons();
    assertThat(weapons).hasSize(1);
    return JSON.readTree(weapons.get(0).message().toString());
  }

  static JsonNode message(MeleeRow row) throws IOException {
    return message("tachi.htm", MELEE, row.toString());
  }

  /** The one line that sets a page aside. */
  static String refusal(String name, String html) {
    return refusal(name, html.getBytes(UTF_8));
  }

  static String refusal(String name, byte[] html) {
    SetAsideException refusal =
        catchThrowableOfType(SetAsideException.class, () -> read(name, html));
    assertThat(refusal).as("refusal of " + name).isNotNull();
    assertThat(refusal.getMessage()).hasLineCount(1);
    return refusal.getMessage();
  }

  /** What landing would say is wrong with a message. */
  static Optional<String> violation(JsonNode message) {
    return SCHEMA.violation(message);
  }

  private static JsonNode schemaFile() {
    try (InputStream in = Pages.class.getResourceAsStream("/datasets/weapons.schema.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> types() {
    List<String> types = new ArrayList<>();
    SCHEMA_FILE.at("/properties/type/enum").forEach(type -> types.add(type.asText()));
    return types;
  }

  /** Cells of a row, all of them good. */
  static final class MeleeRow {

    private final List<String> cells = new ArrayList<>();

    private MeleeRow(String id, String name) {
      cells.add("<td id=\"" + id + "\">" + name);
      cells.addAll(
          List.of(
              "<td>3",
              "<td>768 10%",
              "<td><ul title=\"000300\"><li class=\"r s20\"><li class=\"g s7\"></li></ul>"
                  + "<ul><li class=\"r s20\"><li class=\"g s12\"></li></ul>",
              "<td>1",
              "<td>HR<br>22",
              "<td>11375",
              "<td><br>",
              "<td><a href=\"../sozai/sozai.htm?0228\">Iron Ore</a>x3",
              "<td>試し<br>書き。"));
    }

    /** The row with other content in the cell of that place, the first being 0. */
    MeleeRow with(int cell, String content) {
      cells.set(cell, cell == 0 ? "<td id=\"l1\">" + content : "<td>" + content);
      return this;
    }

    @Override
    public String toString() {
      return "<tr>" + String.join("", cells.stream().map(c -> c + "</td>").toList()) + "</tr>";
    }
  }
}
