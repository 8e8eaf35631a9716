package dev.tributary.exporters.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.exporters.source.FiniteSource;
import dev.tributary.exporters.source.RecordReader;
import dev.tributary.exporters.source.SourceRecord;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** A file's records as messages, in their order; those that become none are told of. */
final class RecordedMessages implements FiniteSource.Records {

  private final String file;
  private final Entries entries;
  private final Composition composition;
  private final Consumer<String> told;
  private long index;
  private long refused;

  /**
   * Reads a file.
   *
   * @param told takes a line about each record that becomes no message
   */
  RecordedMessages(String file, Entries entries, Composition composition, Consumer<String> told) {
    this.file = file;
    this.entries = entries;
    this.composition = composition;
    this.told = told;
  }

  @Override
  public Optional<SourceRecord> next() throws IOException {
    while (true) {
      try {
        Optional<JsonNode> entry = entries.next();
        return entry.isEmpty()
            ? Optional.empty()
            : Optional.of(record(composition.message(entry.get())));
      } catch (RefusedRecordException e) {
        refused++;
        told.accept(origin() + ": " + e.getMessage());
      }
    }
  }

  /** How many records so far became no message. */
  long refused() {
    return refused;
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }

  private SourceRecord record(WeatherMessage message) throws IOException, RefusedRecordException {
    String json = WeatherMessage.JSON.writeValueAsString(message.json());
    if (bytes(json) + bytes(message.key()) > RecordReader.MESSAGE_LIMIT) {
      throw new RefusedRecordException(
          "makes a message of more than %,d bytes, which Kafka does not take"
              .formatted(RecordReader.MESSAGE_LIMIT));
    }
    return new SourceRecord(index++, origin(), message.key(), json);
  }

  private String origin() {
    return file + " " + entries.where();
  }

  /** JSON can name half of a character, which would be sent as a question mark. */
  private static int bytes(String text) throws RefusedRecordException {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining();
    } catch (CharacterCodingException e) {
      throw new RefusedRecordException("has half of a character (\\ud800 to \\udfff) in a text", e);
    }
  }
}
