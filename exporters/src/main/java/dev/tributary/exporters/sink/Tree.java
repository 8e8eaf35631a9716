package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.SinkFile;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files below a sink's path. What the ledger says of a file is true: whatever else a process
 * that was killed has left is put right when the file is opened the next time. For several threads,
 * of which each works on files of its own.
 */
final class Tree {

  /** The file of a place that grows. */
  static final String OPEN = "alerts.json";

  /** What rolled files end with. */
  static final String EXTENSION = ".json";

  private static final Logger LOG = LoggerFactory.getLogger(Tree.class);
  private static final int BUFFER = 1 << 16;

  /** How long HDFS is given to close the file of a process that is gone, each time. */
  private static final long CLOSING_MS = 60_000;

  /** A recovery that has not come to its end by then is asked for anew. */
  private static final long RECOVERY_MS = 20_000;

  private static final long PAUSE_MS = 50;

  private final FileSystem files;
  private final Path base;
  private final RunId run;
  private final Optional<Short> replication;

  private Tree(FileSystem files, Path base, RunId run, Optional<Short> replication) {
    this.files = files;
    this.base = base;
    this.run = run;
    this.replication = replication;
  }

  /**
   * The tree below a path.
   *
   * @param path without a file system, of {@code fs.defaultFS}
   * @param replication of its files; as the file system has it by default
   * @throws TributaryException if the file system cannot add to files, or names files otherwise
   *     than it is told
   */
  static Tree below(
      String path, Configuration conf, Settings settings, RunId run, Optional<Short> replication)
      throws IOException {
    Path given = new Path(path);
    FileSystem files = given.getFileSystem(conf);
    if (files instanceof LocalFileSystem local) {
      if (given.toUri().getScheme() == null && !settings.get(Settings.EXPORT_LOCAL)) {
        throw new TributaryException(
            "sink: fs.defaultFS is %s, this machine's own files; set HADOOP_CONF_DIR or HDFS_URL, or name the path file:%s if that is meant"
                .formatted(files.getUri(), path));
      }
      requireUnicodeNames();
      files = local.getRaw(); // one with checksums beside them cannot add to files
    }
    Path base = files.makeQualified(given);
    if (!files.hasPathCapability(base, CommonPathCapabilities.FS_APPEND)
        || !files.hasPathCapability(base, CommonPathCapabilities.FS_TRUNCATE)) {
      throw new TributaryException(
          "sink: %s cannot add to files and cut them back; give --hdfs-path a directory of HDFS"
              .formatted(files.getUri()));
    }
    return new Tree(files, base, run, replication);
  }

  /** Elsewhere Java writes question marks for what it cannot encode: two names would be one. */
  private static void requireUnicodeNames() {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    if (!encoding.toUpperCase(Locale.ROOT).equals("UTF-8")) {
      throw new TributaryException(
          "sink: Java writes names of this machine's files in %s, which has not all letters; set LC_ALL=C.UTF-8"
              .formatted(encoding));
    }
  }

  /** Absolute, with its file system: what the ledger knows it by. */
  String path() {
    return base.toString();
  }

  /** The tree is there; shows whether the file system answers. */
  void make() throws IOException {
    files.mkdirs(base);
  }

  /**
   * A file of the name of an open one that lies in a new place's directory already is not ours. It
   * is kept under another name.
   */
  void setAsideForeign(String directory) throws IOException {
    Path path = path(directory, OPEN);
    if (files.exists(path)) {
      Path kept = path(directory, "alerts-before-" + run + EXTENSION);
      rename(path, kept);
      LOG.warn("kept run={} file={}: it was there before, and is not this sink's", run, kept);
    }
  }

  /**
   * Opens a file to add to it: exactly at its length, whatever was written behind that by a process
   * that did not live to record it. A file without messages is made anew.
   *
   * @throws DamagedFileException if it is gone, or shorter than that
   */
  FSDataOutputStream open(SinkFile file) throws IOException {
    Path path = path(file.directory(), file.name());
    if (file.rolledName().isEmpty()) {
      return create(path);
    }
    FSDataOutputStream out = reopen(file, path);
    if (out.getPos() > file.length()) {
      LOG.info("cut back run={} file={} length={} from={}", run, path, file.length(), out.getPos());
      out.close();
      truncate(path, file.length());
      out = files.append(path, BUFFER);
    }
    if (out.getPos() != file.length()) {
      long length = out.getPos();
      out.close();
      throw new DamagedFileException(
          file, "%s has %,d bytes, and %,d were written".formatted(path, length, file.length()));
    }
    return out;
  }

  private FSDataOutputStream create(Path path) throws IOException {
    return files.create(
        path,
        FsPermission.getFileDefault(),
        true,
        BUFFER,
        replication.orElseGet(() -> files.getDefaultReplication(path)),
        files.getDefaultBlockSize(path),
        null);
  }

  private FSDataOutputStream reopen(SinkFile file, Path path) throws IOException {
    try {
      return files.append(path, BUFFER);
    } catch (FileNotFoundException e) {
      // One that was being rolled by a process that is gone has its other name already.
      Path rolled = path(file.directory(), file.rolledName().orElseThrow() + EXTENSION);
      if (!files.exists(rolled)) {
        throw new DamagedFileException(
            file, "%s is gone, and %,d bytes were written".formatted(path, file.length()));
      }
      rename(rolled, path);
      return files.append(path, BUFFER);
    } catch (IOException e) {
      if (isClosed(path)) {
        throw e;
      }
      LOG.info("taking over run={} file={}: it was left open", run, path);
      awaitClosed(path);
      return files.append(path, BUFFER);
    }
  }

  /** A whole file gets the name that it keeps. */
  void roll(SinkFile file) throws IOException {
    open(file).close(); // it is as long as it should be, and closed
    rename(
        path(file.directory(), file.name()),
        path(file.directory(), file.rolledName().orElseThrow() + EXTENSION));
  }

  /**
   * What is left of a file that was given up gets another name.
   *
   * @return that name
   */
  String setAside(SinkFile file) throws IOException {
    String name = "alerts-damaged-" + file.id() + EXTENSION;
    Path path = path(file.directory(), file.name());
    if (files.exists(path)) {
      rename(path, path(file.directory(), name));
    }
    return name;
  }

  Path path(String directory, String name) {
    return new Path(base, directory + "/" + name);
  }

  FileSystem files() {
    return files;
  }

  /** A file written whole, under the replication that is asked for; one that is there is lost. */
  FSDataOutputStream overwrite(Path path) throws IOException {
    return create(path);
  }

  void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("%s cannot be renamed to %s".formatted(from, to));
    }
  }

  private void truncate(Path path, long length) throws IOException {
    if (!files.truncate(path, length)) {
      awaitClosed(path); // its last block is being shortened
    }
    FileStatus status = files.getFileStatus(path);
    if (status.getLen() != length) {
      throw new IOException(
          "%s has %,d bytes after it was cut back to %,d".formatted(path, status.getLen(), length));
    }
  }

  private boolean isClosed(Path path) throws IOException {
    return !(files instanceof LeaseRecoverable leases) || leases.isFileClosed(path);
  }

  private void awaitClosed(Path path) throws IOException {
    LeaseRecoverable leases = (LeaseRecoverable) files;
    long begin = System.nanoTime();
    long asked = begin - TimeUnit.MILLISECONDS.toNanos(RECOVERY_MS);
    while (!leases.isFileClosed(path)) {
      long now = System.nanoTime();
      if (now - begin > TimeUnit.MILLISECONDS.toNanos(CLOSING_MS)) {
        throw new IOException(
            "%s is open for another, and HDFS has not closed it for %d s"
                .formatted(path, CLOSING_MS / 1_000));
      }
      if (now - asked >= TimeUnit.MILLISECONDS.toNanos(RECOVERY_MS)) {
        leases.recoverLease(path);
        asked = now;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while HDFS closes " + path);
      }
    }
  }
}
