package dev.tributary.exporters.replay;

import static dev.tributary.exporters.replay.Recordings.FORECAST;
import static dev.tributary.exporters.replay.Recordings.METRIC;
import static dev.tributary.exporters.replay.Recordings.WEATHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects, arrays and lines, packed or not, whole or not. */
final class RecordingFormTest {

  private static final String NO_MORE = "; nothing of it was sent";

  @TempDir private Path directory;

  @Test
  void anObjectOverManyLinesIsOneRecord() throws IOException {
    String pretty = WeatherMessage.JSON.readTree(WEATHER).toPrettyString();
    assertThat(pretty.lines()).hasSizeGreaterThan(20);
    Recordings.Content content = read(pretty + "\n");
    assertThat(content.origins()).containsExactly("a.json element 1");
    assertThat(content.records().get(0).json()).isEqualTo(read(WEATHER).records().get(0).json());
    assertThat(read(pretty + "\n" + pretty).records()).hasSize(2);
  }

  @Test
  void elementsOfArraysAreRecords() throws IOException {
    Recordings.Content content =
        read(
            "["
                + WEATHER
                + ",\n"
                + FORECAST
                + ", 7, null, ["
                + WEATHER
                + "]]\n[]\n["
                + WEATHER
                + "]");
    assertThat(content.keys()).containsExactly("FR/Paris", "JP/Nagasaki", "FR/Paris");
    assertThat(content.origins())
        .containsExactly("a.json element 1", "a.json element 2", "a.json element 6");
    assertThat(content.refusals())
        .satisfiesExactly(
            number -> assertThat(number).isEqualTo("a.json element 3: is no JSON object: 7"),
            none -> assertThat(none).isEqualTo("a.json element 4: is no JSON object: null"),
            array ->
                assertThat(array).startsWith("a.json element 5: is no JSON object: [{\"coord\""));
  }

  @Test
  void marksAndLineEndsAreNoneOfTheRecords() throws IOException {
    Recordings.Content plain = read(WEATHER + "\n" + FORECAST + "\n");
    assertThat(read("\uFEFF" + WEATHER + "\r\n\r\n \t\r\n" + FORECAST).records())
        .extracting(record -> record.json())
        .isEqualTo(plain.records().stream().map(record -> record.json()).toList());
    assertThat(read("\uFEFF\r\n[\r\n" + WEATHER + "\r\n]\r\n").records()).hasSize(1);
  }

  @Test
  void aBrokenLineKeepsNoneOfTheOthers() throws IOException {
    Recordings.Content content =
        read(
            String.join(
                "\n",
                WEATHER,
                WEATHER.substring(0, 60),
                "null",
                "{} {}",
                "\0\0",
                "{\"temp\":NaN}",
                FORECAST));
    assertThat(content.keys()).containsExactly("FR/Paris", "JP/Nagasaki");
    assertThat(content.origins()).containsExactly("a.json line 1", "a.json line 7");
    assertThat(content.refusals())
        .satisfiesExactly(
            cut ->
                assertThat(cut)
                    .startsWith("a.json line 2: is no JSON (")
                    .endsWith(WEATHER.substring(0, 60)),
            none -> assertThat(none).isEqualTo("a.json line 3: is no JSON object: null"),
            two -> assertThat(two).startsWith("a.json line 4: is no JSON (").endsWith("{} {}"),
            zeros -> assertThat(zeros).startsWith("a.json line 5: is no JSON ("),
            number -> assertThat(number).startsWith("a.json line 6: is no JSON ("));
  }

  @Test
  void aFirstLineThatIsNotWholeRefusesTheFile() throws IOException {
    assertThat(refusal(WEATHER.substring(0, 60) + "\n" + WEATHER + "\n"))
        .startsWith("file 'a.json' is no JSON from line ")
        .contains(", in element 1 (")
        .endsWith("): it is damaged or cut off; get it again" + NO_MORE);
  }

  @Test
  void aBrokenArrayIsRefusedWhole() throws IOException {
    for (String text :
        new String[] {
          "[" + WEATHER + ",\n" + WEATHER,
          "[" + WEATHER + ",\n" + WEATHER + "}",
          "[" + WEATHER + "\n" + WEATHER + "]",
          "[" + WEATHER + "\n] oops"
        }) {
      assertThat(refusal(text)).as(text).contains(" is no JSON from line 2 column ");
    }
    assertThat(refusal("[" + WEATHER + ",\n" + WEATHER.substring(0, 100)))
        .contains(" is no JSON from line 2 column ")
        .contains(" in element 2 (");
  }

  @Test
  void aFileWithoutRecordsIsRefused() throws IOException {
    assertThat(refusal(""))
        .isEqualTo("file 'a.json' is empty: it has no bytes; get it again" + NO_MORE);
    for (String nothing : new String[] {"\n \r\n", "[]", "\uFEFF", "[\n]\n[]"}) {
      assertThat(refusal(nothing))
          .isEqualTo("file 'a.json' has no records; get it again" + NO_MORE);
    }
  }

  @Test
  void whatIsNoTextOfOursIsRefused() throws IOException {
    assertThat(refusal("<html><body>502</body></html>"))
        .startsWith("file 'a.json' is neither JSON nor rows of forecasts: it begins '<html>");
    String accents = WEATHER.replace("Paris", "Pérouges");
    for (String text : List.of(accents, "[" + accents + "]", "City,Pérouges")) {
      assertThat(refusal(bytes(text, StandardCharsets.ISO_8859_1)))
          .isEqualTo(
              "file 'a.json' is not UTF-8; convert it, such as with iconv -f ISO-8859-1 -t UTF-8"
                  + NO_MORE);
    }
    assertThat(refusal(bytes(WEATHER, StandardCharsets.UTF_16))).contains("is not UTF-8");
    assertThat(refusal(new byte[] {'P', 'K', 3, 4, 0}))
        .isEqualTo("file 'a.json' is a zip file or a workbook; unpack it" + NO_MORE);
  }

  @Test
  void aLineThatIsNotUtf8IsRefusedAlone() throws IOException {
    byte[] text =
        bytes(
            WEATHER + "\n" + WEATHER.replace("Paris", "Pérouges") + "\n" + WEATHER,
            StandardCharsets.ISO_8859_1);
    Recordings.Content content = Recordings.read(write(text), METRIC);
    assertThat(content.records()).hasSize(2);
    assertThat(content.refusals()).containsExactly("a.json line 2: is not UTF-8");
  }

  @Test
  void gzippedRecordsAreReadWhateverTheFilesName() throws IOException {
    assertThat(Recordings.read(write(gzip(WEATHER + "\n" + FORECAST)), METRIC).keys())
        .containsExactly("FR/Paris", "JP/Nagasaki");
    assertThat(Recordings.read(write(gzip("\uFEFF[" + WEATHER + "]")), METRIC).records())
        .hasSize(1);
  }

  @Test
  void gzipsOneBehindTheOtherAreOneText() throws IOException {
    ByteArrayOutputStream several = new ByteArrayOutputStream();
    several.write(gzip(WEATHER.substring(0, 40)));
    several.write(gzip(WEATHER.substring(40) + "\n"));
    several.write(gzip(FORECAST));
    assertThat(Recordings.read(write(several.toByteArray()), METRIC).keys())
        .containsExactly("FR/Paris", "JP/Nagasaki");
  }

  @Test
  void aDamagedGzipIsRefusedWhole() throws IOException {
    byte[] packed = gzip((WEATHER + "\n").repeat(1_000));
    assertThat(refusal(Arrays.copyOf(packed, packed.length - 9)))
        .isEqualTo(
            "file 'a.json' is cut off: its compressed text has no end; get it again" + NO_MORE);
    byte[] changed = packed.clone();
    changed[packed.length - 6] ^= 1;
    assertThat(refusal(changed)).contains("is damaged: it cannot be unpacked (").endsWith(NO_MORE);
  }

  @Test
  void aFileThatIsNoneIsNamed() {
    assertThatThrownBy(() -> new Recording(directory.resolve("no.json"), METRIC, 100))
        .isInstanceOf(TributaryException.class)
        .hasMessage("file '%s' does not exist", directory.resolve("no.json"));
    assertThatThrownBy(() -> new Recording(directory.resolve("*.json"), METRIC, 100))
        .hasMessage(
            "file '%s' does not exist: no file's name is of that pattern",
            directory.resolve("*.json"));
    assertThatThrownBy(() -> new Recording(directory, METRIC, 100))
        .hasMessage("file '%s' is a directory; name the files in it", directory);
  }

  private Recordings.Content read(String text) throws IOException {
    return Recordings.read(write(bytes(text, StandardCharsets.UTF_8)), METRIC);
  }

  private String refusal(String text) throws IOException {
    return refusal(bytes(text, StandardCharsets.UTF_8));
  }

  private String refusal(byte[] bytes) throws IOException {
    return Recordings.refusal(write(bytes), METRIC);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("a.json"), bytes);
  }

  private static byte[] bytes(String text, Charset charset) {
    return text.getBytes(charset);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(text, StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }
}
