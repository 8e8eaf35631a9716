package dev.tributary.sandbox;

/** Where a daemon of Hadoop writes its log: the file that takes its standard output, too. */
final class HadoopLog {

  private HadoopLog() {}

  static JavaCommand to(Stage stage, Service service) {
    return stage
        .daemon(service)
        .property("hadoop.root.logger", "INFO,RFA")
        .property("hadoop.log.dir", stage.home().logs())
        .property("hadoop.log.file", stage.home().log(service).getFileName());
  }
}
