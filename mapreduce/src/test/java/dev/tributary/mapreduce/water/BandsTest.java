package dev.tributary.mapreduce.water;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BandsTest {

  @Test
  void lowerBoundsBelongToTheBandTheyBegin() {
    assertThat(Bands.ANC.nameOf(-0.001)).isEqualTo("acute");
    assertThat(Bands.ANC.nameOf(0)).isEqualTo("severe");
    assertThat(Bands.ANC.nameOf(-0.0)).isEqualTo("severe");
    assertThat(Bands.ANC.nameOf(19.999)).isEqualTo("severe");
    assertThat(Bands.ANC.nameOf(20)).isEqualTo("elevated");
    assertThat(Bands.ANC.nameOf(50)).isEqualTo("moderate");
    assertThat(Bands.ANC.nameOf(99.999)).isEqualTo("moderate");
    assertThat(Bands.ANC.nameOf(100)).isEqualTo("low concern");
    assertThat(Bands.PH.nameOf(4.99)).isEqualTo("below 5");
    assertThat(Bands.PH.nameOf(5)).isEqualTo("5-5.5");
    assertThat(Bands.PH.nameOf(6.5)).isEqualTo("6.5 and up");
  }
}
