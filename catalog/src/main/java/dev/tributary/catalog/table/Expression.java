package dev.tributary.catalog.table;

/**
 * Checks the expressions of views as far as can be done without Hive's parser, for the metastore
 * takes any text, and only the readers of the view would meet the fault.
 */
final class Expression {

  private final String what;
  private final String text;
  private final StringBuilder line = new StringBuilder();
  private int at;
  private int depth;

  private Expression(String what, String text) {
    this.what = what;
    this.text = text.strip();
  }

  /**
   * The expression on one line, blanks between its words made one.
   *
   * @param what whose it is, for messages
   * @throws IllegalArgumentException if it is empty, ends before a quotation or a bracket does, or
   *     holds a comment, a semicolon or, within quotes, a control character
   */
  static String check(String what, String text) {
    Expression expression = new Expression(what, text);
    if (expression.text.isEmpty()) {
      throw expression.fault("is empty");
    }
    while (expression.at < expression.text.length()) {
      expression.step();
    }
    if (expression.depth > 0) {
      throw expression.fault("leaves a bracket open");
    }
    return expression.line.toString();
  }

  private void step() {
    char c = text.charAt(at);
    if (c == '\'' || c == '"' || c == '`') {
      quotation(c);
      return;
    }
    if (c == ';' || text.startsWith("--", at) || text.startsWith("/*", at)) {
      throw fault("holds a comment or a semicolon");
    }
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (depth < 0) {
      throw fault("closes a bracket that it did not open");
    }
    if (!Character.isWhitespace(c)) {
      line.append(c);
    } else if (!Character.isWhitespace(text.charAt(at + 1))) {
      line.append(' '); // there is a next one: the text is stripped
    }
    at++;
  }

  private void quotation(char quote) {
    int from = at++;
    while (at < text.length() && text.charAt(at) != quote) {
      if (Character.isISOControl(text.charAt(at))) {
        throw fault("has a control character or a line's end within quotes");
      }
      at += text.charAt(at) == '\\' && quote != '`' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw fault("leaves a quotation open");
    }
    line.append(text, from, ++at);
  }

  private IllegalArgumentException fault(String fault) {
    String shown = text.replaceAll("\\s+", " "); // of a message, users see the first line
    return new IllegalArgumentException("%s: '%s' %s".formatted(what, shown, fault));
  }
}
