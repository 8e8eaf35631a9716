package dev.tributary.exporters.source;

import static dev.tributary.exporters.source.Sources.REAL;
import static dev.tributary.exporters.source.Sources.WATER;
import static dev.tributary.exporters.source.Sources.messages;
import static dev.tributary.exporters.source.Sources.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.catalog.dataset.Feed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agency's own files; their counts are in the README beside them. */
final class RealFilesTest {

  private static final Feed SITES = WATER.reference("sites");
  private static final Feed METHODS = WATER.reference("methods");

  @TempDir private Path directory;

  @BeforeEach
  void isHere() {
    assumeTrue(Files.isDirectory(REAL), "the real data is not here");
  }

  @Test
  void everyFileIsTakenWhole() throws IOException {
    assertThat(read("LTM_Data_2022_8_1.csv", WATER.feed())).hasSize(38_200);
    assertThat(read("Methods_2022_8_1.csv", METHODS)).hasSize(362);
    assertThat(read("Site_Information_2022_8_1.csv", SITES)).hasSize(175);
  }

  /** The sites' numbers were rounded when their text was made. */
  @Test
  void theWorkbooksHoldTheSame() throws IOException {
    assertThat(read("Methods_2022_8_1.xlsx", METHODS))
        .isEqualTo(read("Methods_2022_8_1.csv", METHODS));
    assertThat(read("Site_Information_2022_8_1.xlsx", SITES)).hasSize(175);
  }

  @Test
  void noFileIsTakenAsAnother() {
    for (String form : new String[] {".csv", ".xlsx"}) {
      String samples = form.equals(".csv") ? ".csv" : "_fullprecision.xlsx";
      assertRefused("LTM_Data_2022_8_1" + samples, SITES, "water (30, and 2 of water.sites)");
      assertRefused("LTM_Data_2022_8_1" + samples, METHODS, "water (30, and 1 of water.methods)");
      assertRefused(
          "Site_Information_2022_8_1" + form, WATER.feed(), "water.sites (31, and 2 of water)");
      assertRefused("Methods_2022_8_1" + form, SITES, "water.methods (6, and 1 of water.sites)");
    }
  }

  @Test
  void aPieceOfTheSamplesIsRefusedUnlessItIsCutBetweenRows() throws IOException {
    List<String> lines =
        Files.readAllLines(REAL.resolve("LTM_Data_2022_8_1_fullprecision.csv")).subList(0, 200);
    Path piece = directory.resolve("piece.csv");
    Files.write(piece, lines.subList(100, 200));
    assertThat(refusal(piece)).startsWith("file 'piece.csv' has no header: its first row ('");
    Files.write(piece, lines.subList(0, 100));
    assertThat(messages(piece, WATER.feed())).hasSize(99);
    String whole = String.join("\r\n", lines.subList(0, 2));
    for (int length = whole.indexOf("\r\n") + 3; length < whole.lastIndexOf(';') + 1; length++) {
      Files.writeString(piece, whole.substring(0, length));
      assertThat(refusal(piece)).contains(" cells, the header 30: the file is cut off");
    }
  }

  private static List<String> read(String name, Feed feed) throws IOException {
    return messages(REAL.resolve(name), feed);
  }

  private static void assertRefused(String name, Feed feed, String likeness) {
    assertThat(refusal(Sources.source(REAL.resolve(name)), feed))
        .startsWith(
            "file '" + name + "' has the columns of " + likeness + "; pass --dataset water ");
  }
}
