package dev.tributary.catalog.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.settings.Amount;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A dataset's YAML file, as it is written. */
record Declaration(
    String name,
    Map<String, TopicPart> topics,
    String schema,
    Source source,
    List<String> identity,
    List<String> observed,
    @JsonProperty("event_time") Event eventTime,
    Partition partition,
    Landing landing,
    Hdfs hdfs,
    Hive hive,
    List<Assertion> assertions,
    Warehouse warehouse,
    Map<String, ViewPart> views,
    Map<String, Declaration> references) {

  Declaration {
    need(topics != null && !topics.isEmpty(), "topics");
    need(schema != null, "schema");
    need(identity != null && !identity.isEmpty(), "identity");
    need(landing != null && landing.table() != null, "landing.table");
    need(hdfs != null && hdfs.path() != null && hdfs.file() != null, "hdfs.path or hdfs.file");
    observed = observed == null ? List.of() : observed;
    assertions = assertions == null ? List.of() : assertions;
    views = views == null ? Map.of() : views;
  }

  private static void need(boolean given, String part) {
    if (!given) {
      throw new IllegalArgumentException(part + " is missing");
    }
  }

  record TopicPart(int partitions, List<String> key) {
    TopicPart {
      need(key != null && !key.isEmpty(), "topics.key");
    }
  }

  record Source(String dates) {
    Source {
      need(dates != null, "source.dates");
      if (dates.replaceAll("'[^']*'", "").contains("y")) {
        throw new IllegalArgumentException(
            "source.dates '%s': write the year as uuuu; yyyy is one of an era".formatted(dates));
      }
    }
  }

  record Event(String field, String zone) {
    Event {
      need(field != null, "event_time.field");
    }

    EventTime parsed() {
      try {
        return new EventTime(field, Optional.ofNullable(zone).map(ZoneId::of));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "event_time.zone '" + zone + "' is no zone such as Europe/Paris", e);
      }
    }
  }

  record Partition(String dt, Closes closes) {

    Feed.Routing routing() {
      try {
        return Feed.Routing.valueOf(dt.toUpperCase(Locale.ROOT).replace('-', '_'));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "partition.dt '" + dt + "' is none of day, first-day-of-year", e);
      }
    }
  }

  record Closes(String after, String idle) {

    Closing parsed() {
      need(after != null && idle != null, "partition.closes.after or .idle");
      return new Closing(
          time("partition.closes.after", after), time("partition.closes.idle", idle));
    }

    private static Duration time(String part, String text) {
      try {
        return Amount.time(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s '%s' is not a time such as 30m or 2h".formatted(part, text), e);
      }
    }
  }

  record Landing(String table, String current, String by, String columns) {

    LandingNames.Columns form() {
      try {
        return columns == null
            ? LandingNames.Columns.FIELDS
            : LandingNames.Columns.valueOf(columns.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "landing.columns '" + columns + "' is none of fields, record", e);
      }
    }
  }

  record Hdfs(String path, String file) {}

  record Hive(String table) {}

  /** An entry of the assertions: a field's range, or a table's row delta. */
  record Assertion(
      String field,
      JsonNode between,
      @JsonProperty("else") String otherwise,
      String table,
      @JsonProperty("row_delta") JsonNode rowDelta) {

    /** Names of the parts that are there. */
    List<String> given() {
      List<String> given = new ArrayList<>();
      add(given, "field", field);
      add(given, "between", between);
      add(given, "else", otherwise);
      add(given, "table", table);
      add(given, "row_delta", rowDelta);
      return given;
    }

    private static void add(List<String> given, String name, Object part) {
      if (part != null) {
        given.add(name);
      }
    }
  }

  record Warehouse(String schema) {

    /** Unquoted in PostgreSQL, not cut off there, and not one of its own. */
    private static final Pattern NAME = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,62}");

    private static final List<String> TAKEN = List.of("tributary", "public", "information_schema");

    Warehouse {
      need(schema != null, "warehouse.schema");
      if (!NAME.matcher(schema).matches() || TAKEN.contains(schema)) {
        throw new IllegalArgumentException(
            "warehouse.schema '%s' cannot be used: it takes lower-case letters, digits and '_', at most 63, and is none of %s, pg_…"
                .formatted(schema, String.join(", ", TAKEN)));
      }
    }
  }

  record ViewPart(String of, String comment, String where, List<ViewColumn> columns) {}

  record ViewColumn(String name, String type, String comment, String as) {}
}
