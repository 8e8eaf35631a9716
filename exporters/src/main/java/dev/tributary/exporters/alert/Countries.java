package dev.tributary.exporters.alert;

import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import java.util.Set;

/**
 * Countries by their codes, with the names of ICU4J: those that Java has differ from one version of
 * it to the next, and a message is to be the same wherever it is made.
 */
final class Countries {

  private static final Set<String> CODES = Set.of(ULocale.getISOCountries());
  private static final LocaleDisplayNames ENGLISH = LocaleDisplayNames.getInstance(ULocale.ENGLISH);

  private Countries() {}

  /**
   * The name in English; the code itself where there is no such country.
   *
   * @param code ISO 3166-1 alpha-2, in capitals
   */
  static String name(String code) {
    return CODES.contains(code) ? ENGLISH.regionDisplayName(code) : code;
  }
}
