package dev.tributary.exporters.produce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.verb.Outcome;
import org.junit.jupiter.api.Test;

final class ReplayTallyTest {

  private final ReplayTally tally = new ReplayTally();

  @Test
  void whatWasThereIsToldOfWithWhatWasSent() {
    tally.taken(new Production.Sent(2_000, 1_832, 0));
    tally.taken(new Production.Sent(0, 1, 0));
    assertThat(sent())
        .isEqualTo(
            new Outcome(
                0,
                "sent 2,000 messages of 2 files to weather-api; 1,833 were there",
                sent().facts()));
  }

  @Test
  void whereAllWasSentThereIsNothingToSend() {
    tally.taken(new Production.Sent(0, 3_832, 0));
    assertThat(sent().exitCode()).isZero();
    assertThat(sent().message())
        .isEqualTo(
            "nothing to send: all 3,832 messages of 1 files are in weather-api"
                + " (--again sends them once more)");
  }

  @Test
  void whatIsRefusedFailsAlsoARunThatHadNothingToSend() {
    tally.taken(new Production.Sent(0, 3_831, 0));
    tally.refused("a.jsonl line 7: is not UTF-8");
    assertThat(sent().exitCode()).isEqualTo(1);
    assertThat(sent().message())
        .isEqualTo(
            "sent 0 messages of 1 files to weather-api; 3,831 were there;"
                + " 1 records refused: a.jsonl line 7: is not UTF-8");
  }

  @Test
  void aFileOfNoUseFailsTheRunThatSentTheOthers() {
    tally.taken(new Production.Sent(5, 0, 0));
    tally.failed("file 'cut.json' has no records; get it again; nothing of it was sent");
    assertThat(sent().exitCode()).isEqualTo(1);
    assertThat(sent().message())
        .isEqualTo(
            "sent 5 messages of 1 files to weather-api; failed: file 'cut.json' has no records;"
                + " get it again; nothing of it was sent");
  }

  private Outcome sent() {
    return tally.outcome("sent", "weather-api");
  }
}
