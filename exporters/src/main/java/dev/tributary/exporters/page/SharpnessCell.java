package dev.tributary.exporters.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * The cell of the sharpness: two gauges, as it is and with Sharpness +1, whose classes say colour
 * and length ({@code <li class="g s20">}); below them a trait, a horn's notes, a zenith skill.
 */
final class SharpnessCell {

  /** In the order of the gauge; "s", the sky-blue above purple, is cyan in English. */
  private static final Map<String, String> COLOURS =
      Map.of(
          "r", "red", "o", "orange", "y", "yellow", "g", "green", "b", "blue", "w", "white", "p",
          "purple", "s", "cyan");

  private static final Map<String, String> NOTES =
      Map.of(
          "fp", "purple", "fa", "aqua", "fr", "red", "fg", "green", "fy", "yellow", "fw", "white",
          "fb", "blue");

  private static final Pattern LENGTH = Pattern.compile("([a-z]) s(\\d{1,9})");

  private SharpnessCell() {}

  static void read(Element cell, Members members) {
    Predicate<Element> notes = element -> element.nameIs("a") && element.hasClass("f");
    readGauges(cell.getElementsByTag("ul"), members);
    readNotes(
        cell.getElementsByTag("a").stream()
            .filter(notes)
            .flatMap(link -> link.getElementsByTag("span").stream())
            .map(span -> CellText.collapsed(span.className()))
            .toList(),
        members);
    Predicate<Element> gauge = element -> element.nameIs("ul");
    members.text(
        "trait", String.join(" ", CellText.linesOf(cell, gauge.or(notes).or(ZenithSkill::isOne))));
    ZenithSkill.read(cell, members);
  }

  private static void readGauges(List<Element> gauges, Members members) {
    if (gauges.isEmpty()) {
      return;
    }
    List<Map<String, Long>> lengths = new ArrayList<>();
    gauges.forEach(gauge -> lengths(gauge).ifPresent(lengths::add));
    if (lengths.size() == 2 && gauges.size() == 2) {
      members.gauges("sharpness", lengths.get(0), lengths.get(1));
    } else {
      members.unread("sharpness", gauges.stream().flatMap(SharpnessCell::written));
    }
  }

  /** The lengths of a gauge by colour; none if it has anything else, or a colour twice. */
  private static Optional<Map<String, Long>> lengths(Element gauge) {
    Map<String, Long> lengths = new LinkedHashMap<>();
    for (Element part : gauge.children()) {
      Matcher length = LENGTH.matcher(CellText.collapsed(part.className()));
      boolean read = part.nameIs("li") && length.matches() && COLOURS.containsKey(length.group(1));
      if (!read
          || lengths.put(COLOURS.get(length.group(1)), Long.parseLong(length.group(2))) != null) {
        return Optional.empty();
      }
    }
    return CellText.of(gauge).isEmpty() ? Optional.of(lengths) : Optional.empty();
  }

  /** A gauge has no text: what its parts say of themselves. */
  private static Stream<String> written(Element gauge) {
    return Stream.concat(
        Stream.of("["),
        Stream.concat(
            gauge.children().stream()
                .map(part -> CellText.collapsed(part.className() + " " + CellText.of(part))),
            Stream.of("]")));
  }

  private static void readNotes(List<String> marks, Members members) {
    if (NOTES.keySet().containsAll(marks)) {
      if (!marks.isEmpty()) {
        members.texts("notes", marks.stream().map(NOTES::get).toList());
      }
    } else {
      members.unread("notes", marks.stream());
    }
  }
}
