package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import org.apache.commons.cli.DefaultParser;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

final class PublishTest {

  private final Publish publish = new Publish(new Configuration(false));

  @Test
  void eitherADatasetOrASinkIsPublished() {
    String both = "one of --dataset NAME and --sink DIR says what to publish";

    assertThatThrownBy(this::run).isInstanceOf(UsageException.class).hasMessage(both);
    assertThatThrownBy(() -> run("--dataset", "water", "--sink", "/alerts"))
        .isInstanceOf(UsageException.class)
        .hasMessage(both);
  }

  @Test
  void anOptionOfTheOtherIsRefused() {
    assertThatThrownBy(() -> run("--dataset", "water", "--table", "t"))
        .hasMessage("--table goes with --sink");
    assertThatThrownBy(() -> run("--sink", "/alerts", "--accept-delta"))
        .hasMessage("--accept-delta goes with --dataset");
  }

  @Test
  void aTableHasANameThatHiveTakes() {
    assertThatThrownBy(() -> run("--sink", "/alerts", "--table", "a b"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--table 'a b' is not lower-case letters, digits and '_'");
  }

  /** What is refused before a run is looked at needs none. */
  private void run(String... line) throws Exception {
    publish.run(new Arguments(new DefaultParser().parse(publish.options(), line)), null);
  }
}
