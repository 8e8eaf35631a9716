package dev.tributary.mapreduce.rollup;

import static dev.tributary.mapreduce.rollup.Field.integer;
import static dev.tributary.mapreduce.rollup.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.mapreduce.input.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** From a row of a rollup back to the records that count in it. */
final class RecordsOfTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A voyage as its legs. */
  static final class Legs implements View {
    @Override
    public List<JsonNode> rows(JsonNode voyage) {
      List<JsonNode> legs = new ArrayList<>();
      voyage.path("legs").forEach(legs::add);
      return legs;
    }
  }

  @Test
  void aRecordIsOfTheRowsOfItsGroupAndOfTheTotals() throws Exception {
    Rollup stats =
        Rollup.named("stats").groupBy(text("type"), integer("rarity").withTotal()).count("n", "");
    String sword = "{\"type\":\"sword\",\"rarity\":7}";
    String bow = "{\"type\":\"bow\",\"rarity\":7}";
    String common = "{\"type\":\"sword\",\"rarity\":1}";
    String unknown = "{\"type\":\"sword\"}";
    String broken = "{\"type\":\"sword\",\"rarity\":\"many\"}";

    List<String> all = List.of(sword, bow, common, unknown, broken);
    assertThat(of(stats, all, "type", "sword", "rarity", 7)).containsExactly(sword);
    assertThat(of(stats, all, "type", "sword", "rarity", null))
        .containsExactly(sword, common, unknown);
  }

  @Test
  void aRecordIsOfEveryRowThatItsViewMakesOfIt() throws Exception {
    Rollup legs = Rollup.named("legs").over(Legs.class).groupBy(text("to")).count("n", "");
    String both = "{\"legs\":[{\"to\":\"Rome\"},{\"to\":\"Oslo\"}]}";
    String one = "{\"legs\":[{\"to\":\"Oslo\"}]}";

    assertThat(of(legs, List.of(both, one), "to", "Rome")).containsExactly(both);
    assertThat(of(legs, List.of(both, one), "to", "Oslo")).containsExactly(both, one);
  }

  private static List<String> of(Rollup rollup, List<String> records, Object... row)
      throws Exception {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < row.length; i += 2) {
      values.put((String) row[i], row[i + 1]);
    }
    Predicate<StoredRecord> condition =
        new RollupTable("Test", rollup.declaration()).recordsOf(null, values).orElseThrow();
    List<String> found = new ArrayList<>();
    for (String each : records) {
      if (condition.test(new StoredRecord(Optional.empty(), JSON.readTree(each)))) {
        found.add(each);
      }
    }
    return found;
  }
}
