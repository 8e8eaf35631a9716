package dev.tributary.mapreduce.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.audit.FileContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FoundFilesTest {

  private static final String TOPIC = "0b1f6c1e-7f2c-4c1e-9b1a-3c9a6c1d2e3f";

  @TempDir private Path directory;

  @Test
  void aJobFindsWhatThisProcessFinds() throws IOException, InterruptedException {
    for (int file = 0; file < 5; file++) {
      StringBuilder lines = new StringBuilder();
      for (int offset = file * 100; offset < file * 100 + 70; offset += 1 + file) {
        lines.append(line(offset % 2, offset));
      }
      lines.append(file == 3 ? line(0, 300) + "broken" : "");
      Files.writeString(directory.resolve("water_" + file + ".json"), lines);
    }
    Files.writeString(directory.resolve("_hidden"), line(0, 1));
    Files.createDirectory(directory.resolve("v2"));
    Map<String, FileContent> here = read(Long.MAX_VALUE);
    assertThat(here).hasSize(5);
    assertThat(here.values().stream().mapToLong(FileContent::unreadable).sum()).isEqualTo(1);
    assertThat(here.values().stream().mapToLong(content -> content.doubled().count()).sum())
        .isEqualTo(1);
    assertThat(read(1)).isEqualTo(here);
    assertThat(directory.resolve("_tmp")).doesNotExist();
  }

  private Map<String, FileContent> read(long jobBytes) throws IOException, InterruptedException {
    Configuration conf = new Configuration();
    conf.set("hadoop.tmp.dir", directory.resolve("_hadoop").toString());
    FoundFiles files = new FoundFiles(conf, jobBytes);
    return files.read(files.list(directory.toString()), directory.resolve("_tmp").toString());
  }

  private static String line(int partition, long offset) {
    return "{\"topic_id\":\"%s\",\"kafka_partition\":%d,\"kafka_offset\":%d,\"value\":{}}\n"
        .formatted(TOPIC, partition, offset);
  }
}
