package dev.tributary.exporters.hdfs;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.ledger.Export;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.ledger.WrittenFile;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Attempts;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves committed batches from PostgreSQL to HDFS, whole or not at all. */
public final class ExportHdfs implements Verb {

  private static final Logger LOG = LoggerFactory.getLogger(ExportHdfs.class);

  private final Configuration conf;

  public ExportHdfs(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String summary() {
    return "writes landed batches to HDFS, by partition";
  }

  @Override
  public String usage() {
    return "--dataset NAME";
  }

  @Override
  public String example() {
    return "export --dataset water";
  }

  @Override
  public Options options() {
    return new Options().addOption(Verb.dataset("what to export"));
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    Dataset dataset = run.dataset(arguments);
    run.lineage()
        .begins(
            Movement.of(dataset.name())
                .from(dataset.feeds().stream().map(Location::landing).toList())
                .to(dataset.feeds().stream().map(Location::exported).toList()));
    Attempts attempts = run.attempts(name());
    Exported exported = new Exported();
    attempts.of(
        () -> {
          export(dataset, run, attempts, exported);
          return exported;
        });
    return outcome(dataset, exported);
  }

  /** What was exported, by however many attempts. */
  private static final class Exported {
    private long rows;
    private long files;
    private long exports;
    private long closed;
  }

  private void export(Dataset dataset, Run run, Attempts attempts, Exported exported)
      throws IOException {
    Ledger ledger = run.ledger();
    try (Ledger.Lock lock = ledger.lock("export of " + dataset.name())) {
      FileContext hdfs = hdfs(run.settings());
      for (Feed feed : dataset.feeds()) {
        ledger.register(feed);
        // A crashed export is finished before a new one is planned.
        Optional<Export> export = ledger.resumeOrPlanExport(feed, run.id());
        while (export.isPresent()) {
          LOG.info(
              "exporting run={} feed={} export={} rows={} resumed={}",
              run.id(),
              feed.name(),
              export.get().id(),
              export.get().rows(),
              export.get().resumed());
          List<WrittenFile> written = write(export.get(), hdfs, run);
          ledger.record(export.get(), written);
          run.lineage()
              .writes(
                  Location.exported(feed),
                  Volume.ofRows(export.get().rows())
                      .inBytes(written.stream().mapToLong(WrittenFile::length).sum()));
          LOG.info(
              "exported run={} feed={} export={} files={}",
              run.id(),
              feed.name(),
              export.get().id(),
              written.size());
          exported.rows += export.get().rows();
          exported.files += written.size();
          exported.exports++;
          attempts.progress();
          export = ledger.resumeOrPlanExport(feed, run.id());
        }
        ledger.check();
        exported.closed += new DoneFlags(hdfs, ledger, run.id()).set(feed);
      }
    }
  }

  private static Outcome outcome(Dataset dataset, Exported exported) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows", exported.rows);
    facts.put("files", exported.files);
    facts.put("closed", exported.closed);
    String closed =
        exported.closed == 0 ? "" : "; %,d partitions are whole".formatted(exported.closed);
    return exported.exports == 0
        ? Outcome.done(
            "nothing to export: every committed batch of %s is in HDFS%s"
                .formatted(dataset.name(), closed),
            facts)
        : Outcome.done(
            "exported %,d rows of %s to %d files under %s%s"
                .formatted(
                    exported.rows,
                    dataset.name(),
                    exported.files,
                    dataset.feed().directory(),
                    closed),
            facts);
  }

  private static List<WrittenFile> write(Export export, FileContext hdfs, Run run)
      throws IOException {
    try {
      return writeWhole(export, hdfs, run);
    } catch (ClusterStorageCapacityExceededException e) {
      // What is half written would count against the quota until the next run.
      PartitionWriters.discard(hdfs, export);
      throw e;
    }
  }

  private static List<WrittenFile> writeWhole(Export export, FileContext hdfs, Run run)
      throws IOException {
    long maxBytes = run.settings().get(Settings.EXPORT_FILE_MAX_BYTES);
    try (PartitionWriters writers = new PartitionWriters(hdfs, export, maxBytes)) {
      run.ledger().read(export, writers);
      // Who has lost its lock must not rename anything: another may be at this export.
      run.ledger().check();
      List<WrittenFile> written = writers.publish();
      long rows = written.stream().mapToLong(WrittenFile::rows).sum();
      if (rows != export.rows()) {
        throw new TributaryException(
            "export: export %d of %s wrote %d rows of %d; nothing was recorded, run it again"
                .formatted(export.id(), export.feed().name(), rows, export.rows()));
      }
      return written;
    } catch (IllegalArgumentException e) {
      // HDFS may fail the end of a file with the very exception that its writing met, and then
      // trips over adding it to itself.
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** An unreachable file system, and the wrong one, show here: before anything is recorded. */
  private FileContext hdfs(Settings settings) throws IOException {
    FileContext hdfs = FileContext.getFileContext(conf);
    URI uri = hdfs.getDefaultFileSystem().getUri();
    if (uri.getScheme().equals("file") && !settings.get(Settings.EXPORT_LOCAL)) {
      throw new TributaryException(
          "export: fs.defaultFS is %s, this machine's own files; set HADOOP_CONF_DIR or HDFS_URL, or %s=true if that is meant"
              .formatted(uri, Settings.EXPORT_LOCAL.name()));
    }
    hdfs.util().exists(new Path("/"));
    return hdfs;
  }
}
