package dev.tributary.exporters.http;

import java.net.URI;
import java.util.Optional;

/** What a server had for a request. */
public sealed interface Answer {

  /**
   * A page, whole.
   *
   * @param uri where it came from, after redirects; its query may hold a key and is not for logs
   * @param body unpacked
   * @param charset as the server declares it, where the JVM knows it
   * @param validators to ask with the next time
   */
  @SuppressWarnings("ArrayRecordComponent") // read by who asked for it, never compared
  record Page(URI uri, byte[] body, Optional<String> charset, Validators validators)
      implements Answer {}

  /** It is what it was when the validators were given. */
  record NotModified() implements Answer {}
}
