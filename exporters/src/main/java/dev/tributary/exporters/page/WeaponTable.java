package dev.tributary.exporters.page;

import dev.tributary.catalog.record.Excerpt;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * The table of weapons on a page.
 *
 * @param layout of its header
 * @param columns in the order of its header
 * @param rows those below the header; without rows that have no cells or are the header again
 */
record WeaponTable(Layout layout, List<Column> columns, List<Element> rows) {

  /** Ten times what the site's have; the parser closes what is deeper, and its text stays. */
  private static final int DEPTH = 128;

  /**
   * Finds the table in a page's text.
   *
   * @throws SetAsideException if the page is cut off, some of its rows cannot be seen, or it has no
   *     table of weapons
   */
  static WeaponTable of(String page, String text) throws SetAsideException {
    Completeness completeness = new Completeness(page, text);
    completeness.checkEnd();
    completeness.checkNesting();
    Document document = Jsoup.parse(text, Parser.htmlParser().setMaxDepth(DEPTH));
    List<Element> tables = tables(document);
    completeness.checkRows(document, tables);
    if (tables.size() != 1) {
      throw new SetAsideException(
          page,
          tables.isEmpty()
              ? "has no table with a header, such as pages of weapons have"
              : "has %,d tables with a header, and pages of weapons one".formatted(tables.size()));
    }
    List<Element> rows = rows(tables.get(0));
    List<String> header = texts(rows.get(0));
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

  /** The rows of a table itself, its header among them. */
  static List<Element> rows(Element table) {
    return table.children().stream()
        .flatMap(part -> part.children().stream())
        .filter(row -> row.nameIs("tr"))
        .toList();
  }

  /** Those tables that begin with a header and are not within another such table. */
  private static List<Element> tables(Document document) {
    List<Element> tables = new ArrayList<>();
    for (Element table : document.getElementsByTag("table")) {
      boolean within = !tables.isEmpty() && isWithin(table, tables.get(tables.size() - 1));
      if (!within && rows(table).stream().findFirst().filter(WeaponTable::isHeader).isPresent()) {
        tables.add(table);
      }
    }
    return tables;
  }

  private static boolean isHeader(Element row) {
    return row.childrenSize() > 0 && row.children().stream().allMatch(cell -> cell.nameIs("th"));
  }

  private static boolean isWithin(Element element, Element other) {
    Element above = element.parent();
    while (above != null && !above.equals(other)) {
      above = above.parent();
    }
    return above != null;
  }
}
