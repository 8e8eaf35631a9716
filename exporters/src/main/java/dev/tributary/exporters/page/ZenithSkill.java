package dev.tributary.exporters.page;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** The zenith skill, which stands in a cell of something else: {@code <q>Zenith Skill：…</q>}. */
final class ZenithSkill {

  private static final Pattern TITLE = Pattern.compile("(?i)^zenith skill ?[：:] ?");

  private ZenithSkill() {}

  static boolean isOne(Element element) {
    return element.nameIs("q");
  }

  static void read(Element cell, Members members) {
    members.oneText(
        "zenith_skill",
        cell.getElementsByTag("q").stream()
            .map(skill -> TITLE.matcher(CellText.of(skill)).replaceFirst(""))
            .toList());
  }
}
