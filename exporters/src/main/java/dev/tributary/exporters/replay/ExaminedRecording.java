package dev.tributary.exporters.replay;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Topic;
import dev.tributary.exporters.source.FiniteSource;
import java.io.IOException;
import java.util.Optional;

/** A file of recorded answers that was read to its end once, and found whole. */
public final class ExaminedRecording implements FiniteSource {

  private final Recording recording;
  private final Feed feed;
  private final String digest;
  private final long messages;
  private final long refused;

  ExaminedRecording(Recording recording, Feed feed, String digest, long messages, long refused) {
    this.recording = recording;
    this.feed = feed;
    this.digest = digest;
    this.messages = messages;
    this.refused = refused;
  }

  /** How many messages its records make. */
  public long messages() {
    return messages;
  }

  /** How many of its records make none. */
  public long refused() {
    return refused;
  }

  /** The file's own name, without its directory. */
  @Override
  public String name() {
    return recording.name();
  }

  @Override
  public Topic topic() {
    return feed.topic();
  }

  @Override
  public Optional<Feed> reference() {
    return Optional.of(feed).filter(Feed::isReference);
  }

  /** The SHA-256 of the bytes that were examined, hexadecimal, with what was said of them. */
  @Override
  public String id() {
    return digest + recording.circumstances().text();
  }

  /** Whether the file still holds the bytes that were examined. */
  @Override
  public boolean isUnchanged() throws IOException {
    return recording.digest().equals(digest);
  }

  /** Its messages; of records that make none it was told when it was examined. */
  @Override
  public Records records() throws IOException {
    return recording.read(refused -> {});
  }
}
