package dev.tributary.catalog.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SettingTest {

  @Test
  void theDefaultCountsWhereNothingIsGiven() {
    assertThat(settings(Map.of()).get(Settings.POSTGRES_PORT)).isEqualTo(5432);
  }

  @Test
  void aWrongTextNamesTheSettingAndTheFault() {
    Settings settings =
        settings(
            Map.of(
                "tributary.postgres.port", "five",
                "tributary.quarantine.max.ratio", "10"));
    assertThatThrownBy(() -> settings.get(Settings.POSTGRES_PORT))
        .hasMessage("tributary.postgres.port = 'five' is not a whole number");
    assertThatThrownBy(() -> settings.get(Settings.QUARANTINE_MAX_RATIO))
        .hasMessage("tributary.quarantine.max.ratio = '10' is not between 0 and 1");
  }

  @Test
  void everySettingIsListedOnce() {
    assertThat(Settings.ALL.stream().map(Setting::name)).doesNotHaveDuplicates().hasSize(35);
    assertThat(Settings.ALL.stream().map(setting -> setting.find(settings(Map.of()))))
        .doesNotContainNull();
  }

  private static Settings settings(Map<String, String> texts) {
    return new Settings() {
      @Override
      public Optional<String> text(Setting<?> setting) {
        return Optional.ofNullable(texts.get(setting.name()));
      }
    };
  }
}
