package dev.tributary.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ToolRunner;

/** {@code hadoop jar tributary.jar VERB …}. */
public final class Main {

  private static final int BUFFER = 1 << 16;

  private Main() {}

  /** Runs one verb and ends with its exit code. */
  public static void main(String[] arguments) throws Exception {
    // Figures in messages read the same on every machine.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    try (PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
            false,
            StandardCharsets.UTF_8)) {
      PrintStream err =
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
      Configuration conf = HadoopSettings.configuration(System.getenv(), Path.of(".env"));
      int exitCode = ToolRunner.run(conf, new Command(out, err), arguments);
      if (out.checkError()) {
        err.println("tributary: what was to be printed could not be written");
        exitCode = Math.max(1, exitCode);
      }
      System.exit(exitCode);
    }
  }
}
