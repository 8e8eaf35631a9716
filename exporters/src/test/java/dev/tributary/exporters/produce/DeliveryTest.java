package dev.tributary.exporters.produce;

import static dev.tributary.exporters.produce.Records.numbers;
import static dev.tributary.exporters.produce.Records.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.exporters.produce.FakeChannel.Fate;
import org.junit.jupiter.api.Test;

final class DeliveryTest {

  private final FakeChannel channel = new FakeChannel();
  private final Delivery delivery = new Delivery(channel);

  @Test
  void aCycleIsATransaction() {
    send(0, 3);
    send(3, 4);
    assertThat(channel.transactions()).containsExactly(range(0, 3), range(3, 4));
    assertThat(delivery.kept()).isZero();
  }

  @Test
  void withoutMessagesKafkaIsNotAsked() {
    delivery.send();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void whatKafkaDoesNotTakeIsSentWithALaterCycleInItsOrder() {
    channel.openings(Fate.FAILS, Fate.FAILS).sendings(Fate.FAILS);
    sendInVain(0, 2);
    sendInVain(2, 3);
    sendInVain(3, 5);
    assertThat(channel.isOpen()).isFalse();
    assertThat(delivery.kept()).isEqualTo(5);
    send(5, 6);
    assertThat(channel.transactions())
        .containsExactly(range(0, 2), range(2, 3), range(3, 5), range(5, 6));
    assertThat(delivery.kept()).isZero();
  }

  @Test
  void aTransactionThatCameAboutUnheardIsNotSentAgain() {
    channel.sendings(Fate.IS_NOT_TOLD);
    sendInVain(0, 2);
    channel.openings(Fate.FAILS);
    sendInVain(2, 3);
    send(3, 4);
    assertThat(channel.transactions()).containsExactly(range(0, 2), range(2, 3), range(3, 4));
  }

  @Test
  void whenAllCameAboutUnheardNothingIsSent() {
    channel.sendings(Fate.IS_NOT_TOLD);
    sendInVain(0, 2);
    delivery.send();
    assertThat(channel.transactions()).containsExactly(range(0, 2));
    assertThat(delivery.kept()).isZero();
  }

  @Test
  void ofALongTimeWithoutKafkaTheNewestAreKept() {
    channel.openings(Fate.FAILS);
    sendInVain(0, 9_999);
    assertThat(delivery.keep(range(9_999, 10_002))).isEqualTo(2);
    delivery.send();
    assertThat(numbers(channel.messages())).startsWith(2L, 3L).endsWith(10_001L).hasSize(10_000);
  }

  @Test
  void whoIsOvertakenIsTold() {
    channel.sendings(Fate.IS_OVERTAKEN);
    delivery.keep(range(0, 1));
    assertThatThrownBy(delivery::send).isInstanceOf(OvertakenException.class);
  }

  private void send(long from, long until) {
    assertThat(delivery.keep(range(from, until))).isZero();
    delivery.send();
  }

  private void sendInVain(long from, long until) {
    delivery.keep(range(from, until));
    assertThatThrownBy(delivery::send).isInstanceOf(TributaryException.class);
  }
}
