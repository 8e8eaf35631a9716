package dev.tributary.loaders.hive;

import dev.tributary.catalog.ledger.VersionedPartition;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.verb.Outcome;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A state of a table that readers are to see again.
 *
 * @param partitions of each partition the version that it had then
 * @param newer partitions that were not there then, which stay as they are
 * @param held those of which there are newer versions, which {@code publish} is to leave alone
 */
record RestoredState(
    String table,
    int version,
    List<VersionedPartition> partitions,
    List<String> newer,
    List<String> held) {

  static RestoredState of(
      String table,
      int version,
      Optional<String> dt,
      List<VersionedPartition> then,
      List<VersionedPartition> now) {
    if (dt.isPresent() && now.stream().noneMatch(each -> each.dt().equals(dt.get()))) {
      throw new TributaryException(
          "%s has no partition '%s'; 'versions %s --json' lists those there are"
              .formatted(table, dt.get(), table));
    }
    List<VersionedPartition> wanted =
        then.stream().filter(each -> dt.isEmpty() || each.dt().equals(dt.get())).toList();
    if (wanted.isEmpty()) {
      throw new TributaryException(
          "%s had no partition '%s' as of version %d: nothing can be shown of it; 'versions %s --partition %s' lists its versions"
              .formatted(table, dt.orElse(""), version, table, dt.orElse("")));
    }
    Map<String, Long> newest =
        now.stream().collect(Collectors.toMap(VersionedPartition::dt, VersionedPartition::version));
    List<String> held =
        wanted.stream()
            .filter(each -> newest.get(each.dt()) != each.version())
            .map(VersionedPartition::dt)
            .toList();
    TreeSet<String> newer = new TreeSet<>();
    if (dt.isEmpty()) {
      newer.addAll(newest.keySet());
      wanted.forEach(each -> newer.remove(each.dt()));
    }
    return new RestoredState(table, version, wanted, List.copyOf(newer), held);
  }

  /** Throws, before anything is changed, if readers would see something else or nothing at all. */
  void refuseUnlessThere(FileSystem files) throws IOException {
    for (VersionedPartition partition : partitions) {
      if (partition.retired()) {
        throw new TributaryException(
            "%s was retired: its files are deleted; 'versions %s' shows which versions are left"
                .formatted(partition, table));
      }
      if (partition.lastInDirectory() != partition.version()) {
        throw new TributaryException(
            "%s cannot be shown again: an export has added files to %s since, and Hive shows a directory as a whole; version %d is the next that can"
                .formatted(partition, partition.directory(), partition.lastInDirectory()));
      }
      refuseUnlessThere(partition, files);
    }
  }

  private static void refuseUnlessThere(VersionedPartition partition, FileSystem files)
      throws IOException {
    long bytes = 0;
    try {
      for (FileStatus file : files.listStatus(new Path(partition.directory()))) {
        String name = file.getPath().getName();
        if (file.isFile() && !name.startsWith("_") && !name.startsWith(".")) {
          bytes += file.getLen();
        }
      }
    } catch (FileNotFoundException e) {
      throw new TributaryException(
          "%s: directory %s is not there; nothing is changed, bring it back or choose another version"
              .formatted(partition, partition.directory()),
          e);
    }
    if (partition.bytes() != null && partition.bytes() != bytes) {
      throw new TributaryException(
          "%s: the files in %s have %d bytes, it was built with %d; nothing is changed, look who changed them"
              .formatted(partition, partition.directory(), bytes, partition.bytes()));
    }
  }

  /**
   * How it ended.
   *
   * @param changed of how many partitions readers see another state than before, or one that is
   *     held otherwise
   */
  Outcome outcome(int changed) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("table", table);
    facts.put("version", version);
    facts.put("changed", changed);
    Map<String, Long> versions = new TreeMap<>();
    partitions.forEach(each -> versions.put(each.dt(), each.version()));
    facts.put("partitions", versions);
    facts.put("held", held);
    facts.put("newer", newer);
    String what =
        changed == 0
            ? "nothing to restore: %s is seen as of version %d".formatted(table, version)
            : "restored %s as of version %d (%d of %d partitions changed)"
                .formatted(table, version, changed, partitions.size());
    String hold =
        held.isEmpty()
            ? ""
            : "; %d are held: publish leaves them until a newer version is built"
                .formatted(held.size());
    String later =
        newer.isEmpty()
            ? ""
            : "; %d that were not there then stay as they are".formatted(newer.size());
    return Outcome.done(what + hold + later, facts);
  }
}
