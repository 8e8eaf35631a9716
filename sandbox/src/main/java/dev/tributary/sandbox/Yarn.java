package dev.tributary.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A ResourceManager, two NodeManagers and the history server of MapReduce. */
final class Yarn {

  private static final Pattern NODE_ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final Stage stage;

  Yarn(Stage stage) {
    this.stage = stage;
  }

  Daemon resourceManager() {
    return new Daemon(
        Service.RESOURCEMANAGER,
        Set.of(),
        Daemon.NOTHING,
        HadoopLog.to(stage, Service.RESOURCEMANAGER)
            .quick()
            .heap(96, 320)
            .main("org.apache.hadoop.yarn.server.resourcemanager.ResourceManager"),
        stage.environment("hadoop"),
        () ->
            stage.web(Port.RESOURCEMANAGER_HTTP).get("/ws/v1/cluster/info").contains("\"STARTED\""),
        Daemon.NOTHING);
  }

  Daemon nodeManager(Service service, Port rpc, Port http, Port localizer) {
    List<String> command =
        HadoopLog.to(stage, service)
            .quick()
            .heap(64, 256)
            .main(
                "org.apache.hadoop.yarn.server.nodemanager.NodeManager",
                Hdfs.setting("yarn.nodemanager.address", stage.address(rpc)),
                Hdfs.setting("yarn.nodemanager.webapp.address", stage.address(http)),
                Hdfs.setting("yarn.nodemanager.localizer.address", stage.address(localizer)),
                Hdfs.setting(
                    "yarn.nodemanager.local-dirs", stage.data(service.id()).resolve("local")),
                Hdfs.setting(
                    "yarn.nodemanager.log-dirs", stage.data(service.id()).resolve("logs")));
    return new Daemon(
        service,
        Set.of(),
        () -> Files.createDirectories(stage.data(service.id())),
        command,
        stage.environment("hadoop"),
        () -> isAtWork(http),
        Daemon.NOTHING);
  }

  Daemon historyServer() {
    return new Daemon(
        Service.HISTORYSERVER,
        // It looks for its directories in HDFS when it starts, and then only every ten seconds.
        Set.of(Service.NAMENODE, Service.DATANODE1),
        Daemon.NOTHING,
        HadoopLog.to(stage, Service.HISTORYSERVER)
            .quick()
            .heap(48, 256)
            .main("org.apache.hadoop.mapreduce.v2.hs.JobHistoryServer"),
        stage.environment("hadoop"),
        () -> stage.web(Port.HISTORYSERVER_HTTP).get("/ws/v1/history/info").contains("startedOn"),
        Daemon.NOTHING);
  }

  /**
   * The ResourceManager may still list a node that is dead, so the node is asked first, and for its
   * name.
   */
  private boolean isAtWork(Port http) throws IOException {
    String info = stage.web(http).get("/ws/v1/node/info");
    Matcher id = NODE_ID.matcher(info);
    return info.contains("\"nodeHealthy\":true")
        && id.find()
        && stage
            .web(Port.RESOURCEMANAGER_HTTP)
            .get("/ws/v1/cluster/nodes/" + id.group(1))
            .contains("\"RUNNING\"");
  }
}
