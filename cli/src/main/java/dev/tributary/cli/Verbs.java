package dev.tributary.cli;

import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.hdfs.ExportHdfs;
import dev.tributary.exporters.postgres.Land;
import dev.tributary.exporters.produce.Produce;
import dev.tributary.loaders.hive.Publish;
import dev.tributary.loaders.warehouse.Warehouse;
import dev.tributary.mapreduce.water.WaterMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The verbs there are, in the order in which data meets them. */
final class Verbs {

  private final Map<String, Verb> verbs = new LinkedHashMap<>();

  Verbs(Configuration conf) {
    add(new Produce());
    Land land = new Land();
    ExportHdfs export = new ExportHdfs(conf);
    WaterMetrics waterMetrics = new WaterMetrics(conf);
    Publish publish = new Publish(conf);
    Warehouse warehouse = new Warehouse(conf);
    add(land);
    add(export);
    add(waterMetrics);
    add(publish);
    add(warehouse);
    add(
        new Pipeline(
            List.of(land, export), Map.of("water", List.of(waterMetrics)), publish, warehouse));
  }

  Optional<Verb> find(String name) {
    return Optional.ofNullable(verbs.get(name));
  }

  Iterable<Verb> all() {
    return verbs.values();
  }

  private void add(Verb verb) {
    verbs.put(verb.name(), verb);
  }
}
