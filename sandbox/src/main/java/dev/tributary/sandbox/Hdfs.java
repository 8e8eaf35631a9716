package dev.tributary.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A NameNode and two DataNodes. */
final class Hdfs {

  private final Stage stage;

  Hdfs(Stage stage) {
    this.stage = stage;
  }

  Daemon nameNode() {
    return new Daemon(
        Service.NAMENODE,
        Set.of(),
        this::format,
        HadoopLog.to(stage, Service.NAMENODE)
            .quick()
            .heap(96, 384)
            .main("org.apache.hadoop.hdfs.server.namenode.NameNode"),
        environment(),
        () -> stage.web(Port.NAMENODE_HTTP).get(bean("NameNodeInfo")).contains("\"Safemode\""),
        Daemon.NOTHING);
  }

  Daemon dataNode(Service service, Port data, Port http, Port ipc) {
    List<String> command =
        HadoopLog.to(stage, service)
            .quick()
            .heap(48, 256)
            .main(
                "org.apache.hadoop.hdfs.server.datanode.DataNode",
                setting("dfs.datanode.data.dir", stage.data(service.id()).toUri()),
                setting("dfs.datanode.address", stage.address(data)),
                setting("dfs.datanode.http.address", stage.address(http)),
                setting("dfs.datanode.ipc.address", stage.address(ipc)));
    return new Daemon(
        service,
        Set.of(),
        () -> Files.createDirectories(stage.data(service.id())),
        command,
        environment(),
        () -> isRegistered(http) && isUsable(data),
        service == Service.DATANODE1 ? this::makeDirectories : Daemon.NOTHING);
  }

  /** Generic options are in arguments of their own. */
  static String setting(String name, Object value) {
    return "-D" + name + "=" + value;
  }

  private void format() throws IOException {
    Path complete = stage.data("namenode.complete");
    if (Files.exists(complete)) {
      return;
    }
    Home.delete(stage.data("namenode"));
    Program.run(
        Service.NAMENODE,
        stage.home(),
        stage
            .java()
            .quick()
            .property("hadoop.root.logger", "WARN,console")
            .main(
                "org.apache.hadoop.hdfs.server.namenode.NameNode",
                "-format",
                "-force",
                "-nonInteractive"),
        environment());
    Files.createFile(complete);
  }

  /**
   * The daemon itself says that it serves the NameNode; the NameNode may still list one that is
   * dead.
   */
  private boolean isRegistered(Port http) throws IOException {
    return stage
        .web(http)
        .get("/jmx?qry=Hadoop:service=DataNode,name=DataNodeInfo")
        .contains("RUNNING");
  }

  private boolean isUsable(Port data) throws IOException {
    String info = stage.web(Port.NAMENODE_HTTP).get(bean("NameNodeInfo"));
    return info.contains("\"Safemode\" : \"\"") && info.contains(stage.address(data));
  }

  private void makeDirectories() throws IOException {
    String user = Stage.user();
    Map<String, String> owners = new HashMap<>(Map.of("/user/hdfs", "hdfs"));
    List<String> directories =
        new ArrayList<>(List.of("/input", "/user/hdfs", "/user/" + user, "/user/hive/warehouse"));
    Web web = stage.web(Port.NAMENODE_HTTP);
    for (String directory : directories) {
      web.put("/webhdfs/v1" + directory + "?op=MKDIRS&permission=755&user.name=" + user);
      String owner = owners.get(directory);
      if (owner != null) {
        web.put("/webhdfs/v1" + directory + "?op=SETOWNER&owner=" + owner + "&user.name=" + user);
      }
    }
    web.put("/webhdfs/v1/tmp?op=MKDIRS&user.name=" + user);
    web.put("/webhdfs/v1/tmp?op=SETPERMISSION&permission=1777&user.name=" + user);
  }

  private static String bean(String name) {
    return "/jmx?qry=Hadoop:service=NameNode,name=" + name;
  }

  private Map<String, String> environment() {
    return stage.environment("hadoop", stage.jars().webPages());
  }
}
