package dev.tributary.exporters.source;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.TributaryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A file of rows: an xlsx workbook, or delimited text, gzipped or not. */
public final class SourceFile {

  private final Path path;
  private final FileBytes bytes;
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
    this.bytes = new FileBytes(path, maxInflation);
    this.sheet = sheet;
    this.maxInflation = maxInflation;
  }

  /** The file's own name, without its directory. */
  public String name() {
    return bytes.name();
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
      throw new TributaryException(
          "file '%s' %s; nothing was sent".formatted(name(), FileBytes.fault(e)), e);
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
    return bytes.digest();
  }

  /** Unpacks what is packed before anything of it is believed. */
  private void unpack() throws IOException {
    if (form() == FileForm.WORKBOOK) {
      new WorkbookScan(path, maxInflation).run();
    } else {
      bytes.check();
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
    if (form() == FileForm.WORKBOOK) {
      return new WorkbookRows(path, sheet);
    }
    InputStream text = bytes.text();
    try {
      return new CsvRows(text);
    } catch (IOException e) {
      text.close();
      throw e;
    }
  }
}
