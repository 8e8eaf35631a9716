package dev.tributary.exporters.source;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Sha256;
import dev.tributary.catalog.run.TributaryException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** A file of rows: an xlsx workbook or delimited text, either of them gzipped or not. */
public final class SourceFile {

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final Path path;

  /**
   * @throws TributaryException if there is no such file, or it is a directory
   */
  public SourceFile(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new TributaryException(
          "file '%s' %s; name a workbook (.xlsx) or delimited text (.csv, .csv.gz)"
              .formatted(path, Files.exists(path) ? "is not a file" : "does not exist"));
    }
    this.path = path;
  }

  /** The file's own name, without its directory. */
  public String name() {
    return path.getFileName().toString();
  }

  /** SHA-256 of the file's bytes, hexadecimal: what names it in the record of what was sent. */
  public String digest() throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(path), Sha256.create())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  /**
   * Its rows as records of a feed.
   *
   * @throws TributaryException if a required column is missing, naming it
   */
  public RecordReader read(Feed feed) throws IOException {
    SourceRows rows = rows();
    try {
      return new RecordReader(this, rows, feed);
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /** What a file is, its first bytes say: names lie. */
  private SourceRows rows() throws IOException {
    try {
      return open();
    } catch (CharacterCodingException e) {
      throw notUtf8(e);
    }
  }

  /** What to tell of bytes that are no UTF-8. */
  IOException notUtf8(Exception cause) {
    return new IOException(
        "file '%s' is not UTF-8; convert it, such as with iconv -f ISO-8859-1 -t UTF-8"
            .formatted(name()),
        cause);
  }

  private SourceRows open() throws IOException {
    byte[] magic;
    try (InputStream in = Files.newInputStream(path)) {
      magic = in.readNBytes(ZIP.length);
    }
    if (Arrays.equals(magic, ZIP)) {
      return new WorkbookRows(path);
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(path));
    boolean gzipped = magic.length >= 2 && magic[0] == GZIP[0] && magic[1] == GZIP[1];
    return new CsvRows(gzipped ? new GZIPInputStream(in) : in);
  }
}
