package dev.tributary.exporters.hdfs;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tributary.catalog.ledger.Export;
import dev.tributary.catalog.ledger.ExportedRow;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.ledger.WrittenFile;
import dev.tributary.catalog.run.CrashPoint;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/**
 * Writes the rows of an export to files, one open at a time: rows come by partition. A file lies
 * under the feed's {@code _tmp} until it is whole; its name comes from the export and its place in
 * it, so that an export written a second time writes the same files over.
 */
final class PartitionWriters implements Ledger.RowReader, Closeable {

  private final FileContext files;
  private final Export export;
  private final long maxBytes;
  private final Path temporary;
  private final Map<String, Export.Target> targets;
  private final List<OpenFile> written = new ArrayList<>();
  private OpenFile open;
  private int inPartition;

  PartitionWriters(FileContext files, Export export, long maxBytes) throws IOException {
    this.files = files;
    this.export = export;
    this.maxBytes = maxBytes;
    this.temporary = temporary(export);
    this.targets = export.targets().stream().collect(Collectors.toMap(Export.Target::dt, t -> t));
    removeTemporary();
  }

  private static Path temporary(Export export) {
    return new Path(export.feed().directory(), "_tmp/export-" + export.id());
  }

  /** Removes what an attempt that failed has written and not named. */
  static void discard(FileContext files, Export export) throws IOException {
    files.delete(temporary(export), true);
  }

  @Override
  public void accept(ExportedRow row) throws IOException {
    boolean otherPartition = open == null || !open.target().dt().equals(row.dt());
    if (otherPartition || open.length() >= maxBytes) {
      inPartition = otherPartition ? 0 : inPartition + 1;
      finishOpen();
      open = new OpenFile(files, temporary, targets.get(row.dt()), name());
    }
    open.write(row.at(), line(row).getBytes(StandardCharsets.UTF_8));
  }

  /** Ends the last file and gives all of them their final names. */
  List<WrittenFile> publish() throws IOException {
    finishOpen();
    List<WrittenFile> named = new ArrayList<>();
    Set<Path> paths = new HashSet<>();
    for (Export.Target target : export.targets()) {
      files.mkdir(directory(target), null, true); // also one whose last row has left it
    }
    CrashPoint.reached("export.before-renames");
    for (OpenFile file : written) {
      Path path = new Path(directory(file.target()), file.name());
      files.rename(file.path(), path, Rename.OVERWRITE);
      CrashPoint.reached("export.after-rename");
      paths.add(path);
      named.add(file.named(path.toUri().getPath()));
    }
    CrashPoint.reached("export.after-renames");
    removeOthers(paths);
    removeTemporary();
    CrashPoint.reached("export.after-removal");
    return named;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
  }

  private void finishOpen() throws IOException {
    if (open != null) {
      open.close();
      written.add(open);
      open = null;
    }
  }

  private String name() {
    return prefix() + String.format(Locale.ROOT, "%03d.json", inPartition);
  }

  private String prefix() {
    return String.format(Locale.ROOT, "%s_%08d_", export.feed().filePrefix(), export.id());
  }

  private Path directory(Export.Target target) {
    return new Path(export.feed().directory(target.dt(), target.version()));
  }

  /**
   * Files that an earlier attempt at this export has left, with another limit of their size. In a
   * new version's directory nothing else belongs either: an attempt at an export of batches that
   * were rejected since may have written there.
   */
  private void removeOthers(Set<Path> mine) throws IOException {
    for (Export.Target target : export.targets()) {
      for (FileStatus file : files.util().listStatus(directory(target))) {
        boolean ofThisExport = target.rewritten() || file.getPath().getName().startsWith(prefix());
        if (ofThisExport && !mine.contains(Path.getPathWithoutSchemeAndAuthority(file.getPath()))) {
          files.delete(file.getPath(), false);
        }
      }
    }
  }

  private void removeTemporary() throws IOException {
    if (files.util().exists(temporary)) {
      files.delete(temporary, true);
    }
  }

  private static String line(ExportedRow row) {
    StringBuilder line = new StringBuilder(row.value().length() + 256);
    line.append("{\"topic\":\"");
    JsonStringEncoder.getInstance().quoteAsString(row.topic(), line);
    line.append("\",\"topic_id\":\"").append(row.at().topicId());
    line.append("\",\"kafka_partition\":").append(row.at().partition());
    line.append(",\"kafka_offset\":").append(row.at().offset());
    if (row.eventTime() != null) {
      line.append(",\"event_time\":\"").append(row.eventTime()).append('"');
    }
    line.append(",\"ingestion_time\":\"").append(row.landedAt());
    return line.append("\",\"value\":").append(row.value()).append("}\n").toString();
  }
}
