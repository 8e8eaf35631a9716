package dev.tributary.cli.it;

import dev.tributary.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The job jar as a command, in half the time of {@code hadoop jar}, which goes into loading
 * classes: a JVM with the jar on its class path maps them from an archive.
 */
final class JobJar {

  private static final Path TARGET = Path.of("target");
  private static final Path CLASSES = TARGET.resolve("tributary.classes");
  private static final String ARCHIVE = " -XX:SharedArchiveFile=" + TARGET.resolve("tributary.jsa");

  private JobJar() {}

  /** Its verb, which is to run with {@link #variables}; the process is the JVM itself. */
  static List<String> command(String verb, String... arguments) {
    List<String> command = new ArrayList<>(List.of("hadoop", Main.class.getName(), verb));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** What a command needs in its environment, and more. */
  static Map<String, String> variables(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(sharing(ARCHIVE));
    variables.putAll(more);
    return variables;
  }

  private static Map<String, String> sharing(String options) {
    return Map.of(
        "HADOOP_CLASSPATH",
        System.getProperty("tributary.jar"),
        "HADOOP_USER_CLASSPATH_FIRST",
        "true",
        "HADOOP_OPTS",
        options);
  }

  /** Makes the archive, of what a pipeline loads. */
  static void archive() {
    try {
      Workspace any = new Workspace("archived", Files.createTempDirectory(TARGET, "archived"));
      new Hops(any, "weapons")
          .run("produce", "--source", "weapon-pages", "../samples/weapons/tachi.htm");
      String[] pipeline = {"--dataset", "weapons", "-Dmapreduce.framework.name=local"};
      any.run(sharing("-XX:DumpLoadedClassList=" + CLASSES), "pipeline", pipeline).ok();
      HadoopClasses.archive(any);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    Map<String, String> dump =
        new HashMap<>(sharing("-Xshare:dump -XX:SharedClassListFile=" + CLASSES + ARCHIVE));
    // No directory can be in it; that of the configuration comes last where one is run.
    dump.put("HADOOP_CONF_DIR", "absent");
    Shell.run(dump, command("--help")).ok();
    // One that does not fit is passed over without a word, later.
    Shell.run(sharing("-Xshare:on" + ARCHIVE), command("--help")).ok();
  }
}
