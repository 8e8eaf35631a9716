package dev.tributary.mapreduce.water;

import static dev.tributary.catalog.table.ColumnType.Scalar.BIGINT;
import static dev.tributary.catalog.table.ColumnType.Scalar.STRING;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableJob;
import dev.tributary.mapreduce.input.RecordFiles;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.job.JobRun;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Reducer;

/**
 * The distribution of a program's samples over the bands of laboratory pH and of acid neutralizing
 * capacity. Every sample of the program is in one band of each, or among the missing.
 */
final class ProgramParameters implements BuiltTable {

  private static final SortedMap<String, Bands> BANDS =
      new TreeMap<>(Map.of("PH_LAB", Bands.PH, AncClasses.ANC, Bands.ANC));

  private static final String MISSING = "missing";

  private static final Table TABLE =
      new Table(
              "water_program_parameter",
              "Samples per band of laboratory pH and of acid neutralizing capacity, by program",
              List.of(
                  WaterColumns.PROGRAM,
                  new Column("parameter", STRING, "PH_LAB, or ANC_UEQ_L in µeq/L"),
                  new Column(
                      "band", STRING, "band of values, its lower bound included; or missing"),
                  new Column("n", BIGINT, "samples in the band, 0 if there are none")),
              false,
              Table.Format.TEXT)
          .keyedBy("program_id", "parameter", "band");

  @Override
  public Table definition() {
    return TABLE;
  }

  @Override
  public BuildInput input(Dataset water) {
    return BuildInput.of(water.feed());
  }

  @Override
  public Optional<Predicate<StoredRecord>> recordsOf(Dataset water, Map<String, Object> row) {
    String parameter = (String) row.get("parameter");
    return Sample.matching(
        List.of(parameter),
        sample -> {
          Double value = sample.values().get(parameter);
          String band = value == null ? MISSING : bands(parameter).nameOf(value);
          return sample.program().equals(row.get("program_id")) && band.equals(row.get("band"));
        });
  }

  @Override
  public JobReport run(TableJob task)
      throws IOException, InterruptedException, ClassNotFoundException {
    Job job = Job.getInstance(task.conf(), "WaterMetrics " + TABLE.name());
    job.setJarByClass(ProgramParameters.class);
    RecordFiles.configure(job, task.input());
    job.setMapperClass(BandMapper.class);
    job.setMapOutputKeyClass(Text.class);
    job.setMapOutputValueClass(BandCounts.class);
    job.setCombinerClass(Merge.class);
    job.setReducerClass(Rows.class);
    return JobRun.run(job, TABLE, task.output());
  }

  /** The parameters that are divided, in the order of their names. */
  static List<String> parameters() {
    return List.copyOf(BANDS.keySet());
  }

  /** The bands of a parameter. */
  static Bands bands(String parameter) {
    return BANDS.get(parameter);
  }

  /** Adds up the counts of a program's parameter. */
  static final class Merge extends Reducer<Text, BandCounts, Text, BandCounts> {
    @Override
    protected void reduce(Text key, Iterable<BandCounts> parts, Context context)
        throws IOException, InterruptedException {
      context.write(key, merged(parts));
    }
  }

  /** A row for each band, and one for the missing. */
  static final class Rows extends Reducer<Text, BandCounts, LocalDate, List<?>> {
    @Override
    protected void reduce(Text key, Iterable<BandCounts> parts, Context context)
        throws IOException, InterruptedException {
      List<String> group = GroupKey.parts(key);
      List<String> names = new ArrayList<>(bands(group.get(1)).names());
      names.add(MISSING);
      BandCounts counts = merged(parts);
      for (int i = 0; i < names.size(); i++) {
        context.write(null, List.of(group.get(0), group.get(1), names.get(i), counts.at(i)));
      }
    }
  }

  private static BandCounts merged(Iterable<BandCounts> parts) {
    BandCounts merged = new BandCounts();
    parts.forEach(merged::add);
    return merged;
  }
}
