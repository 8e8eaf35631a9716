package dev.tributary.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The house's arrows: exporters, mapreduce and loaders stand on catalog and never on each other.
 */
@AnalyzeClasses(packages = "dev.tributary", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseTest {

  @ArchTest
  static final ArchRule MODULES =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("catalog")
          .definedBy("dev.tributary.catalog..")
          .layer("exporters")
          .definedBy("dev.tributary.exporters..")
          .layer("mapreduce")
          .definedBy("dev.tributary.mapreduce..")
          .layer("loaders")
          .definedBy("dev.tributary.loaders..")
          .layer("cli")
          .definedBy("dev.tributary.cli..")
          .layer("sandbox")
          .definedBy("dev.tributary.sandbox..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sandbox")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("exporters")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("mapreduce")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("loaders")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("sandbox")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule THE_CATALOG_KNOWS_NO_KAFKA_AND_NO_HADOOP =
      noClasses()
          .that()
          .resideInAPackage("dev.tributary.catalog..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.hadoop..");

  @ArchTest
  static final ArchRule JOBS_AND_LOADERS_KNOW_NO_KAFKA =
      noClasses()
          .that()
          .resideInAnyPackage("dev.tributary.mapreduce..", "dev.tributary.loaders..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("dev.tributary.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_LEDGER_SPEAKS_SQL =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.tributary.catalog.ledger..", "dev.tributary.sandbox..")
          .and()
          .resideOutsideOfPackage("dev.tributary.loaders.hive..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.postgresql..");
}
