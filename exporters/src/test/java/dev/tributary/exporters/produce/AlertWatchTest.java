package dev.tributary.exporters.produce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.exporters.alert.AlertTopics;
import dev.tributary.exporters.http.Deadline;
import dev.tributary.exporters.http.LogLines;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.openmeteo.Station;
import dev.tributary.exporters.openmeteo.StubMeteo;
import dev.tributary.exporters.produce.FakeChannel.Fate;
import dev.tributary.exporters.service.Ending;
import dev.tributary.exporters.source.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Places of Open-Meteo, asked about again and again. */
final class AlertWatchTest {

  private final FakeChannel channel = new FakeChannel();
  private final Ending ending = new Ending();
  private StubMeteo api;

  @BeforeEach
  void start() throws IOException {
    api = new StubMeteo();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void eachReadingIsSentOnceThoughTheApiFallsBackToOneBefore() throws Exception {
    api.now(
        now("20:45", "5"),
        now("20:45", "5"),
        now("21:00", "5"),
        now("20:45", "5"),
        now("21:15", "5"));
    CompletableFuture<Outcome> end = watch("Paris,FR");
    Deadline.await("three readings", () -> channel.messages().size() == 3);
    Deadline.await("some cycles more", () -> api.targets().size() > 12);
    ending.ask();
    Outcome outcome = end.get(Deadline.MS, TimeUnit.MILLISECONDS);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.message())
        .matches(
            "ended as asked; sent 3 messages of 1 cities to geo_weather_stream in \\d+ cycles");
    assertThat(channel.messages())
        .extracting(SourceRecord::key)
        .containsExactly("FR-Paris", "FR-Paris", "FR-Paris");
  }

  /** Same place and time, and more wind. */
  @Test
  void aReadingThatWasCorrectedIsSent() throws Exception {
    api.now(now("20:45", "9.9"), now("20:45", "10"));
    CompletableFuture<Outcome> end = watch("Paris");
    Deadline.await("both", () -> channel.messages().size() == 2);
    ending.ask();
    end.get(Deadline.MS, TimeUnit.MILLISECONDS);
    assertThat(topics(channel.messages().get(0))).containsExactly("geo_weather_stream");
    assertThat(topics(channel.messages().get(1)))
        .containsExactly("geo_weather_stream", "alert_stream");
  }

  @Test
  void anAlertIsTheSameMessageInBothTopics() throws Exception {
    api.now(now("20:45", "20"));
    CompletableFuture<Outcome> end = watch("Paris");
    Deadline.await("it", () -> !channel.messages().isEmpty());
    ending.ask();
    end.get(Deadline.MS, TimeUnit.MILLISECONDS);
    SourceRecord record = channel.messages().get(0);
    assertThat(record.messages("geo_weather_stream"))
        .hasSize(2)
        .allSatisfy(
            message -> {
              assertThat(message.key()).asString(StandardCharsets.UTF_8).isEqualTo("FR-Paris");
              assertThat(message.value())
                  .asString(StandardCharsets.UTF_8)
                  .isEqualTo(record.json())
                  .contains("\"wind_alert_level\":2");
            });
  }

  @Test
  void whatKafkaDidNotTakeIsSentLaterAndNothingTwice() throws Exception {
    api.now(now("20:45", "5"), now("21:00", "12"), now("21:15", "5"));
    channel.openings(Fate.FAILS).sendings(Fate.IS_NOT_TOLD);
    try (LogLines log = new LogLines()) {
      CompletableFuture<Outcome> end = watch("Paris");
      Deadline.await("all three", () -> channel.messages().size() == 3);
      ending.ask();
      assertThat(end.get(Deadline.MS, TimeUnit.MILLISECONDS).message()).contains("sent 3 messages");
      assertThat(log.lines())
          .contains("kept run=test messages=1 for a later cycle: produce: Kafka is away");
    }
    assertThat(Records.numbers(channel.messages())).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aPlaceThatFailsIsToldAndTheOthersGoOn() throws Exception {
    api.geocoding("Atlantis", Response.page("{\"generationtime_ms\":1}"));
    try (LogLines log = new LogLines()) {
      CompletableFuture<Outcome> end = watch("Atlantis", "Paris");
      Deadline.await("Paris", () -> channel.messages().size() == 1);
      ending.ask();
      Outcome outcome = end.get(Deadline.MS, TimeUnit.MILLISECONDS);
      assertThat(outcome.exitCode()).isZero();
      assertThat(outcome.message()).contains("parts could not be had");
      assertThat(log.lines())
          .contains(
              "could not be had run=test Atlantis geocoding: the geocoder knows no 'Atlantis'");
    }
  }

  private static Response now(String time, String wind) {
    return Response.page(StubMeteo.now("2024-12-11T" + time, "11.8", wind));
  }

  private static List<String> topics(SourceRecord record) {
    return record.messages("geo_weather_stream").map(message -> message.topic()).toList();
  }

  private CompletableFuture<Outcome> watch(String... places) {
    return CompletableFuture.supplyAsync(
        () -> {
          AlertRecords records =
              new AlertRecords("stub", AlertTopics.named("geo_weather_stream", "alert_stream"));
          try (Station station = api.station(places);
              Delivery delivery = new Delivery(channel)) {
            Lookout lookout = new AlertLookout(station, records);
            return new Watch(new RunId("test"), lookout, delivery, ending)
                .every(Duration.ofMillis(20), "geo_weather_stream", () -> {});
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }
}
