package dev.tributary.catalog.verb;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import java.io.IOException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** One command of the suite: its name, what it takes, what it does. */
public interface Verb {

  String name();

  /** One sentence for the list of commands. */
  String summary();

  /** What follows the name, for the help page. */
  String usage();

  /** A whole command line that works, for the help page. */
  String example();

  Options options();

  /**
   * Does it.
   *
   * @throws UsageException if the arguments do not fit together
   * @throws TributaryException if it cannot be done, with the one line to show
   */
  Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException;

  /** The option {@code --dataset NAME}. */
  static Option dataset(String meaning) {
    return Option.builder().longOpt("dataset").hasArg().argName("NAME").desc(meaning).get();
  }
}
