package dev.tributary.sandbox;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;

/** The command line: {@code sandbox up | down | status | env | reset}. */
public final class Main {

  private static final String USAGE =
      """
      Usage: sandbox VERB [--home DIR] [options]

      Runs the real daemons on this machine, all on 127.0.0.1: PostgreSQL, Kafka, HDFS, YARN,
      MapReduce's history server, Hive's metastore and HiveServer2.

        up       start what does not run, wait until all answer
                   --without LIST  leave out some of historyserver,metastore,hiveserver2
                   --with oozie    Oozie as well
                   --free-ports    take no usual port (9092, 5432, ...), even if it is free
        down     end every process; data stay
        status   a table of the services; exit code 1 if not all answer
                   --json
        env      print the exports a shell needs: eval "$(sandbox env)"
        reset    down, and wipe all data

        --home DIR   where everything is kept
                     (default: ${XDG_CACHE_HOME:-$HOME/.cache}/tributary/sandbox)

      Example: sandbox up && eval "$(sandbox env)" && hdfs dfs -ls /
      """;

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;

  private Main() {}

  /** Ends the JVM with 0 if done, 1 if not, 2 if the command line is wrong. */
  public static void main(String[] arguments) {
    int code;
    try {
      code = run(new ArrayDeque<>(Arrays.asList(arguments)));
    } catch (SandboxException e) {
      e.getMessage().lines().forEach(line -> System.err.println("sandbox: " + line));
      code = FAILED;
    } catch (UncheckedIOException e) {
      System.err.println("sandbox: " + e.getMessage() + " (" + e.getCause() + ")");
      code = FAILED;
    }
    System.exit(code);
  }

  private static int run(Deque<String> arguments) {
    String verb = null;
    Path home = defaultHome(System.getenv());
    Service[] with = {};
    Service[] without = {};
    boolean freePorts = false;
    boolean json = false;
    while (!arguments.isEmpty()) {
      String argument = arguments.pop();
      switch (argument) {
        case "-h", "--help", "help" -> {
          System.out.print(USAGE);
          return DONE;
        }
        case "--home", "--with", "--without" -> {
          if (arguments.isEmpty()) {
            return badUsage(argument + " wants a value");
          }
          if (argument.equals("--home")) {
            home = Path.of(arguments.pop());
          } else if (argument.equals("--with")) {
            with = services(arguments.pop());
          } else {
            without = services(arguments.pop());
          }
        }
        case "--free-ports" -> freePorts = true;
        case "--json" -> json = true;
        default -> {
          if (argument.startsWith("-") || verb != null) {
            return badUsage("unknown argument '" + argument + "'");
          }
          verb = argument;
        }
      }
    }
    if (verb == null) {
      return badUsage("no verb");
    }
    Sandbox sandbox =
        Sandbox.at(home)
            .with(with)
            .without(without)
            .telling(line -> System.err.println("sandbox: " + line));
    return perform(verb, freePorts ? sandbox.onFreePorts() : sandbox, json);
  }

  private static int perform(String verb, Sandbox sandbox, boolean json) {
    switch (verb) {
      case "up" -> {
        long began = System.nanoTime();
        sandbox.up();
        System.err.printf("sandbox: up after %.1f s%n", (System.nanoTime() - began) / 1e9);
      }
      case "down" -> sandbox.down();
      case "reset" -> sandbox.reset();
      case "status" -> {
        Status status = sandbox.status();
        System.out.print(json ? status.json() : status.table());
        return status.isUp() ? DONE : FAILED;
      }
      case "env" ->
          sandbox
              .environment()
              .forEach((name, value) -> System.out.println("export " + name + "='" + value + "'"));
      default -> {
        return badUsage("unknown verb '" + verb + "'");
      }
    }
    return DONE;
  }

  private static Service[] services(String list) {
    return Arrays.stream(list.split(",")).map(Service::of).toArray(Service[]::new);
  }

  private static int badUsage(String problem) {
    System.err.println("sandbox: " + problem + "; see 'sandbox --help'");
    return BAD_USAGE;
  }

  private static Path defaultHome(Map<String, String> environment) {
    String cache = environment.get("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("tributary").resolve("sandbox");
  }
}
