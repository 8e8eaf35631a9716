package dev.tributary.exporters.place;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import dev.tributary.catalog.record.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A name as a directory: one path component that HDFS, Hive, object stores and this machine's files
 * take as it stands, the same on every machine.
 *
 * <p>Letters and digits of all scripts stay, spaces become hyphens. What is not safe becomes {@code
 * _} (at the beginning {@code x}), and so that names stay apart, {@code ~} and the first 16 hex
 * digits of the SHA-256 of the whole name follow. No name has a {@code ~} otherwise. Two names have
 * one text only if they are the same to Unicode (NFC), or the same but for a space where the other
 * has a hyphen.
 */
public final class DirectoryName {

  /** Of UTF-8; file systems end at 255, and some add to a name. */
  static final int MAX_BYTES = 200;

  private static final int HASH_DIGITS = 16;

  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  /** Beside letters and digits. Not the comma: it parts the paths that a job is given. */
  private static final String SAFE = "-._'()\u2019\u00B7";

  /** What Windows takes for a device, whatever follows the first dot. */
  private static final Pattern DEVICE =
      Pattern.compile(
          "(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9\u00B9\u00B2\u00B3])(?:\\..*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final String name;
  private final String safe;
  private final boolean faithful;

  private DirectoryName(String name, String safe, boolean faithful) {
    this.name = name;
    this.safe = safe;
    this.faithful = faithful;
  }

  /** The directory of a name, which may be any text. */
  public static DirectoryName of(String name) {
    boolean endless = name.length() > Spelling.LONGEST;
    String normal = NFC.normalize(endless ? name.substring(0, Spelling.LONGEST) : name);
    StringBuilder safe = new StringBuilder(normal.length());
    boolean faithful = !normal.isEmpty() && !DEVICE.matcher(normal).matches();
    boolean onLetter = false;
    for (int i = 0; i < normal.length(); ) {
      int point = normal.codePointAt(i);
      int next = i + Character.charCount(point);
      boolean letter = isLetter(point, onLetter);
      boolean kept = letter || isKept(point, i == 0, next == normal.length());
      if (kept) {
        safe.appendCodePoint(point == ' ' ? '-' : point);
      } else {
        safe.append(i == 0 ? 'x' : '_');
        faithful = false;
      }
      onLetter = letter;
      i = next;
    }
    return new DirectoryName(
        endless ? name : normal,
        safe.toString(),
        faithful && !endless && bytes(safe.toString()) <= MAX_BYTES);
  }

  /** The name, with the suffix only where it needs one to differ from all others. */
  public String text() {
    return faithful ? safe : distinct();
  }

  /** The name with the suffix: for when {@link #folded()} of another is the same. */
  public String distinct() {
    String hash = HexFormat.of().formatHex(Sha256.create().digest(wtf8(name)));
    return cut(safe, MAX_BYTES - 1 - HASH_DIGITS) + "~" + hash.substring(0, HASH_DIGITS);
  }

  /**
   * What is the same for names that some file systems, and eyes, take for one: without case,
   * accents and forms of letters.
   */
  public String folded() {
    return NFC.normalize(Spelling.folded(text()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirectoryName that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }

  /** A mark is part of the letter that it stands on, and nothing else may carry one. */
  private static boolean isLetter(int point, boolean afterLetter) {
    if (point < 0x80) {
      return (point >= 'a' && point <= 'z')
          || (point >= 'A' && point <= 'Z')
          || (point >= '0' && point <= '9');
    }
    if (UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
      return false;
    }
    int type = UCharacter.getType(point);
    return UCharacter.isLetterOrDigit(point)
        || (afterLetter
            && (type == UCharacter.NON_SPACING_MARK || type == UCharacter.COMBINING_SPACING_MARK));
  }

  /**
   * A name that begins with a dot or underscore is hidden from Hive and MapReduce, one with a
   * hyphen is an option to commands; one that ends with a dot or space is another to Windows.
   */
  private static boolean isKept(int point, boolean first, boolean last) {
    if (first) {
      return SAFE.indexOf(point) >= 0 && point != '.' && point != '_' && point != '-';
    }
    return last
        ? SAFE.indexOf(point) >= 0 && point != '.'
        : point == ' ' || SAFE.indexOf(point) >= 0;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The beginning of a text, in at most so many bytes. */
  private static String cut(String text, int most) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      used += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (used > most) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }

  /** UTF-8, in which half a pair of surrogates has bytes too. */
  private static byte[] wtf8(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.write(0xE0 | (point >> 12));
                bytes.write(0x80 | ((point >> 6) & 0x3F));
                bytes.write(0x80 | (point & 0x3F));
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }
}
