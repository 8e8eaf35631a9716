package dev.tributary.exporters.page;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * The cell of the price: {@code 11375}; on some pages a rule and a second price, for 60 % of the
 * materials ({@code 2750<hr>870}); below them, a line each, where the weapon comes from.
 */
final class PriceCell {

  private static final List<String> PRICES = List.of("price", "price_60");

  private PriceCell() {}

  static void read(Element cell, Members members) {
    List<String> lines = CellText.lines(cell);
    int prices = cell.getElementsByTag("hr").isEmpty() ? 1 : 2;
    for (int i = 0; i < prices; i++) {
      String line = lines.get(i);
      Optional<Long> price = Figure.number(line);
      if (price.isPresent()) {
        members.number(PRICES.get(i), price.get());
      } else if (!Absence.isSaidBy(line)) {
        members.unread(PRICES.get(i), cell);
      }
    }
    members.texts(
        "availability", lines.stream().skip(prices).filter(line -> !line.isEmpty()).toList());
  }
}
