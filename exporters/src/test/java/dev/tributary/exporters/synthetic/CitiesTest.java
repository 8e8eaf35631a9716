package dev.tributary.exporters.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.record.ShortestDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CitiesTest {

  @Test
  void parisIsTheFirstAndTheFirstStayTheSame() {
    assertThat(Cities.first(1).get(0).name()).isEqualTo("Paris");
    assertThat(Cities.first(500)).isEqualTo(Cities.first(10_000).subList(0, 500));
  }

  @Test
  void tensOfThousandsOfCitiesHaveNamesIdsAndPlacesOfTheirOwn() {
    List<City> cities = Cities.first(Plan.MOST_CITIES);
    assertThat(cities).hasSize(100_000);
    Set<String> names = new HashSet<>();
    Set<Long> ids = new HashSet<>();
    Set<Spot> spots = new HashSet<>();
    for (City city : cities) {
      names.add(city.name());
      ids.add(city.id());
      spots.add(city.spot());
      assertThat(city.country()).matches("[A-Z]{2}");
      assertThat(city.name()).isNotBlank();
      assertThat(city.lat()).isBetween(-90.0, 90.0);
      assertThat(city.lon()).isBetween(-180.0, 180.0);
      // Another JDK writes a number with as many digits as this one.
      assertThat(Double.toString(city.lat())).isEqualTo(ShortestDecimal.text(city.lat()));
      assertThat(Double.toString(city.lon())).isEqualTo(ShortestDecimal.text(city.lon()));
    }
    assertThat(names).hasSize(100_000);
    assertThat(ids).hasSize(100_000);
    assertThat(spots).hasSizeGreaterThan(99_990); // of millions, a few may be one by chance
  }

  @Test
  void realOnesAreAllOverTheWorld() {
    assertThat(Cities.REAL).hasSizeGreaterThan(50);
    assertThat(Cities.REAL.stream().filter(city -> city.lat() < 0)).hasSizeGreaterThan(15);
    long winter = Plans.second("2025-01-15T00:00:00Z");
    long summer = Plans.second("2025-07-15T00:00:00Z");
    assertThat(Cities.REAL.stream().filter(city -> city.offset(winter) != city.offset(summer)))
        .as("cities whose clocks change")
        .hasSizeGreaterThan(20);
    assertThat(Cities.REAL.stream().filter(city -> city.offset(winter) % 3600 != 0))
        .as("cities whose clocks are not whole hours ahead")
        .hasSizeGreaterThan(5);
    assertThat(Cities.REAL.stream().mapToInt(city -> city.offset(winter)).min()).hasValue(-39_600);
    assertThat(Cities.REAL.stream().mapToInt(city -> city.offset(winter)).max()).hasValue(46_800);
  }
}
