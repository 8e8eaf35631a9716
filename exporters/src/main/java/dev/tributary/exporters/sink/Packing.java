package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.SinkFile;
import dev.tributary.catalog.ledger.SinkLedger;
import dev.tributary.catalog.run.CrashPoint;
import dev.tributary.catalog.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;

/**
 * Compresses rolled files. The packed one is whole before it has its name, and has it before the
 * other is removed; between the two a reader of the directory sees both.
 */
record Packing(Tree tree, RunId run) {

  private static final int BUFFER = 1 << 16;

  SinkLedger.Packed pack(SinkFile file, SinkLedger.Hold hold) throws IOException {
    FileSystem files = tree.files();
    Path plain = tree.path(file.directory(), file.name());
    Path packed = tree.path(file.directory(), file.name() + Tree.PACKED);
    if (files.exists(plain)) {
      // Of one run alone: one that has lost its hold may still be at its own.
      Path temporary = tree.path(file.directory(), unfinished(file) + run);
      write(file, plain, temporary);
      CrashPoint.reached("sink-pack.before-rename");
      hold.check();
      if (files.exists(packed)) {
        files.delete(packed, false); // of one who did not come to removing the plain one
      }
      tree.rename(temporary, packed);
      CrashPoint.reached("sink-pack.after-rename");
      hold.check();
      files.delete(plain, false);
      CrashPoint.reached("sink-pack.after-delete");
    } else if (!files.exists(packed)) {
      throw new DamagedFileException(
          file, "%s is gone, and %,d bytes were written".formatted(plain, file.length()));
    }
    for (FileStatus left :
        files.listStatus(packed.getParent(), path -> path.getName().startsWith(unfinished(file)))) {
      files.delete(left.getPath(), false); // of those who were killed
    }
    return new SinkLedger.Packed(packed.getName(), files.getFileStatus(packed).getLen());
  }

  private static String unfinished(SinkFile file) {
    return Tree.HIDDEN + file.name() + Tree.PACKED + "-";
  }

  private void write(SinkFile file, Path plain, Path temporary) throws IOException {
    long length = tree.files().getFileStatus(plain).getLen();
    if (length != file.length()) {
      throw new DamagedFileException(
          file, "%s has %,d bytes, and %,d were written".formatted(plain, length, file.length()));
    }
    try (InputStream in = tree.files().open(plain);
        FSDataOutputStream raw = tree.overwrite(temporary)) {
      GZIPOutputStream out = new GZIPOutputStream(raw, BUFFER);
      IOUtils.copyBytes(in, out, BUFFER);
      out.finish();
      raw.hsync();
    }
  }
}
