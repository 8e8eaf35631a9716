package dev.tributary.catalog.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * A line of PostgreSQL's COPY text format: tabs between values, {@code \N} for NULL, JSON for maps.
 */
final class CopyLine {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StringBuilder line = new StringBuilder();
  private boolean first = true;

  CopyLine add(Object value) {
    if (!first) {
      line.append('\t');
    }
    first = false;
    if (value == null) {
      line.append("\\N");
    } else if (value instanceof Map<?, ?> map) {
      escape(JSON.valueToTree(map).toString());
    } else {
      escape(value.toString());
    }
    return this;
  }

  /** The line with its newline; the next value begins a new one. */
  String end() {
    String text = line.append('\n').toString();
    line.setLength(0);
    first = true;
    return text;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(c);
      }
    }
  }
}
