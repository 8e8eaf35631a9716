package dev.tributary.exporters.weather;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Excerpt;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The answers that a message is composed of, and by what each is known. */
public enum Part {
  /** {@code /data/2.5/weather}: the weather at a place now. */
  WEATHER {
    @Override
    JsonNode first(JsonNode answer) {
      return answer;
    }

    @Override
    boolean isWhole(JsonNode answer) {
      return answer.path("main").path("temp").isNumber();
    }
  },
  /** {@code /data/2.5/air_pollution}: the air's quality now. */
  AIR_POLLUTION {
    @Override
    JsonNode first(JsonNode answer) {
      return answer.path("list").path(0);
    }

    @Override
    boolean isWhole(JsonNode answer) {
      return first(answer).path("main").path("aqi").isNumber()
          && entries(answer).allMatch(Part::isAir);
    }
  },
  /** {@code /data/2.5/forecast}: five days in steps of three hours. */
  FORECAST {
    @Override
    JsonNode first(JsonNode answer) {
      return answer.path("list").path(0);
    }

    @Override
    boolean isWhole(JsonNode answer) {
      return first(answer).path("main").path("temp").isNumber()
          && entries(answer)
              .allMatch(step -> step.path("dt").isIntegralNumber() && step.path("main").isObject());
    }
  };

  /** The last second that four digits of a year can tell. */
  static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private static final int OK = 200;

  /** The ends of the air quality index. */
  private static final int BEST = 1;

  private static final int WORST = 5;

  /** The name of the message's member that holds it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Stream<JsonNode> entries(JsonNode answer) {
    return StreamSupport.stream(answer.path("list").spliterator(), false);
  }

  /** As the dataset's schema wants it: a message is not to be refused for a part of it. */
  private static boolean isAir(JsonNode entry) {
    JsonNode aqi = entry.path("main").path("aqi");
    boolean index = aqi.isIntegralNumber() && aqi.asInt() >= BEST && aqi.asInt() <= WORST;
    JsonNode components = entry.path("components");
    boolean figures = components.isObject() || components.isNull() || components.isMissingNode();
    for (JsonNode component : components) {
      figures &= component.isNumber() || component.isNull();
    }
    return entry.path("dt").isIntegralNumber() && index && figures;
  }

  /** What has the answer's time. */
  abstract JsonNode first(JsonNode answer);

  abstract boolean isWhole(JsonNode answer);

  /** The time that a checked answer is of, or that it begins with. */
  public Instant time(JsonNode answer) {
    return Instant.ofEpochSecond(first(answer).path("dt").longValue());
  }

  /**
   * The answer, if it is one of this part.
   *
   * @throws RefusedAnswerException if it is an error, or something else
   */
  public ObjectNode check(JsonNode answer) throws RefusedAnswerException {
    // A number in some answers, text in others, and absent in those of the air.
    int status = answer.path("cod").asInt(OK);
    if (status != OK) {
      throw new RefusedAnswerException(
          "the API says %d: %s"
              .formatted(
                  status, Excerpt.of(answer.path("message").asText("and nothing more of it"))),
          OptionalInt.of(status));
    }
    JsonNode time = first(answer).path("dt");
    // What is too large for a long would be cut to one.
    boolean timed =
        time.isIntegralNumber()
            && time.canConvertToLong()
            && time.longValue() > 0
            && time.longValue() <= LATEST;
    if (!answer.isObject() || !timed || !isWhole(answer)) {
      throw new RefusedAnswerException(
          "this is no answer of %s: %s".formatted(text(), Excerpt.of(answer.toString())),
          OptionalInt.empty());
    }
    return (ObjectNode) answer;
  }
}
