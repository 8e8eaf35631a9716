package dev.tributary.exporters.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.ledger.SinkFile;
import dev.tributary.catalog.ledger.SinkLedger;
import dev.tributary.catalog.record.SetHash;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On this machine's own files; HDFS is in the integration tests. */
final class TreeTest {

  private static final String PLACE = "FR/Paris";

  @TempDir private Path directory;
  private final RunId run = RunId.create(Clock.systemUTC());
  private final SinkLedger.Hold held = () -> {};
  private Tree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree =
        Tree.below(
            "file:" + directory, new Configuration(), s -> Optional.empty(), run, Optional.empty());
    Files.createDirectories(directory.resolve(PLACE));
  }

  @Test
  void aFileGrowsFromItsLengthOn() throws IOException {
    append(empty(), "one\n");
    append(open(4), "two\n");
    assertThat(directory.resolve(PLACE).resolve("alerts.json")).hasContent("one\ntwo");
  }

  @Test
  void whatWasNeverRecordedIsCutOff() throws IOException {
    write("alerts.json", "one\nha");
    append(open(4), "two\n");
    assertThat(read("alerts.json")).isEqualTo("one\ntwo\n");
  }

  @Test
  void theFirstLinesOfAProcessThatWasKilledAreWrittenOver() throws IOException {
    write("alerts.json", "half a li");
    append(empty(), "one\n");
    assertThat(read("alerts.json")).isEqualTo("one\n");
  }

  @Test
  void aFileThatWasBeingRolledGoesOnUnderItsOwnName() throws IOException {
    write("alerts-7.json", "one\n");
    append(open(4), "two\n");
    assertThat(read("alerts.json")).isEqualTo("one\ntwo\n");
    assertThat(directory.resolve(PLACE).resolve("alerts-7.json")).doesNotExist();
  }

  @Test
  void aFileThatIsGoneOrTooShortIsTold() throws IOException {
    assertThatThrownBy(() -> tree.open(open(4), held))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("alerts.json is gone, and 4 bytes were written");
    write("alerts.json", "on");
    assertThatThrownBy(() -> tree.open(open(4), held))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("alerts.json has 2 bytes, and 4 were written");
    assertThat(read("alerts.json")).as("it is left as it is").isEqualTo("on");
  }

  @Test
  void aRolledFileIsAsLongAsItShouldBe() throws IOException {
    write("alerts.json", "one\nha");
    tree.roll(open(4), held);
    assertThat(read("alerts-7.json")).isEqualTo("one\n");
    assertThat(directory.resolve(PLACE).resolve("alerts.json")).doesNotExist();
  }

  @Test
  void aFileThatIsNotOursIsKept() throws IOException {
    write("alerts.json", "from before\n");
    tree.setAsideForeign(PLACE, held);
    append(empty(), "one\n");
    assertThat(read(".alerts-before-" + run + ".json")).isEqualTo("from before\n");
    assertThat(read("alerts.json")).isEqualTo("one\n");
  }

  @Test
  void aFileOfAnothersThatHasTheNameOfARolledOneIsKept() throws IOException {
    write("alerts-7.json", "of another\n");
    write("alerts.json", "one\n");
    tree.roll(open(4), held);
    assertThat(read("alerts-7.json")).isEqualTo("one\n");
    assertThat(read(".alerts-7-before-" + run + ".json")).isEqualTo("of another\n");
  }

  @Test
  void aPackedFileHoldsTheSame() throws IOException {
    write("alerts-7.json", "one\ntwo\n");
    SinkLedger.Packed packed = new Packing(tree, run).pack(rolled(8), held);
    byte[] bytes = Files.readAllBytes(directory.resolve(PLACE).resolve("alerts-7.json.gz"));
    assertThat(packed).isEqualTo(new SinkLedger.Packed("alerts-7.json.gz", bytes.length));
    assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes)))
        .hasBinaryContent("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
    assertThat(names()).containsExactly("alerts-7.json.gz");
  }

  @Test
  void packingGoesOnWhereverItWasKilled() throws IOException {
    write("alerts-7.json", "one\ntwo\n");
    write(".alerts-7.json.gz-earlier", "hal");
    write("alerts-7.json.gz", "of one who did not come to removing the plain one");
    SinkLedger.Packed packed = new Packing(tree, run).pack(rolled(8), held);
    assertThat(names()).containsExactly("alerts-7.json.gz");
    assertThat(new Packing(tree, run).pack(rolled(8), held)).as("again").isEqualTo(packed);
  }

  /** PostgreSQL has ended its transaction, and another has the lock. */
  @Test
  void whoHasLostTheLockChangesNothing() throws IOException {
    SinkLedger.Hold lost =
        () -> {
          throw new IOException("gone");
        };
    write("alerts.json", "one\nof another\n");
    write("alerts-9.json", "to be packed\n");
    write("alerts-9.json.gz", "of another");
    SinkFile packing =
        new SinkFile(1, 1, PLACE, "alerts-9.json", Optional.of("alerts-9"), 13, SetHash.EMPTY);
    assertThatThrownBy(() -> tree.open(open(4), lost)).hasMessage("gone");
    assertThatThrownBy(() -> tree.open(empty(), lost)).hasMessage("gone");
    assertThatThrownBy(() -> tree.roll(open(4), lost)).hasMessage("gone");
    assertThatThrownBy(() -> tree.setAside(open(4), lost)).hasMessage("gone");
    assertThatThrownBy(() -> tree.setAsideForeign(PLACE, lost)).hasMessage("gone");
    assertThatThrownBy(() -> new Packing(tree, run).pack(packing, lost)).hasMessage("gone");
    assertThat(read("alerts.json")).isEqualTo("one\nof another\n");
    assertThat(read("alerts-9.json")).isEqualTo("to be packed\n");
    assertThat(read("alerts-9.json.gz")).isEqualTo("of another");
  }

  @Test
  void aTreeIsOfOneSink() throws IOException {
    UUID sink = new UUID(1, 2);
    tree.mark(sink);
    tree.mark(sink);
    assertThatThrownBy(() -> tree.mark(new UUID(3, 4)))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("is filled by another sink")
        .hasMessageContaining(".tributary-sink if that one is no more");
  }

  @Test
  void aRolledFileThatWasChangedIsNotPacked() throws IOException {
    write("alerts-7.json", "one\ntw");
    assertThatThrownBy(() -> new Packing(tree, run).pack(rolled(8), held))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("alerts-7.json has 6 bytes, and 8 were written");
    assertThat(names()).containsExactly("alerts-7.json");
  }

  @Test
  void filesOfThisMachineAreNotTakenForHdfs() {
    assertThatThrownBy(
            () ->
                Tree.below(
                    directory.toString(),
                    new Configuration(),
                    setting -> Optional.empty(),
                    run,
                    Optional.empty()))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("fs.defaultFS is file:///, this machine's own files")
        .hasMessageContaining("name the path file:" + directory);
  }

  private static SinkFile empty() {
    return new SinkFile(1, 1, PLACE, "alerts.json", Optional.empty(), 0, SetHash.EMPTY);
  }

  private static SinkFile open(long length) {
    return new SinkFile(1, 1, PLACE, "alerts.json", Optional.of("alerts-7"), length, SetHash.EMPTY);
  }

  private static SinkFile rolled(long length) {
    return new SinkFile(
        1, 1, PLACE, "alerts-7.json", Optional.of("alerts-7"), length, SetHash.EMPTY);
  }

  private void append(SinkFile file, String lines) throws IOException {
    try (FSDataOutputStream out = tree.open(file, held)) {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(directory.resolve(PLACE).resolve(name), content);
  }

  private String read(String name) throws IOException {
    return Files.readString(directory.resolve(PLACE).resolve(name));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve(PLACE))) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
