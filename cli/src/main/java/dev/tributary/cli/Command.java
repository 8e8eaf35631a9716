package dev.tributary.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.cli.lineage.Journal;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.util.GenericOptionsParser;
import org.apache.hadoop.util.Tool;
import org.apache.log4j.MDC;

/** Finds the verb, runs it, tells how it ended: in one line, or as JSON. */
final class Command extends Configured implements Tool {

  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final BiConsumer<RunId, Outcome> told;

  Command(PrintStream out, PrintStream err) {
    this(out, err, (id, outcome) -> {});
  }

  /**
   * The same, for who wants more than an exit code.
   *
   * @param told hears how the run ended, if there came to be one
   */
  Command(PrintStream out, PrintStream err, BiConsumer<RunId, Outcome> told) {
    this.out = out;
    this.err = err;
    this.told = told;
  }

  @Override
  public int run(String[] arguments) {
    Logging.configure(Arrays.asList(arguments).contains("--verbose"));
    Verbs verbs = new Verbs(getConf());
    String name = arguments.length == 0 ? "" : arguments[0];
    if (arguments.length == 0 || name.equals("--help") || name.equals("help")) {
      new Help(arguments.length == 0 ? err : out).overview(verbs);
      return arguments.length == 0 ? BAD_USAGE : 0;
    }
    if (name.equals("settings")) {
      new Help(out).settings();
      return 0;
    }
    Optional<Verb> verb = verbs.find(name);
    if (verb.isEmpty()) {
      err.println("tributary: there is no verb '" + name + "'; 'tributary --help' lists them");
      return BAD_USAGE;
    }
    try {
      String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      Optional<Setting<?>> secret = secret(rest);
      if (secret.isPresent()) {
        err.printf(
            "%s: %s is a secret, and arguments show in the list of processes; set %s in the environment, or use a credential provider%n",
            name, secret.get().name(), String.join(" or ", secret.get().environment()));
        return BAD_USAGE;
      }
      GenericOptionsParser generic = new GenericOptionsParser(getConf(), genericFirst(rest));
      return run(verb.get(), generic.getRemainingArgs());
    } catch (IOException e) {
      err.println(Failure.line(verb.get().name(), e));
      return BAD_USAGE;
    }
  }

  /** A secret that is among the arguments, if one is. */
  private static Optional<Setting<?>> secret(String[] arguments) {
    List<String> given =
        Stream.of(arguments).map(argument -> argument.replaceFirst("^-D", "")).toList();
    return Settings.ALL.stream()
        .filter(Setting::secret)
        .filter(setting -> given.stream().anyMatch(text -> text.startsWith(setting.name() + "=")))
        .findFirst();
  }

  /** Hadoop looks for -D only before the first option of another's: they may stand anywhere. */
  private static String[] genericFirst(String[] arguments) {
    List<String> generic = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      boolean define = arguments[i].startsWith("-D");
      (define ? generic : others).add(arguments[i]);
      if (arguments[i].equals("-D") && i + 1 < arguments.length) {
        generic.add(arguments[++i]);
      }
    }
    generic.addAll(others);
    return generic.toArray(new String[0]);
  }

  private int run(Verb verb, String[] arguments) {
    Options options = verb.options();
    options.addOption(Option.builder().longOpt("help").desc("this page").get());
    options.addOption(Option.builder().longOpt("json").desc("the outcome as JSON").get());
    options.addOption(
        Option.builder().longOpt("verbose").desc("all log lines, and stack traces").get());
    if (Arrays.asList(arguments).contains("--help")) {
      new Help(out).verb(verb, options);
      return 0;
    }
    try {
      CommandLine line =
          DefaultParser.builder().setAllowPartialMatching(false).get().parse(options, arguments);
      return run(verb, new Arguments(line), String.join(" ", arguments));
    } catch (ParseException e) {
      err.println(verb.name() + ": " + e.getMessage());
      err.println("usage: tributary " + verb.name() + " " + verb.usage());
      return BAD_USAGE;
    }
  }

  private int run(Verb verb, Arguments arguments, String commandLine) {
    RunId id = RunId.create(Clock.systemUTC());
    Settings settings = new HadoopSettings(getConf());
    getConf().set(RunId.PROPERTY, id.value());
    // For the pattern of a cluster's own log4j.properties: %X{run}.
    MDC.put("run", id.value());
    Optional<EcsLayout> json = json(verb, id, settings);
    json.ifPresent(Logging::layOut);
    Outages outages = new Outages();
    try (Journal journal =
            new Journal(verb.name(), id, settings, getConf(), outages, Clock.systemUTC());
        Run run = new Run(id, verb.name(), commandLine, settings, out, outages, journal)) {
      Outcome outcome = outcome(verb, arguments, run, journal);
      tell(verb, id, outcome, arguments, json);
      told.accept(id, outcome);
      return outcome.exitCode();
    }
  }

  /** A wrong value is told of by the run itself, as that of any other setting. */
  private static Optional<EcsLayout> json(Verb verb, RunId id, Settings settings) {
    return settings.text(Settings.LOG_FORMAT).filter("json"::equalsIgnoreCase).isPresent()
        ? Optional.of(new EcsLayout(verb.name(), id))
        : Optional.empty();
  }

  /**
   * Whatever becomes of it, the ledger is told, if the run came as far as that; so is the journal.
   */
  private Outcome outcome(Verb verb, Arguments arguments, Run run, Journal journal) {
    Outcome outcome;
    Exception failure = null;
    try {
      run.settings().get(Settings.LOG_FORMAT); // refused before anything is done
      outcome = verb.run(arguments, run);
    } catch (UsageException | IllegalArgumentException e) {
      failure = e;
      outcome = new Outcome(BAD_USAGE, Failure.line(verb.name(), e), Map.of());
    } catch (IOException | RuntimeException e) {
      failure = e;
      outcome = Outcome.failed(Failure.line(verb.name(), e), Map.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
      outcome = Outcome.failed("interrupted", Map.of());
    }
    outcome = written(run, outcome, failure != null && Outages.isOfLedger(failure));
    journal.ended(outcome.exitCode(), outcome.message(), Optional.ofNullable(failure));
    if (failure != null && arguments.has("verbose")) {
      failure.printStackTrace(err);
    }
    return outcome;
  }

  /**
   * @param known whether the outcome says already that the ledger is away
   */
  private static Outcome written(Run run, Outcome outcome, boolean known) {
    try {
      run.end(outcome);
      return outcome;
    } catch (IOException | TributaryException e) {
      return known ? outcome : unwritten(outcome, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unwritten(outcome, "interrupted");
    }
  }

  private static Outcome unwritten(Outcome outcome, String why) {
    return new Outcome(
        Math.max(FAILED, outcome.exitCode()),
        outcome.message() + "; the ledger could not be told: " + why,
        outcome.facts());
  }

  private void tell(
      Verb verb, RunId id, Outcome outcome, Arguments arguments, Optional<EcsLayout> layout) {
    if (arguments.has("json")) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("verb", verb.name());
      facts.put("run", id.value());
      facts.put("exit_code", outcome.exitCode());
      facts.put("message", outcome.message());
      facts.putAll(outcome.facts());
      out.println(new ObjectMapper().valueToTree(facts).toString());
    } else {
      String begin = outcome.message().startsWith(verb.name() + ":") ? "" : verb.name() + ": ";
      String message = begin + outcome.message();
      err.println(
          layout
              .map(json -> json.outcome(Instant.now(), outcome.exitCode(), message))
              .orElse(message));
    }
    if (outcome.exitCode() == BAD_USAGE) {
      err.println("usage: tributary " + verb.name() + " " + verb.usage());
    }
  }
}
