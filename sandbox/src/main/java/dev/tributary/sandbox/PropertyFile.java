package dev.tributary.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of {@code name=value} lines, sorted and without the date that {@link java.util.Properties}
 * writes.
 */
final class PropertyFile {

  private PropertyFile() {}

  /** Its entries; none if there is no such file. */
  static SortedMap<String, String> read(Path file) {
    SortedMap<String, String> entries = new TreeMap<>();
    if (!Files.exists(file)) {
      return entries;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          entries.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return entries;
  }

  static void write(Path file, SortedMap<String, String> entries) {
    try {
      Files.write(
          file, entries.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
