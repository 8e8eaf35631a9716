package dev.tributary.mapreduce.water;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.input.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** From a row of a water table back to what it is made of. */
final class RecordsOfTest {

  private static final String ACID = sample("A", "1992-07-01", "\"PH_LAB\":4.5");
  private static final String MILD = sample("A", "1992-08-01", "\"PH_LAB\":6.0");
  private static final String UNMEASURED = sample("A", "1992-09-01", "\"PH_LAB\":null");
  private static final String LATER = sample("A", "1993-07-01", "\"PH_LAB\":4.5");
  private static final String ELSEWHERE = sample("B", "1992-07-01", "\"PH_LAB\":4.5");

  @Test
  void aSitesYearIsMadeOfTheSamplesInWhichTheParameterWasMeasured() throws Exception {
    assertThat(
            of(
                new SiteYears(),
                Map.of("site_id", "A", "program_id", "P", "year", 1992, "parameter", "PH_LAB")))
        .containsExactly(ACID, MILD);
  }

  @Test
  void aBandIsMadeOfTheSamplesInIt() throws Exception {
    Map<String, Object> row =
        new HashMap<>(Map.of("program_id", "P", "parameter", "PH_LAB", "band", "below 5"));
    assertThat(of(new ProgramParameters(), row)).containsExactly(ACID, LATER, ELSEWHERE);
    row.put("band", "missing");
    assertThat(of(new ProgramParameters(), row)).containsExactly(UNMEASURED);
  }

  @Test
  void anAcidityClassIsMadeOfFiveYearsOfItsSite() {
    Map<String, Object> row = new HashMap<>(year("A", "ANC_UEQ_L", 0));
    row.put("year_from", 1990);
    row.put("year_to", 1994);
    Predicate<Map<String, Object>> rows = new AncClasses().rowsOf(row).orElseThrow();
    assertThat(rows.test(year("A", "ANC_UEQ_L", 1990))).isTrue();
    assertThat(rows.test(year("A", "ANC_UEQ_L", 1989))).isFalse();
    assertThat(rows.test(year("A", "PH_LAB", 1990))).isFalse();
    assertThat(rows.test(year("B", "ANC_UEQ_L", 1990))).isFalse();
  }

  @Test
  void aMethodsSummaryIsMadeOfItsYears() {
    Map<String, Object> row = new HashMap<>(year("", "PH_LAB", 0));
    row.put("start_year", 1990);
    row.put("end_year", null); // in use
    Predicate<Map<String, Object>> rows = new MethodSummaries().rowsOf(row).orElseThrow();
    assertThat(rows.test(year("A", "PH_LAB", 2020))).isTrue();
    assertThat(rows.test(year("A", "PH_LAB", 1989))).isFalse();
    row.put("end_year", 1991);
    assertThat(new MethodSummaries().rowsOf(row).orElseThrow().test(year("A", "PH_LAB", 1992)))
        .isFalse();
  }

  private static Map<String, Object> year(String site, String parameter, int year) {
    return Map.of(
        "site_id", site, "program_id", "P", "state", "NY", "parameter", parameter, "year", year);
  }

  private static List<String> of(BuiltTable table, Map<String, Object> row) throws Exception {
    Predicate<StoredRecord> condition = table.recordsOf(null, row).orElseThrow();
    List<String> found = new ArrayList<>();
    for (String each : List.of(ACID, MILD, UNMEASURED, LATER, ELSEWHERE)) {
      if (condition.test(new StoredRecord(Optional.empty(), new ObjectMapper().readTree(each)))) {
        found.add(each);
      }
    }
    return found;
  }

  private static String sample(String site, String date, String value) {
    return "{\"SITE_ID\":\"%s\",\"PROGRAM_ID\":\"P\",\"DATE_SMP\":\"%s\",%s}"
        .formatted(site, date, value);
  }
}
