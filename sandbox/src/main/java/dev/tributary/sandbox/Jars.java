package dev.tributary.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The jars of the daemons: listed by the build, linked into the home so that neither a later build
 * nor a cleaned local repository disturbs what runs.
 */
final class Jars {

  private final Home home;

  Jars(Home home) {
    this.home = home;
  }

  /**
   * Links all jars, unpacks what cannot be used packed, and writes the class paths that commands
   * read.
   */
  void install() {
    List<Path> hadoop = listed("hadoop").stream().filter(jar -> !isWebPages(jar)).toList();
    Set<String> inHadoop = hadoop.stream().map(Jars::artifact).collect(Collectors.toSet());
    // Where both bring an artifact, the cluster's version runs in Hive too: one wire, one version.
    List<Path> hive =
        listed("hive").stream().filter(jar -> !inHadoop.contains(artifact(jar))).toList();
    List<Path> tail = hive.stream().filter(jar -> artifact(jar).equals("jetty-runner")).toList();
    List<Path> body = hive.stream().filter(jar -> !tail.contains(jar)).toList();
    // A second binding of SLF4J would take the place of Hive's own.
    List<Path> hadoopForHive =
        hadoop.stream().filter(jar -> !artifact(jar).equals("slf4j-reload4j")).toList();

    link("hadoop", hadoop);
    link("hive", hive);
    link("kafka", listed("kafka"));
    link("beeline", listed("beeline"));
    writeClassPath("hadoop", linked("hadoop", hadoop).toList());
    writeClassPath("kafka", linked("kafka", listed("kafka")).toList());
    // hive-exec carries classes of an older commons-lang3, which 'DESCRIBE FORMATTED' trips over.
    List<Path> ahead =
        hadoopForHive.stream().filter(jar -> artifact(jar).equals("commons-lang3")).toList();
    List<Path> allHive =
        Stream.of(
                linked("hadoop", ahead),
                linked("hive", body),
                linked("hadoop", hadoopForHive),
                linked("hive", tail))
            .flatMap(s -> s)
            .distinct()
            .toList();
    writeClassPath("hive", allHive);
    List<Path> oozie =
        listed("oozie").stream().filter(jar -> !inHadoop.contains(artifact(jar))).toList();
    link("oozie", oozie);
    writeClassPath(
        "oozie", Stream.concat(linked("oozie", oozie), linked("hadoop", hadoop)).toList());
    link("sharelib", oozie.stream().filter(jar -> Oozie.SHARED.contains(artifact(jar))).toList());
    writeClassPath(
        "beeline", Stream.concat(linked("beeline", listed("beeline")), allHive.stream()).toList());
    unpackWebPages();
  }

  /** The class path of a product as {@link #install} has written it. */
  String classPath(String product) {
    try {
      return Files.readString(home.lib().resolve(product + ".classpath")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class path of " + product, e);
    }
  }

  /** The directory whose {@code webapps/} the daemons of HDFS look for. */
  Path webPages() {
    return home.lib().resolve("hdfs-web");
  }

  /** The jars that Oozie's launchers have in HDFS. */
  Path shareLib() {
    return home.lib().resolve("sharelib");
  }

  /** The jar that PostgreSQL's programs are packed in. */
  static Path postgres() {
    return listed("postgres").get(0);
  }

  private Stream<Path> linked(String product, List<Path> jars) {
    return jars.stream().map(jar -> home.lib().resolve(product).resolve(jar.getFileName()));
  }

  private void writeClassPath(String product, List<Path> jars) {
    try {
      Files.writeString(
          home.lib().resolve(product + ".classpath"),
          jars.stream().map(Path::toString).collect(Collectors.joining(":")) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the class path of " + product, e);
    }
  }

  private void link(String product, List<Path> jars) {
    Path directory = home.lib().resolve(product);
    Set<Path> wanted = linked(product, jars).collect(Collectors.toSet());
    try {
      Files.createDirectories(directory);
      for (Path jar : jars) {
        link(jar, directory.resolve(jar.getFileName()));
      }
      try (DirectoryStream<Path> present = Files.newDirectoryStream(directory)) {
        for (Path old : present) {
          if (!wanted.contains(old)) {
            Files.delete(old);
          }
        }
      }
    } catch (IOException e) {
      throw new SandboxException(
          "cannot link the jars of " + product + " into " + directory + ": " + e, e);
    }
  }

  private static void link(Path jar, Path link) throws IOException {
    if (Files.exists(link)) {
      return;
    }
    Files.deleteIfExists(link); // a symbolic link that leads nowhere any more
    try {
      Files.createLink(link, jar);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException otherFileSystem) {
      Files.createSymbolicLink(link, jar);
    }
  }

  private void unpackWebPages() {
    Path target = webPages();
    if (Files.exists(target.resolve("webapps"))) {
      return;
    }
    Path jar = listed("hadoop").stream().filter(Jars::isWebPages).findFirst().orElseThrow();
    Path unfinished = home.lib().resolve("hdfs-web.unfinished");
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar))) {
      Home.delete(unfinished);
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().startsWith("webapps/") && !entry.isDirectory()) {
          Path file = unfinished.resolve(entry.getName()).normalize();
          if (!file.startsWith(unfinished)) {
            throw new IOException(jar + " has an entry that leads out of it: " + entry.getName());
          }
          Files.createDirectories(file.getParent());
          Files.copy(entries, file);
        }
      }
      Files.move(unfinished, target);
    } catch (IOException e) {
      throw new SandboxException("cannot unpack the web pages of HDFS from " + jar + ": " + e, e);
    }
  }

  private static List<Path> listed(String product) {
    String resource = "/classpath/" + product + "/target/jars";
    try (InputStream list = Jars.class.getResourceAsStream(resource)) {
      if (list == null) {
        throw new SandboxException(
            "the build has not listed the jars of "
                + product
                + "; run 'mvn -q -pl sandbox -am package'");
      }
      String paths = new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
      return Arrays.stream(paths.split(":")).map(Path::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static boolean isWebPages(Path jar) {
    return jar.getFileName().toString().matches("hadoop-hdfs-.*-tests\\.jar");
  }

  /** A jar's name without its version. */
  static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("-\\d.*\\.jar$", "");
  }
}
