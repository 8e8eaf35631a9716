package dev.tributary.cli.it;

import dev.tributary.sandbox.Sandbox;
import dev.tributary.sandbox.SandboxException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The one sandbox of the integration tests: up before the first of them, down and empty after the
 * last, also when tests fail.
 */
final class Stack implements BeforeAllCallback {

  private static final Path HOME = Path.of(System.getProperty("tributary.sandbox.home"));
  private static final Sandbox SANDBOX = Sandbox.at(HOME).onFreePorts();

  private static Map<String, String> environment;

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Running.class, type -> new Running(), Running.class);
  }

  static Sandbox sandbox() {
    return SANDBOX;
  }

  /** Where everything of it is. */
  static Path home() {
    return HOME;
  }

  /** The environment of its commands: as it was last, while a test keeps a daemon down. */
  static synchronized Map<String, String> environment() {
    try {
      environment = SANDBOX.environment();
    } catch (SandboxException e) {
      if (environment == null) {
        throw e;
      }
    }
    return environment;
  }

  private static final class Running implements AutoCloseable {

    private final Thread atExit = new Thread(SANDBOX::down, "sandbox-down");

    Running() {
      SANDBOX.reset(); // what a run that was killed may have left
      Runtime.getRuntime().addShutdownHook(atExit);
      SANDBOX.up();
      HadoopClasses.archive(JobJar.archive());
    }

    @Override
    public void close() {
      SANDBOX.reset();
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
  }
}
