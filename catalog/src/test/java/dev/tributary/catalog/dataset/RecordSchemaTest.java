package dev.tributary.catalog.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecordSchemaTest {

  private static final RecordSchema WATER =
      Catalog.load(Optional.empty()).dataset("water").feed().schema();

  @Test
  void aWrongValueIsNamedWithItsColumnAndItself() throws Exception {
    assertThat(violation("\"PH_LAB\":\"about 5\""))
        .contains("PH_LAB 'about 5': string found, [number, null] expected");
    assertThat(violation("\"PH_LAB\":{\"a\":1}"))
        .contains("PH_LAB '{\"a\":1}': object found, [number, null] expected");
    assertThat(violation("\"PH_LAB\":\"two\\nlines\"").orElseThrow())
        .startsWith("PH_LAB 'two lines': ");
  }

  @Test
  void aLongValueIsCut() throws Exception {
    assertThat(violation("\"PH_LAB\":\"" + "x".repeat(5000) + "\""))
        .contains("PH_LAB '" + "x".repeat(100) + "…': string found, [number, null] expected");
  }

  @Test
  void aPatternThatIsNotMetIsNamedWithItsValue() throws Exception {
    assertThat(WATER.violation(json("{\"SITE_ID\":\" \",\"PROGRAM_ID\":\"P\",\"DATE_SMP\":\"d\"}")))
        .contains("SITE_ID ' ': does not match the regex pattern \\S");
  }

  @Test
  void membersThatAreMissingAreNamed() throws Exception {
    assertThat(WATER.violation(json("{\"SITE_ID\":\"1\"}")))
        .contains(
            "$: required property 'PROGRAM_ID' not found; $: required property 'DATE_SMP' not found");
  }

  @Test
  void aRecordThatIsAsItMustBeHasNoViolation() throws Exception {
    assertThat(violation("\"PH_LAB\":5")).isEmpty();
  }

  private static Optional<String> violation(String member) throws JsonProcessingException {
    return WATER.violation(
        json(
            "{\"SITE_ID\":\"1\",\"PROGRAM_ID\":\"P\",\"DATE_SMP\":\"2003-03-30T02:00:00\","
                + member
                + "}"));
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String text)
      throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}
