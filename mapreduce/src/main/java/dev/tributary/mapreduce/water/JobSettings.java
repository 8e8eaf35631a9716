package dev.tributary.mapreduce.water;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.StringUtils;

/** What the driver tells the tasks, in the job's configuration. */
final class JobSettings {

  private static final String SITES = "tributary.water.sites";
  private static final String PARAMETERS = "tributary.water.parameters";

  private JobSettings() {}

  static void set(Configuration conf, JobInput input) throws IOException {
    List<String> sites = new ArrayList<>();
    for (Path path : input.sites()) {
      // A task's working directory may be another.
      sites.add(path.getFileSystem(conf).makeQualified(path).toString());
    }
    set(conf, SITES, sites);
    set(conf, PARAMETERS, input.parameters());
  }

  static List<Path> sites(Configuration conf) {
    return get(conf, SITES).stream().map(Path::new).toList();
  }

  static List<String> parameters(Configuration conf) {
    return get(conf, PARAMETERS);
  }

  private static void set(Configuration conf, String name, List<String> values) {
    conf.set(name, String.join(",", values.stream().map(StringUtils::escapeString).toList()));
  }

  /** Raw: a path may hold what looks like a variable. */
  private static List<String> get(Configuration conf, String name) {
    return Arrays.stream(StringUtils.split(conf.getRaw(name)))
        .map(StringUtils::unEscapeString)
        .toList();
  }
}
