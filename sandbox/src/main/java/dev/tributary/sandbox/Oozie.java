package dev.tributary.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** An Oozie server, whose tables are in PostgreSQL. */
final class Oozie {

  /** Where its launchers' jars lie in HDFS; of versions, Oozie takes the latest. */
  static final String SHARE_LIB = "/user/oozie/share/lib";

  /** Of all its jars, those that a launcher needs beside Hadoop's. */
  static final Set<String> SHARED =
      Set.of("jdom", "json-simple", "oozie-client", "oozie-sharelib-oozie");

  private static final String VERSION = SHARE_LIB + "/lib_20210226000000";

  private final Stage stage;

  Oozie(Stage stage) {
    this.stage = stage;
  }

  Daemon daemon() {
    return new Daemon(
        Service.OOZIE,
        Set.of(Service.POSTGRESQL, Service.NAMENODE, Service.DATANODE1, Service.RESOURCEMANAGER),
        this::prepare,
        stage
            .daemon(Service.OOZIE)
            .quick()
            .heap(128, 512)
            .open(List.of("java.lang"))
            .property("oozie.home.dir", stage.data("oozie"))
            .property("oozie.data.dir", stage.data("oozie"))
            .property("oozie.config.dir", stage.home().conf())
            .property("oozie.log.dir", stage.home().logs())
            .property("oozie.log4j.file", "oozie-log4j.properties")
            .property("oozie.jsp.tmp.dir", stage.data("tmp"))
            .main("org.apache.oozie.server.EmbeddedOozieServer"),
        stage.environment("oozie", pages()),
        () -> stage.web(Port.OOZIE).get("/oozie/v1/admin/status").contains("NORMAL"),
        Daemon.NOTHING);
  }

  private void prepare() throws IOException {
    // It wants pages to serve, and none of them is in a jar.
    Path pages = pages().resolve("webapp");
    Files.createDirectories(pages);
    Files.createDirectories(stage.data("oozie"));
    Files.writeString(pages.resolve("index.html"), "Oozie: see /oozie/v1/admin/status\n");
    Path complete = stage.data("sharelib.complete");
    if (Files.exists(complete)) {
      return;
    }
    stage
        .web(Port.NAMENODE_HTTP)
        .put("/webhdfs/v1" + VERSION + "?op=MKDIRS&permission=755&user.name=" + Stage.user());
    Program.run(
        Service.OOZIE,
        stage.home(),
        stage
            .java()
            .quick()
            .property("hadoop.root.logger", "WARN,console")
            .main(
                "org.apache.hadoop.fs.FsShell",
                "-put",
                "-f",
                stage.jars().shareLib().toString(),
                VERSION + "/oozie"),
        stage.environment("hadoop"));
    Files.createFile(complete);
  }

  private Path pages() {
    return stage.data("oozie").resolve("pages");
  }
}
