package dev.tributary.exporters.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** A column of a page of weapons: how it is headed, and how its cells are read. */
enum Column {
  NAME("name"),
  RARITY("rarity"),
  ATTRIBUTES("attribute"),
  BOW_ATTRIBUTES("attackattribute"),
  BOWGUN_ATTACK("attack"),
  SHARPNESS("sharpness"),
  CHARGES("chargestage"),
  COATINGS("coating"),
  HANDLING("reloadrecoilbulletspeed"),
  AMMO("ammo"),
  SLOTS("slot"),
  RANK("rank"),
  PRICE("price"),
  CREATION("creationmat"),
  CREATION_100("100%creationmat"),
  CREATION_60("60%creationmat"),
  UPGRADE("upgrademat"),
  DESCRIPTION("description");

  private final String heading;

  Column(String heading) {
    this.heading = heading;
  }

  /** The column of that heading, whatever its case, spaces, signs, and whether it is plural. */
  static Optional<Column> of(String heading) {
    String bare =
        Figure.plain(heading)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}%]", "");
    String singular = bare.endsWith("s") ? bare.substring(0, bare.length() - 1) : bare;
    return Arrays.stream(values())
        .filter(column -> column.heading.equals(bare) || column.heading.equals(singular))
        .findFirst();
  }

  /** Adds what a cell says to the members of its weapon. */
  void read(Element cell, Members members) {
    switch (this) {
      case NAME -> NameCell.read(cell, members);
      case RARITY -> RarityCell.read(cell, members);
      case ATTRIBUTES, BOWGUN_ATTACK -> AttributesCell.read(cell, members);
      case BOW_ATTRIBUTES -> AttributesCell.readBow(cell, members);
      case SHARPNESS -> SharpnessCell.read(cell, members);
      case CHARGES -> BowCells.readCharges(cell, members);
      case COATINGS -> BowCells.readCoatings(cell, members);
      case HANDLING -> BowgunCells.readHandling(cell, members);
      case AMMO -> BowgunCells.readAmmo(cell, members);
      case SLOTS -> PlainCells.readSlots(cell, members);
      case RANK -> PlainCells.readRank(cell, members);
      case PRICE -> PriceCell.read(cell, members);
      case CREATION, CREATION_100 -> MaterialsCell.read("creation", cell, members);
      case CREATION_60 -> MaterialsCell.read("creation_60", cell, members);
      case UPGRADE -> MaterialsCell.read("upgrade", cell, members);
      case DESCRIPTION -> PlainCells.readDescription(cell, members);
    }
  }
}
