package dev.tributary.exporters.service;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has started a service and wants to know how it does: systemd, for units of {@code
 * Type=notify}. It is told through its own command, as Java knows no datagrams of local sockets;
 * the unit must have {@code NotifyAccess=all} for that.
 */
public final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /** What systemd sets where it wants to be told. */
  private static final String SOCKET = "NOTIFY_SOCKET";

  private static final long PATIENCE_S = 10;

  private final boolean present;
  private final String command;
  private boolean isReady;

  /** The one of this process, if it has one. */
  public Supervisor() {
    this(System.getenv(), "systemd-notify");
  }

  Supervisor(Map<String, String> environment, String command) {
    this.present = !environment.getOrDefault(SOCKET, "").isBlank();
    this.command = command;
  }

  /**
   * The service does its work from here on. That is told once: what is away later is waited for.
   *
   * @param status what it does, for {@code systemctl status}
   */
  public void ready(String status) {
    if (!isReady) {
      isReady = true;
      tell("--ready", "--status=" + status);
    }
  }

  /** It was asked to end, and does. */
  public void stopping() {
    tell("STOPPING=1", "--status=ending in order");
  }

  /** A service goes on without it: whoever started it sees that it has not become ready. */
  private void tell(String... words) {
    if (!present) {
      return;
    }
    String[] line = new String[words.length + 1];
    line[0] = command;
    System.arraycopy(words, 0, line, 1, words.length);
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        LOG.warn("{} has not ended in {} s; the service manager was not told", command, PATIENCE_S);
      } else if (process.exitValue() != 0) {
        LOG.warn(
            "{} ended with {}; the service manager was not told", command, process.exitValue());
      }
    } catch (IOException e) {
      LOG.warn("{}; the service manager was not told", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
