package dev.tributary.exporters.page;

import dev.tributary.catalog.record.Excerpt;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of a page, to be read as text. */
final class PageText {

  /** Where browsers look for a declaration, with room for a long head. */
  private static final int DECLARATION_LIMIT = 4096;

  private static final Pattern DECLARATION =
      Pattern.compile(
          "<meta\\b[^>]{0,200}?\\bcharset\\s*=\\s*[\"']?([\\w.:-]{1,40})[\"'\\s;/>]",
          Pattern.CASE_INSENSITIVE);

  /** What pages that say so are written in, as browsers have it: with signs such as ①. */
  private static final Set<String> SHIFT_JIS = Set.of("shift_jis", "shift-jis", "sjis", "x-sjis");

  /** A reference to U+0000, which is U+FFFD as HTML defines; the parser would leave it out. */
  private static final Pattern NO_CHARACTER =
      Pattern.compile("&#(?:0++(?!\\d)|[xX]0++(?![0-9a-fA-F]))");

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String page;
  private final byte[] bytes;
  private final Optional<String> charset;

  /**
   * Takes a page.
   *
   * @param charset the name that the transport gave
   */
  PageText(String page, byte[] bytes, Optional<String> charset) {
    this.page = page;
    this.bytes = bytes;
    this.charset = charset;
  }

  /** The text. A byte that is none is an error here: replaced, it would be a changed value. */
  String decode() throws SetAsideException {
    if (bytes.length == 0) {
      throw new SetAsideException(page, "is empty: it has no bytes; get it again");
    }
    Charset named = charset();
    CharsetDecoder decoder =
        named
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate((int) Math.ceil(bytes.length * decoder.maxCharsPerByte()));
    CoderResult result = decoder.decode(in, out, true);
    if (!result.isError()) {
      result = decoder.flush(out);
    }
    if (result.isError()) {
      throw new SetAsideException(
          page,
          "is not in its charset %s: byte %,d is no text; get it again"
              .formatted(named.name(), in.position() + 1));
    }
    String text = out.flip().toString();
    if (text.indexOf('\0') >= 0) {
      throw new SetAsideException(
          page, "is damaged: it holds the character U+0000, which no page has; get it again");
    }
    String plain = NO_CHARACTER.matcher(text).replaceAll("&#xFFFD");
    return plain.charAt(0) == BYTE_ORDER_MARK ? plain.substring(1) : plain;
  }

  private Charset charset() throws SetAsideException {
    String name = charset.or(this::mark).or(this::declaration).orElse("UTF-8").strip();
    try {
      return Charset.forName(
          SHIFT_JIS.contains(name.toLowerCase(Locale.ROOT)) ? "windows-31j" : name);
    } catch (IllegalArgumentException e) {
      throw new SetAsideException(
          page, "is in a charset that is not known, '%s'".formatted(Excerpt.of(name)));
    }
  }

  private Optional<String> mark() {
    if (startsWith(0xEF, 0xBB, 0xBF)) {
      return Optional.of(StandardCharsets.UTF_8.name());
    }
    return startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE)
        ? Optional.of(StandardCharsets.UTF_16.name())
        : Optional.empty();
  }

  private boolean startsWith(int... first) {
    for (int i = 0; i < first.length; i++) {
      if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != first[i]) {
        return false;
      }
    }
    return true;
  }

  private Optional<String> declaration() {
    String head =
        new String(
            bytes, 0, Math.min(bytes.length, DECLARATION_LIMIT), StandardCharsets.ISO_8859_1);
    Matcher declaration = DECLARATION.matcher(head);
    return declaration.find() ? Optional.of(declaration.group(1)) : Optional.empty();
  }
}
