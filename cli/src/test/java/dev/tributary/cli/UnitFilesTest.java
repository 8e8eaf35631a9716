package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units of systemd, as systemd itself reads them. */
final class UnitFilesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  @TempDir private Path directory;

  @Test
  void systemdHasNothingToSayOfThem() throws Exception {
    assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not here");
    List<String> command = new ArrayList<>(List.of(ANALYZE.toString(), "verify"));
    for (Path unit : units()) {
      // Of this clone: they name a place where nothing is yet. Timers look for the template.
      String text = Files.readString(unit).replace("/opt/tributary/", ROOT + "/");
      String name = unit.getFileName().toString();
      Files.writeString(directory.resolve(name), text);
      Path instance = directory.resolve(name.replace("@.", "@weather."));
      Files.writeString(instance, text);
      command.add(instance.toString());
    }
    assertThat(command).hasSizeGreaterThan(8);
    Process verify = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(verify.waitFor()).as(said).isZero();
    assertThat(said.lines().filter(line -> line.contains("tributary"))).isEmpty();
  }

  private static List<Path> units() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("scripts/systemd"))) {
      return files.sorted().toList();
    }
  }
}
