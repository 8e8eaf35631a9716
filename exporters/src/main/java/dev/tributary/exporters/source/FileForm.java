package dev.tributary.exporters.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** What a file is. Its first bytes say it, as names lie; but a name that lies is an error. */
enum FileForm {
  WORKBOOK,
  TEXT,
  GZIPPED_TEXT;

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] OLE2 = HexFormat.of().parseHex("d0cf11e0a1b11ae1");

  /**
   * Looks at a file.
   *
   * @param sheet whether a sheet of it is asked for
   * @throws DamagedFileException if it is nothing that can be read, saying what to do
   */
  static FileForm of(Path file, boolean sheet) throws IOException {
    byte[] begin;
    try (InputStream in = Files.newInputStream(file)) {
      begin = in.readNBytes(OLE2.length);
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (begin.length == 0) {
      throw new DamagedFileException("is empty: it has no bytes; get it again");
    } else if (startsWith(begin, OLE2)) {
      throw new DamagedFileException(
          "is a workbook of the old binary form (.xls), or has a password;"
              + " save it as .xlsx without one");
    } else if (startsWith(begin, ZIP) || startsWith(begin, EMPTY_ZIP)) {
      return WORKBOOK;
    } else if (name.endsWith(".xlsx") || name.endsWith(".xlsm")) {
      throw new DamagedFileException(
          "is named as a workbook and is none; name it .csv if it is delimited text");
    } else if (sheet) {
      throw new DamagedFileException("has no sheets, being no workbook; leave out --sheet");
    }
    return startsWith(begin, GZIP) ? gzipped(file) : TEXT;
  }

  private static FileForm gzipped(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      if (startsWith(in.readNBytes(ZIP.length), ZIP)) {
        throw new DamagedFileException("is a gzipped workbook; unpack it with gunzip");
      }
      return GZIPPED_TEXT;
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }
}
