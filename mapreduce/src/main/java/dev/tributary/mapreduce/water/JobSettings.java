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
  private static final String METHODS = "tributary.water.methods";
  private static final String PARAMETERS = "tributary.water.parameters";

  private JobSettings() {}

  static void set(Configuration conf, JobInput input) throws IOException {
    setPaths(conf, SITES, input.sites());
    set(conf, PARAMETERS, input.parameters());
  }

  static void setMethods(Configuration conf, List<Path> paths, List<String> parameters)
      throws IOException {
    setPaths(conf, METHODS, paths);
    set(conf, PARAMETERS, parameters);
  }

  /** The methods that the job is told, read anew by each task. */
  static Methods methods(Configuration conf) throws IOException {
    return Methods.read(conf, paths(conf, METHODS), parameters(conf));
  }

  static List<Path> sites(Configuration conf) {
    return paths(conf, SITES);
  }

  static List<String> parameters(Configuration conf) {
    return get(conf, PARAMETERS);
  }

  private static void setPaths(Configuration conf, String name, List<Path> paths)
      throws IOException {
    List<String> qualified = new ArrayList<>();
    for (Path path : paths) {
      // A task's working directory may be another.
      qualified.add(path.getFileSystem(conf).makeQualified(path).toString());
    }
    set(conf, name, qualified);
  }

  private static List<Path> paths(Configuration conf, String name) {
    return get(conf, name).stream().map(Path::new).toList();
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
