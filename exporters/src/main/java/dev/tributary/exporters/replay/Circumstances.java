package dev.tributary.exporters.replay;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.exporters.weather.Place;
import dev.tributary.exporters.weather.Units;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What was said of records that do not say it themselves.
 *
 * @param units what their temperatures and wind speeds are in
 * @param place of those that name none
 * @param zone of those that do not say how clocks go there
 */
public record Circumstances(Optional<Units> units, Optional<Place> place, Optional<ZoneId> zone) {

  /** The units, which nothing else tells. */
  Units requiredUnits() {
    return units.orElseThrow(
        () ->
            new UsageException(
                "--units is missing: answers do not say what they are in; pass metric (°C, m/s),"
                    + " standard (K, m/s) or imperial (°F, mph), as it was when they were asked for"));
  }

  /** Their text: with others a file's messages are others. The place may hold anything, so last. */
  String text() {
    return units.map(each -> "#units=" + each.text()).orElse("")
        + zone.map(each -> "#zone=" + each.getId()).orElse("")
        + place.map(each -> "#place=" + each.key()).orElse("");
  }
}
