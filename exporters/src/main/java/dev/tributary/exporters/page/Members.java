package dev.tributary.exporters.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** The members of a weapon's message, filled cell by cell. What a cell does not say is left out. */
final class Members {

  private static final List<String> LISTS =
      List.of("upgrades_from", "upgrades_to", "availability", "creation", "upgrade");

  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  /**
   * What was said, and the lists that every weapon has, whether its page has their column or not.
   */
  ObjectNode node() {
    LISTS.stream().filter(list -> !node.has(list)).forEach(node::putArray);
    return node;
  }

  /**
   * A weapon without a price at 60 % is not made so: what stands in that column is what an upgrade
   * to it takes.
   */
  void settleMaterials() {
    if (node.has("creation_60") && !node.has("price_60")) {
      node.set("upgrade", node.remove("creation_60"));
    }
  }

  /** A text; left out if it is blank. */
  void text(String member, String value) {
    if (!value.isBlank()) {
      node.put(member, value);
    }
  }

  /** A text with more to it; a space parts the two. */
  void append(String member, String value) {
    text(member, (node.path(member).asText("") + " " + value).strip());
  }

  void number(String member, long value) {
    node.put(member, value);
  }

  void texts(String member, List<String> values) {
    ArrayNode array = node.putArray(member);
    values.forEach(array::add);
  }

  void numbers(String member, Map<String, Long> values) {
    ObjectNode object = node.putObject(member);
    values.forEach(object::put);
  }

  /** Lengths by colour of the two gauges of a weapon. */
  void gauges(String member, Map<String, Long> normal, Map<String, Long> plus1) {
    ObjectNode object = node.putObject(member);
    normal.forEach(object.putObject("normal")::put);
    plus1.forEach(object.putObject("plus_1")::put);
  }

  void objects(String member, List<Consumer<ObjectNode>> values) {
    ArrayNode array = node.putArray(member);
    values.forEach(value -> value.accept(array.addObject()));
  }

  void textsByName(String member, Map<String, String> values) {
    ObjectNode object = node.putObject(member);
    values.forEach(object::put);
  }

  /** A text that is one line; more lines are a list, which no text is, so that it is seen. */
  void oneText(String member, List<String> lines) {
    if (lines.size() > 1) {
      texts(member, lines);
    } else {
      text(member, String.join("", lines));
    }
  }

  /** What stands in a cell that cannot be read as the member, which is no text, so it is seen. */
  void unread(String member, Element cell) {
    node.put(member, CellText.of(cell));
  }

  /** The same for what has no text. */
  void unread(String member, Stream<String> marks) {
    node.put(member, marks.collect(Collectors.joining(" ")));
  }
}
