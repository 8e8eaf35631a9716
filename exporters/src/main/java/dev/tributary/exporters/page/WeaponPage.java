package dev.tributary.exporters.page;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * A page of weapons as it was read. Every row of its table is a weapon: one that is not as the
 * schema says is sent as it stands, so that landing puts it into quarantine with the value in the
 * reason. What makes the page as a whole unusable sets it aside.
 */
public final class WeaponPage {

  private final String name;
  private final List<Weapon> weapons;

  private WeaponPage(String name, List<Weapon> weapons) {
    this.name = name;
    this.weapons = List.copyOf(weapons);
  }

  /**
   * Reads a page.
   *
   * @param name its file name, such as {@code tachi_g.htm}
   * @param html its bytes
   * @param charset the name that the transport gave; without it, that of a byte order mark or of
   *     the page's own declaration, else UTF-8
   * @param type what the user says its weapons are; without it, the page's name tells
   * @param types those there are
   * @param scrapedAt when it was fetched, UTC; fractions of a second are left out
   * @throws SetAsideException if it is of an unknown type or another layout, cut off, damaged, or
   *     not in its charset
   * @throws dev.tributary.catalog.run.UsageException if the user's type is not one of those there
   *     are
   */
  public static WeaponPage read(
      String name,
      byte[] html,
      Optional<String> charset,
      Optional<String> type,
      List<String> types,
      LocalDateTime scrapedAt)
      throws SetAsideException {
    PageKind kind = PageKind.of(name, type, types);
    WeaponTable table = WeaponTable.of(name, new PageText(name, html, charset).decode());
    table.layout().check(name, kind.type());
    WeaponRows rows = new WeaponRows(name, kind, table.columns(), scrapedAt);
    List<Weapon> weapons = new ArrayList<>();
    for (Element row : table.rows()) {
      weapons.add(rows.weapon(row));
    }
    return new WeaponPage(name, weapons);
  }

  /** The file names of the pages that the site may have. */
  public static List<String> names() {
    return PageKind.names();
  }

  /** The page's file name. */
  public String name() {
    return name;
  }

  /** Its weapons in the page's order; a table may have none. */
  public List<Weapon> weapons() {
    return weapons;
  }
}
