package dev.tributary.exporters.produce;

import dev.tributary.catalog.verb.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the files of a run. */
final class ReplayTally {

  /** Of so many refused records it is told what is wrong; of all of them the log tells. */
  private static final int TOLD = 5;

  private final List<String> first = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private int files;
  private long refused;
  private long sent;
  private long before;

  /** A file was read whole, and what it has was sent. */
  void taken(Production.Sent taken) {
    files++;
    sent += taken.messages();
    before += taken.before();
  }

  /** A record became no message. */
  void refused(String why) {
    refused++;
    if (first.size() < TOLD) {
      first.add(why);
    }
  }

  /** A file is of no use as a whole. */
  void failed(String why) {
    failed.add(why);
  }

  /**
   * How the run ended: failed if not all that it was given was of use.
   *
   * @param done what was done with the messages, such as {@code sent}
   * @param topic to where; {@code ""} for nowhere
   */
  Outcome outcome(String done, String topic) {
    boolean good = refused == 0 && failed.isEmpty();
    if (good && sent == 0) {
      return Outcome.done(
          "nothing to send: all %,d messages of %,d files are in %s (--again sends them once more)"
              .formatted(before, files, topic),
          facts(done));
    }
    StringBuilder message = new StringBuilder();
    String where = topic.isEmpty() ? "" : " to " + topic;
    message.append("%s %,d messages of %,d files%s".formatted(done, sent, files, where));
    if (before > 0) {
      message.append("; %,d were there".formatted(before));
    }
    if (refused > 0) {
      message.append("; %,d records refused: ".formatted(refused));
      message.append(String.join("; ", first));
      message.append(refused > first.size() ? "; …" : "");
    }
    failed.forEach(why -> message.append("; failed: ").append(why));
    return good
        ? Outcome.done(message.toString(), facts(done))
        : Outcome.failed(message.toString(), facts(done));
  }

  private Map<String, Object> facts(String done) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("files", files);
    facts.put(done, sent);
    facts.put("sent_before", before);
    facts.put("refused", refused);
    facts.put("refused_first", first);
    facts.put("failed", failed);
    return facts;
  }
}
