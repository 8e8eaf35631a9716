package dev.tributary.exporters.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.catalog.record.Sha256;
import dev.tributary.exporters.source.RecordReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.jsoup.nodes.Element;

/** Makes weapons of the rows of a page, in their order. */
final class WeaponRows {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private final String page;
  private final PageKind kind;
  private final List<Column> columns;
  private final String scrapedAt;
  private final WeaponIds ids = new WeaponIds();
  private int rows;

  WeaponRows(String page, PageKind kind, List<Column> columns, LocalDateTime scrapedAt) {
    this.page = page;
    this.kind = kind;
    this.columns = columns;
    this.scrapedAt = SECONDS.format(scrapedAt);
  }

  /** The weapon of the next row; a row that cannot be read is one that cannot be landed. */
  Weapon weapon(Element row) {
    List<Element> cells = row.children();
    Members members = new Members();
    if (cells.size() == columns.size()) {
      for (int i = 0; i < cells.size(); i++) {
        columns.get(i).read(cells.get(i), members);
      }
      members.settleMaterials();
    }
    ObjectNode read = members.node();
    String name = read.path("name").asText(String.join("\n", WeaponTable.texts(row)));
    String level = read.has("level") ? "\n" + read.get("level").asText() : "";
    String id = ids.next(CellText.collapsed(cells.get(0).id()), name + level);
    ObjectNode message = head(id);
    if (cells.size() == columns.size()) {
      message.setAll(read);
    } else {
      WeaponTable.texts(row).forEach(message.putArray("cells")::add);
    }
    return new Weapon(kind.type(), id, bounded(id, tail(message)), ++rows);
  }

  /** What no topic would take is told of, in its place. */
  private ObjectNode bounded(String id, ObjectNode message) {
    String json = message.toString();
    if (json.length() <= RecordReader.MESSAGE_LIMIT / 3) {
      return message;
    }
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= RecordReader.MESSAGE_LIMIT) {
      return message;
    }
    ObjectNode stub = tail(head(id));
    stub.putObject("too_large")
        .put("bytes", bytes.length)
        .put("sha256", HexFormat.of().formatHex(Sha256.create().digest(bytes)))
        .put("begins", Excerpt.of(json));
    return stub;
  }

  private ObjectNode head(String id) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", kind.type())
        .put("section", kind.section())
        .put("id", id);
  }

  private ObjectNode tail(ObjectNode message) {
    return message.put("page", page).put("scraped_at", scrapedAt);
  }
}
