package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.SinkFile;
import java.io.IOException;

/** A file lacks bytes that the ledger says are in it: it was changed by others. */
final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1;

  private final transient SinkFile file;

  DamagedFileException(SinkFile file, String message) {
    super(message);
    this.file = file;
  }

  SinkFile file() {
    return file;
  }
}
