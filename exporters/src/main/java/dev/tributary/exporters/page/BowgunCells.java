package dev.tributary.exporters.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** The cells that only bowguns have. */
final class BowgunCells {

  private static final List<String> HANDLING = List.of("reload", "recoil", "bullet_speed");
  private static final Pattern AMMO = Pattern.compile("([^:：]+)[:：](.*)");

  private BowgunCells() {}

  /** Reload, recoil and bullet speed, a line each. */
  static void readHandling(Element cell, Members members) {
    List<String> lines = CellText.linesOf(cell);
    if (lines.size() == HANDLING.size()) {
      for (int i = 0; i < lines.size(); i++) {
        members.text(HANDLING.get(i), lines.get(i));
      }
    } else if (!lines.isEmpty()) {
      members.texts(HANDLING.get(0), lines); // a list, which no text is, so it is seen
    }
  }

  /** A list of ammunition ({@code Norm ：6/6/<u>9</u>}), then rapid fire, then a zenith skill. */
  static void readAmmo(Element cell, Members members) {
    cell.getElementsByTag("u").forEach(mark -> mark.prependText("(").appendText(")"));
    List<String> lines =
        cell.children().stream()
            .filter(list -> list.nameIs("ul"))
            .flatMap(list -> CellText.linesOf(list).stream())
            .toList();
    Map<String, String> ammo = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher kind = AMMO.matcher(line);
      if (kind.matches()) {
        ammo.put(kind.group(1).strip(), kind.group(2).strip());
      }
    }
    if (ammo.size() < lines.size()) {
      members.unread("ammo", cell);
    } else if (!ammo.isEmpty()) {
      members.textsByName("ammo", ammo);
    }
    Predicate<Element> list = element -> element.nameIs("ul");
    members.text(
        "rapid_fire", String.join(" ", CellText.linesOf(cell, list.or(ZenithSkill::isOne))));
    ZenithSkill.read(cell, members);
  }
}
