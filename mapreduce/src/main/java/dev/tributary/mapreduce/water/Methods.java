package dev.tributary.mapreduce.water;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The reference of analytical methods, by program and parameter. It names a parameter without its
 * unit: {@code COND} is the samples' {@code COND_UM_CM}.
 */
final class Methods {

  private static final Set<String> UNITS = Set.of("UEQ_L", "UG_L", "MG_L", "UM_CM", "M", "DEG_C");

  private static final Comparator<Method> ORDER =
      Comparator.comparingInt(Method::startYear)
          .thenComparingInt(Method::lastYear)
          .thenComparing(Method::name);

  private final List<String> parameters;
  private final SortedMap<Use, List<Method>> methods = new TreeMap<>();
  private final SortedSet<String> unmapped = new TreeSet<>();

  private Methods(List<String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads the reference into memory.
   *
   * @param parameters the columns of the samples
   * @throws IOException if a line is no method
   */
  static Methods read(Configuration conf, List<Path> paths, List<String> parameters)
      throws IOException {
    Methods methods = new Methods(parameters);
    ReferenceFiles.read(conf, paths, methods::add);
    methods.methods.values().forEach(list -> list.sort(ORDER));
    return methods;
  }

  private void add(JsonNode record) throws UnreadableLineException {
    String program = Sample.text(record, "PROGRAM_ID");
    String name = Sample.text(record, "PARAMETER");
    Method method =
        new Method(
            record.path("METHOD").asText(""),
            year(record, "START_YEAR")
                .orElseThrow(() -> new UnreadableLineException("no START_YEAR")),
            year(record, "END_YEAR"));
    Optional<String> parameter = parameter(name);
    if (parameter.isEmpty()) {
      unmapped.add(name);
      return;
    }
    methods
        .computeIfAbsent(new Use(program, parameter.get()), use -> new ArrayList<>())
        .add(method);
  }

  private static Optional<Integer> year(JsonNode record, String name)
      throws UnreadableLineException {
    JsonNode year = record.path(name);
    if (year.isMissingNode() || year.isNull()) {
      return Optional.empty();
    }
    if (!year.canConvertToExactIntegral() || !year.canConvertToInt()) {
      throw new UnreadableLineException(name + " is not a year: " + year);
    }
    return Optional.of(year.intValue());
  }

  /** The column of the samples that a parameter of the methods is: itself, or with its unit. */
  private Optional<String> parameter(String name) {
    return parameters.stream()
        .filter(
            column ->
                column.equals(name)
                    || (column.startsWith(name + "_")
                        && UNITS.contains(column.substring(name.length() + 1))))
        .findFirst();
  }

  /** What there are methods for. */
  Iterable<Use> uses() {
    return methods.keySet();
  }

  /** The methods of a program's parameter, by their years. */
  List<Method> of(Use use) {
    return methods.getOrDefault(use, Collections.emptyList());
  }

  /** Parameters of methods that no column of the samples is. */
  SortedSet<String> unmapped() {
    return unmapped;
  }

  /** A parameter, as the samples name it, in a program. */
  record Use(String program, String parameter) implements Comparable<Use> {
    @Override
    public int compareTo(Use other) {
      int order = program.compareTo(other.program);
      return order != 0 ? order : parameter.compareTo(other.parameter);
    }
  }

  /**
   * A method and its years, both ends included.
   *
   * @param name {@code ""} for none
   * @param endYear nothing while it is in use
   */
  record Method(String name, int startYear, Optional<Integer> endYear) {

    boolean covers(int year) {
      return startYear <= year && year <= lastYear();
    }

    private int lastYear() {
      return endYear.orElse(Integer.MAX_VALUE);
    }
  }
}
