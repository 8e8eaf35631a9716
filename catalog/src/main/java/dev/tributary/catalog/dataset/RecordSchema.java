package dev.tributary.catalog.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a record must look like: a JSON Schema (2020-12) whose properties are the fields, in their
 * order. Beyond the standard, {@code "format": "local-date-time"} marks a local date and time, and
 * {@code "unit"} names a unit.
 */
public final class RecordSchema {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final String title;
  private final List<Field> fields;
  private final JsonNode node;
  private final JsonSchema schema;

  private RecordSchema(String title, List<Field> fields, JsonNode node) {
    this.title = title;
    this.fields = List.copyOf(fields);
    this.node = node;
    this.schema = FACTORY.getSchema(node);
  }

  /** Reads a schema; what it cannot mean is an {@link IllegalArgumentException}. */
  public static RecordSchema of(JsonNode node) {
    Set<String> required = new HashSet<>();
    node.path("required").forEach(name -> required.add(name.asText()));
    List<Field> fields = new ArrayList<>();
    node.path("properties")
        .properties()
        .forEach(
            property ->
                fields.add(
                    field(
                        property.getKey(),
                        property.getValue(),
                        required.contains(property.getKey()))));
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("the schema has no properties");
    }
    return new RecordSchema(node.path("title").asText("records"), fields, node);
  }

  public String title() {
    return title;
  }

  public List<Field> fields() {
    return fields;
  }

  /** The fields' columns. */
  public List<Column> columns() {
    return fields.stream().map(Field::column).toList();
  }

  /** The field of that name. */
  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** The texts that a field may be, if the schema lists them; empty if it may be others as well. */
  public List<String> choices(String field) {
    List<String> choices = new ArrayList<>();
    node.path("properties").path(field).path("enum").forEach(c -> choices.add(c.textValue()));
    return choices.contains(null) ? List.of() : choices;
  }

  /** Names of the fields that hold measurements: those of kind number. */
  public List<String> numbers() {
    return fields.stream()
        .filter(field -> field.kind() == Field.Kind.NUMBER)
        .map(Field::name)
        .toList();
  }

  /**
   * What is wrong with a record, in one line: of each wrong member its name, its value and the
   * fault. Empty if nothing is.
   */
  public Optional<String> violation(JsonNode node) {
    Set<ValidationMessage> messages = schema.validate(node);
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("; ", messages.stream().map(RecordSchema::violation).toList()));
  }

  private static String violation(ValidationMessage message) {
    JsonNodePath where = message.getInstanceLocation();
    JsonNode value = message.getInstanceNode();
    if (where.getNameCount() == 0 || value == null) {
      return Excerpt.of(message.getMessage()); // of the record as a whole: a member it lacks
    }
    String fault = message.getMessage();
    String prefix = where + ": ";
    return "%s '%s': %s"
        .formatted(
            IntStream.range(0, where.getNameCount())
                .mapToObj(where::getName)
                .collect(Collectors.joining(".")),
            Excerpt.of(value.isTextual() ? value.textValue() : value.toString()),
            fault.startsWith(prefix) ? fault.substring(prefix.length()) : fault);
  }

  private static Field field(String name, JsonNode property, boolean required) {
    String unit = property.path("unit").asText("");
    String meaning = property.path("description").asText("");
    ColumnType type = type(name, property);
    return new Field(
        name, kind(type), type, required, unit.isEmpty() ? meaning : meaning + ", " + unit);
  }

  private static Field.Kind kind(ColumnType type) {
    if (!(type instanceof ColumnType.Scalar scalar)) {
      return Field.Kind.NESTED;
    }
    return switch (scalar) {
      case STRING -> Field.Kind.TEXT;
      case DOUBLE -> Field.Kind.NUMBER;
      case BIGINT -> Field.Kind.INTEGER;
      case BOOLEAN -> Field.Kind.BOOLEAN;
      case TIMESTAMP -> Field.Kind.LOCAL_DATE_TIME;
      case INT, DATE -> throw new IllegalStateException("no schema makes " + scalar);
    };
  }

  /** Members of which the schema says nothing are texts, whatever they hold. */
  private static ColumnType member(String name, JsonNode property) {
    return property.isObject() ? type(name, property) : ColumnType.Scalar.STRING;
  }

  /** An object whose members the schema names is a struct, one whose members it does not a map. */
  private static ColumnType type(String name, JsonNode property) {
    JsonNode type = property.path("type");
    List<String> types = new ArrayList<>();
    (type.isArray() ? type : List.of(type)).forEach(t -> types.add(t.asText()));
    types.remove("null");
    return switch (types.size() == 1 ? types.get(0) : "") {
      case "string" ->
          property.path("format").asText("").equals("local-date-time")
              ? ColumnType.Scalar.TIMESTAMP
              : ColumnType.Scalar.STRING;
      case "number" -> ColumnType.Scalar.DOUBLE;
      case "integer" -> ColumnType.Scalar.BIGINT;
      case "boolean" -> ColumnType.Scalar.BOOLEAN;
      case "array" -> new ColumnType.ListOf(type(name + "[]", property.path("items")));
      case "object" ->
          property.has("properties")
              ? new ColumnType.Struct(
                  property.get("properties").properties().stream()
                      .map(
                          part ->
                              new Column(
                                  part.getKey().toLowerCase(Locale.ROOT),
                                  type(name + "." + part.getKey(), part.getValue()),
                                  part.getValue().path("description").asText("")))
                      .toList())
              : new ColumnType.MapOf(member(name + ".*", property.path("additionalProperties")));
      default ->
          throw new IllegalArgumentException(
              "property '%s' is of type %s, not one of string, number, integer, boolean, object, array (or null)"
                  .formatted(name, type));
    };
  }
}
