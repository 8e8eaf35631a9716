package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.SinkName;
import dev.tributary.exporters.place.DirectoryName;
import java.util.HexFormat;
import java.util.List;

/**
 * A place as messages name it.
 *
 * @param country ISO 3166-1 alpha-2, or UNKNOWN
 * @param city any text
 */
record Place(String country, String city) {

  /** With the directories it may have: with its plain name, or one that no other name has. */
  SinkName name() {
    DirectoryName directory = DirectoryName.of(city);
    String folded = country + "/" + directory.folded();
    String distinct = country + "/" + directory.distinct();
    return new SinkName(
        country,
        city,
        List.of(
            new SinkName.Directory(country + "/" + directory.text(), folded),
            // Folded as it is: its hash tells it from all others.
            new SinkName.Directory(distinct, distinct),
            // Should anybody find two names with one beginning of a hash.
            new SinkName.Directory(whole(), whole())));
  }

  private String whole() {
    byte[] hash = new SinkName(country, city, List.of()).hash();
    return country + "/x~" + HexFormat.of().formatHex(hash);
  }
}
