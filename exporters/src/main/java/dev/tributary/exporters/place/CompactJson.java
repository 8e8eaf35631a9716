package dev.tributary.exporters.place;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message that is JSON.
 *
 * @param bytes as they came, without whitespace between tokens
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them; the bytes are handed through
record CompactJson(JsonNode json, byte[] bytes) {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(100).build())
                  // Names are the producer's: they may not stay in memory when it is done.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Why a message is none. */
  static final class RefusedException extends Exception {

    RefusedException(String reason) {
      super(reason);
    }
  }

  /**
   * Reads a message.
   *
   * @throws RefusedException with a reason as {@link Sighting} has them
   */
  static CompactJson read(byte[] message) throws RefusedException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(Sighting.NOT_UTF_8);
    }
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (StreamConstraintsException e) {
      throw new RefusedException(Sighting.BEYOND_LIMITS);
    } catch (JsonProcessingException e) {
      throw new RefusedException(Sighting.NOT_JSON);
    }
    if (json.isMissingNode()) {
      throw new RefusedException(Sighting.NOT_JSON);
    }
    return new CompactJson(json, withoutSpace(message));
  }

  /**
   * Of what is JSON, but for the digits of its escapes, which the parser takes from any letters.
   */
  private static byte[] withoutSpace(byte[] json) throws RefusedException {
    byte[] compact = new byte[json.length];
    int length = 0;
    boolean quoted = false;
    for (int i = 0; i < json.length; i++) {
      byte each = json[i];
      if (quoted) {
        if (each == '\\') {
          compact[length++] = each;
          each = json[++i];
          if (each == 'u' && !areHexDigits(json, i + 1)) {
            throw new RefusedException(Sighting.NOT_JSON);
          }
        } else if (each == '"') {
          quoted = false;
        }
      } else if (each == ' ' || each == '\t' || each == '\n' || each == '\r') {
        continue;
      } else if (each == '"') {
        quoted = true;
      }
      compact[length++] = each;
    }
    return length == json.length ? json : Arrays.copyOf(compact, length);
  }

  private static boolean areHexDigits(byte[] json, int from) {
    boolean are = from + 4 <= json.length;
    for (int i = from; are && i < from + 4; i++) {
      are = json[i] > 0 && Character.digit(json[i], 16) >= 0;
    }
    return are;
  }
}
