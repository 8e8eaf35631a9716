package dev.tributary.loaders.hive;

/** Hive's metastore or HiveServer2 does not answer, or no longer. */
public final class HiveUnavailableException extends HiveException {

  HiveUnavailableException(String message) {
    super(message);
  }

  HiveUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
