package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;

/** The apps as scripts/oozie-deploy has put them into HDFS for a workspace, and their jobs. */
final class OozieApps {

  /** Jobs in the launchers: for tests that are not of jobs. */
  static final Map<String, String> LOCAL = Map.of("mapreduce.framework.name", "local");

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final long DEADLINE_S = 300;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Set<String> AT_WORK = Set.of("PREP", "RUNNING", "WAITING", "READY");

  private final Path properties;
  private final String path;

  private OozieApps(Path properties, String path) {
    this.properties = properties;
    this.path = path;
  }

  /**
   * Deploys them as a user does.
   *
   * @param settings of the site, beside those of the sandbox and the workspace
   * @param more properties that are other than those that ship
   */
  static OozieApps deploy(
      Workspace workspace, Path directory, Map<String, String> settings, Map<String, String> more)
      throws IOException {
    Path properties = directory.resolve(workspace.database() + ".properties");
    Path site = writeSite(workspace, directory, settings);
    String path = workspace.directory() + "-oozie";
    Map<String, String> values = new TreeMap<>(more);
    values.put("appPath", "${nameNode}" + path);
    values.put("weatherPath", "${nameNode}" + workspace.weatherDirectory());
    values.putIfAbsent("retries", "0");
    values.putIfAbsent("retryMinutes", "0");
    StringBuilder text =
        new StringBuilder(Files.readString(REPOSITORY.resolve("oozie/job.properties")));
    values.forEach(
        (name, value) -> {
          int begin = text.indexOf("\n" + name + "=");
          if (begin >= 0) {
            text.delete(begin + 1, text.indexOf("\n", begin + 1) + 1);
          }
          text.append(name).append('=').append(value).append('\n');
        });
    Files.writeString(properties, text);
    Shell.run(
            REPOSITORY.resolve("scripts/oozie-deploy").toString(),
            "--site",
            site.toString(),
            properties.toString())
        .ok();
    return new OozieApps(properties, path);
  }

  /** Writes a tributary-site.xml that knows the sandbox and the workspace. */
  static Path writeSite(Workspace workspace, Path directory, Map<String, String> settings)
      throws IOException {
    Path site = directory.resolve(workspace.database() + "-site.xml");
    Configuration conf = InProcess.site("tributary-site.xml");
    workspace.settings().forEach(conf::set);
    settings.forEach(conf::set);
    try (OutputStream out = Files.newOutputStream(site)) {
      conf.writeXml(out);
    }
    return site;
  }

  /** Where they are, in HDFS. */
  String path() {
    return path;
  }

  Path properties() {
    return properties;
  }

  /**
   * Starts one.
   *
   * @param kind wf, coord or bundle
   * @param more {@code -Dname=value}
   * @return the job's id
   */
  String start(String kind, String app, String... more) {
    List<String> line = new ArrayList<>(List.of("oozie", "job", "-run", "-config"));
    line.add(properties.toString());
    line.add("-Doozie.%s.application.path=${nameNode}%s/%s.xml".formatted(kind, path, app));
    line.addAll(List.of(more));
    String said = Shell.run(line).ok().out().strip();
    assertThat(said).startsWith("job: ");
    return said.substring("job: ".length());
  }

  /** What Oozie tells of a job. */
  JsonNode job(String id) throws IOException {
    return get("v2/job/" + id + "?show=info&len=1000");
  }

  private static JsonNode get(String what) throws IOException {
    return get(URI.create(url() + "/" + what));
  }

  private static JsonNode get(URI uri) throws IOException {
    try {
      HttpResponse<String> answer =
          HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return new ObjectMapper().readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** The tags of a job on YARN, by which Oozie finds the children of its actions. */
  static String tagsOf(String job) throws IOException {
    String manager = InProcess.site("yarn-site.xml").get("yarn.resourcemanager.webapp.address");
    String application = job.replaceFirst("^job_", "application_");
    return get(URI.create("http://" + manager + "/ws/v1/cluster/apps/" + application))
        .at("/app/applicationTags")
        .asText();
  }

  private static String url() {
    return InProcess.site("oozie-site.xml").get("oozie.base.url");
  }

  /** What is to become of a job. */
  interface Condition {
    boolean holds(JsonNode job) throws Exception;
  }

  /** Waits for a job to become something; tells how it is if it does not. */
  JsonNode await(String id, Condition condition) throws Exception {
    return await(() -> job(id), condition);
  }

  private static JsonNode await(Callable<JsonNode> what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
    JsonNode now = what.call();
    while (!condition.holds(now)) {
      assertThat(System.nanoTime()).as(told(now)).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(250);
      now = what.call();
    }
    return now;
  }

  /** Waits for a job's end. */
  JsonNode ended(String id) throws Exception {
    return await(id, job -> !AT_WORK.contains(job.get("status").asText()));
  }

  /** Waits for a job's good end. */
  JsonNode succeeded(String id) throws Exception {
    JsonNode job = ended(id);
    assertThat(job.get("status").asText()).as(told(job)).isEqualTo("SUCCEEDED");
    return job;
  }

  /** The action of that name. */
  static JsonNode action(JsonNode job, String name) {
    return StreamSupport.stream(job.get("actions").spliterator(), false)
        .filter(action -> action.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among " + told(job)));
  }

  /** What Oozie tells of the time of a coordinator's first action, once it has missed or met it. */
  JsonNode time(String coordinator) throws Exception {
    return await(
        () -> get("v2/sla?timezone=GMT&filter=parent_id%3D" + coordinator).at("/slaSummaryList/0"),
        time -> Set.of("MISS", "MET").contains(time.path("slaStatus").asText()));
  }

  /** The steps that a workflow has made, one after the other. */
  static List<String> steps(JsonNode job) {
    return StreamSupport.stream(job.get("actions").spliterator(), false)
        .map(action -> action.get("name").asText())
        .filter(name -> !name.matches("end|:.*|is-.*|has-.*"))
        .toList();
  }

  /** What a workflow that was killed says. */
  static String message(JsonNode job) {
    return StreamSupport.stream(job.get("actions").spliterator(), false)
        .filter(action -> action.get("type").asText().equals(":KILL:"))
        .map(action -> action.get("errorMessage").asText())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no kill among " + told(job)));
  }

  private static String told(JsonNode job) {
    StringBuilder told = new StringBuilder(job.path("status").asText(job.toString()));
    for (JsonNode action : job.path("actions")) {
      told.append("\n  ")
          .append(action.path("name").asText())
          .append(' ')
          .append(action.path("status").asText())
          .append(' ')
          .append(action.path("missingDependencies").asText(""))
          .append(action.path("errorMessage").asText(""));
    }
    return told.toString();
  }
}
