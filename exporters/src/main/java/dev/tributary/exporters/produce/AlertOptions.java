package dev.tributary.exporters.produce;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.exporters.alert.AlertTopics;
import org.apache.commons.cli.Options;

/** The options that say where messages of alerts go. */
final class AlertOptions {

  static final String TOPIC = "topic";
  static final String ALERT_TOPIC = "alert-topic";

  private AlertOptions() {}

  static Options all() {
    return new Options()
        .addOption(
            Source.option(
                TOPIC, "NAME", "where all messages of alerts go; " + AlertTopics.READINGS))
        .addOption(
            Source.option(
                ALERT_TOPIC,
                "NAME",
                "where those with a level above 0 go as well; " + AlertTopics.ALERTS));
  }

  static AlertTopics topics(Arguments arguments) {
    try {
      return AlertTopics.named(
          arguments.text(TOPIC).orElse(AlertTopics.READINGS),
          arguments.text(ALERT_TOPIC).orElse(AlertTopics.ALERTS));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
