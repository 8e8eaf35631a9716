package dev.tributary.exporters.openmeteo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.http.ApiClient;
import dev.tributary.exporters.http.HttpFailureException;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** One of the API's servers. It wants no key. */
final class Api implements AutoCloseable {

  private final ApiClient client;

  /**
   * Nothing is asked yet.
   *
   * @param url where it is
   * @param run named in the log line of each retry
   * @throws UsageException if that is no address
   */
  Api(Setting<String> url, Settings settings, RunId run) {
    Duration delay = Duration.ofMillis(settings.get(Settings.OPENMETEO_DELAY_MS));
    try {
      this.client = new ApiClient(URI.create(settings.get(url)), delay, settings, run);
    } catch (IllegalArgumentException e) {
      // Its message repeats the text, which may hold a password.
      throw new UsageException(url.name() + " is no address of http or https");
    } catch (HttpFailureException e) {
      throw new UsageException(url.name() + ": " + e.getMessage());
    }
  }

  /**
   * Asks.
   *
   * @return any JSON but an error of the API
   */
  JsonNode ask(String path, Map<String, String> query)
      throws UnansweredException, InterruptedException {
    JsonNode answer;
    try {
      answer = WeatherMessage.JSON.readTree(client.get(path, query));
    } catch (HttpFailureException e) {
      JsonNode reason = reason(e);
      throw new UnansweredException(
          reason.isTextual()
              ? e.getMessage() + ": " + Excerpt.of(reason.textValue())
              : e.getMessage(),
          e.status());
    } catch (IOException e) {
      // The parser's message repeats what it read, of any length.
      throw new UnansweredException("the answer is no JSON");
    }
    if (answer.path("error").asBoolean()) {
      throw new UnansweredException(
          "the API says: "
              + Excerpt.of(answer.path("reason").asText("that it failed, and not why")));
    }
    return answer;
  }

  /** What the API says of a request that it refused, where it says so in its form. */
  private static JsonNode reason(HttpFailureException e) {
    try {
      return WeatherMessage.JSON.readTree(e.body()).path("reason");
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
