package dev.tributary.cli.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The shipped samples through the whole pipeline on YARN, once for all tests that look at it.
 *
 * @param applications what YARN lists then: a ResourceManager that is started anew has forgotten
 */
record ShippedSamples(Workspace water, Shell.Result pipeline, Shell.Result applications) {

  static final Path FILE = Workspace.SAMPLES.resolve("LTM_Data_2022_8_1.csv.gz");

  private static ShippedSamples run;

  static synchronized ShippedSamples run() {
    if (run == null) {
      try {
        Path target = Files.createDirectories(Path.of("target"));
        Workspace water = new Workspace("pipeline", Files.createTempDirectory(target, "shipped"));
        water.produceReferences();
        water.produce(FILE).ok();
        Shell.Result pipeline = water.run("pipeline", "--dataset", "water").ok();
        run =
            new ShippedSamples(
                water,
                pipeline,
                Shell.run("yarn", "application", "-list", "-appStates", "ALL").ok());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return run;
  }
}
