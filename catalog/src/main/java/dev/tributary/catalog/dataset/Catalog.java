package dev.tributary.catalog.dataset;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The datasets that are known: those that ship, and those of the user's directory. */
public final class Catalog {

  private static final List<String> SHIPPED = List.of("water", "weapons", "weather");

  private static final ObjectMapper YAML =
      YAMLMapper.builder(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Dataset> datasets;

  private Catalog(Map<String, Dataset> datasets) {
    this.datasets = datasets;
  }

  /**
   * Loads the shipped datasets and those in a directory, where a file of a shipped name takes its
   * place.
   *
   * @throws TributaryException if a file is no declaration, naming the file and the fault
   */
  public static Catalog load(Optional<String> directory) {
    Map<String, Dataset> datasets = new TreeMap<>();
    for (String name : SHIPPED) {
      datasets.put(name, read(name + ".yaml", Catalog::resource));
    }
    directory.map(Path::of).ifPresent(path -> addFrom(path, datasets));
    return new Catalog(datasets);
  }

  /** All of them, by name. */
  public List<Dataset> datasets() {
    return List.copyOf(datasets.values());
  }

  /** The dataset of that name; the error names those there are. */
  public Dataset dataset(String name) {
    Dataset dataset = datasets.get(name);
    if (dataset == null) {
      throw new UsageException(
          "no dataset is named '%s'; there are: %s"
              .formatted(name, String.join(", ", datasets.keySet())));
    }
    return dataset;
  }

  private static void addFrom(Path directory, Map<String, Dataset> datasets) {
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.getFileName().toString().endsWith(".yaml"))
          .sorted()
          .map(
              file ->
                  read(
                      file.getFileName().toString(),
                      n -> Files.newInputStream(directory.resolve(n))))
          .forEach(dataset -> datasets.put(dataset.name(), dataset));
    } catch (IOException e) {
      throw new TributaryException(
          "the catalog directory '%s' cannot be read (%s)".formatted(directory, e), e);
    }
  }

  private static Dataset read(String file, Folder files) {
    try (InputStream in = files.open(file)) {
      Declaration declaration = YAML.readValue(in, Declaration.class);
      checkName(declaration.name());
      Map<String, Feed> references = new LinkedHashMap<>();
      if (declaration.references() != null) {
        for (Map.Entry<String, Declaration> reference : declaration.references().entrySet()) {
          checkName(reference.getKey());
          String name = declaration.name() + "." + reference.getKey();
          if (!new Assertions(name, reference.getValue().assertions()).rowDeltas().isEmpty()) {
            throw new IllegalArgumentException(
                name + ": a row_delta stands among the dataset's own assertions");
          }
          if (!reference.getValue().views().isEmpty()) {
            throw new IllegalArgumentException(name + ": views stand with the dataset's own parts");
          }
          references.put(reference.getKey(), feed(name, reference.getValue(), files));
        }
      }
      return new Dataset(
          declaration.name(),
          feed(declaration.name(), declaration, files),
          references,
          new Assertions(declaration.name(), declaration.assertions()).rowDeltas(),
          Optional.ofNullable(declaration.warehouse()).map(Declaration.Warehouse::schema),
          new DeclaredViews(declaration).views());
    } catch (IOException | IllegalArgumentException e) {
      throw new TributaryException("dataset file '%s': %s".formatted(file, firstLine(e)), e);
    }
  }

  private static Feed feed(String name, Declaration declared, Folder files) throws IOException {
    RecordSchema schema;
    try (InputStream in = files.open(declared.schema())) {
      schema = RecordSchema.of(JSON.readTree(in));
    }
    List<Topic> topics = new ArrayList<>();
    declared
        .topics()
        .forEach((topic, part) -> topics.add(new Topic(topic, part.partitions(), part.key())));
    Feed feed =
        new Feed(
            name,
            topics,
            schema,
            Optional.ofNullable(declared.source()).map(Declaration.Source::dates),
            declared.identity(),
            declared.observed(),
            Optional.ofNullable(declared.eventTime()).map(Declaration.Event::parsed),
            declared.partition() == null ? Feed.Routing.WHOLE : declared.partition().routing(),
            Optional.ofNullable(declared.partition())
                .map(Declaration.Partition::closes)
                .map(Declaration.Closes::parsed),
            landing(name, declared.landing(), schema),
            declared.hdfs().path(),
            declared.hdfs().file(),
            Optional.ofNullable(declared.hive()).map(Declaration.Hive::table),
            new Assertions(name, declared.assertions()).ranges(schema));
    check(feed);
    return feed;
  }

  private static LandingNames landing(
      String name, Declaration.Landing declared, RecordSchema schema) {
    Optional<LandingNames.Division> division = Optional.empty();
    if (declared.by() != null) {
      boolean required = schema.field(declared.by()).filter(Field::required).isPresent();
      List<String> values = schema.choices(declared.by());
      if (!required || values.isEmpty()) {
        throw new IllegalArgumentException(
            "%s: landing.by '%s' is not a required field with an enum of texts"
                .formatted(name, declared.by()));
      }
      division = Optional.of(new LandingNames.Division(declared.by(), values));
    }
    return new LandingNames(
        declared.table(),
        Optional.ofNullable(declared.current()).orElse(declared.table() + "_current"),
        division,
        declared.form());
  }

  /** A dot parts a dataset's name from a reference's. */
  private static void checkName(String name) {
    if (name == null || name.isBlank() || name.contains(".")) {
      throw new IllegalArgumentException(
          "the name '%s' cannot be used: it is a word without a dot".formatted(name));
    }
  }

  private static void check(Feed feed) {
    List<String> named = new ArrayList<>(feed.identity());
    named.addAll(feed.observed());
    feed.topics().forEach(topic -> named.addAll(topic.key()));
    feed.eventTime().map(EventTime::field).ifPresent(named::add);
    for (String field : named) {
      if (feed.schema().field(field).isEmpty()) {
        throw new IllegalArgumentException(
            "%s: field '%s' is not in the schema".formatted(feed.name(), field));
      }
    }
    if (feed.routing() != Feed.Routing.WHOLE && feed.eventTime().isEmpty()) {
      throw new IllegalArgumentException(feed.name() + ": partition.dt needs an event_time");
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Catalog.class.getResourceAsStream("/datasets/" + name);
    if (in == null) {
      throw new IOException("resource datasets/" + name + " is missing");
    }
    return in;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElseThrow();
  }

  /** Where a declaration and the schema beside it are read from. */
  private interface Folder {
    InputStream open(String name) throws IOException;
  }
}
