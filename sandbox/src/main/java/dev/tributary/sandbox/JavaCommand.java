package dev.tributary.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a Java program; its class path is in the environment, so that {@code ps}
 * stays readable.
 */
final class JavaCommand {

  private final List<String> arguments = new ArrayList<>();

  JavaCommand(Path javaHome) {
    arguments.add(javaHome.resolve("bin/java").toString());
    arguments.add("-XX:+UseSerialGC"); // needs the least memory
  }

  /** Only the quick compiler: sooner at work, slower in the long run. */
  JavaCommand quick() {
    arguments.add("-XX:TieredStopAtLevel=1");
    return this;
  }

  /** Initial and greatest heap, MiB. */
  JavaCommand heap(int initial, int greatest) {
    arguments.add("-Xms" + initial + "m");
    arguments.add("-Xmx" + greatest + "m");
    return this;
  }

  JavaCommand property(String name, Object value) {
    arguments.add("-D" + name + "=" + value);
    return this;
  }

  /** Opens packages of java.base to the reflection of old libraries. */
  JavaCommand open(List<String> packages) {
    packages.forEach(name -> arguments.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    return this;
  }

  /** The whole command. */
  List<String> main(String mainClass, String... programArguments) {
    List<String> command = new ArrayList<>(arguments);
    command.add(mainClass);
    command.addAll(List.of(programArguments));
    return command;
  }
}
