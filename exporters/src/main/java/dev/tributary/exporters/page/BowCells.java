package dev.tributary.exporters.page;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** The cells that only bows have. */
final class BowCells {

  private static final Pattern CHARGE = Pattern.compile("(\\d{1,2}) ?[:：] ?(.+)");

  private BowCells() {}

  /** Arrows by charge level: {@code 1:RpdLV1<br>2:…<i>4:PrcLV4</i>}, then a zenith skill. */
  static void readCharges(Element cell, Members members) {
    List<String> lines = CellText.linesOf(cell, ZenithSkill::isOne);
    SortedMap<Integer, String> charges = new TreeMap<>();
    for (String line : lines) {
      Matcher charge = CHARGE.matcher(line);
      if (charge.matches()) {
        charges.put(Integer.valueOf(charge.group(1)), charge.group(2));
      }
    }
    // The level is the place in the list, so that none may be missing.
    boolean whole =
        charges.size() == lines.size() && (lines.isEmpty() || charges.lastKey() == lines.size());
    if (whole && !charges.containsKey(0)) {
      members.texts("charges", List.copyOf(charges.values()));
    } else {
      members.unread("charges", cell);
    }
    ZenithSkill.read(cell, members);
  }

  static void readCoatings(Element cell, Members members) {
    members.texts("coatings", CellText.linesOf(cell));
  }
}
