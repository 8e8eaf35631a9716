package dev.tributary.exporters.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of delimited UTF-8 text, whose first line tells whether ';', ',' or a tab delimits. */
public final class CsvRows implements SourceRows {

  private static final int HEADER_LIMIT = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final BoundedRecord text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;
  private long number;

  /**
   * Reads the header.
   *
   * @throws IOException if it cannot be read, or is not UTF-8; the stream is not closed then
   */
  public CsvRows(InputStream in) throws IOException {
    // A malformed byte is an error here: replaced, it would be a changed value.
    Reader reader =
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            HEADER_LIMIT);
    skipByteOrderMark(reader);
    char delimiter = delimiter(reader);
    this.text = new BoundedRecord(reader);
    this.parser =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreEmptyLines(false) // they count, as rows do in a spreadsheet
            .build()
            .parse(text);
    this.records = parser.iterator();
    Optional<Row> first = read();
    while (first.isPresent() && first.get().isEmpty()) {
      first = read();
    }
    this.header =
        first.map(row -> row.cells().stream().map(Object::toString).toList()).orElse(List.of());
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public Optional<Row> next() throws IOException {
    Optional<Row> row = read();
    if (row.isPresent() && row.get().cells().size() < header.size() && !row.get().isEmpty()) {
      throw new DamagedFileException(
          ("row %d has %d cells, the header %d: the file is cut off, or not all of one piece;"
                  + " get it again")
              .formatted(number, row.get().cells().size(), header.size()));
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private Optional<Row> read() throws IOException {
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      List<String> cells = records.next().toList();
      text.next();
      number++;
      return Optional.of(new Row(number, List.copyOf(cells)));
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      String fault = String.valueOf(cause.getMessage());
      if (cause instanceof DamagedFileException) {
        throw new DamagedFileException(cause, "row %d %s".formatted(number + 1, fault));
      } else if (fault.contains("EOF reached before encapsulated token")) {
        throw new DamagedFileException(
            cause,
            ("row %d has a quote that nothing closes: the file is cut off, or the quote to be doubled;"
                    + " get it again, or mend it")
                .formatted(number + 1));
      } else if (fault.contains("encapsulated token")) {
        throw new DamagedFileException(
            cause,
            "row %d has text behind a closing quote; double the quotes within a cell"
                .formatted(number + 1));
      }
      throw cause;
    }
  }

  private static void skipByteOrderMark(Reader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  /** The candidate that the first line holds most of, outside quotes. */
  private static char delimiter(Reader reader) throws IOException {
    char[] candidates = {';', ',', '\t'};
    int[] found = new int[candidates.length];
    reader.mark(HEADER_LIMIT);
    boolean quoted = false;
    int c = reader.read();
    for (int n = 0; n < HEADER_LIMIT - 1 && c >= 0 && (quoted || c != '\n'); n++) {
      quoted ^= c == '"';
      for (int i = 0; i < candidates.length; i++) {
        found[i] += !quoted && c == candidates[i] ? 1 : 0;
      }
      c = reader.read();
    }
    reader.reset();
    int best = 0;
    for (int i = 1; i < candidates.length; i++) {
      best = found[i] > found[best] ? i : best;
    }
    return candidates[best];
  }
}
