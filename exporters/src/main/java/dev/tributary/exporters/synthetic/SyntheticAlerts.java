package dev.tributary.exporters.synthetic;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Topic;
import dev.tributary.exporters.alert.AlertTopics;
import dev.tributary.exporters.source.FiniteSource;
import java.util.List;
import java.util.Optional;

/** Wind and heat in the weather of a plan, as messages of alerts. */
public final class SyntheticAlerts implements FiniteSource {

  private final AlertTopics topics;
  private final Plan plan;

  /**
   * Of a plan, whose units and parts do not count: wind is in m/s and heat in °C.
   *
   * @param topics where messages go
   */
  public SyntheticAlerts(AlertTopics topics, Plan plan) {
    this.topics = topics;
    this.plan = plan;
  }

  @Override
  public Topic topic() {
    return topics.readings();
  }

  @Override
  public List<Topic> furtherTopics() {
    return List.of(topics.alerts());
  }

  @Override
  public Optional<Feed> reference() {
    return Optional.empty();
  }

  @Override
  public String name() {
    return "synthetic alerts of " + plan.title();
  }

  /** With the topic of alerts: another one has none of them yet. */
  @Override
  public String id() {
    return plan.id() + "-alerts-" + topics.alerts().name();
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
    return new PlannedRecords(plan.messages(), new AlertMessages(plan, topics)::get);
  }
}
