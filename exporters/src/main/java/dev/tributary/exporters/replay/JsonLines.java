package dev.tributary.exporters.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A record a line: one that is broken does not keep the others. */
final class JsonLines implements Entries {

  private final TextLines lines;
  private long number;

  JsonLines(InputStream in) {
    this.lines = new TextLines(in);
  }

  @Override
  public Optional<JsonNode> next() throws IOException, RefusedRecordException {
    Optional<TextLines.Line> line = lines.next();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    number = line.get().number();
    return Optional.of(parse(line.get().text()));
  }

  /** The one value that a text is. */
  static JsonNode parse(String text) throws RefusedRecordException {
    try {
      return WeatherMessage.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new RefusedRecordException(
          "is no JSON (%s): %s".formatted(Excerpt.of(e.getOriginalMessage()), Excerpt.of(text)), e);
    }
  }

  @Override
  public String where() {
    return "line " + number;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
