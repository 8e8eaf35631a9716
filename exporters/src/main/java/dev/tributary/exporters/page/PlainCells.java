package dev.tributary.exporters.page;

import java.util.Optional;
import org.jsoup.nodes.Element;

/** Cells with one thing in them. */
final class PlainCells {

  private PlainCells() {}

  static void readSlots(Element cell, Members members) {
    String text = CellText.of(cell);
    Optional<Long> slots = Figure.number(text);
    if (slots.isPresent()) {
      members.number("slots", slots.get());
    } else if (!text.isEmpty()) {
      members.unread("slots", cell);
    }
  }

  /** {@code HR<br>22} is HR 22, a dash is none. */
  static void readRank(Element cell, Members members) {
    String text = CellText.of(cell);
    if (!Figure.plain(text).equals("-")) {
      members.text("rank", text);
    }
  }

  static void readDescription(Element cell, Members members) {
    members.text("description", String.join("\n", CellText.linesOf(cell)));
  }
}
