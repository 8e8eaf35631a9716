package dev.tributary.cli.audit;

import static dev.tributary.catalog.audit.Discrepancy.Kind.CHANGED_FILE;
import static dev.tributary.catalog.audit.Discrepancy.Kind.DOUBLED;
import static dev.tributary.catalog.audit.Discrepancy.Kind.FOREIGN_FILE;
import static dev.tributary.catalog.audit.Discrepancy.Kind.MISSING_FILE;
import static dev.tributary.catalog.audit.Discrepancy.Kind.NOT_IN_HDFS;
import static dev.tributary.catalog.audit.Discrepancy.Kind.SUPERSEDED_IN_HDFS;

import dev.tributary.catalog.audit.Discrepancy;
import dev.tributary.catalog.audit.FileContent;
import dev.tributary.catalog.ledger.AuditedFeed;
import dev.tributary.catalog.record.CoordinateSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds a feed's files against what was recorded of them, and against its rows: each current record
 * is in one current file.
 *
 * @param contents what was found, by path: of recorded files and of all others in the current
 *     partitions' directories
 */
record FilesAudit(AuditedFeed feed, Map<String, FileContent> contents, Findings findings) {

  /**
   * What was found.
   *
   * @param records by {@code dt}, of the files that the ledger knows
   * @param unsound each {@code dt} whose files are not just those that were recorded
   */
  record Found(Map<String, CoordinateSet> records, Set<String> unsound) {}

  Found hold() {
    Set<String> unsound = new TreeSet<>();
    Map<String, CoordinateSet> found = new TreeMap<>();
    Map<String, CoordinateSet> recorded = new TreeMap<>();
    Map<String, FileContent> known = new TreeMap<>();
    for (AuditedFeed.RecordedFile file : feed.files()) {
      recorded.merge(file.dt(), file.records(), CoordinateSet::plus);
      FileContent content = contents.get(file.path());
      if (content == null) {
        report(MISSING_FILE, file.records(), file.path(), "the file is gone");
        unsound.add(file.dt());
      } else {
        known.put(file.path(), content);
        found.merge(file.dt(), content.records(), CoordinateSet::plus);
        if (isChanged(file, content)) {
          unsound.add(file.dt());
        }
      }
    }
    Map<String, FileContent> foreign = foreign(known.keySet(), unsound);
    checkDoubles(known, foreign);
    checkRows(recorded);
    findings.count("files", known.size());
    findings.count("in_hdfs", found.values().stream().mapToLong(CoordinateSet::count).sum());
    findings.count("superseded", feed.superseded());
    findings.count("to_export", feed.toExport());
    return new Found(found, unsound);
  }

  private boolean isChanged(AuditedFeed.RecordedFile file, FileContent content) {
    if (content.length() == file.length() && content.sha256().equals(file.sha256())) {
      return false;
    }
    CoordinateSet gone = file.records().minus(content.records());
    CoordinateSet added = content.records().minus(file.records());
    report(CHANGED_FILE, gone, file.path(), "its line is gone from the file");
    report(CHANGED_FILE, added, file.path(), "a line of it was added to the file");
    if (gone.isEmpty() && added.isEmpty()) {
      findings.add(
          Discrepancy.at(
              CHANGED_FILE,
              file.path(),
              "other bytes than were written, %,d of %,d, and lines of the same records; %,d lines cannot be read"
                  .formatted(content.length(), file.length(), content.unreadable())));
    }
    return true;
  }

  /** Files of an export that was begun are put right by the next one. */
  private Map<String, FileContent> foreign(Set<String> known, Set<String> unsound) {
    Map<String, FileContent> foreign = new TreeMap<>();
    List<String> begun =
        feed.planned().stream()
            .map(id -> String.format(Locale.ROOT, "%s_%08d_", feed.feed().filePrefix(), id))
            .toList();
    Map<String, String> dts = new TreeMap<>();
    feed.partitions().values().forEach(each -> dts.put(each.directory(), each.dt()));
    contents.forEach(
        (path, content) -> {
          String dt = dts.get(path.substring(0, path.lastIndexOf('/')));
          String name = path.substring(path.lastIndexOf('/') + 1);
          if (dt == null || known.contains(path)) {
            return;
          }
          unsound.add(dt);
          if (begun.stream().anyMatch(name::startsWith)) {
            findings.count("unfinished_files", 1);
          } else {
            foreign.put(path, content);
          }
        });
    return foreign;
  }

  private void checkDoubles(Map<String, FileContent> known, Map<String, FileContent> foreign) {
    CoordinateSet seen = seen(known);
    List<Map.Entry<String, FileContent>> all = new ArrayList<>(known.entrySet());
    all.addAll(foreign.entrySet());
    CoordinateSet.Builder builder = new CoordinateSet.Builder();
    all.forEach(file -> builder.addAll(file.getValue().records()));
    CoordinateSet doubled = builder.doubled();
    CoordinateSet first = CoordinateSet.NONE;
    for (Map.Entry<String, FileContent> file : all) {
      CoordinateSet shared = file.getValue().records().and(doubled);
      report(DOUBLED, shared.and(first), file.getKey(), "it is in another file as well");
      report(DOUBLED, file.getValue().doubled(), file.getKey(), "it is in the file twice");
      first = first.plus(shared);
    }
    foreign.forEach(
        (path, content) -> {
          CoordinateSet own = content.records().minus(seen);
          report(FOREIGN_FILE, own, path, "no export wrote the file");
          if (own.isEmpty()) {
            findings.add(
                Discrepancy.at(
                    FOREIGN_FILE,
                    path,
                    "no export wrote the file; it has %,d lines".formatted(content.lines())));
          }
        });
  }

  private static CoordinateSet seen(Map<String, FileContent> known) {
    CoordinateSet.Builder seen = new CoordinateSet.Builder();
    known.values().forEach(content -> seen.addAll(content.records()));
    return seen.all();
  }

  /** By what was recorded of the files: what has changed in them is told of already. */
  private void checkRows(Map<String, CoordinateSet> recorded) {
    CoordinateSet rows = feed.landed().plus(feed.rejected()).plus(feed.strays());
    Set<String> dts = new TreeSet<>(recorded.keySet());
    dts.addAll(feed.current().keySet());
    for (String dt : dts) {
      AuditedFeed.Partition partition = feed.partitions().get(dt);
      if (partition != null && partition.awaitsRewrite()) {
        findings.count("to_rewrite", 1);
        continue;
      }
      String path = partition == null ? feed.feed().directory(dt, 1) : partition.directory();
      CoordinateSet current = feed.current().getOrDefault(dt, CoordinateSet.NONE);
      CoordinateSet held = recorded.getOrDefault(dt, CoordinateSet.NONE);
      report(NOT_IN_HDFS, current.minus(held), path, "it was exported, and no file holds it");
      // A row that is gone from PostgreSQL is told of where it is held against Kafka.
      report(
          SUPERSEDED_IN_HDFS,
          held.minus(current).and(rows),
          path,
          "a file holds it, and a later revision replaced it");
    }
  }

  private void report(Discrepancy.Kind kind, CoordinateSet records, String path, String detail) {
    findings.add(kind, records, feed::topic, path, detail);
  }
}
