package dev.tributary.exporters.source;

import dev.tributary.catalog.record.Excerpt;
import dev.tributary.catalog.record.Sha256;
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
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The bytes of a file of text, gzipped or not. */
public final class FileBytes {

  private final Path path;
  private final long maxInflation;

  /**
   * Names a file; nothing of it is read.
   *
   * @param maxInflation how many times its size it may unpack to
   */
  public FileBytes(Path path, long maxInflation) {
    this.path = path;
    this.maxInflation = maxInflation;
  }

  /** The file's own name, without its directory. */
  public String name() {
    return path.getFileName().toString();
  }

  /** SHA-256 of the file's bytes as they lie there, hexadecimal. */
  public String digest() throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(path), Sha256.create())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  /**
   * Its text, unpacked if it is packed.
   *
   * @throws DamagedFileException if it is empty, or no text
   */
  public InputStream text() throws IOException {
    FileForm form = FileForm.of(path, false);
    if (form == FileForm.WORKBOOK) {
      throw new DamagedFileException("is a zip file or a workbook; unpack it");
    }
    InputStream bytes = new BufferedInputStream(Files.newInputStream(path));
    if (form == FileForm.TEXT) {
      return bytes;
    }
    CountedInput packed = new CountedInput(bytes, Long.MAX_VALUE);
    try {
      return new BoundedInflation(
          new GzipCompressorInputStream(packed, true), packed::count, maxInflation, "its text");
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Unpacks what is packed to its end, before anything of it is believed.
   *
   * @throws IOException if it is cut off or damaged
   */
  public void check() throws IOException {
    if (FileForm.of(path, false) != FileForm.GZIPPED_TEXT) {
      return;
    }
    try (InputStream in = text()) {
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

  /** What to tell of a file that cannot be read to its end, behind its name. */
  public static String fault(IOException e) {
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
