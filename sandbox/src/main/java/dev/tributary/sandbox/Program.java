package dev.tributary.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that prepares something for a service and ends; it writes to the log of that service.
 */
final class Program {

  private static final long PATIENCE_SECONDS = 300;

  private Program() {}

  static void run(Service service, Home home, List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    builder.directory(home.data().toFile());
    DaemonProcess.inheritLittle(builder);
    builder.environment().putAll(environment);
    builder.environment().put(ProcessTable.HOME_VARIABLE, home.root().toString());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(service).toFile()));
    try (OutputStream log =
        Files.newOutputStream(
            home.log(service),
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND)) {
      log.write(
          ("sandbox: " + command.get(0) + " …\n")
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("its preparation took more than " + PATIENCE_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException("its preparation failed with exit code " + process.exitValue());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw Pause.interrupted(e);
    }
  }
}
