package dev.tributary.mapreduce.rollup;

import dev.tributary.catalog.record.Coordinates;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.io.Text;

/**
 * How recent a state of a thing is.
 *
 * @param time empty where the record does not say
 */
record Recency(String time, Optional<Coordinates> coordinates) {

  void write(DataOutput out) throws IOException {
    Text.writeString(out, time);
    out.writeBoolean(coordinates.isPresent());
    if (coordinates.isPresent()) {
      Coordinates at = coordinates.get();
      out.writeLong(at.topicId().getMostSignificantBits());
      out.writeLong(at.topicId().getLeastSignificantBits());
      out.writeInt(at.partition());
      out.writeLong(at.offset());
    }
  }

  static Recency read(DataInput in) throws IOException {
    String time = Text.readString(in);
    if (!in.readBoolean()) {
      return new Recency(time, Optional.empty());
    }
    UUID topic = new UUID(in.readLong(), in.readLong());
    return new Recency(time, Optional.of(new Coordinates(topic, in.readInt(), in.readLong())));
  }

  /** A partition of a topic: offsets of two of them do not compare. */
  record Log(UUID topic, int partition) {}

  /** The partition that it stands in. */
  Optional<Log> log() {
    return coordinates.map(at -> new Log(at.topicId(), at.partition()));
  }

  /** Its offset there; -1 without. */
  long offset() {
    return coordinates.map(Coordinates::offset).orElse(-1L);
  }
}
