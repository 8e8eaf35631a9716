package dev.tributary.mapreduce.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.audit.FileContent;
import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.record.OffsetRange;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** What a mapper tells of a file, as a line of JSON. */
record ContentText(
    String path,
    long length,
    String sha256,
    long lines,
    long unreadable,
    List<Span> records,
    List<Span> doubled) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Offsets in a row. */
  record Span(UUID topic, int partition, long from, long until) {

    private static List<Span> of(CoordinateSet records) {
      return records.list().stream().map(Span::of).toList();
    }

    private static Span of(OffsetRange range) {
      return new Span(range.topicId(), range.partition(), range.from(), range.until());
    }
  }

  static String write(String path, FileContent content) throws IOException {
    return JSON.writeValueAsString(
        new ContentText(
            path,
            content.length(),
            content.sha256(),
            content.lines(),
            content.unreadable(),
            Span.of(content.records()),
            Span.of(content.doubled())));
  }

  static ContentText read(String line) throws IOException {
    return JSON.readValue(line, ContentText.class);
  }

  FileContent content() {
    return new FileContent(length, sha256, lines, unreadable, set(records), set(doubled));
  }

  private static CoordinateSet set(List<Span> spans) {
    CoordinateSet.Builder set = new CoordinateSet.Builder();
    spans.forEach(span -> set.add(span.topic(), span.partition(), span.from(), span.until()));
    return set.all();
  }
}
