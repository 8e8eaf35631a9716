package dev.tributary.exporters.synthetic;

import dev.tributary.exporters.source.FiniteSource;
import dev.tributary.exporters.source.SourceRecord;
import java.util.Optional;
import java.util.function.LongFunction;

/** Records that are each made from their index alone. */
final class PlannedRecords implements FiniteSource.Records {

  private final long count;
  private final LongFunction<SourceRecord> maker;
  private long index;

  PlannedRecords(long count, LongFunction<SourceRecord> maker) {
    this.count = count;
    this.maker = maker;
  }

  @Override
  public Optional<SourceRecord> next() {
    return index < count ? Optional.of(maker.apply(index++)) : Optional.empty();
  }

  @Override
  public Optional<SourceRecord> nextFrom(long first) {
    index = Math.max(index, first);
    return next();
  }

  @Override
  public void close() {
    // It holds nothing open.
  }
}
