package dev.tributary.exporters.synthetic;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.exporters.source.FiniteSource;
import dev.tributary.exporters.source.SourceRecord;
import java.util.Optional;

/** The weather of a plan. */
public final class SyntheticWeather implements FiniteSource {

  private final Feed feed;
  private final Plan plan;

  public SyntheticWeather(Feed feed, Plan plan) {
    this.feed = feed;
    this.plan = plan;
  }

  @Override
  public Feed feed() {
    return feed;
  }

  @Override
  public String name() {
    return "synthetic weather of %,d %s (seed %d)"
        .formatted(plan.cities(), plan.cities() == 1 ? "city" : "cities", plan.seed());
  }

  @Override
  public String id() {
    return plan.id();
  }

  /** It cannot change. */
  @Override
  public boolean isUnchanged() {
    return true;
  }

  /** How many messages there are of each kind, those that were sent before among them. */
  public Tally tally() {
    return Tally.of(plan);
  }

  @Override
  public Records records() {
    Messages messages = new Messages(plan);
    return new Records() {
      private long index;

      @Override
      public Optional<SourceRecord> next() {
        return index < plan.messages() ? Optional.of(messages.get(index++)) : Optional.empty();
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
    };
  }
}
