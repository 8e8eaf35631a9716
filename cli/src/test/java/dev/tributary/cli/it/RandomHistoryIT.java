package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.hdfs.ExportHdfs;
import dev.tributary.exporters.postgres.Batches;
import dev.tributary.exporters.postgres.Land;
import dev.tributary.exporters.postgres.Quarantine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of a topic: new things, repetitions, revisions, late and broken ones, and
 * transactions that were given up; landed, exported, rejected, replayed, killed in the middle of
 * it. After each step the landed rows, the duplicates and each offset's account are those of a
 * model, and after each export so are the files.
 */
@ExtendWith(Stack.class)
final class RandomHistoryIT {

  private static final int STEPS = Integer.getInteger("tributary.history.steps", 45);
  private static final int PARTITIONS = 2;
  private static final int MOST = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String DATASET =
      """
      name: history
      topics:
        TOPIC: {partitions: 2, key: [id]}
      schema: history.schema.json
      identity: [id]
      event_time: {field: at}
      partition: {dt: day}
      landing: {table: history}
      hdfs: {path: DIRECTORY, file: history}
      """;

  private static final String SCHEMA =
      """
      {"title": "histories", "type": "object", "required": ["id", "at"], "properties": {
        "id": {"type": "string"},
        "at": {"type": "string", "format": "local-date-time"},
        "amount": {"type": "integer" MAXIMUM}}}
      """;

  /** What takes part in changing the ledger: where a transaction is killed. */
  private static final List<String> PLACES =
      List.of(
          "history",
          "tributary.batch",
          "tributary.batch_range",
          "tributary.duplicate",
          "tributary.quarantine",
          "tributary.rejection",
          "tributary.feed",
          "tributary.rewrite",
          "tributary.export",
          "tributary.file",
          "tributary.partition");

  @TempDir private Path directory;

  @ParameterizedTest(name = "of seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theStateIsThatOfTheModelAfterEachStep(long seed) throws Exception {
    try (History history = new History(seed, directory)) {
      try {
        for (int step = 0; step < STEPS; step++) {
          history.step();
        }
        history.settle();
      } catch (AssertionError | Exception e) {
        throw new AssertionError(
            "seed %d: %s%nafter %s".formatted(seed, e.getMessage(), history.told()), e);
      }
    }
  }

  private static final class History implements AutoCloseable {

    private final Random random;
    private final String name;
    private final Workspace workspace;
    private final InProcess process;
    private final Path catalog;
    private final KafkaProducer<byte[], byte[]> producer;
    private final FileSystem files;
    private final HistoryModel model = new HistoryModel();
    private final List<String> told = new ArrayList<>();
    private boolean lenient;

    History(long seed, Path directory) throws Exception {
      this.random = new Random(seed);
      this.name = "history" + seed + "at" + System.currentTimeMillis(); // for sandboxes that stay
      this.workspace = new Workspace(name, directory);
      this.process = new InProcess(workspace.database());
      this.catalog = Files.createDirectories(directory.resolve("declared"));
      Files.writeString(
          catalog.resolve("history.yaml"),
          DATASET.replace("TOPIC", name).replace("DIRECTORY", workspace.directory()));
      declare(false);
      process.set("tributary.catalog.dir", catalog);
      Properties properties = new Properties();
      properties.put("bootstrap.servers", InProcess.brokers());
      properties.put("transactional.id", name);
      try (Admin admin = Admin.create(properties)) {
        admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
      }
      this.producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      producer.initTransactions();
      this.files = FileSystem.newInstance(InProcess.hadoop());
      process.run(new Land(), "--dataset", "history");
      armFaults();
    }

    /** Does something, perhaps with a kill in the middle, and compares. */
    void step() throws Exception {
      int dice = random.nextInt(100);
      boolean killed = random.nextInt(4) == 0;
      if (dice < 10) {
        declare(!lenient);
      } else if (dice < 45) {
        send(1 + random.nextInt(12));
        land(killed);
      } else if (dice < 60) {
        reject(killed);
      } else if (dice < 72) {
        replay(killed);
      } else if (dice < 82) {
        replayQuarantined(killed);
      } else if (dice < 85) {
        discard();
      } else {
        export(killed);
      }
      compare();
    }

    /** Whatever a kill has left half done comes to its end. */
    void settle() throws Exception {
      land(false);
      export(false);
      compare();
    }

    private void declare(boolean now) throws IOException {
      lenient = now;
      tell("declare lenient=" + now);
      Files.writeString(
          catalog.resolve("history.schema.json"),
          SCHEMA.replace("MAXIMUM", now ? "" : ", \"maximum\": " + MOST));
    }

    private Predicate<HistoryModel.Content> fits() {
      boolean now = lenient;
      return content -> content.id() != null && (now || content.value() <= MOST);
    }

    private void send(int messages) throws Exception {
      boolean given = random.nextInt(6) > 0;
      producer.beginTransaction();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      List<HistoryModel.Content> contents = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        int thing = random.nextInt(5);
        // Most things keep to a partition, as keys do; one does not.
        int partition = thing == 0 ? random.nextInt(PARTITIONS) : thing % PARTITIONS;
        boolean readable = random.nextInt(10) > 0;
        HistoryModel.Content content =
            new HistoryModel.Content(
                readable ? "thing " + thing : null,
                random.nextInt(3) + (random.nextInt(5) == 0 ? MOST : 0),
                "2025-06-0" + (1 + random.nextInt(3)));
        contents.add(content);
        String value =
            "{\"id\": \"%s\", \"amount\": %d, \"at\": \"%sT12:00\"%s"
                .formatted(content.id(), content.value(), content.day(), readable ? "}" : "");
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    name, partition, null, value.getBytes(StandardCharsets.UTF_8))));
      }
      producer.flush();
      for (int i = 0; given && i < messages; i++) {
        RecordMetadata at = sent.get(i).get();
        model.sent(new HistoryModel.At(at.partition(), at.offset()), contents.get(i));
      }
      if (given) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
      tell("send " + messages + (given ? "" : " given up"));
    }

    private void land(boolean killed) throws Exception {
      process.set("tributary.land.batch.rows", 1 + random.nextInt(8));
      run(killed, new Land(), "--dataset", "history");
      Map<Long, List<HistoryModel.Span>> landed = new TreeMap<>();
      for (String line :
          workspace.sql(
              """
              SELECT b.id, g.partition, g.from_offset, g.until_offset
              FROM tributary.batch b JOIN tributary.batch_range g ON g.batch_id = b.id
              WHERE b.origin = 'topic' ORDER BY b.id""")) {
        long[] v = numbers(line);
        if (!model.knows(v[0])) {
          landed
              .computeIfAbsent(v[0], id -> new ArrayList<>())
              .add(new HistoryModel.Span((int) v[1], v[2], v[3]));
        }
      }
      landed.forEach((id, spans) -> model.landed(id, spans, fits()));
    }

    private void reject(boolean killed) throws Exception {
      List<Long> batches = new ArrayList<>(model.batches("committed", false));
      batches.addAll(model.batches("committed", true));
      if (!batches.isEmpty()) {
        long id = any(batches);
        boolean done =
            run(killed, new Batches(), "reject", Long.toString(id), "--reason", "at random");
        if (done) {
          model.rejected(id);
        }
      }
    }

    private void replay(boolean killed) throws Exception {
      List<Long> batches = model.batches("rejected", false);
      if (!batches.isEmpty()) {
        long id = any(batches);
        if (run(killed, new Batches(), "replay", Long.toString(id))) {
          long by =
              Long.parseLong(
                  workspace.sql("SELECT id FROM tributary.batch WHERE replays = " + id).get(0));
          model.replayed(id, by, fits());
        }
      }
    }

    private void replayQuarantined(boolean killed) throws Exception {
      process.set("tributary.land.batch.rows", 1 + random.nextInt(4));
      boolean all = random.nextBoolean();
      int partition = random.nextInt(PARTITIONS);
      boolean done =
          all
              ? run(killed, new Quarantine(), "replay", "--dataset", "history", "--all")
              : run(
                  killed,
                  new Quarantine(),
                  "replay",
                  "--dataset",
                  "history",
                  "--topic",
                  name,
                  "--partition",
                  Integer.toString(partition));
      Map<HistoryModel.At, Long> replayed = new TreeMap<>();
      for (String line :
          workspace.sql(
              """
              SELECT partition, msg_offset, replay_batch_id FROM tributary.quarantine
              WHERE state = 'replayed'""")) {
        long[] v = numbers(line);
        replayed.put(new HistoryModel.At((int) v[0], v[1]), v[2]);
      }
      for (HistoryModel.At at : model.open(at -> all || at.partition() == partition)) {
        Long by = replayed.get(at);
        if (done) {
          assertThat(by != null).as("%s is replayed", at).isEqualTo(fits().test(model.content(at)));
        }
        if (by != null) {
          model.replayedFromQuarantine(at, by);
        }
      }
    }

    private void discard() throws Exception {
      int partition = random.nextInt(PARTITIONS);
      long from = random.nextInt(60);
      run(
          false,
          new Quarantine(),
          "discard",
          "--dataset",
          "history",
          "--topic",
          name,
          "--partition",
          Integer.toString(partition),
          "--from",
          Long.toString(from),
          "--until",
          Long.toString(from + 15),
          "--because",
          "at random");
      model
          .open(at -> at.partition() == partition && at.offset() >= from && at.offset() < from + 15)
          .forEach(model::discarded);
    }

    private void export(boolean killed) throws Exception {
      if (run(killed, new ExportHdfs(InProcess.hadoop()), "--dataset", "history")) {
        assertThat(exported()).as("files in HDFS").isEqualTo(model.current());
        assertThat(
                workspace.sql(
                    """
                    SELECT o.partition, g.o FROM tributary.file f
                    JOIN tributary.partition p USING (feed, dt, version)
                    JOIN tributary.file_offsets o ON o.file_id = f.id
                    CROSS JOIN LATERAL unnest(o.offsets) r
                    CROSS JOIN LATERAL generate_series(lower(r), upper(r) - 1) AS g (o)
                    ORDER BY 1, 2"""))
            .as("offsets of the files that are current")
            .isEqualTo(
                workspace.sql("SELECT partition, msg_offset FROM history_current ORDER BY 1, 2"));
      }
    }

    /** What lies in the directories that readers are pointed at, whoever wrote it. */
    private List<String> exported() throws IOException {
      List<String> lines = new ArrayList<>();
      for (String line : workspace.sql("SELECT dt, directory FROM tributary.partition")) {
        String[] dtAndDirectory = line.split("\\|", -1);
        for (FileStatus file : files.listStatus(new org.apache.hadoop.fs.Path(dtAndDirectory[1]))) {
          try (BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(files.open(file.getPath()), StandardCharsets.UTF_8))) {
            for (String json = in.readLine(); json != null; json = in.readLine()) {
              JsonNode row = JSON.readTree(json);
              lines.add(
                  String.join(
                      "|",
                      row.at("/value/id").asText(),
                      row.at("/value/amount").asText(),
                      dtAndDirectory[0],
                      row.path("kafka_partition").asText(),
                      row.path("kafka_offset").asText()));
            }
          }
        }
      }
      return lines.stream().sorted().toList();
    }

    private void compare() {
      assertThat(sorted("SELECT id, amount, dt, partition, msg_offset FROM history_current"))
          .as("the latest of each thing")
          .isEqualTo(model.current());
      assertThat(
              workspace.sql(
                  """
                  SELECT r.id, r.partition, msg_offset FROM history r
                  JOIN tributary.batch b ON b.id = r.batch_id AND b.state = 'committed'
                  ORDER BY r.id, revision"""))
          .as("rows and their revisions")
          .isEqualTo(model.rows());
      assertThat(
              sorted(
                  """
                  SELECT d.partition, msg_offset, of_partition, of_offset, b.id
                  FROM tributary.duplicate d
                  JOIN tributary.batch b ON b.id = d.batch_id AND b.state = 'committed'"""))
          .as("duplicates")
          .isEqualTo(model.duplicates());
      assertThat(
              workspace.sql(
                  """
                  SELECT id, rows, duplicates, quarantined FROM tributary.batch
                  WHERE state = 'committed' ORDER BY id"""))
          .as("counts of batches")
          .isEqualTo(model.counts());
      assertThat(
              workspace.sql(
                  """
                  SELECT b.id FROM tributary.batch b JOIN tributary.batch_range g
                    ON g.batch_id = b.id WHERE b.state = 'committed'
                  GROUP BY b.id HAVING sum(g.rows) <> b.rows OR sum(g.duplicates) <> b.duplicates
                    OR sum(g.quarantined) <> b.quarantined"""))
          .as("batches whose ranges have other counts")
          .isEmpty();
      assertThat(accounts()).as("each offset's account").isEqualTo(model.accounts());
    }

    /** Each offset that is landed, a duplicate, of a rejected batch or set aside: once. */
    private List<String> accounts() {
      return sorted(
          """
          WITH landed AS (
            SELECT r.partition, msg_offset, 'landed' AS status FROM history r
            JOIN tributary.batch b ON b.id = r.batch_id AND b.state = 'committed'
            UNION ALL
            SELECT d.partition, msg_offset, 'duplicate' FROM tributary.duplicate d
            JOIN tributary.batch b ON b.id = d.batch_id AND b.state = 'committed'),
          others AS (
            SELECT r.partition, msg_offset FROM history r
            JOIN tributary.batch b ON b.id = r.batch_id AND b.state = 'rejected'
            UNION SELECT d.partition, msg_offset FROM tributary.duplicate d
            JOIN tributary.batch b ON b.id = d.batch_id AND b.state = 'rejected'
            UNION SELECT partition, msg_offset FROM tributary.quarantine
            WHERE state <> 'replayed')
          SELECT * FROM landed
          UNION ALL
          SELECT o.partition, o.msg_offset,
            CASE WHEN b.state = 'rejected' THEN 'rejected' ELSE 'quarantined' END
          FROM others o JOIN tributary.batch_range g ON g.live AND g.partition = o.partition
            AND g.from_offset <= o.msg_offset AND o.msg_offset < g.until_offset
          JOIN tributary.batch b ON b.id = g.batch_id
          WHERE NOT EXISTS (SELECT FROM landed l
            WHERE l.partition = o.partition AND l.msg_offset = o.msg_offset)""");
    }

    private List<String> sorted(String query) {
      return workspace.sql(query).stream().sorted().toList();
    }

    /** Whether it was done: with a kill it may have been over before that. */
    private boolean run(boolean killed, Verb verb, String... arguments) throws Exception {
      String command = verb.name() + " " + String.join(" ", arguments);
      if (!killed) {
        Outcome outcome = process.run(verb, arguments);
        assertThat(outcome.exitCode()).as("%s: %s", command, outcome.message()).isZero();
        tell(command + ": " + outcome.message());
        return true;
      }
      String place = PLACES.get(random.nextInt(PLACES.size()));
      arm(place, 1 + random.nextInt(2));
      try {
        process.run(verb, arguments);
        tell(command + ": nothing to kill at " + place);
        return true;
      } catch (TributaryException e) {
        tell(command + ": killed at " + place);
        return false;
      } finally {
        arm("nowhere", 1);
      }
    }

    /** From now on the server ends the connection that comes to the armed place so often. */
    private void armFaults() {
      execute("CREATE TABLE armed (place text, hits integer)");
      execute("INSERT INTO armed VALUES ('nowhere', 1)");
      execute("CREATE SEQUENCE hits");
      execute(
          """
          CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            IF EXISTS (SELECT FROM armed WHERE place = TG_ARGV[0]) THEN
              IF nextval('hits') >= (SELECT hits FROM armed) THEN
                PERFORM pg_terminate_backend(pg_backend_pid());
              END IF;
            END IF;
            RETURN NULL;
          END $$""");
      for (String place : PLACES) {
        execute(
            "CREATE TRIGGER fault AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION fault('%s')"
                .formatted(place, place));
      }
    }

    private void arm(String place, int hits) {
      execute("UPDATE armed SET place = '%s', hits = %d".formatted(place, hits));
      execute("ALTER SEQUENCE hits RESTART");
    }

    private void execute(String statement) {
      workspace.execute(workspace.database(), statement);
    }

    private long any(List<Long> batches) {
      return batches.get(random.nextInt(batches.size()));
    }

    private static long[] numbers(String line) {
      return IntStream.range(0, line.split("\\|", -1).length)
          .mapToLong(i -> Long.parseLong(line.split("\\|", -1)[i]))
          .toArray();
    }

    private void tell(String line) {
      told.add(line);
    }

    String told() {
      return String.join("\n", told);
    }

    @Override
    public void close() throws IOException {
      producer.close();
      files.close();
    }
  }
}
