package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is replaced; scripts stand in for HDFS and Oozie. */
final class OozieDeployScriptTest {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path directory;

  private Path asked;
  private Path properties;
  private Path site;

  @BeforeEach
  void writeCommands() throws IOException {
    asked = Files.createFile(directory.resolve("asked"));
    properties = directory.resolve("job.properties");
    site = Files.writeString(directory.resolve("site.xml"), "<configuration/>\n");
    command(
        "hdfs",
        """
        [[ $* == *getconf*defaultFS ]] && echo hdfs://nn:8020
        [[ $* == *getconf*resourcemanager* ]] && echo rm:8032
        if [[ -e %1$s/fails && $* == $(<%1$s/fails) ]]; then echo 'no'; exit 1; fi
        exit 0"""
            .formatted(directory));
    command(
        "oozie",
        """
        if [[ -e %1$s/refuses && $* == *$(<%1$s/refuses) ]]; then echo 'Error: E0708 : no'; exit 1; fi
        echo OK"""
            .formatted(directory));
    // What is to be deployed is not looked at here.
    Files.createDirectories(directory.resolve("repository/cli/target"));
    Files.createFile(directory.resolve("repository/cli/target/tributary.jar"));
    Files.createDirectories(directory.resolve("repository/scripts"));
    Files.copy(
        REPOSITORY.resolve("scripts/oozie-deploy"),
        directory.resolve("repository/scripts/oozie-deploy"));
    assertThat(directory.resolve("repository/scripts/oozie-deploy").toFile().setExecutable(true))
        .isTrue();
    Files.createSymbolicLink(directory.resolve("repository/oozie"), REPOSITORY.resolve("oozie"));
  }

  private void command(String name, String text) throws IOException {
    Path file = Files.createDirectories(directory.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/bash\necho \"%s $*\" >> %s\n%s\n".formatted(name, asked, text));
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Ended(int code, String said) {}

  private Ended deploy(String... options) throws Exception {
    return run(
        Map.of(),
        Stream.concat(
                Stream.of(options), Stream.of("--site", site.toString(), properties.toString()))
            .toArray(String[]::new));
  }

  private Ended run(Map<String, String> variables, String... arguments) throws Exception {
    ProcessBuilder script =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(directory.resolve("repository/scripts/oozie-deploy").toString()),
                    Stream.of(arguments))
                .toList());
    script.environment().putAll(variables);
    script.environment().put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
    Process process = script.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private void write(String from, String to) throws IOException {
    String shipped = Files.readString(REPOSITORY.resolve("oozie/job.properties"));
    assertThat(shipped).contains(from);
    Files.writeString(properties, shipped.replace(from, to));
  }

  private List<String> moves() throws IOException {
    return Files.readAllLines(asked).stream()
        .filter(line -> line.startsWith("hdfs dfs -mv"))
        .toList();
  }

  @Test
  void whatShipsIsDeployedAndCompletedFromTheCluster() throws Exception {
    Ended ended = deploy();
    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(Files.readAllLines(properties))
        .contains("nameNode=hdfs://nn:8020", "resourceManager=rm:8032")
        .anyMatch(line -> line.startsWith("appPath=${nameNode}/user/"));
    assertThat(moves()).last().asString().endsWith("/tributary/oozie");
    // Every app has been tried.
    try (Stream<Path> apps = Files.list(REPOSITORY.resolve("oozie/app"))) {
      for (Path app : apps.toList()) {
        assertThat(ended.said()).contains(app.getFileName() + " is well");
      }
    }
    // The second time there is nothing to complete.
    String completed = Files.readString(properties);
    assertThat(deploy().code()).isZero();
    assertThat(Files.readString(properties)).isEqualTo(completed);
  }

  @Test
  void aDryRunReplacesNothing() throws Exception {
    assertThat(deploy("--dry-run").said()).contains("nothing was deployed");
    assertThat(moves()).isEmpty();
  }

  @Test
  void whatOozieRefusesReplacesNothing() throws Exception {
    Files.writeString(directory.resolve("refuses"), "/finish.xml");
    Ended ended = deploy();
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains("Oozie refuses finish.xml: Error: E0708 : no");
    assertThat(moves()).isEmpty();
  }

  @Test
  void whatWasThereIsPutBack() throws Exception {
    Files.writeString(directory.resolve("fails"), "*-mv*.new *");
    Ended ended = deploy();
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains("what was there is left there");
    assertThat(moves()).hasSize(3);
    assertThat(moves()).last().asString().matches(".*/oozie\\.old \\S+/oozie");
  }

  @Test
  void whatCannotBePutAsideIsNotReplaced() throws Exception {
    Files.writeString(directory.resolve("fails"), "*-mv*.old");
    assertThat(deploy().said()).contains("cannot put").contains("aside: no");
    assertThat(moves()).hasSize(1);
  }

  @Test
  void stepsWithoutSettingsAreNotDeployed() throws Exception {
    Files.delete(site);
    assertThat(deploy().said()).contains("--site: there is no file");
    Ended ended = run(Map.of("HADOOP_CONF_DIR", directory.toString()), properties.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains("there is no " + directory + "/tributary-site.xml");
  }

  @Test
  void whatIsAddedBeginsALine() throws Exception {
    write("appPath}/notice.xml\n", "appPath}/notice.xml");
    assertThat(deploy().code()).isZero();
    assertThat(Files.readAllLines(properties))
        .contains("noticeApp=${appPath}/notice.xml", "nameNode=hdfs://nn:8020");
  }

  @Test
  void aNoticeThatIsNotThereIsRefused() throws Exception {
    write("noticeApp=${appPath}/notice.xml", "noticeApp=${nameNode}/mine.xml");
    assertThat(deploy().code()).isZero();
    Files.writeString(directory.resolve("fails"), "dfs -test -e hdfs://nn:8020/mine.xml");
    assertThat(deploy().said()).contains("there is no noticeApp ${nameNode}/mine.xml");
  }

  @Test
  void wrongPropertiesAreNamed() throws Exception {
    refuses("retries=3", "retrys=3", "does not say what retries is");
    refuses("retries=3", "retries=3\nretrys=3", "nothing is told by 'retrys'");
    refuses("retries=3", "retries=thrice", "retries is 'thrice', and not a number");
    refuses("start=2026-12-01T00:00Z", "start=2026-12-01", "start is '2026-12-01', and not a time");
    refuses("end=2036-12-01T00:00Z", "end=2016-12-01T00:00Z", "end is not after start");
    refuses("zone=Europe/Paris", "zone=Europe/Pari", "there is no zone 'Europe/Pari'");
    refuses("execution=LAST_ONLY", "execution=LAST", "not one of FIFO");
    assertThat(Files.readAllLines(asked)).noneMatch(line -> line.startsWith("hdfs dfs"));
  }

  private void refuses(String from, String to, String why) throws Exception {
    write(from, to);
    Ended ended = deploy();
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains(why);
  }

  @Test
  void everySecretInTheSiteIsRefused() throws Exception {
    for (Setting<?> secret : Settings.ALL.stream().filter(Setting::secret).toList()) {
      for (String form : List.of("<name>%s</name><value>x</value>", "<name>\n %s </name>")) {
        refusesSite(form.formatted(secret.name()), secret.name());
      }
    }
    refusesSite("<value>jdbc:hive2://hive/;user=me;password=x</value>", "password=");
    assertThat(moves()).isEmpty();
  }

  private void refusesSite(String property, String named) throws Exception {
    Files.writeString(
        site, "<configuration><property>%s</property></configuration>".formatted(property));
    Ended ended = deploy();
    assertThat(ended.code()).as(property).isEqualTo(1);
    assertThat(ended.said()).contains(named, "credential provider");
  }
}
