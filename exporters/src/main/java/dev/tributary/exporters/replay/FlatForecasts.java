package dev.tributary.exporters.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.source.CsvRows;
import dev.tributary.exporters.source.DamagedFileException;
import dev.tributary.exporters.source.SourceRows;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Answers of {@code /forecast} that were laid flat: a row a step, in °C and m/s as the header says.
 * A forecast is rows of one city one after the other, as long as their times rise.
 */
final class FlatForecasts implements Entries {

  /** The API has 40, and 96 by the hour. */
  private static final int MOST_STEPS = 1_000;

  private final CsvRows rows;
  private Optional<FlatStep> ahead;
  private String where = "header";

  /**
   * Reads on behind the header.
   *
   * @throws DamagedFileException if it is not the header of forecasts
   */
  FlatForecasts(CsvRows rows) throws IOException {
    this.rows = rows;
    List<String> header = rows.header().stream().map(String::strip).toList();
    if (header.size() != FlatStep.COLUMNS.size()
        || !new HashSet<>(header).equals(new HashSet<>(FlatStep.COLUMNS))) {
      throw new DamagedFileException(
          "is neither JSON nor rows of forecasts: it begins '%s', and such rows with the header %s"
              .formatted(Excerpt.of(String.join(",", header)), String.join(",", FlatStep.COLUMNS)));
    }
    this.ahead = read();
  }

  @Override
  public Optional<JsonNode> next() throws IOException, RefusedRecordException {
    if (ahead.isEmpty()) {
      return Optional.empty();
    }
    FlatStep first = ahead.get();
    FlatStep last;
    Optional<Instant> latest = Optional.empty();
    Optional<String> fault = Optional.empty();
    ArrayNode list = WeatherMessage.JSON.createArrayNode();
    do {
      last = ahead.get();
      list.add(last.json());
      latest = last.time().isPresent() ? last.time() : latest;
      fault = fault.or(last::fault);
      if (list.size() > MOST_STEPS) {
        throw new DamagedFileException(
            "row %d is more than the %,dth step of '%s' in turn; no forecast has as many"
                .formatted(last.row(), MOST_STEPS, Excerpt.of(first.city())));
      }
      ahead = read();
    } while (ahead.isPresent() && ahead.get().continues(first.city(), latest));
    where =
        first.row() == last.row()
            ? "row " + first.row()
            : "rows %d to %d".formatted(first.row(), last.row());
    if (fault.isPresent()) {
      throw new RefusedRecordException(fault.get());
    }
    ObjectNode forecast = WeatherMessage.JSON.createObjectNode();
    forecast.put("cod", "200").put("cnt", list.size());
    forecast.set("list", list);
    forecast.putObject("city").put("name", first.city());
    return Optional.of(forecast);
  }

  @Override
  public String where() {
    return where;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private Optional<FlatStep> read() throws IOException {
    Optional<SourceRows.Row> row = rows.next();
    while (row.isPresent() && row.get().isEmpty()) {
      row = rows.next();
    }
    return row.map(each -> FlatStep.of(each, rows.header()));
  }
}
