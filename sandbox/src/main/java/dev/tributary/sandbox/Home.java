package dev.tributary.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** The directory that holds everything of one sandbox. */
final class Home {

  private static final String MARK = ".tributary-sandbox";

  private final Path root;

  private Home(Path root) {
    this.root = root;
  }

  /**
   * The home at a path, which need not exist yet.
   *
   * @throws SandboxException if YARN's launch scripts could not bear the path
   */
  static Home at(Path path) {
    Path root = path.toAbsolutePath().normalize();
    try {
      if (Files.exists(root)) {
        root = root.toRealPath();
      } else if (root.getParent() != null && Files.exists(root.getParent())) {
        root = root.getParent().toRealPath().resolve(root.getFileName());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot resolve " + root, e);
    }
    if (!root.toString().matches("[\\w./+@=-]+")) {
      throw new SandboxException(
          "the home '"
              + root
              + "' has blanks or signs that class paths and launch scripts cannot bear; name another");
    }
    return new Home(root);
  }

  Path root() {
    return root;
  }

  Path bin() {
    return root.resolve("bin");
  }

  Path conf() {
    return root.resolve("conf");
  }

  Path lib() {
    return root.resolve("lib");
  }

  Path data() {
    return root.resolve("data");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path run() {
    return root.resolve("run");
  }

  Path log(Service service) {
    return logs().resolve(service.id() + ".log");
  }

  Path pidFile(Service service) {
    return run().resolve(service.id() + ".pid");
  }

  Path portsFile() {
    return root.resolve("ports.properties");
  }

  /** What the last {@code up} was asked for. */
  Path choicesFile() {
    return root.resolve("sandbox.properties");
  }

  boolean isSandbox() {
    return Files.exists(root.resolve(MARK));
  }

  /**
   * Makes the directories.
   *
   * @throws SandboxException if there are files of someone else's
   */
  void create() {
    try {
      if (!isSandbox() && Files.isDirectory(root) && !isEmpty(root)) {
        throw new SandboxException(
            root + " holds other files; name an empty or a new directory with --home");
      }
      for (Path directory : List.of(bin(), conf(), lib(), data().resolve("tmp"), logs(), run())) {
        Files.createDirectories(directory);
      }
      Files.writeString(root.resolve(MARK), "");
    } catch (IOException e) {
      throw new SandboxException("cannot make the home " + root + ": " + e, e);
    }
  }

  /**
   * Removes what the daemons and {@code up} have written, but for the jars, which any later start
   * wants again.
   */
  void wipe() {
    try {
      for (Path directory : List.of(data(), logs(), run(), conf(), bin())) {
        delete(directory);
      }
      Files.deleteIfExists(portsFile());
      Files.deleteIfExists(choicesFile());
    } catch (IOException e) {
      throw new SandboxException("cannot wipe " + root + ": " + e, e);
    }
  }

  /**
   * Does something while no other launcher is at work on this home.
   *
   * @throws SandboxException if another is
   */
  void locked(Runnable work) {
    try (FileChannel channel =
        FileChannel.open(
            root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        throw busy();
      }
      work.run();
    } catch (OverlappingFileLockException anotherThread) {
      throw busy();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + root, e);
    }
  }

  private SandboxException busy() {
    return new SandboxException(
        "another 'sandbox' is at work on " + root + "; wait until it is done");
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    }
  }
}
