package dev.tributary.exporters.alert;

import dev.tributary.catalog.dataset.Topic;
import java.util.List;

/**
 * Where messages go. They are of no dataset: no feed declares these topics, and their keys are not
 * made of members parted by '/'.
 *
 * @param readings for all of them
 * @param alerts for those with a level above 0, which are in both
 */
public record AlertTopics(Topic readings, Topic alerts) {

  /** The topic of all messages, unless another is named. */
  public static final String READINGS = "geo_weather_stream";

  /** The topic of alerts, unless another is named. */
  public static final String ALERTS = "alert_stream";

  private static final int PARTITIONS = 3;

  public AlertTopics {
    if (readings.name().equals(alerts.name())) {
      throw new IllegalArgumentException(
          "topic '%s' cannot be that of all messages and that of alerts: an alert would be in it twice"
              .formatted(alerts.name()));
    }
  }

  /** Topics of these names. */
  public static AlertTopics named(String readings, String alerts) {
    return new AlertTopics(topic(readings), topic(alerts));
  }

  private static Topic topic(String name) {
    return new Topic(name, PARTITIONS, List.of());
  }

  /** The names of the topics that a message goes to besides that of all. */
  public List<String> further(AlertMessage message) {
    return message.isAlert() ? List.of(alerts.name()) : List.of();
  }
}
