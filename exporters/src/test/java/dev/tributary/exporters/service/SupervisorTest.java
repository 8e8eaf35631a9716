package dev.tributary.exporters.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service manager is told; a script stands in for its command. */
final class SupervisorTest {

  private static final Map<String, String> SYSTEMD = Map.of("NOTIFY_SOCKET", "/run/systemd/notify");

  @TempDir private Path directory;

  private Path told;
  private Path command;

  @BeforeEach
  void writeCommand() throws IOException {
    told = directory.resolve("told");
    command = script("echo \"$*\" >> " + told);
  }

  private Path script(String line) throws IOException {
    Path script = directory.resolve("notify");
    Files.writeString(script, "#!/bin/sh\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  @Test
  void readinessIsToldOnceAndTheEndAsWell() throws IOException {
    Supervisor supervisor = new Supervisor(SYSTEMD, command.toString());
    supervisor.ready("lands 3 feeds");
    supervisor.ready("lands 3 feeds");
    supervisor.stopping();
    assertThat(Files.readAllLines(told))
        .isEqualTo(
            List.of("--ready --status=lands 3 feeds", "STOPPING=1 --status=ending in order"));
  }

  @Test
  void nobodyIsToldWhereNobodyAsked() {
    new Supervisor(Map.of(), command.toString()).ready("lands 3 feeds");
    assertThat(told).doesNotExist();
  }

  @Test
  void aServiceGoesOnIfItCannotTell() throws IOException {
    new Supervisor(SYSTEMD, directory.resolve("absent").toString()).ready("lands 3 feeds");
    new Supervisor(SYSTEMD, script("exit 1").toString()).stopping();
  }
}
