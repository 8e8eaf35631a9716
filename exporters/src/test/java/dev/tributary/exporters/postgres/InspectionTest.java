package dev.tributary.exporters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Feed;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InspectionTest {

  private static final Feed WATER = Catalog.load(Optional.empty()).dataset("water").feed();

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

  private static String sample(String more) {
    return "{\"SITE_ID\":\"1\",\"PROGRAM_ID\":\"P\",\"DATE_SMP\":\"2003-03-30T02:00:00\","
        + more
        + "}";
  }

  private Inspection.Fit inspect(String json) throws Inspection.Unfit {
    return inspection.inspect(json.getBytes(StandardCharsets.UTF_8));
  }

  private String reason(String json) {
    return catchThrowableOfType(Inspection.Unfit.class, () -> inspect(json)).reason();
  }
}
