package dev.tributary.exporters.replay;

import dev.tributary.exporters.source.FileBytes;
import java.io.IOException;

/** A file that cannot be used as a whole: one line that names it, and says why and what to do. */
public final class RefusedFileException extends IOException {

  RefusedFileException(String file, IOException cause) {
    super("file '%s' %s; nothing of it was sent".formatted(file, FileBytes.fault(cause)), cause);
  }
}
