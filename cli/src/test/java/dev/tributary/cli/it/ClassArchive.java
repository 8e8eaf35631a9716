package dev.tributary.cli.it;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Classes in a file that JVMs map, instead of loading each: half of what a command of a few seconds
 * costs goes into loading them.
 */
final class ClassArchive {

  private static final String OPTIONS = "HADOOP_OPTS";

  private final Path classes;
  private final Path file;

  ClassArchive(String name) {
    Path target = Path.of("target").toAbsolutePath();
    this.classes = target.resolve(name + ".classes");
    this.file = target.resolve(name + ".jsa");
  }

  /** Options of a JVM that notes what it loads, which is to be in it. */
  String noting() {
    return "-XX:DumpLoadedClassList=" + classes;
  }

  /** Options of a JVM that maps it; where it is absent, or does not fit, without a word not. */
  String mapping() {
    return "-XX:SharedArchiveFile=" + file;
  }

  /**
   * Makes it, and sees that it fits.
   *
   * @param variables what gives a command the class path that others begin with
   */
  void make(Map<String, String> variables, List<String> command) {
    Map<String, String> with = new HashMap<>(variables);
    with.put(OPTIONS, "-Xshare:on " + mapping());
    Map<String, String> dump = new HashMap<>(variables);
    dump.put(OPTIONS, "-Xshare:dump -XX:SharedClassListFile=" + classes + " " + mapping());
    // No directory can be in it; that of the configuration comes last where one is run.
    dump.put("HADOOP_CONF_DIR", "absent");
    Shell.run(dump, command).ok();
    Shell.run(with, command).ok();
  }
}
