package dev.tributary.catalog.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ExpressionTest {

  @Test
  void linesBecomeOneAndQuotationsStayAsTheyAre() {
    assertThat(Expression.check("as", " CASE a\n  WHEN 'x  ;\\'(' THEN `b  --`\n END\n"))
        .isEqualTo("CASE a WHEN 'x  ;\\'(' THEN `b  --` END");
  }

  @Test
  void aFaultThatReadersWouldMeetIsNamed() {
    refused("concat(a, 'b'", "leaves a bracket open");
    refused("concat(a))", "closes a bracket that it did not open");
    refused("a = 'b", "leaves a quotation open");
    refused("a = 'b\\'", "leaves a quotation open");
    refused("a -- b", "holds a comment or a semicolon");
    refused("a /* b */", "holds a comment or a semicolon");
    refused("a; DROP TABLE b", "holds a comment or a semicolon");
    refused("", "is empty");
  }

  /** A user is shown no more than the first line. */
  @Test
  void theFaultOfAnExpressionOfManyLinesIsTold() {
    assertThatThrownBy(() -> Expression.check("as", "concat('a\nb')"))
        .hasMessage("as: 'concat('a b')' has a control character or a line's end within quotes");
  }

  private static void refused(String text, String fault) {
    assertThatThrownBy(() -> Expression.check("where", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("where: '" + text + "' " + fault);
  }
}
