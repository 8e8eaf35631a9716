package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.SinkFile;
import dev.tributary.catalog.ledger.SinkLedger;
import dev.tributary.catalog.run.CrashPoint;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
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

  /** Says whose the tree is. */
  private static final String MARKER = ".tributary-sink";

  /** What rolled files end with. */
  static final String EXTENSION = ".json";

  /** What packed ones end with besides. */
  static final String PACKED = ".gz";

  /** Who reads directories, as Hive does, passes over names that begin so. */
  static final String HIDDEN = ".";

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
   * The tree is marked as that of a sink.
   *
   * @throws TributaryException if it is another's
   */
  void mark(UUID sink) throws IOException {
    Path path = new Path(base, MARKER);
    byte[] mine = (sink + "\n").getBytes(StandardCharsets.UTF_8);
    if (!files.exists(path)) {
      Path whole = new Path(base, MARKER + "-" + run);
      try (FSDataOutputStream out = create(whole)) {
        out.write(mine);
      }
      if (!files.rename(whole, path)) {
        files.delete(whole, false); // another was quicker
      }
    }
    byte[] there;
    try (FSDataInputStream in = files.open(path)) {
      there = in.readNBytes(mine.length + 1);
    }
    if (!Arrays.equals(there, mine)) {
      throw new TributaryException(
          "sink: %s is filled by another sink, of another database or under another spelling of its path; give this one another path, or remove %s if that one is no more"
              .formatted(base, path));
    }
  }

  /**
   * A file of the name of an open one that lies in a new place's directory already is not ours. It
   * is kept under another name.
   */
  void setAsideForeign(String directory, SinkLedger.Hold hold) throws IOException {
    hold.check();
    keep(directory, OPEN);
  }

  private void keep(String directory, String name) throws IOException {
    Path foreign = path(directory, name);
    if (files.exists(foreign)) {
      int stem = name.indexOf('.');
      Path kept =
          path(
              directory,
              HIDDEN + name.substring(0, stem) + "-before-" + run + name.substring(stem));
      rename(foreign, kept);
      LOG.warn("kept run={} file={}: it was there before, and is not this sink's", run, kept);
    }
  }

  /**
   * Opens a file to add to it: exactly at its length, whatever was written behind that by a process
   * that did not live to record it. A file without messages is made anew.
   *
   * @param hold asked before anything is lost of what another may have written
   * @throws DamagedFileException if it is gone, or shorter than that
   */
  FSDataOutputStream open(SinkFile file, SinkLedger.Hold hold) throws IOException {
    Path path = path(file.directory(), file.name());
    if (file.rolledName().isEmpty()) {
      hold.check();
      return create(path);
    }
    FSDataOutputStream out = reopen(file, path, hold);
    try {
      hold.check(); // now that it is open here: who gets the lock from now on takes it over
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
    if (out.getPos() > file.length()) {
      LOG.info("cut back run={} file={} length={} from={}", run, path, file.length(), out.getPos());
      out.close();
      hold.check();
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

  private FSDataOutputStream reopen(SinkFile file, Path path, SinkLedger.Hold hold)
      throws IOException {
    try {
      return files.append(path, BUFFER);
    } catch (FileNotFoundException e) {
      if (files.exists(path)) {
        throw new IOException(e.getMessage(), e); // Java says so also of one it may not open
      }
      // One that was being rolled by a process that is gone has its other name already.
      Path rolled = path(file.directory(), file.rolledName().orElseThrow() + EXTENSION);
      if (!files.exists(rolled)) {
        throw new DamagedFileException(
            file, "%s is gone, and %,d bytes were written".formatted(path, file.length()));
      }
      hold.check();
      rename(rolled, path);
      return files.append(path, BUFFER);
    } catch (IOException e) {
      if (isClosed(path)) {
        throw e;
      }
      hold.check();
      LOG.info("taking over run={} file={}: it was left open", run, path);
      awaitClosed(path);
      return files.append(path, BUFFER);
    }
  }

  /** A whole file gets the name that it keeps; one of that name is not ours, and is kept. */
  void roll(SinkFile file, SinkLedger.Hold hold) throws IOException {
    open(file, hold).close(); // it is as long as it should be, and closed
    String name = file.rolledName().orElseThrow() + EXTENSION;
    hold.check();
    keep(file.directory(), name);
    keep(file.directory(), name + PACKED);
    CrashPoint.reached("sink.before-rename");
    rename(path(file.directory(), file.name()), path(file.directory(), name));
    CrashPoint.reached("sink.after-rename");
  }

  /**
   * What is left of a file that was given up gets another name.
   *
   * @return that name
   */
  String setAside(SinkFile file, SinkLedger.Hold hold) throws IOException {
    String name = HIDDEN + "alerts-damaged-" + file.id() + EXTENSION;
    Path path = path(file.directory(), file.name());
    if (files.exists(path)) {
      hold.check();
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
