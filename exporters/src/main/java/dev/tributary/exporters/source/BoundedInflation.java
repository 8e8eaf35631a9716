package dev.tributary.exporters.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * What comes out of compressed bytes, up to a bound: declared sizes lie, so what really comes out
 * is counted, and reading ends before a small file has filled memory or taken hours.
 */
final class BoundedInflation extends FilterInputStream {

  /** So much may come out of any file, however well it packs. */
  static final long FREE = 64L << 20;

  private final LongSupplier packed;
  private final long ratio;
  private final String where;
  private long unpacked;

  /**
   * Bounds a stream.
   *
   * @param packed how many compressed bytes it has come from so far
   * @param where what the message calls it
   */
  BoundedInflation(InputStream in, LongSupplier packed, long ratio, String where) {
    super(in);
    this.packed = packed;
    this.ratio = ratio;
    this.where = where;
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    count(c < 0 ? -1 : 1);
    return c;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int n = super.read(bytes, from, length);
    count(n);
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = super.skip(n);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** How many bytes came out. */
  long unpacked() {
    return unpacked;
  }

  private void count(long n) throws DamagedFileException {
    unpacked += Math.max(n, 0);
    if (unpacked > FREE && unpacked / ratio >= packed.getAsLong()) {
      throw tooMuch(where, ratio);
    }
  }

  /** What to tell of a file that unpacks to too much. */
  static DamagedFileException tooMuch(String where, long ratio) {
    return new DamagedFileException(
        ("unpacks (%s) to more than %,d times its size, as hostile files do; if this one is"
                + " trusted, raise tributary.source.max.inflation")
            .formatted(where, ratio));
  }
}
