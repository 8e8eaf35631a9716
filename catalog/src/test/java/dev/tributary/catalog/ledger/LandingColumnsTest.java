package dev.tributary.catalog.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.record.Coordinates;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LandingColumnsTest {

  /** The columns that the replaced system had come first, its time in Europe/Paris. */
  @Test
  void weatherBeginsWithThePromisedColumns() {
    LandingColumns columns =
        new LandingColumns(Catalog.load(Optional.empty()).dataset("weather").feed());
    assertThat(columns.names()).startsWith("date_time, msg_offset, partition, value, ");
    assertThat(columns.definitions())
        .startsWith(
            "date_time timestamp NOT NULL",
            "msg_offset bigint NOT NULL",
            "partition integer NOT NULL",
            "value jsonb NOT NULL");
    LandedRow row =
        new LandedRow(
            new Coordinates(new UUID(1, 2), 2, 9_000_000_000L),
            new UUID(3, 4),
            new UUID(5, 6),
            1,
            LocalDateTime.parse("2025-07-01T00:30:00"),
            "2025-07-01",
            Instant.parse("2025-06-30T22:40:12.345Z"),
            Instant.parse("2025-06-30T22:41:00Z"),
            List.of(),
            "{\"city\":\"Paris\"}");
    assertThat(columns.line(row, 7))
        .startsWith("2025-07-01T00:40:12.345\t9000000000\t2\t{\"city\":\"Paris\"}\t")
        .endsWith("\t7\n");
    assertThat(columns.line(row, 7).split("\t")).hasSize(columns.names().split(",").length);
  }

  @Test
  void waterBeginsWithItsFields() {
    LandingColumns columns =
        new LandingColumns(Catalog.load(Optional.empty()).dataset("water").feed());
    assertThat(columns.names()).startsWith("\"site_id\", ").endsWith(", batch_id, value");
    assertThat(columns.definitions()).hasSize(30 + 11);
  }
}
