package dev.tributary.exporters.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.ledger.SinkPortion;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.SetHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class BufferTest {

  private static final Place PARIS = new Place("FR", "Paris");
  private static final Place KRAKOW = new Place("PL", "Krakow");
  private static final UUID TOPIC = new UUID(1, 2);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void onePlaceWithEnoughMessagesIsEnough() {
    Buffer buffer = new Buffer(new Buffer.Limits(3, HOUR, 1_000, 100_000));
    add(buffer, PARIS, 0, 2);
    add(buffer, KRAKOW, 0, 2);
    assertThat(buffer.isDue()).isFalse();
    add(buffer, KRAKOW, 2, 1);
    assertThat(buffer.isDue()).isTrue();
    assertThat(buffer.isFull()).isFalse();
  }

  @Test
  void nothingWaitsLongerThanTheInterval() {
    Buffer buffer = new Buffer(new Buffer.Limits(3, Duration.ofNanos(1), 1_000, 100_000));
    assertThat(buffer.isDue()).as("empty").isFalse();
    add(buffer, PARIS, 0, 1);
    assertThat(buffer.isDue()).isTrue();
  }

  @Test
  void aPlaceWithAsMuchAsAFileTakesNoMore() {
    Buffer buffer = new Buffer(new Buffer.Limits(1_000, HOUR, 30, 100_000));
    add(buffer, PARIS, 0, 2);
    assertThat(buffer.isFull()).isFalse();
    add(buffer, PARIS, 2, 1);
    assertThat(buffer.isFull()).isTrue();
  }

  @Test
  void itIsFullByTheBytesOfAllPlaces() {
    Buffer buffer = new Buffer(new Buffer.Limits(1_000, HOUR, 1_000_000, 100_000));
    for (int place = 0; !buffer.isFull(); place++) {
      add(buffer, new Place("FR", "City " + place), place, 1);
    }
    assertThat(buffer.places()).as("of 10 bytes and some hundred each").isBetween(50, 200);
  }

  @Test
  void aPortionKnowsWhichMessagesItHolds() throws IOException {
    Buffer buffer = new Buffer(new Buffer.Limits(3, HOUR, 1_000, 100_000));
    buffer.add(PARIS, new Coordinates(TOPIC, 1, 7), bytes("a\n"));
    buffer.add(PARIS, new Coordinates(TOPIC, 0, 3), bytes("b\n"));
    buffer.add(PARIS, new Coordinates(TOPIC, 1, 9), bytes("c\n"));
    Map<Place, Portion> drained = buffer.drain();
    assertThat(buffer.messages()).isZero();
    assertThat(buffer.bytes()).isZero();
    assertThat(buffer.isDue()).isFalse();
    SinkPortion portion = drained.get(PARIS).of(42);
    assertThat(portion.placeId()).isEqualTo(42);
    assertThat(portion.bytes()).isEqualTo(6);
    assertThat(portion.firstOffset()).isEqualTo(7);
    assertThat(portion.contents())
        .containsExactlyInAnyOrder(
            new SinkPortion.Content(TOPIC, 0, 3, 3, SetHash.of(TOPIC, 0, 3)),
            new SinkPortion.Content(
                TOPIC, 1, 7, 9, SetHash.of(TOPIC, 1, 9).plus(SetHash.of(TOPIC, 1, 7))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    drained.get(PARIS).writeTo(out);
    assertThat(out).hasToString("a\nb\nc\n");
  }

  private static void add(Buffer buffer, Place place, long first, int count) {
    for (int i = 0; i < count; i++) {
      buffer.add(place, new Coordinates(TOPIC, 0, first + i), bytes("123456789\n"));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
