package dev.tributary.exporters.synthetic;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Topic;
import dev.tributary.exporters.source.FiniteSource;
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
  public Topic topic() {
    return feed.topic();
  }

  @Override
  public Optional<Feed> reference() {
    return Optional.of(feed).filter(Feed::isReference);
  }

  @Override
  public String name() {
    return "synthetic weather of " + plan.title();
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
    return new PlannedRecords(plan.messages(), new Messages(plan)::get);
  }
}
