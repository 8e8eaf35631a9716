package dev.tributary.exporters.synthetic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What makes a message one that cannot be landed. */
final class Damage {

  /** Members that every message has, one of which is the reading's. */
  private static final List<String> MEMBERS =
      List.of("city", "country", "kind", "observed_at", "units", "temp");

  private Damage() {}

  /**
   * A message that no reader of JSON takes: it is cut off, quoted wrongly, or has text before it.
   */
  static String broken(String json, long chance) {
    return switch (Hash.below(3, chance)) {
      case 0 -> json.substring(0, 1 + Hash.below(json.length() - 1, Hash.of(chance)));
      case 1 -> json.replace('"', '\'');
      default -> "HTTP/1.1 200 OK\r\n\r\n" + json;
    };
  }

  /** Takes a member away. */
  static void missing(ObjectNode message, long chance) {
    String member = MEMBERS.get(Hash.below(MEMBERS.size(), chance));
    if (member.equals("temp")) {
      message.withObject("/weather/main").remove(member);
    } else {
      message.remove(member);
    }
  }
}
