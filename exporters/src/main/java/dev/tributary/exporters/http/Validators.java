package dev.tributary.exporters.http;

import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What tells a page's version, in the server's own words: RFC 9110, section 8.8. What could not be
 * sent back is left out.
 *
 * @param etag with its quotes and, where it is weak, its {@code W/}
 * @param lastModified an HTTP date
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {

  /** Of a page that was never got: it is asked for without a condition. */
  public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

  public Validators {
    etag = etag.filter(Validators::canBeSent);
    lastModified = lastModified.filter(Validators::canBeSent);
  }

  static Validators of(HttpHeaders headers) {
    return new Validators(headers.firstValue("ETag"), headers.firstValue("Last-Modified"));
  }

  /** The headers that ask for the page only if it is another version. */
  Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>(conditionsElsewhere());
    lastModified.ifPresent(date -> conditions.put("If-Modified-Since", date));
    return conditions;
  }

  /**
   * The same for an address that was redirected to. It need not be the one that the validators came
   * from, and a date says nothing of another file; an entity tag does not match one.
   */
  Map<String, String> conditionsElsewhere() {
    return etag.map(tag -> Map.of("If-None-Match", tag)).orElse(Map.of());
  }

  private static boolean canBeSent(String value) {
    return !value.isBlank() && value.chars().allMatch(c -> c >= ' ' && c <= 0xff && c != 0x7f);
  }
}
