package dev.tributary.mapreduce.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.Path;

/**
 * The elements of a JSON array, one at a time in memory. What follows the array is read like it: a
 * line {@code []} may begin a file of JSON Lines.
 *
 * <p>Where the array breaks off, or is no JSON any more, nothing tells where a next element would
 * begin: the elements before it count, and the last entry says that the rest is not read.
 */
final class ArrayEntries implements Entries {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String file;
  private final JsonParser parser;
  private long number;
  private Entry entry;
  private boolean ended;
  private boolean within;

  ArrayEntries(Path path, InputStream in) throws IOException {
    this.file = path.toUri().getPath();
    this.parser = JSON.createParser(in);
  }

  /** Whether the first character that is neither a byte order mark nor blank opens an array. */
  static boolean begins(InputStream in) throws IOException {
    try {
      int first = in.read();
      if (first == 0xEF && in.read() == 0xBB && in.read() == 0xBF) {
        first = in.read();
      }
      while (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
        first = in.read();
      }
      return first == '[';
    } catch (EOFException cutOff) {
      return false;
    }
  }

  @Override
  public boolean next() throws IOException {
    if (ended) {
      return false;
    }
    number++;
    try {
      entry = read();
    } catch (JsonProcessingException e) {
      entry = broken(e.getOriginalMessage());
    } catch (EOFException e) {
      entry = broken("the compressed file is cut off");
    }
    return entry != null;
  }

  /** The next element of an array, or value beside them; null behind the last. */
  private Entry read() throws IOException {
    JsonToken token = parser.nextToken();
    while ((token == JsonToken.START_ARRAY && !within) || token == JsonToken.END_ARRAY) {
      within = token == JsonToken.START_ARRAY;
      token = parser.nextToken();
    }
    if (token == null) {
      ended = true;
      return null;
    }
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Entries.none("not a JSON object");
    }
    JsonNode element = parser.readValueAsTree();
    return () -> StoredRecord.of(element);
  }

  private Entry broken(String reason) {
    ended = true;
    return Entries.none("the array breaks off here, the rest is not read: " + reason);
  }

  @Override
  public Place place() {
    return new Place(file, Place.Unit.ELEMENT, number);
  }

  @Override
  public Entry entry() {
    return entry;
  }

  @Override
  public float progress() {
    return ended ? 1 : 0;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
