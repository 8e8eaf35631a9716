package dev.tributary.exporters.source;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Text whose records are no longer than a bound: a quote that nothing closes would else be read to
 * the file's end into one cell.
 */
final class BoundedRecord extends FilterReader {

  /** Characters; some times what Kafka takes as a message. */
  static final int LIMIT = 4 << 20;

  private long sinceRecord;

  BoundedRecord(Reader in) {
    super(in);
  }

  /** Tells that a record was handed out: what is read from now on is of the next. */
  void next() {
    sinceRecord = 0;
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    count(c < 0 ? 0 : 1);
    return c;
  }

  @Override
  public int read(char[] chars, int from, int length) throws IOException {
    int n = super.read(chars, from, length);
    count(n);
    return n;
  }

  private void count(int n) throws DamagedFileException {
    sinceRecord += Math.max(n, 0);
    if (sinceRecord > LIMIT) {
      throw new DamagedFileException(
          "is longer than %,d characters: a quote is not closed, or the file is damaged; mend it"
              .formatted(LIMIT));
    }
  }
}
