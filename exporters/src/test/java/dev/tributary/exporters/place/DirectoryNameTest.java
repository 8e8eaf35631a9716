package dev.tributary.exporters.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryNameTest {

  /** What no part of Hadoop, Hive, Windows or a shell gives a meaning of its own. */
  private static final Pattern UNSAFE =
      Pattern.compile("^[._-]|[/\\\\:*?\\[\\]{}%#^,;&|<>\"`$!=+@\\p{Cc}\\p{Cf}\\p{Cs}\\s]|\\.$|^$");

  private static final String[] PIECES = {
    "a", "b", "A", "é", "e\u0301", " ", "-", ".", "..", "/", "\\", "_", "~", "%", ":", "\n", "\0",
    "\u202E", "\uD800", "\uDC00", "🌧", "東京", "ß", "x", "CON", "*", "'", "\u0308", "\u200D", "1"
  };

  @ParameterizedTest
  @CsvSource({
    "Paris, Paris",
    "New York, New-York",
    "Orléans, Orléans",
    "東京, 東京",
    "القاهرة, القاهرة",
    "नई दिल्ली, नई-दिल्ली",
    "St. John's, St.-John's",
    "Frankfurt (Oder), Frankfurt-(Oder)",
    "Unknown-City, Unknown-City",
    "Nuku'alofa, Nuku'alofa"
  })
  void aNameStaysReadable(String name, String directory) {
    assertThat(DirectoryName.of(name).text()).isEqualTo(directory);
  }

  // The digits: printf '%s' NAME | sha256sum | cut -c1-16
  @ParameterizedTest
  @CsvSource({
    "../../etc, x._.._etc~74ccf3c5b4c19a81",
    "a/b, a_b~c14cddc033f64b9d",
    ".., x_~5ec1f7e700f37c3d",
    "CON, CON~a3dbc4b644a9a2c5"
  })
  void whatIsUnsafeIsReplacedAndToldApartByTheHashOfTheName(String name, String directory) {
    assertThat(DirectoryName.of(name).text()).isEqualTo(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc",
        "..",
        ".",
        "",
        " ",
        "~",
        "%2e%2e",
        "a\nb",
        "a\0b",
        "CON",
        "con.txt",
        "LPT1",
        "Paris.",
        "Paris ",
        "-rf",
        "_tmp",
        ".hidden",
        "\u202Esirap",
        "🌧️ Paris",
        "\uD800",
        "a:b",
        "dt=2000-01-01",
        "${HOME}",
        "a,b",
        "\u0301",
        "\u115F",
        "/\u0308",
        "'",
        "(",
        "a~0123456789abcdef"
      })
  void aHostileNameBecomesOneSafeComponentWithASuffix(String name) {
    String text = DirectoryName.of(name).text();
    if (!name.equals("'") && !name.equals("(")) {
      assertThat(text).matches("(?s).*~[0-9a-f]{16}");
    }
    assertIsOneSafeComponent(text);
  }

  @Test
  void aLongNameIsCutBetweenLettersAndStaysApart() {
    String one = "東".repeat(300);
    String text = DirectoryName.of(one).text();
    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(197, 200);
    assertThat(DirectoryName.of(one + "x").text()).isNotEqualTo(text);
    assertThat(DirectoryName.of("x".repeat(200)).text()).isEqualTo("x".repeat(200));
    assertThat(DirectoryName.of("x".repeat(201)).text()).hasSize(200).contains("~");
  }

  @Test
  void oneNameInTwoFormsOfUnicodeIsOneDirectory() {
    assertThat(DirectoryName.of("Orle\u0301ans")).isEqualTo(DirectoryName.of("Orl\u00E9ans"));
  }

  @Test
  void whatLooksTheSameFoldsToTheSame() {
    String folded = DirectoryName.of("Orléans").folded();
    for (String other : new String[] {"ORLÉANS", "Orleans", "orle\u0301ans", "Ｏｒｌéans"}) {
      assertThat(DirectoryName.of(other).folded()).isEqualTo(folded);
      assertThat(DirectoryName.of(other).distinct()).startsWith(DirectoryName.of(other).text());
    }
    assertThat(DirectoryName.of("Orleans").distinct())
        .isNotEqualTo(DirectoryName.of("Orléans").distinct());
    assertThat(DirectoryName.of("Paris").folded()).isNotEqualTo(folded);
  }

  @Test
  void aMillionNamesAreApartUnlessTheyAreOne() {
    Random random = new Random(20260112);
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < 1_000_000; i++) {
      StringBuilder built = new StringBuilder();
      for (int length = random.nextInt(7); length > 0; length--) {
        built.append(
            random.nextInt(10) < 9
                ? PIECES[random.nextInt(PIECES.length)]
                : String.valueOf((char) random.nextInt(0x10000)));
      }
      String name = built.toString();
      DirectoryName directory = DirectoryName.of(name);
      String text = directory.text();
      String same = Normalizer.normalize(name, Normalizer.Form.NFC);
      String before = names.putIfAbsent(text, same);
      if (before != null && !before.equals(same)) {
        assertThat(before.replace(' ', '-')).isEqualTo(same.replace(' ', '-'));
        assertThat(text).doesNotContain("~");
      }
      if (i % 20 == 0) {
        assertIsOneSafeComponent(text);
        assertIsOneSafeComponent(directory.distinct());
        assertThat(DirectoryName.of(name).text()).isEqualTo(text);
      }
    }
  }

  private static void assertIsOneSafeComponent(String text) {
    assertThat(UNSAFE.matcher(text).find()).as(text).isFalse();
    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 200);
    Path path = new Path(new Path("hdfs://h/base/FR"), text);
    assertThat(path.getName()).isEqualTo(text);
    assertThat(path.getParent().getName()).isEqualTo("FR");
  }
}
