package dev.tributary.exporters.http;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.log4j.AppenderSkeleton;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.spi.LoggingEvent;

/** Everything that is logged in this JVM, at any level, from its making to its closing. */
public final class LogLines implements AutoCloseable {

  private final Lines lines = new Lines();
  private final Level before = Logger.getRootLogger().getLevel();

  public LogLines() {
    Logger.getRootLogger().setLevel(Level.TRACE);
    Logger.getRootLogger().addAppender(lines);
  }

  /** Messages, each with the stack trace that was given with it, if one was. */
  public List<String> lines() {
    return lines.texts;
  }

  @Override
  public void close() {
    Logger.getRootLogger().removeAppender(lines);
    Logger.getRootLogger().setLevel(before);
  }

  private static final class Lines extends AppenderSkeleton {

    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    protected void append(LoggingEvent event) {
      StringWriter text = new StringWriter();
      text.append(event.getRenderedMessage());
      if (event.getThrowableInformation() != null) {
        event.getThrowableInformation().getThrowable().printStackTrace(new PrintWriter(text, true));
      }
      texts.add(text.toString());
    }

    @Override
    public boolean requiresLayout() {
      return false;
    }

    @Override
    public void close() {}
  }
}
