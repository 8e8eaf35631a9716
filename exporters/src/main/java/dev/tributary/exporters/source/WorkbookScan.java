package dev.tributary.exporters.source;

import dev.tributary.catalog.record.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks every part of a workbook once, keeping nothing, before any reader opens it: a part that
 * is damaged, would fill memory or names what lies outside refuses the workbook.
 */
final class WorkbookScan {

  private final Path file;
  private final long ratio;
  private final long size;
  private long unpacked;
  private long strings = Long.MAX_VALUE;
  private long lastString = -1;
  private String lastStringAt = "";

  /**
   * Prepares to scan.
   *
   * @param ratio how many times its size it may unpack to
   */
  WorkbookScan(Path file, long ratio) throws IOException {
    this.file = file;
    this.ratio = ratio;
    this.size = Files.size(file);
  }

  /** Refuses what cannot be opened safely. */
  void run() throws IOException {
    try (ZipFile zip = open()) {
      if (zip.getEntry("[Content_Types].xml") == null) {
        throw new DamagedFileException(
            "is a zip file, but no workbook; unpack it and name the file within");
      }
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (!entry.isDirectory()) {
          part(zip, entry);
        }
      }
    }
    if (lastString >= (strings == Long.MAX_VALUE ? 0 : strings)) {
      throw new DamagedFileException(
          "is damaged: cell %s names string %,d of %,d; get it again"
              .formatted(lastStringAt, lastString + 1, strings == Long.MAX_VALUE ? 0 : strings));
    }
  }

  private ZipFile open() throws IOException {
    try {
      return ZipFile.builder().setPath(file).get();
    } catch (IOException e) {
      throw new DamagedFileException(
          e, "begins as a workbook and does not end as one: it is cut off; get it again");
    }
  }

  private void part(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    String name = Excerpt.of(entry.getName());
    long packed = Math.min(entry.getCompressedSize(), size);
    int method = entry.getMethod();
    if (method != ZipEntry.STORED && method != ZipEntry.DEFLATED) {
      // Other methods need libraries that need not be there.
      throw new DamagedFileException(
          "is damaged: its part %s is packed as no workbook's is (method %d); get it again"
              .formatted(name, method));
    }
    CRC32 sum = new CRC32();
    try (InputStream raw = zip.getInputStream(entry);
        BoundedInflation in = new BoundedInflation(raw, () -> packed, ratio, "part " + name);
        InputStream summed = new CheckedInputStream(in, sum)) {
      if (name.matches("(?i).*\\.(xml|rels)")) {
        count(new XmlPart(name, summed).read());
      }
      summed.transferTo(OutputStream.nullOutputStream());
      unpacked += in.unpacked();
    } catch (DamagedFileException e) {
      throw e;
    } catch (IOException e) {
      throw new DamagedFileException(
          e,
          "is damaged: its part %s cannot be unpacked (%s); get it again"
              .formatted(name, Excerpt.of(String.valueOf(e.getMessage()))));
    }
    if (sum.getValue() != entry.getCrc()) {
      throw new DamagedFileException(
          "is damaged: its part %s is not what was packed; get it again".formatted(name));
    }
    if (unpacked > BoundedInflation.FREE && unpacked / ratio >= size) {
      throw BoundedInflation.tooMuch("as a whole", ratio); // parts may lie over one another
    }
  }

  private void count(XmlPart part) {
    if (part.strings() >= 0) {
      strings = Math.min(strings, part.strings());
    }
    if (part.lastString() > lastString) {
      lastString = part.lastString();
      lastStringAt = part.lastStringAt();
    }
  }
}
