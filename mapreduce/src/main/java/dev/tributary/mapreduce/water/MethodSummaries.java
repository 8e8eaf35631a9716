package dev.tributary.mapreduce.water;

import static dev.tributary.catalog.table.ColumnType.Scalar.BIGINT;
import static dev.tributary.catalog.table.ColumnType.Scalar.DOUBLE;
import static dev.tributary.catalog.table.ColumnType.Scalar.INT;
import static dev.tributary.catalog.table.ColumnType.Scalar.STRING;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableJob;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.statistics.PooledMean;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Reducer;

/**
 * What each analytical method was used on: the program's values of its parameter from its years. A
 * value counts for every method whose years cover its own.
 */
final class MethodSummaries implements BuiltTable {

  private static final Table TABLE =
      new Table(
              "water_method_summary",
              "Values per analytical method: all that the program measured in the method's years",
              List.of(
                  WaterColumns.PROGRAM,
                  WaterColumns.PARAMETER,
                  new Column("method", STRING, "method, as the program names it"),
                  new Column("start_year", INT, "first year of use"),
                  new Column("end_year", INT, "last year of use, included; NULL while in use"),
                  new Column("n", BIGINT, "values dated within these years"),
                  new Column(
                      "mean", DOUBLE, "their mean, in the parameter's unit; NULL for n = 0")),
              false,
              Table.Format.TEXT)
          .keyedBy("program_id", "parameter", "method", "start_year", "end_year");

  @Override
  public Table definition() {
    return TABLE;
  }

  @Override
  public BuildInput input(Dataset water) {
    return BuildInput.of(SiteYears.table(), water.reference("methods"));
  }

  @Override
  public Optional<Predicate<Map<String, Object>>> rowsOf(Map<String, Object> row) {
    Methods.Method method =
        new Methods.Method(
            "",
            (Integer) row.get("start_year"),
            Optional.ofNullable((Integer) row.get("end_year")));
    return Optional.of(
        year ->
            SiteYear.agree(year, row, "program_id", "parameter")
                && method.covers((Integer) year.get("year")));
  }

  @Override
  public JobReport run(TableJob task)
      throws IOException, InterruptedException, ClassNotFoundException {
    methods(task); // a wrong reference fails here, not in every task
    SeriesJob job = SeriesJob.of(task, TABLE, MethodMapper.class, Summaries.class);
    JobSettings.setMethods(job.configuration(), task.joined(), Sample.parameters(task.dataset()));
    return job.run();
  }

  @Override
  public String remark(TableJob task) throws IOException {
    Collection<String> unmapped = methods(task).unmapped();
    return unmapped.isEmpty()
        ? ""
        : " (methods of %s have no column in the samples)".formatted(String.join(", ", unmapped));
  }

  private static Methods methods(TableJob task) throws IOException {
    return Methods.read(task.conf(), task.joined(), Sample.parameters(task.dataset()));
  }

  /** A row for each method of a program's parameter. */
  static final class Summaries extends Reducer<Text, YearMean, LocalDate, List<?>> {

    private Methods methods;

    @Override
    protected void setup(Context context) throws IOException {
      methods = JobSettings.methods(context.getConfiguration());
    }

    @Override
    protected void reduce(Text key, Iterable<YearMean> values, Context context)
        throws IOException, InterruptedException {
      Map<Integer, PooledMean> years = new TreeMap<>();
      for (YearMean value : values) {
        years.computeIfAbsent(value.year(), year -> new PooledMean()).add(value.mean(), value.n());
      }
      List<String> use = GroupKey.parts(key);
      for (Methods.Method method : methods.of(new Methods.Use(use.get(0), use.get(1)))) {
        PooledMean pooled = new PooledMean();
        years.forEach(
            (year, of) -> {
              if (method.covers(year)) {
                pooled.add(of);
              }
            });
        context.write(null, row(use, method, pooled));
      }
    }
  }

  private static List<?> row(List<String> use, Methods.Method method, PooledMean pooled) {
    OptionalDouble mean = pooled.mean();
    return Arrays.asList(
        use.get(0),
        use.get(1),
        method.name().isEmpty() ? null : method.name(),
        method.startYear(),
        method.endYear().orElse(null),
        pooled.n(),
        mean.isPresent() ? mean.getAsDouble() : null);
  }
}
