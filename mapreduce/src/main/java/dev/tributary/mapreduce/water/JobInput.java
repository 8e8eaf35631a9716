package dev.tributary.mapreduce.water;

import java.util.HashSet;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * What the job reads.
 *
 * @param samples files of samples, or directories of such files; a JSON object a line
 * @param sites files or directories of the reference, in the same form
 * @param parameters the members of a sample to be summed up, such as {@code PH_LAB}
 */
public record JobInput(List<Path> samples, List<Path> sites, List<String> parameters) {

  public JobInput {
    samples = distinct("sample file", samples);
    sites = distinct("site file", sites);
    parameters = distinct("parameter", parameters);
  }

  /** A name given twice would have its records counted twice. */
  private static <T> List<T> distinct(String what, List<T> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("water_site_year: no " + what + " is given");
    }
    HashSet<T> seen = new HashSet<>();
    for (T name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "water_site_year: " + what + " " + name + " given twice");
      }
    }
    return List.copyOf(names);
  }
}
