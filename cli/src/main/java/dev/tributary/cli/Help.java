package dev.tributary.cli;

import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Verb;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/** The help pages. */
final class Help {

  private final PrintStream out;

  Help(PrintStream out) {
    this.out = out;
  }

  /** All verbs. */
  void overview(Verbs verbs) {
    out.println("usage: tributary VERB [options]        (or: hadoop jar tributary.jar VERB …)");
    out.println();
    for (Verb verb : verbs.all()) {
      out.printf("  %-14s %s%n", verb.name(), verb.summary());
    }
    out.printf("  %-14s %s%n", "settings", "every setting: its name, default and meaning");
    out.println();
    out.println(
        "tributary VERB --help tells more. Hadoop's -D name=value and -conf FILE come first.");
  }

  /** One verb. */
  void verb(Verb verb, Options options) {
    out.println(verb.name() + ": " + verb.summary());
    out.println();
    out.println("usage: tributary " + verb.name() + " " + verb.usage());
    out.println("example: tributary " + verb.example());
    out.println();
    try {
      HelpFormatter formatter =
          HelpFormatter.builder().setHelpAppendable(new TextHelpAppendable(out)).get();
      formatter.printOptions(options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every setting. */
  void settings() {
    for (Setting<?> setting : Settings.ALL) {
      out.println(setting.name());
      out.println("    " + setting.meaning());
      out.println("    default: " + (setting.standard() == null ? "none" : setting.standard()));
      if (!setting.environment().isEmpty()) {
        out.println("    environment: " + String.join(", ", setting.environment()));
      }
    }
  }
}
