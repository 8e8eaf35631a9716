package dev.tributary.catalog.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Hashes that say whether two records are the same thing, and whether they say the same of it: the
 * first 128 bits of SHA-256 over a form that neither the order of members, nor absent or null, nor
 * the notation of a number ({@code 1.50}, {@code 15e-1}) changes.
 */
public final class Fingerprint {

  private final StringBuilder text = new StringBuilder();

  private Fingerprint() {}

  /** Of the fields that make it the thing it is. */
  public static UUID identity(JsonNode record, List<String> fields) {
    Fingerprint fingerprint = new Fingerprint();
    for (String field : fields) {
      fingerprint.add(record.path(field));
    }
    return fingerprint.hash();
  }

  /**
   * Of all it says.
   *
   * @param except members that do not count
   */
  public static UUID content(JsonNode record, List<String> except) {
    Fingerprint fingerprint = new Fingerprint();
    if (record.isObject()) {
      fingerprint.addObject(record, except);
    } else {
      fingerprint.add(record);
    }
    return fingerprint.hash();
  }

  /** Each value begins with a letter for its kind, text with its length: no two forms are alike. */
  private void add(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      text.append('z');
    } else if (node.isNumber()) {
      text.append('n').append(node.decimalValue().stripTrailingZeros()).append(';');
    } else if (node.isBoolean()) {
      text.append(node.booleanValue() ? 't' : 'f');
    } else if (node.isArray()) {
      text.append('[');
      node.forEach(this::add);
      text.append(']');
    } else if (node.isObject()) {
      addObject(node, List.of());
    } else {
      add(node.textValue());
    }
  }

  private void addObject(JsonNode node, List<String> except) {
    Map<String, JsonNode> members = new TreeMap<>();
    node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    members.keySet().removeAll(except);
    text.append('{');
    members.forEach(
        (name, value) -> {
          if (!value.isNull()) {
            add(name);
            add(value);
          }
        });
    text.append('}');
  }

  private void add(String string) {
    text.append('s').append(string.length()).append(':').append(string);
  }

  private UUID hash() {
    byte[] digest = Sha256.create().digest(text.toString().getBytes(StandardCharsets.UTF_8));
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
