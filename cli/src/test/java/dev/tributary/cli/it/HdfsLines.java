package dev.tributary.cli.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files in HDFS, read without the suite's help. */
final class HdfsLines {

  private HdfsLines() {}

  /** How many lines these files have together. */
  static long count(Collection<String> files) throws IOException {
    Configuration conf = new Configuration();
    conf.addResource(
        new Path("file://" + Stack.environment().get("HADOOP_CONF_DIR") + "/core-site.xml"));
    long lines = 0;
    try (FileSystem hdfs = FileSystem.newInstance(conf)) {
      for (String file : files) {
        try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(hdfs.open(new Path(file)), StandardCharsets.UTF_8))) {
          lines += reader.lines().count();
        }
      }
    }
    return lines;
  }
}
