package dev.tributary.catalog.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.TributaryException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AssertionsTest {

  private static final String SCHEMA =
      """
      {"type": "object", "properties": {"RING": {"type": "string"}, "EGGS": {"type": "integer"},
       "SEEN": {"type": "string", "format": "local-date-time"}, "MASS": {"type": ["number", "null"]}}}""";

  private static final String BIRDS =
      """
      name: birds
      topics: {bird-rings: {partitions: 2, key: [RING]}}
      schema: birds.schema.json
      identity: [RING]
      landing: {table: birds}
      hdfs: {path: /user/hdfs/birds, file: birds}
      """;

  @TempDir private Path directory;

  @Test
  void rangesAndRowDeltasAreReadAsTheyAreWritten() throws IOException {
    Dataset birds =
        birds(
            """
            assertions:
              - {field: MASS, between: [0.10, 20.0], else: quarantine}
              - {field: MASS, between: [1, null], else: warn}
              - {field: EGGS, between: [null, 12], else: warn}
              - {table: bird_data, row_delta: 0.1}
            references:
              rings:
                topics: {rings: {partitions: 1, key: [RING]}}
                schema: birds.schema.json
                identity: [RING]
                landing: {table: rings}
                hdfs: {path: /user/hdfs/rings, file: rings}
                assertions:
                  - {field: EGGS, between: [0, 1.5], else: warn}
            """);
    assertThat(birds.feed().ranges())
        .containsExactly(
            new Range("MASS", decimal("0.10"), decimal("20.0"), Range.Otherwise.QUARANTINE),
            new Range("MASS", decimal("1"), Optional.empty(), Range.Otherwise.WARN),
            new Range("EGGS", Optional.empty(), decimal("12"), Range.Otherwise.WARN));
    assertThat(birds.rowDeltas())
        .isEqualTo(Map.of("bird_data", new RowDelta(decimal("0.1"), decimal("0.1"))));
    assertThat(birds.reference("rings").ranges())
        .containsExactly(new Range("EGGS", decimal("0"), decimal("1.5"), Range.Otherwise.WARN));
  }

  @Test
  void aDatasetNeedsNoAssertions() throws IOException {
    assertThat(birds("").feed().ranges()).isEmpty();
    assertThat(birds("").rowDeltas()).isEmpty();
    assertThat(birds("assertions: []\n").feed().ranges()).isEmpty();
  }

  @Test
  void aRangeIsOfAFieldThatHoldsNumbers() {
    assertFault(
        "{field: WEIGHT, between: [1, 2], else: warn}",
        "asserted field 'WEIGHT' is not in the schema");
    assertFault(
        "{field: RING, between: [1, 2], else: warn}",
        "field 'RING' is of kind text, and only a number or an integer can have a range; dates have none");
    assertFault(
        "{field: SEEN, between: [1, 2], else: warn}",
        "field 'SEEN' is of kind local-date-time, and only a number or an integer can have a range; dates have none");
  }

  @Test
  void aRangeHasTwoEndsInOrder() {
    assertFault(
        "{field: MASS, between: [9, 2], else: warn}",
        "a range of 'MASS' begins at 9 and ends at 2");
    assertFault(
        "{field: MASS, between: [null, null], else: warn}",
        "a range of 'MASS' is open at both ends");
    String form = "between of 'MASS' is %s, not two numbers, of which one may be null";
    assertFault("{field: MASS, between: [1, x], else: warn}", form.formatted("[1,\"x\"]"));
    assertFault("{field: MASS, between: [\"1\", 2], else: warn}", form.formatted("[\"1\",2]"));
    assertFault("{field: MASS, between: [1], else: warn}", form.formatted("[1]"));
    assertFault("{field: MASS, between: [1, 2, 3], else: warn}", form.formatted("[1,2,3]"));
    assertFault("{field: MASS, between: 1, else: warn}", form.formatted("1"));
    assertFault("{field: MASS, between: null, else: warn}", form.formatted("null"));
  }

  @Test
  void numbersThatNothingComparesWithAreNone() {
    for (String none : new String[] {".nan", ".inf", "-.inf"}) {
      String fault = "dataset file 'birds.yaml': Malformed numeric value '%s'".formatted(none);
      assertThatThrownBy(
              () -> birds(entries("{field: MASS, between: [1, " + none + "], else: warn}")))
          .hasMessage(fault);
      assertThatThrownBy(() -> birds(entries("{table: bird_data, row_delta: " + none + "}")))
          .hasMessage(fault);
    }
  }

  @Test
  void aRangeSaysWhatBecomesOfOthers() {
    assertFault(
        "{field: MASS, between: [1, 2], else: ignore}",
        "else of 'MASS' is 'ignore', neither warn nor quarantine");
    assertFault(
        "{field: MASS, between: [1, 2], else: warn}, {field: MASS, between: [0, 3], else: warn}",
        "field 'MASS' has two ranges with 'else: warn'");
  }

  @Test
  void anEntryIsARangeOrARowDelta() {
    String form = "an assertion is {field, between, else} or {table, row_delta}, not {%s}";
    assertFault("{}", form.formatted(""));
    assertFault("null", form.formatted(""));
    assertFault("{field: MASS, between: [1, 2]}", form.formatted("field, between"));
    assertFault("{table: bird_data}", form.formatted("table"));
    assertFault("{row_delta: 0.5}", form.formatted("row_delta"));
    assertFault(
        "{field: MASS, between: [1, 2], else: warn, table: t, row_delta: 1}",
        form.formatted("field, between, else, table, row_delta"));
  }

  @Test
  void aRowDeltaIsAShareAboveZeroOfOneTable() {
    String form =
        "row_delta of table 'bird_data' is %s, not a number above 0 or {fall, rise} of such";
    assertFault("{table: bird_data, row_delta: 0}", form.formatted("0"));
    assertFault("{table: bird_data, row_delta: -0.5}", form.formatted("-0.5"));
    assertFault("{table: bird_data, row_delta: half}", form.formatted("\"half\""));
    assertFault("{table: bird_data, row_delta: null}", form.formatted("null"));
    assertFault("{table: bird_data, row_delta: {}}", form.formatted("{}"));
    assertFault("{table: bird_data, row_delta: {fall: 0}}", form.formatted("{\"fall\":0}"));
    assertFault("{table: bird_data, row_delta: {drop: 1}}", form.formatted("{\"drop\":1}"));
    assertFault(
        "{table: bird_data, row_delta: 0.5}, {table: bird_data, row_delta: 0.6}",
        "table 'bird_data' has two row deltas");
  }

  @Test
  void aReferenceHasNoRowDelta() {
    assertThatThrownBy(
            () ->
                birds(
                    """
                    references:
                      rings:
                        topics: {rings: {partitions: 1, key: [RING]}}
                        schema: birds.schema.json
                        identity: [RING]
                        landing: {table: rings}
                        hdfs: {path: /user/hdfs/rings, file: rings}
                        assertions: [{table: rings, row_delta: 0.5}]
                    """))
        .hasMessage(
            "dataset file 'birds.yaml': birds.rings: a row_delta stands among the dataset's own assertions");
  }

  /** A table's name that is mistyped would be a check that never runs. */
  @Test
  void everyMeasurementOfWaterHasARange() {
    Dataset water = Catalog.load(Optional.empty()).dataset("water");
    assertThat(water.feed().ranges().stream().map(Range::field))
        .containsAll(water.feed().schema().numbers());
    assertThat(water.rowDeltas())
        .containsOnlyKeys(
            "water_data",
            "water_site_year",
            "water_site_trend",
            "water_anc_class",
            "water_method_summary",
            "water_program_parameter");
  }

  private void assertFault(String entries, String fault) {
    assertThatThrownBy(() -> birds(entries(entries)))
        .isInstanceOf(TributaryException.class)
        .hasMessage("dataset file 'birds.yaml': birds: " + fault);
  }

  private static String entries(String entries) {
    return "assertions: [" + entries + "]\n";
  }

  private Dataset birds(String more) throws IOException {
    Files.writeString(directory.resolve("birds.yaml"), BIRDS + more);
    Files.writeString(directory.resolve("birds.schema.json"), SCHEMA);
    return Catalog.load(Optional.of(directory.toString())).dataset("birds");
  }

  private static Optional<BigDecimal> decimal(String text) {
    return Optional.of(new BigDecimal(text));
  }
}
