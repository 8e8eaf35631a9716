package dev.tributary.cli.trace;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.ledger.FigureInput;
import dev.tributary.catalog.ledger.TableLedger;
import dev.tributary.catalog.ledger.TableVersion;
import dev.tributary.catalog.ledger.TraceLedger;
import dev.tributary.catalog.ledger.VersionedPartition;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableBuilder;
import dev.tributary.mapreduce.input.StoredRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Leads from a row that readers see down to the offsets that it was made of. */
final class FigureTrace {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Configuration conf;
  private final Run run;
  private final List<TableBuilder> builders;
  private final Report report;
  private final TableLedger tables;
  private final TraceLedger trace;

  FigureTrace(Configuration conf, Run run, List<TableBuilder> builders, Report report) {
    this.conf = conf;
    this.run = run;
    this.builders = builders;
    this.report = report;
    this.tables = run.ledger().tables();
    this.trace = run.ledger().trace();
  }

  /** Traces the row of that key; lists the rows where several are of it. */
  Outcome of(String name, List<String> arguments) throws IOException {
    List<VersionedPartition> seen = tables.seen(name);
    if (seen.isEmpty()) {
      throw new TributaryException(
          tables.names().contains(name)
              ? "nothing of %s is published, and figures are traced as readers see them"
                  .formatted(name)
              : "'%s' is no table that there are versions of (%s), and no topic with PARTITION OFFSET that was landed or read by a sink"
                  .formatted(name, String.join(", ", tables.names())));
    }
    Table table = seen.get(seen.size() - 1).table();
    if (table.format() != Table.Format.TEXT && table.format() != Table.Format.PARQUET) {
      throw new TributaryException(
          "the rows of %s are messages as they were landed: trace one by 'trace TOPIC PARTITION OFFSET'"
              .formatted(name));
    }
    FigureKey key = FigureKey.of(table, arguments);
    List<Figure> figures = new ArrayList<>();
    for (VersionedPartition partition : seen) {
      if (key.dt().isEmpty() || key.dt().get().equals(partition.dt())) {
        figures.addAll(Figure.of(partition, FileSystem.get(conf), key::matches));
      }
    }
    if (figures.isEmpty()) {
      throw new TributaryException(
          "%s shows no row with %s; its key is %s"
              .formatted(name, key, String.join(", ", table.key())));
    }
    return figures.size() == 1 ? trace(figures.get(0)) : candidates(name, key, figures);
  }

  private Outcome candidates(String name, FigureKey key, List<Figure> figures) {
    report.list("row", figures.stream().map(Figure::key).toList());
    return Outcome.done(
        "%d rows of %s have %s; name one".formatted(figures.size(), name, key),
        Map.of(
            "rows",
            figures.size(),
            "candidates",
            figures.stream().limit(report.limit()).map(Figure::facts).toList()));
  }

  private Outcome trace(Figure figure) throws IOException {
    VersionedPartition partition = figure.partition();
    String table = partition.table().name();
    TableVersion version = version(table, partition.version());
    Dataset dataset = run.catalog().dataset(version.dataset());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("table", table);
    facts.put("row", figure.facts());
    report.line("figure", figure.line());
    tell(version, partition, facts);
    Optional<BuiltTable> built = built(table);
    List<VersionedPartition> sources = trace.sources(table, partition.version());
    long records;
    if (sources.isEmpty()) {
      records = down(List.of(figure), dataset, built, facts);
    } else {
      List<Figure> rows = rows(figure, sources, built, facts);
      records = down(rows, dataset, built(sources.get(0).table().name()), facts);
    }
    tellJoined(table, partition.version(), dataset, facts);
    return Outcome.done(
        "%s version %d, built by run %s of %d records"
            .formatted(table, partition.version(), version.run(), records),
        facts);
  }

  private TableVersion version(String table, long number) {
    return tables.versions(table).stream()
        .filter(each -> each.version() == number)
        .findFirst()
        .orElseThrow();
  }

  private Optional<BuiltTable> built(String table) {
    return builders.stream()
        .flatMap(builder -> builder.tables().stream())
        .filter(each -> each.definition().name().equals(table))
        .findFirst();
  }

  private void tell(TableVersion version, VersionedPartition partition, Map<String, Object> facts) {
    report.line(
        "version",
        "%d, built %s by run %s, job %s"
            .formatted(
                version.version(),
                version.builtAt().map(String::valueOf).orElse("-"),
                version.run(),
                version.job().orElse("-")));
    report.line("directory", partition.directory());
    facts.put("version", version.version());
    facts.put("run", version.run());
    facts.put("job", version.job().orElse(null));
    facts.put("built_at", version.builtAt().map(String::valueOf).orElse(null));
    facts.put("directory", partition.directory());
    version.partitions().stream()
        .filter(each -> each.dt().equals(partition.dt()))
        .flatMap(each -> each.published().stream())
        .findFirst()
        .ifPresent(
            published -> {
              report.line("published", "%s by run %s".formatted(published.at(), published.run()));
              facts.put("published_at", published.at().toString());
              facts.put("published_run", published.run());
            });
  }

  /** The rows of another table that a row was made of; all of them where it does not tell. */
  private List<Figure> rows(
      Figure figure,
      List<VersionedPartition> sources,
      Optional<BuiltTable> built,
      Map<String, Object> facts)
      throws IOException {
    Optional<Predicate<Map<String, Object>>> condition =
        built.flatMap(table -> table.rowsOf(figure.row()));
    List<Figure> rows = new ArrayList<>();
    for (VersionedPartition source : sources) {
      if (!source.retired()) {
        rows.addAll(Figure.of(source, FileSystem.get(conf), condition.orElse(row -> true)));
      } else {
        report.line("source", source + " was retired: it cannot be followed down");
      }
    }
    report.list(
        "made of",
        rows.stream()
            .map(
                row ->
                    "%s version %d: %s"
                        .formatted(
                            row.partition().table().name(), row.partition().version(), row.line()))
            .toList());
    List<Map<String, Object>> told = new ArrayList<>();
    for (Figure row : rows) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("table", row.partition().table().name());
      each.put("version", row.partition().version());
      each.put("row", row.facts());
      told.add(each);
    }
    facts.put("made_of", told);
    return rows;
  }

  /** From rows of one table to records; how many these are. */
  private long down(
      List<Figure> figures, Dataset dataset, Optional<BuiltTable> built, Map<String, Object> facts)
      throws IOException {
    Map<String, List<Figure>> byPartition = new TreeMap<>();
    for (Figure figure : figures) {
      byPartition
          .computeIfAbsent(
              figure.partition().dt() + " " + figure.partition().version(), k -> new ArrayList<>())
          .add(figure);
    }
    Origins origins = new Origins();
    Map<String, List<OffsetRange>> whole = new TreeMap<>();
    List<Map<String, Object>> inputs = new ArrayList<>();
    boolean narrowed = true;
    for (List<Figure> together : byPartition.values()) {
      VersionedPartition partition = together.get(0).partition();
      List<FigureInput> from = inputs(partition, dataset.feed(), dataset, built);
      List<String> dts = from.stream().map(FigureInput::dt).toList();
      from.forEach(input -> tell(input, inputs));
      Optional<Predicate<StoredRecord>> condition = condition(together, dataset, built);
      narrowed &= condition.isPresent();
      String table = partition.table().name();
      trace
          .ranges(table, partition.version(), dataset.feed(), dts)
          .forEach(
              (topic, all) -> whole.computeIfAbsent(topic, t -> new ArrayList<>()).addAll(all));
      trace.records(
          table,
          partition.version(),
          dataset.feed(),
          dts,
          traced -> {
            StoredRecord stored =
                new StoredRecord(Optional.of(traced.at()), JSON.readTree(traced.value()));
            if (condition.isEmpty() || condition.get().test(stored)) {
              origins.add(traced);
            }
          });
    }
    facts.put("inputs", inputs);
    tell(origins, whole, narrowed, facts);
    return origins.size();
  }

  /** The partitions of a feed that rows of a table's partition can be made of. */
  private List<FigureInput> inputs(
      VersionedPartition partition, Feed feed, Dataset dataset, Optional<BuiltTable> built) {
    Optional<BuildInput> input = built.map(table -> table.input(dataset));
    return trace.inputs(partition.table().name(), partition.version()).stream()
        .filter(each -> each.feed().equals(feed.name()))
        .filter(
            each ->
                partition.dt().isEmpty()
                    || each.dt().equals(partition.dt())
                    || input
                        .filter(of -> of.around(partition.dt()).contains(each.dt()))
                        .isPresent())
        .toList();
  }

  private static Optional<Predicate<StoredRecord>> condition(
      List<Figure> figures, Dataset dataset, Optional<BuiltTable> built) {
    List<Predicate<StoredRecord>> all = new ArrayList<>();
    for (Figure figure : figures) {
      built.flatMap(table -> table.recordsOf(dataset, figure.row())).ifPresent(all::add);
    }
    return all.size() < figures.size() || all.isEmpty()
        ? Optional.empty()
        : Optional.of(stored -> all.stream().anyMatch(each -> each.test(stored)));
  }

  private void tell(FigureInput input, List<Map<String, Object>> inputs) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("feed", input.feed());
    told.put("dt", input.dt());
    told.put("generation", input.generation());
    List<Map<String, Object>> files = new ArrayList<>();
    for (FigureInput.File file : input.files()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("path", file.path());
      each.put("rows", file.rows());
      each.put("export", file.export());
      each.put("run", file.run());
      each.put("retired", file.retired());
      files.add(each);
    }
    told.put("files", files);
    inputs.add(told);
    report.list(
        "input",
        input.files().stream()
            .map(
                file ->
                    "%s%s: %s, %d records, export %d of run %s%s"
                        .formatted(
                            input.feed(),
                            input.dt().isEmpty() ? "" : " dt=" + input.dt(),
                            file.path(),
                            file.rows(),
                            file.export(),
                            file.run(),
                            file.retired() ? ", retired" : ""))
            .toList());
  }

  private void tell(
      Origins origins,
      Map<String, List<OffsetRange>> whole,
      boolean narrowed,
      Map<String, Object> facts) {
    report.list("of all", Origins.lines(whole));
    if (narrowed) {
      report.line("records", origins.size() + " have a part in it");
      report.list("offsets", origins.lines());
      report.list("holding", List.copyOf(origins.paths()));
      report.list("source", origins.sources());
    } else {
      report.line(
          "records", origins.size() + ", of the whole partition: its rows do not tell which");
    }
    var batches = trace.batches(origins.batches());
    report.list("batch", batches.stream().map(Batches::line).toList());
    facts.put("all_offsets", Origins.facts(whole));
    facts.put("narrowed", narrowed);
    facts.put("records", origins.size());
    facts.put("offsets", origins.facts());
    facts.put("files", origins.paths());
    facts.put("sources", origins.sources());
    facts.put("batches", batches.stream().map(Batches::facts).toList());
  }

  /** What the records were held against. */
  private void tellJoined(String table, long version, Dataset dataset, Map<String, Object> facts) {
    List<Map<String, Object>> joined = new ArrayList<>();
    for (FigureInput input : trace.inputs(table, version)) {
      if (!input.feed().equals(dataset.feed().name())) {
        tell(input, joined);
      }
    }
    facts.put("joined", joined);
  }
}
