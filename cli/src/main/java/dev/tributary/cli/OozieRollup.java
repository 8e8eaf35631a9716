package dev.tributary.cli;

import dev.tributary.catalog.verb.Verb;
import dev.tributary.mapreduce.rollup.RollupJob;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.oozie.action.hadoop.OozieActionConfigurator;
import org.apache.oozie.action.hadoop.OozieActionConfiguratorException;

/**
 * A rollup over paths as Oozie's map-reduce action, which submits the job itself and watches it:
 * {@code <config-class>dev.tributary.cli.OozieRollup</config-class>}. The action's configuration
 * names the job, its input (paths, parted by commas) and its output.
 *
 * <p>There is no such action for what the ledger lists: its versions are planned before the job,
 * and checked and recorded behind it, under one lock, by {@link OozieAction}.
 */
public final class OozieRollup implements OozieActionConfigurator {

  static final String JOB = "tributary.oozie.job";
  static final String INPUT = "tributary.oozie.input";
  static final String OUTPUT = "tributary.oozie.output";

  @Override
  public void configure(JobConf action) throws OozieActionConfiguratorException {
    Configuration conf = new Configuration(action);
    String name = given(action, JOB);
    Verb verb = new Verbs(conf).find(name).orElse(null);
    if (!(verb instanceof RollupJob rollup)) {
      throw new OozieActionConfiguratorException(
          "%s is '%s', and there is no such job over paths".formatted(JOB, name));
    }
    List<Path> input = Arrays.stream(given(action, INPUT).split(",")).map(Path::new).toList();
    try {
      rollup
          .job(input, new Path(given(action, OUTPUT)))
          .getConfiguration()
          .forEach(entry -> action.set(entry.getKey(), entry.getValue()));
      // Oozie submits it by the older interface, which takes it for one of its own unless told so.
      action.setUseNewMapper(true);
      action.setUseNewReducer(true);
    } catch (IOException e) {
      throw new OozieActionConfiguratorException(Failure.line(name, e), e);
    }
  }

  private static String given(JobConf action, String name) throws OozieActionConfiguratorException {
    String value = action.getTrimmed(name, "");
    if (value.isEmpty()) {
      throw new OozieActionConfiguratorException("the action does not say what " + name + " is");
    }
    return value;
  }
}
