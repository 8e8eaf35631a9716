package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.TextRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows as {@link dev.tributary.catalog.table.Table.Format#TEXT} lays them down. */
final class TextRowFile implements RowFile {

  private final Writer out;

  TextRowFile(OutputStream stream) {
    this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
  }

  @Override
  public void write(List<?> values) throws IOException {
    out.write(TextRow.format(values));
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
