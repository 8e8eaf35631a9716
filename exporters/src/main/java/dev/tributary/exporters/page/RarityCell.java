package dev.tributary.exporters.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** The cell of the rarity: a number, such as 3, or one with its G rank, such as 11GR8. */
final class RarityCell {

  private static final Pattern FIRST = Pattern.compile("(\\d{1,9})(?!\\d).*");

  private RarityCell() {}

  static void read(Element cell, Members members) {
    String text = CellText.of(cell);
    members.text("rarity_text", text);
    Matcher first = FIRST.matcher(Figure.plain(text));
    if (first.matches()) {
      members.number("rarity", Long.parseLong(first.group(1)));
    } else if (!text.isEmpty()) {
      members.unread("rarity", cell);
    }
  }
}
