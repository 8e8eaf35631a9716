package dev.tributary.exporters.place;

import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.Region;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Countries by their codes and names. Names are those of CLDR in English, French and the languages
 * spoken there, those of ISO 3166-1, and some that are in use.
 */
public final class Countries {

  /** Territories of CLDR that ISO 3166-1 has within others. */
  private static final Set<String> NOT_ISO = Set.of("AC", "CP", "CQ", "DG", "EA", "IC", "TA");

  /** Of ISO 3166-1; and Kosovo, which has none of it, by the code that all data of it have. */
  private static final Set<String> CODES =
      Stream.concat(Arrays.stream(ULocale.getISOCountries()), Stream.of("XK"))
          .filter(code -> Region.getInstance(code).getType() == Region.RegionType.TERRITORY)
          .filter(code -> !NOT_ISO.contains(code))
          .collect(Collectors.toUnmodifiableSet());

  /** Letters of names are few; a text that is longer names none. */
  private static final int MAX_LENGTH = 100;

  /** What a name may have before it, and the same without it. */
  private static final Set<String> ARTICLES =
      Set.of("la", "le", "les", "el", "los", "las", "die", "der");

  private static final List<List<String>> STATES =
      List.of(
          List.of("republic", "of"),
          List.of("federal", "republic", "of"),
          List.of("kingdom", "of"),
          List.of("state", "of"),
          List.of("commonwealth", "of"),
          List.of("republique", "de"),
          List.of("republica", "de"));

  /** As ISO 3166-1 has them where CLDR does not, and as people do; a code before each. */
  private static final String OTHERS =
      """
      AE UAE; AE Emirates; BA Bosnia; BN Brunei Darussalam; BO Plurinational State of Bolivia
      BO Bolivia, Plurinational State of; BQ Bonaire, Sint Eustatius and Saba
      CD Congo, Democratic Republic of the; CD Congo, The Democratic Republic of the
      CD Democratic Republic of the Congo; CD Democratic Republic of Congo; CD DR Congo; CD DRC
      CD Congo DRC; CD Congo Kinshasa; CD Zaire; CF CAR; CG Congo Brazzaville; CG Republic of Congo
      CG Republic of the Congo; CG Congo Republic; CI Ivory Coast; CN PRC
      CN People's Republic of China; CN Mainland China; CV Cape Verde; CZ Czech Republic
      DE Bundesrepublik Deutschland; FK Falkland Islands (Malvinas); FK Malvinas; FJ Fiji Islands
      FM Federated States of Micronesia; FM Micronesia, Federated States of; GB UK; GB U.K.
      GB Great Britain; GB Britain; GB England; GB Scotland; GB Wales; GB Northern Ireland
      GB United Kingdom of Great Britain and Northern Ireland; HK Hong Kong; IE Republic of Ireland
      IR Islamic Republic of Iran; IR Iran, Islamic Republic of; KG Kyrgyz Republic; KG Kirghizia
      KG Kyrghyzstan; SC Seychelles Islands
      KP North Korea; KP DPRK; KP Democratic People's Republic of Korea
      KP Korea, Democratic People's Republic of; KP Korea North; KR South Korea
      KR Republic of Korea; KR Korea, Republic of; KR Korea South; KR ROK
      LA Lao People's Democratic Republic; LA Lao PDR; MD Republic of Moldova
      MD Moldova, Republic of; MF Saint Martin (French part); MK Macedonia; MK FYROM
      MK The former Yugoslav Republic of Macedonia; MM Burma; MM Myanmar; MO Macau; MO Macao
      NL Holland; PS Palestine; PS State of Palestine; PS Palestine, State of
      RU Russian Federation; SA KSA; SH Saint Helena; SX Sint Maarten (Dutch part)
      SY Syrian Arab Republic; SZ Swaziland; TL East Timor; TR Turkey; TW Taiwan, Province of China
      TW Republic of China; TZ United Republic of Tanzania; TZ Tanzania, United Republic of
      US USA; US United States; US United States of America; US U.S.; US America
      VA Holy See; VA Vatican; VE Bolivarian Republic of Venezuela
      VE Venezuela, Bolivarian Republic of; VG British Virgin Islands; VG Virgin Islands, British
      VI US Virgin Islands; VI Virgin Islands, U.S.; VN Viet Nam
      """;

  /** Two countries have it, or more, and neither is meant more often. */
  private static final List<String> AMBIGUOUS =
      List.of("Congo", "Kongo", "Korea", "Virgin Islands");

  private static final String NONE = "";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  /** The article of French and Italian before a vowel. */
  private static final Pattern ELISION = Pattern.compile("^[lL]['\u2019]");

  private final Map<String, String> byName = new HashMap<>();
  private final Map<String, String> byAlpha3 = new HashMap<>();
  private final Map<Integer, String> byNumber = new HashMap<>();
  private final Recent<Optional<String>> found = new Recent<>();

  /** Names in further languages, of which there are hundreds: read when one is asked for. */
  private Map<String, String> bySpokenName;

  public Countries() {
    for (String code : CODES) {
      Region region = Region.getInstance(code);
      byNumber.put(region.getNumericCode(), code);
      byAlpha3.put(new ULocale("", code).getISO3Country(), code);
    }
    // Those that come first count where later ones say otherwise.
    AMBIGUOUS.forEach(name -> byName.put(key(name), NONE));
    Stream.of(OTHERS.split("[;\n]"))
        .map(String::strip)
        .forEach(other -> byName.putIfAbsent(key(other.substring(3)), other.substring(0, 2)));
    names(ULocale.ENGLISH, CODES).forEach(byName::putIfAbsent);
    names(ULocale.FRENCH, CODES).forEach(byName::putIfAbsent);
  }

  /** Whether a text is an ISO 3166-1 alpha-2 code of a country, in capital letters. */
  public static boolean isCode(String text) {
    return CODES.contains(text);
  }

  /**
   * The ISO 3166-1 alpha-2 code of the country that a text is the code (of any of the three kinds)
   * or name of; empty if it is of none or may be of several, as Congo is.
   */
  public Optional<String> of(String text) {
    return text.length() > MAX_LENGTH ? Optional.empty() : found.of(text, this::find);
  }

  private Optional<String> find(String text) {
    String stripped = text.strip();
    if (NUMBER.matcher(stripped).matches()) {
      return Optional.ofNullable(byNumber.get(Integer.parseInt(stripped)));
    }
    String capitals = stripped.toUpperCase(Locale.ROOT);
    if (CODES.contains(capitals)) {
      return Optional.of(capitals);
    }
    if (byAlpha3.containsKey(capitals)) {
      return Optional.of(byAlpha3.get(capitals));
    }
    List<String> words = Spelling.words(ELISION.matcher(stripped).replaceFirst(""));
    String code = named(words, byName);
    if (code == null && !words.isEmpty()) {
      code = named(words, bySpokenName());
    }
    return Optional.ofNullable(code).filter(each -> !each.equals(NONE));
  }

  private static String named(List<String> words, Map<String, String> names) {
    String code = names.get(key(words));
    if (code == null && words.size() > 1 && ARTICLES.contains(words.get(0))) {
      code = named(words.subList(1, words.size()), names);
    }
    for (List<String> state : STATES) {
      int length = state.size();
      if (code == null && words.size() > length && words.subList(0, length).equals(state)) {
        code = named(words.subList(length, words.size()), names);
      }
    }
    return code;
  }

  private synchronized Map<String, String> bySpokenName() {
    if (bySpokenName == null) {
      Map<String, String> names = new HashMap<>();
      spoken().forEach((language, codes) -> names(language, codes).forEach(names::putIfAbsent));
      bySpokenName = names;
    }
    return bySpokenName;
  }

  /** In a language, the names of some countries. */
  private static Map<String, String> names(ULocale language, Set<String> codes) {
    LocaleDisplayNames display = LocaleDisplayNames.getInstance(language);
    Map<String, String> whole = new HashMap<>();
    Map<String, String> shorter = new HashMap<>();
    for (String code : codes) {
      String name = display.regionDisplayName(code);
      if (name == null || name.equals(code)) {
        continue;
      }
      add(Spelling.words(name), code, whole);
      int bracket = name.indexOf('(');
      if (bracket > 0) {
        add(Spelling.words(name.substring(0, bracket)), code, shorter);
      }
    }
    shorter.forEach(whole::putIfAbsent);
    return whole;
  }

  private static void add(List<String> words, String code, Map<String, String> names) {
    names.merge(key(words), code, (one, other) -> one.equals(other) ? one : NONE);
    if (words.size() > 1 && ARTICLES.contains(words.get(0))) {
      names.putIfAbsent(key(words.subList(1, words.size())), code);
    }
  }

  /** The languages of CLDR, and the countries in which each is spoken. */
  private static Map<ULocale, Set<String>> spoken() {
    Map<ULocale, Set<String>> spoken = new TreeMap<>();
    for (ULocale locale : ULocale.getAvailableLocales()) {
      if (CODES.contains(locale.getCountry())) {
        ULocale language =
            new ULocale.Builder()
                .setLanguage(locale.getLanguage())
                .setScript(locale.getScript())
                .build();
        spoken.computeIfAbsent(language, each -> new HashSet<>()).add(locale.getCountry());
      }
    }
    return spoken;
  }

  private static String key(String name) {
    return key(Spelling.words(name));
  }

  private static String key(List<String> words) {
    StringBuilder key = new StringBuilder();
    for (String word : words) {
      key.append(
          switch (word) {
            case "and", "the" -> "";
            case "st" -> "saint";
            default -> word;
          });
    }
    return key.toString();
  }
}
