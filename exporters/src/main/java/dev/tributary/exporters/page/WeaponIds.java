package dev.tributary.exporters.page;

import dev.tributary.catalog.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * Ids of the weapons of one page. The first row with an id keeps it. A later one with the same, and
 * one without any, are known by their name, since that stays as it is when rows are inserted or
 * removed elsewhere, and their place does not.
 */
final class WeaponIds {

  /** The site's have at most eight; one of thousands is no id, and no key for Kafka. */
  private static final int LONGEST = 100;

  private final Set<String> given = new HashSet<>();

  /** How many have the same name, too; rows that are alike in everything are told apart by it. */
  private final Map<String, Integer> counts = new HashMap<>();

  /**
   * The id of the next row.
   *
   * @param written the id of its cell, or blank
   * @param name what else it is known by: name and level
   */
  String next(String written, String name) {
    String id = written.length() > LONGEST ? "" : written;
    if (!id.isEmpty() && given.add(id)) {
      return id;
    }
    String base = id + "~" + hash(name);
    String unlike = base;
    while (!given.add(unlike)) {
      unlike = base + "~" + counts.merge(base, 2, (count, first) -> count + 1);
    }
    return unlike;
  }

  private static String hash(String name) {
    byte[] digest = Sha256.create().digest(name.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 4);
  }
}
