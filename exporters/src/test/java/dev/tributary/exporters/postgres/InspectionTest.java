package dev.tributary.exporters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Range;
import dev.tributary.exporters.source.RecordReader;
import dev.tributary.exporters.source.SourceFile;
import dev.tributary.exporters.source.SourceRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InspectionTest {

  private static final Dataset DATASET = Catalog.load(Optional.empty()).dataset("water");
  private static final Feed WATER = DATASET.feed();
  private static final Path REAL = Path.of("../../shared/data/water");

  private final Inspection inspection = new Inspection(WATER, 1000);

  @Test
  void aSampleHasItsColumnsInTheSchemasOrder() throws Exception {
    Inspection.Fit fit =
        inspect(
            """
            {"PROGRAM_ID":"P","SITE_ID":"0042","DATE_SMP":"2003-03-30T02:00","PH_LAB":6.50,
             "SAMPLE_DEPTH":1,"CA_UEQ_L":null,"EXTRA":[1]}""");
    assertThat(fit.columns()).hasSize(30).startsWith("0042", "P");
    assertThat(fit.columns().get(6)).isEqualTo(1.0);
    assertThat(fit.columns().get(9)).isNull();
    assertThat(fit.event()).isEqualTo(LocalDateTime.of(2003, 3, 30, 2, 0));
    assertThat(fit.dt()).isEqualTo("2003-01-01");
    assertThat(fit.json()).contains("\"EXTRA\":[1]").contains("\"PH_LAB\":6.50");
  }

  @Test
  void notationOrderAndNullDoNotMakeOtherContent() throws Exception {
    Inspection.Fit one = inspect(sample("\"PH_LAB\":6.50,\"CA_UEQ_L\":null"));
    Inspection.Fit other =
        inspect(
            "{\"PH_LAB\":65e-1,\"DATE_SMP\":\"2003-03-30T02:00:00\",\"PROGRAM_ID\":\"P\",\"SITE_ID\":\"1\"}");
    assertThat(other.content()).isEqualTo(one.content());
    assertThat(other.identity()).isEqualTo(one.identity());
  }

  @Test
  void anotherValueIsOtherContentOfTheSameThing() throws Exception {
    Inspection.Fit one = inspect(sample("\"PH_LAB\":6.5"));
    Inspection.Fit other = inspect(sample("\"PH_LAB\":6.51"));
    assertThat(other.identity()).isEqualTo(one.identity());
    assertThat(other.content()).isNotEqualTo(one.content());
    assertThat(inspect(sample("\"SAMPLE_DEPTH\":2")).identity()).isNotEqualTo(one.identity());
  }

  @Test
  void whatCannotBeLandedSaysWhy() {
    assertThat(reason("{\"SITE_ID\":NaN}")).isEqualTo("not-json");
    assertThat(reason("{")).isEqualTo("not-json");
    assertThat(reason("{} {}")).isEqualTo("not-json");
    assertThat(reason("{\"SITE_ID\":\"1\",\"SITE_ID\":\"2\"}")).isEqualTo("not-json");
    assertThat(reason("\u0000\u0001")).isEqualTo("not-json");
    assertThat(reason("[1]")).isEqualTo("schema");
    assertThat(reason("{\"SITE_ID\":\"1\"}")).isEqualTo("schema");
    assertThat(reason(sample("\"PH_LAB\":\"<5\""))).isEqualTo("schema");
    assertThat(reason(sample("\"X\":\"\\u0000\""))).isEqualTo("not-storable");
    assertThat(reason(sample("\"X\":\"\\ud800\""))).isEqualTo("not-storable");
    assertThat(reason(sample("\"PH_LAB\":1e999"))).isEqualTo("not-storable");
    assertThat(reason(sample("\"X\":1e999999"))).isEqualTo("not-storable");
    assertThat(reason(sample("\"X\":1e99999999999"))).isEqualTo("not-storable");
    assertThat(reason(sample("\"X\":0e9999999999"))).isEqualTo("not-storable");
    assertThat(reason(sample("\"X\":1e-5000"))).isEqualTo("not-storable");
    assertThat(reason(sample("\"X\":" + "[".repeat(400) + "1e950" + "]".repeat(400))))
        .isEqualTo("not-storable");
    assertThat(reason(sample("\"PH_LAB\":1").replace("\"SITE_ID\":\"1\"", "\"SITE_ID\":\" \"")))
        .isEqualTo("schema");
    assertThat(reason(sample("\"X\":\"" + "x".repeat(1000) + "\""))).isEqualTo("too-large");
    assertThat(reason(sample("\"PH_LAB\":1").replace("2003-03-30T02:00:00", "2003-02-30T02:00:00")))
        .isEqualTo("event-time");
    assertThat(reason(sample("\"PH_LAB\":1").replace("2003-", "12003-"))).isEqualTo("event-time");
    Inspection.Unfit tombstone =
        catchThrowableOfType(Inspection.Unfit.class, () -> inspection.inspect(null));
    assertThat(tombstone.reason()).isEqualTo("not-json");
  }

  @Test
  void nestingThatReadersDoNotBearIsRefused() {
    Inspection large = new Inspection(WATER, 100_000);
    String deep = sample("\"X\":" + "[".repeat(600) + "]".repeat(600));
    Inspection.Unfit unfit =
        catchThrowableOfType(
            Inspection.Unfit.class, () -> large.inspect(deep.getBytes(StandardCharsets.UTF_8)));
    assertThat(unfit.reason()).isEqualTo("not-json");
    assertThat(unfit).hasMessageContaining("nesting");
  }

  @Test
  void aWrongValueIsNamedWithItsColumn() {
    Inspection.Unfit unfit =
        catchThrowableOfType(Inspection.Unfit.class, () -> inspect(sample("\"PH_LAB\":\"<5\"")));
    assertThat(unfit).hasMessage("PH_LAB '<5': string found, [number, null] expected");
  }

  @Test
  void theEndsOfARangeBelongToIt() throws Exception {
    assertThat(inspect(sample("\"PH_LAB\":2")).warnings()).isEmpty();
    assertThat(inspect(sample("\"PH_LAB\":11.00")).warnings()).isEmpty();
    assertThat(inspect(sample("\"WTEMP_DEG_C\":45")).warnings()).isEmpty();
    assertThat(inspect(sample("\"WTEMP_DEG_C\":-5.0")).warnings()).isEmpty();
  }

  @Test
  void aMissingValueIsInEveryRange() throws Exception {
    assertThat(inspect(sample("\"PH_LAB\":null,\"WTEMP_DEG_C\":null")).warnings()).isEmpty();
    assertThat(inspect(sample("\"X\":1")).warnings()).isEmpty();
  }

  @Test
  void aRecordWithValuesThatCannotBeGoesToQuarantineNamingEach() {
    Inspection.Unfit unfit =
        catchThrowableOfType(
            Inspection.Unfit.class,
            () -> inspect(sample("\"PH_EQ\":71,\"PH_LAB\":1.5,\"WTEMP_DEG_C\":99")));
    assertThat(unfit.reason()).isEqualTo("assertion");
    assertThat(unfit)
        .hasMessage("PH_EQ 71 is not between 2 and 11; PH_LAB 1.5 is not between 2 and 11");
    assertThat(reason(sample("\"PH_EQ\":71,\"PH_LAB\":\"<5\""))).isEqualTo("schema");
  }

  @Test
  void aValueToBeLookedAtIsLandedAndWarnedOf() throws Exception {
    Inspection.Fit fit =
        inspect(sample("\"WTEMP_DEG_C\":45.5,\"SIO2_MG_L\":-7,\"COND_UM_CM\":1001"));
    assertThat(fit.warnings())
        .containsExactly(
            new Range.Violation("COND_UM_CM", "COND_UM_CM 1001 is not between 0 and 1000"),
            new Range.Violation("WTEMP_DEG_C", "WTEMP_DEG_C 45.5 is not between -5 and 45"),
            new Range.Violation("SIO2_MG_L", "SIO2_MG_L -7 is not between -5 and 1000"));
    assertThat(fit.columns().get(29)).isEqualTo(45.5);
    assertThat(reason(sample("\"COND_UM_CM\":10001"))).isEqualTo("assertion");
  }

  /** A double of the first two values is the end of the range itself. */
  @Test
  void rangesCompareAllDigitsThatWereSent() throws Exception {
    assertThat(reason(sample("\"PH_LAB\":11.0000000000000000001"))).isEqualTo("assertion");
    assertThat(inspect(sample("\"WTEMP_DEG_C\":45.0000000000000000001")).warnings()).hasSize(1);
    assertThat(inspect(sample("\"PH_LAB\":1.1e1")).warnings()).isEmpty();
  }

  @Test
  void anOpenEndBoundsNothing() throws Exception {
    Range.Otherwise warn = Range.Otherwise.WARN;
    Optional<BigDecimal> zero = Optional.of(BigDecimal.ZERO);
    Inspection positive =
        new Inspection(only(new Range("CA_UEQ_L", zero, Optional.empty(), warn)), 1000);
    Inspection negative =
        new Inspection(only(new Range("CA_UEQ_L", Optional.empty(), zero, warn)), 1000);
    assertThat(positive.inspect(bytes(sample("\"CA_UEQ_L\":1e300"))).warnings()).isEmpty();
    assertThat(positive.inspect(bytes(sample("\"CA_UEQ_L\":-1"))).warnings())
        .containsExactly(new Range.Violation("CA_UEQ_L", "CA_UEQ_L -1 is not 0 or more"));
    assertThat(negative.inspect(bytes(sample("\"CA_UEQ_L\":-1e300"))).warnings()).isEmpty();
    assertThat(negative.inspect(bytes(sample("\"CA_UEQ_L\":1"))).warnings())
        .containsExactly(new Range.Violation("CA_UEQ_L", "CA_UEQ_L 1 is not 0 or less"));
  }

  @Test
  void nothingOfTheRealDataIsOutOfRange() throws Exception {
    assumeTrue(Files.isDirectory(REAL), "the real data is not here");
    // Numbers of records: the README beside the data.
    assertThat(inspected("LTM_Data_2022_8_1_fullprecision.csv", WATER)).isEqualTo(38_200);
    assertThat(inspected("LTM_Data_2022_8_1.csv", WATER)).isEqualTo(38_200);
    assertThat(inspected("Site_Information_2022_8_1.csv", DATASET.reference("sites")))
        .isEqualTo(175);
    assertThat(inspected("Methods_2022_8_1.csv", DATASET.reference("methods"))).isEqualTo(362);
  }

  private static int inspected(String name, Feed feed) throws Exception {
    assertThat(feed.ranges()).isNotEmpty();
    Inspection inspection = new Inspection(feed, 1 << 20);
    int records = 0;
    try (RecordReader reader =
        new SourceFile(REAL.resolve(name), Optional.empty(), 100)
            .examine(feed, List.of(DATASET))
            .records()) {
      for (Optional<SourceRecord> next = reader.next();
          next.isPresent();
          next = reader.next(), records++) {
        SourceRecord record = next.get();
        try {
          assertThat(inspection.inspect(bytes(record.json())).warnings())
              .as(record.origin())
              .isEmpty();
        } catch (Inspection.Unfit e) {
          throw new AssertionError(record.origin(), e);
        }
      }
    }
    return records;
  }

  /** The samples' feed with one range alone. */
  private static Feed only(Range range) {
    return new Feed(
        WATER.name(),
        WATER.topics(),
        WATER.schema(),
        WATER.sourceDates(),
        WATER.identity(),
        WATER.observed(),
        WATER.eventTime(),
        WATER.routing(),
        WATER.closing(),
        WATER.landing(),
        WATER.directory(),
        WATER.filePrefix(),
        WATER.hiveTable(),
        List.of(range));
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String sample(String more) {
    return "{\"SITE_ID\":\"1\",\"PROGRAM_ID\":\"P\",\"DATE_SMP\":\"2003-03-30T02:00:00\","
        + more
        + "}";
  }

  private Inspection.Fit inspect(String json) throws Inspection.Unfit {
    return inspection.inspect(bytes(json));
  }

  private String reason(String json) {
    return catchThrowableOfType(Inspection.Unfit.class, () -> inspect(json)).reason();
  }
}
