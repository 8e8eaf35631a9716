package dev.tributary.mapreduce.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.util.List;

/**
 * Turns records into the rows that a rollup is over. A mapper makes one, by a constructor without
 * arguments, and shows it every record that it reads.
 */
public interface View {

  /**
   * The rows of a record, flat JSON objects with the members that the rollup names; none if the
   * record has nothing to do with it, which is no fault.
   *
   * @throws UnreadableLineException if the record is not what it should be: it is left out whole
   */
  List<? extends JsonNode> rows(JsonNode record) throws UnreadableLineException;
}
