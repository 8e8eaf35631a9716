package dev.tributary.loaders.hive;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.verb.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * A sink's tree to be shown as a table.
 *
 * @param base where the tree lies, with its file system
 * @param directories those of the places that have files
 */
record SinkPublication(Table table, String base, List<SinkDirectory> directories) {

  SinkPublication {
    directories = List.copyOf(directories);
  }

  /**
   * Makes what Hive lacks.
   *
   * @param again whether to look also at where the partitions lie that Hive has
   * @param where Hive's database, for messages
   */
  Outcome bringUpToDate(HiveTables hive, boolean again, String where) {
    ensure(hive, where);
    Map<PartitionKey, String> locations = new TreeMap<>();
    directories.stream()
        .filter(SinkDirectory::foundByHive)
        .forEach(directory -> locations.put(directory.key(), directory.below(base)));
    int all = locations.size();
    if (again) {
      Map<PartitionKey, String> present = Map.copyOf(hive.partitionLocations(table));
      hive.pointPartitions(table, locations); // also those that lack what the table has by now
      locations.entrySet().removeIf(each -> each.getValue().equals(present.get(each.getKey())));
    } else {
      locations.keySet().removeAll(hive.partitions(table));
      hive.addPartitions(table, locations);
    }
    return outcome(locations.size(), all, where);
  }

  /** Another tree's places are not to be mixed with those of this one. */
  private void ensure(HiveTables hive, String where) {
    if (SinkDirectory.isPattern(base)) {
      throw new TributaryException(
          "publish: Hive finds no files below %s, whose name it takes for a pattern; give the sink another --hdfs-path"
              .formatted(base));
    }
    String present = hive.ensure(table, base);
    if (!new Path(present).equals(new Path(base))) {
      throw new TributaryException(
          "publish: %s.%s shows %s, not %s; name another with --table, or drop it in Hive (it is external: the data stay) and publish again"
              .formatted(where, table.name(), present, base));
    }
  }

  private Outcome outcome(int changed, int all, String where) {
    if (changed == 0) {
      return Outcome.nothingToDo(
          "nothing to publish: %s.%s has the %d places of %s%s"
              .formatted(where, table.name(), all, base, leftOut()));
    }
    return Outcome.done(
        "published %s (%d of %d places) in Hive database %s%s"
            .formatted(table.name(), changed, all, where, leftOut()),
        Map.of("tables", List.of(table.name()), "partitions", changed, "places", all));
  }

  private String leftOut() {
    List<SinkDirectory> hidden =
        directories.stream().filter(directory -> !directory.foundByHive()).toList();
    return hidden.isEmpty()
        ? ""
        : "; left out are %d places in directories that Hive does not find, such as %s"
            .formatted(hidden.size(), hidden.get(0).path());
  }
}
