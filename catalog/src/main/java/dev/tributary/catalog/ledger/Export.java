package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import java.util.List;

/**
 * A set of batches on their way to HDFS. Its files are named after its id, so that writing it a
 * second time writes the same files.
 *
 * @param rows how many rows its files will hold
 * @param resumed whether an earlier run planned it and did not come to its end
 */
public record Export(long id, Feed feed, List<Target> targets, long rows, boolean resumed) {

  public Export {
    targets = List.copyOf(targets);
  }

  /**
   * A partition that it writes to.
   *
   * @param version the partition's version once it is done
   * @param rewritten whether the version is new: all current rows are written, to its directory;
   *     else only the new rows, beside the files that are there
   */
  public record Target(String dt, int version, boolean rewritten) {}
}
