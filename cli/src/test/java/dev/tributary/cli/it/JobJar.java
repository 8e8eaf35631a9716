package dev.tributary.cli.it;

import dev.tributary.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The job jar as a command: a JVM with the jar on its class path, which maps its classes. */
final class JobJar {

  private static final Path TARGET = Path.of("target");
  private static final ClassArchive ARCHIVE = new ClassArchive("tributary");

  private JobJar() {}

  /** Its verb, which is to run with {@link #variables}; the process is the JVM itself. */
  static List<String> command(String verb, String... arguments) {
    List<String> command = new ArrayList<>(List.of("hadoop", Main.class.getName(), verb));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** What a command needs in its environment, and more. */
  static Map<String, String> variables(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(withOptions(ARCHIVE.mapping()));
    variables.putAll(more);
    return variables;
  }

  private static Map<String, String> withOptions(String options) {
    return Map.of(
        "HADOOP_CLASSPATH",
        System.getProperty("tributary.jar"),
        "HADOOP_USER_CLASSPATH_FIRST",
        "true",
        "HADOOP_OPTS",
        options);
  }

  /**
   * Makes the archive, of what a pipeline loads.
   *
   * @return where that pipeline has exported weapons
   */
  static Workspace archive() {
    try {
      Workspace any = new Workspace("archived", Files.createTempDirectory(TARGET, "archived"));
      new Hops(any, "weapons")
          .run("produce", "--source", "weapon-pages", "../samples/weapons/tachi.htm");
      String[] pipeline = {"--dataset", "weapons", "-Dmapreduce.framework.name=local"};
      any.run(withOptions(ARCHIVE.noting()), "pipeline", pipeline).ok();
      ARCHIVE.make(withOptions(""), command("--help"));
      return any;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
