package dev.tributary.cli;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.cli.audit.Audit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ToolRunner;

/**
 * A verb as Oozie's java action: {@code <main-class>dev.tributary.cli.OozieAction</main-class>} and
 * the verb with its options as {@code <arg>}s.
 *
 * <p>A verb that fails throws, so that {@code wf:errorMessage} tells what it said, and Oozie tries
 * the action again (JA018). An audit that found a discrepancy has done its work, and would find it
 * again: it ends well, and the workflow looks at {@code exit_code}. With {@code <capture-output/>}
 * a workflow has {@code run}, {@code exit_code}, {@code message}, and of the verb's facts those
 * that are one value each.
 */
public final class OozieAction {

  /** Of what an action hands on Oozie takes 2 KB, all in all. */
  private static final int MESSAGE_CHARS = 800;

  private static final int VALUE_CHARS = 80;

  private static final String TAGS = "mapreduce.job.tags";

  private final Map<String, String> environment;
  private final Properties system;
  private Optional<RunId> run = Optional.empty();
  private Optional<Outcome> outcome = Optional.empty();

  /**
   * @param system where Oozie's launcher says in which files it has the action's configuration, and
   *     wants what the action hands on
   */
  OozieAction(Map<String, String> environment, Properties system) {
    this.environment = environment;
    this.system = system;
  }

  /**
   * Runs one verb.
   *
   * @throws TributaryException if it does not end well, with its message and the id of its run
   */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    new OozieAction(System.getenv(), System.getProperties()).run(arguments);
  }

  void run(String... arguments) throws Exception {
    Command command =
        new Command(
            System.out,
            System.err,
            (id, how) -> {
              run = Optional.of(id);
              outcome = Optional.of(how);
            });
    int exitCode = ToolRunner.run(configuration(), command, arguments);
    System.out.flush();
    if (exitCode != 0 && exitCode != Audit.DISCREPANCY) {
      throw new TributaryException(plain(failure(exitCode, arguments)));
    }
    if (outcome.isPresent()) {
      handOn(outcome.get());
    }
  }

  /**
   * What the action is configured with, beyond what its container's machine knows. A job of the
   * verb bears the action's tag: Oozie ends it with the action.
   */
  private Configuration configuration() {
    Configuration conf = HadoopSettings.configuration(environment, Path.of(".env"));
    String file = system.getProperty("oozie.action.conf.xml");
    if (file != null) {
      conf.addResource(new org.apache.hadoop.fs.Path(Path.of(file).toUri()));
    }
    Optional.ofNullable(environment.get("HADOOP_TOKEN_FILE_LOCATION"))
        .ifPresent(tokens -> conf.set("mapreduce.job.credentials.binary", tokens));
    Optional.ofNullable(conf.get("oozie.child." + TAGS))
        .filter(tag -> conf.get(TAGS) == null)
        .ifPresent(tag -> conf.set(TAGS, tag));
    return conf;
  }

  private String failure(int exitCode, String... arguments) {
    return outcome
        .map(how -> "run %s: %s".formatted(run.orElseThrow(), how.message()))
        .orElseGet(
            () ->
                "'%s' ended with %d; the action's log says why"
                    .formatted(String.join(" ", arguments), exitCode));
  }

  private void handOn(Outcome how) throws IOException {
    String file = system.getProperty("oozie.action.output.properties");
    if (file == null) {
      return; // without <capture-output/>
    }
    Properties properties = new Properties();
    how.facts()
        .forEach(
            (name, value) -> {
              String text = String.valueOf(value);
              boolean single =
                  value instanceof Number || value instanceof Boolean || value instanceof String;
              if (single && text.length() <= VALUE_CHARS) {
                properties.setProperty(name, text);
              }
            });
    properties.setProperty("run", run.orElseThrow().value());
    properties.setProperty("exit_code", Integer.toString(how.exitCode()));
    properties.setProperty("message", cut(plain(how.message())));
    try (OutputStream out = Files.newOutputStream(Path.of(file))) {
      properties.store(out, null);
    }
  }

  /** Without what is markup in XML: there workflows put it as it is, and Oozie reads that. */
  private static String plain(String message) {
    return message.replace('&', '+').replace('<', '(').replace('>', ')');
  }

  private static String cut(String message) {
    return message.length() <= MESSAGE_CHARS ? message : message.substring(0, MESSAGE_CHARS) + " …";
  }
}
