package dev.tributary.catalog.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One statement with its parameters bound. */
final class Query {

  private final Connection connection;
  private final String sql;
  private final Object[] parameters;

  private Query(Connection connection, String sql, Object[] parameters) {
    this.connection = connection;
    this.sql = sql;
    this.parameters = parameters;
  }

  static Query of(Connection connection, String sql, Object... parameters) {
    return new Query(connection, sql, parameters);
  }

  /** How many rows it changed. */
  int update() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement);
      return statement.executeUpdate();
    }
  }

  <T> List<T> list(RowMapper<T> mapper) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> list = new ArrayList<>();
        while (rows.next()) {
          list.add(mapper.map(rows));
        }
        return list;
      }
    }
  }

  <T> Optional<T> first(RowMapper<T> mapper) throws SQLException {
    return list(mapper).stream().findFirst();
  }

  private void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }
}
