package dev.tributary.mapreduce.job;

import java.io.IOException;

/** A job that could not be submitted or did not succeed; one line says which, where and why. */
public final class JobFailedException extends IOException {

  JobFailedException(String message, Throwable cause) {
    super(message.strip().replaceAll("\\s*\\R\\s*", " | "), cause);
  }
}
