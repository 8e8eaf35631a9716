package dev.tributary.mapreduce.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PooledMeanTest {

  @Test
  void groupsCountByTheirSizeInAnyOrder() {
    PooledMean one = new PooledMean();
    one.add(0.1, 3);
    one.add(0.7, 1);
    PooledMean other = new PooledMean();
    other.add(0.7, 1);
    PooledMean rest = new PooledMean();
    rest.add(0.1, 3);
    other.add(rest);
    assertThat(one.n()).isEqualTo(other.n()).isEqualTo(4);
    assertThat(one.mean()).isEqualTo(other.mean()).hasValue(0.25);
  }

  @Test
  void noValuesHaveNoMean() {
    PooledMean none = new PooledMean();
    none.add(0, 0);
    assertThat(none.mean()).isEmpty();
  }
}
