package dev.tributary.exporters.sink;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a sink has written.
 *
 * @param bytes of the lines
 * @param places how many it has written to, as far as it remembers
 * @param rolled files
 * @param unread messages that were not JSON
 * @param unknown messages of no known country
 */
record Written(
    long messages, long bytes, long places, long commits, long rolled, long unread, long unknown) {

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("messages", messages);
    facts.put("bytes", bytes);
    facts.put("places", places);
    facts.put("commits", commits);
    facts.put("rolled", rolled);
    facts.put("unread", unread);
    facts.put("unknown", unknown);
    return facts;
  }
}
