package dev.tributary.mapreduce.water;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The reference: the state that each site lies in. A site is known by its id and its program. */
final class Sites {

  private final Map<Key, Optional<String>> states = new HashMap<>();

  private Sites() {}

  private record Key(String site, String program) {}

  /**
   * Reads the reference into memory.
   *
   * @param paths files, or directories whose visible files are read
   * @throws IOException if a line is not a site, or a site is there twice: its samples would count
   *     for one of two states by chance
   */
  static Sites read(Configuration conf, List<Path> paths) throws IOException {
    Sites sites = new Sites();
    ReferenceFiles.read(conf, paths, sites::add);
    return sites;
  }

  private void add(JsonNode site) throws UnreadableLineException {
    Key key = new Key(Sample.text(site, "SITE_ID"), Sample.text(site, "PROGRAM_ID"));
    Optional<String> state =
        Optional.ofNullable(site.path("STATE").textValue()).filter(name -> !name.isBlank());
    if (states.put(key, state) != null) {
      throw new UnreadableLineException(
          "site " + key.site + " of program " + key.program + " is there already");
    }
  }

  /** Whether the reference has the site. */
  boolean has(String site, String program) {
    return states.containsKey(new Key(site, program));
  }

  /** The state; nothing if the site is not in the reference or has none. */
  Optional<String> state(String site, String program) {
    return states.getOrDefault(new Key(site, program), Optional.empty());
  }
}
