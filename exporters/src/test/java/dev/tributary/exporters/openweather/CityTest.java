package dev.tributary.exporters.openweather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Paris | Paris",
        "Paris,FR | Paris,FR",
        "' São Paulo , br ' | São Paulo,BR",
        "Springfield,IL,US | Springfield,IL,US",
        "Springfield,illinois,us | Springfield,IL,US",
        "Washington,District of Columbia,US | Washington,DC,US",
        "London,Ontario,CA | London,Ontario,CA",
      })
  void aCityIsAskedForInOneForm(String given, String asked) {
    assertThat(City.of(given)).hasToString(asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "Paris,", ",FR", "Paris,,FR", "Paris,France", "a,b,c,FR", "A,F1"})
  void whatIsNoCityIsRefused(String given) {
    assertThatThrownBy(() -> City.of(given))
        .hasMessage(
            "city '%s' is none of the form Paris, Paris,FR or Springfield,IL,US".formatted(given));
  }

  @Test
  void aStateThatTheUsDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> City.of("Springfield,XX,US"))
        .hasMessage("'XX' of city 'Springfield,XX,US' is no state of the US, such as IL");
  }

  @Test
  void aStateOfTheUsIsKnownByItsName() {
    City city = City.of("Springfield,WV,US");
    assertThat(city.stateName()).contains("West Virginia");
    assertThat(city.isIn("US", "West Virginia")).isTrue();
    assertThat(city.isIn("US", "Virginia")).isFalse();
    assertThat(city.isIn("US", "")).isFalse();
  }

  /** The US has 50, a federal district and five territories with inhabitants. */
  @Test
  void everyStateHasACode() {
    long codes = 0;
    for (char first = 'A'; first <= 'Z'; first++) {
      for (char second = 'A'; second <= 'Z'; second++) {
        Optional<String> code = UsStates.code("" + first + second);
        codes += code.isPresent() ? 1 : 0;
        assertThat(code.map(UsStates::name).flatMap(UsStates::code)).isEqualTo(code);
      }
    }
    assertThat(codes).isEqualTo(56);
  }

  @Test
  void theStateOfAnotherCountryIsLeftToTheApi() {
    assertThat(City.of("London,ON,CA").isIn("CA", "Ontario")).isTrue();
    assertThat(City.of("London,ON,CA").isIn("GB", "England")).isFalse();
    assertThat(City.of("London").isIn("GB", "England")).isTrue();
  }

  @Test
  void aKeyHasNoText() {
    assertThat(new ApiKey("s3cret")).hasToString("the key");
    assertThatThrownBy(() -> new ApiKey(" ")).hasMessage("the key is empty");
  }
}
