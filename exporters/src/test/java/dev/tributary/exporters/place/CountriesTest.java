package dev.tributary.exporters.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountriesTest {

  private static final Countries COUNTRIES = new Countries();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FR|FR",
        "fr|FR",
        "FRA|FR",
        "250|FR",
        "4|AF",
        "004|AF",
        "GBR|GB",
        "XK|XK",
        "Kosovo|XK",
        "Deutschland|DE",
        "España|ES",
        "espana|ES",
        "Polska|PL",
        "日本|JP",
        "Россия|RU",
        "Ελλάδα|GR",
        "مصر|EG",
        "भारत|IN",
        "대한민국|KR",
        "Éire|IE",
        "Schweiz|CH",
        "Svizzera|CH",
        "Brasil|BR",
        "Allemagne|DE",
        "Pays-Bas|NL",
        "Nederland|NL",
        "Côte d'Ivoire|CI",
        "COTE D\u2019IVOIRE|CI",
        "Ivory Coast|CI",
        "USA|US",
        "U.S.A.|US",
        "United States of America|US",
        "UK|GB",
        "Great Britain|GB",
        "South Korea|KR",
        "North Korea|KP",
        "Russia|RU",
        "Czech Republic|CZ",
        "Holland|NL",
        "Türkiye|TR",
        "Turkey|TR",
        "The Netherlands|NL",
        "La France|FR",
        "l'Italie|IT",
        "Viet Nam|VN",
        "Vietnam|VN",
        "Congo - Kinshasa|CD",
        "DR Congo|CD",
        "Republic of the Congo|CG",
        "Republic of Poland|PL",
        "Georgia|GE",
        "Jersey|JE",
        "Niger|NE",
        "Nigeria|NG",
        "Guinea|GN",
        "Dominica|DM",
        "Dominican Republic|DO",
        "St. Lucia|LC",
        "Trinidad and Tobago|TT",
        "El Salvador|SV",
        "Réunion|RE",
        " France |FR"
      })
  void aCountryIsKnownByItsCodesAndNames(String text, String code) {
    assertThat(COUNTRIES.of(text)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "XX",
        "ZZ",
        "AA",
        "EU",
        "UN",
        "AN",
        "SU",
        "IC",
        "419",
        "900",
        "000",
        "1234",
        "Congo",
        "Korea",
        "Virgin Islands",
        "Atlantis",
        "Europe",
        "the",
        "-",
        "\0",
        "Paris"
      })
  void whatIsNoneOrMayBeSeveralIsNotGuessed(String text) {
    assertThat(COUNTRIES.of(text)).isEmpty();
  }

  @Test
  void thereAreThoseOfIso3166AndKosovo() {
    // 249 in ISO 3166-1:2020, as its Online Browsing Platform counts them.
    long codes = 0;
    for (char first = 'A'; first <= 'Z'; first++) {
      for (char second = 'A'; second <= 'Z'; second++) {
        codes += Countries.isCode("" + first + second) ? 1 : 0;
      }
    }
    assertThat(codes).isEqualTo(250);
  }

  @Test
  void everyAlpha3CodeOfThisJavaIsKnown() {
    for (String code : Locale.getISOCountries()) {
      String alpha3 = new Locale("", code).getISO3Country();
      if (!code.equals("AN")) {
        assertThat(COUNTRIES.of(alpha3)).as(alpha3).contains(code);
      }
    }
  }

  @Test
  void aTextOfAnyLengthIsAnswered() {
    assertThat(COUNTRIES.of("The ".repeat(100_000))).isEmpty();
    assertThat(COUNTRIES.of("the ".repeat(24))).isEmpty();
  }
}
