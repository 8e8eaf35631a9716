package dev.tributary.exporters.synthetic;

import java.util.List;

/** Names for cities that there are none of. */
final class CityNames {

  private static final String CONSONANTS = "bcdfghklmnprstvz";
  private static final String VOWELS = "aeiou";

  private static final List<String> ENDINGS =
      List.of(
          "a",
          "o",
          "ia",
          "ville",
          "ton",
          "burg",
          "grad",
          "pur",
          "stad",
          "haven",
          "mouth",
          "field",
          "abad",
          "polis",
          "é",
          "-sur-Mer");

  /** How many names there are. */
  static final int COUNT = 16 * 5 * 16 * 5 * 16 * ENDINGS.size();

  /** Shares no factor with the count: takes each number to another one, and near ones apart. */
  private static final long STRIDE = 754_973_111;

  private CityNames() {}

  /** The name of that number, below {@link #COUNT}; no two have the same. */
  static String of(int number) {
    // Five letters and an ending: read back, it can be but one number.
    long rest = number * STRIDE % COUNT;
    StringBuilder name = new StringBuilder();
    for (String letters : List.of(CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS)) {
      name.append(letters.charAt((int) (rest % letters.length())));
      rest /= letters.length();
    }
    name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
    return name.append(ENDINGS.get((int) rest)).toString();
  }
}
