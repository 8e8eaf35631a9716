package dev.tributary.exporters.source;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Topic;
import java.io.IOException;
import java.util.Optional;

/** A file that was read to its end once and found whole and of its feed: what alone may be sent. */
public final class ExaminedFile implements FiniteSource {

  private final SourceFile file;
  private final Feed feed;
  private final String digest;

  ExaminedFile(SourceFile file, Feed feed, String digest) {
    this.file = file;
    this.feed = feed;
    this.digest = digest;
  }

  /** The file's own name, without its directory. */
  @Override
  public String name() {
    return file.name();
  }

  @Override
  public Topic topic() {
    return feed.topic();
  }

  @Override
  public Optional<Feed> reference() {
    return Optional.of(feed).filter(Feed::isReference);
  }

  /**
   * What names its records in Kafka: the SHA-256 of the bytes that were examined, hexadecimal, with
   * the sheet if one was asked for.
   */
  @Override
  public String id() {
    return file.sheet().map(sheet -> digest + "#" + sheet).orElse(digest);
  }

  /** Whether the file still holds the bytes that were examined. */
  @Override
  public boolean isUnchanged() throws IOException {
    return file.digest().equals(digest);
  }

  @Override
  public RecordReader records() throws IOException {
    return file.read(feed);
  }
}
