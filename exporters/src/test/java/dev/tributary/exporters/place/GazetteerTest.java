package dev.tributary.exporters.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GazetteerTest {

  @TempDir private Path directory;

  @Test
  void whatShipsIsSortedWellFormedAndNamesNoPlaceTwice() {
    List<KnownPlace> places = Gazetteer.shipped();
    assertThat(places).hasSizeBetween(330, 450);
    for (int i = 0; i < places.size(); i++) {
      KnownPlace place = places.get(i);
      assertThat(place.name()).isEqualTo(place.name().strip());
      for (KnownPlace other : places.subList(0, i)) {
        if (other.country().equals(place.country())) {
          assertThat(other.name()).isLessThan(place.name());
          assertThat(haversineKm(place, other.lat(), other.lon())).isGreaterThan(10);
        } else {
          assertThat(other.country()).isLessThan(place.country());
        }
      }
    }
  }

  @Test
  void theNearestIsThatOfAnExhaustiveSearchEvenAtThePolesAndTheDateLine() {
    Random random = new Random(7);
    List<KnownPlace> places = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      places.add(new KnownPlace("p" + i, i % 2 == 0 ? "FR" : "US", lat(random), lon(random), 0));
    }
    Gazetteer gazetteer = new Gazetteer(places, 300);
    for (int i = 0; i < 3000; i++) {
      double lat = lat(random);
      double lon = lon(random);
      for (String country : new String[] {null, "FR"}) {
        Optional<KnownPlace> found =
            country == null ? gazetteer.nearest(lat, lon) : gazetteer.nearest(lat, lon, country);
        double nearest =
            places.stream()
                .filter(place -> country == null || place.country().equals(country))
                .mapToDouble(place -> haversineKm(place, lat, lon))
                .min()
                .getAsDouble();
        assertThat(found.isPresent()).isEqualTo(nearest <= 300);
        found.ifPresent(
            place -> assertThat(haversineKm(place, lat, lon) - nearest).isLessThan(1e-3));
      }
    }
  }

  @Test
  void aPlaceBeyondTheDateLineOrAPoleIsNear() {
    Gazetteer gazetteer =
        new Gazetteer(
            List.of(
                new KnownPlace("Taveuni", "FJ", -16.8, 179.95, 0),
                new KnownPlace("Pole", "AQ", -89.95, 10, 0)),
            30);
    assertThat(gazetteer.nearest(-16.8, -179.95)).map(KnownPlace::name).contains("Taveuni");
    assertThat(gazetteer.nearest(-89.95, -170)).map(KnownPlace::name).contains("Pole");
    assertThat(gazetteer.nearest(-16.8, -179.7)).isEmpty();
  }

  @Test
  void twoHundredThousandPlacesAreSearchedWithoutLookingAtEach() {
    Random random = new Random(11);
    List<KnownPlace> places = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      places.add(new KnownPlace("p", "FR", lat(random), lon(random), 0));
    }
    Sphere sphere = new Sphere(places);
    long[] looks = {0};
    for (int i = 0; i < 1000; i++) {
      sphere.nearest(
          lat(random),
          lon(random),
          30,
          place -> {
            looks[0]++;
            return true;
          });
    }
    assertThat(looks[0]).isLessThan(1000 * 50);
  }

  @Test
  void aNameIsFoundHoweverItIsSpelled() {
    Gazetteer gazetteer = new Gazetteer(Gazetteer.shipped(), 30);
    for (String name : new String[] {"São Paulo", "SAO PAULO", "sa\u0303o paulo"}) {
      assertThat(gazetteer.named(name)).extracting(KnownPlace::country).containsExactly("BR");
    }
    assertThat(gazetteer.named("Łódź")).extracting(KnownPlace::name).containsExactly("Lodz");
    assertThat(gazetteer.named("Tromso")).extracting(KnownPlace::country).containsExactly("NO");
    assertThat(gazetteer.named("Atlantis")).isEmpty();
  }

  @Test
  void aFileOfGeoNamesAddsPlacesAndReplacesThoseThatItNamesOtherwise() throws IOException {
    // In the form of download.geonames.org/export/dump/cities500.txt; class T is a mountain.
    Path file = directory.resolve("cities.txt.gz");
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(file))) {
      bytes.write(
          (geoName(
                      "Kraków",
                      "Krakow",
                      "Cracovia,Krakau",
                      "50.06143",
                      "19.93658",
                      "P",
                      "PL",
                      "755050")
                  + geoName("Mont Valérien", "x", "", "48.87", "2.21", "T", "FR", "0")
                  + geoName("Nanterre", "Nanterre", "", "48.89198", "2.20675", "P", "FR", "86719"))
              .getBytes(StandardCharsets.UTF_8));
    }
    Gazetteer gazetteer = Gazetteer.of(settings(file));
    assertThat(gazetteer.nearest(50.057274, 19.949356)).map(KnownPlace::name).contains("Kraków");
    assertThat(gazetteer.named("Krakow")).hasSize(1);
    assertThat(gazetteer.nearest(48.87, 2.21)).map(KnownPlace::name).contains("Nanterre");
    assertThat(gazetteer.nearest(48.85, 2.35)).map(KnownPlace::name).contains("Paris");
  }

  @Test
  void aFileOfLinesMayHaveAHeaderCommentsAndQuotes() throws IOException {
    Path file = directory.resolve("places.csv");
    Files.writeString(
        file, "\uFEFF# ours\nname,country,lat,lon\n\n\"Saint-Ouen, Nord\", FR, 48.91, 2.33\r\n");
    assertThat(Gazetteer.of(settings(file)).nearest(48.91, 2.33))
        .map(KnownPlace::name)
        .contains("Saint-Ouen, Nord");
  }

  @Test
  void aWrongLineIsToldWithItsNumber() throws IOException {
    Path file = directory.resolve("places.csv");
    for (String wrong :
        new String[] {
          "Paris,XX,48,2", "Paris,FR,98,2", "Paris,FR,x,2", "Paris,FR", ",FR,1,1", "\"P"
        }) {
      Files.writeString(file, "Lyon,FR,45.7,4.8\n" + wrong + "\n");
      assertThatThrownBy(() -> Gazetteer.of(settings(file)))
          .isInstanceOf(TributaryException.class)
          .hasMessageContaining("line 2 of " + file);
    }
    assertThatThrownBy(() -> Gazetteer.of(settings(directory.resolve("absent"))))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("absent")
        .hasMessageContaining("tributary.places.file");
  }

  static Settings settings(Path file) {
    return setting ->
        setting.equals(Settings.PLACES_FILE) ? Optional.of(file.toString()) : Optional.empty();
  }

  private static String geoName(
      String name,
      String ascii,
      String others,
      String lat,
      String lon,
      String kind,
      String country,
      String population) {
    return String.join(
            "\t",
            List.of(
                "1",
                name,
                ascii,
                others,
                lat,
                lon,
                kind,
                "PPL",
                country,
                "",
                "",
                "",
                "",
                "",
                population,
                "",
                "1",
                "Europe/Paris",
                "2026-01-01"))
        + "\n";
  }

  /** Many near the poles and the date line. */
  private static double lat(Random random) {
    return random.nextInt(4) == 0 ? 90 - random.nextDouble() * 3 : random.nextDouble() * 180 - 90;
  }

  private static double lon(Random random) {
    double lon = random.nextInt(4) == 0 ? 178 + random.nextDouble() * 4 : random.nextDouble() * 360;
    return lon > 180 ? lon - 360 : lon;
  }

  /** By another formula than the one that is tested. */
  private static double haversineKm(KnownPlace place, double lat, double lon) {
    double phi = Math.toRadians(place.lat());
    double other = Math.toRadians(lat);
    double h =
        Math.pow(Math.sin((other - phi) / 2), 2)
            + Math.cos(phi)
                * Math.cos(other)
                * Math.pow(Math.sin(Math.toRadians(lon - place.lon()) / 2), 2);
    return 2 * 6371.0088 * Math.asin(Math.sqrt(h));
  }
}
