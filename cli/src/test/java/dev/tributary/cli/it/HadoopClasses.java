package dev.tributary.cli.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What JVMs load of Hadoop's classes, as an archive that they map: half of what a small job costs
 * goes into loading them. Those of the sandbox's containers and of its commands have it.
 */
final class HadoopClasses {

  /** The sandbox starts containers with what this property says. */
  private static final String OPTIONS = "tributary.sandbox.container.options";

  private static final Path CLASSES = Path.of("target/hadoop.classes").toAbsolutePath();
  private static final String ARCHIVE =
      "-XX:SharedArchiveFile=" + Path.of("target/hadoop.jsa").toAbsolutePath();

  private HadoopClasses() {}

  /** What a command of the sandbox needs in its environment. */
  static Map<String, String> variables() {
    return Map.of("HADOOP_OPTS", ARCHIVE);
  }

  /**
   * Makes the archive, of what the master of a job loads.
   *
   * @param any where weapons are exported
   */
  static void archive(Workspace any) throws IOException {
    give("-XX:DumpLoadedClassList=" + CLASSES);
    String weapons = any.weaponsDirectory();
    any.run("WeaponStats", weapons + "/dt=*", weapons + "/archived").ok();
    String jars = Files.readString(Stack.home().resolve("lib/hadoop.classpath")).strip();
    Map<String, String> dump =
        Map.of(
            "HADOOP_OPTS",
            "-Xshare:dump -XX:SharedClassListFile=" + CLASSES + " " + ARCHIVE,
            // No directory can be in it; commands have that of the configuration last.
            "HADOOP_CONF_DIR",
            "absent");
    Shell.run(dump, List.of("hadoop", "version")).ok();
    Shell.run(Map.of("HADOOP_OPTS", "-Xshare:on " + ARCHIVE), List.of("hadoop", "version")).ok();
    // The container's own directory would come first, and no archive fits that.
    give(ARCHIVE + " -cp " + jars + ":$CLASSPATH");
  }

  private static void give(String options) {
    System.setProperty(OPTIONS, " " + options);
    Stack.sandbox().up();
  }
}
