package dev.tributary.cli.audit;

import static dev.tributary.catalog.audit.Discrepancy.Kind.CHANGED_FILE;
import static dev.tributary.catalog.audit.Discrepancy.Kind.DOUBLED;
import static dev.tributary.catalog.audit.Discrepancy.Kind.FOREIGN_FILE;
import static dev.tributary.catalog.audit.Discrepancy.Kind.FOREIGN_ROW;
import static dev.tributary.catalog.audit.Discrepancy.Kind.KAFKA_BEHIND;
import static dev.tributary.catalog.audit.Discrepancy.Kind.LOST;
import static dev.tributary.catalog.audit.Discrepancy.Kind.MISSING_FILE;

import dev.tributary.catalog.audit.Discrepancy;
import dev.tributary.catalog.audit.FileContent;
import dev.tributary.catalog.ledger.AuditLedger;
import dev.tributary.catalog.ledger.AuditedSink;
import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.record.OffsetRanges;
import dev.tributary.exporters.kafka.TopicOffsets;
import dev.tributary.exporters.sink.SinkFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Holds the files of a sink against what was recorded of them, and against Kafka. The sink may go
 * on meanwhile: a file that seems wrong is asked for again, under the name that it has by then.
 */
final class SinkAudit {

  /** A file that is rolled, packed or added to is looked at so often before it is called wrong. */
  private static final int LOOKS = 5;

  private final AuditedSink sink;
  private final AuditLedger ledger;
  private final SinkFiles files;
  private final Findings findings;

  SinkAudit(AuditedSink sink, AuditLedger ledger, SinkFiles files, Findings findings) {
    this.sink = sink;
    this.ledger = ledger;
    this.files = files;
    this.findings = findings;
  }

  /** Holds the files against what was recorded of them, and tells the records found in them. */
  CoordinateSet holdFiles() throws IOException, InterruptedException {
    Map<Long, FileContent> found = new TreeMap<>();
    List<AuditedSink.File> wanted =
        sink.files().stream().filter(file -> !file.missing() && file.length() > 0).toList();
    Map<Long, AuditedSink.File> wrong = look(wanted, found);
    for (int looks = 1; looks < LOOKS && !wrong.isEmpty(); looks++) {
      List<AuditedSink.File> changed = changedSince(wrong);
      changed.forEach(file -> wrong.remove(file.id()));
      if (changed.isEmpty()) {
        break;
      }
      wrong.putAll(look(changed, found));
    }
    for (AuditedSink.File file : wrong.values()) {
      files.read(List.of(file)).values().forEach(look -> report(file, look));
    }
    CoordinateSet records = records(found);
    checkPlaces();
    findings.count("files", found.size());
    findings.count("in_files", records.count());
    findings.count(
        "given_up_files", sink.files().stream().filter(AuditedSink.File::missing).count());
    return records;
  }

  /** Those of the files that are not as recorded. */
  private Map<Long, AuditedSink.File> look(
      List<AuditedSink.File> wanted, Map<Long, FileContent> found)
      throws IOException, InterruptedException {
    Map<Long, AuditedSink.File> wrong = new TreeMap<>();
    Map<Long, SinkFiles.Look> looks = files.read(wanted);
    for (AuditedSink.File file : wanted) {
      SinkFiles.Look look = looks.get(file.id());
      look.content().ifPresent(content -> found.put(file.id(), content));
      if (look.content().isEmpty() || !isAsRecorded(file, look.content().get())) {
        wrong.put(file.id(), file);
      }
    }
    return wrong;
  }

  private static boolean isAsRecorded(AuditedSink.File file, FileContent content) {
    return content.length() == file.length()
        && content.unreadable() == 0
        && content.doubled().isEmpty()
        && content.records().hash().equals(file.messages())
        && file.contents().stream().allMatch(part -> holds(content, part));
  }

  private static boolean holds(FileContent content, AuditedSink.Content part) {
    OffsetRanges offsets = content.records().of(part.topicId(), part.partition());
    OffsetRanges within = offsets.and(OffsetRanges.of(part.first(), part.last() + 1));
    return within.equals(offsets) && offsets.count() == part.messages();
  }

  private List<AuditedSink.File> changedSince(Map<Long, AuditedSink.File> wrong) {
    return now().stream()
        .filter(file -> wrong.containsKey(file.id()) && !file.equals(wrong.get(file.id())))
        .filter(file -> !file.missing())
        .toList();
  }

  private List<AuditedSink.File> now() {
    return ledger.sink(sink.path()).map(AuditedSink::files).orElse(List.of());
  }

  private void report(AuditedSink.File file, SinkFiles.Look look) {
    String path = files.path(file);
    if (look.content().isEmpty()) {
      Discrepancy.Kind kind = look.damage().isPresent() ? CHANGED_FILE : MISSING_FILE;
      String detail = look.damage().orElse("the file is gone");
      for (AuditedSink.Content part : file.contents()) {
        findings.add(
            new Discrepancy(
                kind,
                topic(part.topicId()),
                part.partition(),
                part.first(),
                part.last(),
                path,
                "%s; it held %,d messages between these".formatted(detail, part.messages())));
      }
      return;
    }
    FileContent content = look.content().get();
    findings.add(DOUBLED, content.doubled(), this::topic, path, "it is in the file twice");
    findings.add(
        Discrepancy.at(
            CHANGED_FILE,
            path,
            "%,d of %,d bytes and %,d of %,d messages are there, or others; %,d lines cannot be read"
                .formatted(
                    content.length(),
                    file.length(),
                    content.records().count(),
                    file.messages().count(),
                    content.unreadable())));
  }

  private CoordinateSet records(Map<Long, FileContent> found) {
    CoordinateSet.Builder all = new CoordinateSet.Builder();
    found.values().forEach(content -> all.addAll(content.records()));
    CoordinateSet doubled = all.doubled();
    Map<Long, String> paths = new HashMap<>();
    sink.files().forEach(file -> paths.put(file.id(), files.path(file)));
    CoordinateSet first = CoordinateSet.NONE;
    for (Map.Entry<Long, FileContent> file : found.entrySet()) {
      CoordinateSet shared = file.getValue().records().and(doubled);
      findings.add(
          DOUBLED,
          shared.and(first),
          this::topic,
          paths.get(file.getKey()),
          "it is in another file as well");
      first = first.plus(shared);
    }
    return all.all();
  }

  private void checkPlaces() throws IOException {
    Map<String, List<AuditedSink.File>> places =
        sink.files().stream()
            .collect(
                Collectors.groupingBy(
                    AuditedSink.File::directory, TreeMap::new, Collectors.toList()));
    findings.count("places", places.size());
    Map<String, List<String>> foreign = foreign(places);
    if (!foreign.isEmpty()) {
      // A place that was rolled meanwhile has names that it had not then.
      Map<String, List<AuditedSink.File>> again = new TreeMap<>();
      for (AuditedSink.File file : now()) {
        if (foreign.containsKey(file.directory())) {
          again.computeIfAbsent(file.directory(), d -> new ArrayList<>()).add(file);
        }
      }
      foreign = foreign(again);
    }
    foreign.forEach(
        (directory, names) ->
            names.forEach(
                name ->
                    findings.add(
                        Discrepancy.at(
                            FOREIGN_FILE,
                            sink.path() + "/" + directory + "/" + name,
                            "this sink has no such file"))));
  }

  private Map<String, List<String>> foreign(Map<String, List<AuditedSink.File>> places)
      throws IOException {
    Map<String, List<String>> foreign = new TreeMap<>();
    for (Map.Entry<String, List<AuditedSink.File>> place : places.entrySet()) {
      List<String> names = files.foreign(place.getKey(), place.getValue());
      if (!names.isEmpty()) {
        foreign.put(place.getKey(), names);
      }
    }
    return foreign;
  }

  /**
   * Each message that Kafka has is in a file, was in one that was given up, or was accepted as
   * gone.
   *
   * @param topic as it is in Kafka; empty if it is there no more
   */
  void holdMessages(
      AuditedSink.Position position, CoordinateSet found, Optional<TopicOffsets> topic) {
    OffsetRanges read = OffsetRanges.of(position.from(), position.next());
    OffsetRanges written = found.of(position.topicId(), position.partition()).and(read);
    OffsetRanges gaps = sink.gaps().of(position.topicId(), position.partition());
    OffsetRanges silent = read.minus(written).minus(gaps);
    findings.count("written", written.count());
    findings.count("accepted_gaps", gaps.and(read).minus(written).count());
    Optional<TopicOffsets.Partition> kafka =
        topic.map(there -> there.partitions().get(position.partition()));
    if (kafka.isEmpty()) {
      findings.note(
          "topic %s (id %s) is gone from Kafka: what was written of partition %d stays, %,d messages"
              .formatted(
                  position.topic(), position.topicId(), position.partition(), written.count()));
      findings.count("void", silent.count());
      return;
    }
    OffsetRanges records = kafka.get().records().and(read);
    OffsetRanges there = read.and(OffsetRanges.of(kafka.get().begin(), kafka.get().end()));
    OffsetRanges givenUp = silent.and(records).and(givenUp(position));
    report(LOST, position, silent.and(records).minus(givenUp), "Kafka has it, and no file does");
    if (!topic.get().compacted()) {
      report(
          FOREIGN_ROW,
          position,
          written.and(there).minus(records),
          "a file holds it, and Kafka has no such record");
    }
    report(
        KAFKA_BEHIND,
        position,
        OffsetRanges.of(kafka.get().end(), position.next()),
        "it was read, and Kafka ends at " + kafka.get().end());
    findings.count("given_up", givenUp.count());
    findings.count("void", silent.minus(records).and(there).count());
    findings.count("aged_out", silent.minus(there).count());
    findings.count("pending", Math.max(0, kafka.get().end() - position.next()));
  }

  private OffsetRanges givenUp(AuditedSink.Position position) {
    OffsetRanges.Builder spans = new OffsetRanges.Builder();
    for (AuditedSink.File file : sink.files()) {
      for (AuditedSink.Content part : file.contents()) {
        if (file.missing()
            && part.topicId().equals(position.topicId())
            && part.partition() == position.partition()) {
          spans.add(part.first(), part.last() + 1);
        }
      }
    }
    return spans.all();
  }

  private void report(
      Discrepancy.Kind kind, AuditedSink.Position position, OffsetRanges offsets, String detail) {
    for (OffsetRanges.Span span : offsets.spans()) {
      OffsetRange range =
          new OffsetRange(position.topicId(), position.partition(), span.from(), span.until());
      findings.add(Discrepancy.of(kind, position.topic(), range, sink.path(), detail));
    }
  }

  private String topic(UUID id) {
    return sink.positions().stream()
        .filter(position -> position.topicId().equals(id))
        .map(AuditedSink.Position::topic)
        .findFirst()
        .orElse(id.toString());
  }
}
