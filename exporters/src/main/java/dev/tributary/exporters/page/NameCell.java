package dev.tributary.exporters.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The cell of the name: its own text is the name; beside it may stand links to the weapons that it
 * is made from ({@code …←}) and becomes ({@code →…}), a level ({@code <b>}) and a label ({@code
 * <p>}). A link without an arrow says neither, and is passed over.
 */
final class NameCell {

  private static final char TO = '→';
  private static final char FROM = '←';
  private static final Pattern LEVEL = Pattern.compile("(?i:lv)\\.? ?(\\d{1,9})");

  private NameCell() {}

  static void read(Element cell, Members members) {
    members.text("name", ownText(cell));
    readLevel(children(cell, "b"), members);
    members.text("label", String.join(" ", children(cell, "p")));
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    for (Element link : cell.getElementsByTag("a")) {
      String text = CellText.of(link);
      if (text.indexOf(TO) == 0) {
        to.add(CellText.collapsed(text.substring(1)));
      } else if (!text.isEmpty() && text.indexOf(FROM) == text.length() - 1) {
        from.add(CellText.collapsed(text.substring(0, text.length() - 1)));
      }
    }
    from.removeIf(String::isEmpty);
    to.removeIf(String::isEmpty);
    members.texts("upgrades_from", from);
    members.texts("upgrades_to", to);
  }

  private static String ownText(Element cell) {
    StringBuilder text = new StringBuilder();
    for (Node node : cell.childNodes()) {
      text.append(node instanceof TextNode own ? own.getWholeText() : " ");
    }
    return CellText.collapsed(text);
  }

  private static List<String> children(Element cell, String tag) {
    return cell.children().stream()
        .filter(child -> child.nameIs(tag))
        .map(CellText::of)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static void readLevel(List<String> levels, Members members) {
    String level = String.join(" ", levels);
    Optional<Matcher> read =
        Optional.of(LEVEL.matcher(Figure.plain(level))).filter(Matcher::matches);
    if (read.isPresent()) {
      members.number("level", Long.parseLong(read.get().group(1)));
    } else {
      members.text("level", level); // no number, so it is seen
    }
  }
}
