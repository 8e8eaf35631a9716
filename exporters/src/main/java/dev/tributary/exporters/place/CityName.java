package dev.tributary.exporters.place;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.Optional;

/** The name of a city as a message has it. */
final class CityName {

  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  private CityName() {}

  /**
   * The name in Unicode's form NFC (a longer one than any place has, as it is), without space
   * around it; empty if nothing is left. U+0000 and halves of a pair of surrogates, which no text
   * of PostgreSQL or UTF-8 can have, are U+FFFD.
   */
  static Optional<String> of(String name) {
    if (isPlain(name)) {
      return Optional.of(name);
    }
    int begin = 0;
    int end = name.length();
    while (begin < end && UCharacter.isUWhiteSpace(name.charAt(begin))) {
      begin++;
    }
    while (begin < end && UCharacter.isUWhiteSpace(name.charAt(end - 1))) {
      end--;
    }
    String bare = name.substring(begin, end);
    // What marks are stacked on one letter for is to take time.
    String normal = bare.length() > Spelling.LONGEST ? bare : NFC.normalize(bare);
    StringBuilder sound = new StringBuilder(normal.length());
    normal
        .codePoints()
        .map(point -> point == 0 || isSurrogate(point) ? 0xFFFD : point)
        .forEach(sound::appendCodePoint);
    return sound.isEmpty() ? Optional.empty() : Optional.of(sound.toString());
  }

  /** Of graphic ASCII, and spaces within: most are. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char each = name.charAt(i);
      if (each < ' ' || each > '~') {
        return false;
      }
    }
    return !name.isEmpty() && name.charAt(0) != ' ' && name.charAt(name.length() - 1) != ' ';
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
