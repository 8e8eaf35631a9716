package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.SetHash;
import java.util.List;
import java.util.UUID;

/**
 * What is added to a place's open file.
 *
 * @param bytes how long it is there
 * @param firstOffset of its first message
 * @param contents the messages it holds, by partition
 */
public record SinkPortion(long placeId, long bytes, long firstOffset, List<Content> contents) {

  public SinkPortion {
    contents = List.copyOf(contents);
  }

  /** Its messages of one partition; their number and coordinates are in the hash. */
  public record Content(
      UUID topicId, int partition, long firstOffset, long lastOffset, SetHash hash) {}

  SetHash hash() {
    return contents.stream().map(Content::hash).reduce(SetHash.EMPTY, SetHash::plus);
  }
}
