package dev.tributary.exporters.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * A cell of materials: links with a count behind ({@code x3}), a line each; {@code or} begins
 * another choice; other text is a note.
 */
final class MaterialsCell {

  private static final Pattern COUNT = Pattern.compile("(?i:x|×) ?(\\d{1,9})");

  private final List<Consumer<ObjectNode>> materials = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private Optional<String> item = Optional.empty();
  private int choice = 1;
  private boolean unread;

  private MaterialsCell() {}

  /** Reads a cell as that member. */
  static void read(String member, Element cell, Members members) {
    MaterialsCell read = new MaterialsCell();
    read.walk(cell);
    if (read.unread) {
      members.unread(member, cell);
    } else {
      members.objects(member, read.materials);
    }
    members.append("creation_note", String.join(" ", read.notes));
  }

  private void walk(Element cell) {
    cell.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode part) {
              text.append(part.getWholeText());
            } else if (node instanceof Element element && element.nameIs("a")) {
              end();
              item = Optional.of(CellText.of(element));
              return FilterResult.SKIP_ENTIRELY;
            } else if (node instanceof Element element && element.nameIs("br")) {
              end();
            }
            return FilterResult.CONTINUE;
          }
        });
    end();
  }

  /** At a line's end, or before a link: what stands behind the last one. */
  private void end() {
    String line = CellText.collapsed(text);
    text.setLength(0);
    if (item.isPresent()) {
      Matcher count = COUNT.matcher(Figure.plain(line));
      unread |= !count.matches() || item.get().isEmpty();
      if (count.matches()) {
        add(item.get(), Integer.parseInt(count.group(1)), choice);
      }
    } else if (line.equalsIgnoreCase("or")) {
      choice++;
    } else if (!Absence.isSaidBy(line)) {
      notes.add(line);
    }
    item = Optional.empty();
  }

  private void add(String name, int count, int of) {
    materials.add(material -> material.put("item", name).put("count", count).put("choice", of));
  }
}
