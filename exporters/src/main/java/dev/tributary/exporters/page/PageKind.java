package dev.tributary.exporters.page;

import dev.tributary.catalog.record.Excerpt;
import dev.tributary.catalog.run.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a page lists: {@code tachi_g.htm} has long swords of section g.
 *
 * @param type of its weapons
 * @param section the part of the type's weapons; {@code base} for a name without underscore
 */
record PageKind(String type, String section) {

  private static final String BASE = "base";
  private static final String TOWER = "t";
  private static final String SUFFIX = ".htm";

  /** Of any type; a tower's page is told by its layout. */
  private static final Set<String> SECTIONS = Set.of(BASE, "g", "s", "sp", "n", TOWER);

  /** How the site's pages are named: by the Japanese names of the weapons. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("tachi", "long_sword"),
          Map.entry("taiken", "great_sword"),
          Map.entry("katate", "sword_and_shield"),
          Map.entry("souken", "dual_swords"),
          Map.entry("hammer", "hammer"),
          Map.entry("horn", "hunting_horn"),
          Map.entry("lance", "lance"),
          Map.entry("gunlance", "gunlance"),
          Map.entry("tonfa", "tonfa"),
          Map.entry("slaxe", "switch_axe"),
          Map.entry("magspike", "magnet_spike"),
          Map.entry("right", "light_bowgun"),
          Map.entry("heavy", "heavy_bowgun"),
          Map.entry("yumi", "bow"));

  /** The names that the site's pages may have, less those of the tower, in their order. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String word : new TreeSet<>(TYPES.keySet())) {
      names.add(word + SUFFIX);
      for (String section : new TreeSet<>(SECTIONS)) {
        if (!section.equals(BASE) && !section.equals(TOWER)) {
          names.add(word + "_" + section + SUFFIX);
        }
      }
    }
    return names;
  }

  /** What the user says, else what the page's name says. */
  static PageKind of(String page, Optional<String> said, List<String> types)
      throws SetAsideException {
    if (said.isPresent() && !types.contains(said.get())) {
      throw new UsageException(
          "no weapons are of type '%s'; there are: %s"
              .formatted(Excerpt.of(said.get()), String.join(", ", types)));
    }
    String stem = page.toLowerCase(Locale.ROOT).replaceFirst("\\.html?$", "");
    int underscore = stem.indexOf('_');
    String word = underscore < 0 ? stem : stem.substring(0, underscore);
    String section = underscore < 0 ? BASE : stem.substring(underscore + 1);
    if (said.isPresent()) {
      return new PageKind(said.get(), section.isEmpty() ? BASE : section);
    }
    String type = TYPES.get(word);
    if (type == null || !types.contains(type) || !SECTIONS.contains(section)) {
      throw new SetAsideException(
          page,
          "is of no known type; say which with --type, one of %s"
              .formatted(String.join(", ", types)));
    }
    return new PageKind(type, section);
  }
}
