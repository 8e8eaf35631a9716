package dev.tributary.exporters.place;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;

/** Names without what people spell differently: case, accents, forms of letters, punctuation. */
final class Spelling {

  /** No name is longer: what is, is not looked at letter by letter. */
  static final int LONGEST = 1_000;

  private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
  private static final Normalizer2 NFKC_FOLDED = Normalizer2.getNFKCCasefoldInstance();

  private Spelling() {}

  /** A text without case, accents and forms of letters. */
  static String folded(String text) {
    String apart = NFD.normalize(NFKC_FOLDED.normalize(text));
    StringBuilder folded = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); ) {
      int point = apart.codePointAt(i);
      if (UCharacter.getType(point) != UCharacter.NON_SPACING_MARK) {
        folded.appendCodePoint(point);
      }
      i += Character.charCount(point);
    }
    return folded.toString();
  }

  /** The letters and digits of a name, in one word: Łódź is lodz, N'Djamena ndjamena. */
  static String plain(String name) {
    return String.join("", words(name));
  }

  /** The words of a name; an apostrophe and a dot part none: L'Aquila is one, and so is U.S.A. */
  static List<String> words(String name) {
    String folded = folded(name);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < folded.length(); ) {
      int point = folded.codePointAt(i);
      i += Character.charCount(point);
      if (UCharacter.isLetterOrDigit(point)
          || UCharacter.getType(point) == UCharacter.COMBINING_SPACING_MARK) {
        append(word, point);
      } else if (point != '\'' && point != '\u2019' && point != '.' && point != '`') {
        end(word, words);
      }
    }
    end(word, words);
    return words;
  }

  /** With the letters that Unicode does not take apart, but typewriters do. */
  private static void append(StringBuilder word, int point) {
    switch (point) {
      case 'ł' -> word.append('l');
      case 'ø' -> word.append('o');
      case 'đ', 'ð' -> word.append('d');
      case 'ı' -> word.append('i');
      case 'æ' -> word.append("ae");
      case 'œ' -> word.append("oe");
      case 'þ' -> word.append("th");
      default -> word.appendCodePoint(point);
    }
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
