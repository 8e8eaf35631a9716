package dev.tributary.cli.audit;

import dev.tributary.catalog.audit.AuditResult;
import dev.tributary.catalog.audit.Days;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.AuditLedger;
import dev.tributary.catalog.ledger.AuditedDataset;
import dev.tributary.catalog.ledger.AuditedSink;
import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.kafka.CommittedOffsets;
import dev.tributary.exporters.kafka.TopicOffsets;
import dev.tributary.exporters.sink.SinkFiles;
import dev.tributary.loaders.hive.HiveConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts again what each system holds, and holds it against the ledger and the others. */
public final class Audit implements Verb {

  /** The exit code of an audit that found one. */
  public static final int DISCREPANCY = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
  private static final long PAUSE_MS = 500;

  private final Configuration conf;
  private final Systems.FailureLine line;

  /**
   * @param line tells a failure of a system in one line
   */
  public Audit(Configuration conf, Systems.FailureLine line) {
    this.conf = conf;
    this.line = line;
  }

  private record Audited(AuditResult result, List<String> notes) {}

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String summary() {
    return "counts again what every system holds, and tells what does not agree";
  }

  @Override
  public String usage() {
    return "[--dataset NAME]... [--from DAY] [--to DAY] [--sink DIR] [--via thrift|jdbc]";
  }

  @Override
  public String example() {
    return "audit --dataset water";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(
            Verb.dataset(
                "what to look at, may be repeated; all datasets that were landed, and all sinks, without this and --sink"))
        .addOption(
            day("from", "the first dt to look at in HDFS, tables and Hive; offsets are all held"))
        .addOption(day("to", "the last dt, itself included"))
        .addOption(
            Option.builder()
                .longOpt("sink")
                .hasArg()
                .argName("DIR")
                .desc("the directory that a sink writes to")
                .get())
        .addOption(
            Option.builder()
                .longOpt("via")
                .hasArg()
                .argName("WAY")
                .desc(
                    "thrift: the metastore (the default); jdbc: HiveServer2, where rows are counted as well")
                .get());
  }

  private static Option day(String name, String meaning) {
    return Option.builder().longOpt(name).hasArg().argName("DAY").desc(meaning).get();
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    Days days = days(arguments);
    Systems systems =
        new Systems(
            conf, run.settings(), arguments.choice("via", "thrift", HiveConnection.WAYS), line);
    List<Dataset> datasets =
        arguments.texts("dataset").stream().distinct().map(run.catalog()::dataset).toList();
    AuditLedger ledger = run.ledger().audit();
    boolean all = datasets.isEmpty() && !arguments.has("sink");
    List<Audited> audits = new ArrayList<>();
    for (Dataset dataset : all ? landed(run, ledger) : datasets) {
      audits.add(audit(dataset, days, systems, ledger, run));
    }
    for (AuditedSink sink : all ? sinks(ledger) : named(arguments, ledger)) {
      audits.add(audit(sink, systems, ledger));
    }
    ledger.audited(run.id(), audits.stream().map(Audited::result).toList());
    if (!arguments.has("json")) {
      audits.forEach(each -> new AuditTable(run.out()).print(each.result(), each.notes()));
    }
    return outcome(audits);
  }

  private static Days days(Arguments arguments) {
    try {
      return new Days(arguments.day("from"), arguments.day("to"));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--from is after --to: " + e.getMessage());
    }
  }

  private static List<Dataset> landed(Run run, AuditLedger ledger) {
    Set<String> feeds = ledger.landedFeeds();
    return run.catalog().datasets().stream()
        .filter(dataset -> dataset.feeds().stream().anyMatch(feed -> feeds.contains(feed.name())))
        .toList();
  }

  private static List<AuditedSink> sinks(AuditLedger ledger) {
    return ledger.sinks().stream().flatMap(path -> ledger.sink(path).stream()).toList();
  }

  private List<AuditedSink> named(Arguments arguments, AuditLedger ledger) throws IOException {
    if (!arguments.has("sink")) {
      return List.of();
    }
    Path directory = new Path(arguments.required("sink"));
    FileSystem files = directory.getFileSystem(conf);
    String path = files.makeQualified(directory).toString();
    return List.of(
        ledger
            .sink(path)
            .orElseThrow(
                () ->
                    new UsageException(
                        "no sink writes to %s; there are: %s"
                            .formatted(path, String.join(", ", ledger.sinks())))));
  }

  /**
   * What was seen while files or tables were changed may be of two moments: unless it is clean, it
   * is looked at again.
   */
  private Audited audit(Dataset dataset, Days days, Systems systems, AuditLedger ledger, Run run)
      throws InterruptedException {
    Duration patience = systems.settings().get(Settings.AUDIT_PATIENCE);
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      AuditLedger.Activity before = ledger.activity(dataset);
      AuditedDataset counted = ledger.count(dataset, days);
      Findings findings = new DatasetAudit(counted, days, systems).run(ledger, run.id());
      AuditLedger.Activity after = ledger.activity(dataset);
      boolean still =
          before.atWork().isEmpty()
              && after.atWork().isEmpty()
              && before.state().equals(after.state());
      boolean late = System.nanoTime() > deadline;
      if (!still && late && !findings.discrepancies().isEmpty()) {
        findings.unseen(
            "%s has changed all the time for %d s; run it again when export and publish have ended"
                .formatted(dataset.name(), patience.toSeconds()));
      }
      if (still || late || findings.discrepancies().isEmpty()) {
        boolean whole = !days.limited();
        return new Audited(
            findings.result(dataset.name(), counted.moment(), whole), findings.notes());
      }
      LOG.info(
          "looking again run={} dataset={}: {}",
          run.id(),
          dataset.name(),
          after.atWork().or(before::atWork).orElse("it was changed meanwhile"));
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
  }

  private Audited audit(AuditedSink sink, Systems systems, AuditLedger ledger)
      throws InterruptedException {
    Instant moment = Instant.now();
    Findings findings = new Findings();
    Map<UUID, Map<Integer, CommittedOffsets.Wanted>> wanted = new LinkedHashMap<>();
    Map<UUID, String> names = new LinkedHashMap<>();
    for (AuditedSink.Position position : sink.positions()) {
      names.put(position.topicId(), position.topic());
      wanted
          .computeIfAbsent(position.topicId(), id -> new TreeMap<>())
          .put(position.partition(), new CommittedOffsets.Wanted(position.from(), position.next()));
    }
    systems.look(
        findings,
        () -> {
          SinkAudit audit = new SinkAudit(sink, ledger, new SinkFiles(sink.path(), conf), findings);
          CoordinateSet found = audit.holdFiles();
          Map<UUID, Optional<TopicOffsets>> topics = new LinkedHashMap<>();
          wanted.forEach(
              (id, partitions) -> topics.put(id, systems.topic(names.get(id), id, partitions)));
          for (AuditedSink.Position position : sink.positions()) {
            audit.holdMessages(position, found, topics.get(position.topicId()));
          }
        });
    return new Audited(findings.result("sink:" + sink.path(), moment, true), findings.notes());
  }

  private static Outcome outcome(List<Audited> audits) {
    long discrepancies =
        audits.stream().mapToLong(each -> each.result().discrepancies().size()).sum();
    List<String> unseen =
        audits.stream().flatMap(each -> each.result().unseen().stream()).distinct().toList();
    List<String> names = audits.stream().map(each -> each.result().dataset()).toList();
    String message =
        names.isEmpty()
            ? "nothing was landed, and no sink has written"
            : "%s of %s"
                .formatted(
                    discrepancies == 0
                        ? unseen.isEmpty() ? "nothing is wrong" : "nothing wrong was seen"
                        : AuditTable.discrepancies(discrepancies),
                    String.join(", ", names));
    if (!unseen.isEmpty()) {
      message += "; not all could be looked at: " + String.join("; ", unseen);
    }
    int code = discrepancies > 0 ? DISCREPANCY : unseen.isEmpty() ? 0 : 1;
    return new Outcome(code, message, facts(audits));
  }

  /** Of one, its own members; of several, a list of these. */
  private static Map<String, Object> facts(List<Audited> audits) {
    List<AuditResult> results = audits.stream().map(Audited::result).toList();
    if (results.size() == 1) {
      return results.get(0).facts();
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("clean", results.stream().allMatch(AuditResult::clean));
    facts.put("datasets", results.stream().map(AuditResult::facts).toList());
    return facts;
  }
}
