package dev.tributary.catalog.ledger;

import dev.tributary.catalog.run.TributaryException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The places of a sink: each has one directory, and each directory is of one place. */
final class SinkRegistry {

  private final Connection connection;
  private final long sink;

  SinkRegistry(Connection connection, long sink) {
    this.connection = connection;
    this.sink = sink;
  }

  /** The places of these names; those that are new get a directory and an open file in it. */
  Map<SinkName, SinkLedger.Place> find(
      List<SinkName> names, String fileName, SinkLedger.Newcomers newcomers, SinkLedger.Hold hold)
      throws SQLException, IOException {
    // In one order everywhere, that two instances with the same new places do not lock each other.
    Map<String, SinkName> byHash = new TreeMap<>();
    names.forEach(name -> byHash.put(HexFormat.of().formatHex(name.hash()), name));
    Map<String, SinkLedger.Place> known = known(byHash);
    Map<String, SinkLedger.Place> made = new TreeMap<>();
    for (int choice = 0; known.size() + made.size() < byHash.size(); choice++) {
      Map<String, SinkName> missing = new TreeMap<>(byHash);
      missing.keySet().removeAll(known.keySet());
      missing.keySet().removeAll(made.keySet());
      made.putAll(make(missing, choice));
      missing.keySet().removeAll(made.keySet());
      known.putAll(known(missing)); // another instance may have been quicker
    }
    if (!made.isEmpty()) {
      Query.of(
              connection,
              """
              INSERT INTO tributary.sink_file (place_id, state, name)
              SELECT id, 'open', ? FROM unnest(?) AS id""",
              fileName,
              made.values().stream().map(SinkLedger.Place::id).toArray(Long[]::new))
          .update();
      newcomers.arrive(made.values().stream().map(SinkLedger.Place::directory).toList(), hold);
    }
    Map<SinkName, SinkLedger.Place> places = new HashMap<>();
    known.forEach((hash, place) -> places.put(byHash.get(hash), place));
    made.forEach((hash, place) -> places.put(byHash.get(hash), place));
    return places;
  }

  private Map<String, SinkLedger.Place> known(Map<String, SinkName> byHash) throws SQLException {
    if (byHash.isEmpty()) {
      return new TreeMap<>();
    }
    return places(
        Query.of(
            connection,
            """
            SELECT encode(name_hash, 'hex'), id, directory FROM tributary.sink_place
            WHERE sink_id = ?
              AND name_hash = ANY (SELECT decode(hash, 'hex') FROM unnest(?) AS hash)""",
            sink,
            byHash.keySet().toArray(new String[0])));
  }

  /** Makes those whose directory of that choice is free. */
  private Map<String, SinkLedger.Place> make(Map<String, SinkName> names, int choice)
      throws SQLException {
    List<String> countries = new ArrayList<>();
    List<String> cities = new ArrayList<>();
    List<String> directories = new ArrayList<>();
    List<String> folded = new ArrayList<>();
    for (SinkName name : names.values()) {
      if (choice >= name.directories().size()) {
        throw new TributaryException(
            "sink: every directory that '%s' could have is taken: %s"
                .formatted(SinkName.storable(name.city()), name.directories()));
      }
      countries.add(name.country());
      cities.add(SinkName.storable(name.city()));
      directories.add(name.directories().get(choice).path());
      folded.add(name.directories().get(choice).folded());
    }
    return places(
        Query.of(
            connection,
            """
            INSERT INTO tributary.sink_place
              (sink_id, name_hash, country, city, directory, folded)
            SELECT ?, decode(hash, 'hex'), country, city, directory, folded
            FROM unnest(?, ?, ?, ?, ?) AS name (hash, country, city, directory, folded)
            ON CONFLICT DO NOTHING RETURNING encode(name_hash, 'hex'), id, directory""",
            sink,
            names.keySet().toArray(new String[0]),
            countries.toArray(new String[0]),
            cities.toArray(new String[0]),
            directories.toArray(new String[0]),
            folded.toArray(new String[0])));
  }

  private static Map<String, SinkLedger.Place> places(Query query) throws SQLException {
    Map<String, SinkLedger.Place> places = new TreeMap<>(Comparator.naturalOrder());
    query.list(
        row ->
            places.put(row.getString(1), new SinkLedger.Place(row.getLong(2), row.getString(3))));
    return places;
  }
}
