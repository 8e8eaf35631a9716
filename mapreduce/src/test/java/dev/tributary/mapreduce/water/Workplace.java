package dev.tributary.mapreduce.water;

import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.table.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A directory with samples and sites, in which the job runs on LocalJobRunner. */
final class Workplace {

  final Configuration conf = new Configuration();
  final Path directory;
  private final List<Path> samples = new ArrayList<>();
  private final List<Path> sites = new ArrayList<>();
  private List<String> parameters = List.of("PH_LAB", "ANC_UEQ_L");
  private int outputs;

  Workplace(Path directory) {
    this.directory = directory;
    conf.set("fs.defaultFS", "file:///");
    conf.set("mapreduce.framework.name", "local");
    conf.set("hadoop.tmp.dir", directory.resolve("hadoop").toString());
    conf.setInt("mapreduce.task.io.sort.mb", 16);
    conf.setInt("mapreduce.client.progressmonitor.pollinterval", 20);
  }

  Workplace parameters(List<String> names) {
    parameters = names;
    return this;
  }

  /** A file of samples, exactly as given. */
  Workplace samples(String content) throws IOException {
    return samples(write("samples-%d.json".formatted(samples.size()), content));
  }

  Workplace samples(Path file) {
    samples.add(file);
    return this;
  }

  Workplace noSamples() {
    samples.clear();
    return this;
  }

  /** A file of sites, exactly as given. */
  Workplace sites(String content) throws IOException {
    sites.add(write("sites-%d.json".formatted(sites.size()), content));
    return this;
  }

  private Path write(String name, String content) throws IOException {
    return Files.write(directory.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  Result text() throws Exception {
    return run(Table.Format.TEXT, Layout.FLAT);
  }

  Result run(Table.Format format, Layout layout) throws Exception {
    return run(format, layout, directory.resolve("out-" + outputs++));
  }

  Result run(Table.Format format, Layout layout, Path output) throws Exception {
    JobReport report =
        SiteYears.run(
            conf,
            new JobInput(hadoop(samples), hadoop(sites), parameters),
            new JobOutput(new org.apache.hadoop.fs.Path(output.toString()), format, layout));
    return new Result(output, report);
  }

  private static List<org.apache.hadoop.fs.Path> hadoop(List<Path> paths) {
    return paths.stream().map(path -> new org.apache.hadoop.fs.Path(path.toUri())).toList();
  }

  /** What a run has left. */
  record Result(Path output, JobReport report) {

    /** The bytes of a file, as text. */
    String file(String name) throws IOException {
      return Files.readString(output.resolve(name));
    }

    /** The rows of the only text file. */
    List<String> rows() throws IOException {
      return file("part-00000").lines().toList();
    }
  }
}
