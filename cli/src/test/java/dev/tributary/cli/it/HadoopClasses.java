package dev.tributary.cli.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** The archive of Hadoop's classes, for the sandbox's containers and its commands. */
final class HadoopClasses {

  /** The sandbox starts containers with what this property says. */
  private static final String OPTIONS = "tributary.sandbox.container.options";

  private static final ClassArchive ARCHIVE = new ClassArchive("hadoop");

  private HadoopClasses() {}

  /** What a command of the sandbox needs in its environment. */
  static Map<String, String> variables() {
    return Map.of("HADOOP_OPTS", ARCHIVE.mapping());
  }

  /**
   * Makes it, of what the master of a job loads.
   *
   * @param any where weapons are exported
   */
  static void archive(Workspace any) {
    give(ARCHIVE.noting());
    String weapons = any.weaponsDirectory();
    any.run("WeaponStats", weapons + "/dt=*", weapons + "/archived").ok();
    ARCHIVE.make(Map.of(), List.of("hadoop", "version"));
    // The container's own directory would come first, and no archive fits that.
    give(ARCHIVE.mapping() + " -cp " + jars() + ":$CLASSPATH");
  }

  private static String jars() {
    try {
      return Files.readString(Stack.home().resolve("lib/hadoop.classpath")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void give(String options) {
    System.setProperty(OPTIONS, " " + options);
    Stack.sandbox().up();
  }
}
