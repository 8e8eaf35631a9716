package dev.tributary.exporters.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Field;
import dev.tributary.catalog.record.Excerpt;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads rows as records of a feed: JSON objects whose members are typed as the feed's schema says.
 * A missing value is an absent member. A cell that is not of its column's type is sent as the text
 * it is, so that landing puts it into quarantine with its row, column and value. Columns that the
 * schema does not know are kept.
 */
public final class RecordReader implements FiniteSource.Records {

  /** What Kafka takes as a message by default, less its key, headers and frame; in bytes. */
  public static final int MESSAGE_LIMIT = 1_000_000;

  private static final JsonFactory JSON = new JsonFactory();

  private final String file;
  private final SourceRows rows;
  private final Feed feed;
  private final Header header;
  private final CellValues values;
  private long index;

  /**
   * Reads on behind the header.
   *
   * @param file the file's name
   * @throws IOException if the header is not one of the feed
   */
  RecordReader(String file, SourceRows rows, Feed feed) throws IOException {
    this.file = file;
    this.rows = rows;
    this.feed = feed;
    this.header = new Header(rows.header(), feed);
    this.values = new CellValues(feed.sourceDates(), rows.dayZero());
  }

  /** The next record; empty at the end. Rows without any value are passed over. */
  @Override
  public Optional<SourceRecord> next() throws IOException {
    Optional<SourceRows.Row> row = rows.next();
    while (row.isPresent() && row.get().isEmpty()) {
      row = rows.next();
    }
    if (row.isEmpty()) {
      return Optional.empty();
    }
    header.check(row.get());
    if (index == 0) {
      checkTypes(row.get());
    }
    return Optional.of(record(row.get()));
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private SourceRecord record(SourceRows.Row row) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, Integer> column : header.columns().entrySet()) {
        values.write(json, column.getKey(), kind(column.getKey()), row.cell(column.getValue()));
      }
      json.writeEndObject();
    }
    String key =
        feed.topic().key().stream()
            .map(name -> header.columns().get(name))
            .map(column -> column == null ? "" : CellValues.text(row.cell(column)))
            .collect(Collectors.joining("/"));
    String json = text.toString();
    if (json.length() > MESSAGE_LIMIT / 3
        && json.getBytes(StandardCharsets.UTF_8).length > MESSAGE_LIMIT) {
      throw new DamagedFileException(
          "row %d makes a message of more than %,d bytes, which Kafka does not take; shorten it"
              .formatted(row.number(), MESSAGE_LIMIT));
    }
    return new SourceRecord(index++, file + " row " + row.number(), key, json);
  }

  /** One wrong value is a fault of its row; none right in the whole first row is no record. */
  private void checkTypes(SourceRows.Row row) throws DamagedFileException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Integer> column : header.columns().entrySet()) {
      Field.Kind kind = kind(column.getKey());
      Object cell = row.cell(column.getValue());
      if (kind != Field.Kind.TEXT && !CellValues.isMissing(kind, cell)) {
        if (values.fits(kind, cell)) {
          return;
        }
        wrong.add("%s '%s'".formatted(column.getKey(), Excerpt.of(CellValues.text(cell))));
      }
    }
    if (wrong.size() > 1) {
      throw new DamagedFileException(
          ("row %d has no value of its column's type (%s): it is a second header line,"
                  + " such as one of units; remove it")
              .formatted(row.number(), Excerpt.of(String.join(", ", wrong))));
    }
  }

  private Field.Kind kind(String column) {
    return feed.schema().field(column).map(Field::kind).orElse(Field.Kind.TEXT);
  }
}
