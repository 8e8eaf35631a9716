package dev.tributary.loaders.hive;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes.
 *
 * @param path in HDFS
 * @param bytes what is there
 */
record Deletion(String path, long bytes, String why) {

  String line() {
    return path + "\t" + bytes + "\t" + why;
  }

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("path", path);
    facts.put("bytes", bytes);
    facts.put("why", why);
    return facts;
  }
}
