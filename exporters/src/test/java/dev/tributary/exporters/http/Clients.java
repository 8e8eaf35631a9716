package dev.tributary.exporters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Clients that wait little, and what comes of asking them. */
final class Clients {

  private Clients() {}

  /**
   * A client.
   *
   * @param settings name and value in turn
   */
  static PoliteClient client(Object... settings) {
    Map<String, String> texts =
        new HashMap<>(Map.of("tributary.http.delay.ms", "1", "tributary.http.backoff.ms", "1"));
    for (int i = 0; i < settings.length; i += 2) {
      texts.put("tributary.http." + settings[i], settings[i + 1].toString());
    }
    return new PoliteClient(
        new Settings() {
          @Override
          public Optional<String> text(Setting<?> setting) {
            return Optional.ofNullable(texts.get(setting.name()));
          }
        },
        new RunId("test"));
  }

  static Answer.Page page(PoliteClient client, URI uri) throws Exception {
    return (Answer.Page) client.get(uri, Validators.NONE);
  }

  static String text(PoliteClient client, URI uri) throws Exception {
    return new String(page(client, uri).body(), StandardCharsets.UTF_8);
  }

  /** How asking for a page fails: in one line. */
  static HttpFailureException failure(PoliteClient client, URI uri) {
    HttpFailureException failure =
        catchThrowableOfType(HttpFailureException.class, () -> client.get(uri, Validators.NONE));
    assertThat(failure).as("failure of " + uri).isNotNull();
    assertThat(failure.getMessage()).hasLineCount(1);
    return failure;
  }
}
