package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Column;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/**
 * Rows as Parquet, every column optional. The footer holds nothing that differs between two runs.
 *
 * <p>Compressed by Snappy, whose library every Hadoop task has on its class path; {@code
 * parquet.compression} may ask for {@code UNCOMPRESSED} or {@code GZIP} instead.
 */
final class ParquetRowFile implements RowFile {

  private final ParquetWriter<List<?>> writer;

  ParquetRowFile(Path path, List<Column> columns, Configuration conf) throws IOException {
    this.writer =
        new Builder(path, conf, columns)
            .withWriteMode(ParquetFileWriter.Mode.CREATE)
            .withCompressionCodec(
                CompressionCodecName.fromConf(
                    conf.get(ParquetOutputFormat.COMPRESSION, CompressionCodecName.SNAPPY.name())))
            .build();
  }

  @Override
  public void write(List<?> values) throws IOException {
    writer.write(values);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<List<?>, Builder> {

    private final List<Column> columns;

    Builder(Path path, Configuration conf, List<Column> columns) throws IOException {
      super(HadoopOutputFile.fromPath(path, conf));
      this.columns = columns;
      withConf(conf);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract, though it has a successor
    protected WriteSupport<List<?>> getWriteSupport(Configuration conf) {
      return new ParquetRows(columns);
    }
  }
}
