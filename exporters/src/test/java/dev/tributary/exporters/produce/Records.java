package dev.tributary.exporters.produce;

import dev.tributary.exporters.source.SourceRecord;
import java.util.List;
import java.util.stream.LongStream;

/** Records that are known by their number. */
final class Records {

  private Records() {}

  /** Those from one number to before another. */
  static List<SourceRecord> range(long from, long until) {
    return LongStream.range(from, until)
        .mapToObj(i -> new SourceRecord(i, "test", "key", "{\"i\":" + i + "}"))
        .toList();
  }

  static List<Long> numbers(List<SourceRecord> records) {
    return records.stream().map(SourceRecord::index).toList();
  }
}
