package dev.tributary.exporters.openweather;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.exporters.http.ApiClient;
import dev.tributary.exporters.http.HttpFailureException;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The API, asked with the key; nothing that it answers gives the key away. */
final class Api implements AutoCloseable {

  static final int UNAUTHORIZED = 401;

  private static final String REFUSED = "the key was refused; set OPENWEATHER_API_KEY";

  private final ApiClient client;
  private final ApiKey key;
  private final Set<String> refusing = new HashSet<>();

  Api(ApiClient client, ApiKey key) {
    this.client = client;
    this.key = key;
  }

  /** A cycle begins: what refused the key in the one before is asked again. */
  void begin() {
    refusing.clear();
  }

  /**
   * Asks.
   *
   * @param path one that refused the key in this cycle is not asked
   * @return any JSON; an error of the API as well
   */
  JsonNode ask(String path, Map<String, String> query)
      throws UnansweredException, InterruptedException {
    if (refusing.contains(path)) {
      throw new UnansweredException(REFUSED, OptionalInt.of(UNAUTHORIZED));
    }
    Map<String, String> whole = new LinkedHashMap<>(query);
    whole.put("appid", key.secret());
    OptionalInt status;
    try {
      JsonNode answer = parse(client.get(path, whole));
      if (answer.path("cod").asInt() != UNAUTHORIZED) {
        return answer;
      }
      status = OptionalInt.of(UNAUTHORIZED);
    } catch (HttpFailureException e) {
      status = e.status();
      if (!status.equals(OptionalInt.of(UNAUTHORIZED))) {
        throw new UnansweredException(e.getMessage(), status);
      }
    }
    refusing.add(path);
    throw new UnansweredException(REFUSED, status);
  }

  private JsonNode parse(byte[] body) throws UnansweredException {
    JsonNode answer;
    try {
      answer = WeatherMessage.JSON.readTree(body);
    } catch (IOException e) {
      // The parser's message repeats what it read.
      throw new UnansweredException("the answer is no JSON");
    }
    if (key.isIn(answer.toString())) {
      throw new UnansweredException("the answer holds the key, and is not used");
    }
    return answer;
  }

  @Override
  public void close() {
    client.close();
  }
}
