package dev.tributary.mapreduce.water;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.record.SetHash;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.job.JobFailedException;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.table.Layout;
import dev.tributary.mapreduce.table.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteYearsTest {

  private static final UUID TOPIC = UUID.fromString("6f1c0b4e-6d1f-4f57-9a53-0f9f3b1f7c11");
  private static final String SITES =
      """
      {"SITE_ID":"1A3-065","PROGRAM_ID":"LTM_ALTM","STATE":"New York"}
      {"SITE_ID":"1A3-065","PROGRAM_ID":"VTSSS","STATE":"Virginia"}
      {"topic":"water-sites","kafka_offset":2,"value":{"SITE_ID":"VT33","PROGRAM_ID":"VTSSS"},\
      "kafka_partition":0,"topic_id":"6f1c0b4e-6d1f-4f57-9a53-0f9f3b1f7c12"}
      """;

  @TempDir private Path directory;
  private Workplace work;

  @BeforeEach
  void layOutSites() throws IOException {
    work = new Workplace(directory).sites(SITES);
  }

  @Test
  void figuresAreThoseWorkedOutByHand() throws Exception {
    work.samples(
        """
        {"SITE_ID":"1A3-065","PROGRAM_ID":"VTSSS","DATE_SMP":"1980-06-03T00:00:00","PH_LAB":6.1}
        {"SITE_ID":"1A3-065","PROGRAM_ID":"VTSSS","DATE_SMP":"1980-12-31T23:59:59","PH_LAB":6.3}
        {"PH_LAB":7,"DATE_SMP":"1980-01-01","PROGRAM_ID":"VTSSS","SITE_ID":"1A3-065"}
        {"SITE_ID":"1A3-065","PROGRAM_ID":"VTSSS","DATE_SMP":"1980-07-01 10:30","PH_LAB":6.3,"ANC_UEQ_L":-4.5}
        """);

    // pH: 6.1 6.3 6.3 7 add up to 25.7; deviations from 6.425 squared add up to 0.4675.
    assertThat(work.text().rows())
        .containsExactly(
            "1A3-065\tVTSSS\tVirginia\t1980\tANC_UEQ_L\t1\t-4.5\t-4.5\t-4.5\t-4.5\t\\N",
            "1A3-065\tVTSSS\tVirginia\t1980\tPH_LAB\t4\t6.1\t6.425\t6.3\t7.0\t"
                + Math.sqrt(0.4675 / 3));
  }

  @Test
  void aSiteOfTwoProgramsIsTwoSites() throws Exception {
    work.samples(
        sample("1A3-065", "VTSSS", 1980, "\"PH_LAB\":5")
            + sample("1A3-065", "LTM_ALTM", 1980, "\"PH_LAB\":6"));

    assertThat(work.text().rows())
        .containsExactly(
            "1A3-065\tLTM_ALTM\tNew York\t1980\tPH_LAB\t1\t6.0\t6.0\t6.0\t6.0\t\\N",
            "1A3-065\tVTSSS\tVirginia\t1980\tPH_LAB\t1\t5.0\t5.0\t5.0\t5.0\t\\N");
  }

  @Test
  void rowsAreSortedByYearSiteProgramAndParameterInUtf8() throws Exception {
    work.samples(
        sample("Z", "P", 1981, "\"PH_LAB\":1")
            + sample("\uFF5E", "P", 1980, "\"PH_LAB\":1") // before the next in UTF-8, not in UTF-16
            + sample("\uD83C\uDF0A", "P", 1980, "\"PH_LAB\":1,\"ANC_UEQ_L\":1")
            + sample("b", "P", 1980, "\"PH_LAB\":1")
            + sample("B2", "P", 1980, "\"PH_LAB\":1")
            + sample("B", "Q", 1980, "\"PH_LAB\":1"));

    assertThat(work.text().rows())
        .extracting(row -> row.replaceAll("\t1\t.*", "").replace("\t\\N", ""))
        .containsExactly(
            "B\tQ\t1980\tPH_LAB",
            "B2\tP\t1980\tPH_LAB",
            "b\tP\t1980\tPH_LAB",
            "\uFF5E\tP\t1980\tPH_LAB",
            "\uD83C\uDF0A\tP\t1980\tANC_UEQ_L",
            "\uD83C\uDF0A\tP\t1980\tPH_LAB",
            "Z\tP\t1981\tPH_LAB");
  }

  @Test
  void absentAndNullMembersAreNoMeasurements() throws Exception {
    work.samples(
        sample("VT33", "VTSSS", 1980, "\"PH_LAB\":null,\"SECCHI_M\":3")
            + sample("VT33", "VTSSS", 1980, "\"ANC_UEQ_L\":0"));

    Workplace.Result result = work.text();

    assertThat(result.rows())
        .containsExactly("VT33\tVTSSS\t\\N\t1980\tANC_UEQ_L\t1\t0.0\t0.0\t0.0\t0.0\t\\N");
    assertThat(result.report().records()).isEqualTo(2);
    assertThat(result.report().unmatched()).as("VT33 is a site, though of no state").isZero();
  }

  @Test
  void aSampleWithoutASiteKeepsItsRowAndIsCounted() throws Exception {
    work.samples(
        sample("VT33", "LTM_VT", 1980, "\"PH_LAB\":5") + sample("VT33", "VTSSS", 1980, "\"X\":5"));

    Workplace.Result result = work.text();

    assertThat(result.rows())
        .containsExactly("VT33\tLTM_VT\t\\N\t1980\tPH_LAB\t1\t5.0\t5.0\t5.0\t5.0\t\\N");
    assertThat(result.report().unmatched()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsCountedAndLeftOut() throws Exception {
    String good = sample("VT33", "VTSSS", 1980, "\"PH_LAB\":5");
    work.samples(
        good
            + "not JSON\n"
            + "[1]\n"
            + good.strip()
            + "{}\n"
            + "{\"SITE_ID\":\"VT33\",\"PROGRAM_ID\":\"VTSSS\",\"PH_LAB\":5}\n"
            + "{\"SITE_ID\":33,\"PROGRAM_ID\":\"VTSSS\",\"DATE_SMP\":\"1980-01-01\",\"PH_LAB\":5}\n"
            + "{\"SITE_ID\":\"VT33\",\"PROGRAM_ID\":\" \",\"DATE_SMP\":\"1980-01-01\",\"PH_LAB\":5}\n"
            + "{\"SITE_ID\":\"VT33\",\"PROGRAM_ID\":\"VTSSS\",\"DATE_SMP\":\"01/02/1980\",\"PH_LAB\":5}\n"
            + sample("VT33", "VTSSS", 1980, "\"PH_LAB\":\"5\",\"ANC_UEQ_L\":1")
            + sample("VT33", "VTSSS", 1980, "\"PH_LAB\":1e400,\"ANC_UEQ_L\":1")
            + enveloped(7, "{\"SITE_ID\":\"VT33\"}")
            + enveloped(8, "null")
            + enveloped(9, good.strip()).replace(TOPIC.toString(), "1-1-1-1-1"));

    Workplace.Result result = work.text();

    assertThat(result.rows())
        .containsExactly("VT33\tVTSSS\t\\N\t1980\tPH_LAB\t1\t5.0\t5.0\t5.0\t5.0\t\\N");
    JobReport report = result.report();
    assertThat(report.records()).isEqualTo(13);
    assertThat(report.unreadable()).isEqualTo(12);
    assertThat(report.bare()).as("objects without an envelope").isEqualTo(7);
    assertThat(report.read())
        .as("an unreadable record was read all the same")
        .isEqualTo(SetHash.of(TOPIC, 0, 7).plus(SetHash.of(TOPIC, 0, 8)));
  }

  @Test
  void envelopesAndBareSamplesMix() throws Exception {
    work.samples(
        enveloped(17, sample("VT33", "VTSSS", 1980, "\"PH_LAB\":5").strip())
            + sample("VT33", "VTSSS", 1980, "\"PH_LAB\":6")
            + enveloped(1L << 40, sample("VT33", "VTSSS", 1980, "\"PH_LAB\":10").strip()));

    Workplace.Result result = work.text();

    assertThat(result.rows())
        .containsExactly("VT33\tVTSSS\t\\N\t1980\tPH_LAB\t3\t5.0\t7.0\t6.0\t10.0\t" + Math.sqrt(7));
    assertThat(result.report().bare()).isEqualTo(1);
    assertThat(result.report().read())
        .isEqualTo(SetHash.of(TOPIC, 0, 17).plus(SetHash.of(TOPIC, 0, 1L << 40)));
  }

  @Test
  void lineEndsOfEveryKindAreLineEnds() throws Exception {
    String sample = sample("VT33", "VTSSS", 1980, "\"PH_LAB\":5").strip();
    work.samples("\uFEFF" + sample + "\r\n" + sample + "\n\n  \r\n" + sample);

    Workplace.Result result = work.text();

    assertThat(result.rows())
        .containsExactly("VT33\tVTSSS\t\\N\t1980\tPH_LAB\t3\t5.0\t5.0\t5.0\t5.0\t0.0");
    assertThat(result.report().records()).isEqualTo(3);
    assertThat(result.report().unreadable()).isZero();
  }

  @Test
  void tabsAndBackslashesInTextAreEscaped() throws Exception {
    work.sites("{\"SITE_ID\":\"a\\tb\",\"PROGRAM_ID\":\"c\\\\\",\"STATE\":\"N\\nY\"}")
        .samples(sample("a\\tb", "c\\\\", 1980, "\"PH_LAB\":5"));

    assertThat(work.text().rows())
        .containsExactly("a\\\tb\tc\\\\\tN\\nY\t1980\tPH_LAB\t1\t5.0\t5.0\t5.0\t5.0\t\\N");
  }

  @Test
  void eachYearHasItsDirectoryAndTheRowsAreTheSame() throws Exception {
    for (int year = 1983; year >= 1980; year--) {
      work.samples(
          sample("VT33", "VTSSS", year, "\"PH_LAB\":5") + sample("A", "B", year, "\"PH_LAB\":5"));
    }

    Workplace.Result flat = work.text();
    Workplace.Result byYear = work.run(Table.Format.TEXT, Layout.BY_DT);

    StringBuilder rows = new StringBuilder();
    for (OutputFile file : byYear.report().files()) {
      String content = Files.readString(Path.of(file.path().toUri()));
      assertThat(file.bytes()).isEqualTo(content.length());
      assertThat(file.rows()).isEqualTo(content.lines().count()).isEqualTo(2);
      rows.append(content);
    }
    assertThat(rows.toString()).isEqualTo(flat.file("part-00000"));
    assertThat(byYear.report().files())
        .extracting(OutputFile::dt)
        .containsExactly("1980-01-01", "1981-01-01", "1982-01-01", "1983-01-01");
    assertThat(byYear.report().files().get(0).path().toUri().getPath())
        .isEqualTo(byYear.output() + "/dt=1980-01-01/part-00000");
    assertThat(byYear.report().files().get(0).path().toUri().getScheme()).isEqualTo("file");
    assertThat(flat.report().files()).hasSize(1).first().extracting(OutputFile::dt).isNull();
    assertThat(flat.report().files().get(0).rows()).isEqualTo(8);
  }

  @Test
  void nothingReadIsAnEmptyFile() throws Exception {
    Workplace.Result result = work.samples("").text();

    assertThat(result.report().files()).singleElement().extracting(OutputFile::rows).isEqualTo(0L);
    assertThat(result.report().read()).isEqualTo(SetHash.EMPTY);
    assertThat(result.output().resolve("_SUCCESS")).exists();
  }

  @Test
  void aDoubledSiteIsNamed() throws Exception {
    work.sites("\n{\"SITE_ID\":\"VT33\",\"PROGRAM_ID\":\"VTSSS\",\"STATE\":\"Maine\"}").samples("");

    assertThatThrownBy(work::text)
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "reference file:.*/sites-1.json, line 2: site VT33 of program VTSSS is there already");
  }

  @Test
  void anOutputThatExistsIsNotTouched() throws Exception {
    work.samples(sample("VT33", "VTSSS", 1980, "\"PH_LAB\":5"));
    Path output = Files.createDirectory(directory.resolve("taken"));

    assertThatThrownBy(() -> work.run(Table.Format.TEXT, Layout.FLAT, output))
        .isInstanceOf(JobFailedException.class)
        .hasMessage(
            "job 'WaterMetrics water_site_year' was not submitted: its output directory "
                + output
                + " exists; remove it or name another");
    assertThat(output).isEmptyDirectory();
  }

  @Test
  void absentSamplesAreNamedInOneLine() {
    work.samples(directory.resolve("absent-1")).samples(directory.resolve("absent-2"));

    assertThatThrownBy(work::text)
        .isInstanceOf(JobFailedException.class)
        .hasMessageMatching(
            "job 'WaterMetrics water_site_year' was not submitted: .*absent-1 \\| .*absent-2");
  }

  @Test
  void aFailedJobSaysWhichAndLeavesNoRows() throws Exception {
    work.conf.set(RunId.PROPERTY, "20261122-1");
    // Refused by Parquet in the reducer, which has begun to write.
    work.conf.set("parquet.compression", "NONSENSE");
    work.samples(sample("VT33", "VTSSS", 1980, "\"PH_LAB\":5"));
    Path output = directory.resolve("failed");

    assertThatThrownBy(() -> work.run(Table.Format.PARQUET, Layout.FLAT, output))
        .isInstanceOf(JobFailedException.class)
        .hasMessageMatching(
            "job 'WaterMetrics water_site_year 20261122-1' job_local\\d+_\\d+ failed: its log says why; see .*");
    assertThat(output.toFile().list((where, name) -> name.contains("part"))).isNullOrEmpty();
  }

  @Test
  void aDirectoryGivesItsFilesButNotThoseOfItsDirectories() throws Exception {
    Path year = Files.createDirectories(directory.resolve("water/dt=1980-01-01"));
    Files.writeString(year.resolve("a.json"), sample("VT33", "VTSSS", 1980, "\"PH_LAB\":5"));
    Files.writeString(year.resolve("b.json"), sample("VT33", "VTSSS", 1980, "\"PH_LAB\":6"));
    Files.writeString(year.resolve("_hidden"), "no sample");

    assertThat(work.samples(year).text().report().records()).isEqualTo(2);
    work.noSamples().samples(year.getParent());
    assertThatThrownBy(work::text).hasMessageContaining("holds directories; name these");
    work.conf.setBoolean("mapreduce.input.fileinputformat.input.dir.recursive", true);
    assertThat(work.text().report().records()).isEqualTo(2);
  }

  @Test
  void aFileGivenTwiceIsRefused() {
    work.samples(directory.resolve("a")).samples(directory.resolve("a"));

    assertThatThrownBy(work::text).hasMessageContaining("/a given twice");
  }

  private static String sample(String site, String program, int year, String members) {
    return """
        {"SITE_ID":"%s","PROGRAM_ID":"%s","DATE_SMP":"%d-03-30T02:00:00",%s}
        """
        .formatted(site, program, year, members);
  }

  private static String enveloped(long offset, String value) {
    return """
        {"topic":"water-quality","topic_id":"%s","kafka_partition":0,"kafka_offset":%d,\
        "event_time":"1980-06-03 00:00:00","ingestion_time":"2026-11-22 06:00:00.123","value":%s}
        """
        .formatted(TOPIC, offset, value);
  }
}
