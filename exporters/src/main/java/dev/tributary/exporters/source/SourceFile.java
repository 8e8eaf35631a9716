package dev.tributary.exporters.source;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.catalog.record.Sha256;
import dev.tributary.catalog.run.TributaryException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** A file of rows: an xlsx workbook, or delimited text, gzipped or not. */
public final class SourceFile {

  private final Path path;
  private final Optional<String> sheet;
  private final long maxInflation;

  /**
   * Names a file; nothing of it is read.
   *
   * @param sheet the workbook's sheet to read; where there is none, the only one with rows
   * @param maxInflation how many times its size it may unpack to
   * @throws TributaryException if there is no such file, or it is a directory
   */
  public SourceFile(Path path, Optional<String> sheet, long maxInflation) {
    if (!Files.isRegularFile(path)) {
      throw new TributaryException(
          "file '%s' %s; name a workbook (.xlsx) or delimited text (.csv, .csv.gz)"
              .formatted(path, Files.exists(path) ? "is not a file" : "does not exist"));
    }
    this.path = path;
    this.sheet = sheet;
    this.maxInflation = maxInflation;
  }

  /** The file's own name, without its directory. */
  public String name() {
    return path.getFileName().toString();
  }

  /** The workbook's sheet that was asked for, in lower case as sheets are found in any. */
  Optional<String> sheet() {
    return sheet.map(name -> name.toLowerCase(Locale.ROOT));
  }

  /**
   * Reads it to its end, keeping nothing.
   *
   * @param catalog whose feeds it is compared with, as it may be another's
   * @throws TributaryException if it is damaged or not of the feed, with the one line to show
   */
  public ExaminedFile examine(Feed feed, List<Dataset> catalog) {
    try {
      ExaminedFile examined = new ExaminedFile(this, feed, digest());
      unpack();
      readThrough(feed, catalog);
      if (!examined.isUnchanged()) {
        throw new DamagedFileException(
            "changed while it was read; run it again when it is written");
      }
      return examined;
    } catch (IOException e) {
      throw new TributaryException("file '%s' %s; nothing was sent".formatted(name(), fault(e)), e);
    }
  }

  /** Its rows as records of a feed. */
  RecordReader read(Feed feed) throws IOException {
    SourceRows rows = rows();
    try {
      return new RecordReader(name(), rows, feed);
    } catch (IOException e) {
      rows.close();
      throw e;
    }
  }

  /** SHA-256 of the file's bytes, hexadecimal. */
  String digest() throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(path), Sha256.create())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  /** Unpacks what is packed before anything of it is believed. */
  private void unpack() throws IOException {
    switch (form()) {
      case WORKBOOK -> new WorkbookScan(path, maxInflation).run();
      case GZIPPED_TEXT -> {
        try (InputStream in = unpacked(Files.newInputStream(path))) {
          in.transferTo(OutputStream.nullOutputStream());
        } catch (DamagedFileException | EOFException e) {
          throw e;
        } catch (IOException e) {
          throw new DamagedFileException(
              e,
              "is damaged: it cannot be unpacked (%s); get it again"
                  .formatted(Excerpt.of(String.valueOf(e.getMessage()))));
        }
      }
      case TEXT -> {} // is what it is
    }
  }

  private void readThrough(Feed feed, List<Dataset> catalog) throws IOException {
    try (SourceRows rows = rows()) {
      new Likeness(rows.header())
          .check(feed, catalog); // its message tells more than a lacking column's
      RecordReader records = new RecordReader(name(), rows, feed);
      if (records.next().isEmpty()) {
        throw new DamagedFileException("has a header and no rows; get it again");
      }
      while (records.next().isPresent()) {
        // what is wrong with a record is thrown
      }
    }
  }

  private FileForm form() throws IOException {
    return FileForm.of(path, sheet.isPresent());
  }

  private SourceRows rows() throws IOException {
    FileForm form = form();
    if (form == FileForm.WORKBOOK) {
      return new WorkbookRows(path, sheet);
    }
    InputStream bytes = Files.newInputStream(path);
    try {
      return new CsvRows(form == FileForm.GZIPPED_TEXT ? unpacked(bytes) : bytes);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private InputStream unpacked(InputStream bytes) throws IOException {
    CountedInput packed = new CountedInput(new BufferedInputStream(bytes), Long.MAX_VALUE);
    return new BoundedInflation(
        new GzipCompressorInputStream(packed, true), packed::count, maxInflation, "its text");
  }

  private static String fault(IOException e) {
    if (e instanceof DamagedFileException) {
      return e.getMessage();
    } else if (e instanceof CharacterCodingException) {
      return "is not UTF-8; convert it, such as with iconv -f ISO-8859-1 -t UTF-8";
    } else if (e instanceof EOFException) {
      return "is cut off: its compressed text has no end; get it again";
    }
    return "cannot be read (%s)".formatted(e);
  }
}
