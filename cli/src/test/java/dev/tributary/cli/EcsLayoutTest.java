package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.run.RunId;
import java.io.IOException;
import java.time.Instant;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

final class EcsLayoutTest {

  private final EcsLayout layout = new EcsLayout("land", new RunId("20261130T040000-0a1b2c3d"));

  @Test
  void aLineIsOneObjectWithTheRun() throws Exception {
    JsonNode line = read(event("said \"so\"\nand more", null));
    assertThat(line.get("@timestamp").asText()).isEqualTo("2026-11-30T04:00:00Z");
    assertThat(line.get("log.level").asText()).isEqualTo("WARN");
    assertThat(line.get("log.logger").asText()).isEqualTo("dev.tributary.A");
    assertThat(line.get("message").asText()).isEqualTo("said \"so\"\nand more");
    assertThat(line.get("labels").get("run").asText()).isEqualTo("20261130T040000-0a1b2c3d");
    assertThat(line.get("labels").get("verb").asText()).isEqualTo("land");
    assertThat(line.has("error.type")).isFalse();
  }

  @Test
  void whatWasThrownIsAPartOfTheLine() throws Exception {
    JsonNode line = read(event("broke", new IOException("no disk")));
    assertThat(line.get("error.type").asText()).isEqualTo("java.io.IOException");
    assertThat(line.get("error.message").asText()).isEqualTo("no disk");
    assertThat(line.get("error.stack_trace").asText()).contains("no disk", "EcsLayoutTest");
  }

  @Test
  void theOutcomeIsALineToo() throws Exception {
    String line = layout.outcome(Instant.EPOCH, 1, "land: failed");
    assertThat(line).doesNotContain("\n");
    JsonNode read = new ObjectMapper().readTree(line);
    assertThat(read.get("log.level").asText()).isEqualTo("ERROR");
    assertThat(read.get("process.exit_code").asInt()).isEqualTo(1);
  }

  private static LoggingEvent event(String message, Throwable thrown) {
    return new LoggingEvent(
        "dev.tributary.A",
        Logger.getLogger("dev.tributary.A"),
        Instant.parse("2026-11-30T04:00:00Z").toEpochMilli(),
        Level.WARN,
        message,
        thrown);
  }

  private JsonNode read(LoggingEvent event) throws Exception {
    String text = layout.format(event);
    assertThat(text.lines()).hasSize(1);
    return new ObjectMapper().readTree(text);
  }
}
