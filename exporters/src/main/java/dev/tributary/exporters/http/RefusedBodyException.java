package dev.tributary.exporters.http;

import java.io.IOException;

/** A body that would be no better the next time; the message follows the page's name. */
final class RefusedBodyException extends IOException {

  RefusedBodyException(String message) {
    super(message);
  }

  static RefusedBodyException tooLarge(String what, long bound) {
    return new RefusedBodyException(
        "%s more than %,d bytes; if this is right, raise tributary.http.max.bytes"
            .formatted(what, bound));
  }
}
