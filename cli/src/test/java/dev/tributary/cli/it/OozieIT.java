package dev.tributary.cli.it;

import static dev.tributary.cli.it.OozieApps.action;
import static dev.tributary.cli.it.OozieApps.message;
import static dev.tributary.cli.it.OozieApps.steps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.mail.internet.MimeMessage;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The workflows in the sandbox's Oozie, on its YARN, deployed by scripts/oozie-deploy: the job jar
 * is in the apps' lib alone. Two tests at once, and none of another class: they wait more than they
 * work.
 */
@ExtendWith({Stack.class, OozieServer.class})
final class OozieIT {

  private static final String HEADER = "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB\n";
  private static final String FIRST = HEADER + "1A1-103;LTM_ALTM;07/01/1992 00:00:00;1;5,0\n";
  private static final String SECOND =
      HEADER
          + "1A1-103;LTM_ALTM;07/01/1993 00:00:00;1;6,0\n"
          + "1A1-103;LTM_ALTM;08/01/1993 00:00:00;1;7,0\n";
  private static final Path PAGES = Path.of("../samples/weapons").toAbsolutePath().normalize();
  private static final Path APPS = Path.of("../oozie/app").toAbsolutePath().normalize();

  @TempDir private Path directory;

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void everyWorkflowBringsWhatHasLandedToItsReaders() throws Exception {
    Workspace all = new Workspace("steps", directory);
    OozieApps apps = OozieApps.deploy(all, directory, Map.of(), Map.of());
    Hops water = new Hops(all, "water");
    Hops weapons = new Hops(all, "weapons");
    Hops weather = new Hops(all, "weather");
    all.produceReferences();
    sendWater(water, "first.csv", FIRST);
    water.run("land", "--dataset", "water");
    weapons.run("produce", "--source", "weapon-pages", PAGES.resolve("tachi.htm").toString());
    weapons.run("land", "--dataset", "weapons");
    weather.produceWeather(3, "2025-03-29T12:00:00", "2025-03-29T16:00:00", "30m");
    weather.run("land", "--dataset", "weather");

    String ofWater = apps.start("wf", "water");
    String ofWeapons = apps.start("wf", "weapons");
    String ofWeather = apps.start("wf", "weather");

    JsonNode job = apps.succeeded(ofWater);
    assertThat(steps(job)).containsExactly("export", "dirty", "WaterMetrics", "finish");
    assertThat(all.hive("SELECT year, n, mean FROM water_site_year WHERE parameter = 'PH_LAB'"))
        .containsExactly("1992\t1\t5.0");
    assertThat(
            all.sql(
                "SELECT year, n, mean FROM water_dw.water_site_year WHERE parameter = 'PH_LAB'"))
        .containsExactly("1992|1|5");
    // The job ran on YARN, and Oozie knows it for a child of its action.
    String built = all.sql("SELECT job_id FROM tributary.table_version LIMIT 1").get(0);
    assertThat(built).startsWith("job_").doesNotContain("local");
    assertThat(OozieApps.tagsOf(built)).startsWith("oozie-");
    // What an action hands on names its run.
    String run = action(job, "dirty").get("data").asText().replaceAll("(?s).*run=(\\S+).*", "$1");
    assertThat(all.sql("SELECT verb FROM tributary.run WHERE id = '%s'".formatted(run)))
        .containsExactly("dirty");

    job = apps.succeeded(ofWeapons);
    assertThat(steps(job)).containsExactly("export", "dirty", "WeaponStats", "finish");
    assertThat(all.hive("SELECT sum(weapons) FROM weapon_stats WHERE rarity IS NULL"))
        .isEqualTo(all.sql("SELECT count(*) FROM postgresdb"));

    // The same over paths, as a map-reduce action.
    String output = apps.path() + "/stats";
    job =
        apps.succeeded(
            apps.start(
                "wf",
                "weapon-stats",
                "-Dinput=" + all.weaponsDirectory() + "/dt=*",
                "-Doutput=" + output));
    assertThat(action(job, "WeaponStats").get("type").asText()).isEqualTo("map-reduce");
    List<String> rows =
        Shell.run("hdfs", "dfs", "-cat", output + "/part-00000").ok().out().lines().toList();
    assertThat(all.hive("SELECT count(*), sum(weapons) FROM weapon_stats"))
        .containsExactly(
            rows.size()
                + "\t"
                + rows.stream().mapToLong(row -> Long.parseLong(row.split("\t", -1)[2])).sum());

    job = apps.succeeded(ofWeather);
    assertThat(steps(job))
        .contains("WeatherData", "aggregates", "WeatherDaily", "WeatherWindows", "finish");
    assertThat(new WeatherTables(all).checkDays()).isPositive();
    assertThat(new WeatherTables(all).checkWindows()).isPositive();

    water.auditIsClean();
    weapons.auditIsClean();
    weather.auditIsClean();

    // Where nothing is dirty there is no job.
    job = apps.succeeded(apps.start("wf", "water"));
    assertThat(steps(job)).containsExactly("export", "dirty", "finish");
    JsonNode finish = apps.job(action(job, "finish").get("externalId").asText());
    assertThat(steps(finish)).containsExactly("audit");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void eachEndsWithWhatItsStepSaidAndTellsOfIt() throws Exception {
    Workspace all = new Workspace("errors", directory);
    try (FileSystem hdfs = FileSystem.newInstance(InProcess.hadoop())) {
      OozieApps apps =
          OozieApps.deploy(
              all, directory, OozieApps.LOCAL, Map.of("mailTo", "ops@example.org", "retries", "1"));

      // Water: its directory may hold no more. The export is tried twice, and then told of.
      Hops water = new Hops(all, "water");
      all.produceReferences();
      sendWater(water, "first.csv", FIRST);
      water.run("land", "--dataset", "water");
      hdfs.mkdirs(new org.apache.hadoop.fs.Path(all.directory()));
      Shell.run("hdfs", "dfsadmin", "-setSpaceQuota", "1", all.directory()).ok();
      JsonNode job = apps.ended(apps.start("wf", "water"));
      assertThat(job.get("status").asText()).isEqualTo("KILLED");
      assertThat(action(job, "export").get("retries").asInt()).isZero();
      assertThat(action(job, "export").get("userRetryCount").asInt()).isEqualTo(1);
      assertThat(message(job))
          .matches(
              "(?s)export of water: .*run \\d{8}T\\d{6}-[0-9a-f]{8}: export: .*quota.* is exceeded.*"
                  + "raise it with 'hdfs dfsadmin -setSpaceQuota'.*");
      MimeMessage mail = OozieServer.mails().get(0);
      assertThat(mail.getSubject())
          .isEqualTo("Tributary: export of water failed in " + job.get("id").asText());
      assertThat(GreenMailUtil.getBody(mail)).contains("is exceeded");
      Shell.run("hdfs", "dfsadmin", "-clrSpaceQuota", all.directory()).ok();
      assertThat(steps(apps.succeeded(apps.start("wf", "water"))))
          .containsExactly("export", "dirty", "WaterMetrics", "finish");

      // Weather: somebody has cut a file that two jobs read at once, neither of which ends well.
      Hops weather = new Hops(all, "weather");
      weather.produceWeather(3, "2025-03-29T12:00:00", "2025-03-29T13:00:00", "30m");
      weather.run("land", "--dataset", "weather");
      weather.run("export", "--dataset", "weather");
      weather.run("WeatherData");
      String ofWeather = "SELECT path FROM tributary.file WHERE path LIKE '%s/%%' LIMIT 1";
      String file = all.sql(ofWeather.formatted(all.weatherDirectory())).get(0);
      cut(hdfs, file);
      job = apps.ended(apps.start("wf", "weather"));
      assertThat(job.get("status").asText()).isEqualTo("KILLED");
      assertThat(message(job))
          .matches("(?s)Weather(Daily|Windows) of weather: .*the ledger has .* is not published.*");
      assertThat(OozieServer.subjects())
          .anyMatch(subject -> subject.startsWith("Tributary: Weather"));

      // Weapons: an audit finds what is gone. A hook of the user's own tells of it.
      Hops weapons = new Hops(all, "weapons");
      weapons.run("produce", "--source", "weapon-pages", PAGES.resolve("tachi.htm").toString());
      weapons.run("land", "--dataset", "weapons");
      all.execute(
          all.database(),
          "DELETE FROM long_sword_history WHERE msg_offset = (SELECT max(msg_offset) FROM long_sword_history)");
      String told = apps.path() + "/told";
      put(
          hdfs,
          apps.path() + "/mine.xml",
          """
          <workflow-app xmlns="uri:oozie:workflow:1.0" name="mine">
            <start to="tell"/>
            <action name="tell">
              <fs><mkdir path="${nameNode}%s"/></fs>
              <ok to="end"/><error to="end"/>
            </action>
            <end name="end"/>
          </workflow-app>
          """
              .formatted(told));
      job = apps.ended(apps.start("wf", "weapons", "-DnoticeApp=" + apps.path() + "/mine.xml"));
      JsonNode finish = apps.job(action(job, "finish").get("externalId").asText());
      assertThat(message(job))
          .isEqualTo("weapons: workflow " + finish.get("id").asText() + " failed, and says why");
      assertThat(message(finish)).matches("audit of weapons: run \\S+: .*1.*");
      assertThat(hdfs.exists(new org.apache.hadoop.fs.Path(told))).isTrue();
      assertThat(OozieServer.subjects()).noneMatch(subject -> subject.contains("weapons"));

      // What ends them all is gone: nothing of it can tell.
      hdfs.delete(new org.apache.hadoop.fs.Path(apps.path() + "/finish.xml"), false);
      job = apps.ended(apps.start("wf", "water"));
      assertThat(message(job)).startsWith("finish of water: ").contains("finish.xml");
      assertThat(OozieServer.subjects())
          .contains("Tributary: finish of water failed in " + job.get("id").asText());
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void anActionThatWasKilledIsResumedByRerun() throws Exception {
    Workspace water = new Workspace("resumed", directory);
    OozieApps apps = OozieApps.deploy(water, directory, Map.of(), Map.of());
    Hops hops = new Hops(water, "water");
    water.produceReferences();
    sendWater(hops, "first.csv", FIRST);
    hops.pipeline();
    sendWater(hops, "second.csv", SECOND);
    hops.run("land", "--dataset", "water");
    String id = apps.start("wf", "water");
    apps.await(
        id,
        job ->
            water.sql("SELECT FROM tributary.table_version WHERE state = 'planned'").size() == 1);
    Shell.run("oozie", "job", "-kill", id).ok();
    JsonNode job = apps.ended(id);
    assertThat(job.get("status").asText()).isEqualTo("KILLED");
    Shell.run(
            "oozie",
            "job",
            "-rerun",
            id,
            "-config",
            apps.properties().toString(),
            "-Doozie.wf.application.path=${nameNode}" + apps.path() + "/water.xml",
            "-Doozie.wf.rerun.failnodes=true")
        .ok();
    job = apps.succeeded(id);
    assertThat(job.get("run").asInt()).isEqualTo(1);
    assertThat(water.hive("SELECT year, n, mean FROM water_site_year WHERE parameter = 'PH_LAB'"))
        .containsExactly("1992\t1\t5.0", "1993\t2\t6.5");
    hops.auditIsClean();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theDocumentedLinesWork() throws Exception {
    Workspace none = new Workspace("documented", directory);
    OozieApps apps = OozieApps.deploy(none, directory, OozieApps.LOCAL, Map.of());
    Files.copy(apps.properties(), directory.resolve("job.properties"));
    OozieLines lines = new OozieLines(directory, apps.path());

    String bundle = lines.start("/bundle.xml -run");
    lines.type("-kill", bundle);
    assertThat(apps.ended(bundle).get("status").asText()).isEqualTo("KILLED");

    // One that begins tomorrow.
    String later = lines.start("application.path=$APPS/weather-daily.xml -run");
    lines.type("-suspend", later);
    apps.await(later, job -> job.get("status").asText().endsWith("SUSPENDED"));
    lines.type("-resume", later);
    apps.await(later, job -> !job.get("status").asText().endsWith("SUSPENDED"));
    lines.type("-change", later);
    assertThat(lines.type("-info", later)).contains("weather-daily", "2037-12-01 00:00 GMT");

    String workflow = lines.start("/water.xml -run");
    apps.await(workflow, job -> action(job, "export").get("status").asText().equals("RUNNING"));
    lines.type("-kill", workflow);
    apps.ended(workflow);
    assertThat(lines.type("jobs -jobtype wf", workflow)).contains(workflow);
    assertThat(lines.type("-log", workflow)).contains("ACTION[" + workflow + "@export]");
    lines.type("rerun.failnodes", workflow);
    apps.succeeded(workflow);

    String days = lines.start("-DdayStart=2026-03-01T02:30Z");
    assertThat(lines.type("jobs -jobtype coordinator", days)).contains(days);
    try (FileSystem hdfs = FileSystem.newInstance(InProcess.hadoop())) {
      put(hdfs, none.weatherDirectory() + "/dt=2026-02-28/_SUCCESS", "");
    }
    String first = apps.await(days, job -> isDone(job, 0)).at("/actions/0/externalId").asText();
    apps.succeeded(first);
    JsonNode time = apps.time(days);
    assertThat(time.get("appName").asText()).isEqualTo("tributary-weather-daily");
    assertThat(time.get("slaStatus").asText()).isEqualTo("MISS");
    lines.type("-action 1 -refresh", days);
    String again =
        apps.await(
                days,
                job -> isDone(job, 0) && !job.at("/actions/0/externalId").asText().equals(first))
            .at("/actions/0/externalId")
            .asText();
    assertThat(steps(apps.succeeded(again))).containsExactly("export", "dirty", "finish");
    Shell.run("oozie", "job", "-kill", days).ok();
    assertThat(lines.untyped()).isEmpty();
  }

  private static boolean isDone(JsonNode coordinator, int action) {
    return coordinator.at("/actions/" + action + "/status").asText().equals("SUCCEEDED");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatIsBrokenIsRefusedBeforeItRuns() throws Exception {
    Workspace none = new Workspace("refused", directory);
    OozieApps apps = OozieApps.deploy(none, directory, OozieApps.LOCAL, Map.of());
    String weather = Files.readString(APPS.resolve("weather.xml"));
    try (FileSystem hdfs = FileSystem.newInstance(InProcess.hadoop())) {
      assertThat(refused(hdfs, apps, weather)).isEmpty();
      assertThat(refused(hdfs, apps, weather.replace("<ok to=\"dirty\"/>", "<ok to=\"dirt\"/>")))
          .contains("E0708");
      assertThat(
              refused(
                  hdfs,
                  apps,
                  weather.replaceFirst("<ok to=\"aggregated\"/>", "<ok to=\"finish\"/>")))
          .contains("E0737");
      assertThat(refused(hdfs, apps, weather.replace("['dirty'] eq 'true'", "['dirty'] eq 'true")))
          .contains("E0803");
    }
  }

  /** What Oozie says of it, without the app, if it does not take it. */
  private static String refused(FileSystem hdfs, OozieApps apps, String app) throws Exception {
    put(hdfs, apps.path() + "/broken.xml", app);
    Shell.Result result =
        Shell.run(
            "oozie",
            "job",
            "-dryrun",
            "-config",
            apps.properties().toString(),
            "-Doozie.wf.application.path=${nameNode}" + apps.path() + "/broken.xml");
    return result.exitCode() == 0 ? "" : result.out() + result.err();
  }

  private static void put(FileSystem hdfs, String path, String text) throws Exception {
    try (FSDataOutputStream out = hdfs.create(new org.apache.hadoop.fs.Path(path), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Takes the last line from a file. */
  private static void cut(FileSystem hdfs, String file) throws Exception {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
    byte[] content = new byte[(int) hdfs.getFileStatus(path).getLen()];
    try (var in = hdfs.open(path)) {
      in.readFully(content);
    }
    String text = new String(content, StandardCharsets.UTF_8).strip();
    put(hdfs, file, text.substring(0, text.lastIndexOf('\n') + 1));
  }

  private void sendWater(Hops hops, String name, String rows) throws Exception {
    Path file = Files.writeString(directory.resolve(name), rows);
    hops.run("produce", "--source", "workbook", "--dataset", "water", file.toString());
  }
}
