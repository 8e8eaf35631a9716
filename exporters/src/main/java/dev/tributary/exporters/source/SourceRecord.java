package dev.tributary.exporters.source;

/**
 * A record of a source, ready to be sent.
 *
 * @param index how many records of the source come before it
 * @param origin the file and row it comes from
 * @param key the Kafka key
 * @param json the message
 */
public record SourceRecord(long index, String origin, String key, String json) {

  /** The Kafka header that carries the origin. */
  public static final String ORIGIN_HEADER = "tributary-origin";
}
