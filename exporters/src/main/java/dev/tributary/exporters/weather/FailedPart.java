package dev.tributary.exporters.weather;

import java.util.OptionalInt;

/**
 * A part that was asked for and could not be had.
 *
 * @param part its name, as the message has it, or {@code geocoding}
 * @param status what the server answered, if it did
 * @param reason one line, without a key
 */
public record FailedPart(String part, OptionalInt status, String reason) {}
