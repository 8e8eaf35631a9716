package dev.tributary.exporters.source;

import static dev.tributary.exporters.source.Sources.REAL;
import static dev.tributary.exporters.source.Sources.WATER;
import static dev.tributary.exporters.source.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.TributaryException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceFileTest {

  @TempDir private Path directory;

  @Test
  void valuesAreTypedAsTheSchemaSays() throws IOException {
    List<SourceRecord> records =
        read(
            WATER.feed(),
            """
            SITE_ID;PROGRAM_ID;DATE_SMP;TIME_SMP;ANC_UEQ_L;SO4_UEQ_L
            01364959;LTM_CAT;03/30/2014 02:55:00;0255;-1,709522486;""");
    assertThat(records)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.json())
                  .isEqualTo(
                      "{\"SITE_ID\":\"01364959\",\"PROGRAM_ID\":\"LTM_CAT\","
                          + "\"DATE_SMP\":\"2014-03-30T02:55:00\",\"TIME_SMP\":\"0255\","
                          + "\"ANC_UEQ_L\":-1.709522486}");
              assertThat(record.key()).isEqualTo("LTM_CAT/01364959");
              assertThat(record.origin()).isEqualTo("rows.csv row 2");
            });
  }

  @Test
  void oneNumberInAnyNotationIsOneNumber() throws IOException {
    assertThat(anc("6 199 754,0", ";")).isEqualTo("6199754");
    assertThat(anc("6\u00a0199\u00a0754", ";")).isEqualTo("6199754");
    assertThat(anc("6\u202f199\u202f754,5", ";")).isEqualTo("6199754.5");
    assertThat(anc("6\u2009199\u2009754", ";")).isEqualTo("6199754");
    assertThat(anc("1,234", ";")).isEqualTo("1.234"); // a lone comma is a decimal comma
    assertThat(anc("1.234,5", ";")).isEqualTo("1234.5");
    assertThat(anc("\"1,234.5\"", ",")).isEqualTo("1234.5");
    assertThat(anc("41.936900000000001", ",")).isEqualTo("41.9369");
    assertThat(anc("41,936900", "\t")).isEqualTo("41.9369");
    assertThat(anc("-0,5E-3", ";")).isEqualTo("-0.0005");
    assertThat(anc("120,0", ";")).isEqualTo("120");
    assertThat(anc(".5", ";")).isEqualTo("0.5");
  }

  @Test
  void whatIsNoNumberIsSentAsItStands() throws IOException {
    assertThat(anc("<0.5", ";")).isEqualTo("\"<0.5\"");
    assertThat(anc("1e999", ";")).isEqualTo("\"1e999\"");
    assertThat(anc("12 34", ";")).isEqualTo("\"12 34\"");
    assertThat(anc("1984 1996", ";")).isEqualTo("\"1984 1996\"");
    assertThat(anc("1 9845", ";")).isEqualTo("\"1 9845\"");
  }

  @Test
  void aDayThatIsNotInTheCalendarIsNoDate() throws IOException {
    assertThat(
            read(
                    WATER.feed(),
                    """
                    SITE_ID;PROGRAM_ID;DATE_SMP;PH_LAB
                    1;P;02/30/1992 00:00:00;5
                    1;P;02/29/1992 00:00:00;5
                    """)
                .stream()
                .map(SourceRecord::json))
        .satisfiesExactly(
            first -> assertThat(first).contains("\"DATE_SMP\":\"02/30/1992 00:00:00\""),
            second -> assertThat(second).contains("\"DATE_SMP\":\"1992-02-29T00:00:00\""));
  }

  @Test
  void oneWrongValueInTheFirstRowIsAFaultOfTheRow() throws IOException {
    assertThat(
            read(
                WATER.reference("methods"),
                "PROGRAM_ID;PARAMETER;START_YEAR;END_YEAR\nP;ANC;ca. 1985;\n"))
        .hasSize(1);
  }

  @Test
  void whatIsMissingIsAbsent() throws IOException {
    for (String missing : new String[] {"", " ", "NaN", "NA", "n/a"}) {
      assertThat(anc(missing, ";")).as(missing).isEqualTo("absent");
    }
  }

  @Test
  void marksQuotesOrderAndFurtherColumnsAreTakenAsTheyCome() throws IOException {
    List<SourceRecord> records =
        read(
            WATER.reference("methods"),
            "\uFEFFMETHOD_DESCRIPTION,start_year,PARAMETER,PROGRAM_ID,REMARK\r\n"
                + "\"one; two,\r\nthree \"\"four\"\"\",1979,COND,LTM_ME,new\r\n\r\n");
    assertThat(records).hasSize(1);
    assertThat(records.get(0).json())
        .isEqualTo(
            "{\"METHOD_DESCRIPTION\":\"one; two,\\r\\nthree \\\"four\\\"\",\"START_YEAR\":1979,"
                + "\"PARAMETER\":\"COND\",\"PROGRAM_ID\":\"LTM_ME\",\"REMARK\":\"new\"}");
  }

  @Test
  void aMissingOptionalColumnIsAbsentAndNoLastNewlineNoFault() throws IOException {
    for (String end : new String[] {"", "\n", "\r\n", "\n\n"}) {
      assertThat(
              read(WATER.feed(), "DATE_SMP\tPROGRAM_ID\tSITE_ID\n2003-03-03T00:00:00\tP\t1" + end))
          .singleElement()
          .extracting(SourceRecord::json)
          .isEqualTo(
              "{\"DATE_SMP\":\"2003-03-03T00:00:00\",\"PROGRAM_ID\":\"P\",\"SITE_ID\":\"1\"}");
    }
  }

  @Test
  void aMissingRequiredColumnRefusesTheFile() {
    assertThatThrownBy(() -> read(WATER.feed(), "SITE_ID;DATE_SMP\n1;2\n"))
        .isInstanceOf(TributaryException.class)
        .hasMessage(
            "file 'rows.csv' has no column PROGRAM_ID, which records of water must have; nothing was sent");
  }

  @Test
  void aDoubledColumnRefusesTheFile() {
    assertThatThrownBy(() -> read(WATER.feed(), "SITE_ID;PROGRAM_ID;DATE_SMP;site_id\n"))
        .hasMessageContaining("two columns named 'site_id'");
  }

  @Test
  void bytesThatAreNoUtf8AreAnError() throws IOException {
    Path file = directory.resolve("rows.csv");
    Files.write(
        file,
        "SITE_ID;PROGRAM_ID;DATE_SMP\nBräu;P;2003-03-03T00:00:00\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> all(file, WATER.feed()))
        .isInstanceOf(TributaryException.class)
        .hasMessage(
            "file 'rows.csv' is not UTF-8; convert it, such as with iconv -f ISO-8859-1 -t UTF-8;"
                + " nothing was sent");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> source(directory.resolve("nothing.csv")))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("nothing.csv' does not exist");
    assertThatThrownBy(() -> source(directory)).hasMessageContaining("is not a file");
  }

  @Test
  void aGzippedFileIsReadWhateverItsName() throws IOException {
    Path file = directory.resolve("rows.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          "SITE_ID;PROGRAM_ID;DATE_SMP\n1;P;03/03/2003 00:00:00\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    assertThat(all(file, WATER.feed())).hasSize(1);
  }

  @Test
  void decimalsSurviveTheWorkbook() throws IOException {
    assumeTrue(Files.isDirectory(REAL), "the real data is not here");
    List<SourceRecord> workbook =
        all(REAL.resolve("LTM_Data_2022_8_1_fullprecision.xlsx"), WATER.feed());
    List<SourceRecord> text =
        all(REAL.resolve("LTM_Data_2022_8_1_fullprecision.csv"), WATER.feed());
    assertThat(workbook).hasSize(38_200);
    assertThat(workbook.stream().map(SourceRecord::json).toList())
        .isEqualTo(text.stream().map(SourceRecord::json).toList());
  }

  private String anc(String cell, String delimiter) throws IOException {
    String header = String.join(delimiter, "SITE_ID", "PROGRAM_ID", "DATE_SMP", "ANC_UEQ_L");
    String row = String.join(delimiter, "1", "P", "2003-03-03T00:00:00", cell);
    String json = read(WATER.feed(), header + "\n" + row + "\n").get(0).json();
    int anc = json.indexOf("\"ANC_UEQ_L\":");
    return anc < 0 ? "absent" : json.substring(anc + 12, json.length() - 1);
  }

  private List<SourceRecord> read(Feed feed, String text) throws IOException {
    Path file = directory.resolve("rows.csv");
    Files.writeString(file, text);
    return all(file, feed);
  }

  private static List<SourceRecord> all(Path file, Feed feed) throws IOException {
    return Sources.records(source(file).examine(feed, List.of(WATER)));
  }
}
