package dev.tributary.loaders.rows;

import dev.tributary.catalog.ledger.RowSource;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.TextRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;

/** The lines of a file of text, parted as Hive parts them. */
final class TextRows implements RowSource.Rows {

  private final String verb;
  private final LineReader lines;
  private final Path file;
  private final List<Column> columns;
  private final Text line = new Text();
  private long number;

  TextRows(String verb, InputStream in, Path file, List<Column> columns) {
    this.verb = verb;
    this.lines = new LineReader(in);
    this.file = file;
    this.columns = columns;
  }

  @Override
  public List<?> next() throws IOException {
    if (lines.readLine(line) == 0) {
      return null;
    }
    number++;
    try {
      return TextRow.parse(Text.decode(line.getBytes(), 0, line.getLength(), false), columns);
    } catch (CharacterCodingException e) {
      throw broken("it is not UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw broken(e.getMessage(), e);
    }
  }

  private TributaryException broken(String reason, Exception cause) {
    return new TributaryException(
        "%s: %s line %,d is no row: %s; nothing was done, look who changed the file"
            .formatted(verb, file, number, reason),
        cause);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
