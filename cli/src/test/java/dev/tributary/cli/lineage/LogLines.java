package dev.tributary.cli.lineage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.log4j.AppenderSkeleton;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.spi.LoggingEvent;

/** Everything that is logged in this JVM, from its making to its closing. */
final class LogLines implements AutoCloseable {

  private final Level before = Logger.getRootLogger().getLevel();
  private final Lines lines = new Lines();

  LogLines() {
    Logger.getRootLogger().setLevel(Level.TRACE);
    Logger.getRootLogger().addAppender(lines);
  }

  /** The messages of a class. */
  List<String> of(Class<?> logger) {
    return lines.events.stream()
        .filter(event -> event.getLoggerName().equals(logger.getName()))
        .map(LoggingEvent::getRenderedMessage)
        .toList();
  }

  /** All messages. */
  List<String> all() {
    return lines.events.stream().map(LoggingEvent::getRenderedMessage).toList();
  }

  @Override
  public void close() {
    Logger.getRootLogger().removeAppender(lines);
    Logger.getRootLogger().setLevel(before);
  }

  private static final class Lines extends AppenderSkeleton {

    private final List<LoggingEvent> events = new CopyOnWriteArrayList<>();

    @Override
    protected void append(LoggingEvent event) {
      events.add(event);
    }

    @Override
    public boolean requiresLayout() {
      return false;
    }

    @Override
    public void close() {}
  }
}
