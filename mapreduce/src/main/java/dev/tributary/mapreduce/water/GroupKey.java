package dev.tributary.mapreduce.water;

import java.util.List;
import org.apache.hadoop.io.Text;

/**
 * What rows are grouped by, as one text: the parts with U+0000 between them, which no part holds
 * (landing refuses it). So groups sort by their parts, each by its UTF-8 bytes.
 */
final class GroupKey {

  private static final String SEPARATOR = "\u0000";

  private GroupKey() {}

  static String of(String... parts) {
    return String.join(SEPARATOR, parts);
  }

  static List<String> parts(Text key) {
    return List.of(key.toString().split(SEPARATOR, -1));
  }
}
