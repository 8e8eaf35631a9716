package dev.tributary.exporters.produce;

import static dev.tributary.exporters.produce.Records.numbers;
import static dev.tributary.exporters.produce.Records.range;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OutboxTest {

  private final Outbox outbox = new Outbox(5);

  @Test
  void cyclesStayApart() {
    assertThat(outbox.add(range(0, 2))).isZero();
    assertThat(outbox.add(List.of())).isZero();
    assertThat(outbox.add(range(2, 5))).isZero();
    assertThat(outbox.size()).isEqualTo(5);
    assertThat(numbers(outbox.first())).containsExactly(0L, 1L);
    outbox.sent(2);
    assertThat(numbers(outbox.first())).containsExactly(2L, 3L, 4L);
    outbox.sent(5);
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void ofTooManyTheOldestAreDropped() {
    outbox.add(range(0, 2));
    outbox.add(range(2, 5));
    assertThat(outbox.add(range(5, 6))).isEqualTo(1);
    assertThat(numbers(outbox.first())).containsExactly(1L);
    assertThat(outbox.add(range(6, 9))).isEqualTo(3);
    assertThat(numbers(outbox.first())).containsExactly(4L);
    assertThat(outbox.size()).isEqualTo(5);
    assertThat(outbox.add(range(9, 20))).isEqualTo(11);
    assertThat(numbers(outbox.first())).containsExactly(15L, 16L, 17L, 18L, 19L);
  }

  @Test
  void whatWasSentBeforeItWasCutIsNotKept() {
    outbox.add(range(0, 4));
    outbox.add(range(4, 6));
    outbox.sent(2);
    assertThat(numbers(outbox.first())).containsExactly(2L, 3L);
    outbox.sent(0);
    assertThat(outbox.size()).isEqualTo(4);
  }
}
