package dev.tributary.exporters.openmeteo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Paris | Paris",
        "Paris,FR | Paris,FR",
        "Paris, France | Paris,FR",
        "Londres, Royaume-Uni | Londres,GB",
        "London,UK | London,GB",
        "Paris, Gaul | Paris,Gaul",
        "' São Paulo , br ' | São Paulo,BR",
      })
  void aPlaceIsKnownInOneForm(String given, String known) {
    assertThat(PlaceName.of(given)).hasToString(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Paris,", ",FR", "Paris,,FR", "Springfield,IL,US"})
  void whatIsNoPlaceIsRefused(String given) {
    assertThatThrownBy(() -> PlaceName.of(given))
        .hasMessage(
            "place '%s' is none of the form Paris, Paris,FR or 'Paris, France'".formatted(given));
  }

  @Test
  void aCountryIsKnownByItsCodeAndByItsNames() {
    assertThat(PlaceName.of("Goiânia,BR").isIn("BR", "Brasil")).isTrue();
    assertThat(PlaceName.of("Goiânia, brazil").isIn("BR", "Brasil")).isTrue();
    assertThat(PlaceName.of("Goiânia, Brasil").isIn("BR", "Brasil")).isTrue();
    assertThat(PlaceName.of("Goiânia,PT").isIn("BR", "Brasil")).isFalse();
    assertThat(PlaceName.of("Goiânia").isIn("BR", "Brasil")).isTrue();
  }
}
