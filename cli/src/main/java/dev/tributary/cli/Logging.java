package dev.tributary.cli;

import java.util.Enumeration;
import org.apache.log4j.Appender;
import org.apache.log4j.Layout;
import org.apache.log4j.Level;
import org.apache.log4j.LogManager;

/** How much is told on stderr: the suite's own few lines, of the libraries what matters. */
final class Logging {

  private Logging() {}

  /** From here on every line of this process is told in this form, wherever it went before. */
  static void layOut(Layout layout) {
    Enumeration<?> appenders = LogManager.getRootLogger().getAllAppenders();
    while (appenders.hasMoreElements()) {
      ((Appender) appenders.nextElement()).setLayout(layout);
    }
  }

  static void configure(boolean verbose) {
    if (verbose) {
      return;
    }
    // Each tells what it cannot reach again and again, beside the one line that says so.
    for (String chatty :
        new String[] {
          "org.apache.kafka",
          "org.flywaydb",
          "org.apache.hadoop.hive",
          "org.apache.hive",
          "org.apache.parquet",
          "org.apache.hadoop.io.compress",
          "com.networknt"
        }) {
      LogManager.getLogger(chatty).setLevel(Level.ERROR);
    }
    LogManager.getLogger("org.apache.hadoop.ipc.Client").setLevel(Level.ERROR);
    LogManager.getLogger("dev.tributary").setLevel(Level.INFO);
  }
}
