package dev.tributary.cli.it;

/** Pages of weapons in the structure of the real ones. */
final class WeaponRows {

  private final StringBuilder rows = new StringBuilder();

  /** A sword's row. */
  WeaponRows sword(String id, String name, int rarity, String attributes) {
    return row(id, name, Integer.toString(rarity), attributes, "綺麗な太刀。");
  }

  /** A row of cells as they stand in the page. */
  WeaponRows row(String id, String name, String rarity, String attributes, String description) {
    rows.append(
        """
        <tr><td id="%s">%s</td><td>%s</td><td>%s</td><td><ul title="005150"><li class="r s12"><li class="o s8"></li></ul><ul><li class="r s12"><li class="g s8"></li></ul></td><td>0</td><td>HR<br>1</td><td>1575</td><td><br></td><td><br></td><td>%s</td></tr>
        """
            .formatted(id, name, rarity, attributes, description));
    return this;
  }

  /** The page. */
  String page() {
    return """
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <meta http-equiv="content-type" content="text/html; charset=utf-8">
        <title>太刀</title>
        </head><body>
        <div id="data">
        <table id="ken" border="1" cellspacing="0" cellpadding="2">
        <thead><tr><th>Name</th><th>Rarity</th><th>Attributes</th><th>Sharpness</th><th>Slots<br></th><th>Rank</th><th>Price</th><th>Creation Mats</th><th>Upgrade Mats</th><th>Description</th></tr></thead><tbody>
        """
        + rows
        + "</tbody></table></div></body></html>\n";
  }
}
