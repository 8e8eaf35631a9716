package dev.tributary.cli.lineage;

import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.table.Column;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Events in the form that OpenLineage gives them. */
final class EventForm {

  private static final String PRODUCT = "tributary";
  private static final String VERSION = version();
  private static final URI PRODUCER = URI.create("urn:%s:%s".formatted(PRODUCT, VERSION));

  /** The facet that says what Tributary calls a run: docs/lineage.md has its members. */
  private static final String FACET = "tributary_run";

  private static final URI FACET_SCHEMA = URI.create("urn:%s:facet:run:1".formatted(PRODUCT));

  private final String namespace;
  private final Names names;
  private final OpenLineage form = new OpenLineage(PRODUCER);

  /**
   * Of this installation.
   *
   * @param namespace of the jobs
   */
  EventForm(String namespace, Names names) {
    this.namespace = namespace;
    this.names = names;
    // Loads what writes JSON, before anybody waits for the first event.
    OpenLineageClientUtils.toJson(List.of());
  }

  OpenLineage.RunEvent of(Event event) {
    Execution execution = event.execution();
    return form.newRunEvent(
        event.at().atZone(ZoneOffset.UTC),
        OpenLineage.RunEvent.EventType.valueOf(event.type().name()),
        form.newRun(execution.id(), facets(execution, event.ending())),
        form.newJob(
            namespace,
            execution.job(),
            form.newJobFacetsBuilder().jobType(type(execution)).build()),
        event.inputs().stream().map(this::input).toList(),
        event.outputs().stream().map(this::output).toList());
  }

  private OpenLineage.JobTypeJobFacet type(Execution execution) {
    return form.newJobTypeJobFacetBuilder()
        .processingType(execution.lasting() ? "STREAMING" : "BATCH")
        .integration("TRIBUTARY")
        .jobType(execution.verb().equals("pipeline") ? "PIPELINE" : "VERB")
        .build();
  }

  private OpenLineage.RunFacets facets(Execution execution, Optional<Ending> ending) {
    OpenLineage.RunFacetsBuilder facets =
        form.newRunFacetsBuilder()
            .processing_engine(form.newProcessingEngineRunFacet(VERSION, PRODUCT, null));
    execution.parent().ifPresent(parent -> facets.parent(parent(parent)));
    ending
        .filter(each -> each.type() != Event.Type.COMPLETE)
        .ifPresent(
            each ->
                facets.errorMessage(
                    form.newErrorMessageRunFacet(
                        each.message(), "JAVA", each.trace().orElse(null))));
    return facets.put(FACET, new RunFacet(execution, ending)).build();
  }

  /** Its root too: no step has steps. */
  private OpenLineage.ParentRunFacet parent(Execution parent) {
    return form.newParentRunFacet(
        form.newParentRunFacetRun(parent.id(), null),
        form.newParentRunFacetJob(namespace, parent.job(), null),
        form.newParentRunFacetRoot(
            form.newRootRun(parent.id(), null), form.newRootJob(namespace, parent.job(), null)));
  }

  /** What Tributary itself calls a run, and says of its end. */
  private static final class RunFacet extends OpenLineage.DefaultRunFacet {

    RunFacet(Execution execution, Optional<Ending> ending) {
      super(PRODUCER);
      Map<String, Object> members = getAdditionalProperties();
      members.put("run", execution.run().value());
      members.put("verb", execution.verb());
      ending.ifPresent(each -> members.put("message", each.message()));
      ending.flatMap(Ending::exitCode).ifPresent(code -> members.put("exitCode", code));
    }

    @Override
    public URI get_schemaURL() {
      return FACET_SCHEMA;
    }
  }

  private OpenLineage.InputDataset input(Location location) {
    Names.Name name = names.of(location);
    return form.newInputDataset(name.namespace(), name.name(), facets(location).build(), null);
  }

  private OpenLineage.OutputDataset output(Event.Output output) {
    Names.Name name = names.of(output.location());
    Volume volume = output.volume();
    OpenLineage.DatasetFacetsBuilder facets = facets(output.location());
    volume
        .version()
        .ifPresent(
            version -> facets.version(form.newDatasetVersionDatasetFacet(Long.toString(version))));
    OpenLineage.OutputDatasetOutputFacets counted =
        volume.rows().isEmpty() && volume.bytes().isEmpty()
            ? null
            : form.newOutputDatasetOutputFacetsBuilder()
                .outputStatistics(
                    form.newOutputStatisticsOutputDatasetFacet(
                        boxed(volume.rows()), boxed(volume.bytes()), null))
                .build();
    return form.newOutputDataset(name.namespace(), name.name(), facets.build(), counted);
  }

  private static Long boxed(OptionalLong count) {
    return count.isPresent() ? count.getAsLong() : null;
  }

  private OpenLineage.DatasetFacetsBuilder facets(Location location) {
    OpenLineage.DatasetFacetsBuilder facets = form.newDatasetFacetsBuilder();
    if (!location.columns().isEmpty()) {
      facets.schema(
          form.newSchemaDatasetFacet(
              location.columns().stream().map(column -> field(location, column)).toList()));
    }
    location
        .directory()
        .map(names::path)
        .ifPresent(
            files ->
                facets.symlinks(
                    form.newSymlinksDatasetFacet(
                        List.of(
                            form.newSymlinksDatasetFacetIdentifiers(
                                files.namespace(), files.name(), "LOCATION")))));
    return facets;
  }

  private OpenLineage.SchemaDatasetFacetFields field(Location location, Column column) {
    boolean postgres = location.kind() == Location.Kind.RELATION;
    return form.newSchemaDatasetFacetFieldsBuilder()
        .name(column.name())
        .type(postgres ? column.type().postgres() : column.type().hive())
        .description(column.comment().isEmpty() ? null : column.comment())
        .build();
  }

  /** The build writes it there. */
  private static String version() {
    try (InputStream in = EventForm.class.getResourceAsStream("version.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
