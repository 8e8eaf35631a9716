package dev.tributary.exporters.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that were read, of which a piece has no more than a bound. */
public final class CountedInput extends FilterInputStream {

  private final long bound;
  private long count;
  private long began;

  /**
   * Counts what is read of a stream.
   *
   * @param bound of a piece, in bytes
   */
  public CountedInput(InputStream in, long bound) {
    super(in);
    this.bound = bound;
  }

  /** Tells that what is read from now on is of another piece. */
  public void nextPiece() {
    began = count;
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    add(c < 0 ? 0 : 1);
    return c;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int n = super.read(bytes, from, length);
    add(Math.max(n, 0));
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = super.skip(n);
    add(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  long count() {
    return count;
  }

  private void add(long n) throws DamagedFileException {
    count += n;
    if (count - began > bound) {
      throw new DamagedFileException(
          "holds a piece of more than %,d MiB where a row, a cell or a record should be; it is damaged"
              .formatted(bound >> 20));
    }
  }
}
