package dev.tributary.exporters.weather;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Answers about one place at about one time, each as it came; at least one of them. */
public final class Answers {

  private final Map<Part, ObjectNode> answers = new EnumMap<>(Part.class);

  /** Takes an answer that {@link Part#check} has found to be one of the part. */
  public Answers with(Part part, ObjectNode answer) {
    answers.put(part, answer);
    return this;
  }

  public boolean isEmpty() {
    return answers.isEmpty();
  }

  /** The part whose time is that of the message: the first there is. */
  Part kind() {
    return answers.keySet().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a message has an answer"));
  }

  /** The part's answer; of one that is absent every member is missing. */
  JsonNode of(Part part) {
    return Optional.<JsonNode>ofNullable(answers.get(part)).orElse(MissingNode.getInstance());
  }

  /** By how many seconds clocks there are ahead of UTC, if an answer says it. */
  OptionalLong utcOffset() {
    return firstOf(
        of(Part.WEATHER).path("timezone"), of(Part.FORECAST).path("city").path("timezone"));
  }

  /** The API's number of the city, if an answer has it. */
  OptionalLong cityId() {
    return firstOf(of(Part.WEATHER).path("id"), of(Part.FORECAST).path("city").path("id"));
  }

  /** Where the answers are of; a {@code coord} may be empty, or nowhere on earth. */
  public Optional<Place.Position> position() {
    return Stream.of(of(Part.WEATHER), of(Part.AIR_POLLUTION), of(Part.FORECAST).path("city"))
        .map(answer -> answer.path("coord"))
        .flatMap(coord -> Place.Position.of(coord.path("lat"), coord.path("lon")).stream())
        .findFirst();
  }

  private static OptionalLong firstOf(JsonNode... nodes) {
    for (JsonNode node : nodes) {
      if (node.isIntegralNumber() && node.canConvertToLong()) {
        return OptionalLong.of(node.longValue());
      }
    }
    return OptionalLong.empty();
  }
}
