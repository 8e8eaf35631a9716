package dev.tributary.exporters.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.TributaryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files as produce takes them: examined, then read. */
final class Sources {

  static final Dataset WATER = Catalog.load(Optional.empty()).dataset("water");
  static final Path REAL = Path.of("../../shared/data/water");

  private Sources() {}

  /** A file's messages. */
  static List<String> messages(Path file, Feed feed) throws IOException {
    return records(source(file).examine(feed, List.of(WATER))).stream()
        .map(SourceRecord::json)
        .toList();
  }

  static List<SourceRecord> records(ExaminedFile file) throws IOException {
    List<SourceRecord> records = new ArrayList<>();
    try (RecordReader reader = file.records()) {
      for (Optional<SourceRecord> record = reader.next();
          record.isPresent();
          record = reader.next()) {
        records.add(record.get());
      }
    }
    return records;
  }

  static SourceFile source(Path file) {
    return new SourceFile(file, Optional.empty(), 100);
  }

  /** The one line that refuses a file. No records can be had of a file that is refused. */
  static String refusal(SourceFile file, Feed feed) {
    TributaryException refusal =
        catchThrowableOfType(
            TributaryException.class, () -> file.examine(feed, List.of(WATER)).records());
    assertThat(refusal).as("refusal of " + file.name()).isNotNull();
    assertThat(refusal.getMessage()).hasLineCount(1);
    return refusal.getMessage();
  }

  static String refusal(Path file) {
    return refusal(source(file), WATER.feed());
  }
}
