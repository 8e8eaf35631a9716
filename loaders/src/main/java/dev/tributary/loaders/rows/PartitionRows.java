package dev.tributary.loaders.rows;

import dev.tributary.catalog.ledger.PublishedPartition;
import dev.tributary.catalog.ledger.RowSource;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The rows of a partition's files, one file after the other. */
public final class PartitionRows implements RowSource.Rows {

  private final String verb;
  private final FileSystem files;
  private final Table table;
  private final Iterator<FileStatus> rest;
  private RowSource.Rows current; // null between two files

  /**
   * Begins to read; text or Parquet, as the table says.
   *
   * @param verb what reads it: messages begin with it
   * @throws TributaryException if the partition's directory is not there
   */
  public PartitionRows(String verb, FileSystem files, PublishedPartition partition)
      throws IOException {
    this.verb = verb;
    this.files = files;
    this.table = partition.table();
    this.rest = list(partition).iterator();
  }

  /** What Hive reads as well: not the files that a job leaves for itself. */
  private List<FileStatus> list(PublishedPartition partition) throws IOException {
    try {
      return Arrays.stream(
              files.listStatus(
                  new Path(partition.directory()),
                  path -> !path.getName().startsWith("_") && !path.getName().startsWith(".")))
          .filter(FileStatus::isFile)
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      throw new TributaryException(
          "%s: %s: directory %s is not there; nothing was done, bring it back or build the table anew"
              .formatted(verb, partition, partition.directory()),
          e);
    }
  }

  @Override
  public List<?> next() throws IOException {
    while (current != null || rest.hasNext()) {
      if (current == null) {
        current = open(rest.next().getPath());
      }
      List<?> row = current.next();
      if (row != null) {
        return row;
      }
      close();
    }
    return null;
  }

  private RowSource.Rows open(Path file) throws IOException {
    return switch (table.format()) {
      case TEXT -> new TextRows(verb, files.open(file), file, table.columns());
      case PARQUET -> new ParquetRows(verb, files, file, table.columns());
      case JSON, JSON_UTC ->
          throw new IllegalStateException("no job writes " + table.name() + " as JSON");
    };
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      RowSource.Rows done = current;
      current = null;
      done.close();
    }
  }
}
