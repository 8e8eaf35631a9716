package dev.tributary.exporters.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The text of a cell as a person sees it, line by line. */
final class CellText {

  /** Elements that begin and end a line, as the site's style shows them. */
  private static final Set<String> BREAKS =
      Set.of("br", "div", "hr", "i", "li", "p", "q", "small", "ul");

  private CellText() {}

  /** All of it, in one line. */
  static String of(Element cell) {
    return lines(cell).stream().filter(line -> !line.isEmpty()).collect(Collectors.joining(" "));
  }

  /** Its lines, without empty ones. */
  static List<String> linesOf(Element cell) {
    return linesOf(cell, element -> false);
  }

  /** Its lines, without empty ones, and without what stands in some elements. */
  static List<String> linesOf(Element cell, Predicate<Element> without) {
    return lines(cell, without).stream().filter(line -> !line.isEmpty()).toList();
  }

  /** Its lines, the empty ones too. */
  static List<String> lines(Element cell) {
    return lines(cell, element -> false);
  }

  private static List<String> lines(Element cell, Predicate<Element> without) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    cell.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
              line.append(text.getWholeText());
            } else if (node instanceof Element element && depth > 0) {
              if (without.test(element)) {
                line.append(' ');
                return FilterResult.SKIP_ENTIRELY;
              }
              end(element);
            }
            return FilterResult.CONTINUE;
          }

          @Override
          public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element && depth > 0 && element.childNodeSize() > 0) {
              end(element);
            }
            return FilterResult.CONTINUE;
          }

          private void end(Element element) {
            if (BREAKS.contains(element.normalName())) {
              lines.add(collapsed(line));
              line.setLength(0);
            }
          }
        });
    lines.add(collapsed(line));
    return lines;
  }

  /**
   * Text without spaces around it and with single ones within, of whatever width they were. The
   * parser lets references to halves of a pair pass, for which HTML has U+FFFD, and which no
   * message can hold.
   */
  static String collapsed(CharSequence text) {
    StringBuilder collapsed = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = isCharacter(text, i) ? text.charAt(i) : '\uFFFD';
      if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
        collapsed.append(c);
      } else if (!collapsed.isEmpty() && collapsed.charAt(collapsed.length() - 1) != ' ') {
        collapsed.append(' ');
      }
    }
    return collapsed.toString().strip();
  }

  private static boolean isCharacter(CharSequence text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    return c != 0
        && (!Character.isLowSurrogate(c)
            || (i > 0 && Character.isHighSurrogate(text.charAt(i - 1))));
  }
}
