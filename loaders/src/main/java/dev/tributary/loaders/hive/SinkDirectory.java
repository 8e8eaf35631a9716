package dev.tributary.loaders.hive;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A directory of a place.
 *
 * @param path below that of the sink, a component for each partition column
 */
record SinkDirectory(String path) {

  /** Hadoop takes what begins so for hidden, and these characters for a pattern of names. */
  private static final Pattern HIDDEN = Pattern.compile("(.*/)?[_.][^/]*");

  private static final Pattern PATTERN = Pattern.compile(".*[*?\\[\\]{}\\\\].*");

  /**
   * Whether Hive finds its files. A query that reads it fails otherwise, whatever else it reads.
   */
  boolean foundByHive() {
    return !HIDDEN.matcher(path).matches() && !isPattern(path);
  }

  /** Whether Hadoop takes a path for a pattern of names. */
  static boolean isPattern(String path) {
    return PATTERN.matcher(path).matches();
  }

  PartitionKey key() {
    return new PartitionKey(Arrays.asList(path.split("/")));
  }

  /** Its location. Not by the rules of relative paths: to them 'a:b' has a scheme. */
  String below(String base) {
    return base + "/" + path;
  }
}
