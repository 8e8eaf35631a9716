package dev.tributary.exporters.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of delimited UTF-8 text, whose first line tells whether ';', ',' or a tab delimits. */
final class CsvRows implements SourceRows {

  private static final int HEADER_LIMIT = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;
  private long number = 1;

  CsvRows(InputStream in) throws IOException {
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
    this.parser =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter(reader))
            .setIgnoreEmptyLines(true)
            .build()
            .parse(reader);
    this.records = parser.iterator();
    this.header = records.hasNext() ? List.copyOf(records.next().toList()) : List.of();
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public Optional<Row> next() throws IOException {
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      number++;
      return Optional.of(new Row(number, new ArrayList<>(records.next().toList())));
    } catch (UncheckedIOException e) {
      throw new IOException("row " + (number + 1) + ": " + e.getCause().getMessage(), e.getCause());
    } catch (IllegalStateException e) {
      throw new IOException("row " + (number + 1) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
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
