package dev.tributary.mapreduce.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.junit.jupiter.api.Test;

class ValueCountsTest {

  @Test
  void oneValueIsEveryFigureAndHasNoDeviation() {
    ValueCounts counts = of(-3.99);

    assertThat(figures(counts)).containsExactly(1, -3.99, -3.99, -3.99, -3.99);
    assertThat(counts.stddev()).isEmpty();
  }

  @Test
  void anOddNumberOfValuesHasOneInTheMiddle() {
    assertThat(of(7, -1, 3).median()).isEqualTo(3);
    assertThat(of(2, 2, 2, 9, 1).median()).isEqualTo(2);
  }

  @Test
  void anEvenNumberOfValuesHasTheMeanOfTwoInTheMiddle() {
    assertThat(of(4, 1, 3, 2).median()).isEqualTo(2.5);
    // In binary, (1.1 + 2.2) / 2 is 1.6500000000000001.
    assertThat((1.1 + 2.2) / 2).isNotEqualTo(1.65);
    assertThat(of(1.1, 2.2).median()).isEqualTo(1.65);
  }

  @Test
  void theDeviationIsThatOfASample() {
    // Sum of squares about the mean 5 is 32; 32 / 7 = 4.571428…, its root 2.138089935299395.
    assertThat(of(2, 4, 4, 4, 5, 5, 7, 9).stddev()).hasValue(2.138089935299395);
    assertThat(of(6.1, 6.1, 6.1).stddev()).hasValue(0);
  }

  @Test
  void sumsAreThoseOfTheDecimals() {
    // Ten times 0.1 added in binary is 0.9999999999999999.
    ValueCounts tenths = new ValueCounts();
    for (int i = 0; i < 10; i++) {
      tenths.add(0.1);
    }
    assertThat(tenths.mean()).isEqualTo(0.1);
    assertThat(tenths.stddev()).hasValue(0);
  }

  @Test
  void cancellationLosesNothing() {
    assertThat(of(1e16, 1, -1e16).mean()).isEqualTo(1.0 / 3);
    assertThat(of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).stddev()).hasValue(Math.sqrt(30));
    assertThat(of(1e300, -1e300, 3e-300).mean()).isEqualTo(1e-300);
  }

  @Test
  void theTwoZerosAreOneValue() {
    assertThat(of(-0.0, 0.0).toString()).isEqualTo("{0.0=2}");
  }

  @Test
  void whatIsNotANumberIsRefused() {
    assertThatThrownBy(() -> of(Double.NaN)).hasMessageContaining("NaN is not a finite number");
  }

  @Test
  void partsMergeInAnyOrderToTheSameBytes() throws IOException {
    Random random = new Random(17);
    List<ValueCounts> parts = new ArrayList<>();
    ValueCounts whole = new ValueCounts();
    for (int part = 0; part < 20; part++) {
      ValueCounts counts = new ValueCounts();
      for (int i = 0; i < 50; i++) {
        double value = random.nextInt(400) / 100.0 - 2;
        counts.add(value);
        whole.add(value);
      }
      parts.add(counts);
    }
    Collections.shuffle(parts, random);
    ValueCounts merged = new ValueCounts();
    parts.forEach(merged::add);

    assertThat(bytes(merged)).isEqualTo(bytes(whole));
    ValueCounts read = of(99);
    DataInputBuffer in = new DataInputBuffer();
    in.reset(bytes(whole), bytes(whole).length);
    read.readFields(in);
    assertThat(read.toString()).isEqualTo(whole.toString());
  }

  @Test
  void ratiosAreRoundedOnceToTheNearestDouble() {
    Random random = new Random(18);
    for (int i = 0; i < 2000; i++) {
      BigInteger numerator = new BigInteger(1 + random.nextInt(200), random).setBit(0).negate();
      BigInteger denominator = new BigInteger(1 + random.nextInt(200), random).add(BigInteger.ONE);
      ExactRatio ratio = new ExactRatio(numerator, denominator);
      assertNearest(ratio.toDouble(), ratio, 1);

      ExactRatio positive = new ExactRatio(numerator.negate(), denominator);
      assertNearest(positive.squareRoot(), positive, 2);
    }
    // A tie goes to the even neighbour, and what lies just above a tie does not.
    BigInteger tie = BigInteger.ONE.shiftLeft(53).add(BigInteger.ONE);
    assertThat(new ExactRatio(tie, BigInteger.ONE).toDouble()).isEqualTo(0x1p53);
    BigInteger shift = BigInteger.ONE.shiftLeft(300);
    assertThat(new ExactRatio(tie.multiply(shift).add(BigInteger.ONE), shift).toDouble())
        .isEqualTo(0x1p53 + 2);
  }

  /** No neighbour's midpoint with the result lies between them and the ratio's root. */
  private static void assertNearest(double result, ExactRatio ratio, int power) {
    BigDecimal exact = new BigDecimal(ratio.numerator());
    BigDecimal scale = new BigDecimal(ratio.denominator());
    BigDecimal at = new BigDecimal(result);
    BigDecimal two = BigDecimal.valueOf(2);
    BigDecimal low = at.add(new BigDecimal(Math.nextDown(result))).divide(two);
    BigDecimal high = at.add(new BigDecimal(Math.nextUp(result))).divide(two);
    assertThat(low.pow(power).multiply(scale)).isLessThanOrEqualTo(exact);
    assertThat(high.pow(power).multiply(scale)).isGreaterThanOrEqualTo(exact);
  }

  private static ValueCounts of(double... values) {
    ValueCounts counts = new ValueCounts();
    DoubleStream.of(values).forEach(counts::add);
    return counts;
  }

  private static List<Number> figures(ValueCounts counts) {
    return List.of((int) counts.n(), counts.min(), counts.mean(), counts.median(), counts.max());
  }

  private static byte[] bytes(ValueCounts counts) throws IOException {
    DataOutputBuffer out = new DataOutputBuffer();
    counts.write(out);
    return java.util.Arrays.copyOf(out.getData(), out.getLength());
  }
}
