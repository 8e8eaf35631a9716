package dev.tributary.exporters.page;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What columns a page has, by the kind of its weapons. */
enum Layout {
  MELEE,
  BOW,
  BOWGUN;

  private static final Set<Column> ANY =
      EnumSet.of(
          Column.NAME, Column.RARITY, Column.SLOTS, Column.RANK, Column.PRICE, Column.DESCRIPTION);

  private static final Set<Column> MATERIALS = EnumSet.of(Column.CREATION, Column.UPGRADE);
  private static final Set<Column> G_MATERIALS =
      EnumSet.of(Column.CREATION_100, Column.CREATION_60);

  /** The layout with just these columns, in any order. */
  static Optional<Layout> of(List<Column> columns) {
    return Arrays.stream(values())
        .filter(layout -> layout.has(columns, MATERIALS) || layout.has(columns, G_MATERIALS))
        .findFirst();
  }

  /** Refuses weapons of a type that has other columns. */
  void check(String page, String type) throws SetAsideException {
    Layout proper =
        switch (type) {
          case "bow" -> BOW;
          case "light_bowgun", "heavy_bowgun" -> BOWGUN;
          default -> MELEE;
        };
    if (proper != this) {
      throw new SetAsideException(
          page,
          "has the columns of a %s page, and weapons of type %s are on %s pages"
              .formatted(lower(), type, proper.lower()));
    }
  }

  private boolean has(List<Column> columns, Set<Column> materials) {
    Set<Column> all = EnumSet.copyOf(ANY);
    all.addAll(own());
    all.addAll(materials);
    return columns.size() == all.size() && all.containsAll(columns);
  }

  private Set<Column> own() {
    return switch (this) {
      case MELEE -> EnumSet.of(Column.ATTRIBUTES, Column.SHARPNESS);
      case BOW -> EnumSet.of(Column.BOW_ATTRIBUTES, Column.CHARGES, Column.COATINGS);
      case BOWGUN -> EnumSet.of(Column.BOWGUN_ATTACK, Column.HANDLING, Column.AMMO);
    };
  }

  private String lower() {
    return name().toLowerCase(Locale.ROOT);
  }
}
