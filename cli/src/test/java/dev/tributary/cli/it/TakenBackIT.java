package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is taken back, shown again and traced of datasets of every shape: a landing table in parts,
 * references, raw tables, tables that are built through a view, and topics that lose messages.
 */
@ExtendWith(Stack.class)
final class TakenBackIT {

  private static final String SITES =
      """
      SITE_ID;PROGRAM_ID;STATE;LATDD
      1A1-103;LTM_ALTM;New York;44
      """;
  private static final String SAMPLES =
      """
      SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;ANC_UEQ_L
      1A1-103;LTM_ALTM;07/01/1992 00:00:00;1;10
      1A1-103;LTM_ALTM;07/01/1993 00:00:00;1;30
      """;

  @TempDir private Path directory;

  @Test
  void aBatchOfWeaponsLeavesEveryPartOfTheLandingTable() throws Exception {
    Workspace weapons = new Workspace("disarmed", directory);
    Hops hops = new Hops(weapons, "weapons");
    seen(hops, "tachi.htm", "2025-11-03T10:00:00", "480");
    hops.pipeline();
    seen(hops, "tachi.htm", "2025-11-10T10:00:00", "500");
    seen(hops, "souken.htm", "2025-11-10T10:00:00", "300");
    hops.pipeline();
    List<String> first = List.of("long_sword 2 480 768");
    List<String> both = List.of("dual_swords 2 300 768", "long_sword 2 500 768");
    assertThat(stats(hops)).isEqualTo(both);

    String batch = batch(weapons, "weapons");
    hops.run("batches", "reject", batch, "--reason", "another game");
    hops.pipeline();
    assertThat(stats(hops)).isEqualTo(first);
    assertThat(weapons.sql("SELECT count(*) FROM dual_swords")).containsExactly("0");
    assertThat(weapons.sql("SELECT attack FROM long_sword ORDER BY id"))
        .containsExactly("480", "768");
    hops.auditIsClean();
    JsonNode rejected =
        message(hops, "disarmed-weapon_data", place(weapons, "dual_swords_history", "true"));
    assertThat(rejected.path("fate").asText()).isEqualTo("rejected");
    assertThat(hops.facts("batches", "list", "--dataset", "weapons", "--json").toString())
        .contains("\"state\":\"rejected\"", "\"state\":\"committed\"");

    hops.run("replay", "--dataset", "weapons", "--batch", batch);
    hops.pipeline();
    assertThat(stats(hops)).isEqualTo(both);
    hops.auditIsClean();
    JsonNode total = hops.facts("trace", "weapon_stats", "long_sword", "rarity=NULL", "--json");
    assertThat(total.path("row").path("attack_min").asInt()).isEqualTo(500);
    assertThat(offsets(total.path("offsets")))
        .isEqualTo(
            Set.copyOf(weapons.sql("SELECT partition || ' ' || msg_offset FROM long_sword")));
  }

  private void seen(Hops hops, String page, String at, String attack) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve(page),
            new WeaponRows()
                .sword("l1", "Iron", 1, attack + " 0%")
                .sword("l2", "Bone", 2, "768 0%")
                .page());
    hops.run("produce", "--source", "weapon-pages", "--scraped-at", at, file.toString());
  }

  private static List<String> stats(Hops hops) {
    return hops
        .hive("SELECT type, weapons, attack_min, attack_max FROM weapon_stats WHERE rarity IS NULL")
        .stream()
        .map(row -> String.join(" ", row))
        .sorted()
        .toList();
  }

  @Test
  void aLoadOfAReferenceIsTakenBack() throws Exception {
    Workspace water = new Workspace("unreferred", directory);
    Hops hops = new Hops(water, "water");
    send(water, "sites.csv", SITES, "--reference", "sites");
    water.produceMethods();
    send(water, "samples.csv", SAMPLES);
    hops.pipeline();
    send(water, "other.csv", SITES.replace("New York", "Vermont"), "--reference", "sites");
    hops.pipeline();
    assertThat(states(hops)).containsExactly("Vermont");

    String batch = batch(water, "water.sites");
    hops.run("batches", "reject", batch, "--reason", "the map was held upside down");
    hops.pipeline();
    assertThat(states(hops)).containsExactly("New York");
    assertThat(water.sql("SELECT state FROM water_sites_current")).containsExactly("New York");
    hops.auditIsClean();
    hops.run("batches", "replay", batch);
    hops.pipeline();
    assertThat(states(hops)).containsExactly("Vermont");
    hops.auditIsClean();
    JsonNode site =
        message(hops, "unreferred-water-sites", place(water, "water_sites", "state = 'Vermont'"));
    assertThat(site.path("fate").asText()).isEqualTo("landed");
    assertThat(site.path("builds").toString())
        .containsPattern("\"table\":\"water_site_year\",\"version\":\\d+,\"dt\":\"1993-01-01\",");
  }

  private static List<String> states(Hops hops) {
    return hops.hive("SELECT state FROM water_anc_class").stream().map(row -> row[0]).toList();
  }

  @Test
  void aRawTableIsShownAsItWasAndAgainAsItIs() throws Exception {
    Workspace water = new Workspace("rawagain", directory);
    Hops hops = new Hops(water, "water");
    water.produceReferences();
    send(water, "samples.csv", SAMPLES);
    hops.pipeline();
    send(water, "corrected.csv", SAMPLES.replace("1;10", "1;12"));
    hops.pipeline();
    assertThat(acids(hops)).containsExactly("1992-01-01 12.0", "1993-01-01 30.0");
    String newest =
        water
            .sql("SELECT max(version) FROM tributary.publication WHERE table_name = 'water_data'")
            .get(0);
    String[] before = {"water_data", "--version", "1", "--partition", "1992-01-01"};
    for (String via : List.of("thrift", "jdbc")) {
      hops.run("restore", with(before, "--via", via));
      assertThat(acids(hops)).containsExactly("1992-01-01 10.0", "1993-01-01 30.0");
      hops.pipeline();
      hops.auditIsClean();
      hops.run("restore", "water_data", "--version", newest, "--via", via);
      assertThat(acids(hops)).containsExactly("1992-01-01 12.0", "1993-01-01 30.0");
      hops.auditIsClean();
    }
    // HiveServer2 is asked what it shows before anything is deleted.
    String[] retain = {"--dataset", "water", "--keep", "1", "--older-than", "1ms", "--via", "jdbc"};
    assertThat(hops.run("retain", retain)).startsWith("deleted ");
    assertThat(hops.run("retain", retain)).isEqualTo("nothing to delete");
    assertThat(hops.said("restore", before)).contains("was retired");
    assertThat(acids(hops)).containsExactly("1992-01-01 12.0", "1993-01-01 30.0");
    hops.auditIsClean();
  }

  private static List<String> acids(Hops hops) {
    return hops.hive("SELECT dt, value.anc_ueq_l FROM water_data").stream()
        .map(row -> row[0] + " " + row[1])
        .sorted()
        .toList();
  }

  @Test
  void aDayOfWeatherLeadsToItsReadings() throws Exception {
    Workspace weather = new Workspace("readings", directory);
    Hops hops = new Hops(weather, "weather");
    hops.produceWeather(2, "2025-06-01T00:00:00", "2025-06-01T06:00:00", "1h");
    hops.pipeline();
    String[] day =
        hops.hive("SELECT place, country, day, readings FROM weather_daily LIMIT 1").get(0);
    JsonNode figure = hops.facts("trace", "weather_daily", day[0], day[1], day[2], "--json");
    Set<String> offsets = offsets(figure.path("offsets"));
    assertThat(offsets).hasSize(Integer.parseInt(day[3]));
    assertThat(
            weather.sql(
                """
                SELECT DISTINCT value ->> 'city' FROM weather_current
                WHERE partition || ' ' || msg_offset IN ('%s')"""
                    .formatted(String.join("', '", offsets))))
        .containsExactly(day[0]);
    JsonNode reading = message(hops, "readings-weather-api", offsets.iterator().next());
    assertThat(reading.path("builds").toString())
        .contains("weather_data", "weather_daily", "weather_windows");
    hops.auditIsClean();
  }

  @Test
  void messagesThatKafkaLostAndTopicsThatAreGoneAreToldOf() throws Exception {
    Workspace water = new Workspace("forgotten", directory);
    Hops hops = new Hops(water, "water");
    water.produceReferences();
    send(water, "samples.csv", SAMPLES);
    send(water, "more.csv", SAMPLES.replace("07/01", "08/01"));
    String topic = water.topic();
    try (Admin admin = Admin.create(AlertTopics.properties())) {
      int partition =
          Stream.of(0, 1, 2)
              .filter(
                  each -> KafkaRecords.of(topic).stream().anyMatch(r -> r.startsWith(each + " ")))
              .findFirst()
              .orElseThrow();
      // Each file is two messages and a transaction's marker.
      admin
          .deleteRecords(
              Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(1)))
          .all()
          .get();
      hops.pipeline();
      hops.auditIsClean();
      assertThat(fate(hops, topic, partition + " 0")).isEqualTo("aged out");
      assertThat(fate(hops, topic, partition + " 1")).isEqualTo("landed");
      assertThat(fate(hops, topic, partition + " 2")).isEqualTo("void");
      water
          .run("sink", "--topics", topic, "--hdfs-path", "/user/hdfs/forgottensink", "--until-end")
          .ok();
      JsonNode sunk = message(hops, topic, partition + " 1").path("sink_files").path(0);
      assertThat(sunk.path("path").asText()).contains("/user/hdfs/forgottensink/");
      assertThat(sunk.path("line").asInt()).isEqualTo(1);

      admin.deleteTopics(List.of(topic)).all().get();
      send(water, "anew.csv", SAMPLES.replace("07/01", "09/01"), "--again");
      hops.pipeline();
      assertThat(water.sql("SELECT count(*) FROM water_quality_current")).containsExactly("5");
      JsonNode messages =
          hops.facts("trace", topic, String.valueOf(partition), "0", "--json").path("messages");
      assertThat(messages).as("of the new topic, and of the old").hasSize(2);
      assertThat(messages.path(0).path("fate").asText()).isEqualTo("landed");
      assertThat(messages.path(1).path("fate").asText()).isEqualTo("aged out");
      hops.auditIsClean();
    }
  }

  private static String fate(Hops hops, String topic, String place) throws Exception {
    return message(hops, topic, place).path("fate").asText();
  }

  private static JsonNode message(Hops hops, String topic, String place) throws Exception {
    String[] parts = place.split(" ", -1);
    return hops.facts("trace", topic, parts[0], parts[1], "--json").path("messages").path(0);
  }

  private static String place(Workspace workspace, String table, String condition) {
    return workspace
        .sql(
            "SELECT partition || ' ' || msg_offset FROM %s WHERE %s LIMIT 1"
                .formatted(table, condition))
        .get(0);
  }

  private static String batch(Workspace workspace, String feed) {
    return workspace
        .sql("SELECT max(id) FROM tributary.batch WHERE feed = '%s'".formatted(feed))
        .get(0);
  }

  private static Set<String> offsets(JsonNode ranges) {
    Set<String> offsets = new TreeSet<>();
    StreamSupport.stream(ranges.spliterator(), false)
        .forEach(
            range -> {
              for (long o = range.path("from").asLong(); o < range.path("until").asLong(); o++) {
                offsets.add(range.path("partition").asText() + " " + o);
              }
            });
    return offsets;
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  private void send(Workspace water, String name, String rows, String... more) throws IOException {
    water.send(Files.writeString(directory.resolve(name), rows), more);
  }
}
