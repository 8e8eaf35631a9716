package dev.tributary.catalog.dataset;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The views of a declaration, once they are found to mean something. */
final class DeclaredViews {

  private final Declaration declaration;

  DeclaredViews(Declaration declaration) {
    this.declaration = declaration;
  }

  /** The views, in their order. The tables that they are of may be made by jobs. */
  List<View> views() {
    List<View> views = new ArrayList<>();
    for (Map.Entry<String, Declaration.ViewPart> entry : declaration.views().entrySet()) {
      try {
        views.add(view(entry.getKey(), entry.getValue()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s: view '%s': %s".formatted(declaration.name(), entry.getKey(), e.getMessage()), e);
      }
    }
    return views;
  }

  private View view(String name, Declaration.ViewPart part) {
    if (part == null) {
      throw new IllegalArgumentException("it is empty");
    }
    String of = need(part.of(), "of");
    if (declaration.views().containsKey(of)) {
      throw new IllegalArgumentException("it is of the view '%s', not of a table".formatted(of));
    }
    if (declaration.hive() != null && name.equals(declaration.hive().table())) {
      throw new IllegalArgumentException("hive.table has that name");
    }
    return new View(
        name,
        of,
        comment(part.comment()),
        Optional.ofNullable(part.where()),
        Optional.ofNullable(part.columns()).orElse(List.of()).stream()
            .map(DeclaredViews::column)
            .toList());
  }

  private static View.Computed column(Declaration.ViewColumn part) {
    if (part == null) {
      throw new IllegalArgumentException("a column is empty");
    }
    String name = need(part.name(), "name of a column");
    try {
      return new View.Computed(
          new Column(name, ColumnType.parse(need(part.type(), "type")), comment(part.comment())),
          Optional.ofNullable(part.as()).orElse("`" + name + "`"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("column '%s': %s".formatted(name, e.getMessage()), e);
    }
  }

  private static String need(String part, String name) {
    if (part == null || part.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return part.strip();
  }

  /** On one line: Hive's own descriptions break off at the end of one. */
  private static String comment(String text) {
    return text == null ? "" : text.strip().replaceAll("\\s+", " ");
  }
}
