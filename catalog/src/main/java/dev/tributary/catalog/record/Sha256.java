package dev.tributary.catalog.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that names files and fingerprints records. */
public final class Sha256 {

  private Sha256() {}

  /** A new digest. */
  public static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
