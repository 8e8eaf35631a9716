package dev.tributary.loaders.versions;

import dev.tributary.catalog.ledger.TableVersion;
import dev.tributary.catalog.ledger.TableVersion.Event;
import dev.tributary.catalog.ledger.TableVersion.Partition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The versions of a table, for a person and for a machine; or those of one of its partitions. */
final class VersionList {

  private final String table;
  private final List<TableVersion> versions;

  VersionList(List<TableVersion> versions, Optional<String> dt) {
    this.table = versions.get(0).table() + dt.map(" dt="::concat).orElse("");
    this.versions =
        dt.isEmpty()
            ? versions
            : versions.stream()
                .map(version -> only(version, dt.get()))
                .filter(version -> !version.partitions().isEmpty())
                .toList();
  }

  private static TableVersion only(TableVersion all, String dt) {
    return new TableVersion(
        all.table(),
        all.dataset(),
        all.version(),
        all.state(),
        all.run(),
        all.job(),
        all.plannedAt(),
        all.builtAt(),
        all.inputRows(),
        all.inputHash(),
        all.inputs(),
        all.directory(),
        all.partitions().stream().filter(each -> each.dt().equals(dt)).toList());
  }

  List<String> lines() {
    Grid grid =
        new Grid(
            "version",
            "state",
            "built",
            "run",
            "rows",
            "partitions",
            "bytes",
            "inputs",
            "read",
            "hash",
            "published",
            "by run",
            "seen",
            "held",
            "loaded",
            "retired");
    for (TableVersion version : versions) {
      Optional<Event> published = last(version, Partition::published);
      grid.add(
          String.valueOf(version.version()),
          version.state(),
          version.builtAt().map(VersionList::second).orElse("-"),
          version.run(),
          sum(version, Partition::rows),
          String.valueOf(version.partitions().size()),
          sum(version, Partition::bytes),
          String.valueOf(version.inputs()),
          version.inputRows().map(String::valueOf).orElse("-"),
          version.inputHash().map(hash -> hash.replaceFirst("^\\d+:", "")).orElse("-"),
          published.map(event -> second(event.at())).orElse("-"),
          published.map(Event::run).orElse("-"),
          share(version, Partition::seen),
          share(version, Partition::held),
          share(version, Partition::loaded),
          share(version, partition -> partition.retired().isPresent()));
    }
    return grid.lines();
  }

  String summary() {
    List<String> seen =
        versions.stream()
            .filter(version -> version.partitions().stream().anyMatch(Partition::seen))
            .map(version -> String.valueOf(version.version()))
            .toList();
    return "%s: %d versions; readers see %s"
        .formatted(table, versions.size(), seen.isEmpty() ? "none" : String.join(", ", seen));
  }

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("table", table);
    facts.put("versions", versions.stream().map(VersionList::facts).toList());
    return facts;
  }

  private static Map<String, Object> facts(TableVersion version) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", version.version());
    facts.put("state", version.state());
    facts.put("run", version.run());
    facts.put("job", version.job().orElse(null));
    facts.put("planned_at", version.plannedAt().toString());
    facts.put("built_at", version.builtAt().map(Instant::toString).orElse(null));
    facts.put("inputs", version.inputs());
    facts.put("input_rows", version.inputRows().orElse(null));
    facts.put("input_hash", version.inputHash().orElse(null));
    facts.put("directory", version.directory());
    List<Map<String, Object>> partitions = new ArrayList<>();
    for (Partition partition : version.partitions()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("dt", partition.dt());
      each.put("directory", partition.directory());
      each.put("rows", partition.rows());
      each.put("bytes", partition.bytes());
      put(each, "published", partition.published());
      each.put("seen", partition.seen());
      each.put("held", partition.held());
      each.put("loaded", partition.loaded());
      put(each, "retired", partition.retired());
      partitions.add(each);
    }
    facts.put("partitions", partitions);
    return facts;
  }

  private static void put(Map<String, Object> facts, String name, Optional<Event> event) {
    facts.put(name + "_at", event.map(each -> each.at().toString()).orElse(null));
    facts.put(name + "_run", event.map(Event::run).orElse(null));
  }

  private static Optional<Event> last(
      TableVersion version, Function<Partition, Optional<Event>> event) {
    return version.partitions().stream()
        .flatMap(partition -> event.apply(partition).stream())
        .max(Comparator.comparing(Event::at));
  }

  private static String sum(TableVersion version, Function<Partition, Long> part) {
    List<Long> known = version.partitions().stream().map(part).filter(Objects::nonNull).toList();
    return known.isEmpty() ? "-" : String.valueOf(known.stream().mapToLong(each -> each).sum());
  }

  /** Of so many partitions that are so; of all in a word. */
  private static String share(TableVersion version, Predicate<Partition> is) {
    long those = version.partitions().stream().filter(is).count();
    int all = version.partitions().size();
    return those == 0 ? "-" : those == all ? "yes" : those + " of " + all;
  }

  private static String second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
