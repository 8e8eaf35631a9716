package dev.tributary.exporters.replay;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.exporters.source.CsvRows;
import dev.tributary.exporters.source.DamagedFileException;
import dev.tributary.exporters.source.FileBytes;
import dev.tributary.exporters.weather.Units;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** A file of answers that were recorded, gzipped or not, and what was said of them. */
public final class Recording {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final FileBytes bytes;
  private final Circumstances circumstances;

  /**
   * Names a file; nothing of it is read.
   *
   * @param maxInflation how many times its size it may unpack to
   * @throws TributaryException if there is no such file, or it is a directory
   */
  public Recording(Path path, Circumstances circumstances, long maxInflation) {
    if (!Files.isRegularFile(path)) {
      throw new TributaryException("file '%s' %s".formatted(path, absence(path)));
    }
    this.bytes = new FileBytes(path, maxInflation);
    this.circumstances = circumstances;
  }

  private static String absence(Path path) {
    if (Files.isDirectory(path)) {
      return "is a directory; name the files in it";
    } else if (Files.exists(path)) {
      return "is not a file; name files of recorded answers";
    }
    return path.toString().contains("*")
        ? "does not exist: no file's name is of that pattern"
        : "does not exist";
  }

  /** The file's own name, without its directory. */
  String name() {
    return bytes.name();
  }

  /**
   * Reads it to its end, keeping nothing.
   *
   * @param told takes a line about each record that becomes no message
   * @throws RefusedFileException if nothing of it can be sent, as it is damaged or of no known form
   * @throws UsageException if it cannot be read without another option
   */
  public ExaminedRecording examine(Feed feed, Consumer<String> told) throws RefusedFileException {
    try {
      String digest = digest();
      bytes.check();
      long messages = 0;
      long refused;
      try (RecordedMessages records = read(told)) {
        while (records.next().isPresent()) {
          messages++;
        }
        refused = records.refused();
      }
      if (!digest().equals(digest)) {
        throw new DamagedFileException(
            "changed while it was read; run it again when it is written");
      } else if (messages + refused == 0) {
        throw new DamagedFileException("has no records; get it again");
      }
      return new ExaminedRecording(this, feed, digest, messages, refused);
    } catch (IOException e) {
      throw new RefusedFileException(name(), e);
    }
  }

  /** Its records as messages. */
  RecordedMessages read(Consumer<String> told) throws IOException {
    InputStream text = text();
    try {
      return new RecordedMessages(name(), entries(text), new Composition(circumstances), told);
    } catch (IOException | UsageException e) {
      text.close();
      throw e;
    }
  }

  /** SHA-256 of the file's bytes, hexadecimal. */
  String digest() throws IOException {
    return bytes.digest();
  }

  /** What makes other messages of the same bytes. */
  Circumstances circumstances() {
    return circumstances;
  }

  private Entries entries(InputStream text) throws IOException {
    return switch (form()) {
      case LINES -> new JsonLines(text);
      case DOCUMENT -> new JsonDocument(text);
      case ROWS -> {
        FlatForecasts forecasts = new FlatForecasts(new CsvRows(text));
        checkMetric();
        yield forecasts;
      }
    };
  }

  private void checkMetric() {
    circumstances
        .units()
        .filter(units -> units != Units.METRIC)
        .ifPresent(
            units -> {
              throw new UsageException(
                  "the header of '%s' says °C and m/s; pass --units metric, not %s"
                      .formatted(name(), units.text()));
            });
  }

  /** A first line that is a whole value makes it lines; what is told over several is a document. */
  private Form form() throws IOException {
    try (TextLines lines = new TextLines(text())) {
      Optional<TextLines.Line> line = lines.next();
      char first = line.map(TextLines.Line::first).orElse('[');
      if (first == '{') {
        return isWhole(line.orElseThrow()) ? Form.LINES : Form.DOCUMENT;
      }
      return first == '[' ? Form.DOCUMENT : Form.ROWS;
    }
  }

  private static boolean isWhole(TextLines.Line line) {
    try {
      return JsonLines.parse(line.text()).isObject();
    } catch (RefusedRecordException e) {
      return false;
    }
  }

  private InputStream text() throws IOException {
    BufferedInputStream text = new BufferedInputStream(bytes.text());
    text.mark(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(text.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
      text.reset();
    }
    return text;
  }

  private enum Form {
    LINES,
    DOCUMENT,
    ROWS
  }
}
