package dev.tributary.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.run.RunId;
import java.time.Instant;
import org.apache.log4j.Layout;
import org.apache.log4j.spi.LoggingEvent;

/** A line of JSON for each event, in the terms of the Elastic Common Schema. */
final class EcsLayout extends Layout {

  private static final String VERSION = "8.11.0";

  private final ObjectMapper json = new ObjectMapper();
  private final String verb;
  private final RunId run;

  EcsLayout(String verb, RunId run) {
    this.verb = verb;
    this.run = run;
  }

  @Override
  public String format(LoggingEvent event) {
    ObjectNode line =
        line(
            Instant.ofEpochMilli(event.getTimeStamp()),
            String.valueOf(event.getLevel()),
            event.getRenderedMessage());
    line.put("log.logger", event.getLoggerName());
    line.put("process.thread.name", event.getThreadName());
    if (event.getThrowableInformation() != null) {
      Throwable failure = event.getThrowableInformation().getThrowable();
      line.put("error.type", failure.getClass().getName());
      line.put("error.message", failure.getMessage());
      line.put("error.stack_trace", String.join("\n", event.getThrowableStrRep()));
    }
    return line + "\n";
  }

  /** The line that says how the run ended. */
  String outcome(Instant at, int exitCode, String message) {
    ObjectNode line = line(at, exitCode == 0 ? "INFO" : "ERROR", message);
    line.put("process.exit_code", exitCode);
    return line.toString();
  }

  private ObjectNode line(Instant at, String level, String message) {
    ObjectNode line = json.createObjectNode();
    line.put("@timestamp", at.toString());
    line.put("log.level", level);
    line.put("message", message);
    line.put("ecs.version", VERSION);
    line.put("service.name", "tributary");
    line.putObject("labels").put("run", run.value()).put("verb", verb);
    return line;
  }

  /** What is thrown is a part of its line. */
  @Override
  public boolean ignoresThrowable() {
    return false;
  }

  @Override
  public void activateOptions() {}
}
