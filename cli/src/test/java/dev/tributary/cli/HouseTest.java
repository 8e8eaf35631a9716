package dev.tributary.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.mapreduce.rollup.RollupJob;
import dev.tributary.mapreduce.rollup.View;
import org.apache.hadoop.conf.Configuration;

/**
 * The house's arrows: exporters, mapreduce and loaders stand on catalog and never on each other.
 */
@AnalyzeClasses(
    packages = {"dev.tributary", "com.mhfz"},
    importOptions = ImportOption.DoNotIncludeTests.class)
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
          .definedBy("dev.tributary.cli..", "com.mhfz..")
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

  /** What is kept for those who know it is a name, and nothing stands on it. */
  @ArchTest
  static final ArchRule FORMER_NAMES_ARE_DOORS_TO_THE_COMMAND =
      classes()
          .that()
          .resideInAPackage("com.mhfz..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("com.mhfz..", "dev.tributary.cli", "java..")
          .andShould()
          .onlyHaveDependentClassesThat()
          .resideInAPackage("com.mhfz..");

  /** A job is its declaration, of views too: how records are read and counted is the engine's. */
  @ArchTest
  static final ArchRule ROLLUP_JOBS_KNOW_THE_ENGINE_ALONE =
      classes()
          .that()
          .areAssignableTo(RollupJob.class)
          .and()
          .doNotBelongToAnyOf(RollupJob.class)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("dev.tributary.mapreduce.rollup", "java..")
                  .or(type(Configuration.class))
                  .or(assignableTo(RollupJob.class))
                  .or(assignableTo(View.class)));

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
