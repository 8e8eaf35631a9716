package dev.tributary.exporters.page;

import dev.tributary.catalog.record.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The table of weapons on a page.
 *
 * @param layout of its header
 * @param columns in the order of its header
 * @param rows those below the header; without rows that have no cells or are the header again
 */
record WeaponTable(Layout layout, List<Column> columns, List<Element> rows) {

  /**
   * Finds the table in a page's text.
   *
   * @throws SetAsideException if the page is cut off, some of its rows cannot be seen, or it has no
   *     table of weapons
   */
  static WeaponTable of(String page, String text) throws SetAsideException {
    String tags = text.toLowerCase(Locale.ROOT);
    checkEnd(page, tags);
    Document document = Jsoup.parse(text);
    checkRows(page, tags, document);
    List<List<Element>> tables = tables(document);
    if (tables.size() != 1) {
      throw new SetAsideException(
          page,
          tables.isEmpty()
              ? "has no table with a header, such as pages of weapons have"
              : "has %,d tables with a header, and pages of weapons one".formatted(tables.size()));
    }
    List<Element> rows = tables.get(0);
    List<String> header = rows.get(0).children().stream().map(CellText::of).toList();
    List<Column> columns =
        header.stream().flatMap(heading -> Column.of(heading).stream()).distinct().toList();
    Layout layout =
        Layout.of(columns)
            .filter(known -> columns.size() == header.size())
            .orElseThrow(
                () ->
                    new SetAsideException(
                        page,
                        "is of a layout that is not known; its columns are: %s"
                            .formatted(Excerpt.of(String.join(", ", header)))));
    return new WeaponTable(
        layout,
        columns,
        rows.stream()
            .skip(1)
            .filter(row -> row.childrenSize() > 0)
            .filter(row -> !isHeader(row) || !texts(row).equals(header))
            .toList());
  }

  /** The texts of a row's cells. */
  static List<String> texts(Element row) {
    return row.children().stream().map(CellText::of).toList();
  }

  /** jsoup closes whatever is open at the end of a page, and says nothing of it. */
  private static void checkEnd(String page, String tags) throws SetAsideException {
    int end = tags.lastIndexOf("</html");
    int tableEnd = tags.lastIndexOf("</table");
    if (end < tableEnd || end < 0 || tableEnd < tags.lastIndexOf("<table")) {
      throw new SetAsideException(
          page,
          "is cut off: it has no %s behind its %s; get it again"
              .formatted(
                  end < 0 || end < tableEnd ? "</html>" : "</table>",
                  end < 0 || end < tableEnd ? "text" : "rows"));
    }
  }

  /**
   * Each tag of a row must be a row, or stand in a comment or script that ends. One that is not is
   * hidden by markup that is not closed, or stands behind an end of the table in its midst.
   */
  private static void checkRows(String page, String tags, Document document)
      throws SetAsideException {
    long rows = document.getElementsByTag("tr").size();
    long passedOver =
        document.nodeStream(Comment.class).mapToLong(node -> closed(node.getData())).sum()
            + document
                .nodeStream(DataNode.class)
                .mapToLong(node -> closed(node.getWholeData()))
                .sum();
    long written = rowTags(tags);
    if (written > rows + passedOver) {
      throw new SetAsideException(
          page,
          ("is damaged: of %,d rows %,d are not in its table, which something within ends too"
                  + " soon; get it again")
              .formatted(written, written - rows - passedOver));
    }
  }

  /** Rows in a comment or script. One that is not closed has the end of the page in it. */
  private static long closed(String content) {
    String tags = content.toLowerCase(Locale.ROOT);
    return tags.contains("</html") ? 0 : rowTags(tags);
  }

  private static long rowTags(String tags) {
    long count = 0;
    for (int at = tags.indexOf("<tr"); at >= 0; at = tags.indexOf("<tr", at + 3)) {
      char next = at + 3 < tags.length() ? tags.charAt(at + 3) : ' ';
      count += next == '>' || next == '/' || Character.isWhitespace(next) ? 1 : 0;
    }
    return count;
  }

  /** The rows of each table that has a header and is not within another such table. */
  private static List<List<Element>> tables(Document document) {
    List<Element> tables = new ArrayList<>();
    List<List<Element>> found = new ArrayList<>();
    for (Element table : document.getElementsByTag("table")) {
      List<Element> rows = new ArrayList<>();
      for (Element part : table.children()) {
        part.children().stream().filter(row -> row.nameIs("tr")).forEach(rows::add);
      }
      if (!rows.isEmpty() && isHeader(rows.get(0)) && !isWithin(table, tables)) {
        tables.add(table);
        found.add(rows);
      }
    }
    return found;
  }

  private static boolean isHeader(Element row) {
    return row.childrenSize() > 0 && row.children().stream().allMatch(cell -> cell.nameIs("th"));
  }

  private static boolean isWithin(Element table, List<Element> others) {
    for (Element above = table.parent(); above != null; above = above.parent()) {
      if (others.contains(above)) {
        return true;
      }
    }
    return false;
  }
}
