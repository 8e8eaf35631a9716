package dev.tributary.exporters.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Field;
import dev.tributary.catalog.run.TributaryException;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads rows as records of a feed: JSON objects whose members are typed as the feed's schema says.
 * A missing value is an absent member. A cell that is not of its column's type is sent as the text
 * it is, so that landing puts it into quarantine with its row, column and value. Columns that the
 * schema does not know are kept.
 */
public final class RecordReader implements Closeable {

  private static final JsonFactory JSON = new JsonFactory();

  private final SourceFile file;
  private final SourceRows rows;
  private final Feed feed;
  private final CellValues values;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private long index;

  RecordReader(SourceFile file, SourceRows rows, Feed feed) {
    this.file = file;
    this.rows = rows;
    this.feed = feed;
    this.values = new CellValues(feed.sourceDates());
    Map<String, String> known =
        feed.schema().fields().stream()
            .collect(Collectors.toMap(field -> field.name().toLowerCase(Locale.ROOT), Field::name));
    List<String> header = rows.header();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip();
      String column = known.getOrDefault(name.toLowerCase(Locale.ROOT), name);
      if (!column.isEmpty() && columns.put(column, i) != null) {
        throw new TributaryException(
            "file '%s' has two columns named '%s'; nothing was sent".formatted(file.name(), name));
      }
    }
    String missing =
        feed.schema().fields().stream()
            .filter(field -> field.required() && !columns.containsKey(field.name()))
            .map(Field::name)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new TributaryException(
          "file '%s' has no column %s, which records of %s must have; nothing was sent"
              .formatted(file.name(), missing, feed.name()));
    }
  }

  /** The next record; empty at the end. Rows without any value are passed over. */
  public Optional<SourceRecord> next() throws IOException {
    Optional<SourceRows.Row> row;
    try {
      row = rows.next();
      while (row.isPresent() && row.get().isEmpty()) {
        row = rows.next();
      }
    } catch (IOException e) {
      throw e.getCause() instanceof CharacterCodingException ? file.notUtf8(e) : e;
    }
    return row.isEmpty() ? Optional.empty() : Optional.of(record(row.get()));
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private SourceRecord record(SourceRows.Row row) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, Integer> column : columns.entrySet()) {
        Object cell = row.cell(column.getValue());
        Field.Kind kind =
            feed.schema().field(column.getKey()).map(Field::kind).orElse(Field.Kind.TEXT);
        values.write(json, column.getKey(), kind, cell);
      }
      json.writeEndObject();
    }
    String key =
        feed.topic().key().stream()
            .map(name -> columns.containsKey(name) ? row.cell(columns.get(name)) : null)
            .map(CellValues::text)
            .collect(Collectors.joining("/"));
    return new SourceRecord(index++, file.name() + " row " + row.number(), key, text.toString());
  }
}
