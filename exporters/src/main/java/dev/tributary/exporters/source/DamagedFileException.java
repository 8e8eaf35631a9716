package dev.tributary.exporters.source;

import java.io.IOException;

/** A fault of the file itself; the message follows the file's name and says what to do. */
final class DamagedFileException extends IOException {

  DamagedFileException(String message) {
    super(message);
  }

  DamagedFileException(Throwable cause, String message) {
    super(message, cause);
  }
}
