package dev.tributary.exporters.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * The cell of attack and affinity ({@code 768 10%}); below them, a line each: elements ({@code Fire
 * 270}), statuses, defense, and a bow's spread ({@code Wide}).
 */
final class AttributesCell {

  private static final Pattern ATTACK =
      Pattern.compile("(\\d{1,18})(?: ?([+-]\\d{1,9}) ?%| (\\d{1,9}) ?%)?");

  private static final Set<String> STATUSES =
      Set.of("poison", "para", "paralysis", "sleep", "blast", "毒", "麻痺", "睡眠", "爆破");

  private static final Set<String> DEFENSE = Set.of("defense", "def", "防御", "防御力");

  private AttributesCell() {}

  static void read(Element cell, Members members) {
    read(cell, false, members);
  }

  static void readBow(Element cell, Members members) {
    read(cell, true, members);
  }

  private static void read(Element cell, boolean bow, Members members) {
    List<String> lines = CellText.linesOf(cell);
    if (lines.isEmpty()) {
      return;
    }
    Matcher attack = ATTACK.matcher(Figure.plain(lines.get(0)));
    if (!attack.matches()) {
      members.unread("attack", cell);
      return;
    }
    members.number("attack", Long.parseLong(attack.group(1)));
    Optional.ofNullable(attack.group(2))
        .or(() -> Optional.ofNullable(attack.group(3)))
        .ifPresent(affinity -> members.number("affinity", Long.parseLong(affinity)));
    readFurther(cell, lines.subList(1, lines.size()), bow, members);
  }

  /** A line that is nothing known, or the second of its name, leaves its member unread. */
  private static void readFurther(Element cell, List<String> lines, boolean bow, Members members) {
    Map<String, Map<String, Long>> figures = new LinkedHashMap<>();
    figures.put("elements", new LinkedHashMap<>());
    figures.put("statuses", new LinkedHashMap<>());
    List<Long> defense = new ArrayList<>();
    List<String> spread = new ArrayList<>();
    Set<String> unread = new LinkedHashSet<>();
    for (String line : lines) {
      Optional<Figure> figure = Figure.of(line).filter(found -> !found.name().isEmpty());
      if (figure.isEmpty() && bow && isWithoutDigit(line)) {
        spread.add(line);
      } else if (figure.isEmpty()) {
        unread.add("elements");
      } else {
        String name = figure.get().name();
        String folded = Figure.plain(name).toLowerCase(Locale.ROOT);
        if (DEFENSE.contains(folded)) {
          defense.add(figure.get().value());
        } else {
          String member = STATUSES.contains(folded) ? "statuses" : "elements";
          if (figures.get(member).put(name, figure.get().value()) != null) {
            unread.add(member);
          }
        }
      }
    }
    figures.forEach(members::numbers);
    defense.forEach(value -> members.number("defense", value));
    if (defense.size() > 1) {
      unread.add("defense");
    }
    members.oneText("spread", spread);
    unread.forEach(member -> members.unread(member, cell));
  }

  private static boolean isWithoutDigit(String line) {
    return Figure.plain(line).chars().noneMatch(c -> c >= '0' && c <= '9');
  }
}
