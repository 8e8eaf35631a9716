package dev.tributary.catalog.run;

/** A command that was not given as it must be: exit code 2. */
public final class UsageException extends TributaryException {

  public UsageException(String message) {
    super(message);
  }
}
