package dev.tributary.catalog.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Reads what a partition holds. */
public interface RowSource {

  Rows open(PublishedPartition partition) throws IOException;

  /** Rows, one after the other. */
  interface Rows extends Closeable {

    /** The values of the next row in the order of the table's columns; null behind the last. */
    List<?> next() throws IOException;
  }
}
