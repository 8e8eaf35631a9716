package dev.tributary.cli.trace;

import dev.tributary.catalog.ledger.BatchFacts;
import dev.tributary.catalog.ledger.MessageFate;
import dev.tributary.catalog.ledger.MessageFate.BuiltFrom;
import dev.tributary.catalog.ledger.MessageFate.HoldingFile;
import dev.tributary.catalog.ledger.MessageFate.SinkHolding;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.verb.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Tells what became of an offset, down to the lines of the files that hold it. */
final class MessageTrace {

  private final HoldingLine lines;
  private final Report report;

  MessageTrace(Configuration conf, Report report) {
    this.lines = new HoldingLine(conf);
    this.report = report;
  }

  /** Tells of each; there are several where topics of one name followed each other. */
  Outcome of(List<MessageFate> fates) throws IOException {
    List<Map<String, Object>> facts = new ArrayList<>();
    for (MessageFate fate : fates) {
      if (!facts.isEmpty()) {
        report.blank();
      }
      facts.add(tell(fate));
    }
    MessageFate newest = fates.get(0);
    return Outcome.done(
        "%s partition %d offset %d: %s"
            .formatted(
                newest.topic(),
                newest.at().partition(),
                newest.at().offset(),
                newest.kind().words()),
        Map.of("messages", facts));
  }

  private Map<String, Object> tell(MessageFate fate) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("topic", fate.topic());
    facts.put("topic_id", fate.at().topicId().toString());
    facts.put("partition", fate.at().partition());
    facts.put("offset", fate.at().offset());
    facts.put("feed", fate.feed().orElse(null));
    facts.put("fate", fate.kind().words());
    report.line(
        "message",
        "%s (%s) partition %d offset %d"
            .formatted(
                fate.topic(), fate.at().topicId(), fate.at().partition(), fate.at().offset()));
    report.line("fate", fate.kind().words() + besides(fate));
    fate.landed().ifPresent(landed -> tell(landed, facts));
    fate.duplicateOf()
        .ifPresent(
            of -> {
              report.line("duplicate", "of " + shown(of));
              facts.put("duplicate_of", facts(of));
            });
    fate.quarantine().ifPresent(quarantine -> tell(quarantine, facts));
    fate.batch().ifPresent(batch -> tell(batch, facts));
    tellFiles(fate, facts);
    tellBuilds(fate.builds(), facts);
    tellSinks(fate, facts);
    return facts;
  }

  private static String besides(MessageFate fate) {
    return switch (fate.kind()) {
      case NOT_LANDED_YET -> ": landing goes on at offset " + fate.nextOffset().orElseThrow();
      case AGED_OUT -> ": no batch has read it; Kafka had it no more when landing came to it";
      case VOID -> ": it carries no record (a transaction's marker, or compacted away)";
      case NOT_LANDED -> ": no dataset lands the topic, or nothing of this partition";
      default -> "";
    };
  }

  private void tell(MessageFate.Landed landed, Map<String, Object> facts) {
    report.line(
        "row",
        "%s%s identity %s revision %d, %s"
            .formatted(
                landed.table(),
                landed.dt().isEmpty() ? "" : " dt=" + landed.dt(),
                landed.identity(),
                landed.revision(),
                landed.supersededBy().map(by -> "superseded by " + shown(by)).orElse("current")));
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("table", landed.table());
    row.put("dt", landed.dt());
    row.put("identity", landed.identity().toString());
    row.put("revision", landed.revision());
    row.put("current", landed.supersededBy().isEmpty());
    row.put("superseded_by", landed.supersededBy().map(MessageTrace::facts).orElse(null));
    facts.put("landed", row);
  }

  private void tell(MessageFate.Quarantine quarantine, Map<String, Object> facts) {
    report.line(
        "quarantine",
        "%s: %s%s; %s%s"
            .formatted(
                quarantine.reason(),
                quarantine.detail(),
                quarantine.source().map(" from "::concat).orElse(""),
                quarantine.state(),
                quarantine.decision().map(": "::concat).orElse("")
                    + quarantine.replayBatch().map(id -> ", replayed by batch " + id).orElse("")));
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("reason", quarantine.reason());
    told.put("detail", quarantine.detail());
    told.put("source", quarantine.source().orElse(null));
    told.put("state", quarantine.state());
    told.put("decision", quarantine.decision().orElse(null));
    told.put("replay_batch", quarantine.replayBatch().orElse(null));
    facts.put("quarantine", told);
  }

  private void tell(BatchFacts batch, Map<String, Object> facts) {
    report.line("batch", Batches.line(batch));
    facts.put("batch", Batches.facts(batch));
  }

  private void tellFiles(MessageFate fate, Map<String, Object> facts) throws IOException {
    List<Map<String, Object>> told = new ArrayList<>();
    for (HoldingFile file : fate.files()) {
      OptionalLong line =
          file.retired() ? OptionalLong.empty() : lines.find(file.path(), fate.at());
      String where =
          file.retired()
              ? "retired"
              : line.isPresent() ? "line " + line.getAsLong() : "not found in it: run 'audit'";
      report.line(
          "file",
          "%s %s, %s, export %d of run %s"
              .formatted(
                  file.path(),
                  where,
                  file.current() ? "current" : "superseded",
                  file.export(),
                  file.run()));
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("path", file.path());
      each.put("line", line.isPresent() ? line.getAsLong() : null);
      each.put("current", file.current());
      each.put("retired", file.retired());
      each.put("export", file.export());
      each.put("run", file.run());
      told.add(each);
    }
    facts.put("files", told);
  }

  /** What readers see first; of the rest, the newest first. */
  private void tellBuilds(List<BuiltFrom> builds, Map<String, Object> facts) {
    List<BuiltFrom> newestFirst = new ArrayList<>(builds);
    Collections.reverse(newestFirst);
    report.list(
        "built into",
        Stream.concat(
                newestFirst.stream().filter(BuiltFrom::seen),
                newestFirst.stream().filter(each -> !each.seen()))
            .map(
                each ->
                    "%s version %d%s%s"
                        .formatted(
                            each.table(),
                            each.version(),
                            each.dt().isEmpty() ? "" : " dt=" + each.dt(),
                            each.seen() ? ", which readers see" : ""))
            .toList());
    List<Map<String, Object>> told = new ArrayList<>();
    for (BuiltFrom build : builds) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("table", build.table());
      each.put("version", build.version());
      each.put("dt", build.dt());
      each.put("seen", build.seen());
      told.add(each);
    }
    facts.put("builds", told);
  }

  /** A sink's file has messages of others between its first and last offset: it is looked into. */
  private void tellSinks(MessageFate fate, Map<String, Object> facts) throws IOException {
    List<Map<String, Object>> told = new ArrayList<>();
    for (SinkHolding sink : fate.sinks()) {
      OptionalLong line = lines.find(sink.path(), fate.at());
      if (line.isPresent()) {
        report.line("sink file", "%s line %d".formatted(sink.path(), line.getAsLong()));
        Map<String, Object> each = new LinkedHashMap<>();
        each.put("path", sink.path());
        each.put("line", line.getAsLong());
        each.put("state", sink.state());
        told.add(each);
      }
    }
    facts.put("sink_files", told);
  }

  private static String shown(MessageFate.Place place) {
    return "%s partition %d offset %d"
        .formatted(place.topic(), place.at().partition(), place.at().offset());
  }

  private static Map<String, Object> facts(MessageFate.Place place) {
    Coordinates at = place.at();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("topic", place.topic());
    facts.put("topic_id", at.topicId().toString());
    facts.put("partition", at.partition());
    facts.put("offset", at.offset());
    return facts;
  }
}
