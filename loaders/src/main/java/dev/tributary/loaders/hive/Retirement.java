package dev.tributary.loaders.hive;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.ledger.Publication;
import dev.tributary.catalog.ledger.RetentionPolicy;
import dev.tributary.catalog.ledger.Retirable;
import dev.tributary.catalog.ledger.Retired;
import dev.tributary.catalog.ledger.TableLedger;
import dev.tributary.catalog.run.CrashPoint;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.verb.Run;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What of a dataset's files goes: those of versions, which the ledger retires first, and leftovers.
 * What was retired and is there all the same, a killed run has left.
 */
final class Retirement {

  private static final String EXPORT = "export-";

  private final FileSystem files;
  private final Dataset dataset;
  private final Run run;
  private final TableLedger tables;
  private final Supplier<HiveTables> hive;
  private final Map<String, Deletion> going = new LinkedHashMap<>();
  private final Set<Retired> marked = new LinkedHashSet<>();
  private final List<String> leftovers = new ArrayList<>();
  private Set<String> pointed; // null as long as Hive was not asked

  Retirement(FileSystem files, Dataset dataset, Run run, Supplier<HiveTables> hive) {
    this.files = files;
    this.dataset = dataset;
    this.run = run;
    this.tables = run.ledger().tables();
    this.hive = hive;
  }

  /**
   * Finds what goes, and has the ledger know it unless it is only to be looked at.
   *
   * @return what is there of it
   */
  List<Deletion> plan(RetentionPolicy policy, boolean dry) throws IOException {
    if (!tables.retirable(dataset, policy, Set.of()).isEmpty()) {
      List<Retirable> all =
          dry
              ? tables.retirable(dataset, policy, pointed())
              : tables.retire(dataset, policy, pointed(), run.id());
      for (Retirable each : all) {
        going.put(each.directory(), new Deletion(each.directory(), each.bytes(), why(each)));
      }
    }
    for (Retired each : tables.retired(dataset)) {
      String at = each.directory() ? each.path() : parent(each.path());
      if (exists(each.path()) && !(each.directory() ? isPointedAt(at) : pointed().contains(at))) {
        marked.add(each);
        if (Stream.of(at, parent(at)).noneMatch(going::containsKey) && isNoShell(each)) {
          add(each.path(), "retired by a run that did not come to its end");
        }
      }
    }
    for (String directory : tables.abandoned(dataset)) {
      addLeftover(directory, "a build that was given up");
    }
    for (Feed feed : dataset.feeds()) {
      for (String directory : temporary(feed)) {
        addLeftover(directory, "written by an export that is done");
      }
    }
    return List.copyOf(going.values());
  }

  private static String why(Retirable each) {
    return "version %d of %s%s, of which %d is the newest, %s %s"
        .formatted(
            each.version(),
            each.owner(),
            each.dt().isEmpty() ? "" : " dt=" + each.dt(),
            each.newest(),
            each.job() ? "built" : "exported",
            each.builtAt());
  }

  private void addLeftover(String directory, String why) throws IOException {
    if (exists(directory) && !isPointedAt(directory)) {
      leftovers.add(directory);
      add(directory, why);
    }
  }

  private void add(String path, String why) throws IOException {
    long bytes = files.getContentSummary(new Path(path)).getLength();
    going.put(path, new Deletion(path, bytes, why));
  }

  /** A table's version keeps, beside its partitions, what its job has left: not worth a word. */
  private boolean isNoShell(Retired each) throws IOException {
    return files.getContentSummary(new Path(each.path())).getLength() > 0;
  }

  /** Deletes what was planned: at once and for good, it does not go to the trash. */
  void delete() throws IOException {
    for (Retired each : marked) {
      CrashPoint.reached("retain.before-delete");
      files.delete(new Path(each.path()), each.directory());
      CrashPoint.reached("retain.after-delete");
      if (!each.directory()) {
        deleteEmpty(new Path(each.path()).getParent());
      }
    }
    for (String directory : leftovers) {
      CrashPoint.reached("retain.before-delete");
      files.delete(new Path(directory), true);
      CrashPoint.reached("retain.after-delete");
    }
  }

  /** A directory below a feed's own whose last file has gone. */
  private void deleteEmpty(Path directory) throws IOException {
    boolean below =
        dataset.feeds().stream()
            .anyMatch(feed -> directory.toString().startsWith(feed.directory() + "/"));
    if (below && exists(directory.toString()) && files.listStatus(directory).length == 0) {
      files.delete(directory, false);
      deleteEmpty(directory.getParent());
    }
  }

  private List<String> temporary(Feed feed) throws IOException {
    Map<Long, String> present = new HashMap<>();
    try {
      for (FileStatus each : files.listStatus(new Path(feed.directory(), "_tmp"))) {
        String name = each.getPath().getName();
        if (name.matches(EXPORT + "\\d{1,18}")) {
          present.put(
              Long.parseLong(name.substring(EXPORT.length())), each.getPath().toUri().getPath());
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return present.isEmpty()
        ? List.of()
        : tables.ended(feed, present.keySet()).stream().map(present::get).sorted().toList();
  }

  private boolean isPointedAt(String directory) {
    return pointed().stream()
        .anyMatch(path -> path.equals(directory) || path.startsWith(directory + "/"));
  }

  /** What Hive says that it points at, whatever the ledger says: somebody may have pointed it. */
  private Set<String> pointed() {
    if (pointed == null) {
      Set<String> all = new TreeSet<>();
      try (HiveTables asked = hive.get()) {
        for (Publication publication : run.ledger().newest(dataset, false)) {
          Table table = publication.table();
          asked.locations(table).forEach(at -> all.add(new Path(at).toUri().getPath()));
        }
      }
      pointed = all;
    }
    return pointed;
  }

  private boolean exists(String path) throws IOException {
    return files.exists(new Path(path));
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }
}
