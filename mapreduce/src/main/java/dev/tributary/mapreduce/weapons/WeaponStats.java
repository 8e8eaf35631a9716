package dev.tributary.mapreduce.weapons;

import static dev.tributary.mapreduce.rollup.Field.integer;
import static dev.tributary.mapreduce.rollup.Field.text;
import static dev.tributary.mapreduce.rollup.Measure.MAX;
import static dev.tributary.mapreduce.rollup.Measure.MEAN;
import static dev.tributary.mapreduce.rollup.Measure.MEDIAN;
import static dev.tributary.mapreduce.rollup.Measure.MIN;
import static dev.tributary.mapreduce.rollup.Measure.NEGATIVE_COUNT;
import static dev.tributary.mapreduce.rollup.Measure.STDDEV;

import dev.tributary.mapreduce.rollup.Rollup;
import dev.tributary.mapreduce.rollup.RollupJob;
import org.apache.hadoop.conf.Configuration;

/** Attack, affinity, elements and statuses per weapon type and rarity. */
public final class WeaponStats extends RollupJob {

  private static final Rollup STATS =
      Rollup.named("weapon_stats")
          .of("weapons")
          .comment("Statistics of the weapons per type and rarity")
          .groupBy(text("type").meaning("kind of weapon"), integer("rarity").withTotal())
          .count("weapons", "number of weapons, each in its latest state")
          .measure(integer("attack"), MIN, MEAN, MEDIAN, MAX, STDDEV)
          .measure(integer("affinity").meaning("affinity in percent"), MEAN, NEGATIVE_COUNT)
          .frequency("elements", "number of weapons that have each element")
          .frequency("statuses", "number of weapons that have each status")
          .latestOf("type", "id")
          .by("scraped_at");

  public WeaponStats(Configuration conf) {
    super(conf, STATS);
  }
}
