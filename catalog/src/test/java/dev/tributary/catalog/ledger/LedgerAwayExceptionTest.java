package dev.tributary.catalog.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LedgerAwayExceptionTest {

  @ParameterizedTest
  @CsvSource({
    "08006, true", // connection failure
    "57P01, true", // an administrator shuts it down
    "53100, true", // disk full
    "40P01, true", // deadlock
    ", true", // the driver's own
    "42601, false", // syntax error
    "23505, false", // unique violation
    "28P01, false" // wrong password
  })
  void whatPassesIsToldFromWhatDoesNot(String state, boolean passes) {
    RuntimeException failure =
        LedgerAwayException.or("…", new IllegalStateException(new SQLException("…", state)));
    assertThat(failure instanceof LedgerAwayException).isEqualTo(passes);
  }
}
