package dev.tributary.exporters.source;

import static dev.tributary.exporters.source.Sources.WATER;
import static dev.tributary.exporters.source.Sources.messages;
import static dev.tributary.exporters.source.Sources.refusal;
import static dev.tributary.exporters.source.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.dataset.Feed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delimited text that is refused whole, and what comes near to it and is taken. */
final class DirtyTextTest {

  private static final String HEADER = "SITE_ID;PROGRAM_ID;DATE_SMP;PH_LAB;CA_UEQ_L\n";
  private static final String ROW = "1;P;03/03/2003 00:00:00;6,5;7\n";

  @TempDir private Path directory;

  @Test
  void aFileCutInMidRowIsRefused() throws IOException {
    assertRefused(
        HEADER + ROW + "2;P;03/0",
        "row 3 has 3 cells, the header 5: the file is cut off, or not all of one piece;"
            + " get it again");
  }

  @Test
  void aShortRowIsRefusedAnywhere() throws IOException {
    assertRefused(
        HEADER + ROW + "\n2;P\n" + ROW,
        "row 4 has 2 cells, the header 5: the file is cut off, or not all of one piece;"
            + " get it again");
  }

  @Test
  void aFileCutWithinQuotesIsRefused() throws IOException {
    assertRefused(
        HEADER + ROW + "2;\"P",
        "row 3 has a quote that nothing closes: the file is cut off, or the quote to be doubled;"
            + " get it again, or mend it");
  }

  @Test
  void textBehindAClosingQuoteIsRefused() throws IOException {
    assertRefused(
        HEADER + "1;\"P\" or Q;03/03/2003 00:00:00;;\n",
        "row 2 has text behind a closing quote; double the quotes within a cell");
  }

  @Test
  void aQuoteThatSwallowsTheRestIsRefusedBeforeItFillsMemory() throws IOException {
    assertRefused(
        HEADER + ROW + "2;\"P" + ";x".repeat(3 << 20),
        "row 3 is longer than 4,194,304 characters: a quote is not closed, or the file is"
            + " damaged; mend it");
  }

  @Test
  void aMessageThatKafkaWouldNotTakeIsRefused() throws IOException {
    assertRefused(
        HEADER + "1;" + "p".repeat(1_000_000) + ";03/03/2003 00:00:00;;\n",
        "row 2 makes a message of more than 1,000,000 bytes, which Kafka does not take; shorten it");
  }

  @Test
  void furtherEmptyCellsAreNoLoss() throws IOException {
    assertThat(taken(HEADER + "1;P;03/03/2003 00:00:00;6,5;7;;\n")).contains("\"CA_UEQ_L\":7}");
    assertThat(taken(HEADER.strip() + ";;\n1;P;03/03/2003 00:00:00;6,5;7; ;\n"))
        .contains("\"CA_UEQ_L\":7}");
  }

  @Test
  void aValueBeyondTheHeaderIsRefused() throws IOException {
    assertRefused(
        HEADER + ROW + "1;P;03/03/2003 00:00:00;6,5;7;;8\n",
        "row 3 has '8' in column 7, which the header does not name; name the column, or mend the row");
  }

  @Test
  void aValueInAColumnWithoutNameIsRefused() throws IOException {
    assertRefused(
        "SITE_ID;;PROGRAM_ID;DATE_SMP\n1;;P;03/03/2003 00:00:00\n1;lost;P;03/03/2003 00:00:00\n",
        "row 3 has 'lost' in column 2, which the header does not name; name the column, or mend the row");
  }

  @Test
  void decimalCommasBetweenCommasAreRefused() throws IOException {
    assertRefused(
        "SITE_ID,PROGRAM_ID,DATE_SMP,PH_LAB\n1,P,03/03/2003 00:00:00,6,5\n",
        "row 2 has '5' in column 5, which the header does not name; name the column, or mend the row");
  }

  @Test
  void aPieceWithoutHeaderIsRefused() throws IOException {
    assertRefused(
        ROW + ROW,
        "has no header: its first row ('1' …) names no column of water;"
            + " its header must name SITE_ID, PROGRAM_ID, DATE_SMP");
  }

  @Test
  void aTitleAboveTheHeaderIsRefused() throws IOException {
    assertRefused(
        "Samples of 2003;;;;\n" + HEADER + ROW,
        "has no header: its first row ('Samples of 2003' …) names no column of water;"
            + " its header must name SITE_ID, PROGRAM_ID, DATE_SMP");
  }

  @Test
  void blankLinesBeforeTheHeaderAreNoTitle() throws IOException {
    assertThat(taken("\n;;;;\n" + HEADER + ROW)).contains("\"PH_LAB\":6.5");
  }

  @Test
  void twoFilesInOneAreRefused() throws IOException {
    assertRefused(
        HEADER + ROW + HEADER.toLowerCase(java.util.Locale.ROOT) + ROW,
        "row 3 is the header again: it is two files in one; part them, or remove that row");
    assertRefused(
        "\uFEFF" + HEADER + ROW + "\uFEFF" + HEADER + ROW,
        "row 3 is the header again: it is two files in one; part them, or remove that row");
  }

  @Test
  void aRowOfUnitsIsRefused() throws IOException {
    assertRefused(
        HEADER + "text;text;mm/dd/yyyy;pH;\n" + ROW,
        "row 2 has no value of its column's type (DATE_SMP 'mm/dd/yyyy', PH_LAB 'pH'):"
            + " it is a second header line, such as one of units; remove it");
  }

  @Test
  void oneWrongValueIsForLandingToJudge() throws IOException {
    assertThat(taken(HEADER + "1;P;03/03/2003 00:00:00;about 5;\n"))
        .contains("\"PH_LAB\":\"about 5\"");
    assertThat(taken(HEADER + "1;P;yesterday;about 5;7\n")).contains("\"DATE_SMP\":\"yesterday\"");
    assertThat(taken(HEADER + ROW + "1;P;yesterday;about 5;\n")).contains("\"yesterday\"");
  }

  @Test
  void aFileWithoutRowsIsRefused() throws IOException {
    assertRefused(HEADER, "has a header and no rows; get it again");
    assertRefused(HEADER + "\n;;;;\n", "has a header and no rows; get it again");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertRefused("", "is empty: it has no bytes; get it again");
    String nothing = "is empty; its first row must name the columns of water";
    assertRefused("\n \n", nothing);
    assertRefused("\uFEFF", nothing);
    assertThat(refusal(gzip("", 0)))
        .isEqualTo("file 'rows.csv.gz' " + nothing + "; nothing was sent");
  }

  @Test
  void aDoubledColumnIsRefused() throws IOException {
    assertRefused(
        "SITE_ID;PROGRAM_ID;DATE_SMP;site_id\n1;P;;2\n",
        "has two columns named 'site_id'; rename or remove one");
  }

  @Test
  void aCutGzipIsRefusedWhereverItIsCut() throws IOException {
    String text = HEADER + randomRows(3000);
    long whole = Files.size(gzip(text, 0));
    for (long cut : new long[] {1, 4, 8, 9, 100, whole / 2, whole - 30, whole - 12}) {
      assertThat(refusal(gzip(text, cut)))
          .as("%d of %d bytes cut", cut, whole)
          .isEqualTo(
              "file 'rows.csv.gz' is cut off: its compressed text has no end; get it again;"
                  + " nothing was sent");
    }
  }

  @Test
  void aGzipWithAWrongByteIsRefused() throws IOException {
    Path file = gzip(HEADER + randomRows(3000), 0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5] ^= 1; // within the check sum
    Files.write(file, bytes);
    assertThat(refusal(file))
        .isEqualTo(
            "file 'rows.csv.gz' is damaged: it cannot be unpacked (Gzip-compressed data is corrupt"
                + " (CRC32 error)); get it again; nothing was sent");
  }

  /** As gzip itself and cat make them; Java's own reader ends at a second part it cannot read. */
  @Test
  void aGzipOfSeveralPartsIsReadToItsEndOrRefused() throws IOException {
    byte[] first = Files.readAllBytes(gzip(HEADER + ROW, 0));
    byte[] second = Files.readAllBytes(gzip(ROW.replace("44141", "44142"), 0));
    Path file = directory.resolve("rows.csv.gz");
    write(file, first, second);
    assertThat(messages(file, WATER.feed())).hasSize(2);
    second[1] ^= 1;
    write(file, first, second);
    assertThat(refusal(file)).contains("is damaged: it cannot be unpacked (Garbage after");
    second[1] ^= 1;
    for (int length : new int[] {1, 5, 9, second.length - 1}) {
      write(file, first, Arrays.copyOf(second, length));
      assertThat(refusal(file)).as("%d bytes", length).contains("; get it again; nothing was sent");
    }
  }

  private static void write(Path file, byte[] first, byte[] second) throws IOException {
    Files.write(file, first);
    Files.write(file, second, StandardOpenOption.APPEND);
  }

  @Test
  void aGzipBombIsRefused() throws IOException {
    Path file = directory.resolve("rows.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      out.write((HEADER + ROW).getBytes(StandardCharsets.UTF_8));
      byte[] lines = new byte[1 << 20];
      Arrays.fill(lines, (byte) ' ');
      lines[0] = '\n';
      for (int i = 0; i < 65; i++) {
        out.write(lines);
      }
    }
    assertThat(Files.size(file)).isLessThan(100_000);
    String bomb =
        "file 'rows.csv.gz' unpacks (its text) to more than 100 times its size, as hostile files"
            + " do; if this one is trusted, raise tributary.source.max.inflation; nothing was sent";
    assertThat(refusal(file)).isEqualTo(bomb);
  }

  @Test
  void anEndlessLineOfAGzipBombIsRefused() throws IOException {
    Path file = directory.resolve("rows.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 50; i++) {
        out.write(zeros);
      }
    }
    assertThat(refusal(file))
        .isEqualTo(
            "file 'rows.csv.gz' row 1 is longer than 4,194,304 characters: a quote is not closed,"
                + " or the file is damaged; mend it; nothing was sent");
  }

  @Test
  void aSheetOfATextIsRefused() throws IOException {
    Path file = write("rows.csv", HEADER + ROW);
    assertThat(refusal(new SourceFile(file, Optional.of("Sheet 1"), 100), WATER.feed()))
        .isEqualTo(
            "file 'rows.csv' has no sheets, being no workbook; leave out --sheet; nothing was sent");
  }

  @Test
  void aFileThatChangesAfterItsExaminationIsKnown() throws IOException {
    Path file = write("rows.csv", HEADER + ROW);
    ExaminedFile examined = source(file).examine(WATER.feed(), java.util.List.of(WATER));
    assertThat(examined.isUnchanged()).isTrue();
    write("rows.csv", HEADER + ROW + ROW);
    assertThat(examined.isUnchanged()).isFalse();
  }

  private void assertRefused(String text, String fault) throws IOException {
    assertThat(refusal(write("rows.csv", text)))
        .isEqualTo("file 'rows.csv' " + fault + "; nothing was sent");
  }

  private String taken(String text) throws IOException {
    Feed feed = WATER.feed();
    return String.join("\n", messages(write("rows.csv", text), feed));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** Rows that do not pack well, so that a cut falls into the packed bytes of rows. */
  private static String randomRows(int rows) {
    Random random = new Random(42);
    return IntStream.range(0, rows)
        .mapToObj(row -> random.nextLong() + ";P;03/03/2003 00:00:00;6,5;7\n")
        .collect(Collectors.joining());
  }

  private Path gzip(String text, long cut) throws IOException {
    Path file = directory.resolve("rows.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length - cut)));
    return file;
  }
}
