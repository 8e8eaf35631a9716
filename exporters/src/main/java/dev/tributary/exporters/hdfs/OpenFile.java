package dev.tributary.exporters.hdfs;

import dev.tributary.catalog.ledger.Export;
import dev.tributary.catalog.ledger.WrittenFile;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.OffsetSet;
import dev.tributary.catalog.record.Sha256;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Path;

/** A file that is being written, and what is in it so far. */
final class OpenFile implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final Export.Target target;
  private final String name;
  private final Path path;
  private final MessageDigest sha256;
  private final OutputStream out;
  private final OffsetSet offsets = new OffsetSet();
  private long rows;
  private long length;

  OpenFile(FileContext files, Path directory, Export.Target target, String name)
      throws IOException {
    this.target = target;
    this.name = name;
    // Names are unique within a partition only.
    this.path = new Path(directory, (target.dt().isEmpty() ? "all" : target.dt()) + "/" + name);
    this.sha256 = Sha256.create();
    OutputStream file =
        files.create(
            path, EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE), CreateOpts.createParent());
    this.out = new BufferedOutputStream(new DigestOutputStream(file, sha256), BUFFER);
  }

  void write(Coordinates at, byte[] line) throws IOException {
    out.write(line);
    offsets.add(at.topicId(), at.partition(), at.offset());
    rows++;
    length += line.length;
  }

  Export.Target target() {
    return target;
  }

  String name() {
    return name;
  }

  Path path() {
    return path;
  }

  /** Bytes written so far. */
  long length() {
    return length;
  }

  /** What the ledger is to know of it, under its final name. */
  WrittenFile named(String finalPath) {
    String digest = HexFormat.of().formatHex(sha256.digest());
    return new WrittenFile(target.dt(), target.version(), finalPath, rows, length, digest, offsets);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
