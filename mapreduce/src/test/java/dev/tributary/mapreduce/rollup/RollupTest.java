package dev.tributary.mapreduce.rollup;

import static dev.tributary.mapreduce.rollup.Field.integer;
import static dev.tributary.mapreduce.rollup.Field.number;
import static dev.tributary.mapreduce.rollup.Field.text;
import static dev.tributary.mapreduce.rollup.Measure.MAX;
import static dev.tributary.mapreduce.rollup.Measure.MEAN;
import static dev.tributary.mapreduce.rollup.Measure.MEDIAN;
import static dev.tributary.mapreduce.rollup.Measure.MIN;
import static dev.tributary.mapreduce.rollup.Measure.NEGATIVE_COUNT;
import static dev.tributary.mapreduce.rollup.Measure.STDDEV;
import static dev.tributary.mapreduce.rollup.Measure.SUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.table.TextRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures worked out by hand. */
final class RollupTest {

  @TempDir private Path directory;
  private RollupRuns runs;

  @BeforeEach
  void begin() throws IOException {
    runs = new RollupRuns(directory);
  }

  private static Rollup boats() {
    return Rollup.named("boats")
        .of("harbour")
        .comment("Boats per harbour and berth")
        .groupBy(text("harbour"), integer("berth").withTotal())
        .count("boats", "number of boats");
  }

  @Test
  void theDeclarationIsTheTable() {
    Table table =
        boats()
            .measure(integer("Length").meaning("length in m"), MIN, SUM, MEAN, NEGATIVE_COUNT)
            .measure(number("draught"), MAX, STDDEV)
            .frequency("flags", "boats of each flag")
            .table();
    assertThat(table.name()).isEqualTo("boats");
    assertThat(table.comment()).isEqualTo("Boats per harbour and berth");
    assertThat(table.partitioned()).isFalse();
    assertThat(table.columns())
        .extracting(Column::name, column -> column.type().hive(), Column::comment)
        .map(column -> String.join("|", column.toList().toArray(String[]::new)))
        .containsExactly(
            "harbour|string|harbour",
            "berth|int|berth; NULL for all together",
            "boats|bigint|number of boats",
            "length_min|bigint|least length in m",
            "length_sum|bigint|sum of length in m",
            "length_mean|double|mean length in m",
            "length_negative|bigint|how many have negative length in m",
            "draught_max|double|greatest draught",
            "draught_stddev|double|standard deviation of draught (n - 1); NULL for n = 1",
            "flags|map<string,bigint>|boats of each flag");
  }

  @Test
  void figuresAreThoseWorkedOutByHand() throws Exception {
    runs.file(
        """
        {"harbour":"A","berth":2,"m":6.1}
        {"harbour":"A","berth":2,"m":6.3}
        {"harbour":"A","berth":2,"m":7}
        {"harbour":"A","berth":2,"m":6.3}
        {"harbour":"A","berth":10,"m":-4.5}
        """);
    // 6.1 6.3 6.3 7 add up to 25.7; deviations from 6.425 squared add up to 0.4675.
    // With -4.5: the sum is 21.2, the mean 4.24, deviations squared add up to 95.952.
    Rollup rollup =
        boats().measure(number("m"), MIN, MEAN, MEDIAN, MAX, STDDEV, SUM, NEGATIVE_COUNT);
    assertThat(runs.asIs(rollup).rows())
        .containsExactly(
            "A\t\\N\t5\t-4.5\t4.24\t6.3\t7.0\t%s\t21.2\t1".formatted(Math.sqrt(95.952 / 4)),
            "A\t2\t4\t6.1\t6.425\t6.3\t7.0\t%s\t25.7\t0".formatted(Math.sqrt(0.4675 / 3)),
            "A\t10\t1\t-4.5\t-4.5\t-4.5\t-4.5\t\\N\t-4.5\t1");
  }

  @Test
  void wholeNumbersStayWhole() throws Exception {
    runs.file(
        """
        {"harbour":"A","berth":1,"n":480}
        {"harbour":"A","berth":1,"n":481.0}
        {"harbour":"A","berth":1,"n":-9007199254740992}
        {"harbour":"A","berth":1,"n":-9007199254740992}
        {"harbour":"A","berth":1}
        """);
    assertThat(runs.asIs(boats().measure(integer("n"), MIN, MAX, SUM, MEDIAN)).rows().get(1))
        .isEqualTo("A\t1\t5\t-9007199254740992\t481\t-18014398509481023\t-4.503599627370256E15");
  }

  @Test
  void whatNoRecordHasIsNull() throws Exception {
    runs.file("{\"harbour\":\"A\",\"berth\":1,\"m\":null,\"flags\":null}\n");
    assertThat(
            runs.asIs(
                    boats()
                        .measure(number("m"), MIN, MEAN, MEDIAN, MAX, STDDEV, SUM, NEGATIVE_COUNT)
                        .frequency("flags", ""))
                .rows())
        .containsExactly(
            "A\t\\N\t1\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t0\t",
            "A\t1\t1\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t0\t");
  }

  @Test
  void frequenciesCountTheRecordsThatHaveAName() throws Exception {
    runs.file(
        """
        {"harbour":"A","berth":1,"flags":{"red":7,"blue":0},"crew":"two"}
        {"harbour":"A","berth":1,"flags":{"red":-1,"none":null},"crew":"two"}
        {"harbour":"A","berth":2,"flags":{},"crew":"three"}
        {"harbour":"B","berth":1}
        """);
    assertThat(runs.asIs(boats().frequency("flags", "").frequency("crew", "")).rows())
        .containsExactly(
            "A\t\\N\t3\tblue:1,red:2\tthree:1,two:2",
            "A\t1\t2\tblue:1,red:2\ttwo:2",
            "A\t2\t1\t\tthree:1",
            "B\t\\N\t1\t\t",
            "B\t1\t1\t\t");
  }

  @Test
  void theMostFrequentTextIsTheLeastOfThoseThatAreEquallyFrequent() throws Exception {
    runs.file(
        """
        {"harbour":"A","berth":1,"crew":"two"}
        {"harbour":"A","berth":1,"crew":"one"}
        {"harbour":"A","berth":1,"crew":"two"}
        {"harbour":"A","berth":2,"crew":"one"}
        {"harbour":"A","berth":2,"crew":"\uD83C\uDF0A"}
        {"harbour":"A","berth":2,"crew":"\uFF5E"}
        {"harbour":"A","berth":3,"crew":"\uD83C\uDF0A"}
        {"harbour":"A","berth":3,"crew":"\uFF5E"}
        {"harbour":"A","berth":3,"crew":null}
        {"harbour":"B","berth":1}
        {"harbour":"B","berth":1,"crew":{"two":2}}
        """);
    RollupRuns.Result result =
        runs.asIs(boats().mostFrequent("crew", "crew", "crew of most boats"));
    assertThat(result.rows())
        .containsExactly(
            "A\t\\N\t9\tone", // two each of one, two and the others: the least in UTF-8
            "A\t1\t3\ttwo",
            "A\t2\t3\tone",
            "A\t3\t3\t\uFF5E", // U+FF5E before U+1F30A, though behind it in UTF-16
            "B\t\\N\t1\t\\N",
            "B\t1\t1\t\\N");
    assertThat(result.examples())
        .singleElement()
        .asString()
        .endsWith("crew is no text: {\"two\":2}");
  }

  @Test
  void aValueMayBeCountedWhereItIsThere() throws Exception {
    runs.file(
        """
        {"harbour":"A","berth":1,"m":6.1,"crew":"two"}
        {"harbour":"A","berth":1,"m":0}
        {"harbour":"A","berth":1,"m":null}
        {"harbour":"A","berth":1}
        """);
    assertThat(
            runs.asIs(boats().count(number("m"), "measured", "").count(text("crew"), "manned", ""))
                .rows())
        .last()
        .isEqualTo("A\t1\t4\t2\t1");
  }

  /** On paper: of hour x the 3 at time 9, of y the greater of 0.1 and 0.2 at time 7, of z 0. */
  @Test
  void aTotalTakesWhatIsSaidLastOfEachPeriod() throws Exception {
    runs.file(
        """
        {"harbour":"A","berth":1,"rain":3,"hour":"x","at":9}
        {"harbour":"A","berth":1,"rain":50,"hour":"x","at":8}
        {"harbour":"A","berth":2,"rain":0.1,"hour":"y","at":7}
        {"harbour":"A","berth":2,"rain":0.2,"hour":"y","at":7}
        {"harbour":"A","berth":2,"rain":90,"hour":"y","at":-7}
        {"harbour":"A","berth":2,"rain":70,"hour":"z","at":1}
        {"harbour":"A","berth":2,"rain":0,"hour":"z","at":2}
        {"harbour":"A","berth":2,"hour":"y","at":99}
        {"harbour":"A","berth":2,"rain":1000,"at":1}
        {"harbour":"A","berth":2,"rain":1000,"hour":"z"}
        {"harbour":"B","berth":1}
        """);
    Rollup rollup = boats().totalOfLast(number("rain").meaning("rain in mm"), "hour", "at");
    assertThat(runs.asIs(rollup).rows())
        .containsExactly(
            "A\t\\N\t10\t3.2", "A\t1\t2\t3.0", "A\t2\t8\t0.2", "B\t\\N\t1\t\\N", "B\t1\t1\t\\N");
    assertThat(rollup.table().columns())
        .last()
        .extracting(Column::name, Column::comment)
        .containsExactly("rain_total", "total of rain in mm: of each hour what is said last");
  }

  @Test
  void aRecordWithoutAFieldCountsInItsTotalsAlone() throws Exception {
    runs.file(
        """
        {"harbour":"A","berth":1}
        {"harbour":"A","berth":null}
        {"harbour":"A"}
        {"harbour":"B"}
        """);
    assertThat(runs.asIs(boats()).rows()).containsExactly("A\t\\N\t3", "A\t1\t1", "B\t\\N\t1");
  }

  @Test
  void totalsAreTakenFromTheRight() throws Exception {
    runs.file(
        """
        {"a":"x","b":"y","c":1}
        {"a":"x","b":"z","c":1}
        {"a":"x","c":1}
        {"b":"y","c":1}
        """);
    Rollup rollup =
        Rollup.named("r")
            .groupBy(text("a").withTotal(), text("b").withTotal(), integer("c").withTotal())
            .count("n", "");
    assertThat(runs.asIs(rollup).rows())
        .containsExactly(
            "\\N\t\\N\t\\N\t4",
            "x\t\\N\t\\N\t3",
            "x\ty\t\\N\t1",
            "x\ty\t1\t1",
            "x\tz\t\\N\t1",
            "x\tz\t1\t1");
  }

  @Test
  void rowsAreSortedByTextInUtf8ThenByNumber() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (String harbour :
        List.of("b", "\uD83C\uDF0A", "\uFF5E", "B2", "B", "", "B\\u0000", "B\\u0000A")) {
      lines.append("{\"harbour\":\"%s\",\"berth\":7}\n".formatted(harbour));
    }
    for (int berth : new int[] {10, 9, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0}) {
      lines.append("{\"harbour\":\"z\",\"berth\":%d}\n".formatted(berth));
    }
    Rollup rollup = Rollup.named("r").groupBy(text("harbour"), integer("berth")).count("n", "");
    assertThat(runs.file(lines.toString()).asIs(rollup).rows())
        .extracting(row -> row.substring(0, row.length() - 2))
        .containsExactly(
            "\t7",
            "B\t7",
            "B\u0000\t7",
            "B\u0000A\t7",
            "B2\t7",
            "b\t7",
            "z\t-2147483648",
            "z\t-1",
            "z\t0",
            "z\t9",
            "z\t10",
            "z\t2147483647",
            "\uFF5E\t7",
            "\uD83C\uDF0A\t7");
  }

  @Test
  void hostileNamesComeThroughTheFile() throws Exception {
    runs.file(
        """
        {"harbour":"a\\tb\\\\N\\n","berth":1,"flags":{"":1,"a:b,c":1,"\\t\\\\\\n\\r":1,"'; DROP TABLE":1,"\\ud800":1,"\\udfff":1}}
        {"harbour":"a\\tb\\\\N\\n","berth":1,"flags":{"":1,"\\\\N":1}}
        """);
    Rollup rollup = boats().frequency("flags", "");
    RollupRuns.Result result = runs.asIs(rollup);
    assertThat(result.rows()).hasSize(2);
    assertThat(TextRow.parse(result.rows().get(1), rollup.table().columns()))
        .containsExactly(
            "a\tb\\N\n",
            1,
            2L,
            // Half a surrogate pair is no text: both halves become the same question mark.
            Map.of("", 2L, "a:b,c", 1L, "\t\\\n\r", 1L, "'; DROP TABLE", 1L, "?", 2L, "\\N", 1L));
  }

  @Test
  void whatIsOfAnotherTypeIsLeftOutWithItsPlaceAndReason() throws Exception {
    Rollup rollup =
        boats().measure(integer("n"), MIN).measure(number("m"), MIN).frequency("flags", "");
    String good = "{\"harbour\":\"A\",\"berth\":1,\"n\":1,\"m\":1,\"flags\":{}}\n";
    runs.file(
        good
            + "{\"harbour\":\"A\",\"berth\":1,\"n\":\"abc\"}\n"
            + "{\"harbour\":\"A\",\"berth\":3.5}\n"
            + "{\"berth\":1}\n"
            + "not JSON\n");
    runs.file(
        good
            + "{\"harbour\":\"A\",\"berth\":1,\"flags\":[\"red\"]}\n"
            + "{\"harbour\":\"A\",\"berth\":2147483648}\n"
            + "{\"harbour\":\"A\",\"berth\":1,\"n\":9007199254740993}\n"
            + "{\"harbour\":\"A\",\"berth\":1,\"m\":1e400}\n"
            + "{\"harbour\":1,\"berth\":1}\n"
            + "[1]\n"
            + good);
    RollupRuns.Result result = runs.asIs(rollup);
    assertThat(result.rows()).containsExactly("A\t\\N\t3\t1\t1.0\t", "A\t1\t3\t1\t1.0\t");
    assertThat(result.report().records()).isEqualTo(13);
    assertThat(result.report().unreadable()).isEqualTo(10);
    assertThat(result.examples())
        .hasSize(5)
        .startsWith(
            "0.json byte 49: n is no whole number within ±2^53: \"abc\"",
            "0.json byte 85: berth is no whole number of 32 bits: 3.5",
            "0.json byte 113: no harbour")
        .anyMatch(example -> example.startsWith("0.json byte 125: not JSON: "))
        .endsWith("1.json byte 49: flags is no object or text: [\"red\"]");
  }

  @Test
  void theExamplesAreTheSameHoweverTheInputIsSplit() throws Exception {
    for (int file = 0; file < 3; file++) {
      runs.file("{\"harbour\":\"A\",\"berth\":1}\n{\"berth\":1}\n{\"berth\":%d}\n".formatted(file));
    }
    List<String> once = runs.asIs(boats()).examples();
    runs.conf.setLong("mapreduce.input.fileinputformat.split.maxsize", 25);
    runs.conf.setInt("mapreduce.job.reduces", 3);
    RollupRuns.Result again = runs.asIs(boats());
    assertThat(again.examples())
        .isEqualTo(once)
        .hasSize(5)
        .last()
        .isEqualTo("2.json byte 26: no harbour");
    assertThat(again.report().unreadable()).isEqualTo(6);
  }

  @Test
  void nothingReadIsAnEmptyFile() throws Exception {
    RollupRuns.Result result = runs.file("\n").asIs(boats());
    assertThat(result.rows()).isEmpty();
    assertThat(result.report().records()).isZero();
    assertThat(result.output().resolve("_SUCCESS")).exists();
    assertThat(result.output().resolve("part-00000")).isEmptyFile();
  }

  @Test
  void aWrongDeclarationSaysWhatToDo() {
    assertThatThrownBy(() -> Rollup.named("r").groupBy(text("a")).table())
        .hasMessage("rollup r: say what to group by and what to measure");
    assertThatThrownBy(() -> boats().count("berth", "").table())
        .hasMessage("rollup boats: column berth is there twice");
    assertThatThrownBy(
            () ->
                Rollup.named("r").groupBy(text("a").withTotal(), text("b")).count("n", "").table())
        .hasMessage("rollup r: a has a total, so must b behind it");
    assertThatThrownBy(() -> Rollup.named("r").groupBy(number("a")).count("n", "").table())
        .hasMessage("a: group by a text or an integer");
    assertThatThrownBy(() -> boats().measure(text("a"), MIN))
        .hasMessage("a: name measures of an integer or a number");
  }
}
