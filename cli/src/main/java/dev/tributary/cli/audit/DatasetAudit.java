package dev.tributary.cli.audit;

import static dev.tributary.catalog.audit.Discrepancy.Kind.WAREHOUSE_ROWS;

import dev.tributary.catalog.audit.Days;
import dev.tributary.catalog.audit.Discrepancy;
import dev.tributary.catalog.audit.FileContent;
import dev.tributary.catalog.ledger.AuditLedger;
import dev.tributary.catalog.ledger.AuditedDataset;
import dev.tributary.catalog.ledger.AuditedFeed;
import dev.tributary.catalog.ledger.WarehouseCount;
import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.kafka.CommittedOffsets;
import dev.tributary.exporters.kafka.TopicOffsets;
import dev.tributary.loaders.audit.FoundRows;
import dev.tributary.loaders.hive.HiveConnection;
import dev.tributary.loaders.hive.HiveTables;
import dev.tributary.mapreduce.audit.FoundFiles;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;

/** The audit of one dataset, as it was counted in PostgreSQL at one moment: hop by hop. */
final class DatasetAudit {

  private final AuditedDataset counted;
  private final Days days;
  private final Systems systems;
  private final Findings findings = new Findings();

  DatasetAudit(AuditedDataset counted, Days days, Systems systems) {
    this.counted = counted;
    this.days = days;
    this.systems = systems;
  }

  Findings run(AuditLedger ledger, RunId run) throws InterruptedException {
    systems.look(findings, this::kafka);
    systems.look(findings, () -> files(run));
    if (!counted.tables().isEmpty()) {
      systems.look(findings, () -> hive(ledger));
    }
    counted.warehouse().forEach(this::warehouse);
    return findings;
  }

  /** Nothing is judged before all topics are read: half of them would look like a whole. */
  private void kafka() {
    Map<UUID, Optional<TopicOffsets>> topics = new LinkedHashMap<>();
    counted.feeds().forEach(feed -> topics.putAll(topics(feed)));
    AuditTable.OFFSET_STATES.forEach(state -> findings.count(state, 0));
    for (AuditedFeed feed : counted.feeds()) {
      LandingAudit landing = new LandingAudit(feed, findings);
      feed.positions().forEach(position -> landing.hold(position, topics.get(position.topicId())));
    }
  }

  private Map<UUID, Optional<TopicOffsets>> topics(AuditedFeed feed) {
    Map<UUID, Map<Integer, CommittedOffsets.Wanted>> wanted = new LinkedHashMap<>();
    for (AuditedFeed.Position position : feed.positions()) {
      wanted
          .computeIfAbsent(position.topicId(), id -> new TreeMap<>())
          .put(position.partition(), new CommittedOffsets.Wanted(0, position.nextOffset()));
    }
    Map<UUID, Optional<TopicOffsets>> topics = new LinkedHashMap<>();
    wanted.forEach(
        (id, partitions) -> topics.put(id, systems.topic(feed.topic(id), id, partitions)));
    return topics;
  }

  /** All files are read before any is judged: by one job, if they are many. */
  private void files(RunId run) throws IOException, InterruptedException {
    URI uri = FileSystem.get(systems.conf()).getUri();
    if (uri.getScheme().equals("file") && !systems.settings().get(Settings.EXPORT_LOCAL)) {
      throw new TributaryException(
          "audit: fs.defaultFS is %s, this machine's own files; set HADOOP_CONF_DIR or HDFS_URL"
              .formatted(uri));
    }
    FoundFiles files =
        new FoundFiles(systems.conf(), systems.settings().get(Settings.AUDIT_JOB_BYTES));
    Map<String, Long> lengths = new TreeMap<>();
    for (AuditedFeed feed : counted.feeds()) {
      for (AuditedFeed.Partition partition : feed.partitions().values()) {
        if (days.hold(partition.dt())) {
          lengths.putAll(files.list(partition.directory()));
        }
      }
    }
    String scratch = counted.dataset().feed().directory() + "/_tmp/audit-" + run;
    Map<String, FileContent> contents = files.read(lengths, scratch);
    FilesAudit.Found main = new FilesAudit.Found(Map.<String, CoordinateSet>of(), new TreeSet<>());
    for (AuditedFeed feed : counted.feeds()) {
      FilesAudit.Found found = new FilesAudit(feed, contents, findings).hold();
      main = feed.feed().equals(counted.dataset().feed()) ? found : main;
    }
    new TablesAudit(findings, days, main).hold(counted.tables(), new FoundRows(systems.conf()));
  }

  private void hive(AuditLedger ledger) throws IOException {
    try (HiveTables hive = HiveConnection.open(systems.via(), systems.conf(), systems.settings())) {
      new HiveAudit(findings, days, ledger, FileSystem.get(systems.conf()))
          .hold(counted.tables(), hive);
    }
  }

  private void warehouse(WarehouseCount count) {
    if (!days.hold(count.dt())) {
      return;
    }
    findings.count("warehouse_partitions", 1);
    findings.count("warehouse_rows", count.counted());
    findings.count("warehouse_behind", count.published() ? 0 : 1);
    if (count.counted() != count.recorded() || count.others() != 0) {
      findings.add(
          Discrepancy.at(
              WAREHOUSE_ROWS,
              count.table() + (count.dt().isEmpty() ? "" : "/dt=" + count.dt()),
              "%,d rows of version %d are there of %,d that were loaded, and %,d of other versions"
                  .formatted(count.counted(), count.version(), count.recorded(), count.others())));
    }
  }
}
