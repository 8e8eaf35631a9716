package dev.tributary.cli;

import dev.tributary.catalog.verb.Verb;
import dev.tributary.cli.audit.Audit;
import dev.tributary.cli.trace.Trace;
import dev.tributary.exporters.hdfs.ExportHdfs;
import dev.tributary.exporters.postgres.Batches;
import dev.tributary.exporters.postgres.Land;
import dev.tributary.exporters.postgres.Quarantine;
import dev.tributary.exporters.postgres.Replay;
import dev.tributary.exporters.produce.Produce;
import dev.tributary.exporters.sink.Sink;
import dev.tributary.loaders.hive.Publish;
import dev.tributary.loaders.hive.Restore;
import dev.tributary.loaders.hive.Retain;
import dev.tributary.loaders.versions.Versions;
import dev.tributary.loaders.warehouse.Warehouse;
import dev.tributary.mapreduce.build.TableBuilder;
import dev.tributary.mapreduce.water.WaterMetrics;
import dev.tributary.mapreduce.weapons.WeaponStats;
import dev.tributary.mapreduce.weather.WeatherDaily;
import dev.tributary.mapreduce.weather.WeatherData;
import dev.tributary.mapreduce.weather.WeatherWindows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The verbs there are, in the order in which data meets them. */
final class Verbs {

  /** Names that verbs had in systems that this one replaces. */
  private static final Map<String, String> FORMER_NAMES =
      Map.of("com.mhfz.analysis.WeaponStats", "WeaponStats");

  private final Map<String, Verb> verbs = new LinkedHashMap<>();

  Verbs(Configuration conf) {
    add(new Produce());
    Land land = new Land();
    ExportHdfs export = new ExportHdfs(conf);
    WaterMetrics waterMetrics = new WaterMetrics(conf);
    WeaponStats weaponStats = new WeaponStats(conf);
    List<TableBuilder> weatherJobs =
        List.of(new WeatherData(conf), new WeatherDaily(conf), new WeatherWindows(conf));
    Publish publish = new Publish(conf);
    Warehouse warehouse = new Warehouse(conf);
    add(land);
    add(new Batches());
    add(new Replay());
    add(new Quarantine());
    add(export);
    add(new Sink(conf));
    add(waterMetrics);
    add(weaponStats);
    weatherJobs.forEach(this::add);
    add(publish);
    add(warehouse);
    List<TableBuilder> builders = new ArrayList<>(List.of(waterMetrics, weaponStats));
    builders.addAll(weatherJobs);
    add(
        new Pipeline(
            land,
            export,
            Map.of(
                "water",
                List.of(waterMetrics),
                "weapons",
                List.of(weaponStats),
                "weather",
                List.copyOf(weatherJobs)),
            publish,
            warehouse));
    add(new Audit(conf, Failure::line));
    add(new Dirty(builders));
    add(new Versions(conf));
    add(new Restore(conf, publish, warehouse));
    add(new Retain(conf));
    add(new Trace(conf, builders));
  }

  Optional<Verb> find(String name) {
    return Optional.ofNullable(verbs.get(FORMER_NAMES.getOrDefault(name, name)));
  }

  Iterable<Verb> all() {
    return verbs.values();
  }

  private void add(Verb verb) {
    verbs.put(verb.name(), verb);
  }
}
