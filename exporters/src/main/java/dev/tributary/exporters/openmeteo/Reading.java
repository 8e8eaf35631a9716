package dev.tributary.exporters.openmeteo;

import dev.tributary.exporters.alert.AlertMessage;
import dev.tributary.exporters.weather.FailedPart;
import java.util.Optional;

/**
 * What the API had of a place: a message, or why there is none.
 *
 * @param message empty if it had nothing
 * @param failure empty if it had something
 */
public record Reading(
    PlaceName place, Optional<AlertMessage> message, Optional<FailedPart> failure) {

  static Reading of(PlaceName place, AlertMessage message) {
    return new Reading(place, Optional.of(message), Optional.empty());
  }

  static Reading without(PlaceName place, FailedPart failure) {
    return new Reading(place, Optional.empty(), Optional.of(failure));
  }
}
