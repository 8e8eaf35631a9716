package dev.tributary.exporters.replay;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.source.CountedInput;
import dev.tributary.exporters.source.DamagedFileException;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON over any number of lines: objects, and arrays of them, of which one element at a time is
 * held. Behind a fault nothing can be found again.
 */
final class JsonDocument implements Entries {

  private static final ObjectReader ELEMENTS =
      WeatherMessage.JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final CountedInput bytes;
  private final JsonParser parser;
  private boolean inArray;
  private long element;

  JsonDocument(InputStream in) throws IOException {
    this.bytes = new CountedInput(in, TextLines.LIMIT);
    // Decoded before Jackson sees it, which lets some malformed bytes pass.
    this.parser =
        WeatherMessage.JSON
            .getFactory()
            .createParser(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
  }

  @Override
  public Optional<JsonNode> next() throws IOException {
    try {
      JsonToken token = parser.nextToken();
      while (token == JsonToken.END_ARRAY || (token == JsonToken.START_ARRAY && !inArray)) {
        inArray = token == JsonToken.START_ARRAY;
        token = parser.nextToken();
      }
      if (token == null) {
        return Optional.empty();
      }
      element++;
      JsonNode read = ELEMENTS.readTree(parser);
      bytes.nextPiece();
      return Optional.of(read);
    } catch (JsonProcessingException e) {
      JsonLocation at = Optional.ofNullable(e.getLocation()).orElse(parser.currentLocation());
      throw new DamagedFileException(
          e,
          "is no JSON from line %d column %d on, in element %d (%s): it is damaged or cut off; get it again"
              .formatted(
                  at.getLineNr(),
                  at.getColumnNr(),
                  Math.max(element, 1),
                  Excerpt.of(e.getOriginalMessage())));
    }
  }

  @Override
  public String where() {
    return "element " + element;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
