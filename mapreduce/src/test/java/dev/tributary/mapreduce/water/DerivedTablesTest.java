package dev.tributary.mapreduce.water;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableJob;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.table.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables that are built from others, on rows whose figures are worked out by hand. */
class DerivedTablesTest {

  private static final Dataset WATER = Catalog.load(Optional.empty()).dataset("water");

  @TempDir private Path directory;

  @Test
  void aTrendTakesFourYearsAndJudgesTiesOnTwelveDigits() throws Exception {
    String rows =
        // Equal in 12 digits: six pairs of years, three of them rise, three are ties.
        siteYear("A", "\\N", 1990, "PH_LAB", 1, "5.00000000000001")
            + siteYear("A", "\\N", 1991, "PH_LAB", 2, "5.0")
            + siteYear("A", "\\N", 1995, "PH_LAB", 1, "4.99999999999999")
            + siteYear("A", "\\N", 1999, "PH_LAB", 9, "6.0")
            + siteYear("A", "\\N", 1990, "SO4_UEQ_L", 1, "100.0")
            + siteYear("A", "\\N", 1991, "SO4_UEQ_L", 1, "90.0")
            + siteYear("A", "\\N", 1992, "SO4_UEQ_L", 1, "80.0")
            + siteYear("B", "Maine", 1990, "PH_LAB", 1, "5.0")
            + siteYear("B", "Maine", 1991, "PH_LAB", 1, "5.0")
            + siteYear("B", "Maine", 1992, "PH_LAB", 1, "5.0")
            + siteYear("B", "Maine", 1993, "PH_LAB", 1, "5.0");
    // Var(S) = (4·3·13 − 3·2·11) / 18 = 5; z = 2 / √5; p = erfc(√(2/5)) from a table of erfc.
    // Slopes: 0, 0, 0, 1/9, 1/8, 1/4; the middle two are 0 and 1/9.
    List<String> trends = run(new SiteTrends(), rows, "");
    assertThat(trends).hasSize(2);
    String[] trend = trends.get(0).split("\t");
    assertThat(List.of(trend).subList(0, 9))
        .containsExactly(
            "A", "P", "\\N", "PH_LAB", "1990", "1999", "4", "3", "" + 2 / Math.sqrt(5));
    assertThat(Double.parseDouble(trend[9])).isBetween(0.37109, 0.37110);
    assertThat(trend[10]).isEqualTo("" + (1 / 9.0) / 2);
    assertThat(trends.get(1)).isEqualTo("B\tP\tMaine\tPH_LAB\t1990\t1993\t4\t0\t0.0\t1.0\t0.0");
  }

  @Test
  void aClassIsOfTheFiveCalendarYearsUpToTheLastValue() throws Exception {
    String rows =
        siteYear("A", "Maine", 1990, "ANC_UEQ_L", 1, "-500.0")
            + siteYear("A", "Maine", 2006, "ANC_UEQ_L", 4, "10.0")
            + siteYear("A", "Maine", 2010, "ANC_UEQ_L", 1, "30.0")
            + siteYear("A", "Maine", 2020, "PH_LAB", 1, "5.0")
            + siteYear("B", "Maine", 2010, "ANC_UEQ_L", 1, "-0.1");
    assertThat(run(new AncClasses(), rows, ""))
        .containsExactly(
            "A\tP\tMaine\t2006\t2010\t20.0\televated", "B\tP\tMaine\t2006\t2010\t-0.1\tacute");
  }

  @Test
  void aValueCountsForEveryMethodOfItsYear() throws Exception {
    String rows =
        siteYear("A", "Maine", 1991, "COND_UM_CM", 3, "10.0")
            + siteYear("A", "Maine", 1992, "COND_UM_CM", 1, "20.0")
            + siteYear("B", "Maine", 1993, "COND_UM_CM", 1, "40.0")
            + siteYear("A", "Maine", 1992, "PH_LAB", 1, "5.0");
    String methods =
        method("COND", 1980, ",\"END_YEAR\":1992,\"METHOD\":\"old\"")
            + method("COND", 1992, ",\"METHOD\":\"new\"")
            + method("COND", 1994, "")
            + method("ANC", 1980, ",\"METHOD\":\"Gran\"")
            + method("AL_TD", 1980, ",\"METHOD\":\"ICP\"");
    assertThat(run(new MethodSummaries(), rows, methods))
        .containsExactly(
            "P\tANC_UEQ_L\tGran\t1980\t\\N\t0\t\\N",
            "P\tCOND_UM_CM\told\t1980\t1992\t4\t12.5",
            "P\tCOND_UM_CM\tnew\t1992\t\\N\t2\t30.0",
            "P\tCOND_UM_CM\t\\N\t1994\t\\N\t0\t\\N");
    assertThat(new MethodSummaries().remark(task()))
        .isEqualTo(" (methods of AL_TD have no column in the samples)");
  }

  @Test
  void aMethodWithoutAYearFailsBeforeTheJob() {
    assertThatThrownBy(
            () ->
                run(
                    new MethodSummaries(),
                    "",
                    "{\"PROGRAM_ID\":\"P\",\"PARAMETER\":\"COND\",\"START_YEAR\":\"1980\"}\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("reference, line 1: START_YEAR is not a year: \"1980\"");
  }

  @Test
  void everySampleIsInOneBandOrMissing() throws Exception {
    String samples =
        sample("P", "\"PH_LAB\":5.0,\"ANC_UEQ_L\":-1")
            + sample("P", "\"PH_LAB\":6.5")
            + sample("P", "\"PH_LAB\":null,\"ANC_UEQ_L\":100")
            + sample("Q", "\"PH_LAB\":4.99");
    assertThat(run(new ProgramParameters(), samples, "").stream().filter(r -> !r.endsWith("\t0")))
        .containsExactly(
            "P\tANC_UEQ_L\tacute\t1",
            "P\tANC_UEQ_L\tlow concern\t1",
            "P\tANC_UEQ_L\tmissing\t1",
            "P\tPH_LAB\t5-5.5\t1",
            "P\tPH_LAB\t6.5 and up\t1",
            "P\tPH_LAB\tmissing\t1",
            "Q\tANC_UEQ_L\tmissing\t1",
            "Q\tPH_LAB\tbelow 5\t1");
  }

  private static String siteYear(
      String site, String state, int year, String parameter, int n, String mean) {
    return String.join(
            "\t", site, "P", state, "" + year, parameter, "" + n, mean, mean, mean, mean, "\\N")
        + "\n";
  }

  private static String method(String parameter, int start, String more) {
    return "{\"PROGRAM_ID\":\"P\",\"PARAMETER\":\"%s\",\"START_YEAR\":%d%s}\n"
        .formatted(parameter, start, more);
  }

  private static String sample(String program, String values) {
    return "{\"SITE_ID\":\"A\",\"PROGRAM_ID\":\"%s\",\"DATE_SMP\":\"1990-06-03T00:00:00\",%s}\n"
        .formatted(program, values);
  }

  private List<String> run(BuiltTable table, String input, String joined) throws Exception {
    write("input/part-00000", input);
    write("joined/reference", joined);
    JobReport report = table.run(task());
    assertThat(report.records()).isEqualTo(input.lines().count());
    return Files.readAllLines(directory.resolve("output/part-00000"));
  }

  private TableJob task() {
    return new TableJob(
        new Workplace(directory).conf,
        WATER,
        List.of(""),
        List.of(path("input")),
        List.of(path("joined/reference")),
        new JobOutput(path("output"), Table.Format.TEXT, Layout.FLAT));
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(directory.resolve(name).toUri());
  }
}
