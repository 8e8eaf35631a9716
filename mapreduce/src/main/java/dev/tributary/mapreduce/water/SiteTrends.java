package dev.tributary.mapreduce.water;

import static dev.tributary.catalog.table.ColumnType.Scalar.BIGINT;
import static dev.tributary.catalog.table.ColumnType.Scalar.DOUBLE;
import static dev.tributary.catalog.table.ColumnType.Scalar.INT;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableJob;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.statistics.MannKendall;
import dev.tributary.mapreduce.statistics.SenSlope;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Reducer;

/**
 * The trend of every parameter at every site: {@link MannKendall} and {@link SenSlope} over its
 * annual means, where there are at least four.
 */
final class SiteTrends implements BuiltTable {

  private static final int LEAST_YEARS = 4;

  /** Ties are judged on so many digits: beyond them a mean holds the noise of its source. */
  private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  private static final Table TABLE =
      new Table(
              "water_site_trend",
              "Trend of every parameter per site: Mann-Kendall test and Sen's slope of annual means",
              List.of(
                  WaterColumns.SITE,
                  WaterColumns.PROGRAM,
                  WaterColumns.STATE,
                  WaterColumns.PARAMETER,
                  new Column("first_year", INT, "first year with a value"),
                  new Column("last_year", INT, "last year with a value"),
                  new Column("n_years", INT, "years with a value, at least 4"),
                  new Column(
                      "s", BIGINT, "Mann-Kendall S: pairs of years that rise less those that fall"),
                  new Column("z", DOUBLE, "S standardised, corrected for ties and continuity"),
                  new Column("p", DOUBLE, "two-sided probability of such a z without a trend"),
                  new Column("sen_slope", DOUBLE, "Sen's slope, in the parameter's unit per year")),
              false,
              Table.Format.TEXT)
          .keyedBy("site_id", "program_id", "parameter");

  @Override
  public Table definition() {
    return TABLE;
  }

  @Override
  public BuildInput input(Dataset water) {
    return BuildInput.of(SiteYears.table());
  }

  @Override
  public Optional<Predicate<Map<String, Object>>> rowsOf(Map<String, Object> row) {
    return Optional.of(
        year -> SiteYear.agree(year, row, "site_id", "program_id", "state", "parameter"));
  }

  @Override
  public JobReport run(TableJob task)
      throws IOException, InterruptedException, ClassNotFoundException {
    return SeriesJob.of(task, TABLE, Trends.class).run();
  }

  /** A row for a series that is long enough. */
  static final class Trends extends Reducer<Text, YearMean, LocalDate, List<?>> {

    @Override
    protected void reduce(Text key, Iterable<YearMean> years, Context context)
        throws IOException, InterruptedException {
      NavigableMap<Integer, Double> means = SeriesMapper.means(years);
      if (means.size() >= LEAST_YEARS) {
        context.write(null, row(SeriesMapper.series(key), means));
      }
    }
  }

  private static List<?> row(List<String> series, NavigableMap<Integer, Double> means) {
    int[] years = means.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[] values =
        means.values().stream()
            .mapToDouble(mean -> new BigDecimal(mean).round(DIGITS).doubleValue())
            .toArray();
    MannKendall test = MannKendall.of(values);
    return Arrays.asList(
        series.get(0),
        series.get(1),
        series.get(2).isEmpty() ? null : series.get(2),
        series.get(3),
        means.firstKey(),
        means.lastKey(),
        means.size(),
        test.s(),
        test.z(),
        test.p(),
        SenSlope.of(years, values));
  }
}
