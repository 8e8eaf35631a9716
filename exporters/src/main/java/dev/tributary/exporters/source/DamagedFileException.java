package dev.tributary.exporters.source;

import java.io.IOException;

/** A fault of the file itself; the message follows the file's name and says what to do. */
public final class DamagedFileException extends IOException {

  public DamagedFileException(String message) {
    super(message);
  }

  public DamagedFileException(Throwable cause, String message) {
    super(message, cause);
  }
}
