package dev.tributary.exporters.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How a body was packed for the way: RFC 9110, section 8.4. */
final class ContentCoding {

  /** Others are not named in messages: a server may put there what it was asked with. */
  private static final Set<String> NAMED = Set.of("br", "compress", "zstd");

  private ContentCoding() {}

  /**
   * A body as it was before.
   *
   * @param bound how many bytes may come out
   * @throws RefusedBodyException if more come out, or it was packed as nobody asked
   * @throws IOException if it is damaged
   */
  static byte[] unpacked(byte[] body, HttpHeaders headers, int bound) throws IOException {
    String coding = String.join(", ", headers.allValues("Content-Encoding")).strip();
    if (body.length == 0 || coding.isEmpty()) {
      return body;
    }
    ByteArrayInputStream packed = new ByteArrayInputStream(body);
    String known = coding.toLowerCase(Locale.ROOT);
    return switch (known) {
      case "identity" -> body;
      case "gzip", "x-gzip" -> read(new GZIPInputStream(packed), bound);
      case "deflate" -> read(new InflaterInputStream(packed), bound);
      default ->
          throw new RefusedBodyException(
              "came packed %s, which was not asked for"
                  .formatted(NAMED.contains(known) ? "as '" + known + "'" : "in some way"));
    };
  }

  private static byte[] read(InputStream unpacking, int bound) throws IOException {
    try (unpacking) {
      byte[] bytes = unpacking.readNBytes(bound);
      if (unpacking.read() >= 0) {
        throw RefusedBodyException.tooLarge("unpacks to", bound);
      }
      return bytes;
    }
  }
}
