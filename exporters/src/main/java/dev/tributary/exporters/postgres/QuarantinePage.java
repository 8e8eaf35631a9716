package dev.tributary.exporters.postgres;

import dev.tributary.catalog.ledger.HeldMessage;
import dev.tributary.catalog.record.Excerpt;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Quarantined messages as a person reads them, and the same for a machine. */
final class QuarantinePage {

  private QuarantinePage() {}

  static void print(Map<String, Long> reasons, List<HeldMessage> messages, PrintStream out) {
    Columns counts = new Columns("reason", "messages");
    reasons.forEach(counts::add);
    counts.print(out);
    out.println();
    Columns columns =
        new Columns(
            "topic", "partition", "offset", "state", "reason", "attempts", "batch", "detail");
    for (HeldMessage each : messages) {
      columns.add(
          each.topic(),
          each.message().at().partition(),
          Long.toString(each.message().at().offset()),
          each.state(),
          each.message().reason(),
          each.attempts(),
          Long.toString(each.batch()),
          Excerpt.of(each.message().detail()));
    }
    columns.print(out);
  }

  static void print(HeldMessage held, PrintStream out) {
    out.printf(
        "%s partition %d offset %d (topic %s)%n",
        held.topic(),
        held.message().at().partition(),
        held.message().at().offset(),
        held.message().at().topicId());
    out.printf("  state     %s%s%n", held.state(), held.rejected() ? ", its batch rejected" : "");
    out.printf("  reason    %s: %s%n", held.message().reason(), held.message().detail());
    out.printf("  since     %s, by batch %d%n", held.quarantinedAt(), held.batch());
    out.printf("  attempts  %d%n", held.attempts());
    held.replayBatch().ifPresent(batch -> out.printf("  replayed  by batch %d%n", batch));
    held.decision().ifPresent(decision -> out.printf("  decision  %s%n", decision));
    held.decidedRun()
        .ifPresent(
            run -> out.printf("  decided   %s by run %s%n", held.decidedAt().orElseThrow(), run));
    out.printf(
        "  source    %s%n", Optional.ofNullable(held.message().source()).orElse("not known"));
    out.printf("  key       %s%n", shown(held.message().key()));
    out.printf("  message   %s%n", shown(held.message().message()));
  }

  static Map<String, Object> facts(HeldMessage held) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("topic", held.topic());
    facts.put("topic_id", held.message().at().topicId().toString());
    facts.put("partition", held.message().at().partition());
    facts.put("offset", held.message().at().offset());
    facts.put("state", held.state());
    facts.put("reason", held.message().reason());
    facts.put("detail", held.message().detail());
    facts.put("source", held.message().source());
    facts.put("batch", held.batch());
    facts.put("batch_rejected", held.rejected());
    facts.put("quarantined_at", held.quarantinedAt().toString());
    facts.put("attempts", held.attempts());
    facts.put("replay_batch", held.replayBatch().orElse(null));
    facts.put("decision", held.decision().orElse(null));
    facts.put("decided_run", held.decidedRun().orElse(null));
    facts.put("decided_at", held.decidedAt().map(Object::toString).orElse(null));
    return facts;
  }

  /** With the bytes: as text where they are some, and in base64 whatever they are. */
  static Map<String, Object> whole(HeldMessage held) {
    Map<String, Object> facts = facts(held);
    put(facts, "key", held.message().key());
    put(facts, "message", held.message().message());
    return facts;
  }

  private static void put(Map<String, Object> facts, String name, byte[] bytes) {
    facts.put(name, text(bytes).orElse(null));
    facts.put(name + "_base64", bytes == null ? null : Base64.getEncoder().encodeToString(bytes));
  }

  private static String shown(byte[] bytes) {
    if (bytes == null) {
      return "none";
    }
    // What a terminal would obey is shown as it is written in Java.
    return text(bytes)
        .map(
            text ->
                text.codePoints()
                    .collect(StringBuilder::new, QuarantinePage::show, StringBuilder::append)
                    .toString())
        .orElse(
            "%,d bytes, base64 %s"
                .formatted(bytes.length, Base64.getEncoder().encodeToString(bytes)));
  }

  private static void show(StringBuilder shown, int character) {
    if (Character.isISOControl(character) && character != '\n' && character != '\t') {
      shown.append("\\u%04x".formatted(character));
    } else {
      shown.appendCodePoint(character);
    }
  }

  /** Empty if they are no UTF-8. */
  private static Optional<String> text(byte[] bytes) {
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
