package dev.tributary.exporters.page;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Whether a page is all there, and all seen. A parser of HTML makes something of any text: it
 * closes whatever is open at the end, and leaves out what stands in the wrong place.
 */
final class Completeness {

  private static final Pattern NESTING = Pattern.compile("<(table|object|applet|marquee|template)");
  private static final int NESTING_LIMIT = 1000;

  private final String page;
  private final String tags;

  Completeness(String page, String text) {
    this.page = page;
    this.tags = text.toLowerCase(Locale.ROOT);
  }

  /** Refuses a page that ends before its end, or goes on behind it. */
  void checkEnd() throws SetAsideException {
    int end = tags.lastIndexOf("</html");
    int tableEnd = tags.lastIndexOf("</table");
    if (end < 0) {
      throw new SetAsideException(page, "is cut off: it has no </html>; get it again");
    }
    if (tableEnd < tags.lastIndexOf("<table")) {
      throw new SetAsideException(page, "is cut off: its table has no </table>; get it again");
    }
    if (end < tableEnd) {
      throw new SetAsideException(page, "is damaged: it goes on behind </html>; get it again");
    }
  }

  /** Refuses what would keep the parser busy for hours: its time grows with their square. */
  void checkNesting() throws SetAsideException {
    long nesting = NESTING.matcher(tags).results().limit(NESTING_LIMIT + 1).count();
    if (nesting > NESTING_LIMIT) {
      throw new SetAsideException(
          page,
          "has more than %,d tables or objects, which no page of weapons has; it may be hostile: do not use it"
              .formatted(NESTING_LIMIT));
    }
  }

  /**
   * Refuses a page with rows that are not among its tables' own: they are hidden by a comment, a
   * script or a table in a cell that nothing closes, or stand behind an end of the table in its
   * midst.
   *
   * @param tables those that rows are read of
   */
  void checkRows(Document document, List<Element> tables) throws SetAsideException {
    long seen = document.getElementsByTag("tr").size();
    for (Element table : tables) {
      seen -= table.getElementsByTag("tr").size() - WeaponTable.rows(table).size();
    }
    seen += document.nodeStream(Comment.class).mapToLong(node -> closed(node.getData())).sum();
    seen +=
        document.nodeStream(DataNode.class).mapToLong(node -> closed(node.getWholeData())).sum();
    long written = count(tags);
    if (written > seen) {
      throw new SetAsideException(
          page,
          ("is damaged: %,d of its %,d rows are not in the table where they should be, because of"
                  + " what another row holds; get it again")
              .formatted(written - seen, written));
    }
  }

  /** Whole rows in a comment or script; not those that it swallows, having begun within a row. */
  private static long closed(String content) {
    String within = content.toLowerCase(Locale.ROOT);
    int end = within.indexOf("</tr");
    boolean swallows = within.contains("</html") || (end >= 0 && end < within.indexOf("<tr"));
    return swallows ? 0 : count(within);
  }

  private static long count(String tags) {
    long count = 0;
    for (int at = tags.indexOf("<tr"); at >= 0; at = tags.indexOf("<tr", at + 3)) {
      char next = at + 3 < tags.length() ? tags.charAt(at + 3) : ' ';
      count += next == '>' || next == '/' || Character.isWhitespace(next) ? 1 : 0;
    }
    return count;
  }
}
