package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.TributaryException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.mapred.JobConf;
import org.apache.oozie.action.hadoop.OozieActionConfiguratorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Oozie's launcher is told, of verbs that need no service. */
final class OozieActionTest {

  private static final String PAGE = "../samples/weapons/tachi.htm";

  @TempDir private Path directory;

  private final Properties system = new Properties();

  private OozieAction action() {
    return new OozieAction(Map.of(), system);
  }

  @Test
  void whatAVerbFoundIsHandedOn() throws Exception {
    Path output = directory.resolve("output.properties");
    system.setProperty("oozie.action.output.properties", output.toString());
    action().run("produce", "--source", "weapon-pages", "--dry-run", PAGE);
    Properties handed = new Properties();
    try (Reader in = Files.newBufferedReader(output)) {
      handed.load(in);
    }
    assertThat(handed.getProperty("run")).matches("\\d{8}T\\d{6}-[0-9a-f]{8}");
    assertThat(handed.getProperty("exit_code")).isEqualTo("0");
    assertThat(handed.getProperty("message")).contains("12 weapons of 1 pages");
    assertThat(Files.size(output)).as("Oozie takes no more").isLessThan(2048);
  }

  @Test
  void withoutCaptureNothingIsWritten() throws Exception {
    action().run("produce", "--source", "weapon-pages", "--dry-run", PAGE);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFailureThrowsWhatTheVerbSaidWithItsRun() {
    assertThatThrownBy(
            () -> action().run("produce", "--source", "weapon-pages", "--dry-run", "absent.htm"))
        .isInstanceOf(TributaryException.class)
        .hasMessageMatching("run \\d{8}T\\d{6}-[0-9a-f]{8}: .*absent\\.htm.*");
  }

  @Test
  void whatIsThrownCanStandInXml() {
    assertThatThrownBy(
            () -> action().run("produce", "--source", "weapon-pages", "--dry-run", "a&b<c>.htm"))
        .hasMessageContaining("a+b(c).htm");
  }

  @Test
  void badUsageThrowsWhatWasAsked() {
    assertThatThrownBy(() -> action().run("export", "--no-such-option"))
        .isInstanceOf(TributaryException.class)
        .hasMessage("'export --no-such-option' ended with 2; the action's log says why");
  }

  @Test
  void theActionsConfigurationIsRead() throws Exception {
    Path conf =
        Files.writeString(
            directory.resolve("action.xml"),
            """
            <configuration>
              <property><name>tributary.catalog.dir</name><value>/no/such/directory</value></property>
            </configuration>
            """);
    system.setProperty("oozie.action.conf.xml", conf.toString());
    assertThatThrownBy(() -> action().run("produce", "--source", "weapon-pages", "--dry-run", PAGE))
        .hasMessageContaining("/no/such/directory");
  }

  @Test
  void aRollupIsSetUpForTheMapReduceAction() throws Exception {
    JobConf conf = new JobConf(false);
    conf.set("fs.defaultFS", "file:///");
    conf.set(OozieRollup.JOB, "com.mhfz.analysis.WeaponStats");
    conf.set(OozieRollup.INPUT, "/first,/second");
    conf.set(OozieRollup.OUTPUT, "/output");
    new OozieRollup().configure(conf);
    assertThat(conf.get("mapreduce.input.fileinputformat.inputdir")).contains("/first", "/second");
    assertThat(conf.get("mapreduce.output.fileoutputformat.outputdir")).endsWith("/output");
    assertThat(conf.get("mapreduce.job.map.class")).endsWith("RollupMapper");
    assertThat(conf.getUseNewMapper()).isTrue();
    assertThat(conf.getUseNewReducer()).isTrue();
  }

  @Test
  void aMapReduceActionOfWhatIsNoRollupIsRefused() {
    JobConf conf = new JobConf(false);
    conf.set(OozieRollup.INPUT, "/input");
    conf.set(OozieRollup.OUTPUT, "/output");
    assertThatThrownBy(() -> new OozieRollup().configure(conf))
        .isInstanceOf(OozieActionConfiguratorException.class)
        .hasMessageContaining("does not say what tributary.oozie.job is");
    conf.set(OozieRollup.JOB, "WaterMetrics");
    assertThatThrownBy(() -> new OozieRollup().configure(conf))
        .hasMessageContaining("'WaterMetrics', and there is no such job over paths");
  }
}
