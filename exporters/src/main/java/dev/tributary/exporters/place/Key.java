package dev.tributary.exporters.place;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A place in a Kafka key: {@code FR-Paris}, or {@code FR/Paris} as messages of weather have it.
 *
 * @param country ISO 3166-1 alpha-2
 */
record Key(String country, String city) {

  /** A longer one is no place's. */
  private static final int MAX_BYTES = 1000;

  /** Empty if the key names no place. */
  static Optional<Key> of(byte[] key) {
    if (key == null
        || key.length < 4
        || key.length > MAX_BYTES
        || (key[2] != '-' && key[2] != '/')) {
      return Optional.empty();
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    String country = text.substring(0, 2);
    boolean named = text.codePoints().skip(3).anyMatch(Character::isLetter);
    return Countries.isCode(country) && named
        ? CityName.of(text.substring(3)).map(city -> new Key(country, city))
        : Optional.empty();
  }
}
