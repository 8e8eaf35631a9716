package dev.tributary.cli.lineage;

import io.openlineage.client.transports.FileConfig;
import io.openlineage.client.transports.FileTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.log4j.Level;
import org.apache.log4j.LogManager;

/** A file with a line of JSON for each event; several runs may add to it at once. */
final class EventFile implements Recipient {

  private final Path file;
  private final FileTransport transport;
  private final EventForm form;

  /**
   * One that is made with the first event, and the directories above it.
   *
   * @param file an absolute path
   */
  EventFile(Path file, EventForm form) {
    this.file = file;
    this.form = form;
    // It tells of each event that it could not write; the courier tells of all at the end.
    LogManager.getLogger(FileTransport.class).setLevel(Level.OFF);
    this.transport = new FileTransport(new FileConfig(file.toString()));
  }

  /** The transport itself tells nobody of a failure, but its log. */
  @Override
  public void take(Event event) throws IOException {
    long before = size();
    transport.emit(form.of(event));
    if (size() <= before) {
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
      throw new IOException("it could not be added to");
    }
  }

  private long size() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  @Override
  public String reason(Throwable failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
