package dev.tributary.exporters.hdfs;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.run.CrashPoint;
import dev.tributary.catalog.run.RunId;
import java.io.IOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flags in HDFS that say of a partition that it is whole: {@code dt=…/_SUCCESS}, for coordinators
 * that wait for that. They lie in the partition's first directory, whichever version readers see.
 */
record DoneFlags(FileContext files, Ledger ledger, RunId run) {

  private static final Logger LOG = LoggerFactory.getLogger(DoneFlags.class);
  private static final String NAME = "_SUCCESS";

  /**
   * Sets those that are due.
   *
   * @return how many
   */
  int set(Feed feed) throws IOException {
    int set = 0;
    for (String dt : ledger.closable(feed)) {
      Path directory = new Path(feed.directory(dt, 1));
      files.mkdir(directory, null, true); // nothing may have come of that day
      files
          .create(
              new Path(directory, NAME),
              EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
              Options.CreateOpts.createParent())
          .close();
      CrashPoint.reached("close.after-flag");
      ledger.close(feed, dt, run);
      LOG.info("closed run={} feed={} dt={}", run, feed.name(), dt);
      set++;
    }
    return set;
  }
}
