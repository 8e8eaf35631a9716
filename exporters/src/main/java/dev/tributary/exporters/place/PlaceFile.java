package dev.tributary.exporters.place;

import dev.tributary.catalog.run.TributaryException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Known places in a file, in one of two forms. */
final class PlaceFile {

  /** The columns of GeoNames' dumps, as its readme.txt numbers them from 0. */
  private static final int GEONAMES_COLUMNS = 19;

  private static final int NAME = 1;
  private static final int ASCII_NAME = 2;
  private static final int OTHER_NAMES = 3;
  private static final int LATITUDE = 4;
  private static final int LONGITUDE = 5;
  private static final int FEATURE_CLASS = 6;
  private static final int COUNTRY = 8;
  private static final int POPULATION = 14;

  /** A city, village or the like: GeoNames has mountains and roads too. */
  private static final String POPULATED = "P";

  private static final CSVFormat CSV =
      CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).build();

  private PlaceFile() {}

  /**
   * A place and its other names.
   *
   * @param otherNames may be empty
   */
  record Entry(KnownPlace place, List<String> otherNames) {

    /** Whether another place has one of its names, in the same country. */
    boolean isAlso(KnownPlace other) {
      String name = Spelling.plain(other.name());
      return other.country().equals(place.country())
          && (name.equals(Spelling.plain(place.name()))
              || otherNames.stream().anyMatch(each -> name.equals(Spelling.plain(each))));
    }
  }

  /**
   * Reads a file, packed by gzip where its name ends in .gz.
   *
   * @throws TributaryException if it cannot be read, naming the line that is wrong
   */
  static void read(Path file, Consumer<Entry> entries) {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      boolean packed = file.toString().endsWith(".gz");
      read(file.toString(), packed ? new GZIPInputStream(bytes) : bytes, entries);
    } catch (IOException e) {
      throw new TributaryException(
          "known places: cannot read "
              + file
              + " ("
              + (e instanceof CharacterCodingException ? "it is not UTF-8" : e.toString())
              + "); see tributary.places.file",
          e);
    }
  }

  /** Reads what has a name to tell in errors. */
  static void read(String name, InputStream bytes, Consumer<Entry> entries) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (text.isBlank() || text.startsWith("#")) {
        continue;
      }
      try {
        String[] cells = text.split("\t", -1);
        if (cells.length >= GEONAMES_COLUMNS) {
          readGeoNames(cells, entries);
        } else {
          readCsv(text, entries);
        }
      } catch (IllegalArgumentException e) {
        throw new TributaryException(
            "known places: line %d of %s is not one: %s; a line is name,country,lat,lon such as Paris,FR,48.85,2.35, or one of a dump of GeoNames"
                .formatted(number, name, e.getMessage()),
            e);
      }
    }
  }

  private static void readGeoNames(String[] cells, Consumer<Entry> entries) {
    // Some of its mountains and seas have no country: of no use here.
    if (!cells[FEATURE_CLASS].equals(POPULATED) || cells[COUNTRY].isEmpty()) {
      return;
    }
    KnownPlace place =
        place(
            cells[NAME],
            cells[COUNTRY],
            cells[LATITUDE],
            cells[LONGITUDE],
            cells[POPULATION].isEmpty() ? 0 : Long.parseLong(cells[POPULATION]));
    entries.accept(
        new Entry(place, List.of((cells[ASCII_NAME] + "," + cells[OTHER_NAMES]).split(","))));
  }

  private static void readCsv(String line, Consumer<Entry> entries) {
    List<CSVRecord> records;
    try (CSVParser parser = CSVParser.parse(line, CSV)) {
      records = parser.getRecords();
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    if (records.size() != 1 || records.get(0).size() != 4) {
      throw new IllegalArgumentException("it has not four cells");
    }
    CSVRecord cells = records.get(0);
    if (cells.get(2).equals("lat")) {
      return; // the names of the columns
    }
    entries.accept(
        new Entry(place(cells.get(0), cells.get(1), cells.get(2), cells.get(3), 0), List.of()));
  }

  private static KnownPlace place(
      String name, String country, String lat, String lon, long population) {
    if (!Countries.isCode(country)) {
      throw new IllegalArgumentException("'" + country + "' is no country's code");
    }
    return new KnownPlace(
        name, country.intern(), Double.parseDouble(lat), Double.parseDouble(lon), population);
  }
}
