package dev.tributary.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What all daemons of one start share. */
record Stage(Home home, Ports ports, Jars jars) {

  /** The command line of a service's JVM. */
  JavaCommand daemon(Service service) {
    return java()
        .property(
            "tributary.sandbox",
            ProcessTable.mark(home, service).substring("tributary.sandbox=".length()))
        .property("java.io.tmpdir", home.data().resolve("tmp"))
        .property("java.net.preferIPv4Stack", true)
        .property("file.encoding", "UTF-8");
  }

  /** The command line of another JVM. */
  JavaCommand java() {
    return new JavaCommand(javaHome());
  }

  /** The variables of a JVM on the class path of a product. */
  Map<String, String> environment(String product) {
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", javaHome().toString());
    environment.put("HADOOP_CONF_DIR", home.conf().toString());
    environment.put("CLASSPATH", home.conf() + ":" + jars.classPath(product));
    return environment;
  }

  /** The same with a directory behind the jars. */
  Map<String, String> environment(String product, Path directory) {
    Map<String, String> environment = environment(product);
    environment.merge("CLASSPATH", directory.toString(), (jars, more) -> jars + ":" + more);
    return environment;
  }

  Path data(String directory) {
    return home.data().resolve(directory);
  }

  Path conf(String file) {
    return home.conf().resolve(file);
  }

  String address(Port port) {
    return "127.0.0.1:" + ports.number(port);
  }

  Web web(Port port) {
    return new Web(ports.number(port));
  }

  /** The machine's user, who owns the sandbox. */
  static String user() {
    return System.getProperty("user.name");
  }

  static Path javaHome() {
    Path home = Path.of(System.getProperty("java.home"));
    if (!Files.isExecutable(home.resolve("bin/java"))) {
      throw new SandboxException(
          "there is no bin/java in " + home + "; run the sandbox on a whole JDK 17 or newer");
    }
    return home;
  }
}
