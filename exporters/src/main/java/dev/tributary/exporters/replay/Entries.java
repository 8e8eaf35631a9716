package dev.tributary.exporters.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** What a file holds, one after the other, whatever it is. */
interface Entries extends Closeable {

  /**
   * The next one; empty at the end.
   *
   * @throws RefusedRecordException if it cannot be read; those behind it can
   * @throws IOException if nothing behind it can be read either
   */
  Optional<JsonNode> next() throws IOException, RefusedRecordException;

  /** Where the last one stands that was given or refused, such as {@code line 12}. */
  String where();
}
