package dev.tributary.cli.lineage;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Failures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Where a run is played: settings, a file system that is never asked, a clock that stands. */
final class Stage {

  static final RunId RUN = new RunId("20261130T040000-0a1b2c3d");

  final Map<String, String> values = new HashMap<>();
  final Configuration conf = new Configuration(false);
  private Instant now = Instant.parse("2026-11-30T04:00:00Z");

  Stage() {
    conf.set("fs.defaultFS", "hdfs://nn:8020");
    values.put("tributary.kafka.bootstrap.servers", "k1:9092,k2:9092");
    values.put("tributary.postgres.host", "pg");
    values.put("tributary.postgres.database", "lake");
    values.put("tributary.hive.metastore.uris", "thrift://meta:9083,thrift://meta2:9083");
  }

  Settings settings() {
    return new Settings() {
      @Override
      public Optional<String> text(Setting<?> setting) {
        return Optional.ofNullable(values.get(setting.name()));
      }
    };
  }

  Journal journal(String verb) {
    return new Journal(verb, RUN, settings(), conf, Failures.FINAL, clock());
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
