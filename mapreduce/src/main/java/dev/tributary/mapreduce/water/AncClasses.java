package dev.tributary.mapreduce.water;

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
import dev.tributary.mapreduce.statistics.ValueCounts;
import java.io.IOException;
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
 * How acid every site is: the band of its acid neutralizing capacity, the mean over the annual
 * means of five calendar years, of which the last is the last that has a value.
 */
final class AncClasses implements BuiltTable {

  static final String ANC = "ANC_UEQ_L";

  private static final int YEARS = 5;

  private static final Table TABLE =
      new Table(
              "water_anc_class",
              "Acidity class per site, by the acid neutralizing capacity of its last five years",
              List.of(
                  WaterColumns.SITE,
                  WaterColumns.PROGRAM,
                  WaterColumns.STATE,
                  new Column("year_from", INT, "first calendar year of the five"),
                  new Column(
                      "year_to", INT, "last calendar year of the five, the last with a value"),
                  new Column("mean_anc", DOUBLE, "mean of the annual means in these years, µeq/L"),
                  new Column(
                      "class",
                      STRING,
                      "acute below 0 µeq/L, severe from 0, elevated from 20, moderate from 50, low"
                          + " concern from 100")),
              false,
              Table.Format.TEXT)
          .keyedBy("site_id", "program_id");

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
    int from = (Integer) row.get("year_from");
    int to = (Integer) row.get("year_to");
    return Optional.of(
        year ->
            SiteYear.agree(year, row, "site_id", "program_id", "state")
                && ANC.equals(year.get("parameter"))
                && (Integer) year.get("year") >= from
                && (Integer) year.get("year") <= to);
  }

  @Override
  public JobReport run(TableJob task)
      throws IOException, InterruptedException, ClassNotFoundException {
    SeriesJob job = SeriesJob.of(task, TABLE, Classes.class);
    SeriesMapper.only(ANC, job.configuration());
    return job.run();
  }

  /** A row for each site. */
  static final class Classes extends Reducer<Text, YearMean, LocalDate, List<?>> {

    @Override
    protected void reduce(Text key, Iterable<YearMean> years, Context context)
        throws IOException, InterruptedException {
      context.write(null, row(SeriesMapper.series(key), SeriesMapper.means(years)));
    }
  }

  private static List<?> row(List<String> series, NavigableMap<Integer, Double> means) {
    int last = means.lastKey();
    int first = last - YEARS + 1;
    ValueCounts recent = new ValueCounts();
    means.tailMap(first).values().forEach(recent::add);
    double mean = recent.mean();
    return Arrays.asList(
        series.get(0),
        series.get(1),
        series.get(2).isEmpty() ? null : series.get(2),
        first,
        last,
        mean,
        Bands.ANC.nameOf(mean));
  }
}
